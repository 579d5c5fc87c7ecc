package hotspot

import (
	"cmp"
	"context"
	"slices"
)

// linkList grows without copying.
type linkList struct{ blocks [][]link }

func (l *linkList) add(x link) {
	const blockLinks = 1 << 14
	last := len(l.blocks) - 1
	if last < 0 || len(l.blocks[last]) == blockLinks {
		l.blocks = append(l.blocks, make([]link, 0, blockLinks))
		last++
	}
	l.blocks[last] = append(l.blocks[last], x)
}

// sortLinks makes one list of several, the most similar nodes first, and without those that both nodes found.
func sortLinks(ctx context.Context, lists []*linkList, workers int) ([]link, error) {
	n := 0
	for _, l := range lists {
		for _, b := range l.blocks {
			n += len(b)
		}
	}
	links := make([]link, 0, n)
	for _, l := range lists {
		for i, b := range l.blocks {
			links = append(links, b...)
			l.blocks[i] = nil
		}
	}
	part := func(l link) int { return parts - 1 - min(int(l.similarity*parts), parts-1) }
	err := sortParts(ctx, links, workers, part, func(part []link) {
		slices.SortFunc(part, func(x, y link) int {
			if x.similarity != y.similarity {
				return cmp.Compare(y.similarity, x.similarity)
			}
			if x.a != y.a {
				return cmp.Compare(x.a, y.a)
			}
			return cmp.Compare(x.b, y.b)
		})
	})
	if err != nil {
		return nil, err
	}
	return slices.Compact(links), nil
}
