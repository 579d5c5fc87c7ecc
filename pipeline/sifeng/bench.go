package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/bench"
	"sifeng/pipeline/ingest"
)

func (a *app) benchCommand() *cobra.Command {
	c := bench.Config{}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "bench [FILE…]",
		Short: a.say("测量速度，并与其他做法比较", "Measure the speed, beside other ways of doing the work"),
		Long: a.say(
			"把内置样例（或给出的文件）的句子重新组合成意见，逐个环节、再整体计时；同一轮里也测量这台机器上有的其他做法：\n"+
				"gse 与 gojieba（需要源代码和 Go）、rjieba 与 jieba（Python 包）、以及分析员自己会写的 Python 脚本。只有同一次测量中的倍数可以比较。",
			"Recombines the sentences of the built-in sample, or of the given files, into comments, and times each stage and the whole; in the same\n"+
				"rounds, what else is on this machine: gse and gojieba (need the source and Go), rjieba and jieba (Python packages), and a Python script\n"+
				"such as an analyst would write. Only ratios of one measurement can be compared."),
		Args: a.between(0, -1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if c.Comments < 1 || c.Rounds < 1 || c.Workers < 1 {
				return usageError{fmt.Errorf("bench: %s", a.say("--comments、--runs、--workers 至少为 1", "want at least 1 for --comments, --runs and --workers"))}
			}
			if err := a.checkWorkers(c.Workers); err != nil {
				return err
			}
			if len(args) > 0 {
				c.Files, _, _, err = ingest.ExpandAll(args)
			} else {
				var dir string
				if dir, err = os.MkdirTemp("", "sifeng-sample-*"); err != nil {
					return fmt.Errorf("make a directory for the sample: %w", err)
				}
				defer os.RemoveAll(dir)
				c.Files, _, err = writeSample(dir)
			}
			if err != nil {
				return err
			}
			if c.Program, err = os.Executable(); err != nil {
				return fmt.Errorf("find this program: %w", err)
			}
			c.Round = func(n int) { fmt.Fprintf(a.err, a.say("第 %d 轮，共 %d 轮\n", "round %d of %d\n"), n, c.Rounds) }
			r, err := bench.Run(cmd.Context(), c)
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(a.out).Encode(r)
			}
			return a.printBench(r)
		},
	}
	f := cmd.Flags()
	f.IntVar(&c.Comments, "comments", 10_000, a.say("意见条数", "number of comments"))
	f.IntVar(&c.Rounds, "runs", 5, a.say("轮数，取中位数", "rounds; figures are medians"))
	a.workersFlag(cmd, &c.Workers)
	f.StringVar(&c.Python, "python", "python3", a.say("用来测量 Python 做法的解释器", "interpreter of the peers in Python"))
	f.BoolVar(&asJSON, "json", false, a.say("以 JSON 输出，含每一轮", "print JSON, with every round"))
	return cmd
}

// benchName gives what was measured in the user's language.
func (a *app) benchName(name string) string {
	for _, n := range []struct{ name, zh string }{
		{"ingest", "读取 csv"},
		{"clean", "脱敏"},
		{"segment", "分词"},
		{"tag", "标注"},
		{"attribute", "归属"},
		{"store", "存储"},
		{pipeline.DoingHotspots, "突出点"},
		{pipeline.DoingMatters, "热点问题"},
		{pipeline.DoingReport, "看板与发布"},
		{bench.WholeName, "整个流程"},
		{bench.NoMatters, "整个流程，不归并热点问题"},
		{bench.AgainName, "再次运行，文件未变"},
		{bench.ColdName, "标注一条意见"},
		{bench.AnalystName, "Python 脚本"},
	} {
		if n.name == name {
			return a.say(n.zh, name)
		}
	}
	if rest, ok := strings.CutPrefix(name, "annotate, "); ok {
		workers, _, _ := strings.Cut(rest, " ")
		return a.say("全部标注，并行 "+workers, name)
	}
	return name
}

func (a *app) printBench(r *bench.Result) error {
	fmt.Fprintf(a.out, a.say("%d 条意见，%.1f MB 文字；%d 轮的中位数\n\n", "%d comments, %.1f MB of text; medians of %d rounds\n\n"),
		r.Corpus.Comments, float64(r.Corpus.Bytes)/1e6, r.Rounds)
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(cells ...string) { fmt.Fprintln(w, strings.Join(cells, "\t")+"\t") }
	row(a.say("环节", "stage"), "MB/s", a.say("条/秒", "comments/s"), a.say("忙碌核数", "cores busy"), a.say("每条分配", "allocations"))
	for _, s := range r.Stages {
		allocations := ""
		if s.Mallocs > 0 {
			allocations = fmt.Sprintf("%.1f", s.Allocations)
		}
		row(a.benchName(s.Name), fmt.Sprintf("%.1f", s.MBPerSecond), fmt.Sprintf("%.0f", s.Comments), fmt.Sprintf("%.2f", s.Busy), allocations)
	}
	row("")
	row(a.say("分词，单核", "segmenting, one core"), "MB/s", a.say("条/秒", "comments/s"), a.say("用时倍数", "time, ratio"))
	for _, f := range r.Segmenters {
		row(a.benchName(f.Name), fmt.Sprintf("%.1f", f.MBPerSecond), fmt.Sprintf("%.0f", f.Comments), fmt.Sprintf("%.1f×", f.Ratio))
	}
	row("")
	row(a.say("整体，含启动", "whole programs"), a.say("秒", "seconds"), a.say("条/秒", "comments/s"), a.say("用时倍数", "time, ratio"),
		a.say("处理器倍数", "processor, ratio"), a.say("内存峰值 MiB", "peak MiB"))
	for _, f := range r.Whole {
		speed, peak := "", ""
		if f.Name != bench.ColdName {
			speed = fmt.Sprintf("%.0f", f.Comments)
		}
		if f.PeakBytes > 0 {
			peak = fmt.Sprintf("%.0f", float64(f.PeakBytes)/(1<<20))
		}
		row(a.benchName(f.Name), fmt.Sprintf("%.3f", f.Seconds()), speed, fmt.Sprintf("%.2f×", f.Ratio), fmt.Sprintf("%.2f×", f.WorkRatio), peak)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(r.Skipped) > 0 {
		fmt.Fprintln(a.out)
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(a.out, a.say("未测量 %s：%s\n", "%s was not measured: %s\n"), a.benchName(s.Name), s.Why)
	}
	return nil
}
