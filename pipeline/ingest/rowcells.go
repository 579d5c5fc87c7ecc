package ingest

import "strings"

// repeats tells that a row names the columns again, as printed lists do on each page.
func (l *layout) repeats(cells []string) bool {
	same, filled := 0, 0
	for i, h := range l.header {
		if isBlank(h) {
			continue
		}
		filled++
		if i < len(cells) && len(cells[i]) < 200 && strings.TrimSpace(cells[i]) == strings.TrimSpace(h) {
			same++
		} else if same == 0 && filled > 2 {
			return false
		}
	}
	return same > 0 && same*3 >= filled*2
}

// first gives the first filled cell among columns.
func (l *layout) first(cells []string, columns []int) string {
	for _, i := range columns {
		if i < len(cells) && !isBlank(cells[i]) {
			return cells[i]
		}
	}
	return ""
}

// unragged puts a text together again that held delimiters without quotes. It is sure only where the cells behind the text then
// are what their columns say.
func (l *layout) unragged(cells []string, delimiter string, times timeReader) ([]string, bool) {
	width := len(l.header)
	extra := len(cells)
	for extra > width && isBlank(cells[extra-1]) {
		extra--
	}
	cells = cells[:extra]
	if extra -= width; extra <= 0 {
		return cells, true
	}
	if len(l.text) == 0 {
		return nil, false
	}
	at := l.text[0]
	fixed := append([]string(nil), cells[:at]...)
	fixed = append(fixed, strings.Join(cells[at:at+extra+1], delimiter))
	fixed = append(fixed, cells[at+extra+1:]...)
	for i := at + 1; i < width; i++ {
		if c := fixed[i]; !isBlank(c) {
			switch l.columns[i].Field {
			case FieldTime, FieldAnsweredAt:
				if _, ok := times.read(c); !ok {
					return nil, false
				}
			case FieldVotesUp, FieldVotesDown:
				if !allDigits(strings.TrimSpace(c)) {
					return nil, false
				}
			}
		}
	}
	return fixed, true
}

func (s *sheet) carryDown(cells []string) []string {
	filled := append([]string(nil), cells...)
	for len(filled) < len(s.layout.columns) {
		filled = append(filled, "")
	}
	if s.above == nil {
		s.above = make([]string, len(s.layout.columns))
	}
	for i := range s.layout.carry {
		if isBlank(filled[i]) {
			filled[i] = s.above[i]
		} else {
			s.above[i] = filled[i]
		}
	}
	return filled
}
