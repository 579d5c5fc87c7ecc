package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"sifeng/pipeline"
	"sifeng/pipeline/review"
)

func (a *app) dictSuggestCommand() *cobra.Command {
	var in pipeline.Reading
	var out string
	var most int
	cmd := &cobra.Command{
		Use:   "suggest FILE|DIR…",
		Short: a.say("找出意见里常用而词典里没有的说法", "Find expressions that comments use and the lexicon lacks"),
		Long: a.say("先列与某个问题相伴的说法，再列没有标上问题的投诉里特别多的说法，各按关联强弱（对数似然比）排序。\n"+
			"-o 写成可以粘贴到 lexicon/*.tsv 的行，看过再用：统计只说相伴，不说就是。只列至少 5 条意见里都有、至多 8 个字的说法。"+incompleteZH,
			"Lists expressions that go with a problem, then those frequent in complaints without a tag, each by association (log-likelihood).\n"+
				"-o writes rows to paste into lexicon/*.tsv. Look at them first: that words go together does not say that they mean it. Only\n"+
				"expressions of at most 8 characters that at least 5 comments share are listed."+incompleteEN),
		Args: a.between(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 1 {
				return usageError{fmt.Errorf("--most %d: %s", most, a.say("至少为 1", "want at least 1"))}
			}
			in.Inputs = args
			s, err := review.Suggest(cmd.Context(), in, most)
			if err != nil {
				return err
			}
			incomplete := a.unusable(s.Unusable)
			if out == "" {
				a.printSuggestions(s)
				return incomplete
			}
			var b strings.Builder
			s.WriteRows(&b)
			if err := os.WriteFile(out, []byte(b.String()), 0o644); err != nil {
				return fmt.Errorf("write the suggestions: %w", err)
			}
			fmt.Fprintf(a.out, a.say("%d 个说法写入 %s\n", "%d expressions are in %s\n"), len(s.List), out)
			return incomplete
		},
	}
	a.readingFlags(cmd, &in)
	cmd.Flags().StringVar(&in.DictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	cmd.Flags().StringVarP(&out, "out", "o", "", a.say("写成 tsv 文件", "write a tsv file"))
	cmd.Flags().IntVar(&most, "most", 50, a.say("两类各最多几个", "how many of either sort at most"))
	return cmd
}

func (a *app) printSuggestions(s *review.Suggestions) {
	fmt.Fprintf(a.out, a.say("%d 条不同的意见，其中投诉 %d 条，词典没有说法可据的 %d 条\n", "%d different comments, %d of them complaints, %d of these without an expression of the lexicon\n"), s.Read, s.Complaints, s.Silent)
	if len(s.List) == 0 {
		fmt.Fprintln(a.out, a.say("没有可建议的说法", "there is nothing to suggest"))
		return
	}
	var rows []table.Row
	for _, x := range s.List {
		problem, tagged, flag := a.say("看不出", "none"), "", ""
		if x.Problem != "" {
			problem, tagged = x.Problem, fmt.Sprint(x.Tagged)
		}
		if x.Weak {
			flag = "weak"
		}
		rows = append(rows, table.Row{x.Text, problem, flag, x.Comments, x.Silent, tagged, fmt.Sprintf("%.1f", x.Score)})
	}
	a.table(table.Row{
		a.say("说法", "expression"), a.say("问题", "problem"), a.say("标记", "flags"), a.say("意见", "comments"), a.say("其中词典没有说法可据的投诉", "complaints without a rule"),
		a.say("标此问题的", "with the problem"), a.say("关联", "score"),
	}, rows)
}
