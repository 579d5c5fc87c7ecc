package hotspot

import (
	"context"
)

// When two groups are one matter; all conditions hold together. METHOD.md says how the values were found.
const (
	minCentre   = 0.22 // cosine of their centres
	minAverage  = 0.05 // average cosine of a text of one and a text of the other
	minProblem  = 0.20 // cosine of their centres without names and what is known beside the words
	minSecond   = 0.02 // that of their centres in telling words but the weightiest: one word in common may be chance
	minName     = 0.20 // cosine of their centres in names alone, where both have any
	sameName    = 0.30 // the same where the comments' townships differ
	groupsShare = 0.6  // two groups: that average, against the average within the looser of the two
	singleShare = 0.4  // a text and a group: that average, against the average within the group
	maxTerms    = 320  // of a group's sum
	maxRounds   = 6    // of looking for neighbours among the groups
)

// cluster joins nodes into groups, round by round: the most similar first, each time only if the whole groups are one matter, so that a
// chain of chance likenesses joins nothing.
func (g *Grouper) cluster(ctx context.Context, nodes []node, s *space) ([]node, error) {
	n := newNeighbourhood(len(nodes), g.options.Workers)
	was := allNew(len(nodes))
	var room sums
	for round := range maxRounds {
		err := n.neighbours(ctx, nodes, was, s, func(n *node) bool { return round == 0 || n.texts > 1 })
		if err != nil {
			return nil, err
		}
		links, err := n.links(ctx)
		if err != nil {
			return nil, err
		}
		if round == 0 {
			n.keepNear()
		}
		before := len(nodes)
		if nodes, was = g.join(nodes, links, n, &room); len(nodes) == before {
			break
		}
		if round == 0 { // of far fewer nodes, and all that ask from now on are new
			n, was = newNeighbourhood(len(nodes), g.options.Workers), allNew(len(nodes))
		}
	}
	return nodes, nil
}

// join merges nodes along links, in their order. The result takes the place of nodes; was gives the numbers that they had, isNew for those
// that were merged.
func (g *Grouper) join(nodes []node, links []link, n *neighbourhood, room *sums) (left []node, was []int32) {
	into := make([]int32, len(nodes))
	was = make([]int32, len(nodes))
	for i := range into {
		into[i], was[i] = int32(i), int32(i)
	}
	root := func(i int32) int32 {
		for into[i] != i {
			into[i] = into[into[i]]
			i = into[i]
		}
		return i
	}
	var scratch heavyScratch
	var own lookup
	var sum vector
	for _, l := range links {
		a, b := n.ends(l)
		if a, b = root(a), root(b); a == b {
			continue
		}
		a, b = min(a, b), max(a, b)
		x, y := &nodes[a], &nodes[b]
		if !oneMatter(&own, x, y) {
			continue
		}
		sum = scratch.add(sum[:0], x.sum, y.sum, maxTerms)
		for _, n := range []*node{x, y} {
			if n.texts > 1 {
				room.release(n.sum)
			}
		}
		x.sum = room.make(sum)
		x.measures = measure(x.sum)
		x.texts += y.texts
		g.chain(x, y.first, y.last, y.docs)
		y.sum = nil
		into[b], was[a] = a, isNew
	}
	left = nodes[:0]
	for i := range nodes {
		if into[i] == int32(i) {
			was[len(left)] = was[i]
			left = append(left, nodes[i])
		}
	}
	return left, was[:len(left)]
}

// oneMatter says whether two nodes are about the same thing: alike as a whole, alike in the problem and not about different places or
// bodies. Neither the same name with another problem nor the same problem under another name will do.
func oneMatter(own *lookup, x, y *node) bool {
	if len(x.sum) > len(y.sum) {
		x, y = y, x
	}
	own.set(x.sum)
	p := own.multiply(y.sum)
	average := p.whole / float64(x.texts) / float64(y.texts)
	if p.whole < minCentre*x.length*y.length || average < max(minAverage, cohesion(x, y)) {
		return false
	}
	if p.telling-p.most < minSecond*x.length*y.length {
		return false
	}
	if cosine(p.words, x.words, y.words) < minProblem {
		return false
	}
	if x.townships != none && y.townships != none && cosine(p.townships, x.townships, y.townships) < minName {
		// A wrong township is likelier than two things of one name.
		return cosine(p.names, x.names, y.names) >= sameName
	}
	return x.names == none || y.names == none || cosine(p.names, x.names, y.names) >= minName
}

// cohesion is how alike on average a text of x and one of y must be, given how alike those within x and within y are.
func cohesion(x, y *node) float64 {
	switch {
	case x.texts > 1 && y.texts > 1:
		return groupsShare * min(x.within(), y.within())
	case x.texts > 1:
		return singleShare * x.within()
	case y.texts > 1:
		return singleShare * y.within()
	}
	return 0
}

// within is the average cosine of two different texts of n, which must have two.
func (n *node) within() float64 {
	k := float64(n.texts)
	return (n.length*n.length - k) / (k * (k - 1))
}

// cosine is that of two vectors of the given product and lengths, 0 if one of them is empty.
func cosine(product, a, b float64) float64 {
	if a == none || b == none {
		return 0
	}
	return product / (a * b)
}
