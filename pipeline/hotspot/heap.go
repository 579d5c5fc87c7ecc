package hotspot

// heap gives numbers from the lowest up, for who wants few of many. It is container/heap without a call through an interface for each step.
type heap []uint64

// heapOf makes a heap in the place of list.
func heapOf(list []uint64) heap {
	h := heap(list)
	for i := len(h)/2 - 1; i >= 0; i-- {
		h.sink(i)
	}
	return h
}

// pop takes the lowest number away. There must be one.
func (h *heap) pop() uint64 {
	all := *h
	lowest, last := all[0], len(all)-1
	all[0] = all[last]
	*h = all[:last]
	h.sink(0)
	return lowest
}

// sink moves the number at i below those that are lower.
func (h heap) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(h) {
			return
		}
		if child+1 < len(h) && h[child+1] < h[child] {
			child++
		}
		if h[i] <= h[child] {
			return
		}
		h[i], h[child] = h[child], h[i]
		i = child
	}
}
