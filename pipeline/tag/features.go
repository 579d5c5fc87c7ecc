package tag

import (
	"hash/fnv"
	"strings"
)

// features are what the model sees of one comment, as hashed keys: its windows one by one, then the whole.
type features struct {
	windows []window
	keys    []uint64 // of all windows, then of the title, then of the whole
	title   int      // keys[title:whole] belong to the title
	whole   int      // keys[whole:] belong to the whole comment only
}

// window is a sentence or a part of a long one. Its keys are keys[from:to]: n-grams up to rules, then what rules and cues say.
type window struct {
	span
	from, rules, to int
}

// maxWindow is the longest window in characters, so that a window can be the evidence of a tag.
const maxWindow = maxEvidence

// The kinds of features; each has its own space of keys.
const (
	saltGram  uint64 = 0
	saltTitle uint64 = 0x5bf0_3635_1d1c_9e1b
	saltRule  uint64 = 0x94d0_49bb_1331_11eb
	saltCue   uint64 = 0xd6e8_feb8_6659_fd93
	saltSense uint64 = 0x2545_f491_4f6c_dd1d
	saltActor uint64 = 0x3c79_ac49_2ba7_b653
	saltWhole uint64 = 0xa076_1d64_78bd_642f
)

// scramble spreads the bits of a key over all 64.
func scramble(k uint64) uint64 {
	k ^= k >> 30
	k *= 0xbf58476d1ce4e5b9
	k ^= k >> 27
	k *= 0x94d049bb133111eb
	return k ^ k>>31
}

func nameKey(salt uint64, name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return scramble(h.Sum64() ^ salt)
}

// plain gives the form of a character in n-grams: digits and Latin letters are alike, whatever is no word is a break.
func plain(c uint16) uint64 {
	switch {
	case c >= 0x4e00 && c <= 0x9fff:
		return uint64(c)
	case c >= '0' && c <= '9':
		return '0'
	case c >= 'a' && c <= 'z':
		return 'a'
	case c == '?' || c == '!' || c == '《' || c == '"':
		return uint64(c)
	}
	return '|'
}

// grams calls with the key of every n-gram of 1 to 4 characters of at, and the range where it stands. Runs of breaks, digits or
// letters count as one character; a break stands only at the edge of an n-gram.
func (p *page) grams(at span, salt uint64, with func(key uint64, where span)) {
	c, where := [4]uint64{3: '|'}, [4]int{3: at.start}
	n := 1
	for i := at.start; i <= at.end; i++ {
		x, end := uint64('|'), i
		if i < at.end {
			end = i + 1
			if !p.masked[i] {
				x = plain(p.char[i])
			}
		}
		if x == c[3] && (x == '|' || x == '0' || x == 'a') {
			continue
		}
		c[0], c[1], c[2], c[3] = c[1], c[2], c[3], x
		where[0], where[1], where[2], where[3] = where[1], where[2], where[3], i
		n++
		key := uint64(0)
		for k := 1; k <= min(4, n); k++ {
			key |= c[4-k] << (16 * (k - 1))
			if k == 1 && x == '|' {
				continue
			}
			with(scramble(key^salt), span{where[4-k], end})
			if c[4-k] == '|' {
				break
			}
		}
	}
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
	f := &s.work
	f.keys = f.keys[:0]
	add := func(key uint64, _ span) { f.keys = append(f.keys, key) }
	hit, q, sense := 0, 0, 0
	about, far := t.titleActors(s), nobody
	for i := range f.windows {
		w := &f.windows[i]
		w.from = len(f.keys)
		s.grams(w.span, saltGram, add)
		w.rules = len(f.keys)
		for hit < len(s.hits) && s.hits[hit].start < w.start {
			hit++
		}
		for ; hit < len(s.hits) && s.hits[hit].start < w.end; hit++ {
			h := &s.hits[hit]
			k := &t.ruleKeys[h.rule]
			if k.problem == 0 {
				continue
			}
			situation := uint64(h.stance)*uint64(actors) + uint64(h.actor) + 1
			f.keys = append(f.keys, scramble(k.problem+situation), scramble(k.facet+uint64(h.stance)), scramble(k.pattern+uint64(min(h.stance, 1))))
		}
		for q < len(s.cues) && s.cues[q].start < w.start {
			q++
		}
		f.keys = append(f.keys, scramble(saltActor+uint64(about)), scramble(saltActor+16+uint64(far)))
		for sense < len(s.senses) && s.senses[sense].start < w.start {
			sense++
		}
		first := sense
		for ; sense < len(s.senses) && s.senses[sense].start < w.end; sense++ {
			b := s.senses[sense]
			if s.masked[b.start] {
				continue
			}
			f.keys = append(f.keys, t.senseKeys[b.class])
			for i := sense - 1; i >= first; i-- {
				a := s.senses[i]
				if s.masked[a.start] {
					continue
				}
				if b.start-a.end > senseReach || s.inClau[a.start] != s.inClau[b.start] {
					break
				}
				if a.end <= b.start && a.class != b.class {
					f.keys = append(f.keys, scramble(t.senseKeys[a.class]*3+t.senseKeys[b.class]))
				}
			}
		}
		var seen uint64
		for ; q < len(s.cues) && s.cues[q].start < w.end; q++ {
			switch int(s.cues[q].class) {
			case t.index.public:
				far = public
			case t.index.private:
				far = private
			}
			seen |= 1 << uint(s.cues[q].class&63)
		}
		for _, pair := range t.cuePairs {
			if seen&pair.mask == pair.mask {
				f.keys = append(f.keys, pair.key)
			}
		}
		w.to = len(f.keys)
	}
	f.title = len(f.keys)
	s.grams(span{0, s.title}, saltTitle, add)
	f.whole = len(f.keys)
	bucket := uint64(0)
	for n := len(s.char); n > 20 && bucket < 8; n /= 2 {
		bucket++
	}
	f.keys = append(f.keys, scramble(saltWhole+bucket))
}

// mask hides the expressions that are not asserted: what a slogan forbids or a negation denies must not speak for itself.
func (t *Tagger) mask(s *scratch) {
	n := len(s.char)
	if cap(s.masked) < n {
		s.masked = make([]bool, n, n+n/2)
	}
	s.masked = s.masked[:n]
	clear(s.masked)
	for _, k := range s.killed {
		for i := k.start; i < k.end; i++ {
			s.masked[i] = true
		}
	}
	for _, h := range s.hits {
		r := &t.lex.rules[h.rule]
		if r.axis != "winds" || h.stance == asserted || r.weak && h.end-h.start < 3 {
			continue
		}
		for i := h.start; i < h.end; i++ {
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

// ruleKeys are the keys that the hits of a rule are made of; zero problem for a topic rule.
type ruleKeys struct{ problem, facet, pattern uint64 }

type cuePair struct {
	mask uint64
	key  uint64
	name string
}

// prepareKeys names the features that do not come from the characters themselves.
func (t *Tagger) prepareKeys() {
	for _, r := range t.lex.rules {
		var k ruleKeys
		if r.axis == "winds" {
			strength := "strong "
			if r.weak {
				strength = "weak "
			}
			k = ruleKeys{
				problem: nameKey(saltRule, strength+r.problem), facet: nameKey(saltRule, strength+"facet "+r.facet+r.problem),
				pattern: nameKey(saltRule, "pattern "+r.pattern+r.problem),
			}
		}
		t.ruleKeys = append(t.ruleKeys, k)
	}
	for _, a := range t.lex.classes {
		t.senseKeys = append(t.senseKeys, nameKey(saltSense, a))
	}
	for i, a := range t.lex.classes {
		if i >= 64 || strings.HasPrefix(a, "sense_") {
			break
		}
		t.cuePairs = append(t.cuePairs, cuePair{1 << i, nameKey(saltCue, a), a})
		for j := range i {
			t.cuePairs = append(t.cuePairs, cuePair{1<<i | 1<<j, nameKey(saltCue, a+"+"+t.lex.classes[j]), a + "+" + t.lex.classes[j]})
		}
	}
}
