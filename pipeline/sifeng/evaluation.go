package main

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"sifeng/dict"
	"sifeng/pipeline/tag"
)

// shownMisses is how many of the worst misses are printed.
const shownMisses = 20

// printEvaluation prints how well tags were found. No text of a comment is in it.
func (a *app) printEvaluation(d *dict.Dict, e *tag.Evaluation) error {
	n, err := newNames(d)
	if err != nil {
		return err
	}
	text.OverrideRuneWidthEastAsianWidth(false)
	a.printScores(a.say("四风", "wind"), n, e.Winds)
	a.printScores(a.say("问题", "problem"), n, e.Problems)
	in := func(i tag.Interval) string { return fmt.Sprintf("%.3f [%.3f, %.3f]", i.Value, i.Low, i.High) }
	fmt.Fprintf(a.out, a.say("%d 条意见；类型判对的比例 %s\n", "comments %d, kind %s\n"), e.N, in(e.Kind))
	if w := e.Weighted; e.Weights {
		fmt.Fprintf(a.out, a.say("按权重还原到总体：四风 F1 %s，问题 F1 %s，类型 %s\n", "weighted: winds %s, problems %s, kind %s\n"), in(w.Winds), in(w.Problems), in(w.Kind))
	}
	if e.Evidence.Tags > 0 {
		fmt.Fprintf(a.out, a.say("标对的 %[2]d 个标签中，依据与人工标的相合的 %[1]d 个；过长 %[3]d 个\n", "evidence overlapping the labelled one: %d of %d right tags; too long: %d\n"),
			e.Evidence.Overlap, e.Evidence.Tags, e.Evidence.Long)
	}
	for i, m := range e.Misses {
		if i == 0 {
			fmt.Fprint(a.out, a.say("\n错得最多的意见\n", "\nworst misses\n"))
		}
		if i == shownMisses {
			break
		}
		fmt.Fprintf(a.out, a.say("%s 漏标：%s；多标：%s\n", "%s missed %s; wrong %s\n"), m.ID, a.codes(n, m.Missed), a.codes(n, m.Invented))
	}
	return nil
}

func (a *app) printScores(level string, n names, s tag.Scores) {
	wide := 30
	if a.chinese {
		wide = 46
	}
	right := func(s string, width int) string { return " " + text.AlignRight.Apply(s, width) }
	line := func(code string, cells ...string) {
		fmt.Fprintln(a.out, text.Pad(code, wide, ' ')+strings.Join(cells, ""))
	}
	line(level, right(a.say("查准率", "precision"), 9), right(a.say("查全率", "recall"), 9), right("F1", 9), right(a.say("95% 区间", "95 % interval"), 15),
		right(a.say("标对", "tp"), 5), right(a.say("多标", "fp"), 5), right(a.say("漏标", "fn"), 5))
	for _, c := range s.PerCode {
		share := func(x float64) string { return right(fmt.Sprintf("%.3f", x), 9) }
		count := func(n int) string { return right(fmt.Sprint(n), 5) }
		line(a.coded(n, c.Code), share(c.Precision), share(c.Recall), share(c.F1), right(fmt.Sprintf("%.3f–%.3f", c.F1Low, c.F1High), 15), count(c.TP), count(c.FP), count(c.FN))
	}
	fmt.Fprintf(a.out, a.say("合计 F1（micro） %.3f [%.3f, %.3f]  各类平均（macro） %.3f\n\n", "micro-F1 %.3f [%.3f, %.3f]  macro-F1 %.3f\n\n"), s.Micro.Value, s.Micro.Low, s.Micro.High, s.Macro)
}

// coded gives a code, under a Chinese LANG with its name.
func (a *app) coded(n names, code string) string {
	name := n.problem[code]
	if name == "" {
		name = n.wind[code]
	}
	if !a.chinese || name == "" {
		return code
	}
	return name + " " + code
}

func (a *app) codes(n names, codes []string) string {
	if !a.chinese {
		return strings.Join(codes, " ")
	}
	if len(codes) == 0 {
		return "无"
	}
	list := make([]string, len(codes))
	for i, c := range codes {
		list[i] = a.coded(n, c)
	}
	return strings.Join(list, "，")
}
