package ingest

import "strings"

// delimiters are the characters that may separate cells, the likelier first.
const delimiters = ",\t;，|；"

// sniffDelimiter takes the delimiter that cuts the first records into the same number of cells most often. A file of one
// column has none; a comma then does no harm, since the header has none either.
func sniffDelimiter(sample string, names *headerNames) rune {
	best, bestScore := ',', 0.0
	for _, d := range delimiters {
		reader := newCSVReader(strings.NewReader(sample), d)
		counts := map[int]int{}
		rows, known := 0, 0
		for rows < 50 {
			cells, _, err := reader.next()
			if err != nil {
				break
			}
			if blankRow(cells) {
				continue
			}
			rows++
			counts[len(cells)]++
			matched := 0
			if rows <= headerSearchRows {
				for _, c := range cells {
					if m, ok := names.match(c); ok && m.exact {
						matched++
					}
				}
			}
			known = max(known, matched)
		}
		score := 0.0
		for width, n := range counts {
			if width > 1 && float64(n)/float64(rows) > score {
				score = float64(n) / float64(rows)
			}
		}
		// Without two known names only a delimiter that prose does not use can be believed.
		if known < 2 && (score < 0.5 || d > 0x7f) {
			continue
		}
		score += 2 * float64(known)
		if score > bestScore {
			best, bestScore = d, score
		}
	}
	return best
}
