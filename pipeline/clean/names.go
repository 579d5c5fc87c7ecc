package clean

import (
	"strings"
	"unicode/utf8"
)

// surnameAt gives the length in bytes of the surname that begins at i, and how freely it may be taken; 0: there is none.
func (r *rules) surnameAt(s string, i int) (int, class) {
	char, size := utf8.DecodeRuneInString(s[i:])
	if size != 3 {
		return 0, 0
	}
	if i+6 <= len(s) && r.compound[s[i:i+6]] {
		return 6, classSurname
	}
	return size, r.of(char) & (anySurname | classSeldom)
}

func han(char rune) bool { return char >= firstHan && char <= lastHan }

// cutEnd passes over signs that hide a name: 某, XX, **, ××.
func hiddenEnd(s string, i int) int {
	for n := 0; i < len(s) && n < 4; n++ {
		switch {
		case strings.HasPrefix(s[i:], "某"):
			i += 3
		case strings.HasPrefix(s[i:], "×"):
			i += 2
		case s[i] == '*' || s[i] == 'X' || s[i] == 'x':
			i++
		default:
			return i
		}
	}
	return i
}

// nearby is how far around a name its other mentions are counted, in bytes.
const nearby = 1500

// lastShown takes the one character of a name that is shown behind the hidden one: 林某果.
func (r *rules) lastShown(s string, i int) int {
	char, size := utf8.DecodeRuneInString(s[i:])
	next, _ := utf8.DecodeRuneInString(s[i+size:])
	if han(char) && strings.HasSuffix(s[:i], "某") && i >= 6 { // 黄某泽 again and again, and never 黄某
		around := s[max(0, i-nearby):min(len(s), i+nearby)]
		if n := strings.Count(around, s[i-6:i+size]); n > 1 && n == strings.Count(around, s[i-6:i]) {
			return i + size
		}
	}
	if !han(char) || r.of(char)&classBoundary != 0 && (han(next) || r.of(char)&classGiven == 0) {
		return i
	}
	if r.of(char)&(classOrgan|classTerrain) == 0 && (r.of(char)&classGiven != 0 && r.boundary(s, i+size) || !han(next) && next != utf8.RuneError) {
		return i + size
	}
	return i
}

// strength tells how surely a name follows a cue.
type strength int

const (
	weakCue   strength = iota // a name may follow
	personCue                 // behind what somebody is: 低保户, 邻居
	kinCue                    // behind what somebody is to the writer: 我儿子
	postCue                   // behind an official post
	strongCue                 // a name follows, or the sentence goes on
	sureCue                   // a name follows: there is a colon or 叫
)

// nameAfter finds a name that begins at i, behind a cue.
func (c *Cleaner) nameAfter(s string, i int, cue strength) (end int, full, ok bool) {
	r := c.rules
	strong, colon := cue >= strongCue, cue == sureCue
	n, kind := r.surnameAt(s, i)
	if n == 0 || kind == 0 || cue != sureCue && kind&classRare != 0 && (cue < kinCue || kind&classSeldom == 0) {
		return 0, false, false
	}
	j := i + n
	if h := hiddenEnd(s, j); h > j {
		return r.lastShown(s, h), false, true
	}
	one, size1 := utf8.DecodeRuneInString(s[j:])
	if _, beside := r.postAt(s, j); !han(one) || beside {
		return 0, false, false
	}
	two, size2 := utf8.DecodeRuneInString(s[min(len(s), j+size1):])
	end1, end2 := j+size1, j+size1+size2
	given1, given2 := r.of(one)&classGiven != 0, han(two) && r.of(two)&classGiven != 0
	guarded := r.guard[s[i:end1]] || han(two) && r.guard[s[i:end2]]
	if guarded && given1 && given2 && kind&classSurname != 0 && r.saidAt(s, end2) && !r.guard[s[i:end2]] && !r.guard[s[j:end2]] { // 周长顺反映
		guarded = false
	}
	if guarded && !colon {
		return 0, false, false
	}
	if two == '一' && cue >= personCue && given1 && kind&classSurname != 0 && prefixOf(s[end2:], []string{"起", "直", "同", "家", "个", "次"}) > 0 { // 王磊一起
		return end1, true, true
	}
	if given1 && given2 && kind&(classSurname|classWord) != 0 && r.of(two)&classEither != 0 { // 冉志强包, but 俞海利用
		if r.onwardAt(s, end1) {
			return end1, true, true
		}
		return end2, true, true
	}
	sure := strong && (kind&classSurname != 0 || colon || kind&classWord != 0 && r.wordAsName(s, i))
	behindPost := (cue >= personCue && cue <= postCue) && kind&classSurname != 0
	if han(two) && r.boundary(s, end2) && (given1 && given2 && (strong || r.of(two)&classOrgan == 0) || (sure || behindPost) && !r.function(one) && !r.function(two)) {
		return end2, true, true
	}
	if given1 && given2 && kind&classSurname != 0 && countsPeople(s[end2:]) { // 张志强三人
		return end2, true, true
	}
	if kind&classSeldom != 0 && !colon {
		return 0, false, false
	}
	if r.boundary(s, end1) && (r.of(one)&classBoundary == 0 || given1) && (given1 && (strong || cue == postCue && r.of(one)&classBoundary == 0 || kind&classSurname != 0 && r.of(one)&(classOrgan|classTerrain) == 0) || sure && !r.function(one)) {
		return end1, true, true
	}
	if given1 && given2 && (cue >= personCue && kind&classSurname != 0 || cue >= kinCue && kind&classWord != 0 && !r.guard[s[j:end2]] && (r.wordAsName(s, i) || colon && prefixOf(s[end2:], r.numberWords) > 0)) {
		return end2, true, true
	}
	if cue == kinCue && given1 && r.of(one)&(classOrgan|classTerrain|classBoundary) == 0 && kind&classSurname != 0 { // 王磊考上大学
		if han(two) && i+size1+size2 < len(s) && strings.Count(s, s[i:end2]) > 1 { // 宋合贻 again and again
			return end2, true, true
		}
		return end1, true, true
	}
	return 0, false, false
}

// wordAsName tells that a surname that is often a word is rather a name at i, right behind a cue: 被告单晚青, but 被告方提出, 本人于当日.
func (r *rules) wordAsName(s string, i int) bool {
	_, n := lastHanBefore(s, i, 0)
	if n == 0 && !strings.HasSuffix(s[:i], "、") && !strings.HasSuffix(s[:i], "“") || r.lead[s[i-n:i+3]] || strings.HasSuffix(s[:i], "本人") || strings.HasSuffix(s[:i], "是") {
		return false
	}
	last, size := utf8.DecodeRuneInString(s[i+3:])
	if strings.HasPrefix(s[i:], "于") && strings.ContainsRune("一二三四五六七八九十", last) { // 于七月
		return false
	}
	if next, m := utf8.DecodeRuneInString(s[i+3+size:]); m > 0 && han(next) && r.boundary(s, i+3+size+m) {
		last = next
	}
	return r.of(last)&classTerrain == 0
}

// onwardAt tells that a word at i goes on behind a name, though its first character could be the last of one: 利用, 强行.
func (r *rules) onwardAt(s string, i int) bool {
	if strings.HasPrefix(s[i:], "强占用") || strings.HasPrefix(s[i:], "强占有") { // 冉志强占用
		return false
	}
	return i+6 <= len(s) && r.guard[s[i:i+6]] || prefixOf(s[i:], r.onward) > 0
}

// countsPeople tells whether s goes on with how many there are: 三人, 几户.
func countsPeople(s string) bool {
	char, size := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("二两三四五六七八九十几等", char) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[size:])
	return strings.ContainsRune("人户位名家", next)
}

// boundary tells whether a name may end at i.
func (r *rules) boundary(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	char, _ := utf8.DecodeRuneInString(s[i:])
	if !han(char) {
		return true
	}
	if r.of(char)&classBoundary != 0 {
		return true
	}
	_, ok := r.postAt(s, i)
	return ok
}

func lastHanBefore(s string, i, floor int) (rune, int) {
	if i-3 < floor {
		return 0, 0
	}
	char, size := utf8.DecodeLastRuneInString(s[:i])
	if size != 3 || !han(char) {
		return 0, 0
	}
	return char, size
}

func (r *rules) lastSurname(s string, i, floor int) (int, class) {
	if i-6 >= floor && r.compound[s[i-6:i]] {
		return 6, classSurname
	}
	char, n := lastHanBefore(s, i, floor)
	if n == 0 {
		return 0, 0
	}
	return n, r.of(char) & anySurname
}

// leads tells whether a name may begin at i.
func (r *rules) leads(s string, i int, kind class) bool {
	char, n := lastHanBefore(s, i, 0)
	if n == 0 {
		return true
	}
	if i+3 <= len(s) && r.lead[s[i-n:i+3]] {
		return false
	}
	return kind&classSurname != 0 || r.of(char)&classLead != 0
}

// begins tells whether a name is sure to begin at i: behind no character of a word.
func (r *rules) begins(s string, i int) bool {
	char, n := lastHanBefore(s, i, 0)
	return n == 0 || char == '的' || char == '、'
}

// function tells that a character is in no given name.
func (r *rules) function(char rune) bool {
	return !han(char) || r.of(char)&(classBoundary|classOrgan) != 0
}

func hiddenStart(s string, i, floor int) int {
	for n := 0; i > floor && n < 4; n++ {
		switch {
		case strings.HasSuffix(s[:i], "某") && i-3 >= floor:
			i -= 3
		case strings.HasSuffix(s[:i], "×") && i-2 >= floor:
			i -= 2
		case s[i-1] == '*' || s[i-1] == 'X' || s[i-1] == 'x':
			i--
		default:
			return i
		}
	}
	return i
}

// someone finds 张某, 李某某, 林某果: the 某 is at i.
func (c *Cleaner) someone(s string, i, floor int) (hit, bool) {
	r := c.rules
	n, kind := r.lastSurname(s, i, floor)
	if n == 0 || kind&(classSurname|classWord) == 0 || !r.leads(s, i-n, kind) {
		return hit{}, false
	}
	end := hiddenEnd(s, i)
	next, _ := utf8.DecodeRuneInString(s[end:])
	if end-i == 3 && strings.ContainsRune("些个种位一处项条年月日天时次地市县镇村街路小区段单公部学医", next) && kind&classSurname == 0 {
		return hit{}, false
	}
	if end-i == 3 && strings.ContainsRune("些个种", next) {
		return hit{}, false
	}
	return hit{i - n, r.lastShown(s, end), Name}, true
}

// hiddenName finds 王**, 李XX, 赵××: the first sign is at i.
func (c *Cleaner) hiddenName(s string, i, floor int) (hit, bool) {
	r := c.rules
	n, kind := r.lastSurname(s, i, floor)
	if n == 0 || kind&(classSurname|classWord) == 0 || !r.leads(s, i-n, kind) {
		return hit{}, false
	}
	end := hiddenEnd(s, i)
	if end < len(s) && (letter(s[end]) || s[end] >= '0' && s[end] <= '9' || s[end] == '*') {
		return hit{}, false
	}
	if end-i == 1 && s[i] != '*' && !r.boundary(s, end) {
		return hit{}, false
	}
	next, _ := utf8.DecodeRuneInString(s[end:])
	if r.of(next)&(classOrgan|classTerrain) != 0 || strings.ContainsRune("号小大中公学医镇乡路街年月元万平个集有花", next) {
		return hit{}, false
	}
	return hit{i - n, r.lastShown(s, end), Name}, true
}
