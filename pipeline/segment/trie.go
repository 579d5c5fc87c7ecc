package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sort"
)

// code is the dense number of a character; 0: the dictionary holds no word with it.
type code = uint16

// cell is one place of the double array: the state s goes with code c to base(s)+c, if that cell's owner is s.
type cell struct {
	base  int32
	owner int32   // -1: free
	log   float32 // log2 of the frequency of the word that ends here; noWord: none does
}

// cellSize is the size of a cell in bytes: its members one after another, little-endian.
const cellSize = 12

// noWord stands for the logarithm of a frequency where no word ends. Frequencies are 1 or more.
const noWord = -1

// trie is a double-array trie (Aoe, “An efficient digital search algorithm by using a double-array structure”, 1989) from words as
// codes to the logarithms of their frequencies. The root is cell 0.
//
// Its cells are kept as bytes, so that the embedded ones are used where they are: reading them all would be most of what it takes to
// tag one comment.
type trie struct {
	cells []byte
	n     int // of cells
}

func newTrie(cells []cell) *trie {
	t := &trie{cells: make([]byte, 0, cellSize*len(cells)), n: len(cells)}
	for _, c := range cells {
		t.cells = binary.LittleEndian.AppendUint32(t.cells, uint32(c.base))
		t.cells = binary.LittleEndian.AppendUint32(t.cells, uint32(c.owner))
		t.cells = binary.LittleEndian.AppendUint32(t.cells, math.Float32bits(c.log))
	}
	return t
}

func (t *trie) base(s int32) int32 {
	return int32(binary.LittleEndian.Uint32(t.cells[cellSize*int(s):]))
}

func (t *trie) owner(s int32) int32 {
	return int32(binary.LittleEndian.Uint32(t.cells[cellSize*int(s)+4:]))
}

func (t *trie) log(s int32) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(t.cells[cellSize*int(s)+8:]))
}

// step goes from state s with c; ok is false if no word goes on like that.
func (t *trie) step(s int32, c code) (next int32, ok bool) {
	next = t.base(s) + int32(c)
	if uint(next) >= uint(t.n) || t.owner(next) != s || c == 0 {
		return 0, false
	}
	return next, true
}

// entry is one word: its codes, none of them 0, and its value.
type entry struct {
	codes []code
	log   float32
}

// build makes a trie. It sorts entries. It is an error if a word is empty or stands twice.
func build(entries []entry) (*trie, error) {
	sort.Slice(entries, func(i, j int) bool { return lessCodes(entries[i].codes, entries[j].codes) })
	for i, e := range entries {
		if len(e.codes) == 0 {
			return nil, errors.New("build the trie: an empty word")
		}
		if i > 0 && !lessCodes(entries[i-1].codes, e.codes) {
			return nil, fmt.Errorf("build the trie: word %d stands twice", i)
		}
	}
	b := builder{entries: entries}
	b.grow(1)
	b.take(0, 0)
	b.children(0, 0, len(entries), 0)
	b.trim()
	return newTrie(b.cells), nil
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
	next, prev []int32 // of free cells; index 0 is the list's head, since the root is taken first
}

// grow adds free cells until there are at least n.
func (b *builder) grow(n int) {
	for len(b.cells) < n {
		i := int32(len(b.cells))
		b.cells = append(b.cells, cell{owner: -1, log: noWord})
		if i == 0 {
			b.next, b.prev = append(b.next, 0), append(b.prev, 0)
			continue
		}
		last := b.prev[0]
		b.next, b.prev = append(b.next, 0), append(b.prev, last)
		b.next[last], b.prev[0] = i, i
	}
}

func (b *builder) take(i, owner int32) {
	if i != 0 {
		b.next[b.prev[i]], b.prev[b.next[i]] = b.next[i], b.prev[i]
	}
	b.cells[i].owner = owner
}

type child struct {
	code   code
	lo, hi int
}

// children places the children of state s, whose words are entries[lo:hi], equal in their first depth codes.
func (b *builder) children(s int32, lo, hi, depth int) {
	if len(b.entries[lo].codes) == depth {
		b.cells[s].log = b.entries[lo].log
		lo++
	}
	var list []child
	for i := lo; i < hi; i++ {
		c := b.entries[i].codes[depth]
		if len(list) == 0 || list[len(list)-1].code != c {
			list = append(list, child{c, i, i})
		}
		list[len(list)-1].hi = i + 1
	}
	if len(list) == 0 {
		return
	}
	base := b.place(list)
	b.cells[s].base = base
	for _, c := range list {
		b.take(base+int32(c.code), s)
	}
	for _, c := range list {
		b.children(base+int32(c.code), c.lo, c.hi, depth+1)
	}
}

// place finds the first base at which all children fall on free cells.
func (b *builder) place(list []child) int32 {
	first, last := int32(list[0].code), int32(list[len(list)-1].code)
	for at := b.next[0]; at != 0; at = b.next[at] {
		base := at - first
		if base < 0 {
			continue
		}
		b.grow(int(base + last + 1))
		free := true
		for _, c := range list[1:] {
			if b.cells[base+int32(c.code)].owner >= 0 {
				free = false
				break
			}
		}
		if free {
			return base
		}
	}
	base := max(int32(len(b.cells))-first, 1)
	b.grow(int(base + last + 1))
	return base
}

// trim drops the free cells at the end.
func (b *builder) trim() {
	n := len(b.cells)
	for n > 1 && b.cells[n-1].owner < 0 {
		n--
	}
	b.cells = b.cells[:n:n]
}
