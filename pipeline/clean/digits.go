package clean

import "unicode/utf8"

// digitValues are the ways to write a digit other than 0-9.
var digitValues = map[rune]byte{
	'〇': 0, '零': 0, '○': 0, '幺': 1, '一': 1, '壹': 1, '二': 2, '贰': 2, '三': 3, '叁': 3, '四': 4, '肆': 4, '五': 5, '伍': 5,
	'六': 6, '陆': 6, '七': 7, '柒': 7, '八': 8, '捌': 8, '九': 9, '玖': 9,
	'０': 0, '１': 1, '２': 2, '３': 3, '４': 4, '５': 5, '６': 6, '７': 7, '８': 8, '９': 9,
	'⓪': 0, '①': 1, '②': 2, '③': 3, '④': 4, '⑤': 5, '⑥': 6, '⑦': 7, '⑧': 8, '⑨': 9,
}

// Digits of a loose number other than 0 to 9.
const (
	digitX    = 10 // x or X: the check digit of an ID card, or a mask
	digitMask = 11 // *, ×, ● …
)

// What stands between two digits.
const (
	gapNone = iota
	gapSeparator
	gapComma // , or 、: more often between two numbers than inside one
	gapLine
)

// digit is one digit of a loose number.
type digit struct {
	start, end int
	value      byte
	gap        byte // before it
	plain      bool // 0-9
}

// maxDigits is how many digits are looked at together.
const maxDigits = 40

// loose is a number as people write it: digits of any script, with spaces, dashes and line breaks between.
type loose struct {
	digits [maxDigits]digit
	n      int
}

func digitAt(s string, i int) (value byte, size int) {
	if b := s[i]; b < utf8.RuneSelf {
		if b >= '0' && b <= '9' {
			return b - '0', 1
		}
		return 0, 0
	}
	char, size := utf8.DecodeRuneInString(s[i:])
	if v, ok := digitValues[char]; ok {
		return v, size
	}
	return 0, 0
}

// looksLikeDigit reads letters and telephone words that stand for digits inside a number.
func looksLikeDigit(s string, i int) (value byte, size int) {
	switch s[i] {
	case 'O', 'o':
		return 0, 1
	case 'l', 'I', '|':
		return 1, 1
	}
	char, size := utf8.DecodeRuneInString(s[i:])
	switch char {
	case '洞':
		return 0, size
	case '拐':
		return 7, size
	case '勾':
		return 9, size
	}
	return 0, 0
}

func maskAt(s string, i int) (value byte, size int) {
	switch s[i] {
	case 'x', 'X':
		return digitX, 1
	case '*':
		return digitMask, 1
	}
	if s[i] < utf8.RuneSelf {
		return 0, 0
	}
	char, size := utf8.DecodeRuneInString(s[i:])
	switch char {
	case '×', '✕', '●', '■', '※', '＊', '＃', 'Ｘ', 'ｘ', '╳', '•', '…', '□':
		return digitMask, size
	}
	return 0, 0
}

// gapAt gives the length and kind of what may stand between two digits.
func gapAt(s string, i int) (size int, kind byte) {
	start, dashes, comma := i, 0, false
	for i < len(s) && i-start < 12 {
		switch s[i] {
		case ' ':
			i++
			if kind == gapNone {
				kind = gapSeparator
			}
			continue
		case '\n':
			i++
			kind = gapLine
			continue
		case '-', '.', '_', ')', '(', '/', '~':
			i++
			dashes++
		case ',':
			i++
			dashes++
			comma = true
		default:
			if s[i] < utf8.RuneSelf {
				return i - start, kind
			}
			char, n := utf8.DecodeRuneInString(s[i:])
			switch char {
			case '—', '–', '－', '‐', '‑', '−', '─', '·', '（', '）', '～':
				i += n
				dashes++
			case '，', '、':
				i += n
				dashes++
				comma = true
			default:
				return i - start, kind
			}
		}
		if dashes > 3 {
			return 0, gapNone
		}
		if kind == gapNone {
			kind = gapSeparator
		}
		if comma {
			kind = gapComma
		}
	}
	return i - start, kind
}

// collect reads the loose number that starts at i.
func (l *loose) collect(s string, i int) {
	l.n = 0
	gap := byte(gapNone)
	for l.n < maxDigits && i < len(s) {
		value, size := digitAt(s, i)
		if size == 0 {
			value, size = maskAt(s, i)
			if l.starred(s, i) {
				size = 0
			}
			if size > 0 && value == digitX && l.n != 17 && !l.maskRun(s, i) {
				size = 0
			} else if size > 0 && gap == gapLine {
				size = 0
			}
		}
		if size == 0 && (l.n > 0 || i+1 < len(s)) {
			if v, n := looksLikeDigit(s, i); n > 0 && digitFollows(s, i+n) {
				value, size = v, n
			} else if n > 0 && gap == gapNone && (l.n > 4 || l.n > 2 && v == 0) {
				value, size = v, n
			}
		}
		if size > 0 {
			plain := s[i] >= '0' && s[i] <= '9'
			l.digits[l.n] = digit{start: i, end: i + size, value: value, gap: gap, plain: plain}
			l.n++
			i += size
			gap = gapNone
			continue
		}
		if gap != gapNone || l.n == 0 {
			return
		}
		if l.starred(s, i) {
			i++
			gap = gapSeparator
			continue
		}
		n, kind := gapAt(s, i)
		if n == 0 {
			return
		}
		i += n
		gap = kind
	}
}

// starred tells that the star at i parts a number that is written out, 138*1234*5678, and hides nothing.
func (l *loose) starred(s string, i int) bool {
	if s[i] != '*' || l.n != 3 && l.n != 7 || i+5 > len(s) || i < 4 || !plainDigits(s[i-3:i]) || !plainDigits(s[i+1:i+5]) {
		return false
	}
	if l.n == 7 {
		return s[i-5] == '*'
	}
	return i+10 <= len(s) && s[i+5] == '*' && plainDigits(s[i+6:i+10])
}

func plainDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// maskRun tells whether at least three x stand together at i.
func (l *loose) maskRun(s string, i int) bool {
	if l.n > 0 && l.digits[l.n-1].end == i && (l.digits[l.n-1].value == digitX || l.digits[l.n-1].value == digitMask) {
		return true
	}
	run := 0
	for i < len(s) && (s[i] == 'x' || s[i] == 'X' || s[i] == '*') {
		run++
		i++
	}
	return run >= 3
}

func digitFollows(s string, i int) bool {
	for k := 0; i < len(s) && k < 12; k++ {
		if _, size := digitAt(s, i); size > 0 {
			return true
		}
		_, size := looksLikeDigit(s, i)
		if size == 0 {
			return false
		}
		i += size
	}
	return false
}
