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
	longestTextName    = 4 // of one above the texts, if little else says that it is one
	shortestText       = 6 // Chinese characters of a text that nobody takes for a name

	notGiven = "未不无没匿隐空" // first characters of what stands in the place of a number or date: 未显示, 空号
)

// timeWords stand in what is said of a time: 昨天下午.
var timeWords = []string{"昨天", "今天", "前天", "昨日", "今日", "上午", "下午", "中午", "晚上", "早上", "凌晨", "上周", "本周", "星期", "去年", "刚才"}

// unknownHeader gives the index of the row that names the columns in words that are not known, or -1: its cells are short and unlike one another and
// the cells below; below one of them stand texts, below two others dates or numbers alone, or below one where what stands above the texts is
// known for that by a part of it or is shorter still. That a first comment is short does not make its row one of names: 好 is an answer, 没水吃 a
// complaint, and a row without dates or numbers below proves nothing. Where it is not sure, the row is a comment.
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
	text := h.namedColumn(names, FieldText)
	known := text >= 0
	if !known {
		text = textBelow(data)
	}
	if text < 0 || text >= len(names) || isBlank(names[text]) || tellsTrouble(names[text]) || !aboveTexts(data, text) || !onlyTitles(sample[:at], text) {
		return -1
	}
	proofs := 0
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
			if strings.ContainsRune(notGiven, firstOf(name)) {
				return -1
			}
			proofs++
		}
	}
	if proofs >= 2 || proofs == 1 && (known || utf8.RuneCountInString(strings.TrimSpace(names[text])) <= longestTextName) {
		return at
	}
	return -1
}

// namedColumn gives the column that is known for one of a field by its name, be it by a part of that, or -1.
func (h *headerNames) namedColumn(names []string, f Field) int {
	return slices.IndexFunc(names, func(name string) bool {
		m, ok := h.match(name)
		return ok && m.field == f
	})
}

// mayBeName says whether a cell could name a column: a short one, no number, no time and no answer, and no sentence.
func (h *headerNames) mayBeName(cell string) bool {
	if utf8.RuneCountInString(cell) > longestUnknownName || strings.ContainsFunc(cell, unicode.IsDigit) || strings.ContainsAny(cell, "，。！？；、,!?;") {
		return false
	}
	_, isTime := (timeReader{year: 2000}).read(cell)
	return !isTime && !h.isNothing(cell) && !h.isAnonymous(cell) && !slices.ContainsFunc(timeWords, func(w string) bool { return strings.Contains(cell, w) })
}

// onlyTitles says whether rows above a table are titles and blank rows: what stands in the column of texts, or tells something, may be a comment.
func onlyTitles(above []bufferedRow, text int) bool {
	return !slices.ContainsFunc(above, func(r bufferedRow) bool {
		at := firstFilled(r.cells)
		return r.broken != nil || at == text ||
			at >= 0 && (utf8.RuneCountInString(r.cells[at]) > 2*headingRunes || strings.ContainsAny(r.cells[at], "，。！？；,!?;") || tellsTrouble(r.cells[at]))
	})
}

// tellsTrouble knows a complaint of few words by a character that hardly any name of a column holds.
func tellsTrouble(cell string) bool {
	return strings.ContainsAny(cell, "不没无了坏差乱难太很堵漏破臭脏黑吵慢贵烂骗偷赌贪骂懒")
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

// firstOf gives the first character.
func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// byContents reads a table below a row of names that are not known, but perhaps that of the texts by a part of it.
func byContents(names *headerNames, m *Mapping, sample []bufferedRow, at int, merged bool) (*layout, error) {
	if names.namedColumn(sample[at].cells, FieldText) >= 0 {
		return byPartOfName(names, m, sample, at, merged)
	}
	l, err := headerless(names, m, &sample[at], true, sample[at+1:], merged)
	if err != nil && names.namedColumn(sample[at].cells, FieldTitle) >= 0 { // which is all that is said
		return byPartOfName(names, m, sample, at, merged)
	}
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

// byPartOfName reads a table below a row in which only the name of the texts is known. The others may be somebody's data and are not told.
func byPartOfName(names *headerNames, m *Mapping, sample []bufferedRow, at int, merged bool) (*layout, error) {
	l := &layout{headerRow: sample[at].row, dataAt: at + 1, heading: titleOf(sample[:at])}
	header := append([]string(nil), sample[at].cells...)
	for i, name := range header {
		if _, ok := names.match(name); !ok {
			header[i] = ""
		}
	}
	if err := l.assign(names, m, header, sample[at+1:], merged); err != nil {
		return nil, err
	}
	l.header = sample[at].cells // which stand again on the next page
	return l, nil
}

// noteFirstRow tells that the first row of a table without known names was taken for a comment, where it may be one of names. Rows of one cell
// above it may be titles.
func (l *layout) noteFirstRow(names *headerNames, m *Mapping, sample []bufferedRow) {
	if len(l.text) != 1 {
		return
	}
	filled := func(least int) int {
		return slices.IndexFunc(sample[:min(len(sample), headerSearchRows)], func(r bufferedRow) bool { return filledCells(r.cells) >= least })
	}
	first := filled(1)
	if !l.mayNameTexts(names, sample, first) {
		if first = filled(2); !l.mayNameTexts(names, sample, first) {
			return
		}
	}
	r := sample[first]
	if len(m.Columns) > 0 {
		l.notes = append(l.notes, comment.Say("请核对！第 %[1]d 行也当作意见读了；若它是列名，请在对应关系文件里加一行 header_row: %[1]d 再读",
			"Check! Row %[1]d was read as a comment too; if it names the columns, add the line header_row: %[1]d to the map file and read again", r.row))
		return
	}
	l.notes = append(l.notes, comment.Say("请核对！第 %d 行也当作意见读了；若它是列名，请把正文那一列的列名写成“内容”再读",
		"Check! Row %d was read as a comment too; if it names the columns, name that of the texts “内容” and read again", r.row))
}

// mayNameTexts says whether a row, which was taken for data, could name the column of texts.
func (l *layout) mayNameTexts(names *headerNames, sample []bufferedRow, row int) bool {
	c := l.text[0]
	return row >= 0 && c < len(sample[row].cells) && !isBlank(sample[row].cells[c]) && names.mayBeName(strings.TrimSpace(sample[row].cells[c])) && aboveTexts(sample[row+1:], c)
}
