package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/reports"
)

func (a *app) reportCommand() *cobra.Command {
	var c pipeline.ReportConfig
	var asOf, period string
	cmd := &cobra.Command{
		Use:   "report",
		Short: a.say("只凭数据库重新生成看板和热点问题表，或公开版、单位版", "Make the dashboard and the lists of hot problems anew from a database, or an edition to give out"),
		Args:  a.between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if c.Public && c.Unit != "" || cmd.Flags().Changed("unit") && c.Unit == "" {
				return usageError{errors.New(a.say("report: --public 和 --unit 单位 只能给一个", "report: give either --public or --unit UNIT"))}
			}
			var err error
			if c.AsOf, c.Period, err = a.timeOfReport(asOf, period); err != nil {
				return err
			}
			if (c.Public || c.Unit != "") && (asOf != "" || c.Period != reports.Week) {
				return usageError{errors.New(a.say(
					"report: 一个数据库只出一份公开版、每个单位一份单位版；时段不同的两份相减，会露出不公布的数：去掉 --as-of、--period",
					"report: of one database there is one public edition and one for each unit: two of different periods, one taken from the other, would tell "+
						"what neither shows; leave out --as-of and --period"))}
			}
			written, err := pipeline.Report(cmd.Context(), c)
			for _, path := range written {
				fmt.Fprintln(a.out, path)
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.DB, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	f.StringVar(&c.Out, "out", "report", a.say("输出目录", "output directory"))
	f.StringVar(&c.Notice, "notice", "", a.say("页首的提示语", "a notice at the top of the page"))
	f.StringVar(&asOf, "as-of", "", a.say("报告中的“今天”，默认为最近一次运行的截止日期", "“today” of the report; default: that of the last run"))
	a.periodFlag(cmd, &period)
	f.BoolVar(&c.Public, "public", false, a.say("公开版：只有条数，不足 5 条的不列，没有原文", "the public edition: counts of at least 5 only, no text of comments"))
	f.StringVar(&c.Unit, "unit", "", a.say("单位版：发给这一乡镇或部门（名称、别名或代码）的页面", "the edition for one township or department, by its name, alias or code"))
	f.BoolVar(&c.PDF, "pdf", false, a.say("另用本机的 Chromium 打印成 PDF", "print the page to PDF too, with a Chromium of this computer"))
	return cmd
}
