package hotspot

import (
	"slices"
)

// Features are numbered by hash: words, words and pairs that make names, problems, townships, each kind above the one before.
const (
	firstName     = 1 << 31
	firstSide     = 0xfff00000
	firstTownship = 0xfff80000
)

// telling is the bit of a text feature that by itself says what a comment is about: a word that is no everyday one. A pair tells nothing beside
// its words, but for one of single characters.
const telling = 1

func textFeature(hash uint64, name, tells bool) uint32 {
	f := uint32(hash>>32) &^ (firstName | telling)
	if tells {
		f |= telling
	}
	if name {
		f |= firstName
	}
	if f >= firstSide {
		f &^= 1 << 30
	}
	return f
}

func problemFeature(code []byte) uint32 {
	return firstSide | uint32(hashText(code))&^firstTownship
}

func townshipFeature(code []byte) uint32 { return firstTownship | uint32(hashText(code)) }

func pairHash(a, b uint64) uint64 { return mix(a*3 + b) }

func (g *Grouper) wordFeature(n uint32) uint32 {
	w := &g.words.words[n]
	return textFeature(w.hash, w.name(), g.everyday.ofWord(n) < everydayTexts)
}

// pairFeature counts two single characters as a part of a name: names that no dictionary has fall apart into such.
func (g *Grouper) pairFeature(a, b uint32) uint32 {
	x, y := &g.words.words[a], &g.words.words[b]
	torn := x.length == 1 && y.length == 1
	return textFeature(pairHash(x.hash, y.hash), y.ending > 0 || x.name() || torn, torn && g.everyday.ofPair(a, b) == 0)
}

// counted is a feature and how much of it a comment holds.
type counted struct {
	feature uint32
	count   float32
	part    float32 // of the weight of a feature, less than 1 where several features are parts of one name
	pair    bool
	apart   bool   // it is the first of its phrase
	rarer   uint32 // of a pair: in how many texts the rarer of its words occurs
	usual   uint32 // of the texts elsewhere, so many have it
	texts   int    // that have it; known once all are counted
}

// featureScratch is what a worker that makes vectors uses again and again.
type featureScratch struct {
	tokens   tokenList
	seen     featureSet
	distinct []uint32
	found    []counted
	order    []uint64
	sorted   []counted
	weights  vector
	heavy    heavyScratch
	block    vector // of which vectors that stay are cut
}

// featureSet holds the features of a text.
type featureSet struct {
	round uint32
	slots [featureSlots]struct{ round, feature uint32 }
}

// featureSlots are twice as many as a text has features at most.
const featureSlots = 1 << 11

// begin empties the set.
func (s *featureSet) begin() {
	if s.round++; s.round == 0 {
		clear(s.slots[:])
		s.round = 1
	}
}

// add says whether feature was not in the set.
func (s *featureSet) add(feature uint32) bool {
	for at := feature % featureSlots; ; at = (at + 1) % featureSlots {
		switch slot := &s.slots[at]; {
		case slot.round != s.round:
			slot.round, slot.feature = s.round, feature
			return true
		case slot.feature == feature:
			return false
		}
	}
}

// features puts those of a comment into scratch.found: its words and pairs of neighbouring words.
func (g *Grouper) features(scratch *featureScratch, d *doc, s *space) {
	found := scratch.found[:0]
	before, apart := uint32(wordBreak), true
	tokens := &scratch.tokens
	g.read(tokens, d)
	for at, t := range tokens.words {
		if at == tokens.titleEnd {
			before = wordBreak
		}
		if t == wordBreak || s.words[t] > s.common {
			before = wordBreak
			continue
		}
		count := float32(1)
		if at < tokens.titleEnd {
			count = float32(titleWeight)
		}
		apart = apart || before == wordBreak
		if before != wordBreak {
			pair := counted{feature: g.pairFeature(before, t), count: count, part: 1, pair: true, apart: apart, rarer: min(s.words[before], s.words[t]), usual: g.everyday.ofPair(before, t)}
			found, apart = append(found, pair), false
		}
		if w := &g.words.words[t]; !w.single {
			found, apart = append(found, counted{feature: g.wordFeature(t), count: count, part: 1, apart: apart, usual: g.everyday.ofWord(t)}), false
		}
		before = t
	}
	scratch.found = found
}

// tellNames looks up in how many texts what was found occurs, and makes less of features that are parts of one name.
func (scratch *featureScratch) tellNames(s *space) {
	found := scratch.found
	for i := range found {
		found[i].texts = s.frequency(found[i].feature)
	}
	name := 0 // the first of the current name
	closeName := func(end int) {
		if parts := end - name; parts > 1 {
			for i := name; i < end; i++ {
				found[i].part = s.nameParts[min(parts, len(s.nameParts)-1)]
			}
		}
		name = end
	}
	for i := range found {
		if found[i].apart {
			closeName(i)
		}
		if found[i].pair && !found[i].oneName() {
			closeName(i + 1)
		}
	}
	closeName(len(found))
}

// merge sorts what was found and adds up what is equal. The result belongs to scratch.
func (scratch *featureScratch) merge() []counted {
	order := scratch.order[:0]
	for i, f := range scratch.found {
		order = append(order, uint64(f.feature)<<32|uint64(i))
	}
	slices.Sort(order)
	kept := scratch.sorted[:0]
	for _, o := range order {
		f := scratch.found[uint32(o)]
		if n := len(kept); n > 0 && kept[n-1].feature == f.feature {
			kept[n-1].count += f.count
			kept[n-1].part = max(kept[n-1].part, f.part)
		} else {
			kept = append(kept, f)
		}
	}
	scratch.order, scratch.sorted = order, kept
	return kept
}

// oneName says that the words of a pair belong to one name.
func (f *counted) oneName() bool {
	return f.texts >= 3 && float64(f.texts) >= nameShare*float64(f.rarer)
}
