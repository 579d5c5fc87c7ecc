package ingest

import (
	"strings"
	"unicode"
)

// titleOf gives the title of a table or form: the first filled cell of the rows above its names, if it is short and alone in its row.
func titleOf(above []bufferedRow) string {
	for _, r := range above {
		if blankRow(r.cells) {
			continue
		}
		title := strings.TrimSpace(only(r.cells))
		if len([]rune(title)) > 2*headingRunes || strings.ContainsAny(title, "：:。；;") {
			return ""
		}
		return title
	}
	return ""
}

// findHeader gives the index of the row that names the most columns, or -1.
func findHeader(names *headerNames, sample []bufferedRow) int {
	best, bestScore := -1, 0
	looked := 0
	for i, r := range sample {
		if blankRow(r.cells) {
			continue
		}
		if looked++; looked > headerSearchRows {
			break
		}
		exact, partly, filled := 0, 0, 0
		comment, number := false, false
		for _, c := range r.cells {
			if isBlank(c) {
				continue
			}
			filled++
			m, ok := names.match(c)
			if !ok {
				number = number || isCount(c)
				continue
			}
			if m.exact {
				exact++
			} else {
				partly++
			}
			comment = comment || m.field == FieldText || m.field == FieldTitle
		}
		score := 3*exact + partly
		// One known name in a wide row of others is a coincidence; a column of its own, called 内容, is not.
		if exact+partly == 0 || exact == 0 && partly < 2 || exact+partly == 1 && !(comment && filled <= 3 && !number) {
			continue
		}
		if comment {
			score += 2
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// fillFrom gives blank names of a header what stands above them: of a two-row header, the cells merged downwards.
func fillFrom(header, above []string, names *headerNames) []string {
	known := 0
	for _, c := range above {
		if _, ok := names.match(c); ok {
			known++
		}
	}
	if known == 0 {
		return header
	}
	for len(header) < len(above) {
		header = append(header, "")
	}
	for i := range above {
		if isBlank(header[i]) {
			header[i] = above[i]
		}
	}
	return header
}

// isSubHeader tells whether a row below a header names columns too: short names, at least one known and in a column that the
// header leaves blank or names for a group.
func isSubHeader(names *headerNames, header, below []string) bool {
	known, fills := 0, 0
	for i, c := range below {
		if isBlank(c) {
			continue
		}
		m, ok := names.match(c)
		if !ok && len([]rune(strings.TrimSpace(c))) > 8 || !ok && strings.ContainsFunc(c, unicode.IsDigit) {
			return false
		}
		if ok && (m.exact || m.field == FieldText && m.rank == opinionRank) {
			known++
			if i >= len(header) || isBlank(header[i]) {
				fills++
			} else if _, ok := names.match(header[i]); !ok {
				fills++
			}
		}
	}
	return known >= 2 && fills >= 1 || known == 1 && fills == 1 && len(below) <= 3
}

func mergeHeader(names *headerNames, header, below []string) []string {
	for len(header) < len(below) {
		header = append(header, "")
	}
	for i, c := range below {
		if !isBlank(c) {
			header[i] = c
		}
	}
	return header
}

// loneHeading gives the index of the first row if one of its cells is a known name and all could be names, or -1: 时间, 甲, 乙.
func loneHeading(names *headerNames, m *Mapping, sample []bufferedRow) int {
	if m.HeaderRow > 0 || len(sample) < 2 {
		return -1
	}
	const longestName = 12 // characters
	known, filled := false, 0
	for _, c := range sample[0].cells {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		filled++
		if len([]rune(c)) > longestName || strings.ContainsFunc(c, unicode.IsDigit) {
			return -1
		}
		match, ok := names.match(c)
		known = known || ok && match.exact && match.field != FieldText && match.field != FieldTitle
	}
	if !known || filled < 2 {
		return -1
	}
	return 0
}

func (h *headerNames) isLedger(header []string) bool {
	n := 0
	for _, c := range header {
		if h.ledger[headerKey(c)] {
			n++
		}
	}
	return n >= 2
}
