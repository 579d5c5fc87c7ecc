package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
)

// writers fill the tables, one goroutine with one connection and one Appender each: an Appender belongs to one goroutine, and
// storing is what limits the speed of a run.
type writers struct {
	stop   context.CancelCauseFunc
	ctx    context.Context
	inputs []chan order
	wait   sync.WaitGroup
}

// order is a batch to write, or a request to make everything written visible.
type order struct {
	batch []numbered
	flush *sync.WaitGroup
}

// batchesAhead bounds what waits for each writer.
const batchesAhead = 4

func startWriters(ctx context.Context, db *sql.DB, tables []table) (*writers, error) {
	w := &writers{}
	w.ctx, w.stop = context.WithCancelCause(context.WithoutCancel(ctx))
	for _, t := range tables {
		conn, err := db.Conn(ctx)
		if err != nil {
			w.abandon()
			return nil, fmt.Errorf("write %s: %w", t.name, err)
		}
		input := make(chan order, batchesAhead)
		w.inputs = append(w.inputs, input)
		w.wait.Go(func() {
			defer conn.Close()
			if err := w.run(conn, t, input); err != nil {
				w.stop(fmt.Errorf("write %s: %w", t.name, err))
			}
			for o := range input { // whoever waits for an answer must get one
				if o.flush != nil {
					o.flush.Done()
				}
			}
		})
	}
	return w, nil
}

func (w *writers) run(conn *sql.Conn, t table, input <-chan order) error {
	return conn.Raw(func(raw any) error {
		s := session{conn: raw.(*duckdb.Conn), table: t}
		defer s.discard()
		row := make([]driver.Value, 0, len(t.columns))
		emit := func(row []driver.Value) error { return s.appender.AppendRow(row...) }
		for {
			select {
			case <-w.ctx.Done():
				return nil
			case o, open := <-input:
				if !open {
					return s.commit()
				}
				if o.flush != nil {
					err := s.commit()
					if err != nil {
						w.stop(fmt.Errorf("write %s: %w", t.name, err))
					}
					o.flush.Done()
					if err != nil {
						return err
					}
					continue
				}
				if err := s.begin(); err != nil {
					return err
				}
				for i := range o.batch {
					if err := t.rows(&o.batch[i], row, emit); err != nil {
						return err
					}
				}
				if err := s.wrote(len(o.batch)); err != nil {
					return err
				}
			}
		}
	})
}

// session is one transaction of a writer. Within a transaction, full row groups go to the file as they fill and not through the log.
type session struct {
	conn     *duckdb.Conn
	table    table
	appender *duckdb.Appender
	pending  int // comments since the last flush
}

// flushEvery bounds what an Appender holds in memory, in comments.
const flushEvery = 8192

func (s *session) begin() (err error) {
	if s.appender != nil {
		return nil
	}
	if err := s.exec("begin"); err != nil {
		return err
	}
	s.appender, err = duckdb.NewAppenderWithColumns(s.conn, s.table.catalog, "main", s.table.name, s.table.columns)
	if err != nil {
		s.exec("rollback")
	}
	return err
}

func (s *session) wrote(comments int) error {
	if s.pending += comments; s.pending < flushEvery {
		return nil
	}
	s.pending = 0
	return s.appender.Flush()
}

func (s *session) commit() error {
	if s.appender == nil {
		return nil
	}
	appender := s.appender
	s.appender, s.pending = nil, 0
	if err := appender.Close(); err != nil {
		s.exec("rollback")
		return err
	}
	return s.exec("commit")
}

// discard drops what was not committed.
func (s *session) discard() {
	if s.appender != nil {
		s.appender.Clear()
		s.appender.Close()
		s.appender = nil
		s.exec("rollback")
	}
}

func (s *session) exec(statement string) error {
	_, err := s.conn.ExecContext(context.Background(), statement, nil)
	return err
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
