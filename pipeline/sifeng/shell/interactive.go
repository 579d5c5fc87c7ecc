package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/ergochat/readline"

	"sifeng/pipeline/comment"
	"sifeng/reports/export"
)

const (
	prompt     = "sifeng> "
	morePrompt = "    ...> "
)

// Interactive reads statements from a terminal until the user leaves. history is the file that keeps what was typed; empty: none.
// Ctrl-C cancels the running statement, or clears what was typed so far.
func (s *Shell) Interactive(ctx context.Context, history string) error {
	// Ctrl-C is for the statement that runs, not for the whole session.
	ctx = context.WithoutCancel(ctx)
	completer, err := newCompleter(ctx, s.DB, s.Catalog)
	if err != nil {
		return err
	}
	line, err := readline.NewFromConfig(&readline.Config{
		Prompt: prompt, HistoryFile: history, HistorySearchFold: true, DisableAutoSaveHistory: true, AutoComplete: completer, Undo: true,
	})
	if err != nil {
		return fmt.Errorf("open the terminal: %w", err)
	}
	defer line.Close()
	fmt.Fprintln(s.Out, s.Say("输入 SQL，以分号结束；.help 列出命令，.query 列出现成的问题，Ctrl-D 离开。", "Type SQL, ended by a semicolon; .help lists commands, .query the saved questions, Ctrl-D leaves."))
	typed := ""
	for {
		line.SetPrompt(prompt)
		if typed != "" {
			line.SetPrompt(morePrompt)
		}
		text, err := line.ReadLine()
		switch {
		case errors.Is(err, readline.ErrInterrupt):
			typed = ""
			continue
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read from the terminal: %w", err)
		}
		var quit bool
		if typed, quit = s.take(ctx, typed, text, line.SaveToHistory); quit {
			return nil
		}
	}
}

// take runs what a new line ends, and gives what is still to be ended. remember keeps a statement in the history, in one piece.
func (s *Shell) take(ctx context.Context, typed, text string, remember func(string) error) (rest string, quit bool) {
	word := strings.ToLower(strings.TrimRight(strings.TrimSpace(text), "; "))
	if typed == "" && (word == "quit" || word == "exit" || word == "help") {
		text = "." + strings.Replace(word, "exit", "quit", 1)
	}
	if typed == "" && strings.HasPrefix(strings.TrimSpace(text), ".") || isCommand(text) {
		s.complain(remember(strings.TrimSpace(text)))
		err := s.interruptible(ctx, func(ctx context.Context) error { return s.command(ctx, text) })
		if errors.Is(err, errQuit) {
			return "", true
		}
		s.complain(err)
		return typed, false
	}
	statements, rest := Split(typed + text + "\n")
	for _, statement := range statements {
		for _, line := range historyLines(statement) {
			s.complain(remember(line))
		}
		if err := s.interruptible(ctx, func(ctx context.Context) error { return s.Run(ctx, statement) }); err != nil {
			s.complain(err)
			return "", false
		}
	}
	if Blank(rest) {
		return "", false
	}
	return rest, false
}

// historyLines makes one line of a statement for the history, so that it comes back in one piece; a comment that ends with its line
// keeps the lines apart.
func historyLines(statement string) []string {
	lines := strings.Split(statement+";", "\n")
	if strings.Contains(statement, "--") {
		return lines
	}
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return []string{strings.Join(lines, " ")}
}

func (s *Shell) complain(err error) {
	switch {
	case errors.Is(err, errInterrupted):
		fmt.Fprintln(s.Err, s.Say("已中断", "interrupted"))
	case err != nil:
		fmt.Fprintln(s.Err, export.Lines(s.Say(comment.InChinese(err), err.Error())))
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
