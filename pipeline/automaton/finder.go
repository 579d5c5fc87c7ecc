package automaton

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Finder finds every occurrence of many words in texts of the basic plane: all words of one character, then those of two, and so on.
// It is read-only once made and may be shared between goroutines.
type Finder struct {
	code   [1 << 16]uint16 // character → dense code, 0: in no word
	first  []State         // by code
	cells  Packed
	widest int
}

// Match is a word that stands in a text.
type Match struct {
	Value uint32 // that NewFinder was given for it
	Width int32  // in characters
	Next  int32  // the next shorter one that ends at the same place, in Matches.List; 0: none
}

// Matches are the words that stand in a text, and the memory that finding them needs.
type Matches struct {
	Last     []int32 // character → the longest word that ends with it, in List; 0: none
	List     []Match
	codes    []uint16
	branches []branch
}

// branch is a beginning of words that stands in a text: its first character, and where its children are.
type branch struct {
	at   int32
	base uint32
}

// NewFinder compiles the words, which must be different and not empty, and of characters of the basic plane. The value of a word is not 0.
func NewFinder(words []string, values []uint32) (*Finder, error) {
	f := &Finder{}
	var use [1 << 16]int32
	size := 0
	for _, word := range words {
		for _, r := range word {
			if r >= 1<<16 {
				return nil, fmt.Errorf("the word %q holds a character outside the basic plane", word)
			}
			use[r]++
			size++
		}
	}
	var used []uint16
	for r, n := range use {
		if n > 0 {
			used = append(used, uint16(r))
		}
	}
	if len(used) >= FreeCode {
		return nil, errors.New("too many different characters")
	}
	slices.SortStableFunc(used, func(a, b uint16) int { return cmp.Compare(use[b], use[a]) })
	for i, r := range used {
		f.code[r] = uint16(i + 1)
	}
	entries, codes := make([]Entry, len(words)), make([]uint16, 0, size)
	for i, word := range words {
		from := len(codes)
		for _, r := range word {
			codes = append(codes, f.code[r])
		}
		entries[i] = Entry{codes[from:], values[i]}
		f.widest = max(f.widest, len(codes)-from)
	}
	const haste = 8
	cells, err := NewArray(entries, haste)
	if err != nil {
		return nil, err
	}
	if f.cells, err = Pack(cells); err != nil {
		return nil, err
	}
	f.first = make([]State, len(used)+1)
	for c := range f.first {
		f.first[c] = f.cells.Child(RootBase, uint16(c))
	}
	return f, nil
}

// Widest is the longest word, in characters.
func (f *Finder) Widest() int { return f.widest }

// Find finds the words that stand in a text.
func (f *Finder) Find(text []uint16, m *Matches) {
	n := len(text)
	codes := slices.Grow(m.codes[:0], n+2)[:n+2]
	last := slices.Grow(m.Last[:0], n+1)[:n+1]
	branches := slices.Grow(m.branches[:0], n)[:n]
	list := slices.Grow(m.List[:0], 2*n+1)[:2*n+1]
	first, cells := f.first, f.cells
	list[0] = Match{}
	found := int32(1)
	for i, r := range text {
		c := f.code[r]
		codes[i] = c
		value := first[c].Value()
		list[found] = Match{Value: value, Width: 1}
		last[i] = found & -one(value)
		found += one(value)
	}
	codes[n], codes[n+1], last[n] = 0, 0, 0
	open := 0
	for i := range n - 1 {
		s := cells.Child(first[codes[i]].Base(), codes[i+1])
		value := s.Value()
		list[found] = Match{value, 2, last[i+1]}
		last[i+1] += (found - last[i+1]) & -one(value)
		found += one(value)
		branches[open] = branch{int32(i), s.Base()}
		open += s.MayHave(codes[i+2])
	}
	for k := int32(2); open > 0; k++ {
		list = slices.Grow(list[:found], open)[:int(found)+open]
		kept := 0
		for _, b := range branches[:open] {
			end := b.at + k
			s := cells.Child(b.base, codes[end])
			value := s.Value()
			list[found] = Match{value, k + 1, last[end]}
			last[end] += (found - last[end]) & -one(value)
			found += one(value)
			branches[kept] = branch{b.at, s.Base()}
			kept += s.MayHave(codes[end+1])
		}
		open = kept
	}
	m.codes, m.Last, m.branches, m.List = codes, last[:n], branches, list[:found]
}

// one gives 0 for 0, else 1.
func one(value uint32) int32 { return int32((uint64(value) + 1<<32 - 1) >> 32) }
