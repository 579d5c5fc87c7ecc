package ingest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"sifeng/pipeline/comment"
)

// chooseCarry finds columns whose blanks mean "as above": saved from merged cells, each value stands once, in the first row of its
// block. Anything less clear stays blank. merged: the sheet itself says which cells are merged.
func (l *layout) chooseCarry(m *Mapping, sample []bufferedRow, merged bool) {
	l.carry = map[int]bool{}
	for i, c := range l.columns {
		for _, name := range m.CarryDown {
			if name == fmt.Sprintf("#%d", i+1) || headerKey(name) == headerKey(c.Header) && headerKey(name) != "" {
				l.carry[i] = true
			}
		}
		if merged || c.Field != FieldTownship && c.Field != FieldDepartment && c.Field != FieldHandler && c.Field != FieldChannel {
			continue
		}
		values := map[string]bool{}
		blanks, rows, once, first := 0, 0, true, true
		for _, r := range sample {
			if blankRow(r.cells) {
				continue
			}
			rows++
			if i >= len(r.cells) || isBlank(r.cells[i]) {
				blanks++
				first = first && len(values) > 0
				continue
			}
			once = once && !values[r.cells[i]]
			values[r.cells[i]] = true
		}
		if once && first && len(values) >= 2 && blanks >= len(values) {
			l.carry[i] = true
			l.columns[i].Why = comment.Say("%v；空白沿用上一格", "%v; blanks repeat the cell above", l.columns[i].Why)
			l.notes = append(l.notes, comment.Say("列 %s 每个值只写在一段的首行：下面的空白已按它补上", "column %s names each value once, in the first row of its block: the blanks below were filled with it", c.Header))
		}
	}
}

// noteUnused tells of columns that hold something and are not used, such as the boxes of a form that were ticked. It names them by number
// where what stands above them may be no name.
func (l *layout) noteUnused(data []bufferedRow) {
	var unused []string
	for i, c := range l.columns {
		if c.Field == "" && c.Header != "" && slices.ContainsFunc(data, func(r bufferedRow) bool { return i < len(r.cells) && !isBlank(r.cells[i]) }) {
			unused = append(unused, l.columnName(i))
		}
	}
	if len(unused) > 0 {
		l.notes = append(l.notes, comment.Say("没有用到的列：%s", "columns that are not used: %s", strings.Join(unused, ", ")))
	}
}

// columnName is a column's heading if that can be nobody's value: a short one without digits, not beside 姓名 or 电话, where the value stands
// in a form that was taken for a table. Else it is the column's number, as a map file takes it.
func (l *layout) columnName(i int) string {
	const longest = 12 // characters
	name := l.columns[i].Header
	if len([]rune(name)) > longest || strings.ContainsFunc(name, unicode.IsDigit) || i > 0 && l.columns[i-1].Field.isPrivate() {
		return fmt.Sprintf("#%d", i+1)
	}
	return name
}
