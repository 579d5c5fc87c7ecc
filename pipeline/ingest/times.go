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
