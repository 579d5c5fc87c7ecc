package tag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// stance is what the writer does with an expression: only an assertion reports a problem.
type stance uint8

const (
	asserted   stance = iota
	questioned        // 是否, 会不会
	hoped             // 希望不要, 别再, 以免
	supposed          // 如果, 要是
	negated           // 没有, 并非
	slogan            // 严禁, 杜绝, 《…》
	improved          // 以前…现在好了
	stances
)

var stanceNames = [stances]string{"asserted", "questioned", "hoped", "supposed", "negated", "slogan", "improved"}

// actor is whose behaviour is told of.
type actor uint8

const (
	nobody  actor = iota
	public        // a public body, its staff, a cadre
	private       // a company, a neighbour, property management
	actors
)

// cueIndex holds the numbers of the cue classes that stance and actor are read from.
type cueIndex struct {
	negation, outer, slogan, soft, plea, avoid, condition, question, why, rhetoric, double, turn, past, now, better, public, private, gone, resident int

	own *ownClasses // what makes a private actor the writer's own
}

// cueIndex finds the classes. All must be there: without 没有 and its like, what is denied would be told.
func (l *lexicon) cueIndex() (cueIndex, error) {
	var err error
	get := func(name string) int {
		i, ok := l.class[name]
		if !ok {
			err = fmt.Errorf("cues: no words of class %s, which stances are read from", name)
		}
		return i
	}
	return cueIndex{
		negation: get("negation"), outer: get("negation_outer"), slogan: get("slogan"), soft: get("slogan_soft"), plea: get("plea"), avoid: get("avoid"), condition: get("condition"),
		question: get("question"), why: get("why"), rhetoric: get("rhetoric"), double: get("double_negation"), turn: get("turn"), past: get("past"),
		now: get("now"), better: get("better"), public: get("public"), private: get("private"), gone: get("gone"), resident: get("resident"),
	}, err
}

// allHits is for judge: every hit is asked about.
func allHits(int32) bool { return true }

// matters says whether the stance of a rule's hits decides anything: what is a topic is one however it is meant.
func (l *lexicon) matters(rule int32) bool {
	b := &l.briefs[rule]
	return b.output >= 0 || b.retaliates
}

// judge sets the stance and actor of the hits of some rules from the cues around them. Hits and cues stand in the order of their starts.
func (l *lexicon) judge(s *scratch, x cueIndex, of func(rule int32) bool) {
	x.claimOwn(s)
	far := nobody // the last actor of the sentences before
	from, to := 0, 0
	last := int32(-1) // sentence
	for i := range s.hits {
		h := &s.hits[i]
		if !of(h.rule) {
			continue
		}
		sentence := s.inSent[h.start]
		if sentence != last {
			last = sentence
			for from < len(s.cues) && s.inSent[s.cues[from].start] < sentence {
				if a := x.actorOf(&s.cues[from]); a != nobody {
					far = a
				}
				from++
			}
			for to = from; to < len(s.cues) && s.inSent[s.cues[to].start] == sentence; to++ {
			}
		}
		cues := s.cues[from:to]
		h.stance = l.stanceOf(s, cues, x, h)
		h.actor = x.nearest(cues, h, far)
	}
}

// stanceOf looks at the cues of the hit's sentence.
func (l *lexicon) stanceOf(s *scratch, cues []cue, x cueIndex, h *hit) stance {
	clause := s.inClau[h.start]
	if inTitleMarks(s, h) {
		return slogan
	}
	self, plain := l.briefs[h.rule].self, l.briefs[h.rule].plain
	result := asserted
	turned, was, good, pleads, soft, why := false, false, false, false, false, false
	for i := range cues {
		c := &cues[i]
		class := int(c.class)
		if class == x.turn && c.start >= h.end {
			turned = true
		}
		if class == x.gone && c.start >= h.end && c.start-h.end <= 3 {
			return improved
		}
		if within := x.within(class); within != asserted && c.start >= h.start && c.end <= h.end && (plain || l.deniesLast(s, c, h)) {
			return within
		}
		if class == x.plea {
			pleads = true
		}
		if class == x.past && c.start <= h.start {
			was = true
		}
		if class == x.better && c.start >= h.end && h.end < c.end && !l.wanted(s, c.start) {
			good = true
		}
		if self && class == x.double && c.start < h.start && c.end > h.start {
			return negated // 不是没人管: the expression holds the second of the two negations
		}
		if s.inClau[c.start] != clause || c.end > h.start {
			continue
		}
		gap := h.start - c.end
		switch class {
		case x.rhetoric, x.double:
			return asserted
		case x.slogan:
			if gap <= 24 {
				result = slogan
			}
		case x.soft:
			soft = soft || gap <= 14
		case x.avoid:
			if gap <= 10 && result != slogan {
				result = hoped
			}
		case x.condition:
			if gap <= 16 && result == asserted {
				result = supposed
			}
		case x.outer:
			if gap <= 4 && result != slogan {
				result = negated
			}
		case x.negation:
			if !self && result != slogan && l.denies(s, c, h.start) {
				result = negated
			}
		case x.why: // who asks why it is so says that it is; who asks why others say so does not
			why = !s.holds(c.end, min(c.end+3, h.start), l.particles.quoted)
			switch {
			case why && result == questioned:
				result = asserted
			case !why && result == asserted:
				result = questioned
			}
		case x.question:
			if gap <= 10 && result == asserted && !why {
				result = questioned
			}
		}
	}
	if soft && !pleads && result == asserted {
		result = slogan
	}
	if result == slogan && turned {
		return asserted
	}
	if result == asserted && was && good {
		return improved
	}
	return result
}

// within gives what a cue in a gap of a pattern makes of the expression.
func (x *cueIndex) within(class int) stance {
	switch class {
	case x.negation, x.outer:
		return negated
	case x.slogan:
		return slogan
	case x.avoid:
		return hoped
	}
	return asserted
}

// denies says whether a word of negation governs what starts at a place behind it: at once, after a few words that only fill (没有任何推诿), or
// as a part of a list (没有推诿、扯皮). A bare 不, 未 or 无 reaches no further than the next word.
func (l *lexicon) denies(s *scratch, c *cue, at int) bool {
	gap := at - c.end
	if gap == 0 {
		return true
	}
	bare := c.end-c.start == 1 && s.char[c.start] != '没'
	if gap <= 6 && !s.holds(c.end, at, l.particles.turning) {
		return !bare || gap <= 2 && s.holds(c.end, c.end+1, l.particles.carried)
	}
	return gap <= 20 && !bare && s.holds(c.end, at, "、")
}

// deniesLast says whether a cue within a hit stands right before the last piece of its pattern and is no part of any: 态度不差, not 态度不好.
func (l *lexicon) deniesLast(s *scratch, c *cue, h *hit) bool {
	r := &l.rules[h.rule]
	if r.output < 0 || len(r.pieces) < 2 {
		return false
	}
	before := false
	for i, part := range r.pieces {
		for _, lit := range part.literals {
			n := utf8.RuneCountInString(lit)
			for at := max(h.start, c.start-n+1); at < c.end; at++ {
				if s.stands(lit, at) {
					return false
				}
			}
			before = before || i == len(r.pieces)-1 && h.end-n == c.end && s.stands(lit, c.end)
		}
	}
	return before
}

// stands says whether a literal stands at a place.
func (p *page) stands(lit string, at int) bool {
	for _, r := range lit {
		if at >= len(p.char) || rune(p.char[at]) != r {
			return false
		}
		at++
	}
	return true
}

// wanted says whether what starts at a place is denied or only wished: 没有改善, 望尽快修好.
func (l *lexicon) wanted(s *scratch, at int) bool {
	return s.holds(max(0, at-5), at, l.particles.wanted)
}

// holds says whether one of some characters stands between two places.
func (p *page) holds(from, to int, chars string) bool {
	for _, c := range p.char[from:to] {
		if strings.ContainsRune(chars, rune(c)) {
			return true
		}
	}
	return false
}

// inTitleMarks says whether the hit stands inside 《》.
func inTitleMarks(s *scratch, h *hit) bool {
	for i := h.start - 1; i >= 0 && i > h.start-30; i-- {
		switch s.char[i] {
		case '》', '\n':
			return false
		case '《':
			return true
		}
	}
	return false
}

// actorOf gives the actor that a cue names, or nobody.
func (x *cueIndex) actorOf(c *cue) actor {
	switch int(c.class) {
	case x.public:
		return public
	case x.private:
		return private
	}
	return nobody
}

// suffers says whether the actor that a cue names is one of those whom things are done to: residents, pupils, owners.
func (x *cueIndex) suffers(cues []cue, i int) bool {
	for k := max(0, i-1); k < min(len(cues), i+2); k++ {
		if int(cues[k].class) == x.resident && cues[k].span == cues[i].span {
			return true
		}
	}
	return false
}

// nearest takes the nearest actor named before the end of the hit in its sentence, else the nearest after it in that sentence,
// else the last one of the sentences before. A private one within the hit is rather done to than doing where a public one stands before:
// 水利局欠饭店饭钱.
func (x *cueIndex) nearest(cues []cue, h *hit, far actor) actor {
	near := nobody
	for i := range cues {
		a := x.actorOf(&cues[i])
		if a == private && x.suffers(cues, i) {
			continue
		}
		switch {
		case a == nobody:
		case cues[i].start < h.end:
			if near != public || a != private || cues[i].start <= h.start {
				near = a
			}
		case near != nobody:
			return near
		default:
			return a
		}
	}
	if near != nobody {
		return near
	}
	return far
}
