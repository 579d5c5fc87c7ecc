package ingest

import (
	"strconv"
	"strings"
)

// plainDigits folds full-width forms and turns Chinese numerals into digits: 二〇一四年三月十日 becomes 2014年3月10日. A weekday keeps
// its numeral.
func plainDigits(s string) (plain string, chinese bool) {
	var out strings.Builder
	runes := []rune(s)
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case r >= '\uff01' && r <= '\uff5e':
			r -= 0xfee0
		case isInvisible(r):
			r = ' '
		case r == '—' || r == '–' || r == '－' || r == '一' && i > 0 && i+1 < len(runes) && isDigit(runes[i-1]) && isDigit(runes[i+1]):
			r = '-'
		case r == '．' || r == '。' || r == '、':
			r = '.'
		case r == '∶':
			r = ':'
		}
		if i > 0 && (runes[i-1] == '期' || runes[i-1] == '周' || runes[i-1] == '拜') {
			out.WriteRune(r)
			i++
			continue
		}
		if _, ok := numeral(r); !ok {
			out.WriteRune(r)
			i++
			continue
		}
		end := i
		for end < len(runes) {
			if _, ok := numeral(runes[end]); !ok {
				break
			}
			end++
		}
		out.WriteString(chineseNumber(runes[i:end]))
		chinese = true
		i = end
	}
	return out.String(), chinese
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// numeral gives the value of a Chinese numeral; 10, 20 and 30 are tens.
func numeral(r rune) (int, bool) {
	switch r {
	case '〇', '○', '零', 'О':
		return 0, true
	case '一', '壹', '元':
		return 1, true
	case '二', '贰', '貳', '两':
		return 2, true
	case '三', '叁', '參':
		return 3, true
	case '四', '肆':
		return 4, true
	case '五', '伍':
		return 5, true
	case '六', '陆', '陸':
		return 6, true
	case '七', '柒':
		return 7, true
	case '八', '捌':
		return 8, true
	case '九', '玖':
		return 9, true
	case '十', '拾':
		return 10, true
	case '廿':
		return 20, true
	case '卅':
		return 30, true
	}
	return 0, false
}

// chineseNumber writes 二〇一四 as 2014 and 三十一 as 31.
func chineseNumber(runes []rune) string {
	tens := false
	for _, r := range runes {
		if n, _ := numeral(r); n >= 10 {
			tens = true
		}
	}
	if !tens {
		var b strings.Builder
		for _, r := range runes {
			n, _ := numeral(r)
			b.WriteByte(byte('0' + n))
		}
		return b.String()
	}
	total, unit := 0, 0
	for _, r := range runes {
		switch n, _ := numeral(r); {
		case n == 10 && unit > 0:
			total, unit = total+unit*10, 0
		case n >= 10:
			total += n
		default:
			unit = n
		}
	}
	return strconv.Itoa(total + unit)
}
