package reports

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSettle(t *testing.T) {
	for name, c := range map[string]struct {
		in   []int64
		want []bool
	}{
		"nothing small":            {[]int64{9, 5, 7}, []bool{false, false, false}},
		"one small takes the next": {[]int64{9, 3, 7}, []bool{false, true, true}},
		"two that sum to enough":   {[]int64{9, 3, 2, 7}, []bool{false, true, true, false}},
		"two that do not":          {[]int64{9, 1, 2, 7}, []bool{false, true, true, true}},
		"only zeros hide nothing":  {[]int64{9, 0, 0}, []bool{false, true, true}},
		"a zero guards nothing":    {[]int64{9, 0, 4}, []bool{true, true, true}},
		"nothing left to hide":     {[]int64{2, 1}, []bool{true, true}},
		"empty":                    {nil, nil},
	} {
		var p protection
		var cells []*guarded
		for _, n := range c.in {
			cells = append(cells, p.cell(n))
		}
		p.line(cells)
		p.settle()
		for i, g := range cells {
			if g.hidden != c.want[i] {
				t.Errorf("%s: cell %d of %v: hidden is %v", name, i, c.in, g.hidden)
			}
		}
	}
}

func TestSettleFollowsWhatImplies(t *testing.T) {
	var p protection
	part, rest := p.pair(18, 20)
	if p.settle(); !part.hidden || !rest.hidden {
		t.Error("a part is shown that tells how few are left")
	}
	var q protection
	whole, inner := q.cell(3), q.cell(9)
	q.hides(whole, inner)
	if q.settle(); !inner.hidden {
		t.Error("what is implied is shown")
	}
}

// TestNoCellOfACrossTableCanBeSolved plays the reader who knows all totals: for every small cell there are two tables of counts that
// agree with all that is shown.
func TestNoCellOfACrossTableCanBeSolved(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	small := 0
	for range 2000 {
		rows, columns := 2+random.IntN(2), 2+random.IntN(2)
		var p protection
		table := make([][]*guarded, rows)
		for i := range table {
			for range columns {
				table[i] = append(table[i], p.cell(int64(random.IntN(6)*random.IntN(3))))
			}
		}
		p.table(table)
		p.settle()
		if !anyVisible(slices.Concat(table...)) {
			continue // then the totals are small too, and hidden
		}
		for i, row := range table {
			for j, g := range row {
				if g.n > 0 && g.n < smallCell {
					small++
					if !g.hidden || !ambiguous(table, i, j) {
						t.Fatalf("cell %d,%d of %v can be solved: %d", i, j, table, g.n)
					}
				}
			}
		}
	}
	if small < 500 {
		t.Errorf("%d small cells were tried", small)
	}
}

// ambiguous says, by trying all of them, whether another table with the same sums and the same shown cells has another count in this place.
func ambiguous(table [][]*guarded, row, column int) bool {
	rows, columns := make([]int64, len(table)), make([]int64, len(table[0]))
	type place struct{ i, j int }
	places := []place{{row, column}}
	for i, line := range table {
		for j, g := range line {
			if !g.hidden {
				continue
			}
			rows[i], columns[j] = rows[i]+g.n, columns[j]+g.n
			if i != row || j != column {
				places = append(places, place{i, j})
			}
		}
	}
	var fill func(at int) bool
	fill = func(at int) bool {
		if at == len(places) {
			for _, left := range append(append([]int64(nil), rows...), columns...) {
				if left != 0 {
					return false
				}
			}
			return true
		}
		s := places[at]
		for n := range min(rows[s.i], columns[s.j]) + 1 {
			if at == 0 && n == table[row][column].n {
				continue
			}
			rows[s.i], columns[s.j] = rows[s.i]-n, columns[s.j]-n
			found := fill(at + 1)
			rows[s.i], columns[s.j] = rows[s.i]+n, columns[s.j]+n
			if found {
				return true
			}
		}
		return false
	}
	return fill(0)
}
