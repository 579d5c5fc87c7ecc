package hotspot

import (
	"math/bits"
	"sync"
	"sync/atomic"
)

// tally counts in how many texts the features of a slot occur. Few features share a slot, and those that do look more common than they
// are, never rarer. Nearly all counts are small: two stand in one number, and what is beyond sixteen bits stands in a map.
type tally struct {
	pairs  []uint32
	shift  uint
	mutex  sync.Mutex
	beyond map[uint32]uint32 // by slot, what was added after countedInPairs was reached
}

// countedInPairs leaves room in sixteen bits for workers that saw a smaller count and have not added yet.
const (
	countedInPairs = 1 << 15
	maxWorkers     = 1 << 10
)

// newTally has some 64 to 128 slots for a text.
func newTally(texts int) *tally {
	slots := min(max(bits.Len(uint(texts*64)), 18), 26) // a power of two
	return &tally{pairs: make([]uint32, 1<<(slots-1)), shift: uint(32 - slots), beyond: map[uint32]uint32{}}
}

func (t *tally) slot(feature uint32) uint32 { return feature * 0x9e3779b1 >> t.shift }

// add counts each of the features once; several goroutines may call it.
func (t *tally) add(features []uint32) {
	for _, f := range features { // the memory brings all of them at once; adding waits for each
		atomic.LoadUint32(&t.pairs[t.slot(f)/2])
	}
	for _, f := range features {
		t.addOne(t.slot(f))
	}
}

func (t *tally) addOne(slot uint32) {
	pair, up := &t.pairs[slot/2], slot%2*16
	if atomic.LoadUint32(pair)>>up&0xffff < countedInPairs {
		atomic.AddUint32(pair, 1<<up)
		return
	}
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.beyond[slot]++
}

// count must not be called before all are added.
func (t *tally) count(feature uint32) int {
	slot := t.slot(feature)
	n := t.pairs[slot/2] >> (slot % 2 * 16) & 0xffff
	if n >= countedInPairs {
		n += t.beyond[slot]
	}
	return int(n)
}
