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
	named, comments := 0, false
	for _, c := range cells {
		if isBlank(c) {
			continue
		}
		if len(c) > longestName {
			return false
		}
		m, ok := b.names.match(c)
		if !ok || !m.exact {
			return false
		}
		named++
		comments = comments || m.field == FieldText
	}
	if named < 2 || !comments {
		return false
	}
	next := &layout{headerRow: row}
	if err := next.assign(b.names, b.o.Map, append([]string(nil), cells...), nil, s.merges != nil); err != nil {
		return false
	}
	s.layout, s.above = next, nil
	s.source.Notes = append(s.source.Notes, comment.Say("第 %d 行起是另一张表", "row %d begins another table", row))
	return true
}

// maxFormRows bounds a sheet that is one form.
const maxFormRows = 80

// asForm reads a sheet that is one form, each value beside or below its name: a table of one row.
func asForm(names *headerNames, m *Mapping, sample []bufferedRow, merged bool) (*layout, []bufferedRow, error) {
	var header, cells []string
	at, text := 0, false
	label := func(c string) (headerMatch, bool) {
		found, ok := names.match(c)
		return found, ok && len(c) <= 2*longestName && (found.exact || found.rank == opinionRank)
	}
	add := func(name, value string, row int) {
		if at == 0 {
			at = row
		}
		header, cells = append(header, name), append(cells, value)
		if found, _ := label(name); found.field == FieldText && hanCount(value) > 1 && !isCount(value) {
			text = true
		}
	}
	for i, r := range sample {
		waiting := ""
		for _, c := range r.cells {
			switch _, named := label(c); {
			case isBlank(c):
			case named:
				waiting = c
			case waiting != "":
				add(waiting, c, r.row)
				waiting = ""
			}
		}
		if found, _ := label(waiting); waiting != "" && found.field == FieldText && i+1 < len(sample) { // the box below
			if below := only(sample[i+1].cells); below != "" {
				if _, named := label(below); !named {
					add(waiting, below, r.row)
				}
			}
		}
	}
	if !text || len(header) < 2 {
		return nil, nil, ErrNoComments
	}
	l := &layout{headerRow: at}
	if err := l.assign(names, m, header, nil, merged); err != nil {
		return nil, nil, err
	}
	l.notes = append(l.notes, comment.Say("读作一份表：每项的值在名称的右边或下面", "read as one form: each value stands beside or below its name"))
	return l, []bufferedRow{{cells: cells, row: at}}, nil
}

// only gives a row's single filled cell; empty: it has none, or several.
func only(cells []string) (found string) {
	for _, c := range cells {
		if isBlank(c) {
			continue
		}
		if found != "" {
			return ""
		}
		found = c
	}
	return found
}

// arrange finds the layout of a table, or of a sheet that is one form. data are the rows of the sample that hold comments.
func (b *builder) arrange(s *sheet, sample []bufferedRow, whole, needHeader bool) (l *layout, data []bufferedRow, err error) {
	merged := s.merges != nil
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
