package clean

import (
	"strings"
	"unicode/utf8"
)

// tailOf tells whether the digits at i are called the last ones of a number: 尾号为0000.
func (r *rules) tailOf(s string, i int) bool {
	for _, link := range []string{"", "为", "是", "：", ":", " "} {
		if !strings.HasSuffix(s[:i], link) {
			continue
		}
		for _, w := range r.tails {
			if strings.HasSuffix(s[:i-len(link)], w) {
				return true
			}
		}
		for _, w := range r.parts {
			if strings.HasSuffix(s[:i-len(link)], w) && r.near(s, i, "phone") {
				return true
			}
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
	case one >= 16 && one <= 19 && (card || l.luhn(one) || l.value(0, 2) == 62):
		return one, BankCard
	case one >= 9 && one <= 25 && card:
		return one, BankCard
	case one >= 6 && c.rules.near(s, start, "file"):
		return one, FileNo
	case one >= 16:
		return one, FileNo
	}
	// 6222 0000 0000 0000 000
	m := one
	for m < l.n && m < 19 && m%4 == 0 && l.group(m)-m <= 4 {
		m = l.group(m)
	}
	if m > one && m >= 16 && m <= 19 && l.real(0, m) && (card || l.luhn(m) || one == 4 && l.value(0, 2) == 62) {
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
