package clean

import (
	"strings"
	"unicode/utf8"
)

// latinName gives the end of a name in Latin letters at i, ZHANG Wei, behind a strong cue; i: there is none.
func latinName(s string, i int, cue strength) int {
	words, end := 0, i
	for j := i; words < 3; words++ {
		k := j
		for k < len(s) && (letter(s[k]) || k > j && s[k] == '\'') {
			k++
		}
		if k-j < 2 || s[j] < 'A' || s[j] > 'Z' {
			break
		}
		end, j = k, k+1
		if k >= len(s) || s[k] != ' ' && s[k] != '-' {
			words++
			break
		}
	}
	if words >= 2 || words == 1 && cue == sureCue && end-i >= 3 && (end >= len(s) || s[end] < '0' || s[end] > '9') {
		return end
	}
	return i
}

// spacedName gives the end of a name written with spaces between its characters at i, 段 红 梅, behind a sure cue; i: there is none.
func (c *Cleaner) spacedName(s string, i int) int {
	n, _ := c.rules.surnameAt(s, i)
	if n == 0 {
		return i
	}
	end, j := i, i+n
	for given := 0; given < 2 && j < len(s) && s[j] == ' '; given++ {
		char, size := utf8.DecodeRuneInString(s[j+1:])
		after, _ := utf8.DecodeRuneInString(s[j+1+size:])
		if !han(char) || han(after) {
			break
		}
		j += 1 + size
		end = j
	}
	return end
}

// listed finds names in a list of at least three, 谭贵、廖军、方平: those in the middle must be names and nothing else.
func (c *Cleaner) listed(s string) (names []hit) {
	const comma = "、"
	for at := 0; ; {
		i := strings.Index(s[at:], comma)
		if i < 0 {
			return names
		}
		i += at
		at = i + len(comma)
		j := at
		for end := c.listedName(s, j); end > j && strings.HasPrefix(s[end:], comma); end = c.listedName(s, j) {
			names = append(names, hit{j, end, Name})
			j = end + len(comma)
		}
		if j == at {
			names = append(names, c.pair(s, i, at)...)
			continue
		}
		middle := names[len(names)-1]
		first, last := hit{}, hit{}
		for _, size := range [...]int{9, 6, 12} {
			if start := i - size; start >= 0 && c.listedName(s, start) == i && (size > 6 || c.rules.begins(s, start)) {
				first = hit{start, i, Name}
				break
			}
		}
		if end, full, ok := c.nameAfter(s, j, strongCue); ok && full {
			last = hit{j, end, Name}
		}
		if first.end == 0 && last.end == 0 { // words of another kind stand around
			for len(names) > 0 && names[len(names)-1].start >= at {
				names = names[:len(names)-1]
			}
			at = middle.end
			continue
		}
		if first.end > 0 {
			k := len(names)
			for k > 0 && names[k-1].start >= at {
				k--
			}
			names = append(names[:k], append([]hit{first}, names[k:]...)...)
		}
		at = middle.end
		if last.end > 0 {
			names = append(names, last)
			at = last.end
		}
	}
}

// pair finds two names before 等, 宋长河、毛小兵等五户: the comma between them is s[comma:second].
func (c *Cleaner) pair(s string, comma, second int) []hit {
	r := c.rules
	end := second + 9
	first := comma - 9
	if first < 0 || end > len(s) || !strings.HasPrefix(s[end:], "等") || c.listedName(s[:end], second) != end || !r.begins(s, first) {
		return nil
	}
	n, kind := r.surnameAt(s, first)
	one, size := utf8.DecodeRuneInString(s[first+3:])
	two, _ := utf8.DecodeRuneInString(s[first+3+size:])
	if n != 3 || kind&classSurname == 0 || r.of(one)&r.of(two)&classGiven == 0 || r.guard[s[first:first+6]] || r.guard[s[first:comma]] || r.guard[s[first+3:comma]] {
		return nil
	}
	return []hit{{first, comma, Name}, {second, end, Name}}
}

// listedName gives the end of the two or three characters at i that can be a name and stand before anything but Chinese characters;
// i: they are none.
func (c *Cleaner) listedName(s string, i int) int {
	r := c.rules
	n, kind := r.surnameAt(s, i)
	if kind&(classSurname|classWord) == 0 {
		return i
	}
	return c.givenEnd(s, i, n, 1)
}

// givenEnd gives the end of the fewest to two characters behind the surname of n bytes at i, if they are such as given names are made of; i: they are not.
func (c *Cleaner) givenEnd(s string, i, n, fewest int) int {
	r := c.rules
	end, given := i+n, 0
	for given < 3 {
		char, size := utf8.DecodeRuneInString(s[end:])
		if !han(char) {
			break
		}
		if r.of(char)&classGiven == 0 || r.of(char)&(classOrgan|classTerrain) != 0 {
			return i
		}
		end += size
		given++
	}
	if _, post := r.postAt(s, i+n); post || given < fewest || given > 2 || r.guard[s[i:end]] || r.guard[s[i:i+6]] || given == 2 && r.guard[s[end-6:end]] {
		return i
	}
	return end
}

// chained finds the next name of a list behind a name that ends at i: 〔…〕、李洁、张小明.
func (c *Cleaner) chained(s string, i int) (hit, bool) {
	j := i
	for n := 0; j < len(s) && n < 4; n++ {
		char, size := utf8.DecodeRuneInString(s[j:])
		if !strings.ContainsRune("、 ，,和与及", char) && (char < '0' || char > '9' || n == 0) {
			break
		}
		j += size
	}
	if j == i {
		return c.adjoining(s, i)
	}
	end, full, ok := c.nameAfter(s, j, weakCue)
	if !ok && strings.HasSuffix(s[:j], "、") {
		if n, kind := c.rules.surnameAt(s, j); kind&(classSurname|classWord|classSeldom) != 0 {
			end = c.givenEnd(s, j, n, 2)
			full, ok = true, end > j && c.rules.boundary(s, end)
			if !ok {
				end, ok = c.between(s, j, n)
			}
		}
	}
	if !ok {
		return hit{}, false
	}
	if full && end-j < 9 && strings.ContainsAny(s[i:j], "，,") { // a short one must be followed by the next of the list
		if next, _ := utf8.DecodeRuneInString(s[end:]); !strings.ContainsRune("，,、;；", next) {
			return hit{}, false
		}
	}
	return hit{j, end, Name}, true
}

// between gives the end of a name of two or three characters that fills its place in a list, 签字：苏梅英、卢改转. Its surname of n bytes is at i.
func (c *Cleaner) between(s string, i, n int) (end int, ok bool) {
	r := c.rules
	end = i + n
	for given := 0; ; given++ {
		char, size := utf8.DecodeRuneInString(s[end:])
		if !han(char) {
			return end, given == 2 && !r.guard[s[i:end]] && !r.guard[s[i:i+n+3]] && !r.guard[s[end-6:end]]
		}
		if _, post := r.postAt(s, end); post || given == 2 || r.function(char) {
			return i, false
		}
		end += size
	}
}

// adjoining finds the next name of a list without signs: 姜大山范秋生方玉娥等人.
func (c *Cleaner) adjoining(s string, i int) (hit, bool) {
	r := c.rules
	n, kind := r.surnameAt(s, i)
	if kind&(classSurname|classWord) == 0 {
		return hit{}, false
	}
	end := i + n
	for range 2 {
		char, size := utf8.DecodeRuneInString(s[end:])
		if !han(char) || r.of(char)&classGiven == 0 || r.of(char)&(classOrgan|classTerrain) != 0 {
			return hit{}, false
		}
		end += size
	}
	if r.guard[s[i:i+n+3]] || r.guard[s[i:end]] || r.guard[s[i+n:end]] {
		return hit{}, false
	}
	if kind&classSurname == 0 && !strings.HasPrefix(s[end:], "等") && !countsPeople(s[end:]) {
		return hit{}, false
	}
	if next, _ := r.surnameAt(s, end); !r.boundary(s, end) && next == 0 {
		return hit{}, false
	}
	return hit{i, end, Name}, true
}
