package hotspot

import (
	"fmt"
	"slices"
	"time"
)

// calendar is the weeks, Monday to Sunday, that are worth a look: those with comments and those for which such a week is the past. One
// comment with a year far off does not make it centuries long.
type calendar struct {
	start, end int64   // the period, in days
	numbers    []int64 // of the weeks, ascending; week 0 starts on Monday 1970-01-05
	place      map[int64]int
}

func weekNumber(day int64) int64 {
	day -= 4 // day 0 was a Thursday
	if day < 0 {
		day -= 6
	}
	return day / 7
}

func newCalendar(p Period, totals []WeekTotal) (calendar, error) {
	if p.days() == 0 {
		return calendar{}, fmt.Errorf("period from %s to %s holds no day", p.Start.Format(time.DateOnly), p.End.Format(time.DateOnly))
	}
	c := calendar{start: dayNumber(p.Start), end: dayNumber(p.End), place: map[int64]int{}}
	first, last := weekNumber(c.start), weekNumber(c.end)
	held := map[int64]bool{}
	for _, t := range totals {
		n := weekNumber(dayNumber(t.Week))
		if n < first || n > last {
			return calendar{}, fmt.Errorf("total of %s %s: the week of %s lies outside the period", t.UnitKind, t.Unit, t.Week.Format(time.DateOnly))
		}
		held[n] = true
	}
	for n := range held {
		for later := n; later <= min(n+MaxPastWeeks, last); later++ {
			c.place[later] = 0
		}
	}
	for n := range c.place {
		c.numbers = append(c.numbers, n)
	}
	slices.Sort(c.numbers)
	for i, n := range c.numbers {
		c.place[n] = i
	}
	return c, nil
}

// index is the place of t's week; an error if there is no such week.
func (c *calendar) index(t time.Time) (int, error) {
	i, ok := c.place[weekNumber(dayNumber(t))]
	if !ok {
		return 0, fmt.Errorf("the week of %s has no total", t.Format(time.DateOnly))
	}
	return i, nil
}

// week is the Monday and the Sunday of week i.
func (c *calendar) week(i int) Period {
	monday := 4 + 7*c.numbers[i]
	return Period{dateOf(monday), dateOf(monday + 6)}
}

// exposure is how many days of week i, and of the weeks it is held against, lie in the period; and whether those weeks are enough.
func (c *calendar) exposure(i int) (days, pastDays int, enough bool) {
	n := c.numbers[i]
	from := max(n-MaxPastWeeks, weekNumber(c.start))
	return c.daysBetween(4+7*n, 4+7*n+6), c.daysBetween(4+7*from, 4+7*n-1), n-from >= MinPastWeeks
}

func (c *calendar) daysBetween(first, last int64) int {
	return max(0, int(min(last, c.end)-max(first, c.start))+1)
}

func dateOf(day int64) time.Time { return time.Unix(day*86400, 0).UTC() }
