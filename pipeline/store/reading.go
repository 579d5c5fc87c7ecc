package store

import (
	"context"
	"database/sql"
)

// DB gives the database being built, brought up to date, for reading. It must not be closed, nor used after Finish or Abort.
func (b *Builder) DB(ctx context.Context) (*sql.DB, error) {
	if err := b.settle(ctx); err != nil {
		return nil, err
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if err := b.awaitIndexing(ctx); err != nil {
		return nil, err
	}
	return b.db, nil
}
