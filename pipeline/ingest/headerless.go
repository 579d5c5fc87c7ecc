package ingest

import (
	"slices"
	"strings"

	"sifeng/pipeline/comment"
)

// headerless takes a table whose names, if it has any, do not say what the text is: the column that reads most like comments is, the others
// are left out but for those with a known name. guessed: the header may be data after all, so what stands in it is not to be told.
func headerless(names *headerNames, m *Mapping, header *bufferedRow, guessed bool, sample []bufferedRow, merged bool) (*layout, error) {
	l := &layout{}
	if header != nil {
		l.header, l.headerRow, l.dataAt = append(l.header, header.cells...), header.row, 1
	}
	var runes, filled []int
	for _, r := range sample {
		for i, c := range r.cells {
			for len(runes) <= i {
				runes, filled = append(runes, 0), append(filled, 0)
			}
			if n := hanCount(c); n > 0 {
				runes[i] += n
				filled[i]++
			}
		}
	}
	for len(l.header) < len(runes) {
		l.header = append(l.header, "")
	}
	columns, err := names.columnsOf(l.header, m)
	if err != nil {
		return nil, err
	}
	l.columns = columns
	for i := range columns {
		if guessed && columns[i].Field == "" {
			columns[i].Header = ""
		}
	}
	best := -1
	for i := range runes {
		if columns[i].Field == "" && filled[i] > 0 && runes[i] >= 6*filled[i] && (best < 0 || runes[i] > runes[best]) {
			best = i
		}
	}
	if best < 0 && len(m.Columns) == 0 {
		if severalFilled(sample) {
			row, data := noHeader, sample
			if header != nil {
				row = header.row
			} else if len(data) > 1 { // the first row may be names
				data = data[1:]
			}
			if err := names.unknownColumns(columns, row, data); err != nil {
				return nil, err
			}
		}
		return nil, comment.Say("%v：没有列名行；请在上面补一行列名（编号、时间、乡镇、内容……），或给出对应关系文件（--map）", "%v: no row names the columns; write the names (编号, 时间, 乡镇, 内容 …) above them, or give a map file (--map)", ErrNoComments)
	}
	if len(m.Columns) == 0 {
		l.columns[best].Field, l.columns[best].Why = FieldText, whyLongest
		if header == nil {
			l.notes = append(l.notes, comment.Say("没有列名行：第 %d 列当作正文，其余各列未用", "no row names the columns: column %d was taken for the text, the others were left out", best+1))
			l.plainColumns(sample)
		} else if guessed {
			l.plainColumns(sample)
		} else {
			l.notes = append(l.notes, comment.Say("没有一个列名说是正文：第 %d 列文字最长，当作正文", "no name says which column is the text: column %d, whose texts are the longest, was taken for it", best+1))
		}
	}
	l.resolve()
	if len(l.text) == 0 && len(l.title) == 0 {
		return nil, comment.Say("%v：对应关系文件没有写哪一列是正文", "%v: the map gives no column for text", ErrNoComments)
	}
	if header == nil {
		l.noteFirstRow(names, m, sample)
	}
	if header != nil {
		sample = l.records(names, sample)
		l.noteUnused(sample)
		l.chooseID(sample)
	}
	l.chooseCarry(m, sample, merged)
	return l, nil
}

var (
	whyDates  = comment.Say("全是日期", "dates alone")
	whyPhones = comment.Say("全是手机号", "mobile numbers alone")
)

// plainColumns finds the one column of dates and the one of mobile numbers among those without names.
func (l *layout) plainColumns(sample []bufferedRow) {
	var dates, phones []int
	for i := range l.columns {
		filled, dated, mobile := 0, 0, 0
		for _, r := range sample {
			if i >= len(r.cells) || isBlank(r.cells[i]) {
				continue
			}
			filled++
			cell := strings.TrimFunc(r.cells[i], isInvisible)
			if _, ok := (timeReader{}).read(cell); ok && strings.ContainsAny(cell, "-/.年") {
				dated++
			}
			if number := numberOf(cell); len(number) == 11 && number[0] == '1' && len(cell) <= len("+86 138-0000-0000") {
				mobile++
			}
		}
		switch {
		case l.columns[i].Field != "" || filled == 0:
		case dated == filled:
			dates = append(dates, i)
		case mobile == filled:
			phones = append(phones, i)
		}
	}
	if len(dates) == 1 {
		l.columns[dates[0]].Field, l.columns[dates[0]].Why = FieldTime, whyDates
	}
	if len(phones) == 1 {
		l.columns[phones[0]].Field, l.columns[phones[0]].Why = FieldPhone, whyPhones
	}
}

func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if r >= '\u4e00' && r <= '\u9fff' {
			n++
		}
	}
	return n
}

// severalFilled says whether a table has more than one column.
func severalFilled(sample []bufferedRow) bool {
	return slices.ContainsFunc(sample, func(r bufferedRow) bool { return filledCells(r.cells) > 1 })
}
