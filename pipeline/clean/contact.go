package clean

import (
	"strings"
	"unicode/utf8"
)

func localPart(b byte) bool {
	return letter(b) || b >= '0' && b <= '9' || b == '.' || b == '_' || b == '-' || b == '+' || b == '%' || b == '*'
}

// maxLocal is the longest local part of an address, in bytes.
const maxLocal = 64

// mailHosts are those that people name after a # or a space instead of an @.
var mailHosts = []string{"163.", "126.", "qq.", "sina.", "sohu.", "139.", "189.", "foxmail.", "gmail.", "yeah.", "hotmail.", "outlook.", "aliyun."}

// emailAt finds the address whose @ is at i.
func emailAt(s string, i, floor int) (hit, bool) {
	start := i
	for start > floor && s[start-1] == ' ' && i-start < 2 {
		start--
	}
	stop := start
	for start > floor && stop-start < maxLocal && localPart(s[start-1]) {
		start--
	}
	if start == stop {
		if floor < i || floor == 0 { // nothing before it: a mention
			return hit{}, false
		}
	}
	end := hostEnd(s, i)
	if end == 0 {
		return hit{}, false
	}
	return hit{start, end, Email}, true
}

// emailFollows tells whether an @ and a host stand behind a number.
func emailFollows(s string, i int) bool {
	for from := i; i < len(s) && i-from < maxLocal && localPart(s[i]); {
		i++
	}
	for k := 0; k < 2 && i < len(s) && s[i] == ' '; k++ {
		i++
	}
	return i < len(s) && (s[i] == '@' || s[i] == '#') && hostEnd(s, i) > 0
}

// hostEnd is the end of the host behind the sign at i; 0: there is none.
func hostEnd(s string, i int) int {
	j := i + 1
	for j < len(s) && s[j] == ' ' && j-i < 3 {
		j++
	}
	rest := s[j:]
	if s[i] == '#' || j > i+1 {
		known := false
		for _, h := range mailHosts {
			known = known || len(rest) > len(h) && strings.EqualFold(rest[:len(h)-1], h[:len(h)-1])
		}
		if !known {
			return 0
		}
	}
	k, dots := j, 0
	for k < len(s) {
		switch b := s[k]; {
		case letter(b) || b >= '0' && b <= '9' || b == '-' || b == '*':
			k++
			continue
		case b == '.' && k > j && k+1 < len(s) && (letter(s[k+1]) || s[k+1] >= '0' && s[k+1] <= '9'):
			k++
			dots++
			continue
		}
		if n := dotWord(s[k:]); n > 0 && k > j && k+n < len(s) && letter(s[k+n]) {
			k += n
			dots++
			continue
		}
		break
	}
	if dots == 0 || k-j < 4 {
		return 0
	}
	return k
}

func dotWord(s string) int {
	for _, w := range []string{"。", "点", "·", " . ", "．"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// messenger finds a WeChat id or QQ number behind the word for it.
func (c *Cleaner) messenger(s string, i int) (hit, bool) {
	char, _ := utf8.DecodeRuneInString(s[i:])
	if char < utf8.RuneSelf {
		if i > 0 && letter(s[i-1]) {
			return hit{}, false
		}
		if char >= 'A' && char <= 'Z' {
			char += 'a' - 'A'
		}
	}
	for _, w := range c.rules.contact[char] {
		if len(s)-i < len(w.word) || !strings.EqualFold(s[i:i+len(w.word)], w.word) {
			continue
		}
		j := afterLabel(s, i+len(w.word))
		end := messengerID(s, j, w.mark)
		if end > j {
			return hit{j, end, w.mark}, true
		}
	}
	return hit{}, false
}

// afterLabel passes over what may stand between the word and the id: 号, 群号码, 是, a colon.
func afterLabel(s string, i int) int {
	for n := 0; i < len(s) && n < 8; n++ {
		char, size := utf8.DecodeRuneInString(s[i:])
		if !strings.ContainsRune("号码群账是为叫：: 同加我联系(（=", char) {
			break
		}
		i += size
	}
	return i
}

func messengerID(s string, i int, mark Mark) int {
	j, digits, letters := i, 0, 0
	for j < len(s) && j-i < 24 {
		b := s[j]
		switch {
		case b >= '0' && b <= '9':
			digits++
		case letter(b), b == '*':
			letters++
		case b == '-' || b == '_':
		case b == ' ' && letters == 0 && smallGroups(s[i:j]) && smallGroups(nextGroup(s[j+1:])):
		default:
			goto done
		}
		j++
	}
done:
	if j == i {
		return spelledDigits(s, i)
	}
	for j > i && (s[j-1] == '-' || s[j-1] == '_' || s[j-1] == ' ') {
		j--
	}
	if strings.Trim(s[i:j], "0-*") == "" {
		return i
	}
	switch {
	case j < len(s) && (s[j] == '@' || s[j] == '#'): // an address follows
		return i
	case mark == QQ && digits >= 5 && letters == 0, mark == QQ && digits+letters >= 7 && digits >= 2, mark == Account && digits+letters >= 4:
		return j
	case mark == WeChat && (digits >= 5 || digits+letters >= 6 && digits > 0 || letters >= 6 && (strings.HasSuffix(s[:i], "号") || strings.ContainsAny(s[i:j], "_-")) || letters >= 6 && i > 0 && (s[i-1] == ':' || strings.HasSuffix(s[:i], "："))):
		return j
	}
	return i
}

// shortPlate finds a plate without its province, behind 牌照, 车牌号 or 车号; the last character of that word is at i.
func shortPlate(s string, i, floor int) (hit, bool) {
	word := false
	for _, w := range []string{"车牌", "车牌号", "牌号", "牌照", "牌照号", "车号", "车牌号码"} {
		word = word || strings.HasSuffix(s[:i+3], w)
	}
	if !word {
		return hit{}, false
	}
	j := i + 3
	for n := 0; j < len(s) && n < 3; n++ {
		char, size := utf8.DecodeRuneInString(s[j:])
		if !strings.ContainsRune("号码是为：: ", char) {
			break
		}
		j += size
	}
	if j >= len(s) || !letter(s[j]) {
		return hit{}, false
	}
	k, digits := j, 0
	for k < len(s) && k-j < 8 && (letter(s[k]) || s[k] >= '0' && s[k] <= '9' || s[k] == '*') {
		if !letter(s[k]) {
			digits++
		}
		k++
	}
	if n := k - j; n < 5 || n > 7 || digits < 2 {
		return hit{}, false
	}
	return hit{j, k, Plate}, true
}

// spelledDigits passes over an id written in digits of another script, 三四八零零零零一; i: there is none.
func spelledDigits(s string, i int) int {
	j, n := i, 0
	for j < len(s) && n < 13 {
		_, size := digitAt(s, j)
		if size == 0 {
			break
		}
		j += size
		n++
	}
	if n < 6 || n > 12 {
		return i
	}
	return j
}

// smallGroups tells whether the last group of digits is of two to four, so that another may belong to it.
func smallGroups(s string) bool {
	n := len(s) - 1 - strings.LastIndexByte(s, ' ')
	return n >= 2 && n <= 4
}

func nextGroup(s string) string {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if strings.HasPrefix(s[n:], "年") {
		return ""
	}
	return s[:n]
}

// plateAt finds the number plate whose province is at i, and gives its end.
func plateAt(s string, i int) int {
	j := i + 3
	for j < len(s) && s[j] == ' ' && j < i+5 {
		j++
	}
	if j >= len(s) || !letter(s[j]) {
		return 0
	}
	j++
	for n := 0; j < len(s) && n < 3; n++ {
		char, size := utf8.DecodeRuneInString(s[j:])
		if !strings.ContainsRune("·.•-— :-", char) {
			break
		}
		j += size
	}
	k, n, digits := j, 0, 0
	for k < len(s) && n < 7 {
		b := s[k]
		switch {
		case b >= '0' && b <= '9':
			digits++
		case letter(b):
		case b == '*' || b == '?':
			digits++
		default:
			char, size := utf8.DecodeRuneInString(s[k:])
			if n >= 4 && strings.ContainsRune("学警港澳挂领", char) || char == '×' {
				k += size
				n++
				if char == '×' {
					digits++
					continue
				}
			}
			goto done
		}
		k++
		n++
	}
done:
	masked := n >= 5 && strings.Count(strings.ToUpper(s[j:k]), "X") >= 3
	if n < 5 || n > 6 || digits < 2 && !masked {
		return 0
	}
	return k
}
