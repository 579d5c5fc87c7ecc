package ingest

import (
	"io"
	"regexp"
	"slices"
	"strings"

	"sifeng/pipeline/comment"
)

// maxLetterLines bounds a text that is one letter.
const maxLetterLines = 200

// salutation is how letters begin: 尊敬的领导：
var salutation = regexp.MustCompile(`^(尊敬|敬爱|亲爱|各位|致)[^，。；：:,]{0,30}[：:，,！!]?\s*(您好|你好)?[！!。：:]?$`)

// isLetter says whether a text is one letter and no list: it begins by a salutation, or ends by 此致 and 敬礼 on lines of their own.
func isLetter(text string) bool {
	lines, closing, opening := 0, 0, false
	for line := range strings.Lines(text) {
		line = strings.TrimFunc(line, isInvisible)
		if line == "" {
			continue
		}
		if lines++; lines > maxLetterLines {
			return false
		}
		if lines == 1 {
			opening = salutation.MatchString(line)
		}
		switch strings.TrimRight(line, "！!。，,") {
		case "此致", "敬礼", "此致敬礼":
			closing++
		}
	}
	return lines > 1 && (opening && closing <= 2 || closing > 0 && closing <= 2 && strings.Count(text, "此致") <= 1)
}

// isTable says whether a text is a table whatever its cells say: a row names the columns and the rows below have as many cells, or each row has
// the same number and one has a line end inside quotes.
func isTable(sample string, names *headerNames) bool {
	reader := newCSVReader(strings.NewReader(sample), sniffDelimiter(sample, names))
	var rows []bufferedRow
	quoted := false // a cell holds a line end
	for len(rows) < sampleRows {
		cells, row, err := reader.next()
		if err != nil {
			break
		}
		if blankRow(cells) {
			continue
		}
		quoted = quoted || slices.ContainsFunc(cells, func(c string) bool { return strings.ContainsAny(strings.TrimRight(c, "\r\n"), "\r\n") })
		rows = append(rows, bufferedRow{cells: append([]string(nil), cells...), row: row})
	}
	below, named := rows, false
	if at := findHeader(names, rows); at >= 0 {
		below, named = rows[at:], true
	}
	if len(below) < 2 {
		return false
	}
	width, same := len(below[0].cells), 0
	for _, r := range below {
		if len(r.cells) == width {
			same++
		}
	}
	if named && (width > 1 || quoted) {
		return same*2 > len(below)
	}
	return width > 1 && quoted && same == len(below)
}

// letterReader gives a whole text as the only row of a table.
type letterReader struct {
	in    io.Reader
	times timeReader
	rows  int
}

func (l *letterReader) next() ([]string, int, error) {
	switch l.rows++; l.rows {
	case 1:
		return []string{"写信时间", "内容"}, 1, nil
	case 2:
		text, err := io.ReadAll(io.LimitReader(l.in, 2*maxTextBytes))
		return []string{l.dated(string(text)), string(text)}, 1, err
	}
	return nil, 1, io.EOF
}

// dated gives the date that stands by itself on one of the last lines of a letter, as written; empty: there is none.
func (l *letterReader) dated(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for _, line := range slices.Backward(lines[max(0, len(lines)-closingLines):]) {
		if _, ok := l.times.read(line); ok {
			return line
		}
	}
	return ""
}

// closingLines are the lines of a letter that may be its date: who wrote it may stand below.
const closingLines = 4

func (b *builder) readLetter(r io.Reader, seen survey) ([]comment.Source, error) {
	s := &sheet{source: b.newSource("", seen.label()), times: timeReader{year: b.o.Year}}
	s.source.Notes = append(s.source.Notes, comment.Say("读作一封信：全文为一条", "read as one letter: all of it is a comment"))
	if b.o.inspect != nil {
		b.o.inspect.Format = "letter"
	}
	if err := b.readTable(s, &letterReader{in: seen.decoder(r), times: s.times}, true); err != nil {
		return nil, err
	}
	return []comment.Source{s.source}, nil
}
