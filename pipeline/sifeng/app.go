package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/store"
)

// The exit codes of every command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitQuarantined = 3 // done, but rows or whole files were quarantined
)

// usageError is wrong usage: it exits with exitUsage.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// errQuarantined says that the job is done, but rows, sheets or files could not be read; what they are has been printed.
var errQuarantined = errors.New("rows were quarantined")

// app is what the commands share: where they read and write, and the language of their messages.
type app struct {
	in       io.Reader
	out, err io.Writer
	chinese  bool
	missed   bool // files, folders or sheets that may hold comments were not read
}

func newApp(in io.Reader, out, err io.Writer, getenv func(string) string) *app {
	lang := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if lang = getenv(name); lang != "" {
			break
		}
	}
	return &app{in: in, out: watched(out), err: err, chinese: strings.HasPrefix(lang, "zh")}
}

// say picks the message of the user's language.
func (a *app) say(zh, en string) string {
	if a.chinese {
		return zh
	}
	return en
}

// words gives an error or message in the user's language.
func (a *app) words(err error) string {
	if a.chinese {
		return comment.InChinese(err)
	}
	return err.Error()
}

// run runs the command line and gives its exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if unwritten := a.printed(); unwritten != nil && (err == nil || errors.Is(err, errQuarantined)) {
		err = unwritten
	}
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errQuarantined):
		return exitQuarantined
	case errors.As(err, &usage):
		fmt.Fprintf(a.err, "sifeng: %s\n%s\n", a.words(err), a.say("用法见 ", "See ")+cmd.CommandPath()+" --help")
		return exitUsage
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.err, a.say("sifeng: 已中断，没有改动任何文件", "sifeng: interrupted; nothing was changed"))
		return exitFailed
	default:
		fmt.Fprintf(a.err, "sifeng: %s\n", a.words(err))
		if damaged := new(store.DamagedError); store.Damaged(err) && !errors.As(err, &damaged) {
			fmt.Fprintln(a.err, a.say("数据库文件已损坏：用备份换回；没有备份的，把它移走，再用 sifeng run 从原文件重新生成",
				"The database file is damaged: put it back from the backup, or move it away and build it anew from the files with “sifeng run”"))
		}
		return exitFailed
	}
}

func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "sifeng",
		Short:         a.say("把群众意见变成领导看得懂的看板和分析员能查的数据库", "Turn residents' comments into a dashboard and a database"),
		Version:       pipeline.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("%s %q", a.say("没有这个命令", "unknown command"), args[0])}
			}
			return cmd.Help()
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		a.demoCommand(), a.runCommand(), a.inspectCommand(), a.tagCommand(), a.reviewCommand(), a.evalCommand(), a.trainCommand(), a.reportCommand(),
		a.serveCommand(), a.sqlCommand(), a.queryCommand(), a.exportCommand(), a.docsCommand(), a.dictCommand(), a.auditCommand(), a.benchCommand(),
	)
	if a.chinese {
		speakChinese(root)
	}
	return root
}
