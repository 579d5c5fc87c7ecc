package clean

import "strings"

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
	case comma && l.words && !context: // sums of money, say
		return false
	case comma:
		return len(sizes) == 3 && (sizes[0] == 3 && sizes[1] == 4 || context && sizes[0] == 4 && sizes[1] >= 3)
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

// partOfMobile tells whether the digits are the beginning or end of a mobile number told in parts: 1380000后四位0000, 138开头0000结尾.
func (c *Cleaner) partOfMobile(s string, i, end int) bool {
	rest := s[end:]
	if n := end - i; n >= 3 && s[i] == '1' && s[i+1] >= '3' {
		return (strings.HasPrefix(rest, "开头") || n == 7 && prefixOf(strings.TrimLeft(rest, "，, "), c.rules.tails) > 0) && c.rules.near(s, i, "phone")
	}
	return end-i == 4 && strings.HasPrefix(rest, "结尾") && c.rules.near(s, i, "phone")
}
