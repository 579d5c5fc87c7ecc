package reports

import (
	"fmt"
	"html/template"
	"math"
	"slices"
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
	p.Brief = p.brief(o.Model)
	p.State = p.state()
	p.TagError = tagError(o.Model)
	p.Balance = p.balance()
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
			Text: fmt.Sprintf("反映“%s”的%s条，若与全县一样约%.1f条%s", r.text("name"), count(r.int("comments")),
				r.float("expected"), observedTimes(r)),
			Evidence: estimatedTimes(r),
		})
	}
	for _, r := range p.answers["surging"].rows {
		if !r.bool("certain") {
			continue
		}
		when := p.period.now()
		if p.period.grain == Month {
			when = monthDay(r.day("begins")) + "起的一周"
		}
		p.Surging = append(p.Surging, notice{
			Unit: r.text("unit_name"), Link: unitHash(r.text("unit_kind"), r.text("unit_code")) + "&p=" + r.text("problem"),
			Text: fmt.Sprintf("%s反映“%s”的%s条，按以往约%.1f条%s", when, r.text("name"), count(r.int("comments")), r.float("expected"),
				observedTimes(r)),
			Evidence: estimatedTimes(r),
		})
	}
	p.Span = p.attentionSpan()
	p.Tiles = p.tiles()
}

// observedTimes says how many times the expected comments came in: what a reader finds who divides the two.
func observedTimes(r record) string {
	if r.null("observed") {
		return ""
	}
	return "，即" + ratio(r.float("observed")) + "倍"
}

// estimatedTimes says how many times it is likely to be, for few comments prove less than many: drawn towards 1 and with its interval.
func estimatedTimes(r record) string {
	words := "考虑到条数少，稳妥估计为"
	if !r.null("observed") && ratio(r.float("observed")) == ratio(r.float("ratio")) {
		words = "稳妥估计也是"
	}
	return fmt.Sprintf("%s%s倍（95%%区间%s倍）", words, ratio(r.float("ratio")), between(r.float("ratio_lo"), r.float("ratio_hi")))
}

// attentionSpan names the days that the tested figures cover, so that nobody takes them for those of this period.
func (p *page) attentionSpan() string {
	r := p.answers["attention"].first()
	if r.null("period_start") || r.null("period_end") {
		return p.all()
	}
	return "累计，" + span(r.day("period_start"), r.day("period_end"))
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
		return fmt.Sprintf("共收到意见%s条，都没有时间，不能比较各期。", count(all))
	}
	now, before := s.int("period_comments"), s.int("before_comments")
	if p.period.unfinished() {
		return fmt.Sprintf("%s收到意见%s条；%s；累计%s条。", p.Period, count(now), p.period.unfinishedWords(), count(all))
	}
	text := fmt.Sprintf("%s收到意见%s条，%s；累计%s条。", p.Period, count(now), p.againstBefore(now, before), count(all))
	if most, ok := riser(p.answers["problems"].rows); ok {
		text += fmt.Sprintf("上升最多的是“%s”，从%s条增至%s条。", most.text("name"), count(most.int("before_comments")), count(most.int("period_comments")))
	} else {
		text += "没有四风问题明显增多。"
	}
	return text
}

// change is how a count moved against the period before, where the two may be compared.
func (p *page) change(now, before int64) string {
	if p.period.unfinished() {
		return p.unfinishedChange()
	}
	return change(now, before)
}

func (p *page) unfinishedChange() string { return p.period.name() + "未完，不作比较" }

func (p *page) againstBefore(now, before int64) string {
	d := now - before
	words := "比" + p.period.last() + "增加"
	if d < 0 {
		words, d = "比"+p.period.last()+"减少", -d
	}
	switch {
	case d == 0:
		return "与" + p.period.last() + "持平"
	case before < smallBase:
		return fmt.Sprintf("%s%s条", words, count(d))
	}
	return fmt.Sprintf("%s%s条（%s）", words, count(d), rate(now, before))
}

func (p *page) tiles() []tile {
	s := p.summary
	weeks := last13(p.answers["weekly"].rows)
	course := func(column string) template.HTML {
		values := make([]int64, len(weeks))
		for i, r := range weeks {
			values[i] = int64(math.Round(10 * r.float(column)))
		}
		return sparkline(values, 0, 150, 36)
	}
	now, before := s.int("period_comments"), s.int("before_comments")
	var tiles []tile
	if p.period.known() {
		tiles = append(tiles, tile{
			Label: p.period.now() + "意见（条）", Value: count(now), Exact: fmt.Sprint(now), Change: p.change(now, before) + p.yearBefore(), Spark: course("comments"),
			Link: "#total",
		})
	} else {
		tiles = append(tiles, tile{Label: "意见（条）", Value: count(s.int("comments")), Exact: fmt.Sprint(s.int("comments")), Link: "#winds"})
	}
	tiles = append(tiles, p.windTile(weeks, course))
	issues := tile{
		Label: "热点事项（件）", Value: count(s.int("issues")), Exact: fmt.Sprint(s.int("issues")),
		Change: fmt.Sprintf("%s%s件有新意见", p.period.now(), count(s.int("period_issues"))), Spark: course("issues"), Link: "#issues",
	}
	if len(p.answers["issues"].rows) == 0 {
		issues.Change, issues.Spark, issues.Link = "没有归并出事项", "", ""
	}
	tiles = append(tiles, issues)
	units := s.int("hotspot_units")
	hotspots := tile{
		Label: "有热点的单位（个）", Value: count(units), Exact: fmt.Sprint(units), Link: "#attention",
		Change: fmt.Sprintf("共%d处通过检验，%d处幅度确定", len(p.answers["attention"].rows), len(p.Attention)),
	}
	if units == 0 {
		hotspots.Change = "没有通过检验的"
	}
	if p.period.known() {
		hotspots.Change += fmt.Sprintf("；%s突增%s个", p.period.now(), count(p.surgingUnits()))
		hotspots.Spark = course("surging_units")
	}
	tiles = append(tiles, hotspots)
	if items := ledgerTotals(p.answers["rectification"].rows); items.all > 0 {
		late := "#rectification"
		if len(p.answers["rectification_overdue"].rows) > 0 {
			late = "#rectification_overdue-figure"
		}
		tiles = append(tiles,
			tile{
				Label: "已销号（件）", Value: count(items.closed), Exact: fmt.Sprint(items.closed), Link: "#rectification",
				Change: "台账共" + count(items.all) + "件" + ofAll(items.closed, items.all),
			},
			tile{
				Label: "逾期（件）", Value: count(items.overdue), Exact: fmt.Sprint(items.overdue), Link: late,
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
	return "，占" + share(part, base)
}

// windTile is the share of the period that touches the winds; where the period is too small for one, the share of all comments.
func (p *page) windTile(weeks []record, course func(column string) template.HTML) tile {
	s := p.summary
	now, before, winds := s.int("period_comments"), s.int("before_comments"), s.int("period_wind")
	small := func(r record) bool { return r.int("comments") < smallBase }
	t := tile{Label: p.period.now() + "涉及四风", Value: share(winds, now), Link: "#winds", Change: points(winds, now, s.int("before_wind"), before)}
	switch {
	case !p.period.known() || now < smallBase:
		t.Label, t.Value, t.Change = "涉及四风（累计）", share(s.int("wind_comments"), s.int("comments")), ""
		if p.period.known() {
			t.Change = fmt.Sprintf("%s%s条；意见不足30条，不算占比", p.period.now(), count(winds))
		}
	case p.period.unfinished():
		t.Change = p.unfinishedChange()
	case before < smallBase:
		t.Change = p.period.last() + "意见不足30条，不比占比"
	}
	if t.Value == noValue {
		t.Label, t.Value = "涉及四风（条）", count(s.int("wind_comments"))
	}
	switch {
	case !slices.ContainsFunc(weeks, small):
		t.Spark = course("wind_share")
	case now < smallBase:
		t.Spark = course("wind_comments")
	default:
		t.Change, t.Spark = t.Change+"；线为条数", course("wind_comments")
	}
	return t
}

// yearBefore says how the period stands to the same one a year before, where the data go back so far.
func (p *page) yearBefore() string {
	if p.summary.null("year_before") || p.period.unfinished() {
		return ""
	}
	return "；" + yearChange(p.summary.int("period_comments"), p.summary.int("year_before"))
}

// surgingUnits is how many units had something in the period that rose against their own past: the last point of the tile's line.
func (p *page) surgingUnits() int64 {
	for _, r := range p.answers["weekly"].rows {
		if r.day("begins").Equal(p.period.start) {
			return r.int("surging_units")
		}
	}
	return 0
}

// last13 gives the last 13 whole periods.
func last13(rows []record) []record {
	var whole []record
	for _, r := range rows {
		if !r.bool("partial") {
			whole = append(whole, r)
		}
	}
	return whole[max(0, len(whole)-trendPeriods):]
}
