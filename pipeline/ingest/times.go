package ingest

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// timeReader turns what offices write for a time into wall-clock time (China's, carried as UTC). What it cannot read for certain
// gives the zero time.
type timeReader struct {
	year     int  // of dates without one; 0: they cannot be read
	date1904 bool // day numbers count from 1904-01-01
	numbers  bool // cells may be numbers of a spreadsheet: 3.1 could be a cut 3.10, 3.12 could not
}

// The years a comment can be of. Outside them a number is something else.
const (
	firstYear = 1949
	lastYear  = 2099
)

var china = time.FixedZone("CST", 8*60*60)

// read gives the zero time and false for what it cannot read; a blank cell is false too.
func (t timeReader) read(s string) (time.Time, bool) {
	s = strings.TrimFunc(s, func(r rune) bool { return isInvisible(r) || strings.ContainsRune("'‘’\"“”", r) }) // '41708 is how a spreadsheet keeps a number as text
	if s == "" || len(s) > 64 {
		return time.Time{}, false
	}
	if when, ok := plainTime(s); ok {
		return when, true
	}
	if s[0] >= '0' && s[0] <= '9' {
		if when, ok, number := t.number(s); number {
			return when, ok
		}
		if when, err := time.Parse(time.RFC3339Nano, s); err == nil {
			when = when.In(china)
			return checked(when.Year(), int(when.Month()), when.Day(), when.Hour(), when.Minute(), when.Second())
		}
	}
	return t.written(s)
}

// plainTime is the quick way for 2014-03-10 and 2014-03-10 09:05:00, which most systems export.
func plainTime(s string) (time.Time, bool) {
	if len(s) != 10 && len(s) != 19 && len(s) != 16 || s[4] != s[7] || s[4] != '-' && s[4] != '/' {
		return time.Time{}, false
	}
	two := func(i int) int {
		a, b := s[i]-'0', s[i+1]-'0'
		if a > 9 || b > 9 {
			return -10000
		}
		return int(a)*10 + int(b)
	}
	year, month, day := two(0)*100+two(2), two(5), two(8)
	hour, minute, second := 0, 0, 0
	if len(s) > 10 {
		if s[10] != ' ' && s[10] != 'T' || s[13] != ':' || len(s) == 19 && s[16] != ':' {
			return time.Time{}, false
		}
		hour, minute = two(11), two(14)
		if len(s) == 19 {
			second = two(17)
		}
	}
	return checked(year, month, day, hour, minute, second)
}

// checked refuses what no calendar has, such as 2014-02-30.
func checked(year, month, day, hour, minute, second int) (time.Time, bool) {
	if year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return time.Time{}, false
	}
	if hour == 24 && (minute > 0 || second > 0) {
		return time.Time{}, false
	}
	when := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if when.Day() != day {
		return time.Time{}, false
	}
	return when.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second), true
}

// number reads cells that are one number: 20140310, 20140310090500, seconds or milliseconds since 1970, days of a spreadsheet.
func (t timeReader) number(s string) (when time.Time, ok, number bool) {
	value, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) || strings.ContainsAny(s, "xXpP_") {
		return time.Time{}, false, false
	}
	whole := strings.TrimSuffix(strings.TrimSuffix(s, ".0"), ".")
	if allDigits(whole) {
		part := func(from, to int) int { n, _ := strconv.Atoi(whole[from:to]); return n }
		switch len(whole) {
		case 8:
			when, ok = checked(part(0, 4), part(4, 6), part(6, 8), 0, 0, 0)
			return when, ok, true
		case 12:
			when, ok = checked(part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), 0)
			return when, ok, true
		case 14:
			when, ok = checked(part(0, 4), part(4, 6), part(6, 8), part(8, 10), part(10, 12), part(12, 14))
			return when, ok, true
		case 10, 13:
			seconds := part(0, 10)
			if seconds >= 946684800 { // 2000-01-01
				w := time.Unix(int64(seconds), 0).In(china)
				when, ok = checked(w.Year(), int(w.Month()), w.Day(), w.Hour(), w.Minute(), w.Second())
			}
			return when, ok, true
		}
	}
	if value < 10000 || value > 80000 {
		// 3.10 can be a day of a known year; anything else is no date.
		return time.Time{}, false, t.numbers && mayBeCut(s) || !strings.Contains(s, ".")
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if t.date1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	days, fraction := math.Modf(value)
	w := epoch.AddDate(0, 0, int(days)).Add(time.Duration(math.Round(fraction*86400)) * time.Second)
	when, ok = checked(w.Year(), int(w.Month()), w.Day(), w.Hour(), w.Minute(), w.Second())
	return when, ok, true
}

// mayBeCut says that a number may have lost a last 0, as spreadsheets write them: 3.1, but neither 3.12 nor 03.1.
func mayBeCut(s string) bool {
	before, behind, pointed := strings.Cut(s, ".")
	return pointed && len(behind) < 2 && !strings.HasPrefix(before, "0")
}

// written reads dates in words and with any separators. Every character must be accounted for.
func (t timeReader) written(s string) (time.Time, bool) {
	s, chinese := plainDigits(s)
	cut := t.numbers && mayBeCut(s)
	var part [7]int // numbers in the order they stand
	var after [7]string
	count, firstDigits := 0, 0
	afternoon, noon, morning, half := false, false, false, false
	for s != "" {
		c := s[0]
		switch {
		case c >= '0' && c <= '9':
			end := 1
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				end++
			}
			if count == len(part) || end > 4 && !(count >= 5 && after[count-1] == ".") {
				return time.Time{}, false
			}
			if end <= 4 {
				part[count], _ = strconv.Atoi(s[:end])
			}
			if count == 0 {
				firstDigits = end
			}
			count++
			s = s[end:]
		default:
			word, mark := dateWord(s)
			if word == "" {
				return time.Time{}, false
			}
			s = s[len(word):]
			switch mark {
			case "pm":
				afternoon = true
			case "noon":
				afternoon, noon = true, true
			case "am":
				morning = true
			case "half":
				half = true
			case "":
			default:
				if count == 0 {
					return time.Time{}, false
				}
				after[count-1] = mark
			}
		}
	}
	fourDigits := firstDigits == 4
	var year, month, day, used int
	switch {
	case count >= 2 && after[0] == "月": // 3月10日, 3月10下午; but 二月二 is a day of the lunar year
		if chinese && after[1] != "日" {
			return time.Time{}, false
		}
		year, month, day, used = t.year, part[0], part[1], 2
	case count >= 3 && (fourDigits || after[0] == "年" || firstDigits == 2 && after[0] == after[1] && !slashDayFirst(part)):
		year, month, day, used = part[0], part[1], part[2], 3
		if !fourDigits {
			if year > 99 {
				return time.Time{}, false
			}
			year += 2000
		}
	case count >= 3 && after[0] == after[1] && (part[2] > 1000 || firstDigits == 1 && part[2] > 9 && part[2] < 100): // 13/3/2014: only where one order is possible
		if year, used = part[2], 3; year < 100 {
			year += 2000
		}
		switch a, b := part[0], part[1]; {
		case a > 12:
			day, month = a, b
		case b > 12, a == b:
			month, day = a, b
		default:
			return time.Time{}, false
		}
	case count == 2 && (after[0] == "." || after[0] == "/" || after[0] == "-") && !fourDigits && !cut: // 3.10
		year, month, day, used = t.year, part[0], part[1], 2
	default:
		return time.Time{}, false
	}
	if year == 0 || after[used-1] == ":" {
		return time.Time{}, false
	}
	hour, minute, second := 0, 0, 0
	clock := count - used
	if clock > 0 {
		hour = part[used]
		if clock == 1 && after[used] != "时" {
			return time.Time{}, false
		}
		if clock > 1 {
			minute = part[used+1]
		}
		if clock > 2 {
			second = part[used+2]
		}
		if clock > 3 && !(clock == 4 && after[used+2] == ".") {
			return time.Time{}, false
		}
		if half {
			if clock != 1 {
				return time.Time{}, false
			}
			minute = 30
		}
		switch {
		case afternoon && hour < 12 && !(noon && hour >= 10): // 中午11点半 is before noon
			hour += 12
		case morning && hour == 12:
			hour = 0
		}
	}
	return checked(year, month, day, hour, minute, second)
}

// slashDayFirst: the third number is the year.
func slashDayFirst(part [7]int) bool { return part[2] > 99 }

// dateWord takes what may stand between the numbers of a date. mark says what it makes of the number before it, or which half of
// the day it names; empty: nothing.
func dateWord(s string) (word, mark string) {
	for _, w := range [...]struct{ word, mark string }{
		{"年", "年"},
		{"月", "月"},
		{"日", "日"},
		{"号", "日"},
		{"时", "时"},
		{"点", "时"},
		{"分", "分"},
		{"秒", "秒"},
		{"-", "-"},
		{"/", "/"},
		{".", "."},
		{":", ":"},
		{" ", ""},
		{"\t", ""},
		{"T", ""},
		{"上午", "am"},
		{"早上", ""},
		{"早晨", ""},
		{"凌晨", "am"},
		{"清晨", ""},
		{"下午", "pm"},
		{"晚上", "pm"},
		{"傍晚", "pm"},
		{"中午", "noon"},
		{"AM", "am"},
		{"PM", "pm"},
		{"am", "am"},
		{"pm", "pm"},
		{"半", "half"},
		{"整", ""},
		{"钟", ""},
		{"星期", "week"},
		{"周", "week"},
		{"礼拜", "week"},
	} {
		if !strings.HasPrefix(s, w.word) {
			continue
		}
		if w.mark != "week" {
			return w.word, w.mark
		}
		rest := s[len(w.word):]
		for _, d := range [...]string{"一", "二", "三", "四", "五", "六", "日", "天", "1", "2", "3", "4", "5", "6", "7"} {
			if strings.HasPrefix(rest, d) {
				return w.word + d, ""
			}
		}
	}
	return "", ""
}

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
