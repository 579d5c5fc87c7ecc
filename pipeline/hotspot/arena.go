package hotspot

import (
	"bytes"
	"encoding/binary"
)

// arena holds many short strings in blocks that never move, so that growing copies nothing and the collector has little to look at.
type arena struct{ blocks [][]byte }

// place is where a string stands in an arena.
type place uint64

const (
	blockBits = 20
	blockSize = 1 << blockBits
)

// add keeps a copy of s.
func (a *arena) add(s []byte) place {
	var length [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(length[:], uint64(len(s)))
	last := len(a.blocks) - 1
	if last < 0 || len(a.blocks[last])+n+len(s) > cap(a.blocks[last]) {
		a.blocks = append(a.blocks, make([]byte, 0, max(blockSize, n+len(s)))) // a longer string has a block of its own
		last++
	}
	block := a.blocks[last]
	at := place(last)<<blockBits | place(len(block))
	a.blocks[last] = append(append(block, length[:n]...), s...)
	return at
}

// get gives what stands at p. It must not be changed.
func (a *arena) get(p place) []byte {
	block := a.blocks[p>>blockBits][p&(blockSize-1):]
	length, n := binary.Uvarint(block)
	return block[n : n+int(length)]
}

// interner numbers strings in the order they first come, and keeps each once.
type interner struct {
	kept   arena
	places []place  // by number
	slots  []uint32 // number + 1 where a string's hash leads, or after it; 0: free
}

// number gives the number of s, a new one if s is new.
func (in *interner) number(s []byte) (number uint32, isNew bool) {
	if 2*len(in.places) >= len(in.slots) {
		in.grow()
	}
	slot := in.slot(s)
	if held := in.slots[slot]; held > 0 {
		return held - 1, false
	}
	in.places = append(in.places, in.kept.add(s))
	in.slots[slot] = uint32(len(in.places))
	return uint32(len(in.places) - 1), true
}

// slot is where s stands or would stand.
func (in *interner) slot(s []byte) uint64 {
	mask := uint64(len(in.slots) - 1)
	for at := hashText(s) & mask; ; at = (at + 1) & mask {
		if held := in.slots[at]; held == 0 || bytes.Equal(in.text(held-1), s) {
			return at
		}
	}
}

func (in *interner) grow() {
	in.slots = make([]uint32, max(1024, 2*len(in.slots)))
	for i := range in.places {
		in.slots[in.slot(in.text(uint32(i)))] = uint32(i + 1)
	}
}

// text gives the string of a number. It must not be changed.
func (in *interner) text(number uint32) []byte { return in.kept.get(in.places[number]) }
