// Package shell is the SQL shell of the command line: it runs statements on one open database, one after the other, and shows their rows.
package shell

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/ergochat/readline"

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
	// Timing tells the time of each statement on Err.
	Timing bool
	// Terminal is set where a person types: long results go through a pager.
	Terminal bool
}

// errQuit ends an interactive shell.
var errQuit = errors.New("quit")

// Script runs all statements and dot commands of a text. It stops at the first error, which names the statement's number.
func (s *Shell) Script(ctx context.Context, text string) error {
	n := 0
	for rest := text; ; {
		line, after, _ := strings.Cut(strings.TrimLeft(rest, " \t\r\n"), "\n")
		if strings.HasPrefix(line, ".") {
			n++
			if err := s.command(ctx, line); err != nil {
				if errors.Is(err, errQuit) {
					return nil
				}
				return fmt.Errorf("statement %d: %w", n, err)
			}
			rest = after
			continue
		}
		statements, tail := Split(upToCommand(rest))
		whole := upToCommand(rest)
		if !Blank(tail) {
			statements = append(statements, strings.TrimSpace(tail))
		}
		for _, statement := range statements {
			n++
			if err := s.Run(ctx, statement); err != nil {
				return fmt.Errorf("statement %d: %w", n, err)
			}
		}
		if rest = rest[len(whole):]; strings.TrimSpace(rest) == "" {
			return nil
		}
	}
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
	return s.show(ctx, statement, "", nil)
}

func (s *Shell) show(ctx context.Context, statement, title string, labels map[string]string) error {
	start := time.Now()
	var out bytes.Buffer
	to := io.Writer(&out)
	if !s.Terminal {
		to = s.Out
	}
	if err := s.write(ctx, to, s.Format, statement, title, labels); err != nil {
		return err
	}
	if s.Terminal {
		if err := page(&out, s.Out); err != nil {
			return err
		}
	}
	if s.Timing {
		fmt.Fprintf(s.Err, "%s %v\n", s.Say("用时", "time"), time.Since(start).Round(time.Millisecond))
	}
	return nil
}

func (s *Shell) write(ctx context.Context, w io.Writer, format export.Format, statement, title string, labels map[string]string) error {
	if s.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, s.Timeout, fmt.Errorf("no answer within %v; --timeout changes that", s.Timeout))
		defer cancel()
	}
	rows, err := s.DB.QueryContext(ctx, statement)
	if err == nil {
		_, err = export.Write(w, format, export.Result{Rows: rows, Title: title, SQL: statement, From: s.From, Labels: labels})
	}
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

const (
	prompt     = "sifeng> "
	morePrompt = "    ...> "
)

// Interactive reads statements from a terminal until the user leaves. history is the file that keeps what was typed; empty: none.
// Ctrl-C cancels the running statement, or clears what was typed so far.
func (s *Shell) Interactive(ctx context.Context, history string) error {
	completer, err := newCompleter(ctx, s.DB, s.Catalog)
	if err != nil {
		return err
	}
	line, err := readline.NewFromConfig(&readline.Config{Prompt: prompt, HistoryFile: history, HistorySearchFold: true, AutoComplete: completer, Undo: true})
	if err != nil {
		return fmt.Errorf("open the terminal: %w", err)
	}
	defer line.Close()
	fmt.Fprintln(s.Out, s.Say("输入 SQL，以分号结束；.help 列出命令，.query 列出现成的问题，Ctrl-D 离开。", "Type SQL, ended by a semicolon; .help lists commands, .query the saved questions, Ctrl-D leaves."))
	var typed strings.Builder
	for {
		line.SetPrompt(prompt)
		if typed.Len() > 0 {
			line.SetPrompt(morePrompt)
		}
		text, err := line.ReadLine()
		switch {
		case errors.Is(err, readline.ErrInterrupt):
			typed.Reset()
			continue
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read from the terminal: %w", err)
		}
		if typed.Len() == 0 && strings.HasPrefix(strings.TrimSpace(text), ".") {
			err := s.interruptible(ctx, func(ctx context.Context) error { return s.command(ctx, text) })
			if errors.Is(err, errQuit) {
				return nil
			}
			s.complain(err)
			continue
		}
		typed.WriteString(text)
		typed.WriteString("\n")
		statements, rest := Split(typed.String())
		for _, statement := range statements {
			if err := s.interruptible(ctx, func(ctx context.Context) error { return s.Run(ctx, statement) }); err != nil {
				s.complain(err)
				rest = ""
				break
			}
		}
		typed.Reset()
		if !Blank(rest) {
			typed.WriteString(rest)
		}
	}
}

func (s *Shell) complain(err error) {
	if err != nil {
		fmt.Fprintln(s.Err, err)
	}
}

// errInterrupted is what a statement ends with when the user pressed Ctrl-C.
var errInterrupted = errors.New("interrupted")

// interruptible runs what; Ctrl-C cancels its context alone.
func (s *Shell) interruptible(ctx context.Context, what func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	defer signal.Stop(signals)
	go func() {
		select {
		case <-signals:
			cancel(errInterrupted)
		case <-ctx.Done():
		}
	}()
	return what(ctx)
}
