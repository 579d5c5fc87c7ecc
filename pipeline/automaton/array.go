package automaton

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Cell is one place of a double-array trie (Aoe, “An efficient digital search algorithm by using a double-array structure”, 1989): the
// child of a state by code c is the cell at the state's base plus c, if that cell's code is c. No two states have the same base, so that
// a cell need not say whose child it is.
type Cell struct {
	Code  uint16 // FreeCode: nobody's
	Kids  uint8  // bit code&7 is set for each child: most codes that lead nowhere are seen here
	Base  uint32 // 0: no children
	Value uint32 // of the entry that ends here; 0: none does
}

// FreeCode is the code of a cell that is no state; entries must not use it, nor 0.
const FreeCode = math.MaxUint16

// RootBase is the base of the root, which has no cell.
const RootBase = 1

// Entry is what an array finds: its codes and its value, not 0.
type Entry struct {
	Codes []uint16
	Value uint32
}

// NewArray makes the cells of a double array. It sorts entries; none may be empty or stand twice. The children of a state lie where they
// first fit. With haste above 0, places where so many states did not fit are not tried again: that is faster and leaves more cells free.
func NewArray(entries []Entry, haste int) ([]Cell, error) {
	slices.SortFunc(entries, func(a, b Entry) int { return slices.Compare(a.Codes, b.Codes) })
	for i, e := range entries {
		if len(e.Codes) == 0 {
			return nil, errors.New("an empty entry")
		}
		if i > 0 && slices.Equal(entries[i-1].Codes, e.Codes) {
			return nil, fmt.Errorf("entry %d stands twice", i)
		}
	}
	b := arrayBuilder{entries: entries, haste: haste}
	b.grow(RootBase + 1)
	b.take(0, 0) // no child has this place
	level := []arrayNode{{hi: len(entries)}}
	for len(level) > 0 { // what is looked at together lies together
		var below []arrayNode
		for _, n := range level {
			below = b.children(n, below)
		}
		level = below
	}
	b.cells[0] = Cell{Code: FreeCode} // what the root is, is known
	n := len(b.cells)
	for n > 1 && b.cells[n-1].Code == FreeCode {
		n--
	}
	return b.cells[:n:n], nil
}

// arrayBuilder keeps the free cells in a list, so that a place for a state's children is found without looking at taken ones.
type arrayBuilder struct {
	entries    []Entry
	haste      int
	cells      []Cell
	based      []bool  // a state has this base
	next, prev []int32 // of free cells; index 0 is the list's head, since no child has its place
	tried      int     // states that did not fit where the list begins
	codes      []uint16
}

// grow adds free cells until there are at least n.
func (b *arrayBuilder) grow(n int) {
	for len(b.cells) < n {
		i := int32(len(b.cells))
		b.cells, b.based = append(b.cells, Cell{Code: FreeCode}), append(b.based, false)
		if i == 0 {
			b.next, b.prev = append(b.next, 0), append(b.prev, 0)
			continue
		}
		last := b.prev[0]
		b.next, b.prev = append(b.next, 0), append(b.prev, last)
		b.next[last], b.prev[0] = i, i
	}
}

// drop takes a cell from the list of free ones.
func (b *arrayBuilder) drop(i int32) { b.next[b.prev[i]], b.prev[b.next[i]] = b.next[i], b.prev[i] }

func (b *arrayBuilder) take(i int, code uint16) {
	if i != 0 && b.prev[i] >= 0 {
		b.drop(int32(i))
	}
	b.cells[i].Code = code
}

// arrayNode is a state whose entries are entries[lo:hi], equal in their first depth codes.
type arrayNode struct{ cell, lo, hi, depth int }

// children places the children of a node and appends them to below.
func (b *arrayBuilder) children(n arrayNode, below []arrayNode) []arrayNode {
	if n.depth > 0 && len(b.entries[n.lo].Codes) == n.depth {
		b.cells[n.cell].Value = b.entries[n.lo].Value
		n.lo++
	}
	first := len(below)
	b.codes = b.codes[:0]
	for i := n.lo; i < n.hi; i++ {
		c := b.entries[i].Codes[n.depth]
		if len(b.codes) == 0 || b.codes[len(b.codes)-1] != c {
			b.codes = append(b.codes, c)
			below = append(below, arrayNode{lo: i, depth: n.depth + 1})
		}
		below[len(below)-1].hi = i + 1
	}
	if len(b.codes) == 0 {
		return below
	}
	base := b.place()
	b.cells[n.cell].Base = uint32(base)
	for i, c := range b.codes {
		b.cells[n.cell].Kids |= 1 << (c & 7)
		below[first+i].cell = base + int(c)
		b.take(base+int(c), c)
	}
	return below
}

// place finds the first base at which all children fall on free cells, and takes it.
func (b *arrayBuilder) place() int {
	first, last := int(b.codes[0]), int(b.codes[len(b.codes)-1])
	base := 0
	for at := b.next[0]; at != 0; at = b.next[at] {
		if base = int(at) - first; base >= RootBase && !b.based[base] && b.fits(base) {
			break
		}
		base = 0
		if b.haste == 0 || at != b.next[0] {
			continue
		}
		if b.tried++; b.tried > b.haste {
			b.tried = 0
			b.drop(at)
			b.prev[at] = -1 // it stays free and can be another child's
		}
	}
	if base == 0 {
		base = max(len(b.cells)-first, RootBase)
		for base < len(b.based) && b.based[base] {
			base++
		}
	}
	b.grow(base + last + 1)
	b.based[base] = true
	return base
}

func (b *arrayBuilder) fits(base int) bool {
	for _, c := range b.codes[1:] {
		if at := base + int(c); at < len(b.cells) && b.cells[at].Code != FreeCode {
			return false
		}
	}
	return true
}
