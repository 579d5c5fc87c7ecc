package reports

import (
	"fmt"
	"time"
)

// Grain is how long a period of a report is.
type Grain string

const (
	Week  Grain = "week"  // ISO week, from Monday to Sunday
	Month Grain = "month" // calendar month
)

// trendPeriods is how many periods a small trend shows; windowPeriods is how many the chart of the whole county and the filters do.
const (
	trendPeriods  = 13
	windowPeriods = 26
)

// period is what a report is about: a week or a month, with the one before and the same one a year before. The zero period belongs
// to data without any date.
type period struct {
	grain  Grain
	asOf   time.Time
	start  time.Time // first day
	end    time.Time // the day after the last
	before time.Time // first day of the period before, which ends where this one starts
	year   time.Time // first day of the same period a year before: 52 weeks, or 12 months
	latest time.Time // day of the latest comment; zero: not known
}

// periodOf gives the last whole week or month that ends at or before the day.
func periodOf(asOf time.Time, grain Grain) period {
	if asOf.IsZero() {
		return period{grain: grain}
	}
	p := period{grain: grain, asOf: time.Date(asOf.Year(), asOf.Month(), asOf.Day(), 0, 0, 0, 0, time.UTC)}
	next := p.asOf.AddDate(0, 0, 1)
	if grain == Month {
		p.end = next.AddDate(0, 0, 1-next.Day())
		p.year = p.end.AddDate(0, -13, 0)
	} else {
		p.end = next.AddDate(0, 0, -(int(next.Weekday())+6)%7)
		p.year = p.end.AddDate(0, 0, -53*7)
	}
	p.start, p.before = p.step(p.end, -1), p.step(p.end, -2)
	return p
}

// step gives the first day of the period that is n periods after the one that starts on the day.
func (p period) step(day time.Time, n int) time.Time {
	if p.grain == Month {
		return day.AddDate(0, n, 0)
	}
	return day.AddDate(0, 0, 7*n)
}

// index gives the place among the trendPeriods, the period of the report being the last; it is negative before them.
func (p period) index(begins time.Time) int {
	for i := range trendPeriods {
		if p.step(p.start, -i).Equal(begins) {
			return trendPeriods - 1 - i
		}
	}
	return -1
}

func (p period) known() bool { return !p.start.IsZero() }

// String writes the period as officials do.
func (p period) String() string {
	if p.grain == Month {
		return fmt.Sprintf("%d年%d月", p.start.Year(), p.start.Month())
	}
	year, week := p.start.ISOWeek()
	return fmt.Sprintf("%d年第%d周（%s至%s）", year, week, monthDay(p.start), monthDay(p.end.AddDate(0, 0, -1)))
}

// unit, now and last are the words for a period, this one and the one before.
func (p period) unit() string {
	if p.grain == Month {
		return "个月"
	}
	return "周"
}

func (p period) now() string {
	if p.grain == Month {
		return "本月"
	}
	return "本周"
}

func (p period) last() string {
	if p.grain == Month {
		return "上月"
	}
	return "上周"
}

// trend is the words for the periods of a small trend.
func (p period) trend() string { return fmt.Sprintf("近%d%s", trendPeriods, p.unit()) }

// unfinished says that the data end before the period does: its counts are not compared with those of whole periods.
func (p period) unfinished() bool {
	return p.known() && !p.latest.IsZero() && p.latest.Before(p.end.AddDate(0, 0, -1))
}

// name is the period in a word or two.
func (p period) name() string {
	if p.grain == Month {
		return fmt.Sprintf("%d月", p.start.Month())
	}
	return p.now()
}

// unfinishedWords says how far the data of an unfinished period go.
func (p period) unfinishedWords() string {
	if p.latest.Before(p.start) {
		return fmt.Sprintf("数据到%s，%s还没有意见，不作比较", fullDay(p.latest), p.name())
	}
	return fmt.Sprintf("数据到%s，%s未完，不作比较", monthDay(p.latest), p.name())
}

// label writes where a period starts, for the axis of a chart.
func (p period) label(begins time.Time) string {
	if p.grain == Month {
		return fmt.Sprintf("%02d/%d", begins.Year()%100, begins.Month())
	}
	return fmt.Sprintf("%d/%d", begins.Month(), begins.Day())
}

// values gives the parameters of the chart queries; without dates they are far in the past, so that counts of a period are 0.
func (p period) values() map[string]string {
	if !p.known() {
		p = periodOf(time.Date(1900, 1, 7, 0, 0, 0, 0, time.UTC), p.grain)
	}
	yearEnd := p.step(p.year, 1)
	return map[string]string{
		"grain": string(p.grain), "as_of": p.asOf.Format(time.DateOnly),
		"period_start": p.start.Format(time.DateOnly), "period_end": p.end.Format(time.DateOnly), "before_start": p.before.Format(time.DateOnly),
		"year_start": p.year.Format(time.DateOnly), "year_end": yearEnd.Format(time.DateOnly),
		"trend_start":  p.step(p.start, 1-trendPeriods).Format(time.DateOnly),
		"window_start": p.step(p.start, 1-windowPeriods).Format(time.DateOnly),
	}
}

func monthDay(t time.Time) string { return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }

// span writes the days from the first to the last, both included.
func span(first, last time.Time) string {
	if first.Year() == last.Year() {
		return fullDay(first) + "至" + monthDay(last)
	}
	return fullDay(first) + "至" + fullDay(last)
}

// isoDay writes a day as the tables do.
func isoDay(t time.Time) string { return t.Format(time.DateOnly) }

// fullDay writes a day with its year.
func fullDay(t time.Time) string { return fmt.Sprintf("%d年%s", t.Year(), monthDay(t)) }
