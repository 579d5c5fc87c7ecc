package ingest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// listForm is one way to write the numbers of a list: what stands before the numeral, the numeral, what stands behind it.
type listForm struct {
	family  int // forms of one family are mixed up by people: 1、 2. 3）
	before  string
	numeral numeralKind
	after   string
}

// numerals of lists.
type numeralKind int

const (
	hanNumeral numeralKind = iota // 一
	digits                        // 1
	wideDigits                    // １
	oneRune                       // ①, ⑴, ⒈, ㈠, ❶: before holds that of 1
)

const maxOneRune = 10 // so many there are of each kind

// The families of forms.
const (
	familyIs = iota
	familyOrdinal
	familyHan
	familyHanBrackets
	familyBrackets
	familyDigits
	familyOneRune
	familyLabel
	families
)

// listMark is a number in a text that may begin an item.
type listMark struct {
	form       listForm
	start, end int
}

// scanMarks finds all of them, by number.
func scanMarks(text string) (marks [maxOpinions + 1][]listMark) {
	add := func(f listForm, n, start, end int) {
		if n >= 1 && n <= maxOpinions && f.begins(text, start, n, text[start:end]) {
			marks[n] = append(marks[n], listMark{f, start, end})
		}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		next := at + size
		if r < '0' && r != '(' || r > '9' && r < 0x80 && r != '[' {
			at = next
			continue
		}
		switch kind, n, end := numeralAt(text[at:]); {
		case end > 0:
			end += at
			family := familyDigits
			if kind == hanNumeral {
				family = familyHan
				if after := oneOf(text[end:], "是"); after > 0 {
					add(listForm{familyIs, "", kind, text[end : end+after]}, n, at, end+after)
				}
			}
			if after := oneOf(text[end:], numberEnds[family]); after > 0 {
				add(listForm{family, "", kind, text[end : end+after]}, n, at, end+after)
			}
			next = end
		default:
			if f, n, end := leadAt(text[at:]); end > 0 {
				add(f, n, at, at+end)
			}
			if first := firstOfKind(r); first > 0 {
				add(listForm{familyOneRune, string(first), oneRune, ""}, int(r-first)+1, at, next)
			}
		}
		at = next
	}
	return marks
}

// numberEnds are the characters behind a number that make a mark of it.
var numberEnds = [families]string{
	familyHan: "、．.，）)：:", familyDigits: "、.．)） \u3000，:：。", familyOrdinal: "，,、：:是", familyLabel: "：:、.．", familyHanBrackets: "）)】]〕", familyBrackets: "）)】]〕",
}

// oneOf gives the size of the first character if it is one of some; 0: it is not.
func oneOf(text, some string) int {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 || r == utf8.RuneError || !strings.ContainsRune(some, r) {
		return 0
	}
	return size
}

// leadAt reads a mark with something before its number: （一）, (1), 第一，, 其一是, 建议一：.
func leadAt(text string) (f listForm, n, end int) {
	lead, family := 0, 0
	for _, l := range [...]struct {
		before string
		family int
	}{
		{"（", familyBrackets},
		{"(", familyBrackets},
		{"【", familyBrackets},
		{"[", familyBrackets},
		{"〔", familyBrackets},
		{"第", familyOrdinal},
		{"其", familyOrdinal},
		{"意见", familyLabel},
		{"建议", familyLabel},
		{"问题", familyLabel},
	} {
		if strings.HasPrefix(text, l.before) {
			lead, family = len(l.before), l.family
			break
		}
	}
	if lead == 0 {
		return f, 0, 0
	}
	kind, n, size := numeralAt(text[lead:])
	if size == 0 {
		return f, 0, 0
	}
	if family == familyBrackets && kind == hanNumeral {
		family = familyHanBrackets
	}
	after := oneOf(text[lead+size:], numberEnds[family])
	if after == 0 {
		return f, 0, 0
	}
	end = lead + size + after
	return listForm{family, text[:lead], kind, text[lead+size : end]}, n, end
}

// numeralAt reads a number of 1 to 99 at the beginning of a text; end 0: none stands there, or a longer one does.
func numeralAt(text string) (kind numeralKind, n, end int) {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case first >= '0' && first <= '9':
		kind = digits
	case first >= '０' && first <= '９':
		kind = wideDigits
	case strings.ContainsRune("一二三四五六七八九十", first):
		kind = hanNumeral
	default:
		return 0, 0, 0
	}
	runes := make([]rune, 0, 4)
	for _, r := range text {
		if kind == digits && (r < '0' || r > '9') || kind == wideDigits && (r < '０' || r > '９') || kind == hanNumeral && !strings.ContainsRune(hanDigits, r) {
			break
		}
		runes = append(runes, r)
		end += utf8.RuneLen(r)
	}
	if kind == hanNumeral {
		n, _ = strconv.Atoi(chineseNumber(runes))
		if n < 1 || n > 99 || hanNumber(n) != string(runes) {
			return kind, 0, end
		}
		return kind, n, end
	}
	if len(runes) > 2 || runes[0] == '0' || runes[0] == '０' {
		return kind, 0, end
	}
	for _, r := range runes {
		if kind == wideDigits {
			r -= '０' - '0'
		}
		n = n*10 + int(r-'0')
	}
	return kind, n, end
}

// firstOfKind gives the 1 of the kind that a character is a number of: ① of ③.
func firstOfKind(r rune) rune {
	for _, first := range [...]rune{'①', '⑴', '⒈', '㈠', '❶'} {
		if r >= first && r < first+maxOneRune {
			return first
		}
	}
	return 0
}

// mark writes number n; empty: this form has none.
func (f listForm) mark(n int) string {
	switch f.numeral {
	case hanNumeral:
		return f.before + hanNumber(n) + f.after
	case digits:
		return f.before + strconv.Itoa(n) + f.after
	case wideDigits:
		return f.before + strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(n)) + f.after
	}
	if n > maxOneRune {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(f.before)
	return string(first + rune(n-1))
}

// hanNumber writes 1 to 99 as 一 to 九十九.
func hanNumber(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	tens := ""
	if n >= 20 {
		tens = digits[n/10]
	}
	if n >= 10 {
		tens += "十"
	}
	return tens + digits[n%10]
}

const (
	clauseEnds    = "\n。；;：:！!？?，,、．.）)”\""
	countedThings = "楼号栋层米亩斤吨" // 1 楼, 2 楼; what else is counted begins other words too
	hanDigits     = "一二三四五六七八九十百千零〇两"
)

// begins says whether an item can begin by the mark of number n at a place of a text: at its beginning, behind the end of a clause, or, once the list
// has begun, closed up to what is before it (1.少开会2.多下乡). What is part of a number, a date or a range never is a mark.
func (f listForm) begins(text string, at, n int, mark string) bool {
	next, size := utf8.DecodeRuneInString(text[at+len(mark):])
	if size == 0 {
		return false
	}
	before := strings.TrimRight(text[:at], " \t\u3000")
	last, _ := utf8.DecodeLastRuneInString(before)
	spaced := len(before) < at
	counts := f.numeral == digits || f.numeral == wideDigits
	pointed := strings.ContainsAny(f.after, ".．:：") // 2.5, 10:30
	if counts && f.before == "" {
		switch {
		case pointed && unicode.IsDigit(next), strings.TrimSpace(f.after) == "" && (unicode.IsDigit(next) || strings.ContainsRune(countedThings, next)):
			return false
		case unicode.IsDigit(last) && !spaced:
			return false
		case (last == '.' || last == '．') && endsInNumber(before[:len(before)-utf8.RuneLen(last)]): // 2014.3.
			return false
		case next == rune('1'+n) && strings.ContainsRune("，,、", last): // 2、3组
			return false
		}
	}
	switch {
	case before == "", strings.ContainsRune(clauseEnds, last):
		return true
	case strings.ContainsRune("第见款条项按如在", last):
		return false
	case f.family == familyOneRune, f.family == familyHanBrackets, f.family == familyBrackets && strings.ContainsAny(f.before, "（【〔"): // hardly part of a sentence
		return true
	case spaced && (f.family == familyLabel || counts && strings.TrimSpace(f.after) != "" && f.after != "，" && !strings.ContainsAny(f.after, ":：") || f.numeral == hanNumeral && f.after == "、"):
		return true
	case n == 1 || spaced:
		return false
	case f.family == familyBrackets:
		return closesWord(last)
	case f.family == familyDigits:
		return strings.ContainsAny(f.after, ".．、)）") && !unicode.IsDigit(next) && !strings.ContainsRune(hanDigits, next) && closesWord(last)
	case f.family == familyHan:
		return f.after == "、" && !unicode.IsDigit(next) && !strings.ContainsRune(hanDigits, next) && closesWord(last) && !strings.ContainsRune(hanDigits+"周初统第期之", last)
	}
	return false
}

func endsInNumber(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsDigit(r)
}

// closesWord: a word may end by this character.
func closesWord(r rune) bool {
	return unicode.Is(unicode.Han, r) || strings.ContainsRune("》」』’…—～~", r)
}
