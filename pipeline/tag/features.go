package tag

import "math/bits"

// features are what the model sees of one comment.
type features struct {
	windows []window
	title   run      // the title, once more
	plain   []uint16 // plain forms, or their codes in a model, of the windows and the title
	where   []int32  // the place on the page of each
	said    []int32  // what rules and cues say of windows: numbers of sayings
	length  int32    // what is said of the length of the whole
}

// window is a sentence or a part of a long one.
type window struct {
	span
	run
	told, said int // features.said[told:said]
}

// run is a part of features.plain: its first and last characters are breaks.
type run struct{ from, to int }

// maxWindow is the longest window in characters, so that a window can be the evidence of a tag.
const maxWindow = maxEvidence

// reduce appends the plain forms of a range of the page, set off by breaks. Runs of breaks, digits or letters count as one character.
func (s *scratch) reduce(at span) run {
	f := &s.work
	forms := s.forms
	r := run{from: len(f.plain)}
	last := uint16(breakForm)
	f.plain, f.where = append(f.plain, last), append(f.where, int32(at.start))
	for i := at.start; i < at.end; i++ {
		x := uint16(breakForm)
		if !s.masked[i] {
			x = forms[s.char[i]]
		}
		if x == last && (x == breakForm || x == digitForm || x == letterForm) {
			continue
		}
		f.plain, f.where = append(f.plain, x), append(f.where, int32(i))
		last = x
	}
	if last != breakForm {
		f.plain, f.where = append(f.plain, breakForm), append(f.where, int32(at.end))
	}
	r.to = len(f.plain)
	return r
}

// cut makes the windows of a page: sentences, long ones divided between clauses.
func (s *scratch) cut() {
	w := s.work.windows[:0]
	clause := 0
	for _, sent := range s.sent {
		if sent.end-sent.start <= maxWindow {
			w = append(w, window{span: sent})
			continue
		}
		for clause < len(s.clause) && s.clause[clause].end <= sent.start {
			clause++
		}
		start, end := -1, -1
		for ; clause < len(s.clause) && s.clause[clause].start < sent.end; clause++ {
			c := s.clause[clause]
			if start >= 0 && c.end-start > maxWindow {
				w = append(w, window{span: span{start, end}})
				start = -1
			}
			for c.end-c.start > maxWindow {
				w = append(w, window{span: span{c.start, c.start + maxWindow}})
				c.start += maxWindow
			}
			if start < 0 {
				start = c.start
			}
			end = c.end
		}
		if start >= 0 && end > start {
			w = append(w, window{span: span{start, end}})
		}
	}
	s.work.windows = w
}

// extract fills the features of the scanned and judged page.
func (t *Tagger) extract(s *scratch) {
	s.cut()
	t.mask(s)
	s.forms = t.forms
	f := &s.work
	f.plain, f.where, f.said = append(f.plain[:0], make([]uint16, margin)...), append(f.where[:0], make([]int32, margin)...), f.said[:0]
	t.tell(s)
	f.title = s.reduce(span{0, s.title})
	bucket := int32(0)
	for n := len(s.char); n > 20 && bucket < lengths-1; n /= 2 {
		bucket++
	}
	f.length = t.sayings.length + bucket
}

// tell fills the windows with what they say.
func (t *Tagger) tell(s *scratch) {
	f := &s.work
	hit, q, sense, far := 0, 0, 0, nobody
	about := t.titleActors(s)
	for i := range f.windows {
		w := &f.windows[i]
		w.run = s.reduce(w.span)
		w.told = len(f.said)
		for hit < len(s.hits) && s.hits[hit].start < w.start {
			hit++
		}
		for ; hit < len(s.hits) && s.hits[hit].start < w.end; hit++ {
			h := &s.hits[hit]
			r := &t.sayings.rules[h.rule]
			if r.problem == 0 {
				continue
			}
			f.said = append(f.said, r.problem+int32(h.stance)*int32(actors)+int32(h.actor), r.facet+int32(h.stance), r.pattern+int32(min(h.stance, 1)))
		}
		for q < len(s.cues) && s.cues[q].start < w.start {
			q++
		}
		f.said = append(f.said, t.sayings.about+int32(about), t.sayings.far+int32(far))
		for sense < len(s.senses) && s.senses[sense].start < w.start {
			sense++
		}
		first := sense
		for ; sense < len(s.senses) && s.senses[sense].start < w.end; sense++ {
			t.saySense(s, first, sense)
		}
		var seen uint64
		for ; q < len(s.cues) && s.cues[q].start < w.end; q++ {
			if a := t.index.actorOf(&s.cues[q]); a != nobody {
				far = a
			}
			seen |= 1 << uint(s.cues[q].class&63)
		}
		for rest := seen & t.sayings.known; rest != 0; rest &= rest - 1 {
			i := bits.TrailingZeros64(rest)
			f.said = append(f.said, t.sayings.cue(i, i))
			for with := seen & (1<<i - 1); with != 0; with &= with - 1 {
				f.said = append(f.said, t.sayings.cue(i, bits.TrailingZeros64(with)))
			}
		}
		w.said = len(f.said)
	}
}

// saySense adds the sense of a word, and its pairs with the words before it in its clause.
func (t *Tagger) saySense(s *scratch, first, at int) {
	f, b := &s.work, &s.senses[at]
	if s.masked[b.start] {
		return
	}
	f.said = append(f.said, t.sayings.sense+b.class)
	for i := at - 1; i >= first; i-- {
		a := &s.senses[i]
		if s.masked[a.start] {
			continue
		}
		if b.start-a.end > senseReach || s.inClau[a.start] != s.inClau[b.start] {
			break
		}
		if a.end <= b.start && a.class != b.class {
			f.said = append(f.said, t.sayings.pair(a.class, b.class))
		}
	}
}

// mask hides the expressions that are not asserted: what a slogan forbids or a negation denies must not speak for itself. What stands in one
// that is asserted speaks all the same: 不给红包不办事 tells of 红包, though it gives none.
func (t *Tagger) mask(s *scratch) {
	n := len(s.char)
	if cap(s.masked) < n {
		s.masked = make([]bool, n, n+n/2)
	}
	s.masked = s.masked[:n]
	clear(s.masked)
	for _, h := range s.hits {
		r := &t.lex.briefs[h.rule]
		if r.output < 0 || h.stance == asserted || r.weak && h.end-h.start < 3 {
			continue
		}
		for i := h.start; i < h.end; i++ {
			s.masked[i] = true
		}
	}
	for _, h := range s.hits {
		if r := &t.lex.briefs[h.rule]; r.output < 0 || h.stance != asserted || r.weak {
			continue
		}
		for i := h.start; i < h.end; i++ {
			s.masked[i] = false
		}
	}
	for _, k := range s.killed {
		for i := k.start; i < k.end; i++ {
			s.masked[i] = true
		}
	}
}

// senseReach is how many characters may stand between two words of a clause whose senses make a pair.
const senseReach = 16

// titleActors says which actors the title names: 1 for a public one, 2 for a private one, 3 for both.
func (t *Tagger) titleActors(s *scratch) int {
	out := 0
	for _, c := range s.cues {
		if c.start >= s.title {
			break
		}
		switch int(c.class) {
		case t.index.public:
			out |= 1
		case t.index.private:
			out |= 2
		}
	}
	return out
}
