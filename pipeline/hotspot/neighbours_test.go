package hotspot

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recombined makes n comments of three sentences each, out of a tenth as many invented ones.
func recombined(n int) []Submission {
	r := rand.New(rand.NewPCG(7, 2014))
	frequent := rand.NewZipf(r, 1.1, 20, 5000)
	sentences := make([]string, n/10+1)
	for i := range sentences {
		var b strings.Builder
		for range 8 + r.IntN(8) {
			word := 0x4e00 + 2*rune(frequent.Uint64())
			b.WriteRune(word)
			b.WriteRune(word + 1)
		}
		sentences[i] = b.String() + "。"
	}
	all := make([]Submission, n)
	for i := range all {
		text := ""
		for range 3 {
			text += sentences[r.IntN(len(sentences))]
		}
		all[i] = submission(fmt.Sprintf("r%06d", i), "", text, r.IntN(150))
	}
	return all
}

func grouperOf(t testing.TB, all []Submission) *Grouper {
	t.Helper()
	g := NewGrouper(MatterOptions{})
	for _, s := range all {
		if err := g.Add(s); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

// What is kept of a round is what a search of all nodes would find.
func TestNeighboursAreThoseFoundAfresh(t *testing.T) {
	g := grouperOf(t, recombined(2500))
	nodes, s, err := g.vectors(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	groups := func(n *node) bool { return n.texts > 1 }
	asks := func(*node) bool { return true }
	n, was := newNeighbourhood(len(nodes), 2), allNew(len(nodes))
	var room sums
	for round := range maxRounds {
		if err := n.neighbours(t.Context(), nodes, was, s, asks); err != nil {
			t.Fatal(err)
		}
		fresh := newNeighbourhood(len(nodes), 2)
		if err := fresh.neighbours(t.Context(), nodes, allNew(len(nodes)), s, asks); err != nil {
			t.Fatal(err)
		}
		list := func(n *neighbourhood, i int) []candidate {
			return n.near[i*maxNeighbours : i*maxNeighbours+n.found(i)]
		}
		for i := range nodes {
			if diff := cmp.Diff(list(fresh, i), list(n, i), cmp.AllowUnexported(candidate{})); diff != "" {
				t.Fatalf("round %d, node %d (-want +got):\n%s", round, i, diff)
			}
		}
		links, err := n.links(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		before := len(nodes)
		if nodes, was = g.join(nodes, links, n, &room); len(nodes) == before {
			if round < 2 {
				t.Errorf("nothing was joined from round %d on: the sample is too small", round)
			}
			return
		}
		asks = groups
	}
}

// A node that comes to share a feature with others is found by those that knew their neighbours.
func TestNewNeighboursAreFound(t *testing.T) {
	s := &space{documents: newTally(100)}
	about := func(feature uint32) node {
		v := vector{{feature, 1}}
		return node{sum: v, measures: measure(v), texts: 2, docs: 2}
	}
	for range 50 {
		s.documents.add([]uint32{1, 2})
	}
	nodes := []node{about(1), about(2), about(2)}
	n := newNeighbourhood(len(nodes), 1)
	for _, round := range []struct {
		was  []int32
		near [][]int32
	}{
		{allNew(3), [][]int32{{}, {2}, {1}}},
		{[]int32{isNew, 1, 2}, [][]int32{{1, 2}, {0, 2}, {0, 1}}}, // node 0 is about 2 now
		{[]int32{0, 2}, [][]int32{{1}, {0}}},                      // node 1 is gone
	} {
		if err := n.neighbours(t.Context(), nodes[:len(round.was)], round.was, s, func(*node) bool { return true }); err != nil {
			t.Fatal(err)
		}
		near := [][]int32{}
		for i := range round.was {
			found := []int32{}
			for _, c := range n.near[i*maxNeighbours : i*maxNeighbours+n.found(i)] {
				found = append(found, c.node)
			}
			near = append(near, found)
		}
		if diff := cmp.Diff(round.near, near); diff != "" {
			t.Errorf("before %v (-want +got):\n%s", round.was, diff)
		}
		nodes[0] = about(2)
	}
}

func BenchmarkMatters(b *testing.B) {
	all := recombined(20_000)
	for b.Loop() {
		b.StopTimer()
		g := grouperOf(b, all)
		b.StartTimer()
		if _, err := g.Matters(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/comment")
}
