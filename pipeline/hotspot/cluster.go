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
	minProblem  = 0.20 // cosine of their centres without names and what is known beside the words
	minName     = 0.20 // cosine of their centres in names alone, where both have any
	sameName    = 0.30 // the same where the comments' townships differ
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
	p, q := split(x.sum), split(y.sum)
	if cosine(p.words, q.words) < minProblem {
		return false
	}
	if len(p.townships) > 0 && len(q.townships) > 0 && cosine(p.townships, q.townships) < minName {
		// A wrong township is likelier than two things of one name.
		return cosine(p.names, q.names) >= sameName
	}
	return len(p.names) == 0 || len(q.names) == 0 || cosine(p.names, q.names) >= minName
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

// parts of a vector that tell different things.
type parts struct{ words, names, problems, townships vector }

func split(v vector) parts {
	below := func(t term, f uint32) int { return cmp.Compare(t.feature, f) }
	names, _ := slices.BinarySearchFunc(v, firstName, below)
	problems, _ := slices.BinarySearchFunc(v, firstSide, below)
	townships, _ := slices.BinarySearchFunc(v, firstTownship, below)
	return parts{v[:names], v[names:problems], v[problems:townships], v[townships:]}
}

// cosine is 0 if one of the vectors is empty.
func cosine(a, b vector) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	return dot(a, b) / (a.norm() * b.norm())
}
