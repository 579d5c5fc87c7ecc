package hotspot

import "slices"

// adjust gives the q-values of Benjamini and Hochberg: flagging every test whose q is below a level keeps the expected share of false
// ones among the flagged at or below that level. The order of the result is that of p.
func adjust(p []float64) []float64 {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case p[a] < p[b]:
			return -1
		case p[a] > p[b]:
			return 1
		}
		return 0
	})
	q := make([]float64, len(p))
	least := 1.0
	for rank := len(order) - 1; rank >= 0; rank-- {
		i := order[rank]
		least = min(least, p[i]*float64(len(p))/float64(rank+1))
		q[i] = least
	}
	return q
}

// family is what is tested together: one share of false discoveries is promised for each.
type family struct {
	unitKind, basis, axis string
	wholeWind             bool
	start, end            int64 // days
}

func familyOf(r *Row) family {
	return family{r.UnitKind, r.Basis, r.Axis, r.Problem == "", dayNumber(r.Period.Start), dayNumber(r.Period.End)}
}

// judge fills QValue and Flagged. distinct[i] is the count of distinct submissions behind rows[i].
func judge(rows []Row, distinct []int) {
	members := map[family][]int{}
	for i := range rows {
		if rows[i].Tested {
			f := familyOf(&rows[i])
			members[f] = append(members[f], i)
		}
	}
	for _, tested := range members {
		p := make([]float64, len(tested))
		for j, i := range tested {
			p[j] = rows[i].PValue
		}
		for j, q := range adjust(p) {
			r := &rows[tested[j]]
			r.QValue = q
			r.Flagged = q < FalseShare && distinct[tested[j]] >= MinFlagged && r.Ratio > 1
		}
	}
}
