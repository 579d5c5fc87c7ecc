package segment

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// A text is cut as gse does it. It is split into units: a run of letters and digits of at most two bytes each is one unit, every other
// character (or broken byte) is one. Then the way from start to end is found that costs least, where a word of the dictionary costs
// log2(all frequencies) − log2(its own) and a unit that begins no word of one unit costs 32.
const unknownCost = 32

// unit is one unit of a text being cut.
type unit struct {
	start int32
	code  code // of a single character; runCode: a run, whose characters are looked up one by one
	// The cheapest way that ends with this unit: its cost, 0 if there is none yet, and how many units its last word has.
	length int32
	cost   float32
}

const runCode code = 1<<16 - 1

// scratch is the memory of one cut, kept for the next.
type scratch struct{ units []unit }

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// alphabet gives each character its code in the dictionary.
type alphabet struct {
	basic  [1 << 16]code // of the basic plane
	beyond map[rune]code
}

func (a *alphabet) of(r rune) code {
	if r < 1<<16 {
		return a.basic[r]
	}
	return a.beyond[r]
}

func (a *alphabet) set(r rune, c code) {
	if r < 1<<16 {
		a.basic[r] = c
		return
	}
	if a.beyond == nil {
		a.beyond = map[rune]code{}
	}
	a.beyond[r] = c
}

// narrow tells the letters and digits of at most two bytes: they make runs.
type narrow [0x800]bool

func newNarrow() *narrow {
	var n narrow
	for r := range rune(len(n)) {
		n[r] = unicode.IsLetter(r) || unicode.IsNumber(r)
	}
	return &n
}

// split cuts text into units.
func (s *Segmenter) split(text string, units []unit) []unit {
	inRun := false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case size <= 2 && r < 0x800 && s.narrow[r]:
			if !inRun {
				units = append(units, unit{start: int32(i), code: runCode})
				inRun = true
			}
		default:
			var c code
			if r != utf8.RuneError || size > 1 {
				c = s.alphabet.of(r)
			}
			units = append(units, unit{start: int32(i), code: c})
			inRun = false
		}
		i += size
	}
	return units
}

// Cut appends the tokens of text to into and gives the result. The tokens are byte ranges of text as given; in order they cover it
// without a gap, white space and punctuation included. It allocates only to grow into.
func (s *Segmenter) Cut(text string, into []comment.Token) []comment.Token {
	if text == "" {
		return into
	}
	memory := scratches.Get().(*scratch)
	units := s.split(text, memory.units[:0])
	s.cheapest(text, units)
	n := 0
	for at := len(units); at > 0; at -= int(units[at-1].length) {
		n++
	}
	first := len(into)
	into = append(into, make([]comment.Token, n)...)
	end := len(text)
	for at, i := len(units), first+n-1; at > 0; i-- {
		at -= int(units[at-1].length)
		start := int(units[at].start)
		into[i] = comment.Token{Start: start, End: end}
		end = start
	}
	memory.units = units
	scratches.Put(memory)
	return into
}

// cheapest finds the cheapest way to every unit. Of ways that cost the same, the first found stays, and shorter words are looked at
// first.
func (s *Segmenter) cheapest(text string, units []unit) {
	var before float32
	for i := range units {
		if i > 0 {
			before = units[i-1].cost
		}
		single := false
		general, own := int32(0), int32(0)
		inGeneral, inOwn := true, units[i].code == runCode || s.begins[units[i].code]
		for j := i; j < len(units); j++ {
			u := &units[j]
			if u.code == runCode {
				end := len(text)
				if j+1 < len(units) {
					end = int(units[j+1].start)
				}
				run := text[u.start:end]
				if inGeneral {
					general, inGeneral = s.walk(&s.general, general, run)
				}
				if inOwn {
					own, inOwn = s.walk(&s.own, own, run)
				}
			} else {
				if inGeneral {
					general, inGeneral = s.general.step(general, u.code)
				}
				if inOwn {
					own, inOwn = s.own.step(own, u.code)
				}
			}
			log := float32(noWord)
			if inGeneral {
				log = s.general.log(general)
			} else if !inOwn {
				break
			}
			if inOwn {
				if l := s.own.log(own); l != noWord {
					log = l
				}
			}
			if log != noWord {
				u.relax(before+(s.logTotal-log), int32(j-i+1))
				single = single || j == i
			}
		}
		if !single {
			units[i].relax(before+unknownCost, 1)
		}
	}
}

func (u *unit) relax(cost float32, length int32) {
	if u.cost == 0 || u.cost > cost {
		u.cost, u.length = cost, length
	}
}

// walk goes through the characters of a run; capital letters count as small ones.
func (s *Segmenter) walk(t *trie, state int32, run string) (int32, bool) {
	for _, r := range run {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		next, ok := t.step(state, s.alphabet.of(r))
		if !ok {
			return 0, false
		}
		state = next
	}
	return state, true
}
