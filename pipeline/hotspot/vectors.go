package hotspot

import (
	"cmp"
	"context"
	"math"
	"math/bits"
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

// node is what is clustered: at first all comments of one text, later all of one group.
type node struct {
	sum    vector  // the sum of its texts' vectors, heaviest features only
	length float64 // of sum
	texts  int     // distinct texts
	docs   []int32 // indexes in Grouper.docs
}

// space is what weights need to know about all comments.
type space struct {
	texts int // distinct texts
	// documents[slot(f)] is in how many texts the features of that slot occur. Few features share a slot, and those that do look
	// more common than they are, never rarer.
	documents []uint32
	shift     uint
	complete  bool     // documents is: until then it must not be read
	words     []uint32 // in how many texts each word of the lexicon occurs
	common    uint32   // a word in more texts than that links nothing
	vectors   []vector // of each text
	textOf    []int32  // the text of each of Grouper.docs
}

func (s *space) slot(feature uint32) uint32 { return feature * 0x9e3779b1 >> s.shift }

func (s *space) frequency(feature uint32) int { return int(s.documents[s.slot(feature)]) }

// vectors makes one node for each distinct text, in the order of g.docs.
func (g *Grouper) vectors(ctx context.Context) ([]node, *space, error) {
	nodes := g.mergeEqualTexts()
	slots := bits.Len(uint(len(nodes) * 64)) // a power of two, some 64 to 128 for a text
	slots = min(max(slots, 18), 26)
	s := &space{texts: len(nodes), documents: make([]uint32, 1<<slots), shift: uint(32 - slots)}
	s.vectors, s.textOf = make([]vector, len(nodes)), make([]int32, len(g.docs))
	for i := range nodes {
		for _, d := range nodes[i].docs {
			s.textOf[d] = int32(i)
		}
	}
	workers := g.options.Workers
	words := make([]uint32, len(g.words.words)) // in how many texts
	err := parallel(ctx, len(nodes), workers, func(scratch *featureScratch, i int) {
		d := &g.docs[nodes[i].docs[0]]
		scratch.seen = append(scratch.seen[:0], g.tokens[d.first:d.end]...)
		slices.Sort(scratch.seen)
		for _, w := range slices.Compact(scratch.seen) {
			atomic.AddUint32(&words[w], 1)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	s.words, s.common = words, uint32(max(fewTexts, int(commonWord*float64(len(nodes)))))
	err = parallel(ctx, len(nodes), workers, func(scratch *featureScratch, i int) {
		for _, f := range g.features(scratch, &g.docs[nodes[i].docs[0]], s) {
			atomic.AddUint32(&s.documents[s.slot(f.feature)], 1)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	s.complete = true
	err = parallel(ctx, len(nodes), workers, func(scratch *featureScratch, i int) {
		d := &g.docs[nodes[i].docs[0]]
		s.vectors[i] = s.weigh(g.features(scratch, d, s), d)
		nodes[i].sum, nodes[i].length = s.vectors[i], s.vectors[i].norm()
	})
	return nodes, s, err
}

// mergeEqualTexts makes nodes of comments with the same DupKey, or with the same words.
func (g *Grouper) mergeEqualTexts() []node {
	nodes := make([]node, 0, len(g.docs))
	type dupPlace struct{ key, township string }
	byKey := map[dupPlace]int{}
	byWords := map[uint64]int{}
	for i := range g.docs {
		d := &g.docs[i]
		key := hashText(d.township) // one text about two townships is two matters
		for _, t := range g.tokens[d.first:d.end] {
			key = mix(key ^ g.words.words[t].hash)
		}
		at, found := byWords[key]
		same := dupPlace{d.dupKey, d.township}
		if d.dupKey != "" {
			if a, ok := byKey[same]; ok {
				at, found = a, true
			}
		}
		if d.end == d.first {
			found = false
		}
		if !found {
			at = len(nodes)
			nodes = append(nodes, node{texts: 1})
			if d.end > d.first {
				byWords[key] = at
			}
		}
		if d.dupKey != "" {
			if _, ok := byKey[same]; !ok {
				byKey[same] = at
			}
		}
		nodes[at].docs = append(nodes[at].docs, int32(i))
	}
	return nodes
}

// weigh makes the vector of a text.
func (s *space) weigh(found []counted, d *doc) vector {
	v := make(vector, 0, len(found))
	var lone float64
	for _, f := range found {
		n := s.frequency(f.feature)
		rarity := math.Log(float64(s.texts+1) / float64(max(n, rareEnough)))
		w := math.Pow(math.Max(rarity, 0), rarityPower) * (1 + math.Log(float64(f.count))) * float64(f.part)
		if f.pair {
			w *= pairWeight
		}
		if n < 2 {
			lone += w * w * loneWeight * loneWeight
			continue
		}
		v = append(v, term{f.feature, float32(w)})
	}
	var rest float64
	v, rest = heaviest(v, maxFeatures)
	length := lone + rest
	for _, t := range v {
		length += float64(t.weight) * float64(t.weight)
	}
	if length == 0 {
		return nil
	}
	var side vector
	if d.township != "" {
		side = append(side, term{townshipFeature(d.township), placeWeight})
	}
	for _, p := range d.problems {
		side = append(side, term{problemFeature(p), float32(topicWeight / math.Sqrt(float64(len(d.problems))))})
	}
	scale := math.Sqrt(length)
	whole := 1.0
	for _, t := range side {
		whole += float64(t.weight) * float64(t.weight)
	}
	whole = math.Sqrt(whole)
	for i := range v {
		v[i].weight = float32(float64(v[i].weight) / scale / whole)
	}
	for _, t := range side {
		v = append(v, term{t.feature, float32(float64(t.weight) / whole)})
	}
	slices.SortFunc(v, func(a, b term) int { return cmp.Compare(a.feature, b.feature) })
	return v
}

// heaviest keeps the n heaviest terms of v, which is sorted by feature and stays so, and gives the sum of the squares of the others.
// Of terms of equal weight the first are kept.
func heaviest(v vector, n int) (vector, float64) {
	if len(v) <= n {
		return v, 0
	}
	weights := make([]float32, len(v))
	for i, t := range v {
		weights[i] = t.weight
	}
	slices.Sort(weights)
	least := weights[len(v)-n]
	above, _ := slices.BinarySearch(weights[len(v)-n:], math.Nextafter32(least, float32(math.Inf(1))))
	equal := above // so many terms of weight least belong to the n
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

// dot multiplies two vectors.
func dot(a, b vector) float64 {
	var sum float64
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch x, y := a[i].feature, b[j].feature; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			sum += float64(a[i].weight) * float64(b[j].weight)
			i++
			j++
		}
	}
	return sum
}

// add sums two vectors. Where more than half as many again as n terms come together, the n heaviest are kept.
func add(a, b vector, n int) vector {
	sum := make(vector, 0, len(a)+len(b))
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
		sum, _ = heaviest(sum, n)
	}
	return sum
}

// norm is the Euclidean length.
func (v vector) norm() float64 { return math.Sqrt(dot(v, v)) }
