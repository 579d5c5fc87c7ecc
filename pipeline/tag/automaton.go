package tag

import "sort"

// automaton finds every occurrence of its literals in one pass (Aho and Corasick), over characters numbered densely so that the
// tables stay small. It is read-only once built.
type automaton struct {
	code  []uint16 // rune below 65536 → dense code, 0: in no literal
	first []int32  // state reached from the root by a code
	keys  []uint64 // open-addressed edges: state<<16 | code
	next  []int32
	mask  uint64
	fail  []int32
	out   []int32 // state → first entry of outs that ends there, or -1
	link  []int32 // state → nearest state on its failure path with an output, or 0
	outs  [][]int32
	width []int32 // state → length in runes
}

type trieNode struct {
	kids map[uint16]int32
	lits []int32
	deep int32
}

// newAutomaton numbers the literals by their position. Literals must be folded and not empty.
func newAutomaton(literals []string) *automaton {
	a := &automaton{code: make([]uint16, 1<<16)}
	nodes := []trieNode{{kids: map[uint16]int32{}}}
	codes := uint16(0)
	for id, lit := range literals {
		at := int32(0)
		for _, r := range lit {
			if r >= 1<<16 {
				r = 0xFFFD
			}
			c := a.code[r]
			if c == 0 {
				codes++
				c = codes
				a.code[r] = c
			}
			kid, ok := nodes[at].kids[c]
			if !ok {
				kid = int32(len(nodes))
				nodes = append(nodes, trieNode{kids: map[uint16]int32{}, deep: nodes[at].deep + 1})
				nodes[at].kids[c] = kid
			}
			at = kid
		}
		nodes[at].lits = append(nodes[at].lits, int32(id))
	}
	a.first = make([]int32, codes+1)
	size := uint64(16)
	for size < uint64(len(nodes))*2 {
		size *= 2
	}
	a.mask = size - 1
	a.keys, a.next = make([]uint64, size), make([]int32, size)
	a.fail, a.link = make([]int32, len(nodes)), make([]int32, len(nodes))
	a.out, a.width = make([]int32, len(nodes)), make([]int32, len(nodes))
	queue := []int32{0}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		n := &nodes[at]
		a.width[at] = n.deep
		a.out[at] = -1
		if len(n.lits) > 0 {
			a.out[at] = int32(len(a.outs))
			a.outs = append(a.outs, n.lits)
		}
		kids := make([]int, 0, len(n.kids))
		for c := range n.kids {
			kids = append(kids, int(c))
		}
		sort.Ints(kids)
		for _, c := range kids {
			kid := n.kids[uint16(c)]
			if at == 0 {
				a.first[c] = kid
			} else {
				a.insert(at, uint16(c), kid)
				back := a.fail[at]
				for {
					to := a.step(back, uint16(c))
					if to != 0 {
						a.fail[kid] = to
						break
					}
					if back == 0 {
						break
					}
					back = a.fail[back]
				}
			}
			queue = append(queue, kid)
		}
		if at != 0 {
			back := a.fail[at]
			if a.out[back] >= 0 {
				a.link[at] = back
			} else {
				a.link[at] = a.link[back]
			}
		}
	}
	return a
}

func mix(k uint64) uint64 {
	k *= 0x9E3779B97F4A7C15
	return k ^ k>>29
}

func (a *automaton) insert(state int32, c uint16, to int32) {
	key := uint64(state)<<16 | uint64(c)
	i := mix(key) & a.mask
	for a.keys[i] != 0 {
		i = (i + 1) & a.mask
	}
	a.keys[i], a.next[i] = key, to
}

// step gives the child of a state, or 0. From the root it gives the first state of the code, or 0.
func (a *automaton) step(state int32, c uint16) int32 {
	if state == 0 {
		return a.first[c]
	}
	key := uint64(state)<<16 | uint64(c)
	for i := mix(key) & a.mask; a.keys[i] != 0; i = (i + 1) & a.mask {
		if a.keys[i] == key {
			return a.next[i]
		}
	}
	return 0
}

// find calls found with each literal and the range of runes where it stands, ordered by end, longest first.
func (a *automaton) find(text []uint16, found func(literal int32, start, end int)) {
	state := int32(0)
	for i, r := range text {
		c := a.code[r]
		if c == 0 {
			state = 0
			continue
		}
		for {
			to := a.step(state, c)
			if to != 0 {
				state = to
				break
			}
			if state == 0 {
				break
			}
			state = a.fail[state]
		}
		s := state
		if a.out[s] < 0 {
			s = a.link[s]
		}
		for ; s != 0; s = a.link[s] {
			for _, lit := range a.outs[a.out[s]] {
				found(lit, i+1-int(a.width[s]), i+1)
			}
		}
	}
}
