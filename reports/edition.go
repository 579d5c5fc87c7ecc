package reports

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"
	"time"
)

// edition is a page for recipients outside the office. It holds no script and no data but what its tables show.
type edition struct {
	County, Notice, Name, AsOf, Headline string
	Kind                                 string // 公开版 or 单位版
	Tiles                                []tile
	Attention                            []string
	Missing                              string // why a unit's edition has no table
	Sections                             []section
	Run                                  record
	Policy                               string
	Style                                template.CSS

	*editionCounts
	period period
}

// renderEdition writes the Public or a Unit edition. Nothing is written when the unit is not known.
func (p *page) renderEdition(o Options, counts *editionCounts, w io.Writer) error {
	e := &edition{
		County: p.County, Notice: o.Notice, Name: p.County, Kind: "公开版", Run: p.Run, period: p.period, editionCounts: counts,
	}
	if p.period.known() {
		e.AsOf = p.period.asOf.Format(time.DateOnly)
	}
	if o.Edition == Public {
		e.composePublic()
	} else {
		kind, u := "township", e.find("township", o.Unit)
		if u == nil {
			kind, u = "department", e.find("department", o.Unit)
		}
		if u == nil {
			return fmt.Errorf("make a report for one unit: no township and no department has the code %q; the tables townships and departments list the codes", o.Unit)
		}
		e.Kind, e.Name = "单位版", u.name
		e.composeUnit(kind, u)
	}
	var style strings.Builder
	for _, name := range []string{"page.css", "edition.css", "print.css"} {
		b, err := files.ReadFile("assets/" + name)
		if err != nil {
			return err
		}
		style.WriteString(strings.ReplaceAll(string(b), "\r\n", "\n"))
	}
	style.WriteString(pageFoot(e.Name, e.Kind, e.AsOf, e.Run))
	e.Style = template.CSS(style.String())
	e.Policy = "default-src 'none'; style-src " + hash(style.String()) + "; base-uri 'none'; form-action 'none'"
	t, err := template.New("edition.html").ParseFS(files, "templates/edition.html", "templates/figure.html")
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := t.Execute(&out, e); err != nil {
		return fmt.Errorf("write the edition: %w", err)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the edition: %w", err)
	}
	return nil
}

// week gives the counts of a week that is over.
func (e *edition) week(start time.Time) (editionWeek, bool) {
	for _, w := range e.weeks {
		if w.start.Equal(start) && !w.partial {
			return w, true
		}
	}
	return editionWeek{}, false
}

// visible says whether a count may be named in a sentence.
func visible(g *guarded) bool { return g != nil && !g.hidden }

// periodSentence compares the week with the one before where both are shown.
func (e *edition) periodSentence(now, before *guarded) string {
	switch {
	case !e.period.known():
		return ""
	case !visible(now):
		return e.period.String() + "没有或不足5条，或为防推算，条数不公布。"
	case e.period.unfinished():
		return fmt.Sprintf("%s收到%s条；%s。", e.period, count(now.n), e.period.unfinishedWords())
	case !visible(before):
		return fmt.Sprintf("%s收到%s条。", e.period, count(now.n))
	case before.n >= smallBase:
		return fmt.Sprintf("%s收到%s条，%s%s条（%s）。", e.period, count(now.n), e.period.last(), count(before.n), rate(now.n, before.n))
	}
	return fmt.Sprintf("%s收到%s条，%s%s条。", e.period, count(now.n), e.period.last(), count(before.n))
}

func (e *edition) composePublic() {
	if !visible(e.all) {
		e.Headline = "意见太少，各数都不公布。"
		return
	}
	now, _ := e.week(e.period.start)
	before, _ := e.week(e.period.before)
	e.Headline = fmt.Sprintf("累计收到意见%s条。%s", count(e.all.n), e.periodSentence(now.n, before.n))
	exact := ""
	if value := count(e.all.n); value != e.all.String() {
		exact = e.all.String() + "条"
	}
	e.Tiles = append(e.Tiles, tile{Label: "意见（条）", Value: count(e.all.n), Change: exact})
	if visible(now.n) {
		e.Tiles = append(e.Tiles, tile{Label: e.period.now() + "意见（条）", Value: count(now.n.n)})
	}
	if visible(e.wind) && e.all.n >= smallBase {
		e.Tiles = append(e.Tiles, tile{Label: "涉及四风", Value: share(e.wind.n, e.all.n), Change: count(e.wind.n) + "条"})
	}
	if e.items != nil && visible(e.items) {
		e.Tiles = append(e.Tiles, tile{Label: "整改台账（件）", Value: count(e.items.n)})
		if visible(e.closed) {
			e.Tiles = append(e.Tiles, tile{Label: "已销号（件）", Value: count(e.closed.n)})
		}
		if visible(e.overdue) {
			e.Tiles = append(e.Tiles, tile{Label: "逾期（件）", Value: count(e.overdue.n), Alarm: true})
		}
	}
	for _, kind := range unitKinds {
		for _, u := range e.units[kind] {
			e.Attention = append(e.Attention, e.standsOut(u)...)
		}
	}
	e.add("total", "总量", e.weeklyTable(nil))
	e.add("channels", "来源", e.countTable("channels", "各渠道意见数", "渠道", e.channels))
	e.add("winds", "四风构成与问题", e.countTable("winds", "四风构成", "大类", e.winds), e.countTable("problems", "四风问题排名", "问题", e.problems),
		e.countTable("topics", "专项治理主题排名", "主题", e.topics))
	e.add("townships", "乡镇", e.unitTable("township", "乡镇"), e.heatTable("township", "乡镇"))
	e.add("departments", "部门", e.unitTable("department", "部门"), e.heatTable("department", "部门"))
}

// standsOut makes the sentences on what stands out in a unit.
func (e *edition) standsOut(u *editionUnit) (list []string) {
	for _, r := range e.problems {
		c := u.problems[r.code]
		if c == nil || c.hidden || !c.certain {
			continue
		}
		text := fmt.Sprintf("%s：反映“%s”的%s条，明显多于全县水平", u.short, r.name, count(c.n))
		if shares := againstLevel(c.guarded, u.n, r.n, e.all); shares != "" {
			text += "：" + shares
		}
		list = append(list, text+"。")
	}
	return list
}

// againstLevel compares the share of a problem in a unit with that in the county, where both bases allow shares. It is made of shown counts alone.
func againstLevel(part, unit, problem, all *guarded) string {
	if !visible(unit) || !visible(problem) || !visible(all) || unit.n < smallBase || all.n < smallBase {
		return ""
	}
	low, high := wilson(part.n, unit.n)
	return fmt.Sprintf("占本单位意见%s（区间%s—%s），全县意见中占%s", share(part.n, unit.n), percent(low), percent(high), share(problem.n, all.n))
}

// wilson gives the 95 % interval of a share, in percent.
func wilson(part, base int64) (low, high float64) {
	const z = 1.96
	n, p := float64(base), float64(part)/float64(base)
	middle, half := p+z*z/(2*n), z*math.Sqrt((p*(1-p)+z*z/(4*n))/n)
	return 100 * (middle - half) / (1 + z*z/n), 100 * (middle + half) / (1 + z*z/n)
}

func (e *edition) add(id, title string, figures ...*figure) {
	s := section{ID: id, Title: title}
	for _, f := range figures {
		if f != nil {
			s.Figures = append(s.Figures, *f)
		}
	}
	s.fillRows()
	if len(s.Figures) > 0 {
		e.Sections = append(e.Sections, s)
	}
}

func (e *edition) composeUnit(kind string, u *editionUnit) {
	if !visible(u.n) || !visible(e.all) {
		e.Headline = "关于" + u.name + "的意见不足5条，或者公布会让人推算出别处不足5条的数，本版没有可列的数。"
		return
	}
	e.Headline = fmt.Sprintf("关于%s的意见累计%s条；全县%s条。%s", u.name, count(u.n.n), count(e.all.n),
		e.periodSentence(u.weeks[e.period.start], u.weeks[e.period.before]))
	e.Tiles = append(e.Tiles, tile{Label: "意见（条）", Value: count(u.n.n), Change: againstCounty(u.n, e.all)})
	if w := u.weeks[e.period.start]; visible(w) {
		e.Tiles = append(e.Tiles, tile{Label: e.period.now() + "意见（条）", Value: count(w.n)})
	}
	if visible(u.wind) && visible(e.wind) {
		t := tile{Label: "涉及四风（条）", Value: count(u.wind.n), Change: "全县占" + share(e.wind.n, e.all.n)}
		if u.n.n >= smallBase {
			t.Change = "占" + share(u.wind.n, u.n.n) + "；" + t.Change
		}
		e.Tiles = append(e.Tiles, t)
	}
	e.Attention = e.standsOut(u)
	e.add("problems", "四风问题", e.unitProblems(u))
	e.add("weeks", "走势", e.weeklyTable(u))
	if len(e.Sections) == 0 {
		e.Missing = "分问题、分周的条数都没有、不足5条，或为防推算，本版不列。"
	}
}

func againstCounty(part, whole *guarded) string {
	if whole.n < smallBase {
		return ""
	}
	return "占全县" + share(part.n, whole.n)
}
