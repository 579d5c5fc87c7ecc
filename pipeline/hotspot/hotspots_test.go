package hotspot

import (
	"math"
	"testing"
	"time"
)

// enumerated is the mid-P of k by adding up every outcome in exact integer arithmetic (small cases only).
func enumerated(k, drawn, marked, total int) float64 {
	choose := func(n, r int) float64 {
		if r < 0 || r > n {
			return 0
		}
		c := 1.0
		for i := range r {
			c = c * float64(n-i) / float64(i+1)
		}
		return math.Round(c)
	}
	all := choose(total, drawn)
	var p float64
	for x := k; x <= drawn; x++ {
		w := 1.0
		if x == k {
			w = 0.5
		}
		p += w * choose(marked, x) * choose(total-marked, drawn-x) / all
	}
	return p
}

func TestHypergeometricMidPAgainstEnumeration(t *testing.T) {
	for _, c := range []struct{ drawn, marked, total int }{{5, 7, 20}, {10, 3, 30}, {12, 12, 24}, {1, 1, 2}, {20, 7, 20}, {15, 18, 20}} {
		for k := max(0, c.drawn+c.marked-c.total); k <= min(c.drawn, c.marked); k++ {
			got, want := hypergeometricMidP(k, c.drawn, c.marked, c.total), enumerated(k, c.drawn, c.marked, c.total)
			if math.Abs(got-want) > 1e-12*math.Max(1, want)+1e-12 {
				t.Errorf("mid-P of %d among %+v: got %g, want %g", k, c, got, want)
			}
		}
	}
}

func TestBinomialMidPAgainstSum(t *testing.T) {
	const n, p = 12, 0.2
	pmf := func(k int) float64 {
		return math.Exp(logChoose(n, k)) * math.Pow(p, float64(k)) * math.Pow(1-p, float64(n-k))
	}
	for k := 0; k <= n; k++ {
		want := pmf(k) / 2
		for x := k + 1; x <= n; x++ {
			want += pmf(x)
		}
		if got := binomialMidP(k, n, p); math.Abs(got-want) > 1e-12 {
			t.Errorf("mid-P of %d: got %g, want %g", k, got, want)
		}
	}
}

func TestHotspotsFindsAnExcess(t *testing.T) {
	period := Period{time.Date(2014, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2014, 9, 30, 0, 0, 0, 0, time.UTC)}
	totals := []Total{{"township", "b", 100, 100, 0}, {"township", "a", 100, 100, 0}, {"township", "c", 200, 200, 0}, {"township", "d", 0, 0, 0}}
	counts := []Count{{"township", "a", "winds", "hedonism", "hedonism.idleness", 30, 30}, {"township", "b", "winds", "hedonism", "hedonism.idleness", 10, 10}}
	rows, err := Hotspots(counts, totals, period)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 4 {
		t.Fatalf("got %d rows, want one a unit and none by population", len(rows))
	}
	a, b, c := rows[0], rows[1], rows[2]
	if a.UnitCode != "a" || a.N != 30 || a.Expected != 10 || !a.Flagged || a.Ratio <= 1 || a.RatioLo >= a.Ratio || a.RatioHi <= a.Ratio || a.Ratio >= 3 {
		t.Errorf("unit a: %+v", a)
	}
	if b.Expected != 10 || b.Flagged || !b.Tested || c.N != 0 || c.Expected != 20 || c.Flagged || c.Ratio >= 1 {
		t.Errorf("units b, c: %+v %+v", b, c)
	}
	if d := rows[3]; d.Tested || d.Expected != 0 {
		t.Errorf("unit d without comments: %+v", d)
	}
}
