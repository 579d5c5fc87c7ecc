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

// listForms are all forms, by family.
func listForms() (forms []listForm) {
	add := func(family int, numeral numeralKind, befores, afters []string) {
		for _, before := range befores {
			for _, after := range afters {
				forms = append(forms, listForm{family, before, numeral, after})
			}
		}
	}
	none := []string{""}
	opening, closing := []string{"（", "(", "【", "[", "〔"}, []string{"）", ")", "】", "]", "〕"}
	add(familyIs, hanNumeral, []string{"", "其"}, []string{"是"})
	add(familyOrdinal, hanNumeral, []string{"第", "其"}, []string{"，", ",", "、", "：", ":", "是"})
	add(familyOrdinal, digits, []string{"第"}, []string{"，", ",", "、", "：", ":"})
	add(familyHan, hanNumeral, none, []string{"、", "．", ".", "，", "）", ")", "：", ":"})
	add(familyHanBrackets, hanNumeral, opening, closing)
	add(familyBrackets, digits, opening, closing)
	add(familyBrackets, wideDigits, opening, closing)
	add(familyDigits, digits, none, []string{"、", ".", "．", ")", "）", " ", "\u3000", "，", ":", "：", "。"})
	add(familyDigits, wideDigits, none, []string{"、", ".", "．", " ", "\u3000", "）", "，", "："})
	add(familyOneRune, oneRune, []string{"①", "⑴", "⒈", "㈠", "❶"}, none)
	for _, n := range []numeralKind{hanNumeral, digits} {
		add(familyLabel, n, []string{"意见", "建议", "问题"}, []string{"：", ":", "、", ".", "．"})
	}
	return forms
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
