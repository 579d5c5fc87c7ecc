package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
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

// findHeader gives the index of the row that names the most columns, or -1. Where tables stand one below the other, it is the row of the first.
func findHeader(names *headerNames, sample []bufferedRow) int {
	best := bestHeader(names, sample)
	records := false // below a row of names, and above the best one
	for i := best - 1; i >= 0; i-- {
		switch row := sample[i].cells; {
		case names.isHeader(row):
			if records {
				best, records = i, false
			}
		case filledCells(row) > 1 && 2*names.known(row) < filledCells(row):
			records = true
		}
	}
	return best
}

// bestHeader gives the index of the row that names the most columns, or -1.
func bestHeader(names *headerNames, sample []bufferedRow) int {
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

// groupedOpinions names the columns below one name of a text that stands over several: 意见建议 above 对县委, 对乡镇, 部门. ok: the row below divides
// such a name and says nothing of other columns.
func groupedOpinions(names *headerNames, header, below []string) (divided []string, ok bool) {
	const longestBody = 12 // characters
	group, groups := "", 0
	divided = append(divided, header...)
	for len(divided) < len(below) {
		divided = append(divided, "")
	}
	for i := range divided {
		own, inner := i < len(header) && !isBlank(header[i]), i < len(below) && !isBlank(below[i])
		if own {
			group = ""
			if m, known := names.match(header[i]); known && m.field == FieldText && (i+1 >= len(header) || isBlank(header[i+1])) {
				group = strings.TrimSpace(header[i])
			}
		}
		switch {
		case !inner && group != "", inner && group == "":
			return nil, false
		case !inner:
			continue
		}
		body := strings.TrimSpace(below[i])
		if utf8.RuneCountInString(body) > longestBody || !names.isBody(body) {
			return nil, false
		}
		if m, known := names.match(body); known && m.field == FieldText {
			return nil, false // it says itself what it is
		}
		divided[i] = "对" + strings.TrimPrefix(body, "对") + "的意见"
		groups++
	}
	return divided, groups >= 2
}

// isBody knows whom or what opinions are asked about: 对县委, 县直部门, 作风方面.
func (h *headerNames) isBody(name string) bool {
	if strings.ContainsAny(name, "，。！？；：,!?;:") {
		return false
	}
	return strings.HasPrefix(name, "对") || slices.ContainsFunc(h.bodies, func(end string) bool { return strings.HasSuffix(name, end) })
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

// isHeader says that the filled cells of a row are names of columns, one that of a text; among three there may be one that is not known.
func (h *headerNames) isHeader(cells []string) bool {
	named, others, comments := 0, 0, false
	for _, c := range cells {
		if isBlank(c) {
			continue
		}
		m, ok := h.match(c)
		switch {
		case len(c) > longestName:
			return false
		case ok && m.exact:
			named++
			comments = comments || m.field == FieldText
		case strings.ContainsFunc(c, unicode.IsDigit):
			return false
		default:
			others++
		}
	}
	return named >= 2 && comments && 3*others <= named
}

// known counts the cells that are names of columns.
func (h *headerNames) known(cells []string) (n int) {
	for _, c := range cells {
		if m, ok := h.match(c); ok && m.exact {
			n++
		}
	}
	return n
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
