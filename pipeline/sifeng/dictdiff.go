package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/review"
)

func (a *app) dictDiffCommand() *cobra.Command {
	var in pipeline.Reading
	var asJSON bool
	var most int
	cmd := &cobra.Command{
		Use:   "diff OLD NEW FILE|DIR…",
		Short: a.say("看词典的改动会让哪些意见改变标注", "Show which comments a change of the dictionaries tags anew"),
		Long: a.say("OLD 和 NEW 是词典目录，同 --dict；内置词典写作 built-in 或 -。后面是意见文件，同 sifeng run。有差别也以 0 退出。\n"+
			"只列文件和行号，依据是脱敏后的至多 60 个字；受限意见不列依据。"+incompleteZH,
			"OLD and NEW are dictionary directories as for --dict; built-in or - stands for the embedded ones. Then come comment files as for\n"+
				"sifeng run. Differences do not change the exit code. Comments are listed by file and row; of their redacted text at most 60\n"+
				"characters of evidence are shown, of restricted comments none."+incompleteEN),
		Args: a.between(3, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 0 {
				return usageError{fmt.Errorf("--most %d: %s", most, a.say("不能为负", "want 0 or more"))}
			}
			in.Inputs = args[2:]
			d, err := review.Compare(cmd.Context(), dictArgument(args[0]), dictArgument(args[1]), in)
			if err != nil {
				return err
			}
			incomplete := a.unusable(d.Unusable)
			if asJSON {
				return cmp.Or(json.NewEncoder(a.out).Encode(d), incomplete)
			}
			n, err := namesOfBoth(dictArgument(args[0]), dictArgument(args[1]))
			if err != nil {
				return err
			}
			a.printDiff(n, d, most)
			return incomplete
		},
	}
	a.readingFlags(cmd, &in)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print as JSON"))
	cmd.Flags().IntVar(&most, "most", 100, a.say("最多列几条意见", "how many comments to list at most"))
	return cmd
}

// dictArgument gives the directory that an argument names; empty: the built-in dictionaries.
func dictArgument(s string) string {
	if s == "-" || s == "built-in" {
		return ""
	}
	return s
}

// namesOfBoth gives the names of two sets of dictionaries, and those of the new one where they differ.
func namesOfBoth(oldDir, newDir string) (names, error) {
	var both names
	for _, dir := range []string{oldDir, newDir} {
		d, err := dict.Load(dir)
		if err != nil {
			return both, err
		}
		n, err := newNames(d)
		if err != nil {
			return both, err
		}
		if both.problem == nil {
			both = n
			continue
		}
		maps.Copy(both.township, n.township)
		maps.Copy(both.department, n.department)
		maps.Copy(both.problem, n.problem)
	}
	return both, nil
}

func (a *app) printDiff(n names, d *review.Diff, most int) {
	fmt.Fprintf(a.out, a.say("词典 %s → %s：%d 条意见中 %d 条有变化\n", "dictionaries %s → %s: of %d comments %d change\n"), d.Old, d.New, d.Comments, d.Changed)
	if d.Redaction {
		fmt.Fprintln(a.out, a.say("脱敏规则也不同：换用后要带 --replace 重读全部文件", "the rules of redaction differ too: all files must be read again with --replace"))
	}
	if d.Moved > 0 {
		fmt.Fprintf(a.out, a.say("另有 %d 个标签不变，只是依据或规则不同\n", "besides, %d tags stay by another rule or on other words\n"), d.Moved)
	}
	if len(d.Tags) > 0 {
		var rows []table.Row
		for _, t := range d.Tags {
			rows = append(rows, table.Row{t.Problem, a.say(t.NameZH, t.NameEN), t.Before, t.Gained, t.Lost, t.Before + t.Gained - t.Lost})
		}
		fmt.Fprintln(a.out)
		a.table(table.Row{a.say("代码", "code"), a.say("问题", "problem"), a.say("原有", "before"), a.say("新增", "gained"), a.say("减少", "lost"), a.say("现有", "after")}, rows)
	}
	if len(d.Fields) > 0 {
		var rows []table.Row
		for _, f := range d.Fields {
			rows = append(rows, table.Row{a.fieldName(f.Field), a.value(n, f.Field, f.From), a.value(n, f.Field, f.To), f.N})
		}
		fmt.Fprintln(a.out)
		a.table(table.Row{a.say("其他变化", "also"), a.say("原为", "from"), a.say("改为", "to"), a.say("条数", "comments")}, rows)
	}
	for i, c := range d.Changes {
		if i == most {
			fmt.Fprintf(a.out, a.say("\n……还有 %d 条，用 --most 或 --json 看全部\n", "\n… and %d more; see all with --most or --json\n"), len(d.Changes)-most)
			break
		}
		fmt.Fprintf(a.out, "\n%s\n", a.words(c.Place.Message()))
		for _, m := range c.Gained {
			a.printMark(n, "+", m)
		}
		for _, m := range c.Lost {
			a.printMark(n, "-", m)
		}
		for _, f := range c.Fields {
			fmt.Fprintf(a.out, "  %s%s%s → %s\n", a.fieldName(f.Field), a.say("：", ": "), a.value(n, f.Field, f.From), a.value(n, f.Field, f.To))
		}
	}
}

func (a *app) printMark(n names, sign string, m review.Mark) {
	evidence := "“" + m.Evidence + "”"
	if m.Evidence == "" {
		evidence = a.say("（受限意见，不列依据）", "(restricted: no evidence is shown)")
	}
	rule := shortRule(m.Rule)
	if a.chinese { // patterns and codes are English to a clerk
		rule = a.ruleName(m.Rule, m.Evidence)
	}
	fmt.Fprintf(a.out, "  %s %s  %s  %s\n", sign, a.coded(n, m.Problem), evidence, rule)
}

// shortRule cuts a rule that spells many alternatives; --json has the whole.
func shortRule(rule string) string {
	const most = 50
	if r := []rune(rule); len(r) > most {
		return string(r[:most]) + "..."
	}
	return rule
}

// fieldName names what of a comment changes.
func (a *app) fieldName(field string) string {
	switch field {
	case "kind":
		return a.say("类型", "kind")
	case "urgency":
		return a.say("紧急", "urgency")
	case "township":
		return a.say("乡镇", "township")
	case "department":
		return a.say("部门", "department")
	default:
		return a.say("受限", "restricted")
	}
}

// value shows a value of such a field as sifeng tag does.
func (a *app) value(n names, field, s string) string {
	if s == "" {
		return a.say("无", "none")
	}
	switch field {
	case "kind":
		return a.kindName(comment.Kind(s))
	case "urgency":
		return s + " " + a.urgencyName(comment.Urgency(s))
	case "township":
		return strings.TrimSpace(n.township[s] + " " + s)
	case "department":
		return strings.TrimSpace(n.department[s] + " " + s)
	}
	if s == "yes" {
		return a.say("是", "yes")
	}
	return a.say("否", "no")
}
