package clean

import (
	"strings"
	"unicode/utf8"
)

// afterCue finds the name behind a cue (我叫, 联系人 …) that begins at i.
func (c *Cleaner) afterCue(s string, i, floor int) (next int, found hit, ok bool) {
	char, _ := utf8.DecodeRuneInString(s[i:])
	for _, q := range c.rules.cues.at(char) {
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
		if q.source {
			if end, _, ok := c.nameAfter(s, j, strongCue); ok && prefixOf(strings.TrimPrefix(s[end:], "的"), c.rules.written) > 0 {
				return end, hit{j, end, Name}, true
			}
			continue
		}
		how := weakCue
		if colon && q.strong {
			how = sureCue
		} else if colon || q.strong { // 代表：路灯要修 is no name
			how = strongCue
		} else if q.kin {
			how = kinCue
		} else if q.person {
			how = personCue
		}
		if how >= strongCue {
			if end := latinName(s, j, how); end > j {
				return end, hit{j, end, Name}, true
			}
		}
		if how == sureCue {
			if end := c.spacedName(s, j); end > j {
				return end, hit{j, end, Name}, true
			}
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
	how := weakCue
	for _, w := range c.rules.respects {
		if strings.HasSuffix(s[:end], w) {
			end -= len(w)
			how = sureCue
			break
		}
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
		for _, w := range c.rules.closings {
			if strings.HasPrefix(s[start:end], w) {
				start += len(w)
				again = true
			}
		}
	}
	name := strings.ReplaceAll(s[start:end], " ", "")
	if len(name) < 6 || len(name) > 12 || c.rules.guard[name] && how != sureCue {
		return hit{}, false
	}
	if how == weakCue && (last == '\n' || last == '—' || c.closed(s[:start])) { // on a line of its own, or behind 谢谢！
		how = strongCue
	}
	if stop, full, ok := c.nameAfter(name, 0, how); ok && full && stop == len(name) {
		return hit{start, end, Name}, true
	}
	return hit{}, false
}

// closed tells whether a text ends with the words that stand before a signature.
func (c *Cleaner) closed(s string) bool {
	s = strings.TrimRight(s, " \n。！!？?.：:~")
	for _, w := range c.rules.closings {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// bare finds a name of three characters that stands by itself: behind a sign or a word such as 被, its given part of given-name
// characters, before a boundary. The surname is at i.
func (c *Cleaner) bare(s string, i, floor int) (hit, bool) {
	r := c.rules
	n, kind := r.surnameAt(s, i)
	if kind&classSurname == 0 || i+n+6 > len(s) {
		return hit{}, false
	}
	if end := i + n + 6; r.evident(s, i, i+n, end) {
		return hit{i, end, Name}, true
	}
	if before, size := lastHanBefore(s, i, 0); size > 0 && (r.of(before)&classJoin == 0 || r.lead[s[i-size:i+3]]) {
		return hit{}, false
	}
	one, size1 := utf8.DecodeRuneInString(s[i+n:])
	two, size2 := utf8.DecodeRuneInString(s[i+n+size1:])
	end := i + n + size1 + size2
	if h, ok := c.saying(s, i, n); ok {
		return h, true
	}
	if r.of(one)&r.of(two)&classGiven != 0 && r.of(two)&classEither != 0 && r.onwardAt(s, i+n+size1) { // 俞海利用职权
		end -= size2
	}
	if r.of(one)&r.of(two)&classGiven == 0 || (r.of(one)|r.of(two))&(classOrgan|classTerrain) != 0 || !r.boundary(s, end) {
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

// evident tells that s[i:end] is a name whatever stands around it: both characters of its given part hardly stand in words, 张晓文.
func (r *rules) evident(s string, i, given, end int) bool {
	if s[given] < 0xE4 || s[given] > 0xE9 || r.classes[rune(s[given]&0x0F)<<12|rune(s[given+1]&0x3F)<<6|rune(s[given+2]&0x3F)]&classFirst == 0 {
		return false
	}
	two, size := utf8.DecodeRuneInString(s[given+3:])
	if size != 3 || r.of(two)&classSecond == 0 {
		return false
	}
	if r.guard[s[i:given+3]] || r.guard[s[given:end]] || r.guard[s[i:end]] {
		return false
	}
	if _, n := lastHanBefore(s, i, 0); n > 0 && r.lead[s[i-n:i+3]] {
		return false
	}
	next, size := utf8.DecodeRuneInString(s[end:])
	if size == 3 && (r.guard[s[end-3:end+3]] || prefixOf(s[end-3:], r.onward) > 0) {
		return false
	}
	return r.of(next)&(classOrgan|classTerrain) == 0 && !strings.ContainsRune("城苑园府郡", next)
}

// saying finds a name that somebody's words follow, behind a sign: ，周长顺反映…, 。张三：…. The surname at i has n bytes.
func (c *Cleaner) saying(s string, i, n int) (hit, bool) {
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && !strings.ContainsRune("，。！？；\n :：”", before) {
		return hit{}, false
	}
	for size := 6; size > 0; size -= 3 {
		end := i + n + size
		if end >= len(s) || s[end] < 0xE3 || !c.rules.saidAt(s, end) && !strings.HasPrefix(s[end:], "：") {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(s[i+n : end]); c.rules.of(first)&classGiven == 0 || !utf8.ValidString(s[i+n:end]) {
			continue
		}
		if c.rules.speakerName(s, i, i+n, end, classSurname, speechFollows) {
			return hit{i, end, Name}, true
		}
	}
	return hit{}, false
}

// described finds names by what stands behind them: 林玉平，男，45岁.
func (c *Cleaner) described(s string) (names []hit) {
	man, woman := 0, 0 // where the next 男 and the next 女 are looked for, then where they stand
	for at := 0; at < len(s); {
		man, woman = indexFrom(s, "男", man, at), indexFrom(s, "女", woman, at)
		i := min(man, woman)
		if i == len(s) {
			return names
		}
		at = i + len("男")
		before, size := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[at:])
		if size == 0 || !strings.ContainsRune("，,（(", before) || at < len(s) && !strings.ContainsRune("，,。；;）)", after) {
			continue
		}
		end := i - size
		for _, size := range [...]int{9, 12, 6} {
			start := end - size
			if start < 0 || c.rules.guard[s[start:end]] {
				continue
			}
			if char, n := lastHanBefore(s, start, 0); n > 0 && c.rules.of(char)&classJoin == 0 && !strings.ContainsRune("民主户员", char) {
				continue
			}
			if stop, _, ok := c.nameAfter(s, start, sureCue); ok && stop == end {
				names = append(names, hit{start, end, Name})
				break
			}
		}
	}
	return names
}

// indexFrom gives where word stands from at on, or the length of s. known is what it gave before, for an earlier place.
func indexFrom(s, word string, known, at int) int {
	if known > 0 && known >= at {
		return known
	}
	if i := strings.Index(s[at:], word); i >= 0 {
		return at + i
	}
	return len(s)
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
		for _, w := range c.rules.numberWords {
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
