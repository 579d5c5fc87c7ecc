package pipeline

import (
	"encoding/binary"
	"testing"
)

func TestSeenComments(t *testing.T) {
	id := func(i int) (d digest) {
		binary.LittleEndian.PutUint64(d[:], uint64(i)*0x9E3779B97F4A7C15)
		return d
	}
	var s seenComments
	const n = 3*chunkSize + 5
	for i := range n {
		if got := s.get(id(i)); got != nil {
			t.Fatalf("comment %d is known before it was put", i)
		}
		s.put(seenComment{id: id(i), origin: int32(i)})
	}
	for i := 0; i < n; i += 2 {
		s.put(seenComment{id: id(i), origin: int32(-i)})
	}
	if s.n != n {
		t.Errorf("%d comments, want %d: one is counted twice", s.n, n)
	}
	for i := range n {
		want := int32(i)
		if i%2 == 0 {
			want = -want
		}
		if got := s.get(id(i)); got == nil || got.id != id(i) || got.origin != want {
			t.Fatalf("comment %d: %+v, want origin %d", i, got, want)
		}
	}
}

func BenchmarkSeenComments(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var s seenComments
		for i := range 100_000 {
			var d digest
			binary.LittleEndian.PutUint64(d[:], uint64(i)*0x9E3779B97F4A7C15)
			s.put(seenComment{id: d})
		}
	}
}
