package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
)

// trie is a double-array trie (Aoe, “An efficient digital search algorithm by using a double-array structure”, 1989) from words as
// codes to values: the child of a state by code c is the cell base+c, if that cell's code is c. No two states have the same base, so
// that a cell need not say whose child it is.
//
// Its cells are kept as bytes, so that the embedded ones are used where they are: reading them all would be most of what it takes to
// tag one comment.
type trie []byte

// cell is one place of the double array: from the lowest bit on, its code, its value, a bit for each child (that of its code's lowest
// three bits: most characters that lead nowhere are seen here) and the base of its children.
// A value of 0: no word ends here; a base of 0: no word goes on.
type cell uint64

const (
	cellSize      = 8      // bytes; little-endian
	freeCell cell = 0xFFFF // its code is that of no character
	maxCode       = 0xFFFE
	maxValue      = 0xFFFF
	maxBase       = 1<<24 - 1
	rootBase      = 1
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
type entry struct {
	codes []code
	value uint16
}

// build makes a trie. It sorts entries. It is an error if a word is empty or stands twice.
func build(entries []entry) (trie, error) {
	sort.Slice(entries, func(i, j int) bool { return lessCodes(entries[i].codes, entries[j].codes) })
	for i, e := range entries {
		if len(e.codes) == 0 {
			return nil, errors.New("build the trie: an empty word")
		}
		if i > 0 && !lessCodes(entries[i-1].codes, e.codes) {
			return nil, fmt.Errorf("build the trie: word %d stands twice", i)
		}
	}
	b := builder{entries: entries, bases: map[uint32]bool{}}
	b.grow(2)
	b.take(0, 0) // no child has this place
	level := []node{{0, 0, len(entries), 0}}
	for len(level) > 0 { // what is looked at together lies together
		var below []node
		for _, n := range level {
			below = b.children(n, below)
		}
		level = below
	}
	b.cells[0] = freeCell // what the root is, is known
	b.trim()
	if len(b.cells) > maxBase {
		return nil, errors.New("build the trie: too many words")
	}
	t := make(trie, 0, cellSize*len(b.cells))
	for _, c := range b.cells {
		t = binary.LittleEndian.AppendUint64(t, uint64(c))
	}
	return t, nil
}

func lessCodes(a, b []code) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return len(a) < len(b)
}

// builder keeps the free cells in a list, so that a place for a state's children is found without looking at taken ones.
type builder struct {
	entries    []entry
	cells      []cell
	bases      map[uint32]bool
	next, prev []int32 // of free cells; index 0 is the list's head, since no child has its place
}

// grow adds free cells until there are at least n.
func (b *builder) grow(n int) {
	for len(b.cells) < n {
		i := int32(len(b.cells))
		b.cells = append(b.cells, freeCell)
		if i == 0 {
			b.next, b.prev = append(b.next, 0), append(b.prev, 0)
			continue
		}
		last := b.prev[0]
		b.next, b.prev = append(b.next, 0), append(b.prev, last)
		b.next[last], b.prev[0] = i, i
	}
}

func (b *builder) take(i int, c cell) {
	if i != 0 {
		b.next[b.prev[i]], b.prev[b.next[i]] = b.next[i], b.prev[i]
	}
	b.cells[i] = c
}

// node is a state whose words are entries[lo:hi], equal in their first depth codes.
type node struct{ cell, lo, hi, depth int }

// children places the children of a node and appends them to below.
func (b *builder) children(n node, below []node) []node {
	if n.depth > 0 && len(b.entries[n.lo].codes) == n.depth {
		b.cells[n.cell] |= cell(b.entries[n.lo].value) << 16
		n.lo++
	}
	first := len(below)
	var codes []code
	for i := n.lo; i < n.hi; i++ {
		c := b.entries[i].codes[n.depth]
		if len(codes) == 0 || codes[len(codes)-1] != c {
			codes = append(codes, c)
			below = append(below, node{lo: i, depth: n.depth + 1})
		}
		below[len(below)-1].hi = i + 1
	}
	if len(codes) == 0 {
		return below
	}
	base := b.place(codes)
	b.cells[n.cell] |= cell(base) << 40
	for i, c := range codes {
		below[first+i].cell = base + int(c)
		b.cells[n.cell] |= 1 << (32 + c&7)
		b.take(base+int(c), cell(c))
	}
	return below
}

// place finds the first base at which all children fall on free cells, and takes it.
func (b *builder) place(codes []code) int {
	first, last := int(codes[0]), int(codes[len(codes)-1])
	for at := int(b.next[0]); at != 0; at = int(b.next[at]) {
		base := at - first
		if base < rootBase || b.bases[uint32(base)] {
			continue
		}
		b.grow(base + last + 1)
		if !b.fits(base, codes[1:]) {
			continue
		}
		b.bases[uint32(base)] = true
		return base
	}
	base := max(len(b.cells)-first, rootBase)
	for b.bases[uint32(base)] {
		base++
	}
	b.grow(base + last + 1)
	b.bases[uint32(base)] = true
	return base
}

func (b *builder) fits(base int, codes []code) bool {
	for _, c := range codes {
		if b.cells[base+int(c)] != freeCell {
			return false
		}
	}
	return true
}

// trim drops the free cells at the end.
func (b *builder) trim() {
	n := len(b.cells)
	for n > 1 && b.cells[n-1] == freeCell {
		n--
	}
	b.cells = b.cells[:n:n]
}
