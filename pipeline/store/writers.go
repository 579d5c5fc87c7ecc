package store

import (
	"context"
	"fmt"
	"sync"

	"github.com/duckdb/duckdb-go/v2/mapping"
)

// writers take batches of comments, each in a goroutine of its own: one for each table, one for the words.
type writers struct {
	stop   context.CancelCauseFunc
	ctx    context.Context
	inputs []chan order
	wait   sync.WaitGroup
}

// writer is one of them. It is used by one goroutine.
type writer interface {
	name() string
	write(batch []numbered) error
	commit() error // makes what was written visible to others
	close()        // drops what was not committed
}

// order is a batch to write, or a request to make everything written visible.
type order struct {
	batch []numbered
	flush *sync.WaitGroup
}

// batchesAhead bounds what waits for each writer.
const batchesAhead = 4

func startWriters(ctx context.Context, all []writer) *writers {
	w := &writers{}
	w.ctx, w.stop = context.WithCancelCause(context.WithoutCancel(ctx))
	for _, one := range all {
		input := make(chan order, batchesAhead)
		w.inputs = append(w.inputs, input)
		w.wait.Go(func() {
			defer one.close()
			if err := w.run(one, input); err != nil {
				w.stop(fmt.Errorf("write %s: %w", one.name(), err))
			}
			for o := range input { // whoever waits for an answer must get one
				if o.flush != nil {
					o.flush.Done()
				}
			}
		})
	}
	return w
}

func (w *writers) run(one writer, input <-chan order) error {
	for {
		select {
		case <-w.ctx.Done():
			return nil
		case o, open := <-input:
			if !open {
				return one.commit()
			}
			if o.flush == nil {
				if err := one.write(o.batch); err != nil {
					return err
				}
				continue
			}
			err := one.commit()
			if err != nil {
				w.stop(fmt.Errorf("write %s: %w", one.name(), err))
			}
			o.flush.Done()
			if err != nil {
				return err
			}
		}
	}
}

// tableWriter writes the rows of a table.
type tableWriter struct {
	*bulk
	pending int // comments since the last flush
}

// flushEvery bounds what an Appender holds in memory, in comments.
const flushEvery = 8192

func newTableWriter(db mapping.Database, t table) (*tableWriter, error) {
	b, err := newBulk(db, t)
	return &tableWriter{bulk: b}, err
}

func (w *tableWriter) name() string { return w.table.name }

func (w *tableWriter) write(batch []numbered) error {
	if err := w.begin(); err != nil {
		return err
	}
	for i := range batch {
		w.table.rows(&batch[i], w.bulk)
	}
	if w.pending += len(batch); w.pending < flushEvery {
		return w.err
	}
	w.pending = 0
	return w.flush()
}

// write hands a batch to every writer. It waits while they are behind.
func (w *writers) write(ctx context.Context, batch []numbered) error {
	for _, input := range w.inputs {
		select {
		case input <- order{batch: batch}:
		case <-w.ctx.Done():
			return context.Cause(w.ctx)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// flush waits until every batch is in the tables.
func (w *writers) flush(ctx context.Context) error {
	var answered sync.WaitGroup
	for _, input := range w.inputs {
		answered.Add(1)
		select {
		case input <- order{flush: &answered}:
		case <-w.ctx.Done():
			return context.Cause(w.ctx)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	answered.Wait()
	return context.Cause(w.ctx)
}

// close ends the writers after everything is written.
func (w *writers) close() error {
	for _, input := range w.inputs {
		close(input)
	}
	w.wait.Wait()
	err := context.Cause(w.ctx)
	w.stop(nil)
	return err
}

// abandon ends the writers at once.
func (w *writers) abandon() {
	w.stop(context.Canceled)
	for _, input := range w.inputs {
		close(input)
	}
	w.wait.Wait()
}
