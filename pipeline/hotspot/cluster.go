package hotspot

import (
	"context"
)

// When two groups are one matter.
const (
	minCentre  = 0.25 // cosine of their centres
	minAverage = 0.05 // average cosine of a text of one with a text of the other
	maxTerms   = 160  // of a group's sum
	maxRounds  = 6    // of looking for neighbours among the groups
)

// closeness is the cosine of the centres of two nodes.
func closeness(a, b *node) float64 {
	if a.length == 0 || b.length == 0 {
		return 0
	}
	return dot(a.sum, b.sum) / a.length / b.length
}

// cluster joins nodes into groups, round by round: the most similar first, each time only if the centres of the whole groups are still
// alike and their texts are on average, so that a chain of chance likenesses joins nothing.
func cluster(ctx context.Context, nodes []node, s *space, workers int) ([]node, error) {
	for round := range maxRounds {
		links, err := neighbours(ctx, nodes, s, workers, func(n *node) bool { return round == 0 || n.texts > 1 })
		if err != nil {
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
		product := dot(x.sum, y.sum)
		if product < minAverage*float64(x.texts)*float64(y.texts) || product < minCentre*x.length*y.length {
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
