package ingest

import (
	"fmt"

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
