package clean

import (
	"strings"
	"unicode/utf8"
)

// postAt gives the post that begins at i.
func (r *rules) postAt(s string, i int) (post, bool) {
	char, size := utf8.DecodeRuneInString(s[i:])
	if size != 3 || r.of(char)&classPost == 0 {
		return post{}, false
	}
	for _, p := range r.posts.at(char) {
		if strings.HasPrefix(s[i:], p.word) {
			if p.edge && !r.edge(s, i, i+len(p.word)) {
				continue
			}
			if p.official && strings.HasSuffix(p.word, "长") && placeFollows(s[i+len(p.word):]) {
				return post{}, false
			}
			if i > 0 && (letter(s[i-1]) || s[i-1] >= '0' && s[i-1] <= '9') && prefixOf(p.word, []string{"区长", "市长", "县长"}) > 0 {
				return post{}, false // the 长 begins another word
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
	if n == 0 || r.of(before)&(classSurname|classWord) == 0 || r.of(before)&classWord != 0 && !r.begins(s, start-n) {
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
		if n > 0 && strings.ContainsRune("村街路岭寨", char) || n == 0 && strings.ContainsRune("塘坡岭冲沟垅湾", char) {
			return true
		}
		s = s[size:]
	}
	return false
}

// officialFollows tells whether an official post, or the deputy of one, stands at i.
func (r *rules) officialFollows(s string, i int) bool {
	for _, d := range r.deputies {
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
	if p.behind {
		return i, found, false
	}
	at := i
	for _, d := range c.rules.deputies {
		if at-len(d) >= floor && strings.HasSuffix(s[:at], d) {
			at -= len(d)
		}
	}
	k := 0
	markLen := len(markTexts[Name])
	if at >= markLen && s[at-markLen:at] == markTexts[Name] {
		named = p.official
	} else if start, full, ok := c.nameBefore(s, at, floor, villagePost(p.word)); ok && !c.rules.guard[s[start:end]] && (full || !villagePost(p.word)) {
		mark := Surname
		if full {
			mark = Name
		}
		named = full && p.official
		found[k] = hit{start, at, mark}
		k++
	} else if start, stop := c.beforeBracket(s, i, end, floor); stop > start { // 李建国（麦岭镇民政所所长）
		named = p.official
		found[k] = hit{start, stop, Name}
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
	behind := postCue
	if p.address || p.edge {
		behind = weakCue
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

// beforeBracket finds the whole name before a bracket that tells its post. The post is s[i:end], the last thing in the bracket.
func (c *Cleaner) beforeBracket(s string, i, end, floor int) (start, stop int) {
	if prefixOf(s[end:], []string{"）", ")"}) == 0 {
		return 0, 0
	}
	for n := 0; i > floor && n < 15; n++ {
		char, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		switch {
		case char == '（' || char == '(':
			if start, full, ok := c.nameBefore(s, i, floor, false); ok && full {
				return start, i
			}
			return 0, 0
		case !han(char):
			return 0, 0
		}
	}
	return 0, 0
}

// nameBefore finds the name or surname that ends at i. village: it may as well be a village, as in 柳桥村支书.
func (c *Cleaner) nameBefore(s string, i, floor int, village bool) (start int, full, ok bool) {
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
	if r.of(one)&classOrgan != 0 || village && r.of(one)&classTerrain != 0 {
		return 0, false, false
	}
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
