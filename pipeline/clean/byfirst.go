package clean

import "slices"

// byFirst holds lists by the first character of what is in them. It is a table because the scan asks it at every other character.
type byFirst[T any] struct {
	number [1 << 16]uint16 // of the list, from 1
	lists  [][]T
}

// add appends to the list of a character of the basic plane.
func (b *byFirst[T]) add(first rune, entry T) {
	if b.number[first] == 0 {
		b.lists = append(b.lists, nil)
		b.number[first] = uint16(len(b.lists))
	}
	list := &b.lists[b.number[first]-1]
	*list = append(*list, entry)
}

// at gives the list of a character.
func (b *byFirst[T]) at(first rune) []T {
	if first < 0 || first >= 1<<16 || b.number[first] == 0 {
		return nil
	}
	return b.lists[b.number[first]-1]
}

// sort puts each list into order.
func (b *byFirst[T]) sort(compare func(x, y T) int) {
	for _, list := range b.lists {
		slices.SortStableFunc(list, compare)
	}
}
