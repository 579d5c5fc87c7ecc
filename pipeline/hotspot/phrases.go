package hotspot

import (
	"math"
	"strings"
)

// phrase is some neighbouring words and in how many texts they stand. Two phrases of one wording are one, however it was cut into words.
type phrase struct {
	hash  uint64            // of the wording
	words [maxPhrase]uint32 // as it was cut first
	n     int               // words
	texts int
	last  int // the text that it was last seen in, from 1
}

// phraseList gathers the phrases of some texts. It is used again for the next.
type phraseList struct {
	list  []phrase
	slots []phraseSlot
	round uint32
	texts int
}

// phraseSlot leads from the hash of a phrase to its place in the list, if it is of this round.
type phraseSlot struct{ round, at uint32 }

func (l *phraseList) begin() {
	l.list, l.texts = l.list[:0], 0
	if l.round++; l.round == 0 {
		clear(l.slots)
		l.round = 1
	}
}

// note counts a phrase once a text.
func (l *phraseList) note(hash uint64, words []uint32) {
	if 2*len(l.list) >= len(l.slots) {
		l.grow()
	}
	slot := l.slot(hash)
	if slot.round != l.round {
		*slot = phraseSlot{l.round, uint32(len(l.list))}
		l.list = append(l.list, phrase{hash: hash, n: len(words)})
		copy(l.list[slot.at].words[:], words)
	}
	if p := &l.list[slot.at]; p.last != l.texts {
		p.last = l.texts
		p.texts++
	}
}

func (l *phraseList) slot(hash uint64) *phraseSlot {
	mask := uint64(len(l.slots) - 1)
	for at := mix(hash) & mask; ; at = (at + 1) & mask {
		if slot := &l.slots[at]; slot.round != l.round || l.list[slot.at].hash == hash {
			return slot
		}
	}
}

func (l *phraseList) grow() {
	l.slots = make([]phraseSlot, max(1<<12, 2*len(l.slots)))
	for i := range l.list {
		*l.slot(l.list[i].hash) = phraseSlot{l.round, uint32(i)}
	}
}

// notePhrases notes the phrases of a text.
func (g *Grouper) notePhrases(scratch *describeScratch, d *doc, s *space) {
	found, tokens := &scratch.phrases, &scratch.tokens
	found.texts++
	g.read(tokens, d)
	for from := range tokens.words {
		hash, length := uint64(hashBasis), 0 // of the wording, however it is cut
		for to := from; to < min(from+maxPhrase, len(tokens.words)); to++ {
			t := tokens.words[to]
			if t == wordBreak || s.words[t] > s.common || to == tokens.titleEnd && to > from {
				break
			}
			w := &g.words.words[t]
			if length += w.length; length > maxPhraseLength {
				break
			}
			hash = hashMore(hash, w.text)
			if to > from || !w.single {
				found.note(hash, tokens.words[from:to+1])
			}
		}
	}
}

// weighPhrase gives the text of a phrase and its score: its rarity, that of its rarest word or pair, more for a longer phrase.
func (g *Grouper) weighPhrase(p *phrase, s *space) (text string, score float64) {
	var b strings.Builder
	rarest, length := math.MaxInt, 0
	for i, t := range p.words[:p.n] {
		w := &g.words.words[t]
		b.WriteString(w.text)
		length += w.length
		if !w.single {
			rarest = min(rarest, int(s.words[t]))
		}
		if i > 0 {
			rarest = min(rarest, s.frequency(g.pairFeature(p.words[i-1], t)))
		}
	}
	return b.String(), math.Log(float64(s.texts+1)/float64(max(rarest, 1))) * math.Sqrt(float64(length))
}
