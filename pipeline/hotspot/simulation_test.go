package hotspot

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
	"time"
)

// county is a simulated county: 16 townships and 78 departments of very unequal size, and the rates of 25 problems in 5 winds.
type county struct {
	townships, departments []float64 // share of the comments, cumulated
	population             []int
	rates                  []float64 // of each problem, for one comment
}

const (
	simulatedComments = 6000
	problemsPerWind   = 5
)

func newCounty(r *rand.Rand) county {
	shares := func(n int, spread float64) []float64 {
		sizes, sum := make([]float64, n), 0.0
		for i := range sizes {
			sizes[i] = math.Exp(spread * r.NormFloat64())
			sum += sizes[i]
		}
		for i := range sizes {
			sizes[i] /= sum
		}
		return sizes
	}
	c := county{townships: shares(16, 0.7), departments: shares(78, 1.2)}
	for _, s := range c.townships {
		c.population = append(c.population, int(800000*s))
	}
	for range 25 {
		c.rates = append(c.rates, math.Exp(math.Log(0.004)+r.Float64()*math.Log(20)))
	}
	return c
}

// pick draws an index with the given shares.
func pick(r *rand.Rand, shares []float64) int {
	u := r.Float64()
	for i, s := range shares {
		if u -= s; u < 0 {
			return i
		}
	}
	return len(shares) - 1
}

// draw simulates comments without any effect and counts them as the queries would.
func (c county) draw(r *rand.Rand) ([]Count, []Total) {
	type key struct{ kind, unit, wind, problem string }
	counts := map[key]int{}
	totals := map[[2]string]int{}
	for range simulatedComments {
		units := [2][2]string{{"township", fmt.Sprintf("t%02d", pick(r, c.townships))}, {"department", fmt.Sprintf("d%02d", pick(r, c.departments))}}
		for _, u := range units {
			totals[u]++
		}
		last := -1
		for p, rate := range c.rates {
			if r.Float64() >= rate {
				continue
			}
			wind := p / problemsPerWind
			for _, u := range units {
				counts[key{u[0], u[1], fmt.Sprintf("w%d", wind), fmt.Sprintf("w%d.p%d", wind, p)}]++
				if wind != last {
					counts[key{u[0], u[1], fmt.Sprintf("w%d", wind), ""}]++
				}
			}
			last = wind
		}
	}
	var cs []Count
	for k, n := range counts {
		cs = append(cs, Count{k.kind, k.unit, "winds", k.wind, k.problem, n, n})
	}
	var ts []Total
	for i, p := range c.population {
		code := fmt.Sprintf("t%02d", i)
		n := totals[[2]string{"township", code}]
		ts = append(ts, Total{"township", code, n, n, p})
	}
	for i := range c.departments {
		code := fmt.Sprintf("d%02d", i)
		n := totals[[2]string{"department", code}]
		ts = append(ts, Total{"department", code, n, n, 0})
	}
	return cs, ts
}

// sixFamilies is the normal quantile that the highest of six families exceeds by chance in 5 % of the tests.
const sixFamilies = 2.39

var simulatedPeriod = Period{time.Date(2014, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2014, 9, 30, 0, 0, 0, 0, time.UTC)}

func familyName(r *Row) string {
	level := "problem"
	if r.Problem == "" {
		level = "wind"
	}
	return r.UnitKind + " by " + r.Basis + ", " + level
}

// Without any effect, no family may be flagged in more than 5 % of the runs, but for chance.
func TestNoEffectIsSeldomFlagged(t *testing.T) {
	const runs = 200
	r := rand.New(rand.NewPCG(4, 2014))
	flagged, tested := map[string]int{}, map[string]int{}
	for range runs {
		c := newCounty(r)
		counts, totals := c.draw(r)
		rows, err := Hotspots(counts, totals, simulatedPeriod)
		if err != nil {
			t.Fatal(err)
		}
		hit := map[string]bool{}
		for i := range rows {
			name := familyName(&rows[i])
			if rows[i].Tested {
				tested[name]++
			}
			if rows[i].Flagged {
				hit[name] = true
			}
		}
		for name := range hit {
			flagged[name]++
		}
	}
	if len(tested) != 6 {
		t.Errorf("got %d families, want 6: %v", len(tested), tested)
	}
	limit := 0.05 + sixFamilies*math.Sqrt(0.05*0.95/runs)
	for name, cells := range tested {
		share := float64(flagged[name]) / runs
		t.Logf("%-32s %4d cells tested a run, a flag in %.3f of the runs", name, cells/runs, share)
		if share > limit {
			t.Errorf("%s: a flag in %.3f of the runs without any effect, want at most %.3f", name, share, limit)
		}
		if cells < 40*runs {
			t.Errorf("%s: only %d cells tested in %d runs: the simulation says little", name, cells, runs)
		}
	}
}

// plant multiplies one unit's count of one problem, whose expected count is made to be the given one, and gives the result.
func plant(c county, r *rand.Rand, kind string, expected, factor float64) ([]Count, []Total, string, string) {
	const unitShare = 0.05
	units := c.townships
	if kind == "department" {
		units = c.departments
	}
	unit := r.IntN(len(units))
	rest := (1 - unitShare) / (1 - units[unit])
	for i := range units {
		units[i] *= rest
	}
	units[unit] = unitShare
	problem := r.IntN(len(c.rates))
	c.rates[problem] = expected / (unitShare * simulatedComments)
	for i, s := range c.townships {
		c.population[i] = int(800000 * s)
	}
	counts, totals := c.draw(r)
	code, name := fmt.Sprintf("%c%02d", kind[0], unit), fmt.Sprintf("w%d.p%d", problem/problemsPerWind, problem)
	// The excess falls on comments of the unit that did not carry the problem before; which wind they add to is left alone.
	extra := poisson(r, expected*(factor-1))
	found := false
	for i := range counts {
		if counts[i].Unit == code && counts[i].Problem == name {
			counts[i].N, counts[i].NDistinct, found = counts[i].N+extra, counts[i].NDistinct+extra, true
		}
	}
	if !found && extra > 0 {
		counts = append(counts, Count{kind, code, "winds", name[:strings.IndexByte(name, '.')], name, extra, extra})
	}
	return counts, totals, code, name
}

func poisson(r *rand.Rand, mean float64) int {
	n, p := 0, math.Exp(-mean)
	for u := r.Float64(); u > p; u *= r.Float64() {
		n++
	}
	return n
}

var powerTable = flag.Bool("power", false, "log how often an excess of which size is found (some minutes)")

// seen plants an excess in one unit and says how often it is found and how often another unit is flagged beside it.
func seen(t *testing.T, r *rand.Rand, kind string, expected, factor float64, runs int) (found, blamed int) {
	t.Helper()
	for range runs {
		counts, totals, unit, problem := plant(newCounty(r), r, kind, expected, factor)
		rows, err := Hotspots(counts, totals, simulatedPeriod)
		if err != nil {
			t.Fatal(err)
		}
		other := false
		for i := range rows {
			row := &rows[i]
			if !row.Flagged || row.Basis != BasisComments || row.UnitKind != kind || row.Problem == "" {
				continue
			}
			if row.UnitCode == unit && row.Problem == problem {
				found++
			} else if row.UnitCode != unit {
				other = true
			}
		}
		if other {
			blamed++
		}
	}
	return found, blamed
}

// A threefold excess on an expected count of 20 is found, and others are not blamed for it.
func TestThreefoldExcessIsFound(t *testing.T) {
	const runs = 100
	r := rand.New(rand.NewPCG(5, 2014))
	for _, kind := range []string{"township", "department"} {
		found, blamed := seen(t, r, kind, 20, 3, runs)
		t.Logf("%s: found in %d, another unit flagged in %d of %d runs", kind, found, blamed, runs)
		if found < runs*95/100 {
			t.Errorf("%s: threefold excess on 20 found in %d of %d runs, want 95 %%", kind, found, runs)
		}
		if blamed > runs*10/100 {
			t.Errorf("%s: another unit flagged in %d of %d runs, want at most 10 %%", kind, blamed, runs)
		}
	}
}

func TestPowerTable(t *testing.T) {
	if !*powerTable {
		t.Skip("only with -power")
	}
	const runs = 100
	r := rand.New(rand.NewPCG(7, 2014))
	for _, kind := range []string{"township", "department"} {
		for _, expected := range []float64{2, 5, 10, 20, 50} {
			var line []string
			for _, factor := range []float64{1.25, 1.5, 2, 3, 4} {
				found, blamed := seen(t, r, kind, expected, factor, runs)
				line = append(line, fmt.Sprintf("×%.2f %3d%% (%d%%)", factor, found*100/runs, blamed*100/runs))
			}
			t.Logf("%-10s expected %2.0f: %s", kind, expected, strings.Join(line, "  "))
		}
	}
}

// Without any effect, the weeks in which a family is flagged are few.
func TestQuietWeeksAreSeldomFlagged(t *testing.T) {
	r := rand.New(rand.NewPCG(88, 2014))
	const weeks, counties = 20, 12
	start := time.Date(2014, 3, 3, 0, 0, 0, 0, time.UTC)
	flagged, families := map[string]int{}, map[string]int{}
	for range counties {
		c := newCounty(r)
		var counts []WeekCount
		var totals []WeekTotal
		for w := range weeks {
			week := start.AddDate(0, 0, 7*w+w%7)
			cs, ts := c.draw(r)
			for _, x := range cs {
				counts = append(counts, WeekCount{x, week})
			}
			for _, x := range ts {
				totals = append(totals, WeekTotal{x, week})
			}
		}
		rows, err := Surges(counts, totals, Period{start, start.AddDate(0, 0, 7*weeks-1)})
		if err != nil {
			t.Fatal(err)
		}
		tested, hit := map[family]bool{}, map[family]bool{}
		for i := range rows {
			f := familyOf(&rows[i])
			tested[f] = tested[f] || rows[i].Tested
			hit[f] = hit[f] || rows[i].Flagged
		}
		for f, any := range tested {
			name := fmt.Sprint(f.unitKind, " by ", f.basis, ", whole wind ", f.wholeWind)
			if any {
				families[name]++
			}
			if hit[f] {
				flagged[name]++
			}
		}
	}
	if len(families) != 6 {
		t.Errorf("got %d kinds of family, want 6: %v", len(families), families)
	}
	for name, n := range families {
		share := float64(flagged[name]) / float64(n)
		t.Logf("%-45s a flag in %.3f of %d weeks", name, share, n)
		if limit := 0.05 + sixFamilies*math.Sqrt(0.05*0.95/float64(n)); share > limit {
			t.Errorf("%s: a flag in %.3f of %d weeks without any effect, want at most %.3f", name, share, n, limit)
		}
	}
}

// The middle 95 % of the posterior holds the true ratio about as often as it says, where units do differ.
func TestIntervalsHoldTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2014))
	for _, shape := range []float64{2, 5, 20} {
		held, all := 0, 0
		var widths []float64
		for range 100 {
			c := newCounty(r)
			const rate = 0.03
			var cells []cell
			var truth []float64
			for _, share := range c.departments {
				ratio := gammaDraw(r, shape)
				e := share * simulatedComments * rate
				truth = append(truth, ratio)
				cells = append(cells, cell{poisson(r, ratio*e), e})
			}
			fitted := fit(cells)
			for i := range cells {
				_, low, high := fitted.posterior(cells[i])
				widths = append(widths, high-low)
				if all++; truth[i] >= low && truth[i] <= high {
					held++
				}
			}
		}
		sort.Float64s(widths)
		share := float64(held) / float64(all)
		t.Logf("shape %2.0f: the interval holds the truth in %.3f, median width %.2f", shape, share, widths[len(widths)/2])
		if share < 0.90 || share > 0.98 {
			t.Errorf("shape %.0f: the interval of 95 %% holds the truth in %.3f", shape, share)
		}
	}
}

// gammaDraw draws from the gamma distribution of mean 1 and an integer shape.
func gammaDraw(r *rand.Rand, shape float64) float64 {
	var sum float64
	for range int(shape) {
		sum += r.ExpFloat64()
	}
	return sum / shape
}
