package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/sifeng/shell"
	"sifeng/pipeline/store"
	"sifeng/queries"
	"sifeng/reports/export"
)

// dbFlags are the flags of every command that asks a database.
type dbFlags struct {
	db         string
	format     string
	restricted bool
	timeout    time.Duration
}

func (a *app) addDBFlags(cmd *cobra.Command, d *dbFlags) {
	f := cmd.Flags()
	f.StringVar(&d.db, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	d.format = string(export.Table)
	if cmd.Name() != "export" {
		f.StringVar(&d.format, "format", d.format, a.say("输出格式：table、record、csv、json、markdown 或 xlsx", "output format: table, record, csv, json, markdown or xlsx"))
	}
	f.BoolVar(&d.restricted, "restricted", false, a.say("接上受限意见的文字，见视图 v_restricted（restricted 库，只供纪检机关）", "attach the texts of restricted comments as the view v_restricted (for the discipline office)"))
	f.DurationVar(&d.timeout, "timeout", 0, a.say("单条语句的时限，如 30s", "time limit of one statement, such as 30s"))
}

// openShell opens the database for asking; the caller closes it.
func (a *app) openShell(ctx context.Context, d dbFlags, allowFiles bool) (*shell.Shell, func(), error) {
	format := export.Format(d.format)
	if !slices.Contains([]export.Format{export.Table, export.Record, export.CSV, export.JSON, export.Markdown, export.XLSX}, format) {
		return nil, nil, usageError{fmt.Errorf("--format %q: %s", d.format, a.say("要 table、record、csv、json、markdown 或 xlsx；parquet 用 sifeng export -o 文件.parquet", "want table, record, csv, json, markdown or xlsx; for parquet use sifeng export -o FILE.parquet"))}
	}
	if out, isFile := a.out.(*os.File); format == export.XLSX && isFile && term.IsTerminal(int(out.Fd())) {
		return nil, nil, usageError{fmt.Errorf("--format xlsx: %s", a.say("不能写到终端：用 sifeng export -o 文件.xlsx，或把输出转到文件", "a terminal cannot show it: use sifeng export -o FILE.xlsx, or send the output to a file"))}
	}
	if d.timeout < 0 {
		return nil, nil, usageError{fmt.Errorf("--timeout %v: %s", d.timeout, a.say("要正数", "want a positive time"))}
	}
	if err := a.checkRestricted(d); err != nil {
		return nil, nil, err
	}
	db, err := store.OpenWith(d.db, store.OpenOptions{AllowFiles: allowFiles, Restricted: d.restricted})
	if err != nil {
		return nil, nil, err
	}
	// The terminals of today show quotation marks and dots of Chinese text in one column, whatever the locale.
	text.OverrideRuneWidthEastAsianWidth(false)
	// One connection, so that temporary tables and variables last from one statement to the next.
	db.SetMaxOpenConns(1)
	catalog, err := allQueries()
	if err == nil && d.restricted {
		err = shell.ShowRestricted(ctx, db)
	}
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	s := &shell.Shell{
		DB: db, Out: a.out, Err: a.err, Format: format, Timeout: d.timeout, Say: a.say, Catalog: catalog, Files: allowFiles, Restricted: d.restricted,
		GiveUp: func() {
			fmt.Fprintln(a.err, a.say("语句到了时限也停不下来，程序结束", "the statement does not stop at its time limit, so the program ends"))
			os.Exit(1)
		},
	}
	var run string
	if err := db.QueryRowContext(ctx, "select run_id from runs order by seq desc limit 1").Scan(&run); err == nil {
		s.From = filepath.Base(d.db) + " " + run
	}
	return s, func() { db.Close() }, nil
}

// checkRestricted says what to do where the texts of restricted comments are asked for and their file is not beside the database.
func (a *app) checkRestricted(d dbFlags) error {
	if !d.restricted {
		return nil
	}
	if _, err := os.Stat(d.db); err != nil {
		return nil // opening tells more
	}
	file := store.RestrictedPath(d.db)
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("--restricted: %s %s; %s", a.say("没有受限文字的文件", "there is no file of restricted texts at"), file,
			a.say("把它放回数据库旁边，或用有它的那份数据库", "put it beside the database, or open the database that has it"))
	}
	return nil
}

// allQueries gives the saved questions, then those of the dashboard.
func allQueries() ([]queries.Query, error) {
	catalog, err := queries.Catalog()
	if err != nil {
		return nil, err
	}
	charts, err := queries.Charts()
	if err != nil {
		return nil, err
	}
	for _, q := range charts {
		if q.Group == "" {
			q.Group = "dashboard"
		}
		if !slices.ContainsFunc(catalog, func(c queries.Query) bool { return c.Name == q.Name }) {
			catalog = append(catalog, q)
		}
	}
	return catalog, nil
}

func (a *app) sqlCommand() *cobra.Command {
	var d dbFlags
	var command, file string
	var allowFiles bool
	cmd := &cobra.Command{
		Use:   "sql",
		Short: a.say("用 SQL 查数据库（只读）", "Ask the database in SQL (read-only)"),
		Long: a.say("不带 -c、-f 时：在终端上是交互式，接在管道后面时执行标准输入里的语句。",
			"Without -c or -f: interactive on a terminal, else it runs the statements on standard input."),
		Args: a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if command != "" && file != "" {
				return usageError{fmt.Errorf("sql: %s", a.say("-c 和 -f 只能用一个", "give -c or -f, not both"))}
			}
			s, done, err := a.openShell(cmd.Context(), d, allowFiles)
			if err != nil {
				return err
			}
			defer done()
			switch in, isFile := a.in.(*os.File); {
			case cmd.Flags().Changed("command"):
				return s.Script(cmd.Context(), command)
			case file != "":
				statements, err := os.ReadFile(file)
				if err != nil {
					return comment.Say("读不出语句：%v", "read statements: %v", err)
				}
				return a.script(cmd.Context(), s, statements, file)
			case isFile && term.IsTerminal(int(in.Fd())):
				s.Terminal, s.Timing, s.MaxRows = true, true, 1000
				return s.Interactive(cmd.Context(), historyFile())
			default:
				statements, err := io.ReadAll(a.in)
				if err != nil {
					return fmt.Errorf("read statements from standard input: %w", err)
				}
				return a.script(cmd.Context(), s, statements, a.say("标准输入", "standard input"))
			}
		},
	}
	a.addDBFlags(cmd, &d)
	cmd.Flags().StringVarP(&command, "command", "c", "", a.say("执行这条 SQL", "run this SQL"))
	cmd.Flags().StringVarP(&file, "file", "f", "", a.say("执行文件中的 SQL", "run the SQL of a file"))
	cmd.Flags().BoolVar(&allowFiles, "allow-files", false, a.say("允许 SQL 读写其他文件", "let SQL read and write other files"))
	return cmd
}

// script runs the statements of a file. Programs such as Notepad may have written it in another encoding than SQL's.
func (a *app) script(ctx context.Context, s *shell.Shell, statements []byte, from string) error {
	if !utf8.Valid(statements) {
		return comment.Say("%s 不是 UTF-8 编码：另存为 UTF-8 再试", "%s is not in UTF-8: save it as UTF-8 and try again", from)
	}
	return s.Script(ctx, string(statements))
}

// historyFile is where the shell keeps what was typed, in a folder that only its owner may enter; empty where there is no place for it.
func historyFile() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "sifeng")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return ""
	}
	// What was typed may hold words of restricted comments, and the terminal's library makes files that everybody may read.
	if err := os.Chmod(dir, 0o700); err != nil {
		return ""
	}
	return filepath.Join(dir, "history")
}

func (a *app) queryCommand() *cobra.Command {
	var d dbFlags
	var params []string
	var explain bool
	cmd := &cobra.Command{
		Use:     "query [NAME]",
		Example: "  sifeng query evidence --param problem=吃拿卡要",
		Short:   a.say("列出现成的问题，或回答其中一个", "List the saved questions, or answer one"),
		Args:    a.between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			catalog, err := allQueries()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return shell.List(a.out, catalog, a.say)
			}
			q, err := shell.Find(catalog, args[0], a.say)
			if err != nil {
				return fmt.Errorf("query: %w", err)
			}
			if explain {
				return shell.Explain(a.out, q, a.say)
			}
			s, done, err := a.openShell(cmd.Context(), d, false)
			if err != nil {
				return err
			}
			defer done()
			return s.Answer(cmd.Context(), q, params)
		},
	}
	a.addDBFlags(cmd, &d)
	cmd.Flags().StringArrayVar(&params, "param", nil, a.say("参数，写成 名=值，可重复", "a parameter as name=value; may be repeated"))
	cmd.Flags().BoolVar(&explain, "explain", false, a.say("只显示问题、参数、列和 SQL", "show the question, its parameters, columns and SQL only"))
	return cmd
}

func (a *app) exportCommand() *cobra.Command {
	var d dbFlags
	var params []string
	var out string
	cmd := &cobra.Command{
		Use:     "export NAME|SQL -o FILE",
		Example: "  sifeng export evidence --param problem=吃拿卡要 -o evidence.xlsx",
		Short:   a.say("把现成的问题或 SQL 的结果写成 csv、xlsx、parquet 或 json", "Write the answer to a saved question or SQL as csv, xlsx, parquet or json"),
		Args:    a.between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return usageError{fmt.Errorf("export: %s", a.say("用 -o 指定文件", "name the file with -o"))}
			}
			s, done, err := a.openShell(cmd.Context(), d, false)
			if err != nil {
				return err
			}
			defer done()
			return s.ExportFile(cmd.Context(), args[0], params, out)
		},
	}
	a.addDBFlags(cmd, &d)
	cmd.Flags().StringArrayVar(&params, "param", nil, a.say("参数，写成 名=值，可重复", "a parameter as name=value; may be repeated"))
	cmd.Flags().StringVarP(&out, "out", "o", "", a.say("要写的文件，扩展名决定格式", "file to write; its extension tells the format"))
	return cmd
}
