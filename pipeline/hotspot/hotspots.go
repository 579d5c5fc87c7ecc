package hotspot

import (
	"cmp"
	"fmt"
	"slices"
)

// topic is a wind or a problem of one axis, as counted for one kind of unit.
type topic struct{ unitKind, axis, wind, problem string }

// Hotspots compares each unit with all units together, for every wind and problem that occurs in counts. It gives a row for every unit
// that has a total, zero counts included, on the basis of comments, and on that of population for units whose population is known
// (none of a kind with fewer than two such). Counts left out are zero. The rows are sorted by unit kind, basis, axis, wind, problem
// (the whole wind first) and unit. An error names the count that contradicts the totals.
func Hotspots(counts []Count, totals []Total, period Period) ([]Row, error) {
	units, err := unitsByKind(totals)
	if err != nil {
		return nil, err
	}
	found, err := countsByTopic(counts, units)
	if err != nil {
		return nil, err
	}
	var rows []Row
	var distinct []int
	for _, t := range sortedTopics(found) {
		for _, basis := range []string{BasisComments, BasisPopulation} {
			r, d := compareUnits(t, found[t], units[t.unitKind], basis, period)
			rows, distinct = append(rows, r...), append(distinct, d...)
		}
	}
	judge(rows, distinct)
	slices.SortStableFunc(rows, compareRows)
	return rows, nil
}

// compareUnits makes the rows of one wind or problem on one basis, untested ones included, and the distinct count behind each.
func compareUnits(t topic, found map[string]Count, units []Total, basis string, period Period) ([]Row, []int) {
	exposed := units
	if basis == BasisPopulation {
		exposed = slices.DeleteFunc(slices.Clone(units), func(u Total) bool { return u.Population == 0 })
		if len(exposed) < 2 {
			return nil, nil
		}
	}
	var all Total
	var sum Count
	for _, u := range exposed {
		c := found[u.Unit]
		all.N, all.NDistinct, all.Population = all.N+u.N, all.NDistinct+u.NDistinct, all.Population+u.Population
		sum.N, sum.NDistinct = sum.N+c.N, sum.NDistinct+c.NDistinct
	}
	if sum.N == 0 {
		return nil, nil
	}
	rows, distinct := make([]Row, 0, len(exposed)), make([]int, 0, len(exposed))
	cells := make([]cell, 0, len(exposed))
	for _, u := range exposed {
		c := found[u.Unit]
		share, shareDistinct := ratioOf(u.N, all.N), ratioOf(u.NDistinct, all.NDistinct)
		if basis == BasisPopulation {
			share = ratioOf(u.Population, all.Population)
			shareDistinct = share
		}
		own := cell{c.NDistinct, float64(sum.NDistinct) * shareDistinct}
		row := Row{
			UnitKind: t.unitKind, UnitCode: u.Unit, Basis: basis, Axis: t.axis, Wind: t.wind, Problem: t.problem,
			Period: period, N: c.N, Expected: float64(sum.N) * share,
		}
		row.Tested = row.Expected >= MinExpected && own.expected >= MinExpected
		if row.Tested {
			if basis == BasisPopulation {
				row.PValue = binomialMidP(c.NDistinct, sum.NDistinct, share)
			} else {
				row.PValue = hypergeometricMidP(c.NDistinct, u.NDistinct, sum.NDistinct, all.NDistinct)
			}
		}
		rows, distinct, cells = append(rows, row), append(distinct, c.NDistinct), append(cells, own)
	}
	prior := fit(cells)
	for i := range rows {
		rows[i].Ratio, rows[i].RatioLo, rows[i].RatioHi = prior.posterior(cells[i])
	}
	return rows, distinct
}

func ratioOf(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// unitsByKind gives the units of each kind, sorted by code.
func unitsByKind(totals []Total) (map[string][]Total, error) {
	units := map[string][]Total{}
	for _, t := range totals {
		if err := t.check(); err != nil {
			return nil, err
		}
		units[t.UnitKind] = append(units[t.UnitKind], t)
	}
	for kind, of := range units {
		slices.SortFunc(of, func(a, b Total) int { return cmp.Compare(a.Unit, b.Unit) })
		for i := 1; i < len(of); i++ {
			if of[i].Unit == of[i-1].Unit {
				return nil, fmt.Errorf("total of %s %s is given twice", kind, of[i].Unit)
			}
		}
	}
	return units, nil
}

// countsByTopic gives for each wind and problem the units' counts by unit code.
func countsByTopic(counts []Count, units map[string][]Total) (map[topic]map[string]Count, error) {
	type unit struct{ kind, code string }
	total := map[unit]Total{}
	for kind, of := range units {
		for _, t := range of {
			total[unit{kind, t.Unit}] = t
		}
	}
	found := map[topic]map[string]Count{}
	for _, c := range counts {
		if err := c.check(); err != nil {
			return nil, err
		}
		whole, ok := total[unit{c.UnitKind, c.Unit}]
		if !ok {
			return nil, fmt.Errorf("count of %s %s, %s: that unit has no total", c.UnitKind, c.Unit, c.what())
		}
		if c.N > whole.N || c.NDistinct > whole.NDistinct {
			return nil, fmt.Errorf("count of %s %s, %s: %d comments (%d distinct), more than the unit's total of %d (%d)",
				c.UnitKind, c.Unit, c.what(), c.N, c.NDistinct, whole.N, whole.NDistinct)
		}
		t := topic{c.UnitKind, c.Axis, c.Wind, c.Problem}
		if found[t] == nil {
			found[t] = map[string]Count{}
		}
		if _, twice := found[t][c.Unit]; twice {
			return nil, fmt.Errorf("count of %s %s, %s is given twice", c.UnitKind, c.Unit, c.what())
		}
		found[t][c.Unit] = c
	}
	return found, nil
}

func sortedTopics[V any](found map[topic]V) []topic {
	topics := make([]topic, 0, len(found))
	for t := range found {
		topics = append(topics, t)
	}
	slices.SortFunc(topics, func(a, b topic) int {
		return cmp.Or(cmp.Compare(a.unitKind, b.unitKind), cmp.Compare(a.axis, b.axis), cmp.Compare(a.wind, b.wind), cmp.Compare(a.problem, b.problem))
	})
	return topics
}

func compareRows(a, b Row) int {
	return cmp.Or(cmp.Compare(a.UnitKind, b.UnitKind), cmp.Compare(a.Basis, b.Basis), cmp.Compare(a.Axis, b.Axis),
		cmp.Compare(a.Wind, b.Wind), cmp.Compare(a.Problem, b.Problem), cmp.Compare(a.UnitCode, b.UnitCode),
		cmp.Compare(dayNumber(a.Period.Start), dayNumber(b.Period.Start)))
}
