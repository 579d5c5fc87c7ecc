package hotspot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// dot walks along both vectors.
func dot(a, b vector) float64 {
	var sum float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].feature, b[j].feature; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += float64(a[i].weight) * float64(b[j].weight)
			i++
			j++
		}
	}
	return sum
}

// A lookup gives the product to the last bit, and keeps nothing of the vector before.
func TestLookupMultipliesAsDotDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	invent := func(n int) vector {
		features := map[uint32]bool{}
		for len(features) < n {
			part := []uint32{0, firstName, firstSide, firstTownship}[r.IntN(4)]
			features[part+r.Uint32N(900)*uint32(1+r.IntN(2)*300)] = true // some in common
		}
		var v vector
		for f := range features {
			v = append(v, term{f, r.Float32()})
		}
		slices.SortFunc(v, func(a, b term) int { return int(int64(a.feature) - int64(b.feature)) })
		return v
	}
	var l lookup
	chained := 0
	for range 300 {
		a := invent(r.IntN(480))
		if r.IntN(10) == 0 {
			a = invent(2500)
		}
		l.set(a)
		for _, k := range l.next {
			chained += min(int(k), 1)
		}
		for range 5 {
			b := invent(r.IntN(480))
			if got, want := l.dot(b), dot(a, b); got != want {
				t.Fatalf("vectors of %d and %d terms: got %v, want %v", len(a), len(b), got, want)
			}
			part := func(v vector, from, to uint32) vector { // of the features from one on and before another
				first := slices.IndexFunc(append(v, term{feature: math.MaxUint32}), func(t term) bool { return t.feature >= from })
				last := slices.IndexFunc(append(v, term{feature: math.MaxUint32}), func(t term) bool { return t.feature >= to })
				return v[first:last]
			}
			want := products{
				whole: dot(a, b), words: dot(part(a, 0, firstName), b), names: dot(part(a, firstName, firstSide), b),
				townships: dot(part(a, firstTownship, math.MaxUint32), b),
			}
			for _, t := range part(a, 0, firstSide) {
				if t.feature&telling != 0 {
					product := dot(vector{t}, b)
					want.telling += product
					want.most = max(want.most, product)
				}
			}
			if diff := cmp.Diff(want, l.multiply(b), cmp.AllowUnexported(products{})); diff != "" {
				t.Fatalf("vectors of %d and %d terms (-want +got):\n%s", len(a), len(b), diff)
			}
		}
	}
	if chained == 0 {
		t.Error("no two features of a vector led to one place")
	}
}

func BenchmarkLookup(b *testing.B) {
	r := rand.New(rand.NewPCG(7, 7))
	invent := func(n int) vector {
		var v vector
		for f := uint32(0); len(v) < n; f += 1 + r.Uint32N(7) {
			v = append(v, term{f * 0x1000193 >> 1, r.Float32()})
		}
		slices.SortFunc(v, func(a, b term) int { return int(int64(a.feature) - int64(b.feature)) })
		return v
	}
	own := invent(65)
	var others [4096]vector
	for i := range others {
		others[i] = invent(65)
	}
	b.Run("lookup", func(b *testing.B) {
		var l lookup
		l.set(own)
		for i := 0; b.Loop(); i++ {
			l.dot(others[i%len(others)])
		}
	})
	b.Run("walk", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			dot(own, others[i%len(others)])
		}
	})
}
