package ingest

import (
	"strconv"
	"strings"
	"time"
)

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
		{"(", ""},
		{")", ""},
		{"（", ""},
		{"）", ""},
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
