package tag

import (
	"slices"
	"sort"

	"sifeng/pipeline/automaton"
	"sifeng/pipeline/comment"
)

// hit is a place where a rule's pattern stands.
type hit struct {
	rule int32
	span
	stance stance
	actor  actor
}

// cue is a place where a word of a cue class stands.
type cue struct {
	class int32
	span
}

// spoken is a place where a literal stands that is an exception of rules: uses holds them.
type spoken struct {
	span
	uses, n uint32
}

// trace is the way of a rule's pattern up to one of its pieces.
type trace struct{ start, end int32 }

// maxTraces is how many ways up to a piece are remembered; the oldest is forgotten.
const maxTraces = 4

// ways are those up to one piece.
type ways struct {
	n   uint32
	way [maxTraces]trace
}

// scratch is everything that tagging one comment needs, reused for the next.
type scratch struct {
	page
	found  automaton.Matches
	hits   []hit
	cues   []cue
	senses []cue
	except []cue // of rules that have hits; class is a rule here; so in forbid
	forbid []cue
	spoken []spoken // literals that are exceptions
	hit    []uint8  // rule → the last comment in which it was found
	after  []span   // words of asides, in the order of their ends
	self   []span
	tail   []span
	near   []span
	asides []span  // hits that are one, in the same order
	asked  span    // clause that was asked for words of business with offices
	matter bool    // it has some
	killed []span  // hits on the winds axis that an exception took away
	alive  []uint8 // slot → the last comment in which its piece was reached
	ways   []ways  // by slot
	epoch  uint8   // of this comment
	work   features
	tags   []comment.Tag // of this comment
	scale  weighing
}

// scan finds the hits and cues of the page, in order of their start, without those that an exception covers.
func (l *lexicon) scan(s *scratch) {
	l.gather(s)
	l.dropExceptions(s)
	l.dropAsides(s)
	sortHits(s.hits)
	sortCues(s.cues)
	sortCues(s.senses)
	// A cue inside a longer one (不是 in 是不是) is not a cue.
	reach, from := -1, -1
	s.cues = slices.DeleteFunc(s.cues, func(c cue) bool {
		if c.end <= reach && !(c.start == from && c.end == reach) {
			return true
		}
		if c.end > reach {
			reach, from = c.end, c.start
		}
		return false
	})
}

// gather finds what the literals of the page stand for, of this page alone.
func (l *lexicon) gather(s *scratch) {
	if len(s.ways) != len(l.ruleOf) || len(s.hit) != len(l.rules) {
		s.alive, s.ways, s.hit = make([]uint8, len(l.ruleOf)), make([]ways, len(l.ruleOf)), make([]uint8, len(l.rules))
	}
	if s.epoch++; s.epoch == 0 {
		clear(s.alive)
		clear(s.hit)
		s.epoch = 1
	}
	s.killed = s.killed[:0]
	s.hits, s.cues, s.senses, s.spoken, s.forbid = s.hits[:0], s.cues[:0], s.senses[:0], s.spoken[:0], s.forbid[:0]
	s.after, s.self, s.tail, s.near = s.after[:0], s.self[:0], s.tail[:0], s.near[:0]
	l.find(s)
}

// find gathers what the literals of the page stand for, in the order of their ends, the longest first.
func (l *lexicon) find(s *scratch) {
	l.auto.Find(s.char, &s.found)
	alive, epoch := s.alive, s.epoch
	for i, first := range s.found.Last {
		for m := first; m != 0; {
			match := &s.found.List[m]
			m = match.Next
			at := span{i + 1 - int(match.Width), i + 1}
			uses := l.uses[match.Value:]
			begin, follow, except, other := uses[0]&(1<<16-1), uses[0]>>16, uses[1]&(1<<16-1), uses[1]>>16
			uses = uses[2:]
			for _, slot := range uses[:begin] {
				s.pass(int32(slot), int32(at.start), int32(at.end))
			}
			uses = uses[begin:]
			for _, u := range uses[:follow] {
				if alive[u>>slotShift-1] == epoch {
					l.advance(s, u, at)
				}
			}
			if except > 0 {
				s.spoken = append(s.spoken, spoken{at, match.Value + 2 + begin + follow, except})
			}
			uses = uses[follow:]
			for _, u := range uses[except : except+other] {
				s.note(uint8(u>>kindShift), int32(u&(1<<kindShift-1)), at)
			}
		}
	}
}

// note takes note of what a literal stands for, if it is no piece beside others and no exception.
func (s *scratch) note(kind uint8, id int32, at span) {
	switch kind {
	case pieceUse:
		s.hits = append(s.hits, hit{rule: id, span: at})
	case senseUse:
		s.senses = append(s.senses, cue{id, at})
	case cueUse:
		s.cues = append(s.cues, cue{id, at})
	case forbidUse:
		s.forbid = append(s.forbid, cue{id, at})
	case afterUse:
		s.after = append(s.after, at)
	case selfUse:
		s.self = append(s.self, at)
	case tailUse:
		s.tail = append(s.tail, at)
	case nearUse:
		s.near = append(s.near, at)
	}
}

// dropExceptions takes away the hits that an expression of their rule's exceptions overlaps, or one that forbids them in its sentence.
// Both lists are in the order of their ends.
func (l *lexicon) dropExceptions(s *scratch) {
	s.except = s.except[:0]
	for i := range s.hits {
		s.hit[s.hits[i].rule] = s.epoch
	}
	for _, sp := range s.spoken {
		for _, rule := range l.uses[sp.uses : sp.uses+sp.n] {
			if s.hit[rule] == s.epoch {
				s.except = append(s.except, cue{int32(rule), sp.span})
			}
		}
	}
	s.forbid = slices.DeleteFunc(s.forbid, func(c cue) bool { return s.hit[c.class] != s.epoch })
	if len(s.except)+len(s.forbid) == 0 {
		return
	}
	widest := l.auto.Widest()
	s.hits = slices.DeleteFunc(s.hits, func(h hit) bool {
		for i := sort.Search(len(s.except), func(i int) bool { return s.except[i].end > h.start }); i < len(s.except); i++ {
			e := &s.except[i]
			if e.end >= h.end+widest {
				break
			}
			if e.class == h.rule && e.start < h.end {
				l.kill(s, h)
				return true
			}
		}
		sentence := s.inSent[h.start]
		for i := sort.Search(len(s.forbid), func(i int) bool { return s.inSent[s.forbid[i].end-1] >= sentence }); i < len(s.forbid); i++ {
			e := &s.forbid[i]
			if s.inSent[max(0, e.end-widest)] > sentence {
				break
			}
			if e.class == h.rule && s.inSent[e.start] == sentence {
				l.kill(s, h)
				return true
			}
		}
		return false
	})
}

// kill notes that an exception takes a hit away. What topics are told with hides nothing from the winds.
func (l *lexicon) kill(s *scratch, h hit) {
	if l.briefs[h.rule].output >= 0 {
		s.killed = append(s.killed, h.span)
	}
}

// before says whether a range comes first: by its start, then the longer one.
func (a span) before(b span) bool { return a.start < b.start || a.start == b.start && a.end > b.end }

// sortHits sorts by place, then by rule. What is found comes almost in order, so that inserting is the fastest way.
func sortHits(hits []hit) {
	for i := 1; i < len(hits); i++ {
		h := hits[i]
		k := i
		for ; k > 0 && (h.before(hits[k-1].span) || h.span == hits[k-1].span && h.rule < hits[k-1].rule); k-- {
			hits[k] = hits[k-1]
		}
		hits[k] = h
	}
}

// sortCues sorts by place, then by class.
func sortCues(cues []cue) {
	for i := 1; i < len(cues); i++ {
		c := cues[i]
		k := i
		for ; k > 0 && (c.before(cues[k-1].span) || c.span == cues[k-1].span && c.class < cues[k-1].class); k-- {
			cues[k] = cues[k-1]
		}
		cues[k] = c
	}
}

// advance takes note of a piece of a rule that is not the first, as packUses writes it, if it can follow what was found of the piece before.
func (l *lexicon) advance(s *scratch, u uint32, at span) {
	slot, most := int32(u>>slotShift), int(u>>1&(1<<8-1))
	before := &s.ways[slot-1]
	for i := int(before.n) - 1; i >= 0 && i >= int(before.n)-maxTraces; i-- {
		w := before.way[i%maxTraces]
		gap := at.start - int(w.end)
		if gap < 0 || gap > most || s.inSent[w.start] != s.inSent[at.start] {
			continue
		}
		if u&1 != 0 {
			s.hits = append(s.hits, hit{rule: l.ruleOf[slot], span: span{int(w.start), at.end}})
		} else {
			s.pass(slot, w.start, int32(at.end))
		}
		return
	}
}

// pass remembers a way of a rule up to one of its pieces.
func (s *scratch) pass(slot, start, end int32) {
	to := &s.ways[slot]
	if s.alive[slot] != s.epoch {
		s.alive[slot], to.n = s.epoch, 0
	}
	to.way[to.n%maxTraces] = trace{start, end}
	to.n++
}
