package shell

import (
	"sort"
	"strings"
)

// didYouMean ends an error about an unknown name: with the names like it or, if there are none, with the command that lists all.
func (s *Shell) didYouMean(wrong string, names []string, lister string) string {
	near := nearest(wrong, names)
	if len(near) == 0 {
		return s.Say("；"+lister+" 列出全部", "; "+lister+" lists them")
	}
	return s.Say("；是不是 ", "; did you mean ") + strings.Join(near, ", ") + s.Say("？", "?")
}

// nearest gives up to five names that are spelled like the wrong one or share a part with it, the likest first.
func nearest(wrong string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	lower := strings.ToLower(wrong)
	for _, name := range names {
		d := distance(lower, strings.ToLower(name))
		if d <= max(2, len(wrong)/3) || sharesPart(lower, name) {
			found = append(found, candidate{name, d})
		}
	}
	sort.Slice(found, func(i, j int) bool {
		if found[i].distance != found[j].distance {
			return found[i].distance < found[j].distance
		}
		return found[i].name < found[j].name
	})
	var near []string
	for _, c := range found[:min(len(found), 5)] {
		near = append(near, c.name)
	}
	return near
}

// sharesPart says whether a name holds a longer part of the wrong one, parts being what stands between underlines.
func sharesPart(wrong, name string) bool {
	for _, part := range strings.FieldsFunc(wrong, func(r rune) bool { return r == '_' || r == '-' || r == '.' }) {
		if len(part) > 3 && strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// distance counts the letters to change, add or drop to make one word of the other (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
