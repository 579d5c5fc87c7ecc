package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
)

func (a *app) reportCommand() *cobra.Command {
	var c pipeline.ReportConfig
	cmd := &cobra.Command{
		Use:   "report",
		Short: a.say("只凭数据库重新生成看板和热点问题表", "Make the dashboard and the lists of hot problems anew from a database"),
		Args:  a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			written, err := pipeline.Report(cmd.Context(), c)
			if err != nil {
				return err
			}
			for _, path := range written {
				fmt.Fprintln(a.out, path)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.DB, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	f.StringVar(&c.Out, "out", "report", a.say("输出目录", "output directory"))
	f.StringVar(&c.Notice, "notice", "", a.say("页首的提示语", "a notice at the top of the page"))
	return cmd
}
