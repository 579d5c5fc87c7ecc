package hotspot

import "context"

const (
	partBits = 12
	parts    = 1 << partBits
)

// sortParts sorts a long list on several workers: partOf puts items in one of so many parts, in their order, and sort sorts a part.
func sortParts[T any](ctx context.Context, list []T, workers int, partOf func(T) int, sort func([]T)) error {
	var begins [parts + 1]int
	for _, x := range list {
		begins[partOf(x)+1]++
	}
	for p := range parts {
		begins[p+1] += begins[p]
	}
	next := begins
	for p := range parts {
		for next[p] < begins[p+1] { // what stands here goes where it belongs, until what belongs here comes
			x := &list[next[p]]
			to := partOf(*x)
			if to != p {
				*x, list[next[to]] = list[next[to]], *x
			}
			next[to]++
		}
	}
	return parallel(ctx, parts, workers, func(_ *struct{}, p int) {
		sort(list[begins[p]:begins[p+1]])
	})
}
