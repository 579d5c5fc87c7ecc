package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

const (
	longestUnknownName = 8 // characters of a name of a column
	shortestText       = 6 // Chinese characters of a text that nobody takes for a name
)

// unknownHeader gives the index of the row that names the columns in words that are not known, or -1: its cells are short and unlike one another and
// the cells below; below one of them stand texts, below another dates or numbers alone. That a first comment is short does not make its row
// one of names: 好 is an answer, and a row without dates or numbers below proves nothing. Where it is not sure, the row is a comment.
func (h *headerNames) unknownHeader(sample []bufferedRow) int {
	at := 0
	for at < len(sample) && at < headerSearchRows && filledCells(sample[at].cells) < 2 { // a title, blank rows
		at++
	}
	if at == len(sample) || sample[at].broken != nil {
		return -1
	}
	names, data := sample[at].cells, []bufferedRow{}
	for _, r := range sample[at+1:] {
		if !blankRow(r.cells) && !slices.Equal(r.cells, names) { // which stand again on the next page
			data = append(data, r)
		}
	}
	seen := map[string]bool{}
	for _, c := range names {
		if c = strings.TrimSpace(c); isBlank(c) {
			continue
		}
		if seen[c] || !h.mayBeName(c) {
			return -1
		}
		seen[c] = true
	}
	text := textBelow(data)
	if text < 0 || text >= len(names) || isBlank(names[text]) || !aboveTexts(data, text) {
		return -1
	}
	proof := false
	for i := range widest(data) {
		name := ""
		if i < len(names) {
			name = strings.TrimSpace(names[i])
		}
		filled, numbers, alike := 0, 0, 0
		for _, r := range data {
			if i >= len(r.cells) || isBlank(r.cells[i]) {
				continue
			}
			filled++
			cell := strings.TrimSpace(r.cells[i])
			if isNumberOrDate(cell) {
				numbers++
			}
			if cell == name {
				return -1
			}
			if name != "" && endOf(cell) == endOf(name) {
				alike++
			}
		}
		switch {
		case name == "" && 2*filled >= len(data), i != text && 2*alike >= max(filled, 1):
			return -1
		case name != "" && i != text && filled >= 2 && numbers == filled:
			proof = true
		}
	}
	if !proof {
		return -1
	}
	return at
}

// mayBeName says whether a cell could name a column: a short one, no number and no answer, and no sentence.
func (h *headerNames) mayBeName(cell string) bool {
	return utf8.RuneCountInString(cell) <= longestUnknownName && !strings.ContainsFunc(cell, unicode.IsDigit) && !strings.ContainsAny(cell, "，。！？；、,!?;") &&
		!h.isNothing(cell) && !h.isAnonymous(cell)
}

// textBelow gives the column with the most Chinese, or -1.
func textBelow(data []bufferedRow) int {
	most, runes := -1, []int{}
	for _, r := range data {
		for i, c := range r.cells {
			for len(runes) <= i {
				runes = append(runes, 0)
			}
			runes[i] += hanCount(c)
			if most < 0 || runes[i] > runes[most] {
				most = i
			}
		}
	}
	return most
}

// aboveTexts says whether a column holds texts, at least two, in nearly all of the rows in which it holds anything.
func aboveTexts(data []bufferedRow, column int) bool {
	filled, texts := 0, 0
	for _, r := range data {
		if column >= len(r.cells) || isBlank(r.cells[column]) {
			continue
		}
		filled++
		if hanCount(r.cells[column]) >= shortestText {
			texts++
		}
	}
	return texts >= 2 && 4*texts >= 3*filled
}

func widest(data []bufferedRow) (n int) {
	for _, r := range data {
		n = max(n, len(r.cells))
	}
	return n
}

func isNumberOrDate(cell string) bool {
	if _, ok := (timeReader{year: 2000}).read(cell); ok {
		return true
	}
	return isCount(cell) || len(numberOf(cell)) >= len("8321234") && hanCount(cell) == 0
}

// endOf gives the last character: names of townships and units end alike.
func endOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// byContents reads a table below a row of names that are not known.
func byContents(names *headerNames, m *Mapping, sample []bufferedRow, at int, merged bool) (*layout, error) {
	l, err := headerless(names, m, &sample[at], true, sample[at+1:], merged)
	if err != nil {
		return nil, err
	}
	l.dataAt, l.heading = at+1, titleOf(sample[:at])
	l.notes = append([]*comment.Message{comment.Say(
		"第 %[1]d 行像是列名，没有当作意见，其中没有一个说是正文：第 %[2]d 列当作正文；若第 %[1]d 行也是意见，请在它上面补一行列名（编号、时间、乡镇、内容……）",
		"row %[1]d seems to name the columns, so it was not read as a comment, and no name says which column is the text: column %[2]d was taken for it; if row %[1]d is a comment, write names (编号, 时间, 乡镇, 内容 …) above it",
		sample[at].row, append(l.text, l.title...)[0]+1)}, l.notes...)
	return l, nil
}

// noteFirstRow tells that the first row of a table without known names was taken for a comment, where it may be one of names.
func (l *layout) noteFirstRow(names *headerNames, sample []bufferedRow) {
	if len(l.text) != 1 {
		return
	}
	for i, r := range sample {
		if blankRow(r.cells) {
			continue
		}
		if c := l.text[0]; c < len(r.cells) && !isBlank(r.cells[c]) && names.mayBeName(strings.TrimSpace(r.cells[c])) && aboveTexts(sample[i+1:], c) {
			l.notes = append(l.notes, comment.Say("请核对！第 %d 行也当作意见读了；若它是列名，请把正文那一列的列名写成“内容”再读",
				"Check! Row %d was read as a comment too; if it names the columns, name that of the texts “内容” and read again", r.row))
		}
		return
	}
}
