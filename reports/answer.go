package reports

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"sifeng/queries"
)

// answer is what a named query gave: what a chart draws and what the table under it shows.
type answer struct {
	query   queries.Query
	sql     string // the statement as it was run, with its values
	columns []string
	rows    []record
}

// record is one row of an answer. Reading a column that the query does not have gives the zero value.
type record map[string]any

// asker runs the named queries of one report. Nothing writes to a database of which a report is made, so all connections to it show one state.
type asker struct {
	db     queryer
	values map[string]string // parameters of any chart query, by name
}

// ask runs a query of queries/charts. The error names the query.
func (a asker) ask(ctx context.Context, name string) (answer, error) {
	q, err := chartQuery(name)
	if err != nil {
		return answer{}, err
	}
	statement, err := bind(q, a.values)
	if err != nil {
		return answer{}, err
	}
	columns, rows, err := fetch(ctx, a.db, statement)
	if err != nil {
		return answer{}, fmt.Errorf("run the query %s: %w", name, err)
	}
	return answer{query: q, sql: statement, columns: columns, rows: rows}, nil
}

// askedAtOnce is how many queries run side by side: each works on all cores, but for the parts that DuckDB does on one.
const askedAtOnce = 2

// askAll runs several queries and gives their answers by name.
func (a asker) askAll(ctx context.Context, names []string) (map[string]answer, error) {
	answers := make([]answer, len(names))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(askedAtOnce)
	for i, name := range names {
		group.Go(func() (err error) {
			answers[i], err = a.ask(ctx, name)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	byName := make(map[string]answer, len(names))
	for i, name := range names {
		byName[name] = answers[i]
	}
	return byName, nil
}

// chartQuery finds a query of queries/charts.
func chartQuery(name string) (queries.Query, error) {
	q, err := queries.Chart(name)
	if err != nil {
		return q, fmt.Errorf("find the query of a chart: %w", err)
	}
	return q, nil
}

// bind gives a query those of the values that it asks for.
func bind(q queries.Query, values map[string]string) (string, error) {
	asked := map[string]string{}
	for _, p := range q.Params {
		if v, ok := values[p.Name]; ok {
			asked[p.Name] = v
		}
	}
	return q.Bind(asked)
}

// queryer is what fetch needs of a database or one of its connections.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// fetch runs a statement and gives its rows in their order.
func fetch(ctx context.Context, db queryer, statement string) (columns []string, records []record, err error) {
	rows, err := db.QueryContext(ctx, statement)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	if columns, err = rows.Columns(); err != nil {
		return nil, nil, err
	}
	for rows.Next() {
		cells := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, nil, err
		}
		r := make(record, len(columns))
		for i, c := range columns {
			r[c] = cells[i]
		}
		records = append(records, r)
	}
	return columns, records, rows.Err()
}

// label gives the Chinese name of a column.
func (a answer) label(column string) string {
	for _, c := range a.query.Columns {
		if c.Name == column {
			return c.Label
		}
	}
	return column
}

// first gives the only row, or an empty one.
func (a answer) first() record {
	if len(a.rows) == 0 {
		return record{}
	}
	return a.rows[0]
}

func (r record) int(column string) int64 {
	switch v := r[column].(type) {
	case int64:
		return v
	case int32:
		return int64(v)
	case int:
		return int64(v)
	case float64:
		return int64(v)
	}
	return 0
}

func (r record) float(column string) float64 {
	if v, ok := r[column].(float64); ok {
		return v
	}
	return float64(r.int(column))
}

func (r record) text(column string) string {
	v, _ := r[column].(string)
	return v
}

func (r record) bool(column string) bool {
	v, _ := r[column].(bool)
	return v
}

func (r record) day(column string) time.Time {
	v, _ := r[column].(time.Time)
	return v
}

func (r record) null(column string) bool { return r[column] == nil }
