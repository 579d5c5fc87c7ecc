package hotspot

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// A lookup gives the product to the last bit, and keeps nothing of the vector before.
func TestLookupMultipliesAsDotDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	invent := func(n int) vector {
		features := map[uint32]bool{}
		for len(features) < n {
			features[r.Uint32N(3000)*uint32(1+r.IntN(2)*100_003)] = true // some in common
		}
		var v vector
		for f := range features {
			v = append(v, term{f, r.Float32()})
		}
		slices.SortFunc(v, func(a, b term) int { return int(int64(a.feature) - int64(b.feature)) })
		return v
	}
	var l lookup
	plain := 0
	for range 300 {
		a := invent(r.IntN(480))
		if r.IntN(10) == 0 {
			a = invent(2500)
		}
		l.set(a)
		if l.plain {
			plain++
		}
		for range 5 {
			b := invent(r.IntN(480))
			if got, want := l.dot(b), dot(a, b); got != want {
				t.Fatalf("vectors of %d and %d terms: got %v, want %v", len(a), len(b), got, want)
			}
		}
	}
	if plain == 0 || plain > 60 {
		t.Errorf("%d of 300 vectors did not fit", plain)
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
