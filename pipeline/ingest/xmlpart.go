package ingest

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// xmlReader gives the tags and texts of a part of a workbook, one at a time, out of a buffer of its own. It checks that the part is
// well-formed as far as a spreadsheet needs it, and refuses document types: no spreadsheet has one, and entities are defined there.
type xmlReader struct {
	in      io.Reader
	buffer  []byte
	at, end int
	ended   bool
	open    []byte // names of the open elements, one behind the other
	ends    []int  // where each of them ends
	closed  bool   // the outermost element has ended
}

// What next found.
const (
	xmlStart = iota + 1
	xmlEnd
	xmlText
)

// xmlToken is valid until the next call of next.
type xmlToken struct {
	kind  int
	name  []byte // of a tag, without its prefix
	tag   []byte // of a start tag: what stands between < and >
	empty bool   // <c/>: no end tag follows
	text  []byte // as it stands in the part
	plain bool   // text of a CDATA section: nothing is escaped in it
}

const (
	xmlBuffer   = 256 << 10
	maxXMLToken = 16 << 20 // bytes of a tag or text; a cell holds at most 32,767 characters
	maxXMLDepth = 256
)

var errXML = comment.Say("XML 有错", "broken XML")

func errXMLSize() error {
	return comment.Say("%v：有超过 %d 字节的标签或文字", "%v: a tag or text of more than %d bytes", errXML, maxXMLToken)
}

func newXMLReader(r io.Reader) *xmlReader {
	x := &xmlReader{in: r, buffer: make([]byte, xmlBuffer)}
	return x
}

// more reads on behind the buffer; what lies before at is given up.
func (x *xmlReader) more() error {
	if x.ended {
		return io.ErrUnexpectedEOF
	}
	if x.at > 0 {
		copy(x.buffer, x.buffer[x.at:x.end])
		x.end -= x.at
		x.at = 0
	}
	if x.end == len(x.buffer) {
		if len(x.buffer) >= maxXMLToken {
			return errXMLSize()
		}
		x.buffer = append(x.buffer, make([]byte, len(x.buffer))...)
	}
	n, err := io.ReadAtLeast(x.in, x.buffer[x.end:], 1)
	x.end += n
	if errors.Is(err, io.EOF) {
		x.ended = true
		return io.ErrUnexpectedEOF
	}
	return err
}

// find gives where mark stands from at+skip on, relative to at, reading on as needed.
func (x *xmlReader) find(mark string, skip int) (int, error) {
	for {
		if x.at+skip <= x.end {
			if i := bytes.Index(x.buffer[x.at+skip:x.end], []byte(mark)); i >= 0 {
				return skip + i, nil
			}
			skip = max(skip, x.end-x.at-len(mark)+1)
		}
		if err := x.more(); err != nil {
			return 0, err
		}
	}
}

// next gives the next tag or text. It is io.EOF behind the outermost element, and io.ErrUnexpectedEOF where a part ends too soon.
func (x *xmlReader) next() (xmlToken, error) {
	for {
		for x.at == x.end {
			if err := x.more(); err != nil {
				if errors.Is(err, io.ErrUnexpectedEOF) && x.closed {
					return xmlToken{}, io.EOF
				}
				return xmlToken{}, err
			}
		}
		if x.buffer[x.at] != '<' {
			n := bytes.IndexByte(x.buffer[x.at:x.end], '<')
			if n < 0 {
				var err error
				if n, err = x.find("<", 0); err != nil {
					if !errors.Is(err, io.ErrUnexpectedEOF) || !x.closed || len(bytes.Trim(x.buffer[x.at:x.end], "\x00 \t\r\n")) > 0 {
						return xmlToken{}, err
					}
					return xmlToken{}, io.EOF
				}
			}
			text := x.buffer[x.at : x.at+n]
			x.at += n
			if len(x.ends) == 0 { // around the outermost element: white space or a byte order mark
				continue
			}
			return xmlToken{kind: xmlText, text: text}, nil
		}
		for x.end-x.at < len("<![CDATA[") {
			if err := x.more(); err != nil {
				if errors.Is(err, io.ErrUnexpectedEOF) && x.end-x.at > 2 {
					break
				}
				return xmlToken{}, err
			}
		}
		switch rest := x.buffer[x.at:x.end]; {
		case rest[1] == '/':
			return x.endTag()
		case rest[1] == '?':
			n, err := x.find("?>", 2)
			if err != nil {
				return xmlToken{}, err
			}
			if err := declared(x.buffer[x.at : x.at+n]); err != nil {
				return xmlToken{}, err
			}
			x.at += n + 2
		case bytes.HasPrefix(rest, []byte("<!--")):
			n, err := x.find("-->", 4)
			if err != nil {
				return xmlToken{}, err
			}
			x.at += n + 3
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			n, err := x.find("]]>", 9)
			if err != nil {
				return xmlToken{}, err
			}
			text := x.buffer[x.at+9 : x.at+n]
			x.at += n + 3
			if len(x.ends) > 0 {
				return xmlToken{kind: xmlText, text: text, plain: true}, nil
			}
		case rest[1] == '!':
			return xmlToken{}, errEntities
		default:
			return x.startTag()
		}
	}
}

var errEntities = comment.Say("定义了 XML 实体，正常的表格不会这样", "it defines XML entities, which no spreadsheet does")

// declared refuses an encoding other than UTF-8.
func declared(declaration []byte) error {
	i := bytes.Index(declaration, []byte("encoding"))
	if !bytes.HasPrefix(declaration, []byte("<?xml ")) || i < 0 {
		return nil
	}
	value := bytes.Trim(declaration[i+len("encoding"):], " =\"'\t\r\n")
	if n := bytes.IndexAny(value, "\"' ?"); n >= 0 {
		value = value[:n]
	}
	if !bytes.EqualFold(value, []byte("utf-8")) && !bytes.EqualFold(value, []byte("utf8")) && !bytes.EqualFold(value, []byte("us-ascii")) {
		return comment.Say("%v：不是 UTF-8 编码", "%v: it is not in UTF-8", errXML)
	}
	return nil
}

func (x *xmlReader) endTag() (xmlToken, error) {
	n, err := x.find(">", 2)
	if err != nil {
		return xmlToken{}, err
	}
	name := bytes.TrimRight(x.buffer[x.at+2:x.at+n], " \t\r\n")
	x.at += n + 1
	if len(x.ends) == 0 {
		return xmlToken{}, errXML
	}
	from := 0
	if len(x.ends) > 1 {
		from = x.ends[len(x.ends)-2]
	}
	if !bytes.Equal(name, x.open[from:]) {
		return xmlToken{}, errXML
	}
	x.open, x.ends = x.open[:from], x.ends[:len(x.ends)-1]
	x.closed = len(x.ends) == 0
	return xmlToken{kind: xmlEnd, name: local(name)}, nil
}

func (x *xmlReader) startTag() (xmlToken, error) {
	n, quote := 1, byte(0)
scan:
	for {
		for ; x.at+n < x.end; n++ {
			switch b := x.buffer[x.at+n]; {
			case b == '<':
				return xmlToken{}, errXML
			case quote != 0:
				if b == quote {
					quote = 0
				}
			case b == '"' || b == '\'':
				quote = b
			case b == '>':
				break scan
			}
		}
		if err := x.more(); err != nil {
			return xmlToken{}, err
		}
	}
	tag := x.buffer[x.at+1 : x.at+n]
	x.at += n + 1
	empty := len(tag) > 0 && tag[len(tag)-1] == '/'
	if empty {
		tag = tag[:len(tag)-1]
	}
	name := tag
	for i, b := range tag {
		if b == ' ' || b == '\t' || b == '\n' || b == '\r' {
			name = tag[:i]
			break
		}
	}
	if len(name) == 0 || !(letterByte(name[0]) || name[0] == '_' || name[0] >= utf8.RuneSelf) || x.closed || len(x.ends) >= maxXMLDepth {
		return xmlToken{}, errXML
	}
	if !empty {
		x.open = append(x.open, name...)
		x.ends = append(x.ends, len(x.open))
	} else if len(x.ends) == 0 {
		x.closed = true
	}
	return xmlToken{kind: xmlStart, name: local(name), tag: tag, empty: empty}, nil
}

func letterByte(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// local is a name without its prefix.
func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// skip passes over the rest of the element whose start tag was just read.
func (x *xmlReader) skip(start xmlToken) error {
	if start.empty {
		return nil
	}
	for depth := len(x.ends); len(x.ends) >= depth; {
		if _, err := x.next(); err != nil {
			return tooSoon(err)
		}
	}
	return nil
}

// tooSoon makes the end of a part inside an element an error.
func tooSoon(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// attributes calls do for the attributes of a start tag, with their prefixes, as they stand there.
func (t xmlToken) attributes(do func(name, value []byte)) {
	rest := t.tag
	for i, b := range rest {
		if b == ' ' || b == '\t' || b == '\n' || b == '\r' {
			rest = rest[i:]
			break
		}
		if i == len(rest)-1 {
			return
		}
	}
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		equals := bytes.IndexByte(rest, '=')
		if equals < 0 {
			return
		}
		name := bytes.TrimRight(rest[:equals], " \t\r\n")
		rest = bytes.TrimLeft(rest[equals+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return
		}
		stop := bytes.IndexByte(rest[1:], rest[0])
		if stop < 0 {
			return
		}
		do(name, rest[1:1+stop])
		rest = rest[stop+2:]
	}
}

// attribute gives the value of an attribute; empty: there is none.
func (t xmlToken) attribute(name string) (found string) {
	t.attributes(func(n, value []byte) {
		if string(n) == name {
			found = string(value)
		}
	})
	return found
}
