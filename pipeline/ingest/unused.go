package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sifeng/pipeline/comment"
)

const (
	maxUnusedNames = 10 // that a note tells
	longCellHan    = 12 // Chinese characters from which a cell that is not used may be an opinion
)

// noteUnused tells of columns that hold something and are not used, such as the boxes of a form that were ticked. It names them by number
// where what stands above them may be no name.
func (l *layout) noteUnused(data []bufferedRow) {
	var unused []string
	for i, c := range l.columns {
		if c.Field == "" && slices.ContainsFunc(data, func(r bufferedRow) bool { return i < len(r.cells) && !isBlank(r.cells[i]) }) {
			unused = append(unused, l.columnName(i))
		}
	}
	if len(unused) > 0 {
		l.notes = append(l.notes, comment.Say("没有用到的列：%v", "columns that are not used: %v", listNames(unused)))
	}
}

func listNames(names []string) *comment.Message {
	if len(names) > maxUnusedNames {
		return comment.Say("%[1]s 等 %[2]d 列", "%[1]s and others, %[2]d in all", strings.Join(names[:maxUnusedNames], ", "), len(names))
	}
	return comment.Say("%s", "%s", strings.Join(names, ", "))
}

// mayHoldOpinions says whether a column that is not used could be one of comments: its name is not known, or says something only by a part of it,
// or is that of remarks. What a map leaves out is left out, and what the office answered is known for that.
func (h *headerNames) mayHoldOpinions(c Column) bool {
	switch {
	case c.Why == whyMap:
		return false
	case c.Field == "":
		return c.Why == nil || c.Why == whyOther
	case c.Field != FieldIgnore:
		return false
	}
	key := headerKey(c.Header)
	return h.remarks[key] || c.Why == whyPart && !h.isOffice(key)
}

// longTexts counts long texts in columns that are not used.
type longTexts struct {
	columns []int       // to be watched
	found   map[int]int // cells with a long text, by column
}

func (h *headerNames) watchUnused(columns []Column) longTexts {
	t := longTexts{found: map[int]int{}}
	for i, c := range columns {
		if h.mayHoldOpinions(c) {
			t.columns = append(t.columns, i)
		}
	}
	return t
}

func (t *longTexts) see(cells []string) {
	for _, i := range t.columns {
		if i < len(cells) && len(cells[i]) >= 3*longCellHan && hanCount(cells[i]) >= longCellHan {
			t.found[i]++
		}
	}
}

// note tells of them; nil: there are none.
func (t *longTexts) note(l *layout) *comment.Message {
	var names []string
	for _, i := range t.columns {
		if n := t.found[i]; n > 0 {
			names = append(names, fmt.Sprintf("%s（%d）", l.columnName(i), n))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return comment.Say("请核对！这些列没有读，里面却有长文字，可能就是意见（括号里是格数）：%v；若是，请用 --map 把它指定为 text（sifeng inspect --write-map 可写出这样的文件）",
		"Check! These columns were not read and hold long texts, which may be the comments (cells in brackets): %v; if they are, map them to text with --map (sifeng inspect --write-map writes such a file)",
		listNames(names))
}

// columnName is a column's heading if that can be nobody's value: a short one without digits, not beside 姓名 or 电话, where the value stands
// in a form that was taken for a table. Else it is the column's number, as a map file takes it.
func (l *layout) columnName(i int) string {
	const longest = 12 // characters
	name := l.columns[i].Header
	if name == "" || len([]rune(name)) > longest || strings.ContainsFunc(name, unicode.IsDigit) || i > 0 && l.columns[i-1].Field.isPrivate() {
		return fmt.Sprintf("#%d", i+1)
	}
	return name
}

// noteLongTexts tells first of all of long texts that were not read.
func (s *sheet) noteLongTexts() {
	if m := s.long.note(s.layout); m != nil {
		s.source.Notes = append([]*comment.Message{m}, s.source.Notes...)
	}
}
