package reports

import (
	"fmt"
	"html/template"
	"sort"
	"strconv"
	"time"
)

// barGraphic draws a count as a bar on a scale from 0; one that is withheld has none.
func barGraphic(g *guarded, most int64) template.HTML {
	if !visible(g) || most == 0 {
		return template.HTML(`<span class="none" aria-hidden="true"></span>`)
	}
	return template.HTML(fmt.Sprintf(`<svg class="bar" viewBox="0 0 200 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">`+
		`<rect width="%.1f" height="14" fill="%s"/></svg>`, 200*float64(g.n)/float64(most), colourBlue))
}

func most(list []*guarded) (n int64) {
	for _, g := range list {
		if visible(g) {
			n = max(n, g.n)
		}
	}
	return n
}

// anyVisible says whether a table would show a number at all.
func anyVisible(list []*guarded) bool { return most(list) > 0 }

// shareOf writes a share where both counts are shown and the base allows one.
func shareOf(part, base *guarded) string {
	if !visible(part) || !visible(base) {
		return withheld
	}
	return share(part.n, base.n)
}

// last sorts counts from the largest; those that are withheld follow by their code, so that their order says nothing.
func last(rows []editionRow) []editionRow {
	out := append([]editionRow(nil), rows...)
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].n.hidden && out[j].n.hidden {
			return out[i].code < out[j].code
		}
		return rank(out[i].n) > rank(out[j].n)
	})
	return out
}

func rank(g *guarded) int64 {
	if g.hidden {
		return -1
	}
	return g.n
}

// countTable ranks counts with their bars.
func (e *edition) countTable(id, name, label string, rows []editionRow) *figure {
	var cells []*guarded
	for _, r := range rows {
		cells = append(cells, r.n)
	}
	if !anyVisible(cells) {
		return nil
	}
	f := &figure{ID: id, Title: name, Question: name, Caption: e.caption("条")}
	f.Table.Head = []head{{Label: label}, {Label: "意见（条）", Number: true}, {Label: "占比", Number: true}, {Label: "图", Drawn: true}}
	var left []string
	for _, r := range last(rows) {
		if r.n.hidden {
			left = append(left, r.name)
			continue
		}
		f.Table.Rows = append(f.Table.Rows, []tableCell{
			{Text: r.name, Row: true}, {Text: r.n.String(), Number: true}, {Text: shareOf(r.n, e.all), Number: true}, {Graphic: barGraphic(r.n, most(cells))},
		})
	}
	if len(left) > 0 {
		f.More = "条数不公布的" + label + "（没有、不足5条，或为防推算）：" + listed(left) + "。"
	}
	return f
}

func (e *edition) caption(measure string) string {
	return fmt.Sprintf("单位：%s；来源：入库意见；时段：全部；n=%s", measure, e.all)
}

// weeklyTable shows the weeks of the county, or the last 13 of a unit.
func (e *edition) weeklyTable(u *editionUnit) *figure {
	f := &figure{ID: "weekly", Title: "每周意见数", Question: "每周意见数", Caption: "单位：条；来源：入库意见；按自然周（周一起）"}
	f.Table.Head = []head{{Label: "周（周一日期）"}, {Label: "意见（条）", Number: true}}
	if u == nil {
		f.Table.Head = append(f.Table.Head, head{Label: "涉四风（条）", Number: true})
	}
	f.Table.Head = append(f.Table.Head, head{Label: "图", Drawn: true})
	var cells []*guarded
	of := func(w editionWeek) *guarded {
		if u == nil {
			return w.n
		}
		return u.weeks[w.start]
	}
	first := e.period.step(e.period.start, 1-trendPeriods)
	for _, w := range e.weeks {
		if !w.start.Before(first) {
			cells = append(cells, of(w))
		}
	}
	if !anyVisible(cells) {
		return nil
	}
	for _, w := range e.weeks {
		if w.start.Before(first) || w.partial {
			continue
		}
		row := []tableCell{{Text: w.start.Format(time.DateOnly), Row: true, Whole: true}, {Text: of(w).String(), Number: true}}
		if u == nil {
			row = append(row, tableCell{Text: w.wind.String(), Number: true})
		}
		f.Table.Rows = append(f.Table.Rows, append(row, tableCell{Graphic: barGraphic(of(w), most(cells))}))
	}
	return f
}

// unitTable lists the units of a kind; departments of which nothing can be shown are only counted.
func (e *edition) unitTable(kind, word string) *figure {
	units := e.units[kind]
	var cells []*guarded
	for _, u := range units {
		cells = append(cells, u.n)
	}
	if !anyVisible(cells) {
		return nil
	}
	f := &figure{ID: kind + "s", Title: "各" + word + "意见数", Question: "各" + word + "意见数", Caption: e.caption("条"), Wide: true}
	f.Table.Head = []head{{Label: word}, {Label: "意见（条）", Number: true}, {Label: "占比", Number: true}, {Label: "涉四风（条）", Number: true}, {Label: "涉四风占比", Number: true}, {Label: "图", Drawn: true}}
	sorted := append([]*editionUnit(nil), units...)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		switch {
		case (a.code == "") != (b.code == ""):
			return b.code == ""
		case a.n.hidden && b.n.hidden:
			return a.code < b.code
		}
		return rank(a.n) > rank(b.n)
	})
	left := 0
	for _, u := range sorted {
		if u.n.hidden && kind == "department" && u.code != "" {
			left++
			continue
		}
		f.Table.Rows = append(f.Table.Rows, []tableCell{
			{Text: u.name, Row: true},
			{Text: u.n.String(), Number: true},
			{Text: shareOf(u.n, e.all), Number: true},
			{Text: u.wind.String(), Number: true},
			{Text: shareOf(u.wind, u.n), Number: true},
			{Graphic: barGraphic(u.n, most(cells))},
		})
	}
	if left > 0 {
		f.More = fmt.Sprintf("名录中另有%d个部门，意见数不公布（没有、不足5条，或为防推算）。", left)
	}
	return f
}

// heatTable shows units by problems: those with a cell that can be shown.
func (e *edition) heatTable(kind, word string) *figure {
	var columns []editionRow
	for _, r := range e.problems {
		for _, u := range e.units[kind] {
			if c := u.problems[r.code]; c != nil && !c.hidden {
				columns = append(columns, r)
				break
			}
		}
	}
	f := &figure{ID: kind + "_problem", Title: word + "与问题", Question: word + "与问题（条）", Caption: "单位：条；来源：入库意见；时段：全部", Wide: true}
	f.Table.Head = []head{{Label: word}}
	for _, r := range columns {
		f.Table.Head = append(f.Table.Head, head{Label: r.name, Number: true})
	}
	for _, u := range e.units[kind] {
		row, some := []tableCell{{Text: u.short, Row: true}}, false
		for _, r := range columns {
			text := withheld
			if c := u.problems[r.code]; c != nil && !c.hidden {
				text, some = strconv.FormatInt(c.n, 10), true
				if c.flagged {
					text += "！"
				}
			}
			row = append(row, tableCell{Text: text, Number: true})
		}
		if some {
			f.Table.Rows = append(f.Table.Rows, row)
		}
	}
	if len(f.Table.Rows) == 0 {
		return nil
	}
	f.More = "“！”为通过检验的热点（错误发现率5%以内）；没有可公布的格的" + word + "和问题不列。"
	return f
}

// unitProblems shows the problems of one unit against the county.
func (e *edition) unitProblems(u *editionUnit) *figure {
	f := &figure{ID: "unit_problems", Title: "各问题与全县比", Question: "各问题与全县比", Caption: "单位：条；来源：入库意见；时段：全部", Wide: true}
	f.Table.Head = []head{
		{Label: "问题"}, {Label: "本单位（条）", Number: true}, {Label: "占本单位", Number: true}, {Label: "区间"}, {Label: "全县占比", Number: true}, {Label: "热点"},
	}
	var shown []editionRow
	for _, r := range e.problems {
		if c := u.problems[r.code]; c != nil && !c.hidden {
			shown = append(shown, r)
		}
	}
	sort.SliceStable(shown, func(i, j int) bool { return u.problems[shown[i].code].n > u.problems[shown[j].code].n })
	for _, r := range shown {
		c := u.problems[r.code]
		between, hot := noValue, "否"
		if u.n.n >= smallBase {
			low, high := wilson(c.n, u.n.n)
			between = percent(low) + "—" + percent(high)
		}
		if c.flagged {
			hot = "是"
		}
		f.Table.Rows = append(f.Table.Rows, []tableCell{
			{Text: r.name, Row: true},
			{Text: c.String(), Number: true},
			{Text: share(c.n, u.n.n), Number: true},
			{Text: between, Tight: true},
			{Text: shareOf(r.n, e.all), Number: true},
			{Text: hot},
		})
	}
	if len(f.Table.Rows) == 0 {
		return nil
	}
	f.More = "只列能公布的问题；意见不足30条的不算占比。区间为95%，只含偶然波动。热点由检验判定：与意见能归到单位的各单位比，不计重复和没有意见的，所以与两列占比之差不全一致。"
	return f
}
