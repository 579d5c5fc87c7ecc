package ingest

import (
	"errors"

	"sifeng/pipeline/comment"
)

// sideBySide says that the same names stand again beside the first ones: comments of several tables would be taken for one.
func (l *layout) sideBySide() bool {
	times := map[string]int{}
	for _, h := range l.header {
		if key := headerKey(h); key != "" {
			times[key]++
		}
	}
	text, others := false, false
	for i, h := range l.header {
		if times[headerKey(h)] < 2 {
			continue
		}
		if l.columns[i].Field == FieldText {
			text = true
		} else {
			others = true
		}
	}
	return text && others
}

// longestName is how many bytes a row's text may have for the row to be looked at as names of columns.
const longestName = 40

// nextTable says whether a row names the columns of another table, below the first, and goes on with that.
func (b *builder) nextTable(s *sheet, cells []string, row int, text string) bool {
	if s.layout.headerRow == 0 || len(text) > longestName || len(b.o.Map.Columns) > 0 {
		return false
	}
	if !b.names.isHeader(cells) {
		return false
	}
	next := &layout{headerRow: row}
	if err := next.assign(b.names, b.o.Map, append([]string(nil), cells...), nil, s.merges != nil); err != nil {
		return false
	}
	s.noteLongTexts() // of the table above
	s.layout, s.above, s.long = next, nil, b.names.watchUnused(next.columns)
	s.source.Notes = append(s.source.Notes, comment.Say("第 %d 行起是另一张表", "row %d begins another table", row))
	return true
}

// arrange finds the layout of a table, or of a sheet that is one form. data are the rows of the sample that hold comments.
func (b *builder) arrange(s *sheet, sample []bufferedRow, whole, needHeader bool) (l *layout, data []bufferedRow, err error) {
	merged := s.merges != nil
	if whole && s.delimiter == "" {
		if l, data, ok := b.asMinutes(s, sample); ok {
			return l, data, nil
		}
	}
	if l, err = findLayout(b.names, b.o.Map, sample, needHeader, merged); err == nil {
		return l, sample[l.dataAt:], nil
	}
	if whole && len(sample) <= maxFormRows && errors.Is(err, ErrNoComments) && s.delimiter == "" && b.o.Map.HeaderRow == 0 {
		if l, data, formErr := asForm(b.names, b.o.Map, sample, merged); formErr == nil {
			return l, data, nil
		}
	}
	return nil, nil, err
}
