package hotspot

import (
	"bytes"
	"cmp"
	"context"
	"math"
	"slices"
	"sync/atomic"
)

// How a comment becomes a vector; METHOD.md says how the values were chosen.
const (
	maxFeatures = 64   // the heaviest of a comment; the rest adds to its length only
	titleWeight = 2.0  // a feature of the title counts so many times
	pairWeight  = 0.7  // of a pair of neighbouring words, against a word of the same rarity
	loneWeight  = 0.5  // of a feature that no other comment has, in the length
	commonWord  = 0.10 // a word in more than this share of the comments links nothing
	fewTexts    = 50   // unless it is in no more than so many
	placeWeight = 0.25 // the township's part of the vector, against 1 for the words
	topicWeight = 0.25 // the problems' part
	rarityPower = 1.5  // of the inverse document frequency
	rareEnough  = 6    // a feature in fewer texts weighs as if it were in so many
	nameShare   = 0.5  // two words belong to one name if they stand together in this share of the texts with the rarer one
	namePower   = 0.5  // the n features of one name weigh n to the power of minus this each, together about as much as one
)

// term is one feature of a vector and its weight.
type term struct {
	feature uint32
	weight  float32
}

// vector is sorted by feature, of length 1 unless said otherwise.
type vector []term

// space is what weights need to know about all comments.
type space struct {
	texts     int      // distinct texts
	documents *tally   // in how many texts features occur
	words     []uint32 // in how many texts each word of the lexicon occurs
	common    uint32   // a word in more texts than that links nothing
	vectors   []vector // of each text
	textOf    []int32  // the text of each of Grouper.docs

	// What is computed again and again.
	rarities  []float64 // by how many texts here and elsewhere have a feature, what its rarity weighs
	counts    []float64 // by how often a text has it
	nameParts []float32 // by how many features a name has, what each of them weighs
}

func newSpace(nodes []node, docs, words int) *space {
	s := &space{texts: len(nodes), documents: newTally(len(nodes)), vectors: make([]vector, len(nodes)), textOf: make([]int32, docs)}
	s.words, s.common = make([]uint32, words), uint32(max(fewTexts, int(commonWord*float64(len(nodes)))))
	s.rarities, s.counts, s.nameParts = make([]float64, min(len(nodes)+elsewhere+1, 1<<16)), make([]float64, 256), make([]float32, 2*(maxTitleTokens+maxTextTokens+2))
	for n := range s.rarities {
		s.rarities[n] = rarity(s.texts, n)
	}
	for n := range s.counts {
		s.counts[n] = 1 + math.Log(float64(n))
	}
	for n := range s.nameParts {
		s.nameParts[n] = float32(math.Pow(float64(n), -namePower))
	}
	return s
}

// rarity is what a feature that n of so many texts and those elsewhere have weighs.
func rarity(texts, n int) float64 {
	return math.Pow(math.Max(math.Log(float64(texts+elsewhere+1)/float64(max(n, rareEnough))), 0), rarityPower)
}

func (s *space) frequency(feature uint32) int { return s.documents.count(feature) }

// vectors makes one node for each distinct text, in the order of g.docs.
func (g *Grouper) vectors(ctx context.Context) ([]node, *space, error) {
	nodes := g.mergeEqualTexts()
	s := newSpace(nodes, len(g.docs), len(g.words.words))
	for i := range nodes {
		for d := nodes[i].first; d >= 0; d = g.next[d] {
			s.textOf[d] = int32(i)
		}
	}
	workers := g.options.Workers
	err := parallel(ctx, len(nodes), workers, func(scratch *featureScratch, i int) {
		g.read(&scratch.tokens, &g.docs[nodes[i].first])
		scratch.seen.begin()
		for _, w := range scratch.tokens.words {
			if scratch.seen.add(w) {
				atomic.AddUint32(&s.words[w], 1)
			}
		}
	})
	if err != nil {
		return nil, nil, err
	}
	err = parallel(ctx, len(nodes), workers, func(scratch *featureScratch, i int) {
		g.features(scratch, &g.docs[nodes[i].first], s)
		scratch.seen.begin()
		scratch.distinct = scratch.distinct[:0]
		for _, f := range scratch.found {
			if scratch.seen.add(f.feature) {
				scratch.distinct = append(scratch.distinct, f.feature)
			}
		}
		s.documents.add(scratch.distinct)
	})
	if err != nil {
		return nil, nil, err
	}
	err = parallel(ctx, len(nodes), workers, func(scratch *featureScratch, i int) {
		d := &g.docs[nodes[i].first]
		g.features(scratch, d, s)
		scratch.tellNames(s)
		s.vectors[i] = scratch.keep(g.weigh(scratch, scratch.merge(), d, s))
		nodes[i].sum, nodes[i].measures = s.vectors[i], measure(s.vectors[i])
	})
	return nodes, s, err
}

// keep copies v into a block that it shares with others.
func (scratch *featureScratch) keep(v vector) vector {
	if len(v) == 0 {
		return nil
	}
	if cap(scratch.block)-len(scratch.block) < len(v) {
		scratch.block = make(vector, 0, max(1<<16, len(v)))
	}
	at := len(scratch.block)
	scratch.block = append(scratch.block, v...)
	return scratch.block[at:len(scratch.block):len(scratch.block)]
}

// mergeEqualTexts makes nodes of comments with the same DupKey, or with the same words.
func (g *Grouper) mergeEqualTexts() []node {
	nodes := make([]node, 0, len(g.docs))
	g.next = make([]int32, len(g.docs))
	byKey, byWords := map[uint64]int32{}, map[uint64]int32{}
	townships := map[uint32]uint64{}
	var tokens tokenList
	for i := range g.docs {
		d := &g.docs[i]
		key, known := townships[d.township]
		if !known {
			key = hashText(g.names.text(d.township))
			townships[d.township] = key
		}
		g.read(&tokens, d) // one text about two townships is two matters
		for _, t := range tokens.words {
			key = mix(key ^ g.words.words[t].hash)
		}
		at, found := byWords[key]
		same := uint64(d.dupKey)<<32 | uint64(d.township)
		hasKey := false
		if d.dupKey != 0 {
			var a int32
			if a, hasKey = byKey[same]; hasKey {
				at, found = a, true
			}
		}
		if len(tokens.words) == 0 {
			found = false
		}
		if !found {
			at = int32(len(nodes))
			nodes = append(nodes, node{texts: 1, first: -1, last: -1})
			if len(tokens.words) > 0 {
				byWords[key] = at
			}
		}
		if d.dupKey != 0 && !hasKey {
			byKey[same] = at
		}
		g.next[i] = -1
		g.chain(&nodes[at], int32(i), int32(i), 1)
	}
	return nodes
}

// weigh makes the vector of a text. The result belongs to scratch.
func (g *Grouper) weigh(scratch *featureScratch, found []counted, d *doc, s *space) vector {
	v := scratch.weights[:0]
	var lone float64
	for _, f := range found {
		w := s.rarity(f.texts+int(f.usual)) * s.often(f.count) * float64(f.part)
		if f.pair {
			w *= pairWeight
		}
		if f.texts < 2 {
			lone += w * w * loneWeight * loneWeight
			continue
		}
		v = append(v, term{f.feature, float32(w)})
	}
	scratch.weights = v
	v, rest := scratch.heavy.heaviest(v, maxFeatures)
	length := lone + rest
	for _, t := range v {
		length += float64(t.weight) * float64(t.weight)
	}
	if length == 0 {
		return nil
	}
	words := len(v)
	v = g.appendSide(v, d)
	scale := math.Sqrt(length)
	whole := 1.0
	for _, t := range v[words:] {
		whole += float64(t.weight) * float64(t.weight)
	}
	whole = math.Sqrt(whole)
	for i := range v[:words] {
		v[i].weight = float32(float64(v[i].weight) / scale / whole)
	}
	for i := range v[words:] {
		v[words+i].weight = float32(float64(v[words+i].weight) / whole)
	}
	scratch.weights = v
	return v
}

// appendSide appends what is known of a comment beside its words: features above those of all words, sorted.
func (g *Grouper) appendSide(v vector, d *doc) vector {
	words := len(v)
	if d.township != 0 {
		v = append(v, term{townshipFeature(g.names.text(d.township)), placeWeight})
	}
	codes := g.problems(d)
	for _, code := range codes {
		v = append(v, term{problemFeature(code), float32(topicWeight / math.Sqrt(float64(len(codes))))})
	}
	slices.SortFunc(v[words:], func(a, b term) int { return cmp.Compare(a.feature, b.feature) })
	return v[:words+len(slices.CompactFunc(v[words:], func(a, b term) bool { return a.feature == b.feature }))]
}

// problems gives the codes of a comment.
func (g *Grouper) problems(d *doc) [][]byte {
	if d.problems == 0 {
		return nil
	}
	return bytes.Split(g.names.text(d.problems)[1:], []byte("\n"))
}

func (s *space) rarity(n int) float64 {
	if n < len(s.rarities) {
		return s.rarities[n]
	}
	return rarity(s.texts, n)
}

func (s *space) often(count float32) float64 {
	if n := int(count); n < len(s.counts) { // counts are whole numbers
		return s.counts[n]
	}
	return 1 + math.Log(float64(count))
}

// heavyScratch is what heaviest needs room for.
type heavyScratch struct{ weights []uint32 }

// heaviest keeps the n heaviest terms of v, which is sorted by feature and stays so, and gives the sum of the squares of the others.
// Of terms of equal weight the first are kept.
func (scratch *heavyScratch) heaviest(v vector, n int) (vector, float64) {
	if len(v) <= n {
		return v, 0
	}
	weights := scratch.weights[:0]
	for _, t := range v {
		weights = append(weights, math.Float32bits(t.weight)) // in the order of weights, which are not negative
	}
	scratch.weights = weights
	least := math.Float32frombits(nthLowest(weights, len(v)-n))
	equal := n // so many terms of weight least belong to the n
	for _, t := range v {
		if t.weight > least {
			equal--
		}
	}
	kept, rest := v[:0], 0.0
	for _, t := range v {
		switch {
		case t.weight > least:
			kept = append(kept, t)
		case t.weight == least && equal > 0:
			kept = append(kept, t)
			equal--
		default:
			rest += float64(t.weight) * float64(t.weight)
		}
	}
	return kept, rest
}

// nthLowest is the number with n others before it, were list sorted. It puts list into another order.
func nthLowest(list []uint32, n int) uint32 {
	first, last := 0, len(list)-1 // it stands in between
	for first < last {
		pivot := list[(first+last)/2]
		i, j := first, last
		for i <= j {
			for list[i] < pivot {
				i++
			}
			for list[j] > pivot {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			last = j
		case n >= i:
			first = i
		default:
			return pivot
		}
	}
	return list[n]
}

// add appends the sum of two vectors to into. Where more than half as many again as n terms come together, the n heaviest are kept.
func (scratch *heavyScratch) add(into, a, b vector, n int) vector {
	sum := into
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch x, y := a[i].feature, b[j].feature; {
		case x < y:
			sum = append(sum, a[i])
			i++
		case x > y:
			sum = append(sum, b[j])
			j++
		default:
			sum = append(sum, term{x, a[i].weight + b[j].weight})
			i++
			j++
		}
	}
	sum = append(append(sum, a[i:]...), b[j:]...)
	if len(sum) > n+n/2 {
		sum, _ = scratch.heaviest(sum, n)
	}
	return sum
}

// norm is the Euclidean length.
func (v vector) norm() float64 {
	var sum float64
	for _, t := range v {
		sum += float64(t.weight) * float64(t.weight)
	}
	return math.Sqrt(sum)
}
