package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"
)

// list is a temporary table of one text column.
type list struct {
	table, column string
	values        []string
}

// withLists gives do a connection on which the lists stand as temporary tables, and drops them afterwards.
func withLists(ctx context.Context, db *sql.DB, lists []list, do func(*sql.Conn) error) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, l := range lists {
		if _, err := conn.ExecContext(ctx, fmt.Sprintf("create or replace temp table %s (%s varchar not null)", l.table, l.column)); err != nil {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), "drop table if exists temp."+l.table)
		err := appendRows(conn, "temp", l.table, len(l.values), func(i int, row []driver.Value) []driver.Value {
			return append(row, l.values[i])
		})
		if err != nil {
			return err
		}
	}
	return do(conn)
}

// appendRows writes n rows to a table by an Appender.
func appendRows(conn *sql.Conn, catalog, table string, n int, row func(i int, row []driver.Value) []driver.Value) error {
	return conn.Raw(func(raw any) (err error) {
		appender, err := duckdb.NewAppender(raw.(driver.Conn), catalog, "main", table)
		if err != nil {
			return fmt.Errorf("write %s: %w", table, err)
		}
		defer func() {
			if closeErr := appender.Close(); err == nil && closeErr != nil {
				err = fmt.Errorf("write %s: %w", table, closeErr)
			}
		}()
		var scratch []driver.Value
		for i := range n {
			scratch = row(i, scratch[:0])
			if err := appender.AppendRow(scratch...); err != nil {
				return fmt.Errorf("write %s, row %d: %w", table, i+1, err)
			}
		}
		return nil
	})
}
