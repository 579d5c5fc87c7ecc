package hotspot

import "math"

// lookup multiplies one vector with many. Its features stand in two tables, each where one of two hashes leads (cuckoo hashing), so that a
// feature is found, or not, without a branch that the processor would have to foresee: this costs less than walking along both vectors.
type lookup struct {
	v     vector
	slots [2][lookupSlots]slot
	plain bool // v did not fit into the tables
}

const (
	lookupBits  = 10
	lookupSlots = 1 << lookupBits
)

// slot is a feature and the bits of its weight; both 0: it is free.
type slot struct{ feature, weight uint32 }

func firstSlot(feature uint32) uint32  { return feature * 0x9e3779b1 >> (32 - lookupBits) }
func secondSlot(feature uint32) uint32 { return feature * 0x85ebca6b >> (32 - lookupBits) }

// set makes v the vector. No two of its features are equal.
func (l *lookup) set(v vector) {
	for _, t := range l.v {
		l.slots[0][firstSlot(t.feature)], l.slots[1][secondSlot(t.feature)] = slot{}, slot{}
	}
	l.v, l.plain = v, false
	for _, t := range v {
		l.plain = l.plain || !l.put(slot{t.feature, math.Float32bits(t.weight)})
	}
}

// put says whether there was room for s. What it takes the place of goes to its other slot.
func (l *lookup) put(s slot) bool {
	const most = 64
	for range most {
		at := &l.slots[0][firstSlot(s.feature)]
		if s, *at = *at, s; s == (slot{}) {
			return true
		}
		at = &l.slots[1][secondSlot(s.feature)]
		if s, *at = *at, s; s == (slot{}) {
			return true
		}
	}
	return false
}

// dot is the product with b, summed in the order of features as dot sums it: what is missing adds 0.
func (l *lookup) dot(b vector) float64 {
	if l.plain {
		return dot(l.v, b)
	}
	var sum float64
	for _, t := range b {
		x, y := l.slots[0][firstSlot(t.feature)], l.slots[1][secondSlot(t.feature)]
		var weight uint32
		if x.feature == t.feature {
			weight = x.weight
		}
		if y.feature == t.feature {
			weight |= y.weight // a feature stands in one of the tables
		}
		sum += float64(math.Float32frombits(weight)) * float64(t.weight)
	}
	return sum
}
