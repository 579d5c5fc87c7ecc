package hotspot

import (
	"cmp"
	"context"
	"slices"
)

// When two groups are one matter; all conditions hold together. METHOD.md says how the values were found.
const (
	minCentre   = 0.22 // cosine of their centres
	minAverage  = 0.05 // average cosine of a text of one and a text of the other
	minProblem  = 0.15 // cosine of their centres without names and what is known beside the words
	minName     = 0.10 // cosine of their centres in names alone, where both have any
	groupsShare = 0.6  // two groups: that average, against the average within the looser of the two
	singleShare = 0.4  // a text and a group: that average, against the average within the group
	maxTerms    = 320  // of a group's sum
	maxRounds   = 6    // of looking for neighbours among the groups
)

// cluster joins nodes into groups, round by round: the most similar first, each time only if the whole groups are one matter, so that a
// chain of chance likenesses joins nothing.
func cluster(ctx context.Context, nodes []node, s *space, workers int) ([]node, error) {
	for round := range maxRounds {
		links, err := neighbours(ctx, nodes, s, workers, func(n *node) bool { return round == 0 || n.texts > 1 })
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		joined := join(nodes, links)
		if len(joined) == len(nodes) {
			break
		}
		nodes = joined
	}
	return nodes, nil
}

// join merges nodes along links, in their order.
func join(nodes []node, links []link) []node {
	into := make([]int32, len(nodes))
	for i := range into {
		into[i] = int32(i)
	}
	root := func(i int32) int32 {
		for into[i] != i {
			into[i] = into[into[i]]
			i = into[i]
		}
		return i
	}
	for _, l := range links {
		a, b := root(l.a), root(l.b)
		if a == b {
			continue
		}
		a, b = min(a, b), max(a, b)
		x, y := &nodes[a], &nodes[b]
		if !oneMatter(x, y) {
			continue
		}
		x.sum = add(x.sum, y.sum, maxTerms)
		x.length = x.sum.norm()
		x.texts += y.texts
		x.docs = append(x.docs, y.docs...)
		y.sum, y.docs = nil, nil
		into[b] = a
	}
	left := make([]node, 0, len(nodes))
	for i := range nodes {
		if into[i] == int32(i) {
			left = append(left, nodes[i])
		}
	}
	return left
}

// closeness is the cosine of the centres of two nodes.
func closeness(a, b *node) float64 {
	if a.length == 0 || b.length == 0 {
		return 0
	}
	return dot(a.sum, b.sum) / a.length / b.length
}

// oneMatter says whether two nodes are about the same thing: alike as a whole, alike in the problem and not about different places or
// bodies. Neither the same name with another problem nor the same problem under another name will do.
func oneMatter(x, y *node) bool {
	product := dot(x.sum, y.sum)
	average := product / float64(x.texts) / float64(y.texts)
	if product < minCentre*x.length*y.length || average < max(minAverage, cohesion(x, y)) {
		return false
	}
	problemX, nameX := split(x.sum)
	problemY, nameY := split(y.sum)
	if dot(problemX, problemY) < minProblem*problemX.norm()*problemY.norm() {
		return false
	}
	return len(nameX) == 0 || len(nameY) == 0 || dot(nameX, nameY) >= minName*nameX.norm()*nameY.norm()
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

// split gives the parts of v that tell the problem and the names.
func split(v vector) (problem, name vector) {
	below := func(t term, f uint32) int { return cmp.Compare(t.feature, f) }
	names, _ := slices.BinarySearchFunc(v, firstName, below)
	sides, _ := slices.BinarySearchFunc(v, firstSide, below)
	return v[:names], v[names:sides]
}
