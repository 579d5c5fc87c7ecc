// Package shell is the SQL shell of the command line: it runs statements on one open database, one after the other, and shows their rows.
package shell

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"sifeng/queries"
	"sifeng/reports/export"
)

// Shell runs statements on one database.
type Shell struct {
	DB      *sql.DB
	Out     io.Writer
	Err     io.Writer
	Format  export.Format
	From    string        // the database and its run, for exports
	Timeout time.Duration // of one statement; 0: none
	Say     func(zh, en string) string
	Catalog []queries.Query
	// MaxRows is how many rows a table shows; 0: all.
	MaxRows int
	// Files says that statements may reach other files.
	Files bool
	// Restricted says that the texts of restricted comments are attached.
	Restricted bool
	// Timing tells the time of each statement on Err.
	Timing bool
	// Terminal is set where a person types: long results go through a pager.
	Terminal bool
	// GiveUp ends the program where a statement heeds neither its time limit nor being cancelled: DuckDB looks for that between rows only, not
	// within one call of a function. nil: wait.
	GiveUp func()
}

// grace is how long a statement may go on after its time limit.
const grace = 3 * time.Second

// errQuit ends an interactive shell.
var errQuit = errors.New("quit")

// Script runs all statements and dot commands of a text. It stops at the first error, which names the statement's number where there
// are several.
func (s *Shell) Script(ctx context.Context, text string) error {
	parts := scriptParts(text)
	results := 0
	for i, part := range parts {
		var err error
		if strings.HasPrefix(part, ".") {
			err = s.command(ctx, part)
		} else if results++; s.Format == export.XLSX && results > 1 {
			err = fmt.Errorf("%s", s.Say("一个 xlsx 只装一个结果：请分开执行，或用 .export", "one xlsx holds one result: run them apart, or use .export"))
		} else {
			err = s.Run(ctx, part)
		}
		switch {
		case errors.Is(err, errQuit):
			return nil
		case err != nil && len(parts) > 1:
			return fmt.Errorf("%s %d: %w", s.Say("语句", "statement"), i+1, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// scriptParts cuts a script into its statements and dot commands.
func scriptParts(text string) []string {
	var parts []string
	for rest := text; strings.TrimSpace(rest) != ""; {
		line, after, _ := strings.Cut(strings.TrimLeft(rest, " \t\r\n"), "\n")
		if strings.HasPrefix(line, ".") {
			parts = append(parts, strings.TrimSpace(line))
			rest = after
			continue
		}
		whole := upToCommand(rest)
		statements, tail := Split(whole)
		parts = append(parts, statements...)
		if !Blank(tail) {
			parts = append(parts, strings.TrimSpace(tail))
		}
		rest = rest[len(whole):]
	}
	return parts
}

// upToCommand gives text up to the first line that starts with a dot, such as .tables.
func upToCommand(text string) string {
	at := 0
	for at < len(text) {
		line, _, found := strings.Cut(text[at:], "\n")
		if strings.HasPrefix(strings.TrimSpace(line), ".") && at > 0 {
			if _, tail := Split(text[:at]); Blank(tail) {
				return text[:at]
			}
		}
		at += len(line)
		if found {
			at++
		}
	}
	return text
}

// Run runs one statement and shows its rows.
func (s *Shell) Run(ctx context.Context, statement string) error {
	return s.show(ctx, statement, export.Result{})
}

// list runs one statement as Run does, for columns with long comments.
func (s *Shell) list(ctx context.Context, statement string) error {
	return s.show(ctx, statement, export.Result{CellWidth: 160})
}

func (s *Shell) show(ctx context.Context, statement string, r export.Result) error {
	start := time.Now()
	var out bytes.Buffer
	to := io.Writer(&out)
	if !s.Terminal {
		to = s.Out
	}
	err := s.ask(ctx, statement, func(_ context.Context, rows *sql.Rows) error {
		r.Rows, r.SQL, r.From, r.Say = rows, statement, s.From, s.Say
		r.Width, r.MaxRows, r.Cut = terminalWidth(s.Out), s.MaxRows, s.warnOfCut
		if columns, err := rows.Columns(); err == nil && slices.Equal(columns, planColumns) && s.Format == export.Table {
			return writePlans(to, rows)
		}
		_, err := export.Write(to, s.Format, r)
		return err
	})
	if err != nil {
		return err
	}
	took := time.Since(start)
	if s.Terminal {
		if err := page(&out, s.Out); err != nil {
			return err
		}
	}
	if s.Timing {
		fmt.Fprintf(s.Err, "%s %v\n", s.Say("用时", "time"), took.Round(time.Millisecond))
	}
	return nil
}

// planColumns are those of the answer to “explain”.
var planColumns = []string{"explain_key", "explain_value"}

// writePlans writes the drawing of each plan as it is: a cell of a table would hold its first line only.
func writePlans(to io.Writer, rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
		var name, plan string
		if err := rows.Scan(&name, &plan); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(to, export.Lines(strings.TrimRight(plan, "\n"))); err != nil {
			return err
		}
	}
	return rows.Err()
}

// page shows a text, through a pager where it would not fit the terminal of someone who types.
func (s *Shell) page(text *bytes.Buffer) error {
	if s.Terminal {
		return page(text, s.Out)
	}
	_, err := s.Out.Write(text.Bytes())
	return err
}

// ask runs a statement within the time limit and hands its rows to use, which closes them.
func (s *Shell) ask(ctx context.Context, statement string, use func(context.Context, *sql.Rows) error) error {
	if s.Timeout > 0 {
		var cancel context.CancelFunc
		late := fmt.Errorf(s.Say("%v 内没有结果；--timeout 可改时限", "no answer within %v; --timeout changes that"), s.Timeout)
		ctx, cancel = context.WithTimeoutCause(ctx, s.Timeout, late)
		defer cancel()
	}
	if !s.Files {
		if name := bars(statement); name != "" {
			return fmt.Errorf(s.Say("%s 可能写文件，要用 --allow-files", "%s may write files: that needs --allow-files"), name)
		}
	}
	rows, err := s.begin(ctx, statement)
	if err == nil {
		err = use(ctx, rows)
	}
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return shownError{err, s.hint(statement, err.Error())}
	}
	return nil
}

// begin asks the database, which may take no longer than the time limit and grace.
func (s *Shell) begin(ctx context.Context, statement string) (*sql.Rows, error) {
	if s.Timeout > 0 && s.GiveUp != nil {
		defer time.AfterFunc(s.Timeout+grace, s.GiveUp).Stop()
	}
	return s.DB.QueryContext(ctx, statement)
}

// shownError is an error of the database, which may quote what people wrote: what a terminal would act on is left out. A hint stands below it.
type shownError struct {
	err  error
	hint string
}

func (e shownError) Error() string {
	text := foreignTable.ReplaceAllString(e.err.Error(), "")
	if e.hint != "" {
		text += "\n" + e.hint
	}
	return export.Lines(text)
}
func (e shownError) Unwrap() error { return e.err }
