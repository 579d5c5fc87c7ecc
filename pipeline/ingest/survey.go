package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// survey is what one pass over a file's bytes tells, before anything is parsed.
type survey struct {
	kind     format
	sha256   string
	size     int64
	head     []byte // the first sampleBytes
	encoding string
	damaged  int64 // bytes that are not UTF-8 in a file that otherwise is
}

// sampleBytes is how much of a file is looked at to choose between encodings, delimiters and header rows.
const sampleBytes = 1 << 18

// look reads an input once: what it is, its hash, and whether all of it is UTF-8. The decision holds for the whole file: a single line is
// too short to tell GB18030 from UTF-8. forced is the encoding that a map file gives.
func look(in *Input, name, forced string) (survey, error) {
	s := survey{}
	f, w := in.Reader(), watch{name: name, forced: forced}
	sum := sha256.New()
	var wide, bad int64
	var rest []byte
	buffer := make([]byte, 1<<16)
	for {
		n, err := io.ReadFull(f, buffer)
		if err == io.ErrUnexpectedEOF {
			err = io.EOF
		}
		chunk := buffer[:n]
		kind, watchErr := w.see(chunk, err == io.EOF)
		if watchErr != nil {
			return survey{}, watchErr
		}
		s.kind = kind
		sum.Write(chunk)
		s.size += int64(n)
		if room := sampleBytes - len(s.head); room > 0 {
			s.head = append(s.head, chunk[:min(room, n)]...)
		}
		if len(rest) > 0 {
			chunk = append(rest, chunk...)
		}
		rest = nil
		if err == nil {
			// A character may be cut in two by the end of the chunk.
			for back := 1; back <= utf8.UTFMax && back <= len(chunk); back++ {
				if utf8.RuneStart(chunk[len(chunk)-back]) {
					if !utf8.FullRune(chunk[len(chunk)-back:]) {
						rest = append([]byte(nil), chunk[len(chunk)-back:]...)
						chunk = chunk[:len(chunk)-back]
					}
					break
				}
			}
		}
		w, b := countUTF8(chunk)
		wide, bad = wide+w, bad+b
		if err == io.EOF {
			break
		}
		if err != nil && in.copied {
			return survey{}, err
		} else if err != nil {
			return survey{}, unopened(err)
		}
	}
	s.sha256 = hex.EncodeToString(sum.Sum(nil))
	if forced != "" {
		s.encoding = forced
		return s, nil
	}
	s.encoding = chooseEncoding(s.head, wide, bad)
	if s.encoding == encUTF8 {
		s.damaged = bad
	}
	return s, nil
}

// watch ends the reading of what is no file of comments, or of one that goes on for ever, as soon as that shows.
type watch struct {
	name   string
	forced string // the encoding that a map file gives
	head   []byte // the first sampleBytes
	kind   format
	told   bool  // kind is known
	line   int64 // bytes since the last line end
}

// see looks at the next bytes; ended: they are the last. The kind is known once there were enough.
func (w *watch) see(chunk []byte, ended bool) (format, error) {
	if !w.told {
		w.head = append(w.head, chunk...)
		if len(w.head) < sampleBytes && !ended {
			return 0, nil
		}
		var err error
		if w.kind, err = sniff(w.name, w.head[:min(len(w.head), sampleBytes)], w.forced); err != nil {
			return 0, err
		}
		chunk, w.head, w.told = w.head, nil, true
	}
	if w.kind == formatXLSX || w.kind == formatJSON {
		return w.kind, nil
	}
	longest := w.line + int64(len(chunk))
	w.line = longest
	if first := bytes.IndexAny(chunk, "\r\n"); first >= 0 {
		longest -= int64(len(chunk) - first)
		w.line = int64(len(chunk) - 1 - bytes.LastIndexAny(chunk, "\r\n"))
	}
	if longest > maxLineBytes {
		return 0, faulty(reasonLongLine, "有一行超过 %d MB，不是意见表：要一行一条意见", "a line is longer than %d MB, so it is no table of comments: want one comment a line", maxLineBytes>>20)
	}
	return w.kind, nil
}

// countUTF8 counts characters of more than one byte, and bytes that are not UTF-8.
func countUTF8(b []byte) (wide, bad int64) {
	if utf8.Valid(b) {
		for _, c := range b {
			if c >= 0xc0 {
				wide++
			}
		}
		return wide, 0
	}
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			wide++
		}
		b = b[size:]
	}
	return wide, bad
}

// decoder gives the file's text as UTF-8, without a byte order mark.
func (s survey) decoder(r io.Reader) io.Reader {
	return transform.NewReader(r, encodingByName(s.encoding).NewDecoder())
}

// isBinary tells a file that no encoding makes a text of: full of control characters.
func (s survey) isBinary() bool {
	if s.encoding == encUTF16LE || s.encoding == encUTF16BE {
		return false
	}
	control := 0
	head := bytes.TrimRight(s.head, "\x00") // a crash fills up a file with them
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' {
			control++
		}
	}
	return control > 8 && control*20 > len(head)
}

// label is the encoding for Source.Encoding.
func (s survey) label() string {
	if s.damaged > 0 {
		return fmt.Sprintf("%s (%d damaged bytes)", s.encoding, s.damaged)
	}
	return s.encoding
}
