// Package docs writes the data dictionary of a database from the database itself: its tables, views and macros with their comments, how they
// hang together, the saved questions, and how to open the file.
package docs

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"sifeng/queries"
)

// Dictionary is what a database says about itself.
type Dictionary struct {
	File    string // name of the database file, without its folder
	Run     []Fact
	Tables  []Table
	Views   []Table
	Macros  []Macro
	Links   []Link
	Groups  []Group
	Clients []Client
}

// Fact is one value of the run that made the database.
type Fact struct{ Label, Value string }

// Table is a table or a view.
type Table struct {
	Name, Comment string
	Rows          int64
	Columns       []Column
}

// Column is a column of a table or view.
type Column struct {
	Name, Type, Comment string
	Required            bool // never NULL
	Key                 bool // a part of the primary key
}

// Macro is a macro, or a table macro, which stands behind “from”.
type Macro struct {
	Name, Parameters, Comment string
	Table                     bool
}

// Group holds the saved questions of one subject.
type Group struct {
	Name    string
	Queries []queries.Query
}

// Read reads the dictionary of an open database. The saved questions are given, in the order in which they are to stand.
func Read(ctx context.Context, db *sql.DB, file string, catalog []queries.Query) (Dictionary, error) {
	d := Dictionary{File: file}
	for _, step := range []func(context.Context, *sql.DB) error{d.readRun, d.readTables, d.readColumns, d.countRows, d.readMacros} {
		if err := step(ctx, db); err != nil {
			return Dictionary{}, fmt.Errorf("read the dictionary of %s: %w", file, err)
		}
	}
	d.Links = links(d.Tables)
	for _, q := range catalog {
		if n := len(d.Groups); n == 0 || d.Groups[n-1].Name != q.Group {
			d.Groups = append(d.Groups, Group{Name: q.Group})
		}
		last := &d.Groups[len(d.Groups)-1]
		last.Queries = append(last.Queries, q)
	}
	var err error
	d.Clients, err = clients(file)
	return d, err
}

// readRun gives what the run was, but for when it began, so that the same data give the same page.
func (d *Dictionary) readRun(ctx context.Context, db *sql.DB) error {
	var run, code, dict, asOf, county, version string
	err := db.QueryRowContext(ctx, `
		select run_id, code_version, dict_hash, coalesce(cast(as_of as varchar), '不明'), coalesce(county, '不明'), cast(schema_version as varchar)
		from v_run`).Scan(&run, &code, &dict, &asOf, &county, &version)
	if err != nil {
		return err
	}
	d.Run = []Fact{{"县", county}, {"截止日期", asOf}, {"运行编号", run}, {"程序版本", code}, {"词典散列值", dict}, {"库结构版本", version}}
	return nil
}

func (d *Dictionary) readTables(ctx context.Context, db *sql.DB) error {
	return each(ctx, db, `
		select table_name, coalesce(comment, ''), false from duckdb_tables() where not internal
		union all
		select view_name, coalesce(comment, ''), true from duckdb_views() where not internal
		order by 1`,
		func(scan func(...any) error) error {
			var t Table
			var isView bool
			if err := scan(&t.Name, &t.Comment, &isView); err != nil {
				return err
			}
			if isView {
				d.Views = append(d.Views, t)
			} else {
				d.Tables = append(d.Tables, t)
			}
			return nil
		})
}

func (d *Dictionary) readColumns(ctx context.Context, db *sql.DB) error {
	byName := map[string]*Table{}
	for _, list := range [][]Table{d.Tables, d.Views} {
		for i := range list {
			byName[list[i].Name] = &list[i]
		}
	}
	return each(ctx, db, `
		select
			c.table_name,
			c.column_name,
			c.data_type,
			coalesce(c.comment, ''),
			not c.is_nullable,
			exists (
				select 1
				from duckdb_constraints() as k
				where k.table_oid = c.table_oid
				  and k.constraint_type = 'PRIMARY KEY'
				  and list_contains(k.constraint_column_names, c.column_name)
			)
		from duckdb_columns() as c
		where not c.internal
		order by c.table_name, c.column_index`,
		func(scan func(...any) error) error {
			var table string
			var c Column
			if err := scan(&table, &c.Name, &c.Type, &c.Comment, &c.Required, &c.Key); err != nil {
				return err
			}
			if t := byName[table]; t != nil {
				t.Columns = append(t.Columns, c)
			}
			return nil
		})
}

func (d *Dictionary) countRows(ctx context.Context, db *sql.DB) error {
	for _, list := range [][]Table{d.Tables, d.Views} {
		for i := range list {
			name := `"` + strings.ReplaceAll(list[i].Name, `"`, `""`) + `"`
			if err := db.QueryRowContext(ctx, "select count(*) from "+name).Scan(&list[i].Rows); err != nil {
				return fmt.Errorf("count the rows of %s: %w", list[i].Name, err)
			}
		}
	}
	return nil
}

func (d *Dictionary) readMacros(ctx context.Context, db *sql.DB) error {
	return each(ctx, db, `
		select function_name, array_to_string(parameters, ', '), coalesce(comment, ''), function_type = 'table_macro'
		from duckdb_functions()
		where not internal
		order by 1`,
		func(scan func(...any) error) error {
			var m Macro
			if err := scan(&m.Name, &m.Parameters, &m.Comment, &m.Table); err != nil {
				return err
			}
			d.Macros = append(d.Macros, m)
			return nil
		})
}

func each(ctx context.Context, db *sql.DB, query string, row func(scan func(...any) error) error) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
