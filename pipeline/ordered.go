package pipeline

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// batchSize is how many items travel together: large enough that channel operations cost nothing beside the work, small enough that
// memory stays flat.
const batchSize = 256

// Ordered reads items from source, works on batches of them in parallel and hands the results, one for each item, to sink in the order of
// the source. source and sink each run in one goroutine. At most a few batches a worker are in flight, so a slow sink holds the source back.
// It returns the first error of any of them, or the context's.
func Ordered[In, Out any](
	ctx context.Context, workers int, source func(ctx context.Context, emit func(In) error) error, work func([]In) []Out,
	sink func(Out) error,
) error {
	type job struct {
		in   []In
		done chan []Out
	}
	group, ctx := errgroup.WithContext(ctx)
	jobs := make(chan job)
	order := make(chan chan []Out, 2*workers)
	group.Go(func() error {
		defer close(jobs)
		defer close(order)
		var batch []In
		send := func() error {
			j := job{batch, make(chan []Out, 1)}
			batch = nil
			select {
			case order <- j.done:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
			select {
			case jobs <- j:
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		err := source(ctx, func(item In) error {
			if batch = append(batch, item); len(batch) < batchSize {
				return nil
			}
			return send()
		})
		if err == nil && len(batch) > 0 {
			err = send()
		}
		return err
	})
	for range workers {
		group.Go(func() error {
			for j := range jobs {
				j.done <- work(j.in)
			}
			return nil
		})
	}
	group.Go(func() error {
		for done := range order {
			select {
			case out := <-done:
				for _, item := range out {
					if err := sink(item); err != nil {
						return err
					}
				}
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		return nil
	})
	return group.Wait()
}

// Each makes work on a batch of what works on one item.
func Each[In, Out any](work func(In) Out) func([]In) []Out {
	return func(in []In) []Out {
		out := make([]Out, len(in))
		for i, item := range in {
			out[i] = work(item)
		}
		return out
	}
}
