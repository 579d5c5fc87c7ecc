package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// listStyles are the ways to number opinions. style gives how it writes number n.
const listStyles = 7

func listMarks(style, n int) []string {
	han, d := hanNumber(n), strconv.Itoa(n)
	switch style {
	case 0:
		return []string{han + "是"}
	case 1:
		return []string{"第" + han + "，", "第" + han + ",", "第" + han + "、", "第" + han + "：", "第" + han + "是"}
	case 2:
		return []string{han + "、", han + "．", han + "."}
	case 3:
		return []string{"（" + han + "）", "(" + han + ")"}
	case 4:
		return []string{"（" + d + "）", "(" + d + ")", "【" + d + "】"}
	case 5:
		wide := strings.Map(func(r rune) rune { return r - '0' + '０' }, d)
		return []string{d + "、", d + ".", d + "．", d + ")", d + "）", d + " ", d + "，", d + ":", d + "：", wide + "、", wide + "．", wide + " ", wide + "）"}
	}
	if n > 20 {
		return nil
	}
	return []string{string(rune('①' + n - 1))}
}

// hanNumber writes 1 to 99 as 一 to 九十九.
func hanNumber(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	tens := ""
	if n >= 20 {
		tens = digits[n/10]
	}
	if n >= 10 {
		tens += "十"
	}
	return tens + digits[n%10]
}

const (
	maxOpinions   = 60
	speakerRunes  = 30 // an opening with a colon up to this long belongs to every opinion: who speaks, or of whom
	openingLetter = 6  // letters of an opening sentence that is an opinion of its own
)

// numberedOpinions cuts a record into its numbered opinions, or gives it back whole. What opens it before the first number goes with each
// opinion when it introduces them (对民政局：), is one of its own when it is a sentence (总体满意。), and else goes with the first.
func numberedOpinions(text string) []string {
	var best []int // start and end of each mark
	for style := range listStyles {
		if marks := numbered(text, style); len(marks) >= 4 && (best == nil || marks[0] < best[0]) {
			best = marks
		}
	}
	if best == nil {
		return []string{text}
	}
	opening := strings.TrimSpace(text[:best[0]])
	last, _ := utf8.DecodeLastRuneInString(opening)
	forAll := (last == '：' || last == ':') && utf8.RuneCountInString(opening) <= speakerRunes
	var parts []string
	if strings.ContainsRune("。！!；;", last) && letters(opening) >= openingLetter {
		parts, opening = append(parts, opening), ""
	}
	for i := 0; i < len(best); i += 2 {
		end := len(text)
		if i+2 < len(best) {
			end = best[i+2]
		}
		item := strings.TrimRightFunc(strings.TrimSpace(text[best[i+1]:end]), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(";；,，、", r) })
		if letters(item) == 0 {
			continue
		}
		if forAll || i == 0 {
			item = opening + item
		}
		parts = append(parts, item)
	}
	return parts
}

// numbered finds 1, 2, 3 … of one style, each where an item can begin.
func numbered(text string, style int) []int {
	var marks []int
	from := 0
	for n := 1; n <= maxOpinions; n++ {
		start, end := findMark(text, from, listMarks(style, n))
		if start < 0 {
			break
		}
		marks = append(marks, start, end)
		from = end
	}
	return marks
}

func findMark(text string, from int, words []string) (start, end int) {
	start = -1
	for _, w := range words {
		for at := from; at < len(text); {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			i += at
			if (start < 0 || i < start) && beginsItem(text, i, w) {
				start, end = i, i+len(w)
				break
			}
			at = i + len(w)
		}
	}
	return start, end
}

// beginsItem: the mark stands at the beginning, or behind the end of a clause, and is not part of a number or date.
func beginsItem(text string, at int, mark string) bool {
	next, _ := utf8.DecodeRuneInString(text[at+len(mark):])
	if last := mark[len(mark)-1]; (last == '.' || last == ':' || last == ' ' || strings.HasSuffix(mark, "．")) && unicode.IsDigit(next) {
		return false
	}
	if next == utf8.RuneError {
		return false
	}
	before := strings.TrimRight(text[:at], " \t\u3000")
	if before == "" || spacedMark(mark) && len(before) < at {
		return true
	}
	if strings.HasPrefix(mark, "（") && utf8.RuneCountInString(mark) > 2 || mark >= "①" && mark <= "⑳" { // （二） is hardly part of a sentence
		r, _ := utf8.DecodeLastRuneInString(before)
		return !strings.ContainsRune("第见款条项按如在", r)
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("\n。；;：:！!？?，,、．.）)”\"", r)
}

// spacedMark tells marks that begin an item behind a mere space too: 1.少开会 2.多下乡. A number without a point does not: 第 2 组.
func spacedMark(mark string) bool {
	return mark[0] >= '0' && mark[0] <= '9' && strings.ContainsAny(mark[len(mark)-1:], ".)") || strings.HasSuffix(mark, "、") || strings.HasSuffix(mark, "．") || strings.HasSuffix(mark, "）")
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
