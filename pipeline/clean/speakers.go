package clean

import (
	"strings"
	"unicode/utf8"
)

// evidence is what tells that a name stands at the beginning of a line; the larger the surer.
type evidence int

const (
	nothingFollows evidence = iota
	speechFollows           // a colon, or a word such as 反映
	momentFollows           // a time, or a colon behind brackets: 王建军（麦岭镇）：
)

// speakers finds who speaks in minutes and chats, at the beginning of a line: 张三：…, 1、李四：…, 张建国 10:00, [张三 10:02], 高红军反映….
func (c *Cleaner) speakers(s string) (names []hit) {
	for at := 0; at < len(s); {
		if h, ok := c.speaker(s, at); ok {
			names = append(names, h)
		}
		n := strings.IndexByte(s[at:], '\n')
		if n < 0 {
			break
		}
		at += n + 1
	}
	return names
}

// speaker finds the name at the beginning of the line that begins at i.
func (c *Cleaner) speaker(s string, i int) (hit, bool) {
	i = afterOrdinal(s, i)
	open := prefixOf(s[i:], []string{"[", "【", "(", "（", "<", "「", "“"})
	i += open
	timed := false
	if end := momentAt(s, i); end > i {
		timed = true
		i = end
		for n := 0; i < len(s) && n < 4 && strings.IndexByte(" ])", s[i]) >= 0; n++ {
			i++
		}
		if strings.HasPrefix(s[i:], "】") {
			i += len("】")
		}
	}
	n, kind := c.rules.surnameAt(s, i)
	if n == 0 || kind&(classSurname|classWord) == 0 {
		return hit{}, false
	}
	for given := 2; given > 0; given-- {
		end := i + n
		for range given {
			char, size := utf8.DecodeRuneInString(s[end:])
			if !han(char) {
				end = i
				break
			}
			end += size
		}
		if end == i {
			continue
		}
		how := c.afterSpeaker(s, end, open > 0)
		if timed && (end == len(s) || strings.IndexByte("\n (<:]", s[end]) >= 0 || prefixOf(s[end:], []string{"：", "（"}) > 0) {
			how = momentFollows
		}
		if how > nothingFollows && c.rules.speakerName(s, i, i+n, end, kind, how) {
			return hit{i, end, Name}, true
		}
	}
	return hit{}, false
}

// speakerName tells whether s[i:end] may be a name where how stands behind it; its surname ends at given.
func (r *rules) speakerName(s string, i, given, end int, kind class, how evidence) bool {
	if r.guard[s[i:end]] {
		return false
	}
	all, some, last := true, false, rune(0) // all, or one of them, are such as given names are made of
	for _, char := range s[given:end] {
		is := r.of(char)
		if is&classOrgan != 0 || is&classGiven == 0 && is&classBoundary != 0 || is&(classGiven|classTerrain) == classTerrain {
			return false
		}
		all, some = all && is&classGiven != 0, some || is&classGiven != 0
		last = char
	}
	if !all && given+6 == end && r.guard[s[given:end]] || last == '家' {
		return false
	}
	if r.of(last)&classTerrain != 0 && (given+3 == end || strings.ContainsAny(s[given:end], "家老前后东西南北上下中")) { // 王家岭
		return false
	}
	if _, post := r.postAt(s, given); post {
		return false
	}
	if given-i == 3 && given+6 == end && r.guard[s[i:given+3]] && (!all || kind&classSurname == 0 && how < momentFollows) { // 周长顺
		return false
	}
	switch {
	case kind&classSurname == 0:
		return all && (given+6 == end || how == momentFollows)
	case how == momentFollows:
		return true
	case given+3 == end:
		return all
	}
	return some && (all || !r.saidAt(s, end))
}

// saidAt tells whether what stands at i says that somebody has spoken: 反映, 认为.
func (r *rules) saidAt(s string, i int) bool {
	return i < len(s) && s[i] >= 0xE4 && prefixOf(s[i:], r.said) > 0
}

// afterSpeaker tells what stands behind a name at i; open: a bracket stands before the name.
func (c *Cleaner) afterSpeaker(s string, i int, open bool) evidence {
	if c.rules.saidAt(s, i) {
		return speechFollows
	}
	j := i
	for n := 0; j < len(s) && n < 3 && s[j] == ' '; n++ {
		j++
	}
	if colonAt(s, j) {
		return speechFollows
	}
	if open && prefixOf(s[j:], []string{"]", "】"}) > 0 {
		return speechFollows
	}
	if end := momentAt(s, j); end > j && j > i && (end == len(s) || strings.IndexByte("\n ])):", s[end]) >= 0 || prefixOf(s[end:], []string{"】", "：", "）"}) > 0) {
		return momentFollows
	}
	for _, pair := range [...][2]string{{"（", "）"}, {"(", ")"}} {
		if !strings.HasPrefix(s[j:], pair[0]) {
			continue
		}
		inside := s[j+len(pair[0]) : min(len(s), j+len(pair[0])+maxRole)]
		n := strings.Index(inside, pair[1])
		if n < 0 || strings.IndexByte(inside[:n], '\n') >= 0 {
			return nothingFollows
		}
		end := j + len(pair[0]) + n + len(pair[1])
		for end < len(s) && s[end] == ' ' {
			end++
		}
		if colonAt(s, end) || momentAt(s, end) > end {
			return momentFollows
		}
		return nothingFollows
	}
	return nothingFollows
}

// maxRole is how far the end of the brackets behind a speaker is looked for, in bytes: （麦岭镇王庄村村民代表）.
const maxRole = 75

func colonAt(s string, i int) bool {
	return strings.HasPrefix(s[i:], ":") || strings.HasPrefix(s[i:], "：")
}

// afterOrdinal passes over the number of a paragraph at i: 1、, （二）, 3..
func afterOrdinal(s string, i int) int {
	j := i + prefixOf(s[i:], []string{"(", "（"})
	k := j
	for n := 0; k < len(s) && n < 3; n++ {
		char, size := utf8.DecodeRuneInString(s[k:])
		if !(char >= '0' && char <= '9') && !strings.ContainsRune("一二三四五六七八九十①②③④⑤⑥⑦⑧⑨", char) {
			break
		}
		k += size
	}
	n := prefixOf(s[k:], []string{"、", ".", ")", "）", "，", " "})
	if k == j || n == 0 {
		return i
	}
	for k += n; k < len(s) && s[k] == ' '; k++ {
	}
	return k
}

// momentAt gives the end of a date with a time, or a time alone, that begins at i; i: there is none.
func momentAt(s string, i int) int {
	j := i
	if end := dateAt(s, i); end > i {
		j = end
		for j < len(s) && s[j] == ' ' {
			j++
		}
	}
	if n := prefixOf(s[j:], []string{"上午", "下午", "早上", "晚上", "中午", "凌晨", "傍晚"}); n > 0 {
		j += n
	}
	k := digitsEnd(s, j, 2)
	if k == j || !colonAt(s, k) {
		return i
	}
	k += prefixOf(s[k:], []string{":", "："})
	end := digitsEnd(s, k, 2)
	if end != k+2 {
		return i
	}
	if colonAt(s, end) {
		k = end + prefixOf(s[end:], []string{":", "："})
		if seconds := digitsEnd(s, k, 2); seconds == k+2 {
			end = seconds
		}
	}
	return end
}

// dateAt gives the end of a date at i, with or without its year: 2014-05-01, 2014年5月1日, 5月1日; i: there is none.
func dateAt(s string, i int) int {
	parting := []string{"-", "/", ".", "年", "月"}
	j, parts := i, 0
	for parts < 3 {
		k := digitsEnd(s, j, 4)
		if k == j {
			break
		}
		parts++
		j = k
		n := prefixOf(s[j:], parting)
		if n == 0 {
			break
		}
		j += n
	}
	j += prefixOf(s[j:], []string{"日", "号"})
	if parts < 2 {
		return i
	}
	return j
}

// digitsEnd passes over at most n digits.
func digitsEnd(s string, i, n int) int {
	from := i
	for i < len(s) && i-from < n && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}
