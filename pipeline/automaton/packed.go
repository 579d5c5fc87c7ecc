package automaton

import "errors"

// Packed is a double array in cells of eight bytes.
type Packed []State

// State is a cell of a packed array: from the lowest bit on, its code, the bits of its children, its base and its value. 0 is no state.
type State uint64

const packedBits = 20

// Pack packs the cells of an array.
func Pack(cells []Cell) (Packed, error) {
	p := make(Packed, len(cells))
	for i, c := range cells {
		if c.Base >= 1<<packedBits || c.Value >= 1<<packedBits {
			return nil, errors.New("too many entries")
		}
		p[i] = State(c.Value)<<(64-packedBits) | State(c.Base)<<24 | State(c.Kids)<<16 | State(c.Code)
	}
	return p, nil
}

// Value gives the value of the entry that ends with the state, or 0.
func (s State) Value() uint32 { return uint32(s >> (64 - packedBits)) }

// Base gives where the children of the state are.
func (s State) Base() uint32 { return uint32(s>>24) & (1<<packedBits - 1) }

// Exists gives 0 for no state, else 1.
func (s State) Exists() int { return (int(uint16(s)) + 1<<16 - 1) >> 16 }

// MayHave gives 0 if the state has no child by a code, else 0 or 1.
func (s State) MayHave(code uint16) int { return int(s >> (16 + code&7) & 1) }

// Child gives the child of the state with a base, or 0. No branch depends on what a cell holds, so that the processor can look for many
// children at once.
func (p Packed) Child(base uint32, code uint16) State {
	i := uint(base) + uint(code)
	if i >= uint(len(p)) {
		return 0
	}
	s := p[i]
	same := (uint64(uint16(s)^code) - 1) >> 63 // 1 or 0
	return s & State(-same)
}
