package ingest

import (
	"slices"
	"strings"
	"unicode"

	"sifeng/pipeline/comment"
)

// unreadTimes remembers what the times that could not be read look like.
type unreadTimes struct {
	shapes   []string // the first few, each once
	yearless int      // those that could be read if the year were known
}

const shownShapes = 3

func (u *unreadTimes) note(t timeReader, s string) {
	if t.year == 0 {
		t.year = 2000 // a leap year
		if _, ok := t.read(s); ok {
			u.yearless++
		}
	}
	if shape := shapeOf(s); len(u.shapes) < shownShapes && !slices.Contains(u.shapes, shape) {
		u.shapes = append(u.shapes, shape)
	}
}

// describe says what the times look like, and whether --year would read them.
func (u *unreadTimes) describe() *comment.Message {
	var shapes []any
	zh, en := "", ""
	for i, shape := range u.shapes {
		if i > 0 {
			zh, en = zh+"、", en+", "
		}
		zh, en, shapes = zh+"“%s”", en+"“%s”", append(shapes, shape)
	}
	look := comment.Say("（样子如"+zh+"，9 代表数字）", " (they look like "+en+", 9 for any digit)", shapes...)
	if u.yearless == 0 {
		return look
	}
	return comment.Say("%v；其中 %d 个只缺年份，用 --year 给出年份就能读", "%v; %d of them lack only the year: give it with --year", look, u.yearless)
}

// shapeOf is how a time is written without what it says: digits as 9, other words than those of dates as one sign. A column of times
// may hold anything.
func shapeOf(s string) string {
	const longest = 16
	var b strings.Builder
	n, hidden := 0, false
	for _, r := range s {
		if n == longest {
			b.WriteString("…")
			break
		}
		switch {
		case unicode.IsDigit(r):
			r = '9'
		case strings.ContainsRune("年月日号时点分秒上下午中晚早周星期-/.:：～~—至到 ", r):
		case hidden:
			continue
		default:
			r = '□'
		}
		hidden = r == '□'
		b.WriteRune(r)
		n++
	}
	return b.String()
}
