package main

import (
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
)

// What the help of the commands that read comment files and store nothing says of their exit code.
const (
	incompleteZH = "\n有行不能用，或目录里的文件、文件夹，工作簿里的工作表可能有意见而没有读，照样做完，以 3 退出。"
	incompleteEN = "\nWhere rows could not be used, or files or folders of a directory or sheets of a workbook that may hold comments were not read,\n" +
		"the work is done and the exit code is 3."
)

// readingFlags adds the flags of the commands that read comment files and store nothing.
func (a *app) readingFlags(cmd *cobra.Command, r *pipeline.Reading) {
	r.PassedOver = func(why *comment.Message, missed bool) {
		fmt.Fprintln(a.err, a.words(why))
		a.missed = a.missed || missed
	}
	f := cmd.Flags()
	f.StringVar(&r.MapFile, "map", "", a.say("列对应关系文件，见 sifeng inspect；几个文件一起读时只用于有这些列的文件", "column mapping, see sifeng inspect; of several files, for those that have its columns"))
	f.StringVar(&r.Channel, "channel", "", a.say("这些文件的渠道代码，如 ch.sms", "channel code of these files, such as ch.sms"))
	f.IntVar(&r.Year, "year", 0, a.say("只写月日的日期属于哪一年", "year of dates that give only month and day"))
}

// unusable tells on standard error of rows that could not be read. It is an error, as of a run, if there are any, or if files or sheets that may hold
// comments were not read; the command does its work all the same.
func (a *app) unusable(n int) error {
	if n > 0 {
		fmt.Fprintf(a.err, a.say("有 %d 行无法使用，没有算进来；用 sifeng run 可看原因\n", "%d rows could not be used and are not counted; sifeng run tells why\n"), n)
	}
	if n > 0 || a.missed {
		return errQuarantined
	}
	return nil
}

// table prints rows below their headings; columns of numbers are set right.
func (a *app) table(head table.Row, rows []table.Row) {
	t := table.NewWriter()
	t.SetOutputMirror(a.out)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(head)
	t.AppendRows(rows)
	t.Render()
}
