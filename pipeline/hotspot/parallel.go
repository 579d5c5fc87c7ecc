package hotspot

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// parallel calls do for every i below n, in blocks spread over the workers; each worker has a scratch of its own. do must write only
// what belongs to i. It fails only if ctx ends.
func parallel[S any](ctx context.Context, n, workers int, do func(scratch *S, i int)) error {
	const block = 256
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range max(1, min(workers, (n+block-1)/block)) {
		group.Go(func() error {
			var scratch S
			for {
				first := int(next.Add(block)) - block
				if first >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				for i := first; i < min(first+block, n); i++ {
					do(&scratch, i)
				}
			}
		})
	}
	return group.Wait()
}
