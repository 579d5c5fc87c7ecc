package tag

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// automaton finds every occurrence of its literals in one pass (Aho and Corasick), over characters numbered densely so that the
// tables stay small. It is read-only once built.
type automaton struct {
	code   [1 << 16]uint16 // character → dense code, 0: in no literal
	first  []uint32        // state reached from the root by a code
	edges  *trie
	states []state // the root is 0
	ends   []end   // by state
	widest int     // literal, in characters
}

// state is a beginning of literals.
type state struct {
	kids uint64 // bit code&63 is set for each child: most characters that lead nowhere are seen here
	fail uint32 // its longest proper suffix that is a state
	out  uint32 // the state itself if a literal ends there, else the next one on the failure path where one does, or 0
}

// end is what is known of a state at which a literal ends.
type end struct {
	literal int32 // or -1
	width   int32 // in characters
	next    uint32
	// What the literal stands for, as the user numbers it.
	from, to uint32
}

// newAutomaton numbers the literals by their position. Literals must be folded, different, and not empty.
func newAutomaton(literals []string) (*automaton, error) {
	a := &automaton{}
	size, codes := 1, uint16(0)
	for _, lit := range literals {
		for _, r := range lit {
			size++
			if c := &a.code[character(r)]; *c == 0 {
				codes++
				*c = codes
			}
		}
	}
	if a.edges = newTrie(int(codes)+1, size); !a.edges.holds(size) {
		return nil, errors.New("too many expressions")
	}
	a.first = make([]uint32, codes+1)
	a.states, a.ends = make([]state, 1, size), make([]end, 1, size)
	a.ends[0].literal = -1
	type origin struct {
		from uint32
		code uint16
	}
	origins := make([]origin, 1, size)
	grow := func(at uint32, c uint16) uint32 {
		to := a.step(at, c)
		if to != 0 {
			return to
		}
		to = uint32(len(a.states))
		a.states = append(a.states, state{})
		a.ends = append(a.ends, end{literal: -1, width: a.ends[at].width + 1})
		origins = append(origins, origin{at, c})
		if at == 0 {
			a.first[c] = to
		} else {
			a.edges.insert(at, uint32(c), to)
			a.states[at].kids |= 1 << (c & 63)
		}
		return to
	}
	for _, lit := range literals { // what is reached most lies close together
		r, _ := utf8.DecodeRuneInString(lit)
		grow(0, a.code[character(r)])
	}
	for id, lit := range literals {
		at := uint32(0)
		for _, r := range lit {
			at = grow(at, a.code[character(r)])
		}
		if a.ends[at].literal >= 0 {
			return nil, fmt.Errorf("literal %q stands twice", lit)
		}
		a.ends[at].literal = int32(id)
		a.widest = max(a.widest, int(a.ends[at].width))
	}
	byWidth := make([][]uint32, a.widest+1)
	for s := range a.ends {
		w := a.ends[s].width
		byWidth[w] = append(byWidth[w], uint32(s))
	}
	for _, s := range slices.Concat(byWidth[1:]...) {
		from, to, e := origins[s], &a.states[s], &a.ends[s]
		if from.from != 0 {
			to.fail = a.next(a.states[from.from].fail, from.code)
		}
		to.out = a.states[to.fail].out
		if e.literal >= 0 {
			to.out, e.next = s, to.out
		}
	}
	return a, nil
}

// character gives the form of a rune on a page.
func character(r rune) uint16 {
	if r >= 1<<16 {
		return 0xFFFD
	}
	return uint16(r)
}

// step gives the child of a state, or 0.
func (a *automaton) step(from uint32, c uint16) uint32 {
	if from == 0 {
		return a.first[c]
	}
	return a.edges.step(from, uint32(c))
}

// next gives the state after a character that is in some literal.
func (a *automaton) next(from uint32, c uint16) uint32 {
	for from != 0 {
		s := &a.states[from]
		if s.kids>>(c&63)&1 != 0 {
			if to := a.edges.step(from, uint32(c)); to != 0 {
				return to
			}
		}
		from = s.fail
	}
	return a.first[c]
}
