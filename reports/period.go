package reports

import (
	"fmt"
	"time"
)

// period is the ISO week that a report is about, with the week before and the same week a year before. The zero period belongs
// to data without any date.
type period struct {
	asOf   time.Time
	start  time.Time // Monday
	before time.Time // Monday of the week before
	year   time.Time // Monday 52 weeks before
}

// periodOf gives the last whole ISO week that ends at or before the day.
func periodOf(asOf time.Time) period {
	if asOf.IsZero() {
		return period{}
	}
	day := time.Date(asOf.Year(), asOf.Month(), asOf.Day(), 0, 0, 0, 0, time.UTC)
	next := day.AddDate(0, 0, 1)
	monday := next.AddDate(0, 0, -(int(next.Weekday())+6)%7)
	start := monday.AddDate(0, 0, -7)
	return period{asOf: day, start: start, before: start.AddDate(0, 0, -7), year: start.AddDate(0, 0, -52*7)}
}

func (p period) known() bool { return !p.start.IsZero() }

// String writes the week as officials do.
func (p period) String() string {
	year, week := p.start.ISOWeek()
	return fmt.Sprintf("%d年第%d周（%s至%s）", year, week, monthDay(p.start), monthDay(p.start.AddDate(0, 0, 6)))
}

// values gives the parameters of the chart queries; without dates they are far in the past, so that counts of a period are 0.
func (p period) values() map[string]string {
	if !p.known() {
		p = periodOf(time.Date(1900, 1, 7, 0, 0, 0, 0, time.UTC))
	}
	return map[string]string{
		"as_of": p.asOf.Format(time.DateOnly), "period_start": p.start.Format(time.DateOnly),
		"before_start": p.before.Format(time.DateOnly), "year_start": p.year.Format(time.DateOnly),
	}
}

func monthDay(t time.Time) string { return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }

func shortDay(t time.Time) string { return fmt.Sprintf("%d/%d", t.Month(), t.Day()) }
