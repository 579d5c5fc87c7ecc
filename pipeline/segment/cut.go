package segment

import (
	"math"
	"slices"
	"sync"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// A text is cut as gse does it. It is split into units: a run of letters and digits of at most two bytes each is one unit, every other
// character (or broken byte) is one. Then the way from start to end is found that costs least, where a word of the dictionary costs
// log2(all frequencies) − log2(its own) and a unit that begins no word of one unit costs 32.
//
// The words of a text are looked up first, all of two units, then all of three, and so on: what the memory gives for one does not
// decide where the next stands, so that the processor waits for many at once.
const unknownCost = 32

// unit is one unit of a text being cut, and what ends with it.
type unit struct {
	start  int32   // byte of the text
	code   code    // of a single character; Segmenter.run for a run
	long   int32   // the longest word of three units or more that ends here, in scratch.words; 0: none
	one    float32 // cost of the unit by itself
	two    float32 // cost of the word of two units that ends here
	cost   float32 // of the cheapest way to the start of this unit
	length int32   // of the last word of that way
}

// word is a word of three units or more that stands in the text.
type word struct {
	cost   float32
	length int32
	next   int32 // the next shorter one that ends at the same unit
}

// branch is a beginning of words that stands in the text: its first unit, and where its state goes on.
type branch struct {
	at   int32
	base uint32
}

// scratch is the memory of one cut, kept for the next.
type scratch struct {
	units    []unit // and one that begins where the text ends
	words    []word // 0 is none
	branches []branch
	runs     []int32 // units that are runs
	own      []int32 // units that may begin a word of the project
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// none is the cost of what is no word.
var none = float32(math.Inf(1))

// split cuts text into units.
func (s *Segmenter) split(text string, m *scratch) {
	units, runs := m.units[:0], m.runs[:0]
	inRun := false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if 0xE1 <= r && r <= 0xEF && r != 0xED && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			r, size = r&0x0F<<12|rune(text[i+1]&0x3F)<<6|rune(text[i+2]&0x3F), 3
		} else {
			broken := false
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(text[i:])
				broken = r == utf8.RuneError && size == 1
			}
			if r < rune(len(s.narrow)) && s.narrow[r] {
				if !inRun {
					runs = append(runs, int32(len(units)))
					units = append(units, unit{start: int32(i), code: s.run, two: none})
					inRun = true
				}
				i += size
				continue
			}
			if broken || r >= 1<<16 {
				var c code
				if !broken {
					c = s.alphabet.beyond[r]
				}
				units = append(units, unit{start: int32(i), code: c, two: none})
				inRun = false
				i += size
				continue
			}
		}
		units = append(units, unit{start: int32(i), code: s.alphabet.basic[uint16(r)], two: none})
		inRun = false
		i += size
	}
	m.units, m.runs = append(units, unit{start: int32(len(text))}), runs
}

// Cut appends the tokens of text to into and gives the result. The tokens are byte ranges of text as given; in order they cover it
// without a gap, white space and punctuation included. It allocates only to grow into.
func (s *Segmenter) Cut(text string, into []comment.Token) []comment.Token {
	if text == "" {
		return into
	}
	m := scratches.Get().(*scratch)
	s.split(text, m)
	s.pairs(m)
	s.deeper(m)
	if len(m.runs) > 0 {
		s.lookAtRuns(text, m)
	}
	for _, i := range m.own {
		s.lookForOwn(text, m, int(i))
	}
	m.cheapest()
	units := m.units
	n := 0
	for at := len(units) - 1; at > 0; at -= int(units[at].length) {
		n++
	}
	first := len(into)
	into = slices.Grow(into, n)[:first+n]
	end := len(text)
	for at, i := len(units)-1, first+n-1; at > 0; i-- {
		at -= int(units[at].length)
		start := int(units[at].start)
		into[i] = comment.Token{Start: start, End: end}
		end = start
	}
	scratches.Put(m)
	return into
}

// pairs finds the words of one and two units of gse's dictionary that hold no run, the branches that go on, and where words of the project
// may begin.
func (s *Segmenter) pairs(m *scratch) {
	units, trie, costs, first := m.units, s.general, s.costs, s.first
	branches, own := slices.Grow(m.branches[:0], len(units))[:len(units)], slices.Grow(m.own[:0], len(units))[:len(units)]
	n, owned := 0, 0
	last := len(units) - 2
	for i := range last {
		u, next := &units[i], &units[i+1]
		f := &first[u.code]
		u.one = f.cost
		c := trie.child(f.base, next.code)
		next.two = costs[c.value()]
		branches[n] = branch{int32(i), c.base()}
		n += c.mayHave(units[i+2].code)
		own[owned] = int32(i)
		owned += int(f.own >> (next.code & 31) & 1)
	}
	units[last].one = first[units[last].code].cost
	m.branches, m.own = branches[:n], own[:owned]
}

// deeper finds the words of three and more units of gse's dictionary that hold no run.
func (s *Segmenter) deeper(m *scratch) {
	units, trie, costs, branches := m.units, s.general, s.costs, m.branches
	words := append(m.words[:0], word{})
	last := int32(len(units) - 1)
	for k := int32(2); len(branches) > 0; k++ {
		w, n := len(words), 0
		words = slices.Grow(words, len(branches))[:w+len(branches)]
		for _, b := range branches {
			u := &units[b.at+k] // the last of all has no code and ends every branch
			c := trie.child(b.base, u.code)
			value, long := c.value(), u.long
			words[w] = word{costs[value], k + 1, long}
			if value != 0 {
				long = int32(w)
			}
			u.long = long
			if value != 0 {
				w++
			}
			branches[n] = branch{b.at, c.base()}
			n += c.mayHave(units[min(b.at+k+1, last)].code)
		}
		words, branches = words[:w], branches[:n]
	}
	m.words = words
}

// cheapest finds the cheapest way to every unit. Of ways that cost the same, the one with the longest last word stays. Costs are positive,
// so that their bits are in the order of their values; a cost of 0 counts as none yet, as with gse.
func (m *scratch) cheapest() {
	units, words := m.units, m.words
	var before, two float32 // costs of the ways to the start of this unit, and of the one before
	for j := range units[:len(units)-1] {
		u := &units[j]
		best, length := uint32(0), int32(0)
		for w := u.long; w != 0; {
			x := &words[w]
			if c := math.Float32bits(units[j+1-int(x.length)].cost + x.cost); best-1 >= c {
				best, length = c, x.length
			}
			w = x.next
		}
		if c := math.Float32bits(two + u.two); best-1 >= c {
			best, length = c, 2
		}
		if c := math.Float32bits(before + u.one); best-1 >= c {
			best, length = c, 1
		}
		two, before = before, math.Float32frombits(best)
		units[j+1].cost, units[j+1].length = before, length
	}
}
