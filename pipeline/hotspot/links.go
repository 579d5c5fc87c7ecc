package hotspot

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// link says that a node found another: in its upper half how far the bits of the similarity are below the greatest, so that the most
// similar come first, and below the place in neighbourhood.near.
type link uint64

// ends gives the nodes of a link, a < b.
func (n *neighbourhood) ends(l link) (a, b int32) {
	a, b = int32(uint32(l)/maxNeighbours), n.near[uint32(l)].node
	return min(a, b), max(a, b)
}

// links lists who found whom, the most similar nodes first. Two nodes that found each other are in it twice, the one right after the
// other where they found the same.
func (n *neighbourhood) links(ctx context.Context) ([]link, error) {
	count := 0
	for i := range n.known {
		count += n.found(i)
	}
	links := make([]link, 0, count)
	for i := range n.known {
		first := i * maxNeighbours
		for k, c := range n.near[first : first+n.found(i)] {
			links = append(links, link(math.MaxUint32-math.Float32bits(c.shared))<<32|link(first+k))
		}
	}
	part := func(l link) int {
		similarity := math.Float32frombits(math.MaxUint32 - uint32(l>>32))
		return parts - 1 - min(int(similarity*parts), parts-1)
	}
	err := sortParts(ctx, links, n.workers, part, func(part []link) {
		slices.Sort(part)
		for from, to := 0, 0; from < len(part); from = to { // of equal similarity the first nodes come first
			for to < len(part) && part[to]>>32 == part[from]>>32 {
				to++
			}
			slices.SortFunc(part[from:to], func(x, y link) int {
				a, b := n.ends(x)
				c, d := n.ends(y)
				return cmp.Or(cmp.Compare(a, c), cmp.Compare(b, d))
			})
		}
	})
	return links, err
}

// found is how many neighbours of node i are known.
func (n *neighbourhood) found(i int) int {
	near := n.near[i*maxNeighbours : (i+1)*maxNeighbours]
	for k := range near {
		if near[k].shared == 0 {
			return k
		}
	}
	return maxNeighbours
}
