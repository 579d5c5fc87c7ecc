package shell

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// objects names everything that can be asked: tables, views and macros of the main file and, where it is attached, of the restricted one.
const objects = `
	select table_name as name, table_name as shown, 'table' as type, comment, sql
	from duckdb_tables()
	where not internal
	union all
	select view_name, view_name, 'view', comment, sql
	from duckdb_views()
	where not internal
	union all
	select
		function_name,
		function_name || '(' || array_to_string(parameters, ', ') || ')',
		if(function_type = 'table_macro', 'table macro', 'macro'),
		comment,
		'create macro ' || function_name || '(' || array_to_string(parameters, ', ') || ') as ' || if(function_type = 'table_macro', 'table ', '') || macro_definition
	from duckdb_functions()
	where not internal`

func (s *Shell) tables(ctx context.Context, _ []string) error {
	return s.list(ctx, `select shown as name, type, comment from (`+objects+`) order by type not in ('table', 'view'), type, name`)
}

// longKeywords are where a statement that is kept on one line is broken into lines again.
var longKeywords = regexp.MustCompile(`(?i) (from|where|group by|order by|having|(?:left |inner )?join|union all|union) `)

// broken breaks a statement into lines at its keywords, but for those within quotes.
func broken(sql string) string {
	parts := strings.Split(sql, "'")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = longKeywords.ReplaceAllString(parts[i], "\n$1 ")
	}
	return strings.Join(parts, "'")
}

func (s *Shell) schema(ctx context.Context, args []string) error {
	where := ""
	if len(args) > 0 {
		if err := s.known(ctx, unquoted(args[0])); err != nil {
			return err
		}
		where = " where name = " + quote(unquoted(args[0]))
	}
	statements, err := oneColumn(ctx, s.DB, `select sql from (`+objects+`)`+where+` order by type, name`)
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	var out bytes.Buffer
	for _, sql := range statements {
		sql = strings.TrimRight(strings.TrimSpace(sql), ";")
		if !strings.Contains(sql, "\n") {
			sql = broken(sql)
		}
		fmt.Fprintf(&out, "%s;\n", sql)
	}
	return s.page(&out)
}

func (s *Shell) describe(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s", s.Say("用法：.describe NAME", "usage: .describe NAME"))
	}
	name := unquoted(args[0])
	if err := s.known(ctx, name); err != nil {
		return err
	}
	columns := `
		select column_name as name, data_type as type, is_nullable as nullable, comment
		from duckdb_columns() where not internal and table_name = ` + quote(name) + ` order by table_oid, column_index`
	macro := `
		select shown as name, type, cast(null as boolean) as nullable, comment
		from (` + objects + `) where type like '%macro' and name = ` + quote(name)
	arities, err := oneColumn(ctx, s.DB, `
		select cast(unnest(range(len(parameters) + 1)) as varchar)
		from duckdb_functions() where not internal and function_name = `+quote(name)+` order by all`)
	switch {
	case err != nil:
		return fmt.Errorf("read the parameters of a macro: %w", err)
	case len(arities) == 0:
		return s.list(ctx, columns)
	}
	// The columns of a table macro are those of its answer; what the views say of columns of the same name holds for them too. Parameters
	// with defaults are left out.
	for n := range arities {
		call := "select * from " + name + "(" + strings.Join(slices.Repeat([]string{"''"}, n), ", ") + ")"
		described := `
			select name, type, nullable, comment
			from (
				select 0 as place, * from (` + macro + `)
				union all
				select
					row_number() over (),
					d.column_name,
					d.column_type,
					null,
					(select any_value(comment) from duckdb_columns() where table_name = 'v_comments' and column_name = d.column_name)
				from (describe ` + call + `) as d
			)
			order by place`
		if rows, err := s.DB.QueryContext(ctx, described); err == nil {
			if err := rows.Close(); err != nil {
				return err
			}
			return s.list(ctx, described)
		}
	}
	return s.list(ctx, macro)
}

// known gives an error, with names that are like it, unless there is a table, view or macro of that name.
func (s *Shell) known(ctx context.Context, name string) error {
	names, err := oneColumn(ctx, s.DB, `select distinct name from (`+objects+`)`)
	if err != nil {
		return fmt.Errorf("read the names of tables: %w", err)
	}
	if slices.Contains(names, name) {
		return nil
	}
	return fmt.Errorf("%s %q%s", s.Say("没有表、视图或宏", "there is no table, view or macro"), name, s.didYouMean(name, names, ".tables"))
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
