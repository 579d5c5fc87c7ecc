package shell

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"slices"
	"strings"

	"sifeng/pipeline/staged"
	"sifeng/queries"
	"sifeng/reports/export"
)

func (s *Shell) export(ctx context.Context, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("%s", s.Say("用法：.export 问题名或SQL 文件", "usage: .export NAME|SQL FILE"))
	}
	what, rest, file := args[0], args[1:len(args)-1], unquoted(args[len(args)-1])
	isQuery := slices.ContainsFunc(s.Catalog, func(q queries.Query) bool { return q.Name == what })
	if !isQuery && len(rest) > 0 {
		what, rest = strings.Join(args[:len(args)-1], " "), nil
	}
	params := make([]string, len(rest))
	for i, arg := range rest {
		params[i] = unquoted(arg)
	}
	return s.ExportFile(ctx, what, params, file)
}

// ExportFile writes the rows of a saved question, or of a SQL text, to a file whose extension tells the format. The file appears
// only once it is whole.
func (s *Shell) ExportFile(ctx context.Context, what string, params []string, file string) error {
	format, err := export.FormatOf(file)
	if err != nil {
		return err
	}
	statement, title := strings.TrimRight(strings.TrimSpace(what), "; \t\n"), ""
	var heads map[string]string
	if strings.ContainsAny(statement, " \t\n") {
		if len(params) > 0 {
			return fmt.Errorf("export: %s", s.Say("参数只用于现成的问题", "parameters are for saved questions only"))
		}
	} else {
		q, err := s.find(statement)
		if err != nil {
			return err
		}
		values, err := s.values(ctx, q, params)
		if err != nil {
			return err
		}
		if statement, err = q.Bind(values); err != nil {
			return err
		}
		title, heads = q.QuestionZH, labels(q)
	}
	if several, _ := Split(statement + ";"); len(several) > 1 {
		return fmt.Errorf("export: %s", s.Say("只能写一条语句的结果", "give one statement: a file holds one result"))
	}
	n, err := s.writeFile(ctx, format, export.Result{SQL: statement, Title: title, Labels: heads}, file)
	if err != nil {
		return fmt.Errorf("export to %s: %w", file, err)
	}
	fmt.Fprintf(s.Err, s.Say("%s：%d 行\n", "%s: %d rows\n"), file, n)
	return nil
}

func (s *Shell) writeFile(ctx context.Context, format export.Format, r export.Result, file string) (int, error) {
	tmp, err := staged.Create(file)
	if err != nil {
		return 0, err
	}
	defer tmp.Discard()
	if end := s.GiveUp; end != nil {
		s.GiveUp = func() { tmp.Discard(); end() }
		defer func() { s.GiveUp = end }()
	}
	n, err := s.fill(ctx, format, r, tmp.File)
	if err != nil {
		return n, err
	}
	return n, tmp.Publish(s.mode())
}

func (s *Shell) fill(ctx context.Context, format export.Format, r export.Result, tmp *os.File) (n int, err error) {
	err = s.ask(ctx, r.SQL, func(ctx context.Context, rows *sql.Rows) error {
		if format == export.Parquet {
			n, err = export.WriteParquet(ctx, tmp.Name(), rows)
			return err
		}
		r.Rows, r.From, r.Say, r.Cut = rows, s.From, s.Say, s.warnOfCut
		n, err = export.Write(tmp, format, r)
		return err
	})
	return n, err
}

// warnOfCut tells that an xlsx lacks rows, or ends of texts.
func (s *Shell) warnOfCut(rows bool, texts int) {
	if rows {
		fmt.Fprintln(s.Err, s.Say("注意：Excel 一张表装不下，其余的行没有写出；请改用 csv 或 parquet", "Note: a sheet of Excel holds no more; the other rows are left out, use csv or parquet for all"))
	}
	if texts > 0 {
		fmt.Fprintf(s.Err, s.Say("注意：%d 处文字 Excel 一格装不下，截短了，末尾是“…”；全文请用 csv 或 parquet\n", "Note: %d texts are cut, and end in …, because a cell of Excel holds no more; use csv or parquet for all\n"), texts)
	}
}

// mode keeps what may hold the texts of restricted comments from other users of the machine.
func (s *Shell) mode() os.FileMode {
	if s.Restricted {
		return 0o600
	}
	return 0o644
}
