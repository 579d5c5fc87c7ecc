package reports

import (
	"fmt"
	"slices"
	"sort"
)

// unitBars draws the units that have comments, 未识别 last.
func unitBars(p *page, a answer, kind string, most int) ([]bar, int) {
	var bars []bar
	silent := 0
	all := p.summary.int("comments")
	for _, r := range a.rows {
		if r.int("comments") == 0 {
			if !r.null("code") {
				silent++
			}
			continue
		}
		if len(bars) >= most && !r.null("code") {
			continue
		}
		bars = append(bars, bar{
			name: r.text("short"), value: r.int("comments"), quiet: r.null("code"),
			label: countAndShare(r.int("comments"), all), link: unitHash(kind, r.text("code")),
		})
	}
	return bars, silent
}

// unitChart ranks townships or departments by their comments.
func unitChart(p *page, query, kind, word string, most int) (*figure, error) {
	a := p.answers[query]
	bars, silent := unitBars(p, a, kind, most)
	if len(bars) == 0 {
		return nil, nil
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	all := p.summary.int("comments")
	f := p.show(a, leaderTitle(known(a.rows), "short", all, "各"+word+"意见数"), p.caption("条", p.all(), all))
	f.Drawing = d
	f.link(a, "name", func(r record) string {
		return unitHash(kind, r.text("code"))
	})
	f.Aria = fmt.Sprintf("条形图，各%s意见数，最多的是：%s。", word, topNames(known(a.rows), "short", 5))
	if silent > 0 {
		f.More = fmt.Sprintf("%d个%s没有意见，列在表中。", silent, word)
	}
	if f.nameSilent(a, "short", word) {
		f.More = fmt.Sprintf("%d个%s没有意见。", silent, word)
	}
	if extra := len(known(a.rows)) - silent - most; extra > 0 {
		f.More += fmt.Sprintf("图中只画最多的%d个，其余%d个见表。", most, extra)
	}
	return &f, nil
}

// fewSilent rows without comments are printed; more of them are named in a sentence.
const fewSilent = 5

// nameSilent names what has no comments, and keeps its rows from paper.
func (f *figure) nameSilent(a answer, column, word string) bool {
	silent := make([]bool, len(a.rows))
	var names []string
	for i, r := range a.rows {
		if r.int("comments") == 0 && !(slices.Contains(a.columns, "code") && r.null("code")) {
			silent[i] = true
			names = append(names, r.text(column))
		}
	}
	if len(names) <= fewSilent {
		return false
	}
	f.Table.Silent = silent
	f.Printed = fmt.Sprintf("印出的表不列没有意见的%d个%s：%s。", len(names), word, listed(names)) + f.Printed
	return true
}

// shareChart shows the share of comments that touch the winds in each unit, with its interval.
func shareChart(p *page, query, kind, word string) (*figure, error) {
	a := p.answers[query]
	all := p.summary.int("comments")
	if all < smallBase {
		return nil, nil
	}
	whole := 100 * float64(p.summary.int("wind_comments")) / float64(all)
	var rows []interval
	left := 0
	for _, r := range sortedByShare(a.rows) {
		if r.null("code") {
			continue
		}
		if r.null("wind_share") {
			left++
			continue
		}
		if len(rows) == 20 {
			continue
		}
		rows = append(rows, interval{
			name: r.text("short"), point: r.float("wind_share"), lo: r.float("wind_lo"), hi: r.float("wind_hi"),
			strong: r.float("wind_lo") > whole, link: unitHash(kind, r.text("code")), label: percent(r.float("wind_share")),
		})
	}
	if len(rows) == 0 {
		return nil, nil
	}
	d, err := intervals(rows, whole, "全县"+percent(whole), "%")
	if err != nil {
		return nil, err
	}
	f := p.show(a.only("code", "name", "comments", "wind_comments", "wind_share", "wind_lo", "wind_hi"), shareTitle(a.rows, whole, word), p.caption("占该"+word+"意见的%", p.all(), all))
	f.ID = query + "_share"
	f.Repeated = true
	f.Half = kind == "township" // beside the map
	f.Drawing = d
	f.Legend = []legend{{"区间高于全县", "dot-strong"}, {"与全县相差不明显", "dot"}}
	f.More = fmt.Sprintf("横线为95%%区间；虚线为全县%s。", percent(whole))
	if left > 0 {
		f.More += fmt.Sprintf("%d个%s意见不足30条，不算占比。", left, word)
	}
	f.Aria = fmt.Sprintf("点和区间图，各%s涉及四风的意见占比，全县%s。", word, percent(whole))
	return &f, nil
}

// emptyProblems names the problems of a heat map that no unit has, where others have some.
func emptyProblems(rows []record) []string {
	var names []string
	n := map[string]int64{}
	for _, r := range rows {
		if _, ok := n[r.text("name")]; !ok {
			names = append(names, r.text("name"))
		}
		n[r.text("name")] += r.int("comments")
	}
	empty := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return n[name] > 0 })
	if len(empty) == len(names) {
		return nil
	}
	return empty
}

// known drops the row of unidentified units.
func known(rows []record) []record {
	var out []record
	for _, r := range rows {
		if !r.null("code") {
			out = append(out, r)
		}
	}
	return out
}

func sortedByShare(rows []record) []record {
	out := append([]record(nil), rows...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].float("wind_share") > out[j].float("wind_share") })
	return out
}

// unitHeat shows problems by units, as counts or as ratios to the level of the county.
func unitHeat(p *page, query, kind, word string) (*figure, error) {
	a := p.answers[query]
	if len(a.rows) == 0 {
		return nil, nil
	}
	var columns, rows, problems []string
	xOf, yOf := map[string]int{}, map[string]int{}
	var counts, ratios []heatCell
	links := map[string]string{}
	var most, total int64
	flagged := 0
	empty := emptyProblems(a.rows)
	for _, r := range a.rows {
		if slices.Contains(empty, r.text("name")) {
			continue
		}
		x, ok := xOf[r.text("code")]
		if !ok {
			x = len(columns)
			xOf[r.text("code")] = x
			columns = append(columns, r.text("short"))
			links[r.text("short")] = unitHash(kind, r.text("code"))
		}
		y, ok := yOf[r.text("problem")]
		if !ok {
			y = len(rows)
			yOf[r.text("problem")] = y
			rows = append(rows, r.text("name"))
			problems = append(problems, r.text("problem"))
		}
		n := r.int("comments")
		most, total = max(most, n), total+n
		if r.bool("flagged") {
			flagged++
		}
		if n > 0 {
			counts = append(counts, heatCell{x, y, float64(n), r.bool("flagged")})
		}
		if !r.null("ratio") && r.float("expected") >= 1 {
			ratios = append(ratios, heatCell{x, y, r.float("ratio"), r.bool("flagged")})
		}
	}
	byCount, err := heat(columns, rows, counts, countSteps(most), false)
	if err != nil {
		return nil, err
	}
	byCount.Label = "条数"
	views := []view{byCount}
	if len(ratios) > 0 {
		byRatio, err := heat(columns, rows, ratios, ratioSteps(), true)
		if err != nil {
			return nil, err
		}
		byRatio.Label = "倍数"
		views = append(views, byRatio)
	}
	f := p.show(a, heatTitle(a.rows, word+"与问题"), p.caption("条次（或倍）", p.all(), total))
	f.Drawing = &drawing{Height: len(rows)*26 + 44, Printed: len(rows)*printedRow + 44, MinWidth: 150 + 36*len(columns), Views: views, Links: links, Rows: problems}
	for i, s := range countSteps(most) {
		f.Legend = append(f.Legend, legend{s.label + "条", fmt.Sprintf("s%d", i)})
	}
	f.More = "空白为0条；橙框加“!”为通过检验的热点。"
	if len(empty) > 0 {
		f.More += "图中各" + word + "都没有的问题不画：" + listed(empty) + "。"
	}
	if len(ratios) > 0 {
		f.More += "倍数已收缩：意见÷预期，文字相同的算一条，条数越少越往1（全县水平）收；只列预期不少于1条的格；色阶为0.8、1.25、2、3倍。"
	}
	f.Wide, f.Drawn = true, true
	f.Aria = fmt.Sprintf("热力图，%d个%s、%d个问题，%d处通过检验。", len(columns), word, len(rows), flagged)
	return &f, nil
}
