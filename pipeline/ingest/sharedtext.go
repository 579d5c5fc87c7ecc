package ingest

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"strings"

	"sifeng/pipeline/comment"
)

// sharedTexts is the table of texts that the cells of a workbook refer to by number. A large one lies in a temporary file, so that
// memory stays flat.
type sharedTexts struct {
	all    string  // the texts, one behind the other; empty when they lie in file
	ends   []int64 // where each ends
	file   *os.File
	remove func() error          // of file
	blocks [textBlocks]textBlock // of file
}

type textBlock struct {
	number int64 // plus one; 0: none
	data   []byte
}

const (
	textsInMemory  = 16 << 20 // bytes of texts that are held in memory
	textBlocks     = 64
	textBlockBytes = 64 << 10
	maxTexts       = 1 << 28
)

// loadTexts reads the table; nil part: there is none. The caller must call close.
func loadTexts(part *zip.File, inMemory int) (*sharedTexts, error) {
	t := &sharedTexts{}
	if part == nil {
		return t, nil
	}
	r, err := part.Open()
	if err != nil {
		return nil, damagedPart(part, err)
	}
	defer r.Close()
	if err := t.read(newXMLReader(r), inMemory); err != nil {
		t.close()
		return nil, damagedPart(part, err)
	}
	return t, nil
}

func (t *sharedTexts) read(x *xmlReader, inMemory int) error {
	var memory strings.Builder
	var scratch []byte
	var size int64
	flush := func() error {
		var err error
		if t.file == nil && memory.Len()+len(scratch) <= inMemory {
			memory.Write(scratch)
		} else {
			if t.file == nil {
				if t.file, t.remove, err = unnamedFile(); err != nil {
					return err
				}
				_, err = t.file.WriteString(memory.String())
				memory.Reset()
			}
			if err == nil {
				_, err = t.file.Write(scratch)
			}
		}
		scratch = scratch[:0]
		if err != nil && !errors.As(err, new(*scratchError)) {
			err = temporaryFailed("写入临时文件：%v", "write a temporary file: %v", err)
		}
		return err
	}
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if token.kind != xmlStart || string(token.name) != "si" {
			continue
		}
		from := len(scratch)
		if !token.empty {
			if scratch, err = x.richText(scratch); err != nil {
				return err
			}
		}
		scratch = appendEscaped(scratch[:from], scratch[from:])
		size += int64(len(scratch) - from)
		if len(t.ends) == maxTexts {
			return comment.Say("文字比任何工作簿都多", "more texts than any workbook")
		}
		t.ends = append(t.ends, size)
		if len(scratch) > 1<<20 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	t.all = memory.String()
	return nil
}

// richText appends the text of the element that was just opened: its t, and those of its runs; not how it is pronounced.
func (x *xmlReader) richText(dst []byte) ([]byte, error) {
	inText, limit := 0, len(dst)+maxXMLToken
	for depth := len(x.ends); len(x.ends) >= depth; {
		token, err := x.next()
		if err != nil {
			return dst, tooSoon(err)
		}
		switch token.kind {
		case xmlStart:
			switch string(token.name) {
			case "t":
				if !token.empty {
					inText = len(x.ends)
				}
			case "r":
			default:
				if err := x.skip(token); err != nil {
					return dst, err
				}
			}
		case xmlEnd:
			if len(x.ends) < inText {
				inText = 0
			}
		case xmlText:
			if inText > 0 {
				if dst, err = token.appendText(dst); err != nil {
					return dst, err
				}
				if len(dst) > limit {
					return dst, errXMLSize()
				}
			}
		}
	}
	return dst, nil
}

// at gives text number i.
func (t *sharedTexts) at(i int) (string, error) {
	if i < 0 || i >= len(t.ends) {
		return "", errNoSuchText
	}
	from := int64(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	to := t.ends[i]
	if t.file == nil {
		return valid(t.all[from:to]), nil
	}
	number := from / textBlockBytes
	if from == to {
		return "", nil
	}
	if (to-1)/textBlockBytes != number {
		text := make([]byte, to-from)
		if _, err := t.file.ReadAt(text, from); err != nil {
			return "", temporaryFailed("读取临时文件：%v", "read a temporary file: %v", err)
		}
		return valid(string(text)), nil
	}
	block := &t.blocks[number%textBlocks]
	if block.number != number+1 {
		if block.data == nil {
			block.data = make([]byte, textBlockBytes)
		}
		n, err := t.file.ReadAt(block.data[:textBlockBytes], number*textBlockBytes)
		if err != nil && !errors.Is(err, io.EOF) {
			return "", temporaryFailed("读取临时文件：%v", "read a temporary file: %v", err)
		}
		block.data, block.number = block.data[:n], number+1
	}
	return valid(string(block.data[from-number*textBlockBytes : to-number*textBlockBytes])), nil
}

// errNoSuchText: a cell refers to a text that the workbook does not hold.
var errNoSuchText = comment.Say("单元格引用的文字在工作簿里没有", "a cell refers to a text that the workbook does not hold")

func (t *sharedTexts) close() {
	if t.file != nil {
		t.remove()
	}
}
