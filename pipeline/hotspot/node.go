package hotspot

import (
	"cmp"
	"math"
	"slices"
)

// node is what is clustered: at first all comments of one text, later all of one group.
type node struct {
	sum         vector // the sum of its texts' vectors, heaviest features only; that of a single text belongs to space
	measures           // of sum
	texts       int32  // distinct texts
	docs        int32  // comments
	first, last int32  // of them, in Grouper.docs; Grouper.next leads from one to the next
}

// measures are the lengths of a vector and of its parts that tell different things, none where a part is empty.
type measures struct{ length, words, names, townships float64 }

const none = -1

// measure is the lengths of v.
func measure(v vector) measures {
	p := multiply(v, v)
	m := measures{math.Sqrt(p.whole), none, none, none}
	if len(v) == 0 {
		return m
	}
	from := func(feature uint32) int {
		at, _ := slices.BinarySearchFunc(v, feature, func(t term, f uint32) int { return cmp.Compare(t.feature, f) })
		return at
	}
	if v[0].feature < firstName {
		m.words = math.Sqrt(p.words)
	}
	if from(firstName) < from(firstSide) {
		m.names = math.Sqrt(p.names)
	}
	if v[len(v)-1].feature >= firstTownship {
		m.townships = math.Sqrt(p.townships)
	}
	return m
}

// products are those of two vectors and of their parts.
type products struct{ whole, words, names, townships float64 }

func multiply(a, b vector) products {
	var p products
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].feature, b[j].feature; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			product := float64(a[i].weight) * float64(b[j].weight)
			p.whole += product
			switch {
			case x < firstName:
				p.words += product
			case x < firstSide:
				p.names += product
			case x >= firstTownship:
				p.townships += product
			}
			i++
			j++
		}
	}
	return p
}

// chain appends n comments, chained from first to last, to those of a node.
func (g *Grouper) chain(to *node, first, last, n int32) {
	if to.docs == 0 {
		to.first = first
	} else {
		g.next[to.last] = first
	}
	to.last = last
	to.docs += n
}

// docsOf appends the places of a node's comments in g.docs.
func (g *Grouper) docsOf(into []int32, n *node) []int32 {
	for d := n.first; d >= 0; d = g.next[d] {
		into = append(into, d)
	}
	return into
}

// sums gives groups room for their sums, and takes it back.
type sums struct {
	free  [][]vector // by capacity, in steps of sumStep
	block vector
}

const sumStep = 64

// make copies v.
func (s *sums) make(v vector) vector {
	size := (len(v) + sumStep - 1) / sumStep
	for len(s.free) <= size {
		s.free = append(s.free, nil)
	}
	if n := len(s.free[size]); n > 0 {
		held := s.free[size][n-1]
		s.free[size] = s.free[size][:n-1]
		return append(held[:0], v...)
	}
	if len(s.block) < size*sumStep {
		s.block = make(vector, max(1<<16, size*sumStep))
	}
	room := s.block[: 0 : size*sumStep]
	s.block = s.block[size*sumStep:]
	return append(room, v...)
}

// release takes back what make gave.
func (s *sums) release(v vector) {
	size := cap(v) / sumStep
	s.free[size] = append(s.free[size], v)
}
