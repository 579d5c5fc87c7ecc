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

func textFeature(hash uint64, name bool) uint32 {
	f := uint32(hash>>32) &^ firstName
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

func (g *Grouper) wordFeature(t uint32) uint32 {
	w := &g.words.words[t]
	return textFeature(w.hash, w.name())
}

// pairFeature counts two single characters as a part of a name: names that no dictionary has fall apart into such.
func (g *Grouper) pairFeature(a, b uint32) uint32 {
	x, y := &g.words.words[a], &g.words.words[b]
	return textFeature(pairHash(x.hash, y.hash), y.ending > 0 || x.name() || x.length == 1 && y.length == 1)
}

// counted is a feature and how much of it a comment holds.
type counted struct {
	feature uint32
	count   float32
	part    float32 // of the weight of a feature, less than 1 where several features are parts of one name
	pair    bool
}

// featureScratch is what a worker that makes vectors uses again and again.
type featureScratch struct {
	tokens  tokenList
	seen    featureSet
	found   []counted
	order   []uint64
	sorted  []counted
	weights vector
	heavy   heavyScratch
	block   vector // of which vectors that stay are cut
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

// features puts those of a comment into scratch.found: its words and pairs of neighbouring words. Names are only told apart once
// s.documents is complete.
func (g *Grouper) features(scratch *featureScratch, d *doc, s *space) {
	found := scratch.found[:0]
	before, name := uint32(wordBreak), 0 // the index in found at which the current name starts
	closeName := func() {
		if parts := len(found) - name; parts > 1 {
			for i := name; i < len(found); i++ {
				found[i].part = s.nameParts[min(parts, len(s.nameParts)-1)]
			}
		}
		name = len(found)
	}
	tokens := &scratch.tokens
	g.read(tokens, d)
	for at, t := range tokens.words {
		if at == tokens.titleEnd {
			before = wordBreak
			closeName()
		}
		if t == wordBreak || s.words[t] > s.common {
			before = wordBreak
			closeName()
			continue
		}
		count := float32(1)
		if at < tokens.titleEnd {
			count = float32(titleWeight)
		}
		w := &g.words.words[t]
		if before != wordBreak {
			pair := g.pairFeature(before, t)
			found = append(found, counted{pair, count, 1, true})
			if !s.oneName(pair, before, t) {
				closeName()
			}
		}
		if !w.single {
			found = append(found, counted{g.wordFeature(t), count, 1, false})
		}
		before = t
	}
	closeName()
	scratch.found = found
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

// oneName says that the words a and b, a pair, belong to one name.
func (s *space) oneName(pair, a, b uint32) bool {
	if !s.complete {
		return false
	}
	together := s.frequency(pair)
	return together >= 3 && float64(together) >= nameShare*float64(min(s.words[a], s.words[b]))
}
