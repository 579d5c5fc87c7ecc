package automaton

// Trie finds the child of a node by a character's code, by hashing both. Nodes are numbered by its user, from 1; codes are from 1 too.
type Trie struct {
	codes uint32 // larger than every code
	used  int
	slots []edge
}

type edge struct{ key, to uint32 } // a key of 0 is a free slot

// NewTrie makes a trie for codes below the given number. It grows beyond the number of edges.
func NewTrie(codes, edges int) *Trie {
	return &Trie{codes: uint32(codes), slots: make([]edge, edges+edges/2+8)}
}

// Holds says whether so many nodes can be told apart.
func (t *Trie) Holds(nodes int) bool { return uint64(nodes)*uint64(t.codes) < 1<<32 }

// slot gives where the search for a key begins.
func (t *Trie) slot(key uint32) int {
	return int(uint64(key*0x9E3779B1) * uint64(len(t.slots)) >> 32)
}

// Insert makes a node the child of another, which must have none for the code.
func (t *Trie) Insert(node, code, child uint32) {
	if t.used++; t.used*4 > len(t.slots)*3 {
		old := t.slots
		t.slots = make([]edge, 2*len(old))
		for _, e := range old {
			if e.key != 0 {
				t.put(e)
			}
		}
	}
	t.put(edge{node*t.codes + code, child})
}

func (t *Trie) put(e edge) {
	i := t.slot(e.key)
	for t.slots[i].key != 0 {
		if i++; i == len(t.slots) {
			i = 0
		}
	}
	t.slots[i] = e
}

// Child gives the child of a node, or 0.
func (t *Trie) Child(node, code uint32) uint32 {
	key := node*t.codes + code
	i := t.slot(key)
	for {
		e := t.slots[i]
		if e.key == key {
			return e.to
		}
		if e.key == 0 {
			return 0
		}
		if i++; i == len(t.slots) {
			i = 0
		}
	}
}
