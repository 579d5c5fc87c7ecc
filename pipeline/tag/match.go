package tag

import (
	"cmp"
	"slices"
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

// trace is the way of a rule's pattern up to one of its pieces.
type trace struct{ start, end int32 }

// maxTraces is how many ways up to a piece are remembered; the oldest is forgotten.
const maxTraces = 4

type slot struct {
	epoch uint32
	n     uint8
	way   [maxTraces]trace
}

// scratch is everything that tagging one comment needs, reused for the next.
type scratch struct {
	page
	hits   []hit
	cues   []cue
	senses []cue
	except []cue // class is a rule here; so in forbid
	forbid []cue
	killed []span // hits that an exception took away
	slots  []slot
	epoch  uint32
	work   features
	scale  weighing
}

// scan finds the hits and cues of the page, in order of their start, without those that an exception covers.
func (l *lexicon) scan(s *scratch) {
	if len(s.slots) != l.slots {
		s.slots = make([]slot, l.slots)
	}
	s.epoch++
	s.killed = s.killed[:0]
	s.hits, s.cues, s.senses, s.except, s.forbid = s.hits[:0], s.cues[:0], s.senses[:0], s.except[:0], s.forbid[:0]
	l.auto.find(s.char, func(lit int32, start, end int) {
		for _, u := range l.uses[lit] {
			switch u.kind {
			case senseUse:
				s.senses = append(s.senses, cue{class: u.id, span: span{start, end}})
			case cueUse:
				s.cues = append(s.cues, cue{class: u.id, span: span{start, end}})
			case forbidUse:
				s.forbid = append(s.forbid, cue{class: u.id, span: span{start, end}})
			case exceptUse:
				s.except = append(s.except, cue{class: u.id, span: span{start, end}})
			default:
				l.advance(s, u, start, end)
			}
		}
	})
	if len(s.except)+len(s.forbid) > 0 {
		s.hits = slices.DeleteFunc(s.hits, func(h hit) bool {
			for _, e := range s.except {
				if e.class == h.rule && e.start < h.end && h.start < e.end {
					s.killed = append(s.killed, h.span)
					return true
				}
			}
			for _, e := range s.forbid {
				if e.class == h.rule && s.inSent[e.start] == s.inSent[h.start] {
					s.killed = append(s.killed, h.span)
					return true
				}
			}
			return false
		})
	}
	slices.SortFunc(s.hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.rule, b.rule))
	})
	slices.SortFunc(s.cues, func(a, b cue) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.class, b.class))
	})
	slices.SortFunc(s.senses, func(a, b cue) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.class, b.class))
	})
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

func (l *lexicon) advance(s *scratch, u use, start, end int) {
	r := &l.rules[u.id]
	last := int(u.piece) == len(r.pieces)-1
	begin := start
	if u.piece > 0 {
		before := &s.slots[r.slot+int(u.piece)-1]
		if before.epoch != s.epoch {
			return
		}
		found := false
		for i := int(before.n) - 1; i >= 0 && i >= int(before.n)-maxTraces; i-- {
			w := before.way[i%maxTraces]
			gap := start - int(w.end)
			if gap >= 0 && gap <= r.pieces[u.piece].gap && s.inSent[w.start] == s.inSent[start] {
				begin, found = int(w.start), true
				break
			}
		}
		if !found {
			return
		}
	}
	if last {
		s.hits = append(s.hits, hit{rule: u.id, span: span{begin, end}})
		return
	}
	at := &s.slots[r.slot+int(u.piece)]
	if at.epoch != s.epoch {
		*at = slot{epoch: s.epoch}
	}
	at.way[at.n%maxTraces] = trace{int32(begin), int32(end)}
	at.n++
	if at.n == 128 {
		at.n = 64 // a multiple of maxTraces: only the order within the ring matters
	}
}
