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
	return size, r.of(char) & anySurname
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
	if r.of(char)&classOrgan == 0 && (r.of(char)&classGiven != 0 && r.boundary(s, i+size) || !han(next) && next != utf8.RuneError) {
		return i + size
	}
	return i
}

// strength tells how surely a name follows a cue.
type strength int

const (
	weakCue   strength = iota // a name may follow
	postCue                   // behind an official post
	strongCue                 // a name follows, or the sentence goes on
	sureCue                   // a name follows: there is a colon or 叫
)

// nameAfter finds a name that begins at i, behind a cue.
func (c *Cleaner) nameAfter(s string, i int, cue strength) (end int, full, ok bool) {
	r := c.rules
	strong, colon := cue >= strongCue, cue == sureCue
	n, kind := r.surnameAt(s, i)
	if n == 0 || kind == 0 || cue != sureCue && kind&classRare != 0 {
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
	if guarded && !colon {
		return 0, false, false
	}
	sure := strong && (kind&classSurname != 0 || colon)
	behindPost := cue == postCue && kind&classSurname != 0
	if han(two) && r.boundary(s, end2) && (given1 && given2 || (sure || behindPost) && !r.function(one) && !r.function(two)) {
		return end2, true, true
	}
	if r.boundary(s, end1) && (r.of(one)&classBoundary == 0 || given1) && (given1 && (strong || kind&classSurname != 0 && r.of(one)&classOrgan == 0) || sure && !r.function(one)) {
		return end1, true, true
	}
	if cue >= postCue && given1 && given2 && kind&classSurname != 0 {
		return end2, true, true
	}
	return 0, false, false
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

// postAt gives the post that begins at i.
func (r *rules) postAt(s string, i int) (post, bool) {
	char, size := utf8.DecodeRuneInString(s[i:])
	if size != 3 || r.of(char)&classPost == 0 {
		return post{}, false
	}
	for _, p := range r.posts[char] {
		if strings.HasPrefix(s[i:], p.word) {
			if p.edge && !r.edge(s, i, i+len(p.word)) {
				continue
			}
			if p.official && strings.HasSuffix(p.word, "长") && placeFollows(s[i+len(p.word):]) {
				return post{}, false
			}
			for _, w := range r.noPost {
				if strings.HasPrefix(s[i:], w) {
					return post{}, false
				}
			}
			return p, true
		}
	}
	return post{}, false
}

// edge tells whether a post of one character stands between a surname and the end of a word.
func (r *rules) edge(s string, start, end int) bool {
	before, n := lastHanBefore(s, start, 0)
	if n == 0 || r.of(before)&classSurname == 0 {
		return false
	}
	if lead, m := lastHanBefore(s, start-n, 0); m > 0 && (r.of(lead)&classLead == 0 || r.lead[s[start-n-m:start]]) {
		return false
	}
	next, size := utf8.DecodeRuneInString(s[end:])
	return size == 0 || !han(next) || strings.ContainsRune("说的在您你让叫对和给也都就不来去问打找", next)
}

// placeFollows tells that 镇长 is the end of one place and the beginning of another: 高桥镇长坡村.
func placeFollows(s string) bool {
	for n := 0; n < 3; n++ {
		char, size := utf8.DecodeRuneInString(s)
		if !han(char) {
			return false
		}
		if n > 0 && strings.ContainsRune("村街路岭寨", char) {
			return true
		}
		s = s[size:]
	}
	return false
}

// deputies stand between a name and a post.
var deputies = []string{"常务副", "副", "老"}

// officialFollows tells whether an official post, or the deputy of one, stands at i.
func (r *rules) officialFollows(s string, i int) bool {
	for _, d := range deputies {
		if strings.HasPrefix(s[i:], d) {
			i += len(d)
		}
	}
	p, ok := r.postAt(s, i)
	return ok && p.official
}

// villagePost tells that a single character before the post is rather the end of a village's name: 马村干部.
func villagePost(word string) bool {
	return prefixOf(word, []string{"村干部", "村支书", "乡干部", "镇干部", "包村干部"}) > 0
}

// besidePost finds the names beside the post at i. named tells that a full name stands beside an official post.
func (c *Cleaner) besidePost(s string, i, floor int, p post) (next int, found [2]hit, named bool) {
	end := i + len(p.word)
	at := i
	for _, d := range deputies {
		if at-len(d) >= floor && strings.HasSuffix(s[:at], d) {
			at -= len(d)
		}
	}
	k := 0
	markLen := len(markTexts[Name])
	if at >= markLen && s[at-markLen:at] == markTexts[Name] {
		named = p.official
	} else if start, full, ok := c.nameBefore(s, at, floor); ok && !c.rules.guard[s[start:end]] && (full || !villagePost(p.word)) {
		mark := Surname
		if full {
			mark = Name
		}
		named = full && p.official
		found[k] = hit{start, at, mark}
		k++
	}
	j := end
	for n := 0; j < len(s) && n < 2; n++ {
		char, size := utf8.DecodeRuneInString(s[j:])
		if !strings.ContainsRune("：: （(", char) {
			break
		}
		j += size
	}
	if strings.HasPrefix(s[j:], markTexts[Name]) {
		return end, found, named || p.official
	}
	behind := weakCue
	if p.official {
		behind = postCue
	}
	if stop, full, ok := c.nameAfter(s, j, behind); ok {
		if _, beside := c.rules.postAt(s, stop); !beside || full {
			named = named || full && p.official
			found[k] = hit{j, stop, Name}
			if !full && p.official {
				found[k].mark = Surname
			}
			return stop, found, named
		}
	}
	return end, found, named
}

// nameBefore finds the name or surname that ends at i.
func (c *Cleaner) nameBefore(s string, i, floor int) (start int, full, ok bool) {
	r := c.rules
	if h := hiddenStart(s, i, floor); h < i {
		if n, kind := r.lastSurname(s, h, floor); n > 0 && kind != 0 && r.leads(s, h-n, kind) {
			return h - n, false, true
		}
		return 0, false, false
	}
	one, n1 := lastHanBefore(s, i, floor)
	if n1 == 0 {
		return 0, false, false
	}
	two, n2 := lastHanBefore(s, i-n1, floor)
	_, n3 := lastHanBefore(s, i-n1-n2, floor)
	given1, given2 := r.of(one)&classGiven != 0, n2 > 0 && r.of(two)&classGiven != 0
	// surname and two given characters
	if n3 > 0 && given1 && given2 {
		at := i - n1 - n2
		if n, kind := r.lastSurname(s, at, floor); n > 0 && kind&(classSurname|classWord) != 0 && r.leads(s, at-n, kind) &&
			!r.guard[s[at-n:at+n2]] && !r.guard[s[at-n:i]] && !r.guard[s[at:i]] {
			return at - n, true, true
		}
	}
	// behind a clear beginning, the given part may be of any characters
	if n3 > 0 && !r.function(one) && !r.function(two) {
		at := i - n1 - n2
		if n, kind := r.lastSurname(s, at, floor); n > 0 && kind&classSurname != 0 && r.begins(s, at-n) &&
			!r.guard[s[at-n:at+n2]] && !r.guard[s[at-n:i]] && !r.guard[s[at:i]] && !r.lead[s[at:i]] {
			return at - n, true, true
		}
	}
	// surname and one
	if n2 > 0 && given1 {
		at := i - n1
		if n, kind := r.lastSurname(s, at, floor); n > 0 && kind&(classSurname|classWord) != 0 && r.leads(s, at-n, kind) && !r.guard[s[at-n:i]] {
			return at - n, true, true
		}
	}
	// the surname alone
	if n, kind := r.lastSurname(s, i, floor); n > 0 && kind&(classSurname|classWord) != 0 && r.leads(s, i-n, kind) {
		if _, m := lastHanBefore(s, i-n, floor); m == 0 || !r.lead[s[i-n-m:i]] {
			return i - n, false, true
		}
	}
	return 0, false, false
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
	if r.of(next)&classOrgan != 0 || strings.ContainsRune("号小大中公学医镇乡路街年月元万平个集有花", next) {
		return hit{}, false
	}
	return hit{i - n, r.lastShown(s, end), Name}, true
}

// afterCue finds the name behind a cue (我叫, 联系人 …) that begins at i.
func (c *Cleaner) afterCue(s string, i, floor int) (next int, found hit, ok bool) {
	char, _ := utf8.DecodeRuneInString(s[i:])
	for _, q := range c.rules.cues[char] {
		if !strings.HasPrefix(s[i:], q.word) {
			continue
		}
		j, colon := i+len(q.word), strings.HasSuffix(q.word, "叫") || strings.HasSuffix(q.word, "叫做")
		for n := 0; j < len(s) && n < 3; n++ {
			char, size := utf8.DecodeRuneInString(s[j:])
			if !strings.ContainsRune("：: 是为叫（(“\"", char) {
				break
			}
			if strings.ContainsRune("：:叫", char) || q.strong && strings.ContainsRune("是为", char) {
				colon = true
			}
			j += size
		}
		how := weakCue
		if colon {
			how = sureCue
		} else if q.strong {
			how = strongCue
		}
		if end, _, ok := c.nameAfter(s, j, how); ok {
			return end, hit{j, end, Name}, true
		}
		if q.word == "我是" || q.word == "本人是" {
			if h, ok := c.introduced(s, j); ok {
				return h.end, h, true
			}
		}
	}
	return i, hit{}, false
}

// introduced finds the name at the end of 我是某某村的王小明.
func (c *Cleaner) introduced(s string, i int) (hit, bool) {
	end, n := i, 0
	for end < len(s) && n < 30 {
		char, size := utf8.DecodeRuneInString(s[end:])
		if !han(char) && (char < '0' || char > '9') && !letter(byte(char)) {
			break
		}
		end += size
		n++
	}
	if n == 30 {
		return hit{}, false
	}
	for _, size := range []int{9, 6, 12} {
		if end-size <= i {
			continue
		}
		at := end - size
		before := s[i:at]
		if !(strings.HasSuffix(before, "的") || strings.HasSuffix(before, "村民") || strings.HasSuffix(before, "居民") || strings.HasSuffix(before, "业主") ||
			strings.HasSuffix(before, "村") || strings.HasSuffix(before, "组")) {
			continue
		}
		if stop, _, ok := c.nameAfter(s, at, sureCue); ok && stop == end && !c.rules.guard[s[at:end]] {
			return hit{at, end, Name}, true
		}
	}
	return hit{}, false
}

var closings = []string{"反映人", "投诉人", "举报人", "申请人", "敬礼", "此致", "谢谢", "感谢", "落款", "敬上", "村民", "居民", "业主"}

// signature finds a name that stands alone at the end of the text, before at most a date and marks.
func (c *Cleaner) signature(s string, floor int) (hit, bool) {
	end := len(s)
	for end > 0 {
		char, size := utf8.DecodeLastRuneInString(s[:end])
		if han(char) && !strings.ContainsRune("年月日", char) || char < utf8.RuneSelf && letter(byte(char)) {
			break
		}
		if char == '〕' {
			open := strings.LastIndex(s[:end], "〔")
			if open < 0 {
				return hit{}, false
			}
			end = open
			continue
		}
		end -= size
	}
	start, n := end, 0
	for start > 0 && n < 12 {
		char, size := utf8.DecodeLastRuneInString(s[:start])
		if !han(char) {
			if char == ' ' && n == 1 { // 张 三
				if _, m := lastHanBefore(s, start-1, 0); m > 0 {
					if _, m := lastHanBefore(s, start-1-m, 0); m == 0 {
						start -= size
						continue
					}
				}
			}
			break
		}
		start -= size
		n++
	}
	if start == 0 || start < floor {
		return hit{}, false
	}
	last, _ := utf8.DecodeLastRuneInString(s[:start])
	if !strings.ContainsRune(" \n。！!?？.：:—-~", last) {
		return hit{}, false
	}
	for again := true; again; {
		again = false
		for _, w := range closings {
			if strings.HasPrefix(s[start:end], w) {
				start += len(w)
				again = true
			}
		}
	}
	name := strings.ReplaceAll(s[start:end], " ", "")
	if len(name) < 6 || len(name) > 12 || c.rules.guard[name] {
		return hit{}, false
	}
	if stop, full, ok := c.nameAfter(name, 0, weakCue); ok && full && stop == len(name) {
		return hit{start, end, Name}, true
	}
	return hit{}, false
}

// bare finds a name of three characters that stands by itself: behind a sign or a word such as 被, its given part of given-name
// characters, before a boundary. The surname is at i.
func (c *Cleaner) bare(s string, i, floor int) (hit, bool) {
	r := c.rules
	n, kind := r.surnameAt(s, i)
	if kind&classSurname == 0 || i+n+6 > len(s) {
		return hit{}, false
	}
	if before, size := lastHanBefore(s, i, 0); size > 0 && (r.of(before)&classJoin == 0 || r.lead[s[i-size:i+3]]) {
		return hit{}, false
	}
	one, size1 := utf8.DecodeRuneInString(s[i+n:])
	two, size2 := utf8.DecodeRuneInString(s[i+n+size1:])
	end := i + n + size1 + size2
	if r.of(one)&r.of(two)&classGiven == 0 || (r.of(one)|r.of(two))&classOrgan != 0 || !r.boundary(s, end) {
		return hit{}, false
	}
	if r.guard[s[i:i+n+size1]] || r.guard[s[i:end]] || r.guard[s[i+n:end]] {
		return hit{}, false
	}
	if _, beside := r.postAt(s, i+n); beside {
		return hit{}, false
	}
	return hit{i, end, Name}, true
}

// called finds the surname in 姓王的 and 王姓村民; 姓 is at i.
func (c *Cleaner) called(s string, i, floor int) (hit, bool) {
	r := c.rules
	if n, kind := r.surnameAt(s, i+3); kind&classSurname != 0 && r.boundary(s, i+3+n) {
		return hit{i + 3, i + 3 + n, Surname}, true
	}
	next, _ := utf8.DecodeRuneInString(s[i+3:])
	if n, kind := r.lastSurname(s, i, floor); kind&classSurname != 0 && han(next) && !strings.ContainsRune("名氏族", next) && r.leads(s, i-n, kind) {
		return hit{i - n, i, Surname}, true
	}
	return hit{}, false
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
		return hit{}, false
	}
	end, full, ok := c.nameAfter(s, j, weakCue)
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

// contactWords stand between a name and the number that belongs to it.
var contactWords = []string{"联系电话", "电话号码", "手机号码", "联系方式", "手机号", "电话", "手机", "身份证号码", "身份证号", "身份证", "男", "女"}

// nameOfNumber finds the name that stands alone before a phone or identity number: 王小明 138…, 王小明（电话：138…）.
func (c *Cleaner) nameOfNumber(s string, i, floor int) (hit, bool) {
	for again := true; again; {
		again = false
		for i > floor {
			char, size := utf8.DecodeLastRuneInString(s[:i])
			if !strings.ContainsRune(" \n：:（(,，、+-", char) {
				break
			}
			i -= size
		}
		for _, w := range contactWords {
			if strings.HasSuffix(s[:i], w) && i-len(w) >= floor {
				i -= len(w)
				again = true
				break
			}
		}
	}
	start, n := i, 0
	for start > floor && n < 5 {
		char, size := utf8.DecodeLastRuneInString(s[:start])
		if !han(char) {
			break
		}
		start -= size
		n++
	}
	if n < 2 || n > 4 || c.rules.guard[s[start:i]] {
		return hit{}, false
	}
	length, kind := c.rules.surnameAt(s, start)
	if kind == 0 || i-start-length < 3 || i-start-length > 6 {
		return hit{}, false
	}
	for _, char := range s[start+length : i] {
		if c.rules.of(char)&classOrgan != 0 || c.rules.of(char)&(classBoundary|classGiven) == classBoundary {
			return hit{}, false
		}
	}
	return hit{start, i, Name}, true
}
