package clean

import (
	"strings"
	"unicode/utf8"
)

// digitValues are the ways to write a digit other than 0-9.
var digitValues = func() map[rune]byte {
	values := map[rune]byte{
		'〇': 0, '零': 0, '○': 0, '幺': 1, '一': 1, '壹': 1, '二': 2, '贰': 2, '三': 3, '叁': 3, '四': 4, '肆': 4, '五': 5, '伍': 5,
		'六': 6, '陆': 6, '七': 7, '柒': 7, '八': 8, '捌': 8, '九': 9, '玖': 9,
		'０': 0, '１': 1, '２': 2, '３': 3, '４': 4, '５': 5, '６': 6, '７': 7, '８': 8, '９': 9,
		'⓪': 0, '⓿': 0, '¹': 1, '²': 2, '³': 3, '⁰': 0, '₀': 0,
	}
	for _, run := range digitRuns {
		for k := range run.n {
			values[run.first+rune(k)] = run.value + byte(k)
		}
	}
	return values
}()

// digitRuns are digits that stand in a row in Unicode, by the first of them and its value: ①②③, ❶❷❸, ⑴⑵⑶ …
var digitRuns = []struct {
	first rune
	value byte
	n     int
}{
	{'①', 1, 9}, {'⑴', 1, 9}, {'⒈', 1, 9}, {'⓵', 1, 9}, {'❶', 1, 9}, {'➀', 1, 9}, {'➊', 1, 9}, {'㈠', 1, 9}, {'㊀', 1, 9}, {'⁴', 4, 6}, {'₁', 1, 9}, {'🄁', 0, 10},
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
	words  bool // it begins with a number in words: 一百三十八
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
	case '两':
		return 2, size
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
	l.n, l.words = 0, false
	gap := byte(gapNone)
	for l.n < maxDigits && i < len(s) {
		if l.n == 0 || l.words {
			if values, n, size := numeralAt(s, i); size > 0 && l.n+n <= maxDigits && (l.n > 0 || n == 3 && values[0] == 1 && values[1] >= 3) {
				l.words = true
				for _, v := range values[:n] {
					l.digits[l.n] = digit{start: i, end: i + size, value: v, gap: gap}
					l.n++
					gap = gapNone
				}
				i += size
				continue
			}
		}
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
			n, kind = l.spokenGap(s, i)
		}
		if n == 0 {
			return
		}
		i += n
		gap = kind
	}
}

// spokenGap gives the length of a word that parts the groups of a number as it is read aloud: 幺三八杠零零零零.
func (l *loose) spokenGap(s string, i int) (size int, kind byte) {
	for _, w := range [...]string{"横杠", "短杠", "中杠", "杠", "空格", "点"} {
		if !strings.HasPrefix(s[i:], w) {
			continue
		}
		if n := l.n - l.lastGroup(); l.n < 3 || w == "点" && n != 3 && n != 4 {
			return 0, gapNone
		}
		size = len(w)
		for i+size < len(s) && s[i+size] == ' ' {
			size++
		}
		if i+size == len(s) {
			return 0, gapNone
		}
		if _, digits := digitAt(s, i+size); digits == 0 {
			return 0, gapNone
		}
		return size, gapSeparator
	}
	return 0, gapNone
}

// lastGroup is the index of the first digit behind the last gap.
func (l *loose) lastGroup() int {
	k := l.n - 1
	for k > 0 && l.digits[k].gap == gapNone {
		k--
	}
	return max(k, 0)
}

// numeralAt reads a number in words, 一百三十八 or 四千零五, as the digits that are meant, of which there are width; size 0: there is none.
func numeralAt(s string, i int) (digits [4]byte, width, size int) {
	at, j := 0, i // at: how many digits are known
	for j < len(s) {
		value, n := digitAt(s, j)
		if n == 0 && strings.HasPrefix(s[j:], "两") {
			value, n = 2, len("两")
		}
		if n < 3 {
			break
		}
		if value == 0 && width > 0 && at < width-1 { // 一百零八
			j += n
			continue
		}
		unit, m := unitAt(s, j+n)
		switch {
		case m > 0 && (width == 0 || unit < width-at): // a unit smaller than the last
			if width == 0 {
				width = unit + 1
			}
			at = width - unit
			digits[at-1] = value
			j += n + m
			continue
		case m == 0 && width > 0 && at < width:
			digits[width-1] = value
			at = width
			j += n
		}
		break
	}
	if width < 3 || at < width-1 {
		return digits, 0, 0
	}
	return digits, width, j - i
}

// unitAt gives the power of ten of the unit at i, and its length.
func unitAt(s string, i int) (power, size int) {
	if i+3 > len(s) {
		return 0, 0
	}
	switch s[i : i+3] {
	case "十", "拾":
		return 1, 3
	case "百", "佰":
		return 2, 3
	case "千", "仟":
		return 3, 3
	}
	return 0, 0
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
