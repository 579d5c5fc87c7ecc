package hotspot

import (
	"cmp"
	"context"
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

// link says that two nodes, a < b, are similar.
type link struct {
	a, b       int32
	similarity float32
}

// posting says that a feature is among the key features of a node.
type posting struct {
	feature uint32
	node    int32
	weight  float32
	key     int8 // its place among the node's key features
}

// neighbours links nodes that are similar enough. With texts of the same matter in thousands of nodes the lists are long, but each node looks
// at a bounded part of each, so the work grows with the number of nodes alone. Nodes for which asks is false are found but do not search.
func neighbours(ctx context.Context, nodes []node, s *space, workers int, asks func(*node) bool) ([]link, error) {
	postings := make([]posting, 0, len(nodes)*keyFeatures)
	var keys vector
	for i := range nodes {
		keys = s.keys(keys[:0], &nodes[i])
		scale := float32(1 / nodes[i].length)
		for k, t := range keys {
			postings = append(postings, posting{t.feature, int32(i), t.weight * scale, int8(k)})
		}
	}
	slices.SortFunc(postings, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.node, b.node))
	})
	places := make([]int32, len(nodes)*keyFeatures) // of each node's keys in postings; 0: none, else the index + 1
	for at, p := range postings {
		places[int(p.node)*keyFeatures+int(p.key)] = int32(at + 1)
	}
	found := make([][]link, len(nodes))
	err := parallel(ctx, len(nodes), workers, func(scratch *searchScratch, i int) {
		if asks(&nodes[i]) {
			found[i] = search(scratch, nodes, postings, places[i*keyFeatures:(i+1)*keyFeatures], int32(i))
		}
	})
	if err != nil {
		return nil, err
	}
	var links []link
	for _, of := range found {
		links = append(links, of...)
	}
	slices.SortFunc(links, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.similarity, x.similarity), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return slices.Compact(links), nil
}

type candidate struct {
	node   int32
	shared float32
}

type searchScratch struct {
	shared map[int32]float32
	list   []candidate
}

// search finds the nodes most similar to node i, whose keys stand at places in postings.
func search(scratch *searchScratch, nodes []node, postings []posting, places []int32, i int32) []link {
	if scratch.shared == nil {
		scratch.shared = map[int32]float32{}
	}
	clear(scratch.shared)
	for _, place := range places {
		if place == 0 {
			continue
		}
		own := postings[place-1]
		first, last := max(0, int(place)-1-window), min(len(postings), int(place)+window)
		for _, p := range postings[first:last] {
			if p.feature == own.feature && p.node != i {
				scratch.shared[p.node] += own.weight * p.weight
			}
		}
	}
	list := scratch.list[:0]
	for n, shared := range scratch.shared {
		list = keepBest(list, candidate{n, shared})
	}
	scratch.list = list
	for j := range list {
		list[j].shared = float32(closeness(&nodes[i], &nodes[list[j].node]))
	}
	slices.SortFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.node, y.node))
	})
	var links []link
	for _, c := range list[:min(len(list), maxNeighbours)] {
		if float64(c.shared) < minCentre {
			break
		}
		links = append(links, link{min(i, c.node), max(i, c.node), c.shared})
	}
	return links
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

// keys appends the features by which n is looked for and found: its heaviest, and the heaviest of those that several texts have, so
// that a text with a twin is not known by their common turns of phrase alone.
func (s *space) keys(into vector, n *node) vector {
	for _, t := range n.sum {
		if t.feature < firstSide && s.frequency(t.feature) > min(n.texts, wideTexts) {
			into = append(into, t)
		}
	}
	slices.SortFunc(into, func(a, b term) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.feature, b.feature)) })
	kept := min(len(into), rareKeys)
	for _, t := range into[kept:] {
		if kept == keyFeatures {
			break
		}
		if s.frequency(t.feature) >= wideTexts {
			into[kept] = t
			kept++
		}
	}
	return into[:kept]
}
