package hotspot

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

// steady makes weeks of 100 comments about a unit, 5 of them on one problem, and more in the last.
func steady(weeks, last int, population int) ([]WeekCount, []WeekTotal, Period) {
	start := day(2014, 3, 3) // a Monday
	var counts []WeekCount
	var totals []WeekTotal
	for w := range weeks {
		n := 5
		if w == weeks-1 {
			n = last
		}
		at := start.AddDate(0, 0, 7*w+w%7)
		counts = append(counts, WeekCount{Count{"township", "a", "winds", "hedonism", "hedonism.idleness", n, n}, at})
		totals = append(totals, WeekTotal{Total{"township", "a", 100, 100, population}, at})
	}
	return counts, totals, Period{start, start.AddDate(0, 0, 7*weeks-1)}
}

func TestSurgeIsFound(t *testing.T) {
	counts, totals, period := steady(20, 20, 0)
	rows, err := Surges(counts, totals, period)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 20-MinPastWeeks {
		t.Fatalf("got %d rows, want one for each week with a past", len(rows))
	}
	for i, r := range rows {
		last := i == len(rows)-1
		if r.Flagged != last || math.Abs(r.Expected-5) > 1e-9 || !r.Tested {
			t.Errorf("week of %s: %+v", r.Period.Start.Format(time.DateOnly), r)
		}
		if r.Period.Start.Weekday() != time.Monday || r.Period.End.Weekday() != time.Sunday {
			t.Errorf("week from %s to %s", r.Period.Start, r.Period.End)
		}
	}
}

func TestSurgeByPopulationCountsDays(t *testing.T) {
	counts, totals, period := steady(10, 5, 40000)
	period.End = period.End.AddDate(0, 0, -4) // the last week is cut to three days
	counts[9].Week, totals[9].Week = period.End, period.End
	rows, err := Surges(counts, totals, period)
	if err != nil {
		t.Fatal(err)
	}
	var last Row
	for _, r := range rows {
		if r.Basis == BasisPopulation {
			last = r
		}
	}
	if want := 5.0 * 3 / 7; math.Abs(last.Expected-want) > 1e-9 {
		t.Errorf("expected %v in three days, want %v", last.Expected, want)
	}
}

// A date that is centuries off costs a few weeks, not all of those between.
func TestFarOffDateIsCheap(t *testing.T) {
	counts, totals, period := steady(12, 20, 0)
	far := day(1900, 1, 1)
	totals = append(totals, WeekTotal{Total{"township", "a", 1, 1, 0}, far})
	period.Start = far
	rows, err := Surges(counts, totals, period)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 || !rows[len(rows)-1].Flagged {
		t.Errorf("got %d rows, the surge not among them", len(rows))
	}
}

// A text sent a hundred times weighs as much as one sent once.
func TestMassSubmissionIsNotSignificant(t *testing.T) {
	var counts []Count
	var totals []Total
	for _, unit := range []string{"a", "b", "c", "d"} {
		counts = append(counts, Count{"township", unit, "winds", "hedonism", "hedonism.idleness", 10, 10})
		totals = append(totals, Total{"township", unit, 200, 200, 0})
	}
	counts[0].N, totals[0].N = 110, 300
	rows, err := Hotspots(counts, totals, Period{})
	if err != nil {
		t.Fatal(err)
	}
	if r := rows[0]; r.N != 110 || r.Flagged || r.PValue < 0.3 || math.Abs(r.Ratio-1) > 0.01 {
		t.Errorf("one text sent a hundred times: %+v", r)
	}
}

func TestPopulationBasis(t *testing.T) {
	counts := []Count{{"township", "a", "topics", "sg.livelihood", "", 40, 40}, {"township", "b", "topics", "sg.livelihood", "", 10, 10}, {"township", "c", "topics", "sg.livelihood", "", 7, 7}}
	totals := []Total{{"township", "a", 100, 100, 20000}, {"township", "b", 30, 30, 30000}, {"township", "c", 20, 20, 0}, {"department", "x", 50, 50, 0}}
	rows, err := Hotspots(counts, totals, Period{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		if r.Basis == BasisPopulation {
			got = append(got, r.UnitCode)
			want := map[string]float64{"a": 20, "b": 30}[r.UnitCode]
			if math.Abs(r.Expected-want) > 1e-9 || r.Flagged != (r.UnitCode == "a") {
				t.Errorf("by population: %+v", r)
			}
		}
	}
	if diff := cmp.Diff([]string{"a", "b"}, got); diff != "" {
		t.Errorf("units by population (-want +got):\n%s", diff)
	}
	totals[1].Population = 0
	rows, err = Hotspots(counts, totals, Period{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Basis == BasisPopulation {
			t.Errorf("one known population compares with nothing: %+v", r)
		}
	}
}

func TestAdjust(t *testing.T) {
	got := adjust([]float64{0.04, 0.01, 0.03, 0.5})
	want := []float64{0.16 / 3, 0.04, 0.16 / 3, 0.5}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-12 {
			t.Errorf("q %d: got %v, want %v", i, got[i], want[i])
		}
	}
	if len(adjust(nil)) != 0 {
		t.Error("no tests have q-values")
	}
}

func TestContradictionsAreErrors(t *testing.T) {
	good := Count{"township", "a", "winds", "hedonism", "", 2, 2}
	total := Total{"township", "a", 3, 3, 0}
	change := func(f func(c *Count, t *Total)) ([]Count, []Total) {
		c, tt := good, total
		f(&c, &tt)
		return []Count{c}, []Total{tt}
	}
	for _, x := range []struct {
		name, want string
		f          func(c *Count, t *Total)
	}{
		{"no unit", "must be given", func(c *Count, _ *Total) { c.Unit = "" }},
		{"no wind", "must be given", func(c *Count, _ *Total) { c.Wind = "" }},
		{"other unit", "no total", func(c *Count, _ *Total) { c.Unit = "b" }},
		{"more than all", "more than", func(c *Count, _ *Total) { c.N = 4 }},
		{"more distinct than all", "cannot be", func(c *Count, _ *Total) { c.NDistinct = 3 }},
		{"none distinct", "cannot be", func(c *Count, _ *Total) { c.NDistinct = 0 }},
		{"negative", "cannot be", func(_ *Count, t *Total) { t.Population = -1 }},
	} {
		counts, totals := change(x.f)
		if _, err := Hotspots(counts, totals, Period{}); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("hotspots, %s: got error %v, want one with %q", x.name, err, x.want)
		}
	}
	if _, err := Hotspots([]Count{good, good}, []Total{total}, Period{}); err == nil {
		t.Error("a count twice: no error")
	}
	if _, err := Hotspots(nil, []Total{total, total}, Period{}); err == nil {
		t.Error("a total twice: no error")
	}
	counts, totals, period := steady(8, 5, 0)
	for _, bad := range []func() error{
		func() error { _, err := Surges(counts, totals, Period{period.End, period.Start}); return err },
		func() error { _, err := Surges(counts, totals, Period{period.Start, period.Start}); return err },
		func() error { _, err := Surges(append(counts, counts[0]), totals, period); return err },
		func() error { _, err := Surges(counts, append(totals, totals[0]), period); return err },
		func() error { _, err := Surges(counts, totals[1:], period); return err },
	} {
		if bad() == nil {
			t.Error("surges: contradicting input gives no error")
		}
	}
}
