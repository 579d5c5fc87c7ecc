package clean

import "unicode/utf8"

// number looks at the number that starts at i. It returns how far the scan may go on, and the hit if the number is private.
func (c *Cleaner) number(s string, i, floor int) (next int, found hit, ok bool) {
	// No number, and no local part of an e-mail address, is longer than a long run: what is redacted from it bit by bit is not counted to its end each time.
	run := asciiDigitsEnd(s[:min(len(s), i+longRun)], i)
	long := run-i == longRun
	if run-i <= 3 && run > i && run < len(s) {
		if s[run] == '.' {
			if h, ok := c.ipv4At(s, i); ok {
				return h.end, h, true
			}
		}
		if s[run] == '.' || s[run] >= utf8.RuneSelf {
			if h, ok := c.coordinatesAt(s, i); ok {
				return h.end, h, true
			}
		}
	}
	if run-i <= 7 && run > i {
		if end := doorChain(s, i, run); end > 0 {
			return end, hit{i, end, Door}, true
		}
		if run-i >= 3 && run-i <= 4 && c.rules.tailOf(s, i) {
			return run, hit{i, run, c.tailMark(s, i)}, true
		}
		if c.partOfMobile(s, i, run) {
			return run, hit{i, run, Mobile}, true
		}
		if run-i < 7 && (run == len(s) || shortNumberEnds(s, run)) {
			if caseNumber(s, i, run) && c.rules.near(s, i, "case") {
				return run, hit{i, run, FileNo}, true
			}
			if run-i < 6 || !c.rules.near(s, i, "file") {
				return run, hit{}, false
			}
			return run, hit{i, run, FileNo}, true
		}
	}
	var l loose
	l.collect(s, i)
	if l.n > 0 && l.n < 7 {
		return l.digits[l.group(0)-1].end, hit{}, false
	}
	if l.n == 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return i + max(1, size), hit{}, false
	}
	// A local part of an e-mail address is left to the @ that follows.
	if !long && run < len(s) && run > i && emailFollows(s, run) {
		return run, hit{}, false
	}
	if l.blank() { // zeros or stars alone: somebody has hidden all of it
		return l.digits[l.n-1].end, hit{}, false
	}
	if h, ok := c.classify(s, &l, floor); ok {
		return h.end, h, true
	}
	// Go on behind this group, so that the next is looked at by itself.
	if run > i {
		return asciiDigitsEnd(s, run), hit{}, false
	}
	end := l.digits[0].end
	for k := 1; k < l.n && l.digits[k].gap == gapNone && !l.digits[k].plain; k++ {
		end = l.digits[k].end
	}
	return end, hit{}, false
}

// longRun is how many digits are looked at, at most, to tell what a number is: more than a local part of an e-mail address may have (RFC 5321: 64).
const longRun = 65

// asciiDigitsEnd gives where the ASCII digits from a place on end.
func asciiDigitsEnd(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

// blank cuts the number behind the zeros and stars it begins with, and tells whether these are a number of their own that holds nothing.
func (l *loose) blank() bool {
	k, group := 0, 0
	for k < l.n && (l.digits[k].value == 0 || l.digits[k].value >= digitX) {
		k++
		if l.ends(k) {
			group = k
		}
	}
	if group < 11 {
		return false
	}
	l.n = group
	return true
}

// shortNumberEnds tells that no more digits can follow the one that ended at i: the common case, decided quickly.
func shortNumberEnds(s string, i int) bool {
	b := s[i]
	if b < utf8.RuneSelf {
		switch b {
		case ' ', '\n', '-', '.', ',', '_', '(', ')', '/', '~', '*', 'x', 'X', 'O', 'o', 'l', 'I', '|', '@', '#':
			return false
		}
		return true
	}
	char, _ := utf8.DecodeRuneInString(s[i:])
	if char >= 0x4E00 && char < 0xA000 {
		if char == '点' || char == '杠' {
			return i+3 >= len(s) || s[i+3] < '0' || s[i+3] > '9'
		}
		_, isDigit := digitValues[char]
		return !isDigit && char != '洞' && char != '拐' && char != '勾'
	}
	switch char {
	case '。', '：', '；', '！', '？', '》', '”', '％', '℃', '“', '《':
		return true
	case '，', '、', '（':
		return i+3 >= len(s) || s[i+3] < '0' || s[i+3] > '9'
	}
	return false
}

// classify decides what the number is.
func (c *Cleaner) classify(s string, l *loose, floor int) (hit, bool) {
	first := l.digits[0]
	if l.words {
		if from, m := c.mobile(s, l); m > 0 {
			return hit{l.digits[from].start, l.digits[m-1].end, Mobile}, true
		}
		return hit{}, false
	}
	if h, ok := c.masked(s, l); ok {
		return h, true
	}
	if m := l.idCard(); m > 0 {
		return hit{first.start, l.digits[m-1].end, IDCard}, true
	}
	if from, m := c.mobile(s, l); m > 0 {
		start := l.digits[from].start
		if from > 0 {
			start = prefixStart(s, first.start, floor)
		}
		return hit{start, l.digits[m-1].end, Mobile}, true
	}
	if m, mark := c.longNumber(s, l); m > 0 {
		return hit{numberStart(s, first.start, floor, mark), l.digits[m-1].end, mark}, true
	}
	if m, ok := c.passport(s, l, floor); ok {
		return hit{m, l.digits[l.group(0)-1].end, Passport}, true
	}
	if m := c.landline(s, l); m > 0 {
		start, end := first.start, l.digits[m-1].end
		for j := start; j < end; j++ { // (0374)…
			if s[j] == ')' && start > floor && s[start-1] == '(' {
				start--
				break
			}
			if s[j] == '\xef' && start-3 >= floor && s[start-3:start] == "（" {
				start -= 3
				break
			}
		}
		return hit{start, extension(s, end), Landline}, true
	}
	return hit{}, false
}

// numberStart takes in what belongs to a number that a card or a file bears before its digits: letters, D38271652, and short groups of a passbook, 16-7123….
func numberStart(s string, i, floor int, mark Mark) int {
	if mark != BankCard && mark != FileNo {
		return i
	}
	start := i
	for start > floor && i-start < 5 && letter(s[start-1]) {
		start--
	}
	if start == i && mark == BankCard && i > floor && s[i-1] == '-' {
		start--
		for start > floor && i-start < 6 && s[start-1] >= '0' && s[start-1] <= '9' {
			start--
		}
	}
	if i-start > 5 || start > floor && (letter(s[start-1]) || s[start-1] == '-') {
		return i
	}
	return start
}

// group is the index behind the group of digits, written without gap, that starts at k.
func (l *loose) group(k int) int {
	for k++; k < l.n && l.digits[k].gap == gapNone; k++ {
	}
	return k
}

// ends tells whether a number may end before digit m: at a gap, or where the script of the digits changes.
func (l *loose) ends(m int) bool {
	return m >= l.n || l.digits[m].gap != gapNone || l.digits[m].plain != l.digits[m-1].plain
}

func (l *loose) real(from, to int) bool {
	for k := from; k < to; k++ {
		if l.digits[k].value > 9 {
			return false
		}
	}
	return true
}
