// Package automaton finds every occurrence of many words in one pass over a text, as Aho and Corasick do, in tables so small that they
// are read fast and made in milliseconds.
package automaton

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Automaton finds its words. It is read-only once made and may be shared between goroutines. A text is read by
//
//	state := uint32(0)
//	for each character of the text {
//		state = a.Next(state, a.Code(character))
//		for e := a.Found(state); e != nil; e = a.Shorter(e) { … }
//	}
type Automaton struct {
	code   [1 << 16]uint16 // character → dense code, 0: in no word
	rare   map[rune]uint16 // the same for characters outside the basic plane
	first  []uint32        // state reached from the root by a code
	edges  *Trie
	states []state // the root is 0
	ends   []End   // by state
}

// state is a beginning of words.
type state struct {
	kids uint64 // bit code&63 is set for each child: most characters that lead nowhere are seen here
	fail uint32 // its longest proper suffix that is a state
	out  uint32 // the state itself if a word ends there, else the next one on the failure path where one does, or 0
}

// End is where a word ends.
type End struct {
	Word    int32 // index in what New was given, or -1
	Width   int32 // in characters
	Bytes   int32
	shorter uint32 // state at which the next shorter word ends, or 0
}

// New compiles the words, which must be different and not empty.
func New(words []string) (*Automaton, error) {
	a := &Automaton{}
	size, codes := 1, uint16(0)
	for _, word := range words {
		if word == "" {
			return nil, errors.New("an empty word")
		}
		for _, r := range word {
			if size++; a.Code(r) != 0 {
				continue
			}
			if codes++; codes == 0 {
				return nil, errors.New("too many different characters")
			}
			if r < 1<<16 {
				a.code[r] = codes
				continue
			}
			if a.rare == nil {
				a.rare = map[rune]uint16{}
			}
			a.rare[r] = codes
		}
	}
	if a.edges = NewTrie(int(codes)+1, size); !a.edges.Holds(size) {
		return nil, errors.New("too many words")
	}
	return a, a.plant(words, size, int(codes))
}

// plant makes the states of the words.
func (a *Automaton) plant(words []string, size, codes int) error {
	a.first = make([]uint32, codes+1)
	a.states, a.ends = make([]state, 1, size), make([]End, 1, size)
	a.ends[0].Word = -1
	type origin struct {
		from uint32
		code uint16
	}
	origins := make([]origin, 1, size)
	grow := func(at uint32, r rune) uint32 {
		c := a.Code(r)
		to := a.child(at, c)
		if to != 0 {
			return to
		}
		to = uint32(len(a.states))
		a.states = append(a.states, state{})
		a.ends = append(a.ends, End{Word: -1, Width: a.ends[at].Width + 1, Bytes: a.ends[at].Bytes + int32(utf8.RuneLen(r))})
		origins = append(origins, origin{at, c})
		if at == 0 {
			a.first[c] = to
		} else {
			a.edges.Insert(at, uint32(c), to)
			a.states[at].kids |= 1 << (c & 63)
		}
		return to
	}
	for _, word := range words { // what is reached most lies close together
		r, _ := utf8.DecodeRuneInString(word)
		grow(0, r)
	}
	widest := 0 // characters
	for i, word := range words {
		at := uint32(0)
		for _, r := range word {
			at = grow(at, r)
		}
		if a.ends[at].Word >= 0 {
			return fmt.Errorf("the word %q stands twice", word)
		}
		a.ends[at].Word = int32(i)
		widest = max(widest, int(a.ends[at].Width))
	}
	byWidth := make([][]uint32, widest+1)
	for s := range a.ends {
		w := a.ends[s].Width
		byWidth[w] = append(byWidth[w], uint32(s))
	}
	for _, s := range slices.Concat(byWidth[1:]...) {
		from, to, e := origins[s], &a.states[s], &a.ends[s]
		if from.from != 0 {
			to.fail = a.Next(a.states[from.from].fail, from.code)
		}
		to.out = a.states[to.fail].out
		if e.Word >= 0 {
			to.out, e.shorter = s, to.out
		}
	}
	return nil
}

// Code gives the code of a character; 0: it is in no word, and the state after it is the root, 0.
func (a *Automaton) Code(r rune) uint16 {
	if uint32(r) < 1<<16 {
		return a.code[r]
	}
	return a.rare[r]
}

// Next gives the state after a character that is in some word.
func (a *Automaton) Next(from uint32, code uint16) uint32 {
	for from != 0 {
		s := &a.states[from]
		if s.kids>>(code&63)&1 != 0 {
			if to := a.edges.Child(from, uint32(code)); to != 0 {
				return to
			}
		}
		from = s.fail
	}
	return a.first[code]
}

// child gives the child of a state, or 0.
func (a *Automaton) child(from uint32, code uint16) uint32 {
	if from == 0 {
		return a.first[code]
	}
	return a.edges.Child(from, uint32(code))
}

// Found gives the longest word that ends at a state, or nil.
func (a *Automaton) Found(state uint32) *End {
	if out := a.states[state].out; out != 0 {
		return &a.ends[out]
	}
	return nil
}

// Shorter gives the next shorter word that ends where e does, or nil.
func (a *Automaton) Shorter(e *End) *End {
	if e.shorter != 0 {
		return &a.ends[e.shorter]
	}
	return nil
}

// Whole gives the index of the word that is exactly s, or -1.
func (a *Automaton) Whole(s string) int {
	word := -1
	a.Prefixes(s, func(w int, bytes int) bool {
		if bytes == len(s) {
			word = w
		}
		return true
	})
	return word
}

// Prefixes calls with each word that s begins with and its bytes, the shortest first, until told to stop.
func (a *Automaton) Prefixes(s string, with func(word, bytes int) bool) {
	at := uint32(0)
	for _, r := range s {
		if at = a.child(at, a.Code(r)); at == 0 {
			return
		}
		if e := &a.ends[at]; e.Word >= 0 && !with(int(e.Word), int(e.Bytes)) {
			return
		}
	}
}
