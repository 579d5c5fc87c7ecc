package store

import (
	"context"
	"fmt"
)

// indexing is the work on the index of words, and on writing out the comments, while other work goes on: it takes one core, and nothing but
// reports asks for words.
type indexing struct {
	stop context.CancelFunc
	done chan struct{}
	err  error // once done
}

// startIndexing begins to index the words and to write out the comments. Comments must not change until it has ended.
func (b *Builder) startIndexing(ctx context.Context) {
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	i := &indexing{stop: stop, done: make(chan struct{})}
	gathered := b.words.take()
	b.indexing = i
	go func() {
		defer close(i.done)
		if err := b.indexWords(ctx, gathered); err != nil {
			i.err = fmt.Errorf("index the words: %w", err)
			return
		}
		// Compressing all that there is takes one core nearly a second for 100,000 comments; what comes later is small. Others may read meanwhile,
		// and wait if they want to write.
		for _, catalog := range []string{mainCatalog, restrictedCatalog} {
			if _, err := b.db.ExecContext(ctx, "force checkpoint "+catalog); err != nil {
				i.err = fmt.Errorf("write out the comments: %w", err)
				return
			}
		}
	}()
}

// awaitIndexing waits until the words are indexed.
func (b *Builder) awaitIndexing(ctx context.Context) error {
	i := b.indexing
	if i == nil {
		return nil
	}
	select {
	case <-i.done:
	case <-ctx.Done():
		return ctx.Err()
	}
	i.stop()
	b.indexing = nil
	return i.err
}

// abandonIndexing ends the indexing at once.
func (b *Builder) abandonIndexing() {
	if b.indexing != nil {
		b.indexing.stop()
		<-b.indexing.done
		b.indexing = nil
	}
}
