package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/reports"
)

func (a *app) runCommand() *cobra.Command {
	var c pipeline.Config
	var asOf, period string
	var noMatters, asJSON bool
	cmd := &cobra.Command{
		Use:     "run FILE|DIR…",
		Example: "  sifeng run 收件箱/ --year 2014",
		Short:   a.say("读取意见文件，写数据库和看板", "Read comment files, write the database and the dashboard"),
		Long: a.say(
			"读取各渠道的意见文件（xlsx、csv、tsv、jsonl，编码不限），脱敏、分词、标注、归属，写入一个 DuckDB 文件，并生成离线看板。\n"+
				"再次运行时在已有数据上增加；同一文件重复读取不会重复计数。",
			"Reads the comment files of all channels (xlsx, csv, tsv, jsonl, any encoding), removes private data, segments, tags and attributes\n"+
				"them, writes one DuckDB file and an offline dashboard. A later run adds to what the database holds; reading a file again adds nothing."),
		Args: a.between(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Inputs, c.Matters = args, !noMatters
			var err error
			if c.AsOf, c.Period, err = a.timeOfReport(asOf, period); err != nil {
				return err
			}
			if c.Year != 0 && (c.Year < 1949 || c.Year > 2100) {
				return usageError{fmt.Errorf("--year %d: %s", c.Year, a.say("要在 1949 至 2100 之间", "want a year from 1949 to 2100"))}
			}
			if err := a.checkWorkers(c.Workers); err != nil {
				return err
			}
			c.Progress = a.progress()
			summary, err := pipeline.Run(cmd.Context(), c)
			if err != nil {
				return err
			}
			if asJSON {
				err = json.NewEncoder(a.out).Encode(summary)
			} else {
				a.printSummary(summary)
			}
			if err == nil && summary.Quarantined()+summary.LeftOut()+len(summary.Unopened) > 0 {
				return errQuarantined
			}
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.DB, "db", "sifeng.duckdb", a.say("数据库文件", "database file"))
	f.StringVar(&c.Out, "out", "report", a.say("看板所在目录", "directory of the dashboard"))
	f.StringVar(&c.DictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	f.StringVar(&c.County, "county", "", a.say("看板标题中的县名，默认取自县域名册", "county name in titles; default: the register's"))
	f.StringVar(&c.Ledger, "ledger", "", a.say("整改台账文件（csv 或 xlsx）", "rectification ledger (csv or xlsx)"))
	f.StringVar(&c.MapFile, "map", "", a.say("列对应关系文件，见 sifeng inspect；几个文件一起读时只用于有这些列的文件", "column mapping, see sifeng inspect; of several files, for those that have its columns"))
	f.StringVar(&c.Channel, "channel", "", a.say("这些文件的渠道代码，如 ch.sms", "channel code of these files, such as ch.sms"))
	f.IntVar(&c.Year, "year", 0, a.say("只写月日的日期属于哪一年", "year of dates that give only month and day"))
	f.StringVar(&asOf, "as-of", "", a.say("报告中的“今天”，默认为最晚一条意见的日期", "“today” of the report; default: the day of the latest comment"))
	a.periodFlag(cmd, &period)
	a.workersFlag(cmd, &c.Workers)
	f.BoolVar(&c.Replace, "replace", false, a.say("以这些文件为全部，丢弃数据库原有内容", "these files are the whole; drop what the database holds"))
	f.BoolVar(&noMatters, "no-matters", false, a.say("不归并热点问题", "leave out the grouping into hot problems"))
	f.BoolVar(&c.ShowOfficials, "show-officials", false, a.say("保留被反映干部的姓名", "keep the names of accused officials"))
	f.BoolVar(&c.FromStored, "from-stored", false, a.say("脱敏规则变了而原文件已不在时，沿用库中已脱敏的文字", "keep stored text when redaction rules changed and sources are gone"))
	f.BoolVar(&c.Strict, "strict", false, a.say("有行、工作表或整个文件被隔离，或有文件、文件夹没有打开，即算失败", "quarantined rows, sheets or files, and files or folders not opened, make the run fail"))
	f.BoolVar(&asJSON, "json", false, a.say("以 JSON 输出结果", "print the result as JSON"))
	return cmd
}

// periodFlag adds the flag that says what a page is about.
func (a *app) periodFlag(cmd *cobra.Command, period *string) {
	cmd.Flags().StringVar(period, "period", string(reports.Week), a.say("看板的本期：week 最近一整周，month 最近一整月", "what the dashboard is about: the last whole week or month"))
}

// timeOfReport reads the flags --as-of and --period.
func (a *app) timeOfReport(asOf, period string) (day time.Time, grain reports.Grain, err error) {
	if asOf != "" {
		if day, err = time.Parse(time.DateOnly, asOf); err != nil {
			return day, "", usageError{fmt.Errorf("--as-of %q: %s", asOf, a.say("要写成 2014-09-30 的样子", "want a day such as 2014-09-30"))}
		}
	}
	switch grain = reports.Grain(period); grain {
	case reports.Week, reports.Month:
		return day, grain, nil
	}
	return day, "", usageError{fmt.Errorf("--period %q: %s", period, a.say("只能是 week 或 month", "want week or month"))}
}

// printSummary writes the balance of every source and what was written.
func (a *app) printSummary(s *pipeline.Summary) {
	for _, src := range s.Sources {
		name := comment.Shown(src.File)
		if src.Sheet != "" {
			name += " [" + comment.Shown(src.Sheet) + "]"
		}
		switch {
		case src.LeftOut && src.Sheet != "":
			fmt.Fprintf(a.out, a.say("%s：整张工作表没有读，记入隔离区\n", "%s: the whole sheet was left out and put into quarantine\n"), name)
			continue
		case src.LeftOut && len(src.Notes) == 0: // a note tells of all such files of its folder
			continue
		case src.LeftOut:
			fmt.Fprintf(a.out, a.say("%s：整个文件没有读，记入隔离区\n", "%s: the whole file was left out and put into quarantine\n"), name)
			continue
		}
		fmt.Fprintf(a.out, a.say(
			"%s：读 %d 行 = 载入 %d + 重复 %d + 合并 %d + 隔离 %d；空行 %d；得意见 %d 条",
			"%s: %d rows read = %d loaded + %d duplicate + %d merged + %d quarantined; %d blank; %d comments"),
			name, src.RowsRead, src.RowsLoaded, src.RowsDuplicate, src.RowsMerged, src.RowsQuarantined, src.RowsBlank, src.Comments)
		if src.RowsUpdated > 0 || src.IDConflicts > 0 {
			fmt.Fprintf(a.out, a.say("；更新 %d，编号冲突 %d", "; %d updated, %d id conflicts"), src.RowsUpdated, src.IDConflicts)
		}
		fmt.Fprintln(a.out)
	}
	for _, name := range s.Unchanged {
		fmt.Fprintf(a.out, a.say("%s：此前已载入，未重复计数\n", "%s: loaded before, nothing added\n"), comment.Shown(name))
	}
	for _, path := range s.PassedOver {
		fmt.Fprintln(a.out, a.words(ingest.PassedOver(path)))
	}
	for _, why := range s.Unopened {
		fmt.Fprintln(a.out, a.words(why))
	}
	for _, note := range s.Notes {
		fmt.Fprintln(a.out, a.words(note))
	}
	if n := s.LeftOut(); n > 0 {
		fmt.Fprintf(a.out, a.say("有 %d 个文件或工作表整个没有读，里面的意见都不在库里：原因见上，也在 sifeng query quarantine_reasons --db %s；另存、移走之后记录仍在，用 --replace 重新载入全部文件才去掉\n",
			"%d files or sheets were left out, and none of their comments is in the database: why is said above and by sifeng query quarantine_reasons --db %s; "+
				"their records stay when they are saved anew or moved away, until all files are loaded with --replace\n"), n, s.DB)
	}
	if n := len(s.Unopened); n > 0 {
		fmt.Fprintf(a.out, a.say("有 %d 个文件或文件夹没有打开，这次没有读：原因见上；没有留下记录，能打开之后再运行一次即可\n",
			"%d files or folders were not opened and not read now: why is said above; no record is kept of them: run again once they can be opened\n"), n)
	}
	if n := s.Quarantined(); n > 0 {
		fmt.Fprintf(a.out, a.say("有 %d 行无法使用，已隔离：看原因用 sifeng query quarantine_reasons --db %s\n",
			"%d rows cannot be used and were quarantined: sifeng query quarantine_reasons --db %s tells why\n"), n, s.DB)
	}
	fmt.Fprintf(a.out, a.say("共 %d 条意见，%d 条触及四风，%d 个突出点，%d 件热点问题\n",
		"%d comments in all, %d touch the four winds, %d hotspots stand out, %d hot problems\n"),
		s.Comments, s.TouchWinds, s.Flagged, s.Matters)
	fmt.Fprintf(a.out, a.say("数据库 %s\n看板   %s\n", "database  %s\ndashboard %s\n"), s.DB, s.Dashboard)
}
