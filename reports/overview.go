package reports

import (
	"fmt"
	"html/template"
)

// tile is one figure of the first screen.
type tile struct {
	Label, Value, Exact, Change, Link string
	Spark                             template.HTML
	Alarm                             bool
}

// notice is one thing to attend to, with its evidence.
type notice struct{ Unit, Text, Evidence, Link string }

func (p *page) overview(o Options) {
	p.Headline = p.headline()
	p.State = p.state()
	p.TagError = tagError(o.Model)
	p.HasTests = len(p.answers["township_problem"].rows) > 0
	for _, name := range []string{"summary", "attention", "surging"} {
		p.Shown = append(p.Shown, p.show(p.answers[name], "", ""))
	}
	p.Uncertain, p.UncertainSurges = uncertain(p.answers["attention"].rows), uncertain(p.answers["surging"].rows)
	for _, r := range p.answers["attention"].rows {
		if !r.bool("certain") {
			continue
		}
		p.Attention = append(p.Attention, notice{
			Unit: r.text("unit_name"), Link: unitHash(r.text("unit_kind"), r.text("unit_code")) + "&p=" + r.text("problem"),
			Text: fmt.Sprintf("反映“%s”的 %s 条，若与全县一样约 %.1f 条，多出 %.1f 条", r.text("name"), count(r.int("comments")),
				r.float("expected"), r.float("excess")),
			Evidence: fmt.Sprintf("为全县水平的 %s 倍（区间 %s—%s 倍）", ratio(r.float("ratio")), ratio(r.float("ratio_lo")), ratio(r.float("ratio_hi"))),
		})
	}
	for _, r := range p.answers["surging"].rows {
		if !r.bool("certain") {
			continue
		}
		p.Surging = append(p.Surging, notice{
			Unit: r.text("unit_name"), Link: unitHash(r.text("unit_kind"), r.text("unit_code")) + "&p=" + r.text("problem"),
			Text:     fmt.Sprintf("本周反映“%s”的 %s 条，按以往约 %.1f 条", r.text("name"), count(r.int("comments")), r.float("expected")),
			Evidence: fmt.Sprintf("为以往的 %s 倍（区间 %s—%s 倍）", ratio(r.float("ratio")), ratio(r.float("ratio_lo")), ratio(r.float("ratio_hi"))),
		})
	}
	p.Tiles = p.tiles()
}

// uncertain counts cells that passed the test while the interval of their ratio holds 1: more than by chance, by how much is not known.
func uncertain(rows []record) (places uncertainPlaces) {
	for _, r := range rows {
		switch {
		case r.bool("certain"):
		case r.text("unit_kind") == "township":
			places.Townships++
		default:
			places.Departments++
		}
	}
	return places
}

// uncertainPlaces says how many such cells stand in which heat map.
type uncertainPlaces struct{ Townships, Departments int }

// All is their number.
func (u uncertainPlaces) All() int { return u.Townships + u.Departments }

// headline is the one sentence that a leader with ten seconds reads.
func (p *page) headline() string {
	s := p.summary
	all := s.int("comments")
	switch {
	case all == 0:
		return "库中还没有意见。"
	case !p.period.known():
		return fmt.Sprintf("共收到意见 %s 条，都没有时间，不能比较各期。", count(all))
	}
	now, before := s.int("period_comments"), s.int("before_comments")
	text := fmt.Sprintf("%s收到意见 %s 条，%s；累计 %s 条。", p.Period, count(now), againstBefore(now, before), count(all))
	if most, ok := riser(p.answers["problems"].rows); ok {
		text += fmt.Sprintf("上升最多的是“%s”，从 %s 条增至 %s 条。", most.text("name"), count(most.int("before_comments")), count(most.int("period_comments")))
	} else {
		text += "没有四风问题明显增多。"
	}
	return text
}

func againstBefore(now, before int64) string {
	d := now - before
	words := "比上周增加"
	if d < 0 {
		words, d = "比上周减少", -d
	}
	switch {
	case d == 0:
		return "与上周持平"
	case before < smallBase:
		return fmt.Sprintf("%s %s 条", words, count(d))
	}
	return fmt.Sprintf("%s %s 条（%s）", words, count(d), rate(now, before))
}

// state says in one sentence how far the data can be trusted.
func (p *page) state() string {
	q := map[string]record{}
	for _, r := range p.answers["quality"].rows {
		q[r.text("item")] = r
	}
	all := p.summary.int("comments")
	text := fmt.Sprintf("数据：%s 的意见未识别乡镇，%s 未识别部门，%s 未打标签", shareOrCount(q["no_township"].int("n"), all),
		shareOrCount(q["no_department"].int("n"), all), shareOrCount(q["untagged"].int("n"), all))
	if n := q["rows_quarantined"].int("n"); n > 0 {
		text += fmt.Sprintf("，%s 行不能使用已隔离", count(n))
	}
	if n := q["gap_weeks"].int("n"); n > 0 {
		text += fmt.Sprintf("，其间 %s 周没有意见", count(n))
	}
	for _, r := range p.answers["weekly"].rows {
		if r.bool("partial") {
			text += "；本周之后的一周尚未过完，图中画斜线"
			break
		}
	}
	return text + "。"
}

func shareOrCount(n, base int64) string {
	if base < smallBase {
		return count(n) + " 条"
	}
	return share(n, base)
}

// tagError says once what wrong tags mean for a count; chance is said with each interval.
func tagError(m *Model) string {
	if m == nil {
		return "标签由程序判定，准确率尚未测定，个别会判错，条数只宜看大小。"
	}
	found := 100.0
	if m.Recall > 0 {
		found = 100 * m.Precision / m.Recall
	}
	return fmt.Sprintf("标签由程序判定：在 %d 条人工标注的意见上，判为有的 %.0f%% 属实，实有的找到 %.0f%%；显示 100 条，实际约 %.0f 条。",
		m.Comments, 100*m.Precision, 100*m.Recall, found)
}

func (p *page) tiles() []tile {
	s := p.summary
	var comments, winds, shares, issues []int64
	for _, r := range p.answers["weekly"].rows {
		if r.bool("partial") {
			continue
		}
		comments = append(comments, r.int("comments"))
		issues = append(issues, r.int("issues"))
		winds = append(winds, r.int("wind_comments"))
		if r.int("comments") >= smallBase {
			shares = append(shares, 1000*r.int("wind_comments")/r.int("comments"))
		}
	}
	now, before := s.int("period_comments"), s.int("before_comments")
	var tiles []tile
	if p.period.known() {
		tiles = append(tiles, tile{Label: "本周意见（条）", Value: count(now), Exact: fmt.Sprint(now), Change: change(now, before), Spark: spark13(comments), Link: "#total"})
	} else {
		tiles = append(tiles, tile{Label: "意见（条）", Value: count(s.int("comments")), Exact: fmt.Sprint(s.int("comments")), Link: "#channels"})
	}
	windTile := tile{
		Label: "本周涉及四风", Value: share(s.int("period_wind"), now), Link: "#winds",
		Change: points(s.int("period_wind"), now, s.int("before_wind"), before), Spark: spark13(shares),
	}
	if now < smallBase {
		windTile.Label, windTile.Value = "涉及四风（全部）", share(s.int("wind_comments"), s.int("comments"))
		windTile.Change = "本周不足 30 条，不算占比"
		windTile.Spark = spark13(winds)
	}
	if windTile.Value == "—" {
		windTile.Label, windTile.Value = "涉及四风（条）", count(s.int("wind_comments"))
	}
	tiles = append(tiles, windTile)
	if len(p.answers["issues"].rows) > 0 {
		tiles = append(tiles, tile{
			Label: "热点事项（件）", Value: count(s.int("issues")), Exact: fmt.Sprint(s.int("issues")),
			Change: fmt.Sprintf("本周 %s 件有新意见", count(s.int("period_issues"))), Spark: spark13(issues), Link: "#issues",
		})
	}
	units := s.int("hotspot_units")
	tiles = append(tiles, tile{
		Label: "有热点的单位（个）", Value: count(units), Exact: fmt.Sprint(units), Link: "#attention",
		Change: fmt.Sprintf("共 %d 处通过检验，%d 处幅度确定", len(p.answers["attention"].rows), len(p.Attention)),
	})
	if items := ledgerTotals(p.answers["rectification"].rows); items.all > 0 {
		tiles = append(tiles,
			tile{
				Label: "已销号（件）", Value: count(items.closed), Exact: fmt.Sprint(items.closed), Link: "#rectification",
				Change: "台账共 " + count(items.all) + " 件" + ofAll(items.closed, items.all),
			},
			tile{
				Label: "逾期（件）", Value: count(items.overdue), Exact: fmt.Sprint(items.overdue), Link: "#rectification_overdue",
				Change: "过了时限仍未销号", Alarm: items.overdue > 0,
			})
	}
	return tiles
}

// ofAll adds the share of a part where its base allows one.
func ofAll(part, base int64) string {
	if base < smallBase {
		return ""
	}
	return "，占 " + share(part, base)
}

// spark13 draws the last 13 periods.
func spark13(values []int64) template.HTML {
	if len(values) > 13 {
		values = values[len(values)-13:]
	}
	return sparkline(values, 0, 150, 36)
}
