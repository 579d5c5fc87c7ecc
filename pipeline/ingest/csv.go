package ingest

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// tableReader gives the rows of a table in order. The cells are valid until the next call. err is io.EOF after the last row.
type tableReader interface {
	next() (cells []string, row int, err error)
}

// maxRecordBytes bounds one record: a quote that is still open after so much text was never meant to open anything.
const maxRecordBytes = 1 << 20

// csvReader reads delimited text as offices make it: any delimiter, LF, CRLF or CR line ends, line ends inside quotes, quotes
// that nobody closed. encoding/csv would take the rest of the file for one cell at the first of those.
type csvReader struct {
	in        io.Reader
	delimiter []byte
	chunk     int // bytes to read at least
	buffer    []byte
	start     int // of the unread part of buffer
	line      int // of the next record, 1-based
	eof       bool
	err       error
	width     int    // cells of the header, once known: tells which reading of a doubtful quote is right
	spans     []span // of the record's cells
	literal   []span
	cells     []string
	limit     int  // bytes to look for a closing quote
	repaired  int  // records with a quote that was not closed
	inLong    bool // the last record was cut off: it goes on to the next line end
}

// span is a cell's bytes in the buffer; text replaces them where quotes were doubled.
type span struct {
	start, end int
	text       string
	built      bool
}

func newCSVReader(in io.Reader, delimiter rune) *csvReader {
	return &csvReader{in: in, delimiter: []byte(string(delimiter)), line: 1, limit: maxRecordBytes, chunk: 1 << 16}
}

// fill reads more input behind the unread part and reports whether there was any.
func (r *csvReader) fill() bool {
	if r.eof {
		return false
	}
	if r.start > 0 {
		r.buffer = r.buffer[:copy(r.buffer, r.buffer[r.start:])]
		r.start = 0
	}
	old := len(r.buffer)
	// Doubling keeps a long record, which is parsed again each time, from costing its square.
	grow := max(r.chunk, old)
	if cap(r.buffer)-old < grow {
		bigger := make([]byte, old, old+grow)
		copy(bigger, r.buffer)
		r.buffer = bigger
	}
	n, err := io.ReadFull(r.in, r.buffer[old:old+grow])
	r.buffer = r.buffer[:old+n]
	if err != nil {
		r.eof = true
		if err != io.EOF && err != io.ErrUnexpectedEOF {
			r.err = err
		}
	}
	return n > 0
}

func (r *csvReader) next() ([]string, int, error) {
	if r.inLong {
		r.skipLine()
	}
	row := r.line
	for {
		data := r.buffer[r.start:]
		if len(data) == 0 {
			if r.fill() {
				continue
			}
			if r.err != nil {
				return nil, row, r.err
			}
			return nil, row, io.EOF
		}
		atEnd := r.eof || len(data) > maxRecordBytes
		n, lines, state := r.parse(data, atEnd)
		if state == needMore {
			r.fill()
			continue
		}
		if state == doubtful {
			// Read literally, a quote is a character and the record ends at the line's end.
			asQuoted := len(r.spans)
			m, ok := r.parseLiteral(data, atEnd)
			if !ok {
				r.fill()
				continue
			}
			if n < 0 || r.width == 0 || asQuoted != r.width || len(r.literal) == r.width {
				r.spans, r.literal = r.literal, r.spans
				n, lines = m, 1
				r.repaired++
				// A file full of open quotes must not cost a long search for each of them.
				r.limit = max(r.limit/2, 1<<14)
			}
		}
		if n == len(data) && !r.eof && data[n-1] != '\n' && data[n-1] != '\r' {
			r.start += n
			r.line += lines - 1
			r.inLong = true
			return nil, row, rowError{reasonLong}
		}
		// One string a record; its cells share it.
		record := string(data[:n])
		r.cells = r.cells[:0]
		for _, c := range r.spans {
			if c.built {
				r.cells = append(r.cells, c.text)
			} else {
				r.cells = append(r.cells, record[c.start:c.end])
			}
		}
		r.start += n
		r.line += lines
		return r.cells, row, nil
	}
}

// skipLine passes over the rest of a record that is too long.
func (r *csvReader) skipLine() {
	r.inLong = false
	for {
		data := r.buffer[r.start:]
		if stop := bytes.IndexAny(data, "\r\n"); stop >= 0 && (data[stop] == '\n' || stop+1 < len(data) || r.eof) {
			end, _ := lineEnd(data, stop, true)
			r.start += end
			r.line++
			return
		} else if stop >= 0 {
			r.start += stop
		} else {
			r.start = len(r.buffer)
		}
		if !r.fill() {
			r.start = len(r.buffer)
			r.line++
			return
		}
	}
}

type parseState int

const (
	parsed parseState = iota
	needMore
	doubtful // a quote was not closed (n < 0), or closed only behind a line end and a stray quote
)

// parse cuts the first record of data into r.spans. atEnd: there is no more input, or no more is wanted.
func (r *csvReader) parse(data []byte, atEnd bool) (n, lines int, state parseState) {
	r.spans = r.spans[:0]
	pos := 0
	doubt := false
	for {
		pos = beforeQuote(data, pos)
		if pos < len(data) && data[pos] == '"' {
			cell, end, newlines, stray, closed := r.quoted(data, pos, atEnd)
			if !closed {
				if !atEnd && len(data)-pos <= r.limit {
					return 0, 0, needMore
				}
				return -1, 0, doubtful
			}
			doubt = doubt || stray
			lines += newlines
			r.spans = append(r.spans, cell)
			pos = end
		} else {
			end := r.cellEnd(data[pos:])
			if end < 0 {
				if !atEnd {
					return 0, 0, needMore
				}
				end = len(data) - pos
			}
			r.spans = append(r.spans, span{start: pos, end: pos + end})
			pos += end
		}
		if pos < len(data) && bytes.HasPrefix(data[pos:], r.delimiter) {
			pos += len(r.delimiter)
			continue
		}
		end, ok := lineEnd(data, pos, atEnd)
		if !ok {
			return 0, 0, needMore
		}
		if doubt {
			return end, lines + 1, doubtful
		}
		return end, lines + 1, parsed
	}
}

// beforeQuote passes over blanks before a quote that opens a cell: 1, "two".
func beforeQuote(data []byte, pos int) int {
	i := pos
	for i < len(data) && data[i] == ' ' && i-pos < 8 {
		i++
	}
	if i < len(data) && data[i] == '"' {
		return i
	}
	return pos
}

// quoted reads the quoted cell at data[pos]. A quote inside that is followed neither by a delimiter nor by a line end is a
// character; stray reports one that came after a line end.
func (r *csvReader) quoted(data []byte, pos int, atEnd bool) (cell span, end, newlines int, stray, closed bool) {
	i := pos + 1
	start := i
	var built []byte
	cut := func() span {
		if built == nil {
			return span{start: start, end: i}
		}
		return span{text: string(append(built, data[start:i]...)), built: true}
	}
	for {
		q := bytes.IndexByte(data[i:], '"')
		if q < 0 || i+q-pos > r.limit {
			return span{}, 0, 0, false, false
		}
		newlines += countLines(data[i : i+q])
		i += q
		after := i + 1
		switch {
		case after < len(data) && data[after] == '"':
			built = append(built, data[start:after]...)
			i = after + 1
			start = i
			continue
		case !atEnd && after+len(r.delimiter) > len(data):
			return span{}, 0, 0, false, false // what follows the quote decides
		case after == len(data), data[after] == '\n', data[after] == '\r', bytes.HasPrefix(data[after:], r.delimiter):
			return cut(), after, newlines, stray, true
		}
		if blanks := leadingBlanks(data[after:]); blanks > 0 && bytes.HasPrefix(data[after+blanks:], r.delimiter) {
			return cut(), after + blanks, newlines, stray, true
		}
		stray = stray || newlines > 0
		i = after
	}
}

func leadingBlanks(data []byte) int {
	n := 0
	for n < len(data) && data[n] == ' ' {
		n++
	}
	return n
}

// countLines counts line ends: LF, CRLF or CR.
func countLines(b []byte) int {
	n := bytes.Count(b, []byte{'\n'})
	for i := bytes.IndexByte(b, '\r'); i >= 0 && i < len(b); {
		if i+1 >= len(b) || b[i+1] != '\n' {
			n++
		}
		next := bytes.IndexByte(b[i+1:], '\r')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

// cellEnd finds the delimiter or line end that closes an unquoted cell, or -1.
func (r *csvReader) cellEnd(data []byte) int {
	first := r.delimiter[0]
	for i, b := range data {
		if b == '\n' || b == '\r' {
			return i
		}
		if b == first && (len(r.delimiter) == 1 || bytes.HasPrefix(data[i:], r.delimiter)) {
			return i
		}
	}
	return -1
}

// lineEnd gives the position behind the line end at pos. ok is false when more input is needed to tell CR from CRLF.
func lineEnd(data []byte, pos int, atEnd bool) (end int, ok bool) {
	switch {
	case pos >= len(data):
		return pos, atEnd
	case data[pos] == '\n':
		return pos + 1, true
	case data[pos] == '\r':
		if pos+1 >= len(data) {
			return pos + 1, atEnd
		}
		if data[pos+1] == '\n' {
			return pos + 2, true
		}
		return pos + 1, true
	}
	return pos, true
}

// parseLiteral cuts the first line of data at its delimiters into r.literal, quotes being characters like others.
func (r *csvReader) parseLiteral(data []byte, atEnd bool) (n int, ok bool) {
	stop := bytes.IndexAny(data, "\r\n")
	if stop < 0 {
		if !atEnd {
			return 0, false
		}
		stop = len(data)
	}
	r.literal = r.literal[:0]
	for pos := 0; ; {
		end := stop
		if i := bytes.Index(data[pos:stop], r.delimiter); i >= 0 {
			end = pos + i
		}
		c := span{start: pos, end: end}
		if c.end > c.start && data[c.start] == '"' {
			c.start++
			if c.end > c.start && data[c.end-1] == '"' {
				c = span{text: strings.ReplaceAll(string(data[c.start:c.end-1]), `""`, `"`), built: true}
			}
		}
		r.literal = append(r.literal, c)
		if pos = end + len(r.delimiter); end == stop {
			break
		}
	}
	return lineEnd(data, stop, atEnd)
}

func blankRow(cells []string) bool {
	for _, c := range cells {
		if !isBlank(c) {
			return false
		}
	}
	return true
}

// isBlank is true for a cell of nothing but white space and invisible characters.
func isBlank(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			if s[i] > ' ' && s[i] != 0x7f {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isInvisible(r) {
			return false
		}
		i += size
	}
	return true
}
