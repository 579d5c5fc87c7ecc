package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// footing says whether a row is the foot of its table: who made it and when, remarks.
type footing int

const (
	noFoot footing = iota
	foot
	mayBeFoot // if no record follows
)

const (
	maxTail        = 20  // rows that may be the foot
	maxFooterRunes = 12  // of a value behind its label: a name, a number, a date, a unit
	maxFooterBytes = 600 // of the cell that a foot begins with
)

// footOf tells the foot by the row's first cell, and by the others, which may hold no more than labels and short values.
func (b *builder) footOf(s *sheet, cells []string) footing {
	first := firstFilled(cells)
	if first < 0 || !b.names.mayOpenFoot(cells[first]) || s.layout.headerRow == 0 && len(cells) > 1 {
		return noFoot
	}
	if b.names.isFoot(cells[first:]) {
		return foot
	}
	return b.remark(s, cells, first)
}

// firstFilled gives the index of the first cell that holds something, or -1.
func firstFilled(cells []string) int {
	return slices.IndexFunc(cells, func(c string) bool { return !isBlank(c) })
}

// isFoot says that cells, of which the first is filled, are labels of a table's foot and their values.
func (h *headerNames) isFoot(cells []string) bool {
	first := cells[0]
	if !h.mayOpenFoot(first) || h.footerCell(first) != footerLabel || utf8.RuneCountInString(first) <= 2 && !strings.ContainsAny(first, "：:") {
		return false
	}
	return !slices.ContainsFunc(cells[1:], func(c string) bool { return !isBlank(c) && h.footerCell(c) == otherCell })
}

// remark: 备注：… and 注：… without a text of their own, and totals in words, 合计：12条，其中城关镇5条, are the foot if no record follows.
func (b *builder) remark(s *sheet, cells []string, first int) footing {
	if s.layout.headerRow == 0 || filledCells(s.layout.header) < 2 || len(s.tail) == maxTail {
		return noFoot
	}
	label, _, colon := strings.Cut(strings.ReplaceAll(cells[first], ":", "："), "：")
	alone := firstFilled(cells[first+1:]) < 0
	switch key := headerKey(label); {
	case colon && (b.names.remarks[key] || b.names.totals[key]) && (alone || s.layout.first(cells, s.layout.text) == ""):
		return mayBeFoot
	case !colon && !alone && b.names.remarks[key] && !slices.Contains(s.layout.text, first):
		return mayBeFoot
	}
	return noFoot
}

// mayOpenFoot is a quick look at the first character.
func (h *headerNames) mayOpenFoot(cell string) bool {
	if cell[0] < utf8.RuneSelf && cell[0] > ' ' || len(cell) > maxFooterBytes {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(cell, isInvisible))
	return h.opening[r]
}

// notTheFoot makes records of the rows that would have been the foot.
func (b *builder) notTheFoot(s *sheet) error {
	rows := s.tail
	s.tail = nil
	for _, r := range rows {
		if err := b.recordRow(s, r.cells, r.row); err != nil {
			return err
		}
	}
	return nil
}

func filledCells(cells []string) (n int) {
	for _, c := range cells {
		if !isBlank(c) {
			n++
		}
	}
	return n
}

type footerPart int

const (
	otherCell footerPart = iota
	footerLabel
	footerValue
)

// clock is a colon that no label stands before: 10:05.
var clock = regexp.MustCompile(`(\d)[:：](\d)`)

// footerCell looks at one cell: 制表人：张三　审核人：李四 is made of labels and short values, and 张三 can be a value.
func (h *headerNames) footerCell(cell string) footerPart {
	if len(cell) > 200 {
		return otherCell
	}
	parts := strings.FieldsFunc(clock.ReplaceAllString(cell, "$1$2"), func(r rune) bool { return r == '：' || r == ':' })
	if len(parts) == 0 {
		return footerValue
	}
	if !h.footers[headerKey(parts[0])] {
		if len(parts) == 1 && isFooterValue(cell) {
			return footerValue
		}
		return otherCell
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(cell, isInvisible))
	open := last == '：' || last == ':' // the last label has no value
	for i, part := range parts[1:] {
		if i+2 < len(parts) || open {
			part = h.beforeLabel(part)
		}
		if !isFooterValue(part) {
			return otherCell
		}
	}
	return footerLabel
}

func isFooterValue(s string) bool {
	return utf8.RuneCountInString(bare(s)) <= maxFooterRunes && !strings.ContainsAny(s, "。！？!?")
}

// beforeLabel takes the label of the next value off what stands behind a value: 张三　审核人.
func (h *headerNames) beforeLabel(part string) string {
	runes := []rune(part)
	for i := range runes {
		if h.footers[headerKey(string(runes[i:]))] {
			return string(runes[:i])
		}
	}
	return strings.Repeat("?", maxFooterRunes+1) // no label: no foot
}
