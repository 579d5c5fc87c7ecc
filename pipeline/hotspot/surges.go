package hotspot

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// How much of a unit's past a week is held against.
const (
	MaxPastWeeks = 26   // half a year: what came before says little about now
	MinPastWeeks = 4    // with less, the week is left out
	minFitted    = 0.25 // weeks that expect less tell nothing of how weeks differ
)

// WeekCount is a Count of one week; Week is any time of that week.
type WeekCount struct {
	Count
	Week time.Time
}

// WeekTotal is a Total of one week; Week is any time of that week.
type WeekTotal struct {
	Total
	Week time.Time
}

// Surges compares each week (Monday to Sunday) of each unit with the same unit's weeks before it, at most MaxPastWeeks and at least
// MinPastWeeks of them. Of the first and last week only the days within the period count. Weeks and counts left out are zero. On the basis of comments the share of the unit's comments is
// compared; on that of population the number a day, its population being the same in both. A row is given where the week holds
// such a comment or 1 was expected. The rows are sorted as by Hotspots, then by week.
func Surges(counts []WeekCount, totals []WeekTotal, period Period) ([]Row, error) {
	calendar, err := newCalendar(period, totals)
	if err != nil {
		return nil, err
	}
	series, err := seriesOf(counts, totals, &calendar)
	if err != nil {
		return nil, err
	}
	var rows []Row
	var distinct []int
	for _, t := range sortedTopics(series) {
		for _, basis := range []string{BasisComments, BasisPopulation} {
			r, d := compareWeeks(t, series[t], &calendar, basis)
			rows, distinct = append(rows, r...), append(distinct, d...)
		}
	}
	judge(rows, distinct)
	slices.SortStableFunc(rows, compareRows)
	return rows, nil
}

// weekTally is one week of one unit: counted and exposed.
type weekTally struct{ n, distinct, total, totalDistinct int }

// unitSeries is every week of one unit for one wind or problem.
type unitSeries struct {
	unit       string
	population int
	weeks      []weekTally
}

// compareWeeks makes the rows of one wind or problem on one basis and the distinct count behind each.
func compareWeeks(t topic, units []unitSeries, cal *calendar, basis string) ([]Row, []int) {
	var rows []Row
	var distinct []int
	var shown []cell
	var all []cell // every week with enough of a past, shown or not: the prior is fitted to these
	for _, u := range units {
		if basis == BasisPopulation && u.population == 0 {
			continue
		}
		for w := range u.weeks {
			days, pastDays, enough := cal.exposure(w)
			if !enough {
				continue
			}
			now, past := u.weeks[w], weekTally{}
			for v := w - 1; v >= 0 && cal.numbers[v] >= cal.numbers[w]-MaxPastWeeks; v-- {
				p := u.weeks[v]
				past.n, past.distinct, past.total, past.totalDistinct = past.n+p.n, past.distinct+p.distinct, past.total+p.total, past.totalDistinct+p.totalDistinct
			}
			expected := float64(past.n) * ratioOf(now.total, past.total)
			own := cell{now.distinct, float64(past.distinct) * ratioOf(now.totalDistinct, past.totalDistinct)}
			if basis == BasisPopulation {
				expected = float64(past.n) * ratioOf(days, pastDays)
				own.expected = float64(past.distinct) * ratioOf(days, pastDays)
			}
			if own.expected >= minFitted {
				all = append(all, own)
			}
			if now.n == 0 && expected < MinExpected {
				continue
			}
			row := Row{
				UnitKind: t.unitKind, UnitCode: u.unit, Basis: basis, Axis: t.axis, Wind: t.wind, Problem: t.problem,
				Period: cal.week(w), N: now.n, Expected: expected,
			}
			row.Tested = expected >= MinExpected && own.expected >= MinExpected
			if row.Tested {
				both := now.distinct + past.distinct
				if basis == BasisPopulation {
					row.PValue = binomialMidP(now.distinct, both, ratioOf(days, days+pastDays))
				} else {
					row.PValue = hypergeometricMidP(now.distinct, now.totalDistinct, both, now.totalDistinct+past.totalDistinct)
				}
			}
			rows, distinct, shown = append(rows, row), append(distinct, now.distinct), append(shown, own)
		}
	}
	prior := fit(all)
	for i := range rows {
		rows[i].Ratio, rows[i].RatioLo, rows[i].RatioHi = prior.posterior(shown[i])
	}
	return rows, distinct
}

// seriesOf lays the counts out by wind or problem, unit (sorted by code) and week.
func seriesOf(counts []WeekCount, totals []WeekTotal, cal *calendar) (map[topic][]unitSeries, error) {
	type unit struct{ kind, code string }
	type base struct {
		population int
		weeks      []weekTally
	}
	bases := map[unit]*base{}
	for _, t := range totals {
		if err := t.check(); err != nil {
			return nil, err
		}
		w, err := cal.index(t.Week)
		if err != nil {
			return nil, fmt.Errorf("total of %s %s: %w", t.UnitKind, t.Unit, err)
		}
		key := unit{t.UnitKind, t.Unit}
		if bases[key] == nil {
			bases[key] = &base{t.Population, make([]weekTally, len(cal.numbers))}
		}
		b := bases[key]
		if b.population != t.Population {
			return nil, fmt.Errorf("total of %s %s: population %d in one week, %d in another", t.UnitKind, t.Unit, b.population, t.Population)
		}
		if b.weeks[w].total != 0 {
			return nil, fmt.Errorf("total of %s %s is given twice for the week of %s", t.UnitKind, t.Unit, cal.week(w).Start.Format(time.DateOnly))
		}
		b.weeks[w].total, b.weeks[w].totalDistinct = t.N, t.NDistinct
	}
	found := map[topic]map[string][]weekTally{}
	for _, c := range counts {
		if err := c.check(); err != nil {
			return nil, err
		}
		w, err := cal.index(c.Week)
		if err != nil {
			return nil, fmt.Errorf("count of %s %s, %s: %w", c.UnitKind, c.Unit, c.what(), err)
		}
		b := bases[unit{c.UnitKind, c.Unit}]
		if b == nil || c.N > b.weeks[w].total || c.NDistinct > b.weeks[w].totalDistinct {
			return nil, fmt.Errorf("count of %s %s, %s, week of %s: more than the unit's total", c.UnitKind, c.Unit, c.what(), cal.week(w).Start.Format(time.DateOnly))
		}
		t := topic{c.UnitKind, c.Axis, c.Wind, c.Problem}
		if found[t] == nil {
			found[t] = map[string][]weekTally{}
		}
		weeks := found[t][c.Unit]
		if weeks == nil {
			weeks = slices.Clone(b.weeks)
			found[t][c.Unit] = weeks
		}
		if weeks[w].n != 0 {
			return nil, fmt.Errorf("count of %s %s, %s is given twice for the week of %s", c.UnitKind, c.Unit, c.what(), cal.week(w).Start.Format(time.DateOnly))
		}
		weeks[w].n, weeks[w].distinct = c.N, c.NDistinct
	}
	series := make(map[topic][]unitSeries, len(found))
	for t, byUnit := range found {
		list := make([]unitSeries, 0, len(byUnit))
		for code, weeks := range byUnit {
			list = append(list, unitSeries{code, bases[unit{t.unitKind, code}].population, weeks})
		}
		slices.SortFunc(list, func(a, b unitSeries) int { return cmp.Compare(a.unit, b.unit) })
		series[t] = list
	}
	return series, nil
}
