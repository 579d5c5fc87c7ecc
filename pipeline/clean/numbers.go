package clean

import (
	"strings"
	"unicode/utf8"
)

// number looks at the number that starts at i. It returns how far the scan may go on, and the hit if the number is private.
func (c *Cleaner) number(s string, i, floor int) (next int, found hit, ok bool) {
	run := i
	for run < len(s) && s[run] >= '0' && s[run] <= '9' {
		run++
	}
	if run-i < 7 && run > i {
		if end := doorChain(s, i, run); end > 0 {
			return end, hit{i, end, Door}, true
		}
		if run-i >= 3 && run-i <= 4 && tailOf(s, i) {
			return run, hit{i, run, c.tailMark(s, i)}, true
		}
		if run == len(s) || shortNumberEnds(s, run) {
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
	if run < len(s) && run > i && emailFollows(s, run) {
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
		return run, hit{}, false
	}
	end := l.digits[0].end
	for k := 1; k < l.n && l.digits[k].gap == gapNone && !l.digits[k].plain; k++ {
		end = l.digits[k].end
	}
	return end, hit{}, false
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

// tailOf tells whether the digits at i are called the last ones of a number.
func tailOf(s string, i int) bool {
	for _, w := range []string{"尾号", "后面四位", "后四位：", "后4位", "尾号为", "尾号是", "尾号：", "尾号:", "后四位", "后四位是"} {
		if i >= len(w) && s[i-len(w):i] == w {
			return true
		}
	}
	return false
}

// tailMark tells of which number the digits at i are the last.
func (c *Cleaner) tailMark(s string, i int) Mark {
	switch {
	case c.rules.near(s, i, "id"):
		return IDCard
	case c.rules.near(s, i, "card"):
		return BankCard
	}
	return Mobile
}

// caseNumber tells whether the digits are the number of a court's or arbitrator's case, by which its parties can be found.
func caseNumber(s string, i, end int) bool {
	if !strings.HasPrefix(s[end:], "号") && !strings.HasPrefix(s[end:], "-") && !strings.HasPrefix(s[end:], "之") {
		return false
	}
	char, _ := utf8.DecodeLastRuneInString(s[:i])
	return strings.ContainsRune("第初终执再申字恢保", char)
}

// classify decides what the number is.
func (c *Cleaner) classify(s string, l *loose, floor int) (hit, bool) {
	first := l.digits[0]
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
		return hit{first.start, l.digits[m-1].end, mark}, true
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

// prefixStart takes the + of +86 into the hit.
func prefixStart(s string, i, floor int) int {
	for i > floor && (s[i-1] == '+' || s[i-1] == '(') {
		i--
	}
	return i
}

// mobile finds a mobile number; a word such as 电话 before it lets it be written more freely.
func (c *Cleaner) mobile(s string, l *loose) (from, to int) {
	for _, prefix := range [][]byte{{}, {0}, {8, 6}, {0, 8, 6}, {0, 0, 8, 6}} {
		k := len(prefix)
		if l.n < k+11 || !l.matches(prefix) {
			continue
		}
		if l.digits[k].value != 1 || l.digits[k+1].value < 3 || l.digits[k+1].value > 9 || !l.real(k, k+11) {
			continue
		}
		context := c.rules.near(s, l.digits[0].start, "phone") || c.rules.near(s, min(len(s), l.digits[k+10].end+24), "phone")
		plain := 0
		for _, d := range l.digits[k : k+11] {
			if d.plain {
				plain++
			}
		}
		if plain < 11 && plain > 0 && plain < 4 {
			// Words and signs around few digits: only when told.
			if !context {
				continue
			}
		}
		if l.ends(k+11) && l.mobileGroups(k, context) {
			return k, k + 11
		}
		// Two numbers run together.
		if end := l.group(k); l.real(k, end) && end-k > 11 && l.group(0) == end {
			if end-k == 22 || context && end-k > 11 {
				return k, end
			}
		}
	}
	return 0, 0
}

func (l *loose) matches(prefix []byte) bool {
	for k, v := range prefix {
		if l.digits[k].value != v {
			return false
		}
	}
	return true
}

// mobileGroups tells whether eleven digits from k on are grouped as people group a mobile number.
func (l *loose) mobileGroups(k int, context bool) bool {
	var sizes []int
	size, line, comma := 0, false, false
	for j := k; j < k+11; j++ {
		if j > k && l.digits[j].gap != gapNone {
			sizes = append(sizes, size)
			size = 0
			line = line || l.digits[j].gap == gapLine
			comma = comma || l.digits[j].gap == gapComma
		}
		size++
	}
	sizes = append(sizes, size)
	switch {
	case comma:
		return len(sizes) == 3 && sizes[0] == 3 && sizes[1] == 4
	case len(sizes) == 1, context, line && len(sizes) == 2, len(sizes) >= 5:
		return true
	case len(sizes) == 2:
		return sizes[0] == 3 || sizes[0] == 7
	case len(sizes) == 3:
		a, b := sizes[0], sizes[1]
		return a == 3 && b >= 3 && b <= 5 || a == 4 && (b == 4 || b == 3)
	default:
		return sizes[0] == 3 || sizes[0] == 1
	}
}

// idCard finds an identity card of 18 or 15 digits: the province and the date of birth must exist.
func (l *loose) idCard() int {
	if l.n >= 18 && l.ends(18) && l.real(0, 17) && l.digits[17].value <= digitX && l.province() && l.date(6, 4) {
		return 18
	}
	if l.n >= 15 && l.ends(15) && l.real(0, 15) && l.province() && l.date(6, 2) && (l.group(0) == 15 || l.group(0) == 6) {
		return 15
	}
	return 0
}

func (l *loose) value(from, n int) int {
	v := 0
	for _, d := range l.digits[from : from+n] {
		v = v*10 + int(d.value)
	}
	return v
}

func (l *loose) province() bool {
	p := l.value(0, 2)
	return p >= 11 && p <= 15 || p >= 21 && p <= 23 || p >= 31 && p <= 37 || p >= 41 && p <= 46 || p >= 50 && p <= 54 ||
		p >= 61 && p <= 65 || p == 71 || p >= 81 && p <= 83 || p == 91
}

// date tells whether a year of the given length, a month and a day stand at k.
func (l *loose) date(k, yearDigits int) bool {
	year, month, day := l.value(k, yearDigits), l.value(k+yearDigits, 2), l.value(k+yearDigits+2, 2)
	return (yearDigits == 2 || year >= 1880 && year <= 2100) && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// longNumber finds bank cards, and numbers by which another system knows the case.
func (c *Cleaner) longNumber(s string, l *loose) (int, Mark) {
	one := l.group(0)
	if !l.real(0, one) {
		return 0, 0
	}
	start := l.digits[0].start
	card := c.rules.near(s, start, "card")
	switch {
	case one >= 14 && one <= 20 && c.rules.near(s, start, "id"):
		return one, IDCard
	case one >= 16 && one <= 19 && (card || l.luhn(one)):
		return one, BankCard
	case one >= 9 && one <= 25 && card:
		return one, BankCard
	case one >= 8 && c.rules.near(s, start, "file"):
		return one, FileNo
	case one >= 16:
		return one, FileNo
	}
	// 6222 0000 0000 0000 000
	m := one
	for m < l.n && m < 19 && m%4 == 0 && l.group(m)-m <= 4 {
		m = l.group(m)
	}
	if m > one && m >= 16 && m <= 19 && l.real(0, m) && (card || l.luhn(m)) {
		return m, BankCard
	}
	return 0, 0
}

func (l *loose) luhn(m int) bool {
	sum := 0
	for k := 0; k < m; k++ {
		v := int(l.digits[m-1-k].value)
		if k%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// passport finds one or two letters and seven or eight digits after 护照.
func (c *Cleaner) passport(s string, l *loose, floor int) (start int, ok bool) {
	n := l.group(0)
	start = l.digits[0].start
	if n < 7 || n > 9 || !c.rules.near(s, start, "passport") {
		return 0, false
	}
	for k := 0; k < 2 && start > floor && letter(s[start-1]); k++ {
		start--
	}
	return start, true
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// landline finds a number with its area code, or one without after a word such as 电话.
func (c *Cleaner) landline(s string, l *loose) int {
	for k := 1; k < l.n; k++ { // 3560000一直: the last is no digit of it
		if l.digits[k].gap == gapComma || l.digits[k].plain != l.digits[0].plain && l.digits[k].gap == gapNone {
			cut := *l
			cut.n = k
			l = &cut
			break
		}
	}
	if l.n > 9 && l.digits[0].value == 0 && l.digits[1].value != 0 || l.n > 9 && l.digits[0].value == 0 && l.group(0) == 4 {
		area := 4
		if l.digits[1].value <= 2 && l.digits[1].value >= 1 || l.group(0) == 3 {
			area = 3
		}
		for _, size := range []int{8, 7} {
			m := area + size
			if l.n < m || !l.ends(m) || !l.real(0, m) {
				continue
			}
			groups := 1
			for k := 1; k < m; k++ {
				if l.digits[k].gap != gapNone {
					groups++
				}
			}
			if groups <= 4 && (l.group(0) == m || l.group(0) == area || l.group(0) == m-4) && l.digits[area].value != 0 || groups <= 2 && l.group(0) == area {
				return m
			}
		}
		return 0
	}
	for _, m := range []int{8, 7} {
		if l.n < m || !l.ends(m) || !l.real(0, m) || l.digits[0].value < 2 {
			continue
		}
		g := l.group(0)
		if g != m && (g != m-4 || l.digits[g].gap != gapSeparator || l.group(g) != m) || l.served() || m == 8 && l.date(0, 4) {
			continue
		}
		if end := l.digits[m-1].end; m < l.n && s[end] == '-' && l.group(m)-m > 5 {
			continue
		}
		if c.rules.near(s, l.digits[0].start, "call") {
			return m
		}
	}
	return 0
}

// served tells that the number is a company's service number: 400-…, 800-….
func (l *loose) served() bool {
	return l.n >= 10 && (l.digits[0].value == 4 || l.digits[0].value == 8) && l.digits[1].value == 0 && l.digits[2].value == 0
}

// extension takes 转123 or -123 behind a landline into it.
func extension(s string, i int) int {
	j := i
	switch {
	case len(s)-j > 3 && s[j:j+3] == "转":
		j += 3
	case j < len(s) && s[j] == '-':
		j++
	default:
		return i
	}
	k := j
	for k < len(s) && k-j < 6 && s[k] >= '0' && s[k] <= '9' {
		k++
	}
	if k == j || k-j > 5 {
		return i
	}
	return k
}

// masked finds a number of which somebody has already hidden a part.
func (c *Cleaner) masked(s string, l *loose) (hit, bool) {
	m := l.group(0)
	for next := m; next < l.n && next < 19; { // 138 **** 0000: over gaps only to a whole number
		next = l.group(next)
		if next == 11 && l.digits[0].value == 1 || next == 18 && l.digits[0].value != 0 ||
			next >= 16 && l.group(0) == 4 && c.rules.near(s, l.digits[0].start, "card") {
			m = next
		}
	}
	if m > 18 && l.digits[17].value >= digitX && l.digits[18].value <= 9 && l.province() { // a year run together with an ID number
		m = 18
	}
	masks, digits, longest, run := 0, 0, 0, 0
	if m > 11 && l.hidden(0, 11) {
		return hit{}, false
	}
	for k, d := range l.digits[:m] {
		if d.value == digitMask || d.value == digitX && k != 17 {
			masks++
			run++
			longest = max(longest, run)
			continue
		}
		digits++
		run = 0
	}
	total := masks + digits
	if longest < 2 || digits < 2 || total < 7 {
		return hit{}, false
	}
	start, mark := l.digits[0].start, Mobile
	switch first := l.digits[0].value; {
	case total > 11 && c.rules.near(s, start, "card"):
		mark = BankCard
	case total >= 15 && total <= 18 || c.rules.near(s, start, "id"):
		mark = IDCard
	case total > 18:
		mark = BankCard
	case first == 0, first != 1 && first < digitX && total < 11:
		mark = Landline
	}
	return hit{start, l.digits[m-1].end, mark}, true
}

func (l *loose) hidden(from, to int) bool {
	for _, d := range l.digits[from:to] {
		if d.value < digitX {
			return false
		}
	}
	return true
}
