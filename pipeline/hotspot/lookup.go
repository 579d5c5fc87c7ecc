package hotspot

// lookup multiplies one vector with many. Where the low bits of a feature lead stands which of its own features may be that one. Most
// features of another vector lead nowhere: they are sorted out without a branch that the processor would have to foresee, which costs less
// than walking along both vectors. No vector has 65,536 terms.
type lookup struct {
	v    vector
	at   [lookupSlots]uint16 // the last of v with these low bits, counted from 1; 0: none has them
	next []uint16            // of each of v, one before it with the same low bits, counted so
	met  []uint16            // the places in another vector that lead somewhere
}

const (
	lookupBits  = 12
	lookupSlots = 1 << lookupBits
)

func lookupSlot(feature uint32) uint32 { return feature % lookupSlots }

// set makes a copy of v the vector. No two of its features are equal.
func (l *lookup) set(v vector) {
	for _, t := range l.v {
		l.at[lookupSlot(t.feature)] = 0
	}
	l.v, l.next = append(l.v[:0], v...), l.next[:0]
	for i, t := range v {
		at := &l.at[lookupSlot(t.feature)]
		l.next = append(l.next, *at)
		*at = uint16(i + 1)
	}
}

// dot is the product with b, summed in the order of features.
func (l *lookup) dot(b vector) float64 {
	var sum float64
	for _, i := range l.meet(b) {
		sum += float64(l.weight(b[i].feature)) * float64(b[i].weight)
	}
	return sum
}

// multiply is the same, and of the parts too.
func (l *lookup) multiply(b vector) products {
	var p products
	for _, i := range l.meet(b) {
		p.add(b[i].feature, float64(l.weight(b[i].feature))*float64(b[i].weight))
	}
	return p
}

// meet gives the places in b of the features that lead somewhere, until the next call.
func (l *lookup) meet(b vector) []uint16 {
	if len(l.met) < len(b) {
		l.met = make([]uint16, 2*len(b))
	}
	met, n := l.met[:len(b)], 0
	for i, t := range b {
		met[n] = uint16(i)
		if l.at[lookupSlot(t.feature)] > 0 {
			n++
		}
	}
	return met[:n]
}

// weight is that of a feature of v; 0: it has none such.
func (l *lookup) weight(feature uint32) float32 {
	for k := l.at[lookupSlot(feature)]; k > 0; k = l.next[k-1] {
		if own := l.v[k-1]; own.feature == feature {
			return own.weight
		}
	}
	return 0
}
