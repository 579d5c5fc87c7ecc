package hotspot

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"
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

// link says that two nodes, a < b, are similar.
type link struct {
	a, b       int32
	similarity float32
}

// neighbourhood finds which nodes are similar. With texts of the same matter in thousands of nodes the lists are long, but each node looks
// at a bounded part of each, so the work grows with the number of nodes alone.
type neighbourhood struct {
	workers  int
	postings []posting // sorted by feature and node
	places   []uint32  // of the keys of each node in postings, plus one; 0: it has no more keys
}

// posting says that a feature is among the key features of a node. While they are sorted, it is the feature and, in the lower half, the
// node times keyFeatures plus the place of the key; then the node times two, plus one where a feature begins, and the bits of the weight.
type posting uint64

const noPosting = math.MaxUint64

func (p posting) node() int32     { return int32(p >> 33) }
func (p posting) begins() bool    { return p>>32&1 == 1 }
func (p posting) weight() float32 { return math.Float32frombits(uint32(p)) }

func newNeighbourhood(nodes, workers int) *neighbourhood {
	return &neighbourhood{workers, make([]posting, nodes*keyFeatures), make([]uint32, nodes*keyFeatures)}
}

// neighbours links nodes that are similar enough, the most similar first. Nodes for which asks is false are found but do not search.
func (n *neighbourhood) neighbours(ctx context.Context, nodes []node, s *space, asks func(*node) bool) ([]link, error) {
	postings, err := n.index(ctx, nodes, s)
	if err != nil {
		return nil, err
	}
	var found []*linkList
	var mutex sync.Mutex
	err = parallel(ctx, len(nodes), n.workers, func(scratch *searchScratch, i int) {
		if !asks(&nodes[i]) {
			return
		}
		if scratch.links == nil {
			scratch.links, scratch.shared = &linkList{}, make([]sharing, len(nodes))
			mutex.Lock()
			found = append(found, scratch.links)
			mutex.Unlock()
		}
		scratch.search(nodes, postings, n.places[i*keyFeatures:(i+1)*keyFeatures], int32(i))
	})
	if err != nil {
		return nil, err
	}
	return sortLinks(ctx, found, n.workers)
}

// index makes the postings.
func (n *neighbourhood) index(ctx context.Context, nodes []node, s *space) ([]posting, error) {
	all := n.postings[:len(nodes)*keyFeatures]
	err := parallel(ctx, len(nodes), n.workers, func(scratch *keyScratch, i int) {
		scale := float32(1 / nodes[i].length)
		keys := scratch.keys(s, &nodes[i])
		for k := range keyFeatures {
			at := i*keyFeatures + k
			all[at], n.places[at] = noPosting, 0
			if k < len(keys) {
				all[at] = posting(keys[k].feature)<<32 | posting(at)
				n.places[at] = math.Float32bits(keys[k].weight * scale) // the place of its weight, until the postings are sorted
			}
		}
	})
	if err != nil {
		return nil, err
	}
	err = sortParts(ctx, all, n.workers, func(p posting) int { return int(p >> (64 - partBits)) }, slices.Sort)
	if err != nil {
		return nil, err
	}
	count, _ := slices.BinarySearch(all, noPosting)
	all = all[:count]
	before := posting(noPosting)
	for i, p := range all {
		at, begins := uint32(p), posting(0)
		if p>>32 != before>>32 {
			begins = 1
		}
		all[i] = posting(at/keyFeatures)<<33 | begins<<32 | posting(n.places[at])
		n.places[at] = uint32(i + 1)
		before = p
	}
	return all, nil
}

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
	shared []sharing // by node
	met    []int32
	list   []candidate
	own    lookup
	links  *linkList
}

// search finds the nodes most similar to node i, whose keys stand at places in postings.
func (scratch *searchScratch) search(nodes []node, postings []posting, places []uint32, i int32) {
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
	for _, place := range places {
		if place == 0 {
			break
		}
		at := int(place) - 1
		weight := postings[at].weight()
		first := at
		for last := max(0, at-window); first > last && !postings[first].begins(); {
			first--
		}
		for _, p := range postings[first:at] {
			meet(p, weight)
		}
		for _, p := range postings[at+1 : min(len(postings), at+1+window)] {
			if p.begins() {
				break
			}
			meet(p, weight)
		}
	}
	scratch.met = met
	list := scratch.list[:0]
	for _, n := range met {
		list = keepBest(list, candidate{n, scratch.shared[n].shared})
	}
	scratch.list = list
	scratch.own.set(nodes[i].sum)
	for j := range list {
		list[j].shared = float32(scratch.closeness(&nodes[i], &nodes[list[j].node]))
	}
	slices.SortFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.node, y.node))
	})
	for _, c := range list[:min(len(list), maxNeighbours)] {
		if float64(c.shared) < minCentre {
			break
		}
		scratch.links.add(link{min(i, c.node), max(i, c.node), c.shared})
	}
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
		if t.feature < firstSide && s.frequency(t.feature) > min(int(n.texts), wideTexts) {
			// The bits of a weight, which is not negative, are in the order of weights.
			order = append(order, uint64(math.MaxUint32-math.Float32bits(t.weight))<<32|uint64(t.feature))
		}
	}
	slices.Sort(order)
	scratch.order = order
	kept := scratch.terms[:0]
	for i, o := range order {
		if len(kept) == keyFeatures {
			break
		}
		feature := uint32(o)
		if i < rareKeys || s.frequency(feature) >= wideTexts {
			kept = append(kept, term{feature, math.Float32frombits(math.MaxUint32 - uint32(o>>32))})
		}
	}
	scratch.terms = kept
	return kept
}
