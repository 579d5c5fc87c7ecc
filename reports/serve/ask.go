package serve

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"sifeng/queries"
)

// record is one row by its columns.
type record map[string]any

func (r record) text(column string) string {
	s, _ := r[column].(string)
	return s
}

func (r record) int(column string) int64 {
	switch n := r[column].(type) {
	case int64:
		return n
	case int32:
		return int64(n)
	}
	return 0
}

func (r record) bool(column string) bool {
	b, _ := r[column].(bool)
	return b
}

func (r record) float(column string) float64 {
	f, _ := r[column].(float64)
	return f
}

func (r record) day(column string) time.Time {
	t, _ := r[column].(time.Time)
	return t
}

func (r record) null(column string) bool { return r[column] == nil }

// ask runs a query of queries/serve. Values are parameters of the statement, never part of it.
func ask(ctx context.Context, db *sql.DB, name string, values map[string]any) ([]record, error) {
	q, err := queries.Serve(name)
	if err != nil {
		return nil, err
	}
	args := make([]any, len(q.Params))
	for i, p := range q.Params {
		value, ok := values[p.Name]
		if !ok {
			return nil, fmt.Errorf("ask %s: no value for %s", name, p.Name)
		}
		args[i] = sql.Named(p.Name, value)
	}
	rows, err := db.QueryContext(ctx, q.SQL, args...)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", name, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", name, err)
	}
	var list []record
	for rows.Next() {
		cells, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("ask %s: %w", name, err)
		}
		r := record{}
		for i, c := range columns {
			r[c] = cells[i]
		}
		list = append(list, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("ask %s: %w", name, err)
	}
	return list, nil
}
