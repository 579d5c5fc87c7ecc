package hotspot

import (
	"math"
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
	var p products
	m := measures{0, none, none, none}
	for _, t := range v {
		p.add(t.feature, float64(t.weight)*float64(t.weight))
		switch part := t.feature; {
		case part < firstName:
			m.words = math.Sqrt(p.words)
		case part < firstSide:
			m.names = math.Sqrt(p.names)
		case part >= firstTownship:
			m.townships = math.Sqrt(p.townships)
		}
	}
	m.length = math.Sqrt(p.whole)
	return m
}

// products are those of two vectors and of their parts.
type products struct {
	whole, words, names, townships float64
	telling, most                  float64 // of the features that tell something by themselves; of the one of them that gives most
}

// add adds the product of the weights of a feature.
func (p *products) add(feature uint32, product float64) {
	p.whole += product
	if feature < firstSide && feature&telling != 0 {
		p.telling += product
		p.most = max(p.most, product)
	}
	switch {
	case feature < firstName:
		p.words += product
	case feature < firstSide:
		p.names += product
	case feature >= firstTownship:
		p.townships += product
	}
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
