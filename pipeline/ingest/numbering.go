package ingest

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxOpinions   = 60
	speakerRunes  = 30 // an opening with a colon up to this long belongs to every opinion: who speaks, or of whom
	headingRunes  = 20 // an opening without one
	openingLetter = 6  // letters of an opening sentence that is an opinion of its own
)

// list is a numbered list in a text.
type list struct {
	form  listForm // of its first number
	marks [][2]int // start and end of each
}

// numberedOpinions cuts a record into its numbered opinions, or gives it back whole. What opens it before the first number goes with each
// opinion when it introduces them (对民政局：), is one of its own when it is a sentence (总体满意。), and else goes with the first.
func numberedOpinions(text string) []string {
	found := findList(text)
	if found == nil {
		return []string{text}
	}
	if cuts := restarts(text, found.form); len(cuts) > 0 { // the next speaker, or the next wind, counts from 1 again
		var parts []string
		from := 0
		for _, cut := range append(cuts, len(text)) {
			parts = append(parts, numberedOpinions(strings.TrimSpace(text[from:cut]))...)
			from = cut
		}
		return parts
	}
	forAll, first, parts := openingOf(text[:found.marks[0][0]])
	for i, mark := range found.marks {
		end := len(text)
		if i+1 < len(found.marks) {
			end = found.marks[i+1][0]
		}
		item := strings.TrimRightFunc(strings.TrimSpace(text[mark[1]:end]), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(";；,，、", r) })
		if letters(item) == 0 && (!readable(item) || bareMark.MatchString(item)) {
			continue
		}
		for _, inner := range innerOpinions(item) {
			parts = append(parts, forAll+first+inner)
			first = ""
		}
	}
	return parts
}

// bareMark is the number of an item that was left empty: 3、
var bareMark = regexp.MustCompile(`^\d{1,2}[、.．)）:： ]*$`)

// innerOpinions cuts an item that is the heading of a list of its own: 一、会风方面 1.会多 2.会长. An item that says something itself stays whole.
func innerOpinions(item string) []string {
	found := findList(item)
	if found == nil || !isHeading(item[:found.marks[0][0]]) {
		return []string{item}
	}
	return numberedOpinions(item)
}

// openingOf says what becomes of what stands before the first number: it goes before all opinions, before the first, or is one of its own.
func openingOf(opening string) (forAll, first string, own []string) {
	heading := isHeading(opening)
	opening = strings.TrimSpace(opening)
	last, _ := utf8.DecodeLastRuneInString(opening)
	colon := last == '：' || last == ':'
	name := strings.TrimRight(opening, "：:")
	switch {
	case heading && isWind(name): // the office's word, not the writer's
		return "", "", nil
	case colon && utf8.RuneCountInString(opening) <= speakerRunes:
		return opening, "", nil
	case heading && (strings.HasPrefix(name, "对") || strings.HasPrefix(name, "关于") || strings.HasSuffix(name, "方面")):
		return name + "：", "", nil
	case heading:
		return "", name + "：", nil
	case strings.ContainsRune("。！!；;", last) && letters(opening) >= openingLetter:
		return "", "", []string{opening}
	}
	return "", opening, nil
}

// isHeading says that the opening of a list names what it is of and says nothing itself.
func isHeading(opening string) bool {
	name := strings.TrimSpace(opening)
	if name == "" || utf8.RuneCountInString(name) > headingRunes || strings.ContainsAny(strings.TrimRight(name, "：:"), "，,。；;！!？?：:\n") {
		return false
	}
	if strings.HasSuffix(name, "：") || strings.HasSuffix(name, ":") || strings.HasSuffix(strings.TrimRight(opening, " \t\u3000"), "\n") {
		return true
	}
	for _, end := range [...]string{"方面", "问题", "意见", "建议", "表现"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// isWind says that a heading is the name of one of the four winds.
func isWind(name string) bool {
	key := headerKey(name)
	key = strings.TrimPrefix(key, "对")
	return bareWinds[key] || windOn(key) != ""
}

// findList finds the list that a text is: of one form if there is one, which others of its family may go on; else of mixed forms.
func findList(text string) *list {
	marks := scanMarks(text)
	if len(marks[1]) == 0 || len(marks[2]) == 0 {
		return nil
	}
	var best *list
	tried := map[listForm]bool{}
	for _, m := range marks[1] {
		if tried[m.form] {
			continue
		}
		tried[m.form] = true
		l := numbered(text, &marks, func(f listForm) bool { return f == m.form }, nil)
		if len(l.marks) >= 2 && (best == nil || l.marks[0][0] < best.marks[0][0] || l.marks[0][0] == best.marks[0][0] && len(l.marks) > len(best.marks)) {
			best = l
		}
	}
	if best != nil {
		return numbered(text, &marks, func(f listForm) bool { return f.family == best.form.family }, best)
	}
	for family := range families {
		l := numbered(text, &marks, func(f listForm) bool { return f.family == family }, nil)
		if len(l.marks) >= 2 && (best == nil || l.marks[0][0] < best.marks[0][0]) {
			best = l
		}
	}
	if best == nil {
		if l := numbered(text, &marks, func(listForm) bool { return true }, nil); len(l.marks) >= 2 {
			best = l
		}
	}
	return best
}

// numbered finds 1, 2, 3 … of the forms that are wanted, each behind something that was said under the number before it; begun is a list to go on with.
func numbered(text string, marks *[maxOpinions + 1][]listMark, wanted func(listForm) bool, begun *list) *list {
	l, from := &list{}, 0
	if begun != nil {
		l.form, l.marks = begun.form, append(l.marks, begun.marks...)
		from = l.marks[len(l.marks)-1][1]
	}
	last := l.form
	for n := len(l.marks) + 1; n <= maxOpinions; n++ {
		m, ok := nextMark(text, marks[n], from, n, wanted)
		if !ok || m.form != last && n > 1 && countsFromOne(m.form, marks[1], from, m.start) { // a list inside the item
			break
		}
		if n == 1 {
			l.form = m.form
		}
		l.marks = append(l.marks, [2]int{m.start, m.end})
		last, from = m.form, m.end
	}
	return l
}

func nextMark(text string, marks []listMark, from, n int, wanted func(listForm) bool) (listMark, bool) {
	first := sort.Search(len(marks), func(i int) bool { return marks[i].start >= from })
	for _, m := range marks[first:] {
		if wanted(m.form) && (n == 1 || readable(text[from:m.start]) || strings.HasSuffix(strings.TrimRight(text[:m.start], " \t\u3000"), "\n")) {
			return m, true
		}
	}
	return listMark{}, false
}

// countsFromOne says whether a list of this form began between two places.
func countsFromOne(f listForm, ones []listMark, from, to int) bool {
	return slices.ContainsFunc(ones, func(m listMark) bool { return m.form == f && m.start >= from && m.start < to })
}

// restarts gives the places of the lines, but the first, that begin the list anew, or of the headings above them.
func restarts(text string, f listForm) (cuts []int) {
	mark := f.mark(1)
	begun, heading, at := false, -1, 0
	for line := range strings.Lines(text) {
		trimmed := strings.TrimLeft(line, " \t\u3000")
		start := strings.Index(trimmed, mark)
		opens := start == 0 || start > 0 && isHeading(trimmed[:start]) && strings.ContainsAny(trimmed[:start], "：:")
		switch {
		case opens && f.begins(trimmed, start, 1, mark):
			place := at
			if heading >= 0 && start == 0 {
				place = heading
			}
			if begun && place > 0 {
				cuts = append(cuts, place)
			}
			begun, heading = true, -1
		case isBlank(line):
		case isHeading(line) && strings.HasSuffix(line, "\n"):
			heading = at
		default:
			heading = -1
		}
		at += len(line)
	}
	return cuts
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
