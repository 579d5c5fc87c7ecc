package tag

import "sifeng/pipeline/comment"

// urgencyCues holds the numbers of the classes that urgency is read from besides those of the index; -1 where the data has no such
// class.
type urgencyCues struct {
	*cueIndex
	repeat, report, nothing int
	long                    int // a sense
}

// Distances within a sentence, in characters.
const (
	askedAgainReach = 10 // between how often and what was done: 多次向县里反映
	doubtReach      = 8  // between 如果 and what may happen
	denialReach     = 1  // between 没有 and what did not happen
)

// urgencyOf takes the highest level that a word of the comment speaks for. A supposed or denied danger is none. A matter that was
// raised several times, or that has stayed unsolved for long, is of the first level.
func (t *Tagger) urgencyOf(s *scratch) comment.Urgency {
	x := t.urgent
	level := comment.U0
	for i := range s.cues {
		c := &s.cues[i]
		if u := t.urgency[c.class]; u > level && !x.unreal(s, i) {
			level = u
		}
		if level == comment.U0 && (x.askedAgain(s, i) || x.longUnsolved(s, i)) {
			level = comment.U1
		}
	}
	return level
}

// unreal says whether a cue stands after one that supposes, averts or denies it in its clause.
func (x *urgencyCues) unreal(s *scratch, at int) bool {
	c := &s.cues[at]
	for i := at - 1; i >= 0; i-- {
		b := &s.cues[i]
		gap := c.start - b.end
		if gap > doubtReach || s.inClau[b.start] != s.inClau[c.start] {
			return false
		}
		switch int(b.class) {
		case x.condition, x.avoid:
			return true
		case x.negation:
			if gap >= 0 && gap <= denialReach {
				return true
			}
		}
	}
	return false
}

// askedAgain says whether a cue tells how often something was reported: 三次投诉, 反映了多次.
func (x *urgencyCues) askedAgain(s *scratch, at int) bool {
	c := &s.cues[at]
	if int(c.class) != x.repeat || !s.counts(c) {
		return false
	}
	near := func(i, gap int) bool {
		return int(s.cues[i].class) == x.report && gap <= askedAgainReach && s.inSent[s.cues[i].start] == s.inSent[c.start]
	}
	for i := at + 1; i < len(s.cues) && s.cues[i].start-c.end <= askedAgainReach; i++ {
		if near(i, s.cues[i].start-c.end) {
			return true
		}
	}
	for i := at - 1; i >= 0 && c.start-s.cues[i].start <= 2*askedAgainReach; i-- {
		if near(i, c.start-s.cues[i].end) {
			return true
		}
	}
	return false
}

// counts says whether a cue of repetition counts occasions (多次, 三回) rather than telling that something goes on (天天, 长期, 每次).
func (p *page) counts(c *cue) bool {
	switch p.char[c.end-1] {
	case '次', '回', '遍', '趟', '再':
		return p.char[c.start] != '每'
	}
	return false
}

// longUnsolved says whether a cue tells that nothing came of something, and its sentence that this is so for long.
func (x *urgencyCues) longUnsolved(s *scratch, at int) bool {
	c := &s.cues[at]
	if int(c.class) != x.nothing || !s.unsolved(c) {
		return false
	}
	for i := range s.senses {
		b := &s.senses[i]
		if int(b.class) == x.long && s.inSent[b.start] == s.inSent[c.start] && s.lasts(b) {
			return true
		}
	}
	return false
}

// unsolved says whether a cue tells of a request that came to nothing (没有解决, 无果), not that something is missing (没有任何).
func (p *page) unsolved(c *cue) bool {
	switch p.char[c.end-1] {
	case '决', '果', '复', '理':
		return true
	}
	return false
}

// lasts says whether a word gives a length of time (两年了, 三个月) rather than 一直 or 至今.
func (p *page) lasts(c *cue) bool {
	last := p.char[c.end-1]
	return c.end-c.start > 1 && (last == '了' || last == '年' || last == '月' || last == '来')
}

// urgencyCues looks the classes up.
func (l *lexicon) urgencyCues(index *cueIndex) urgencyCues {
	get := func(name string) int {
		if i, ok := l.class[name]; ok {
			return i
		}
		return -1
	}
	return urgencyCues{index, get("repeat"), get("report"), get("nothing"), get("sense_long")}
}

// urgencyClasses gives the level of each cue class; empty for those that say nothing about urgency by themselves.
func (l *lexicon) urgencyClasses() []comment.Urgency {
	out := make([]comment.Urgency, len(l.classes))
	for name, level := range map[string]comment.Urgency{"urgency_u1": comment.U1, "urgency_u2": comment.U2, "urgency_u3": comment.U3} {
		if i, ok := l.class[name]; ok {
			out[i] = level
		}
	}
	return out
}
