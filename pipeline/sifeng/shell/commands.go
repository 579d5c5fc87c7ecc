package shell

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sifeng/queries"
	"sifeng/reports/export"
)

// dotCommand is one of the commands that start with a dot.
type dotCommand struct {
	name   string
	args   string
	zh, en string
	run    func(s *Shell, ctx context.Context, args []string) error
}

func dotCommands() []dotCommand {
	return []dotCommand{
		{".help", "", "列出命令", "list the commands", (*Shell).help},
		{".tables", "", "列出表和视图及其含义", "list tables and views with their meaning", (*Shell).tables},
		{".schema", "[NAME]", "给出建表语句", "show how tables are made", (*Shell).schema},
		{".describe", "NAME", "列出一张表的列、类型和含义", "list a table's columns, types and meaning", (*Shell).describe},
		{".query", "[NAME [k=v…]]", "列出现成的问题，或回答其中一个", "list the saved questions, or answer one", (*Shell).query},
		{".export", "NAME|SQL FILE", "把结果写成文件（csv xlsx json md）", "write a result to a file (csv xlsx json md)", (*Shell).export},
		{".format", "table|csv|json|markdown", "换一种输出格式", "change the output format", (*Shell).format},
		{".timing", "on|off", "显示每条语句的用时", "tell the time of each statement", (*Shell).timing},
		{".quit", "", "离开", "leave", func(*Shell, context.Context, []string) error { return errQuit }},
	}
}

func commandNames() []string {
	var names []string
	for _, c := range dotCommands() {
		names = append(names, c.name)
	}
	return names
}

func (s *Shell) command(ctx context.Context, line string) error {
	args := strings.Fields(strings.TrimRight(strings.TrimSpace(line), ";"))
	for _, c := range dotCommands() {
		if c.name == args[0] {
			return c.run(s, ctx, args[1:])
		}
	}
	return fmt.Errorf("%s %s; %s", s.Say("没有命令", "there is no command"), args[0], s.Say(".help 列出命令", ".help lists them"))
}

func (s *Shell) help(context.Context, []string) error {
	for _, c := range dotCommands() {
		if _, err := fmt.Fprintf(s.Out, "%-10s %-24s %s\n", c.name, c.args, s.Say(c.zh, c.en)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shell) tables(ctx context.Context, _ []string) error {
	return s.Run(ctx, `
		select table_name as name, 'table' as type, comment from duckdb_tables() where not internal
		union all
		select view_name, 'view', comment from duckdb_views() where not internal
		order by type, name`)
}

func (s *Shell) schema(ctx context.Context, args []string) error {
	where := ""
	if len(args) > 0 {
		where = " where name = " + quote(args[0])
	}
	return s.Run(ctx, `
		select sql from (
			select table_name as name, sql from duckdb_tables() where not internal
			union all
			select view_name, sql from duckdb_views() where not internal
		)`+where+` order by name`)
}

func (s *Shell) describe(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s", s.Say("用法：.describe NAME", "usage: .describe NAME"))
	}
	var n int
	if err := s.DB.QueryRowContext(ctx, `select count(*) from duckdb_columns() where not internal and table_name = $1`, args[0]).Scan(&n); err != nil {
		return fmt.Errorf("describe %s: %w", args[0], err)
	}
	if n == 0 {
		return fmt.Errorf("%s %q; %s", s.Say("没有表或视图", "there is no table or view"), args[0], s.Say(".tables 列出全部", ".tables lists them"))
	}
	return s.Run(ctx, `
		select column_name as name, data_type as type, is_nullable as nullable, comment
		from duckdb_columns() where not internal and table_name = `+quote(args[0])+` order by column_index`)
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func (s *Shell) query(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return List(s.Out, s.Catalog, s.Say)
	}
	q, err := s.find(args[0])
	if err != nil {
		return err
	}
	return s.Answer(ctx, q, args[1:])
}

func (s *Shell) find(name string) (queries.Query, error) {
	for _, q := range s.Catalog {
		if q.Name == name {
			return q, nil
		}
	}
	return queries.Query{}, fmt.Errorf("%s %q; %s", s.Say("没有现成的问题", "there is no saved question"), name, s.Say(".query 列出全部", ".query lists them"))
}

// Answer runs a saved question with the given k=v parameters.
func (s *Shell) Answer(ctx context.Context, q queries.Query, params []string) error {
	statement, err := bind(q, params)
	if err != nil {
		return err
	}
	return s.show(ctx, statement, q.QuestionZH, labels(q))
}

func bind(q queries.Query, params []string) (string, error) {
	values := map[string]string{}
	for _, p := range params {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			return "", fmt.Errorf("parameter %q: want name=value", p)
		}
		values[k] = v
	}
	return q.Bind(values)
}

func labels(q queries.Query) map[string]string {
	m := map[string]string{}
	for _, c := range q.Columns {
		m[c.Name] = c.Label
	}
	return m
}

func (s *Shell) export(ctx context.Context, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("%s", s.Say("用法：.export 问题名或SQL 文件", "usage: .export NAME|SQL FILE"))
	}
	return s.ExportFile(ctx, strings.Join(args[:len(args)-1], " "), nil, args[len(args)-1])
}

// ExportFile writes the rows of a saved question, or of a SQL text, to a file whose extension tells the format. The file appears
// only once it is whole.
func (s *Shell) ExportFile(ctx context.Context, what string, params []string, file string) error {
	format, err := export.FormatOf(file)
	if err != nil {
		return err
	}
	statement, title := what, ""
	var heads map[string]string
	if !strings.ContainsAny(what, " \t\n") {
		q, err := s.find(what)
		if err != nil {
			return err
		}
		if statement, err = bind(q, params); err != nil {
			return err
		}
		title, heads = q.QuestionZH, labels(q)
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".tmp-*")
	if err != nil {
		return fmt.Errorf("export to %s: %w", file, err)
	}
	defer os.Remove(tmp.Name())
	if format == export.Parquet {
		err = s.parquet(ctx, statement, tmp.Name())
	} else {
		err = s.write(ctx, tmp, format, statement, title, heads)
	}
	if closeErr := tmp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("export to %s: %w", file, err)
	}
	return nil
}

func (s *Shell) format(_ context.Context, args []string) error {
	if len(args) == 1 {
		switch f := export.Format(args[0]); f {
		case export.Table, export.CSV, export.JSON, export.Markdown:
			s.Format = f
			return nil
		}
	}
	return fmt.Errorf("%s", s.Say("用法：.format table|csv|json|markdown", "usage: .format table|csv|json|markdown"))
}

func (s *Shell) timing(_ context.Context, args []string) error {
	if len(args) != 1 || args[0] != "on" && args[0] != "off" {
		return fmt.Errorf("%s", s.Say("用法：.timing on|off", "usage: .timing on|off"))
	}
	s.Timing = args[0] == "on"
	return nil
}
