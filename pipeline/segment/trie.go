package segment

import (
	"encoding/binary"
	"errors"

	"sifeng/pipeline/automaton"
)

// trie is an automaton.Array from words as codes to values.
//
// Its cells are kept as bytes, so that the embedded ones are used where they are: reading them all would be most of what it takes to
// tag one comment.
type trie []byte

// cell is one place of the double array: from the lowest bit on, its code, its value, a bit for each child (that of its code's lowest
// three bits: most characters that lead nowhere are seen here) and the base of its children.
// A value of 0: no word ends here; a base of 0: no word goes on.
type cell uint64

const (
	cellSize = 8 // bytes; little-endian

	maxCode  = 0xFFFE
	maxValue = 0xFFFF
	maxBase  = 1<<24 - 1
	rootBase = 1
)

func (c cell) code() code    { return code(c) }
func (c cell) value() uint16 { return uint16(c >> 16) }
func (c cell) base() uint32  { return uint32(c >> 40) }

// mayHave gives 0 if the state has no child by a code, else 0 or 1.
func (c cell) mayHave(child code) int { return int(c >> (32 + child&7) & 1) }

// root is the state that words begin with.
const root cell = rootBase << 40

// child gives the child of a state by its base, or 0. It takes no branch that depends on what the cell holds.
func (t trie) child(base uint32, c code) cell {
	i := cellSize * (uint(base) + uint(c))
	if i+cellSize > uint(len(t)) {
		return 0
	}
	x := cell(binary.LittleEndian.Uint64(t[i : i+cellSize]))
	same := (uint64(x.code()^c) - 1) >> 63 // 1 or 0
	return x & cell(-same)
}

// find gives the value of a word, or 0.
func (t trie) find(codes []code) uint16 {
	c := root
	for _, x := range codes {
		c = t.child(c.base(), x)
	}
	return c.value()
}

// entry is one word: its codes, none of them 0, and its value, not 0.
type entry = automaton.Entry

// build makes a trie. It sorts entries. It is an error if a word is empty or stands twice.
func build(entries []entry) (trie, error) {
	cells, err := automaton.NewArray(entries, 0)
	if err != nil {
		return nil, err
	}
	if len(cells) > maxBase {
		return nil, errors.New("too many words")
	}
	t := make(trie, 0, cellSize*len(cells))
	for _, c := range cells {
		t = binary.LittleEndian.AppendUint64(t, uint64(c.Base)<<40|uint64(c.Kids)<<32|uint64(c.Value)<<16|uint64(c.Code))
	}
	return t, nil
}
