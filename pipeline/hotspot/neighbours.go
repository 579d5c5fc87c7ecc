package hotspot

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// How neighbours are looked for.
const (
	rareKeys      = 8                   // a node is found by so many of its heaviest features,
	wideKeys      = 8                   // and by so many more of those that occur
	wideTexts     = 6                   // in so many texts
	keyFeatures   = rareKeys + wideKeys // together
	window        = 32                  // in the list of nodes with a feature it sees so many before and after itself
	compared      = 24                  // so many of those it shares most with are compared in full
	maxNeighbours = 10                  // and so many of the most similar are kept
)

// maxNodes leaves room in a number of 32 bits for one of the keys of a node.
const maxNodes = math.MaxUint32 / keyFeatures

// neighbourhood finds which nodes are similar. With texts of the same matter in thousands of nodes the lists are long, but each node looks
// at a bounded part of each, so the work grows with the number of nodes alone. What it found it keeps for the next round, in which most
// nodes are what they were.
type neighbourhood struct {
	workers  int
	postings []posting   // sorted by feature and node
	features []uint32    // of the keys of each node; noKey: it has no more
	places   []uint32    // of the keys of each node in postings, plus one
	near     []candidate // of each node, the most similar first; one that shares nothing ends them
	known    []bool      // of each node: near is right
	order    []int32     // the nodes that have keys, those with the same heaviest one together
}

// posting says that a feature is among the key features of a node. While they are sorted, it is the feature and, in the lower half, the
// node times keyFeatures plus the place of the key; then the node times two, plus one where a feature begins, and the bits of the weight.
type posting uint64

const (
	noPosting = math.MaxUint64
	noKey     = math.MaxUint32
)

func (p posting) node() int32     { return int32(p >> 33) }
func (p posting) begins() bool    { return p>>32&1 == 1 }
func (p posting) weight() float32 { return math.Float32frombits(uint32(p)) }

func newNeighbourhood(nodes, workers int) *neighbourhood {
	keys := nodes * keyFeatures
	return &neighbourhood{
		workers, make([]posting, keys), make([]uint32, keys), make([]uint32, keys), make([]candidate, nodes*maxNeighbours), make([]bool, 0, nodes),
		make([]int32, 0, nodes),
	}
}

// keepNear gives back the room of all but near.
func (n *neighbourhood) keepNear() { *n = neighbourhood{workers: n.workers, near: n.near} }

// isNew stands for the number that a node had in the round before where it had none, or was less than it is.
const isNew = -1

func allNew(nodes int) []int32 { return slices.Repeat([]int32{isNew}, nodes) }

// neighbours finds the nodes that are similar enough to each of those for which asks is true. was gives the numbers that the nodes had in
// the round before. What is known of a node stays right while nothing in its windows has come, gone or changed.
func (n *neighbourhood) neighbours(ctx context.Context, nodes []node, was []int32, s *space, asks func(*node) bool) error {
	n.renew(was)
	if err := n.index(ctx, nodes, was, s); err != nil {
		return err
	}
	n.forgetAround(was)
	// Nodes that look at the same part of the memory come one after the other.
	return parallel(ctx, len(n.order), n.workers, func(scratch *searchScratch, at int) {
		i := int(n.order[at])
		near := n.near[i*maxNeighbours : (i+1)*maxNeighbours]
		switch {
		case !asks(&nodes[i]):
			near[0], n.known[i] = candidate{}, false
		case !n.known[i]:
			scratch.search(nodes, n, int32(i))
			left := near[copy(near, scratch.list):]
			if len(left) > 0 {
				left[0] = candidate{}
			}
			n.known[i] = nodes[i].texts > 1 // a single text asks but once
		}
	})
}

// renew gives what is known the new numbers of the nodes.
func (n *neighbourhood) renew(was []int32) {
	now := allNew(len(n.known)) // isNew: it is no more
	for i, w := range was {
		if w != isNew {
			now[w] = int32(i)
		}
	}
	n.forgetAround(now)
	n.known = n.known[:max(len(was), len(now))]
	for i, w := range was { // never before i
		if w == isNew {
			n.known[i], n.near[i*maxNeighbours] = false, candidate{}
			continue
		}
		n.known[i] = n.known[w]
		for k := range keyFeatures {
			from, to := int(w)*keyFeatures+k, i*keyFeatures+k
			n.features[to] = n.features[from]
			if n.features[to] != noKey {
				n.places[to] = uint32(n.postings[n.places[from]-1]) // its weight, for index
			}
		}
		if n.known[i] {
			near := n.near[i*maxNeighbours : (i+1)*maxNeighbours]
			copy(near, n.near[int(w)*maxNeighbours:])
			for k := 0; k < len(near) && near[k].shared > 0; k++ {
				near[k].node = now[near[k].node]
			}
		}
	}
	n.known = n.known[:len(was)]
}

// forgetAround drops what is known of the nodes that see those whose other number is isNew.
func (n *neighbourhood) forgetAround(other []int32) {
	if !slices.Contains(n.known, true) {
		return
	}
	for i, number := range other {
		if number != isNew {
			continue
		}
		for k := i * keyFeatures; k < (i+1)*keyFeatures && n.features[k] != noKey; k++ {
			first, _, end := n.window(n.places[k])
			for _, p := range n.postings[first:end] {
				n.known[p.node()] = false
			}
		}
	}
}

// window is what a key sees in postings, from first to before end, and where it stands itself.
func (n *neighbourhood) window(place uint32) (first, at, end int) {
	at = int(place) - 1
	first, end = at, at+1
	for last := max(0, at-window); first > last && !n.postings[first].begins(); {
		first--
	}
	for last := min(len(n.postings), at+1+window); end < last && !n.postings[end].begins(); {
		end++
	}
	return first, at, end
}

// index makes the postings: with the keys that renew left, and those of new nodes.
func (n *neighbourhood) index(ctx context.Context, nodes []node, was []int32, s *space) error {
	all := n.postings[:len(nodes)*keyFeatures]
	err := parallel(ctx, len(nodes), n.workers, func(scratch *keyScratch, i int) {
		first := i * keyFeatures
		features, weights := n.features[first:first+keyFeatures], n.places[first:first+keyFeatures] // the place of its weight, until the postings are sorted
		if was[i] == isNew {
			scale := float32(1 / nodes[i].length)
			keys := scratch.keys(s, &nodes[i])
			for k := range features {
				features[k] = noKey
				if k < len(keys) {
					features[k], weights[k] = keys[k].feature, math.Float32bits(keys[k].weight*scale)
				}
			}
		}
		for k, f := range features {
			all[first+k] = noPosting
			if f != noKey {
				all[first+k] = posting(f)<<32 | posting(first+k)
			}
		}
	})
	if err != nil {
		return err
	}
	err = sortParts(ctx, all, n.workers, func(p posting) int { return int(p >> (64 - partBits)) }, slices.Sort)
	if err != nil {
		return err
	}
	count, _ := slices.BinarySearch(all, noPosting)
	before := posting(noPosting)
	n.order = n.order[:0]
	for i, p := range all[:count] {
		at, begins := uint32(p), posting(0)
		if at%keyFeatures == 0 {
			n.order = append(n.order, int32(at/keyFeatures))
		}
		if p>>32 != before>>32 {
			begins = 1
		}
		all[i] = posting(at/keyFeatures)<<33 | begins<<32 | posting(n.places[at])
		n.places[at] = uint32(i + 1)
		before = p
	}
	n.postings = all[:count]
	return nil
}

// candidate is a node and how much it shares: at first in keys, then as a whole.
type candidate struct {
	node   int32
	shared float32
}

// sharing is how much a node shares with the one that searches, which is searcher less one.
type sharing struct {
	searcher int32
	shared   float32
}

type searchScratch struct {
	shared  []sharing // by node
	met     []int32
	list    []candidate
	own     lookup
	touched uint32
}

// search puts the neighbours of node i into its list, the most similar first.
func (scratch *searchScratch) search(nodes []node, in *neighbourhood, i int32) {
	if scratch.shared == nil {
		scratch.shared = make([]sharing, len(nodes))
	}
	met := scratch.met[:0]
	meet := func(p posting, weight float32) {
		n := p.node()
		with := &scratch.shared[n]
		if with.searcher != i+1 {
			*with = sharing{searcher: i + 1}
			met = append(met, n)
		}
		with.shared += weight * p.weight()
	}
	for k := i * keyFeatures; k < (i+1)*keyFeatures && in.features[k] != noKey; k++ {
		first, at, end := in.window(in.places[k])
		weight := in.postings[at].weight()
		for _, p := range in.postings[first:at] {
			meet(p, weight)
		}
		for _, p := range in.postings[at+1 : end] {
			meet(p, weight)
		}
	}
	scratch.met = met
	list := scratch.list[:0]
	for _, n := range met {
		list = keepBest(list, candidate{n, scratch.shared[n].shared})
	}
	scratch.own.set(nodes[i].sum)
	for j := range list { // the memory brings all of them at once
		if v := nodes[list[j].node].sum; len(v) > 0 {
			scratch.touched += v[0].feature
		}
	}
	for j := range list {
		list[j].shared = float32(scratch.closeness(&nodes[i], &nodes[list[j].node]))
	}
	slices.SortFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.node, y.node))
	})
	list = list[:min(len(list), maxNeighbours)]
	for len(list) > 0 && float64(list[len(list)-1].shared) < minCentre {
		list = list[:len(list)-1]
	}
	scratch.list = list
}

// closeness is the cosine of the centres of two nodes, a being the one that searches.
func (scratch *searchScratch) closeness(a, b *node) float64 {
	if a.length == 0 || b.length == 0 {
		return 0
	}
	return scratch.own.dot(b.sum) / a.length / b.length
}

// keepBest puts c into list, which holds at most compared candidates, those that share most first; ties go to the lower number.
func keepBest(list []candidate, c candidate) []candidate {
	before := func(x, y candidate) bool { return x.shared > y.shared || x.shared == y.shared && x.node < y.node }
	if len(list) == compared {
		if !before(c, list[compared-1]) {
			return list
		}
		list = list[:compared-1]
	}
	at := len(list)
	list = append(list, c)
	for ; at > 0 && before(c, list[at-1]); at-- {
		list[at] = list[at-1]
	}
	list[at] = c
	return list
}

type keyScratch struct {
	order []uint64
	terms vector
}

// keys gives the features by which n is looked for and found: its heaviest, and the heaviest of those that several texts have, so that a
// text with a twin is not known by their common turns of phrase alone. The result belongs to scratch.
func (scratch *keyScratch) keys(s *space, n *node) vector {
	order := scratch.order[:0]
	for _, t := range n.sum {
		if t.feature < firstSide {
			// The bits of a weight, which is not negative, are in the order of weights.
			order = append(order, uint64(math.MaxUint32-math.Float32bits(t.weight))<<32|uint64(t.feature))
		}
	}
	scratch.order = order
	heap := heapOf(order) // few of all are looked at: how many texts have a feature stands far away in memory
	kept := scratch.terms[:0]
	for frequent := 0; len(heap) > 0 && len(kept) < keyFeatures; {
		o := heap.pop()
		feature := uint32(o)
		texts := s.frequency(feature)
		if texts <= min(int(n.texts), wideTexts) {
			continue
		}
		if frequent < rareKeys || texts >= wideTexts {
			kept = append(kept, term{feature, math.Float32frombits(math.MaxUint32 - uint32(o>>32))})
		}
		frequent++
	}
	scratch.terms = kept
	return kept
}
