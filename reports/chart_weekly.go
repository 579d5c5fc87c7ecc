package reports

import (
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// weeklyChart shows how many comments came in each week; a week that is not over is hatched.
func weeklyChart(p *page) (*figure, error) {
	a := p.answers["weekly"]
	if !p.period.known() || len(a.rows) == 0 {
		return nil, nil
	}
	first := a.rows[0]
	var weeks []string
	var all, winds []opts.BarData
	var total int64
	partial := map[int]bool{}
	for i, r := range a.rows {
		weeks = append(weeks, p.period.label(r.day("begins")))
		n, w := r.int("comments"), r.int("wind_comments")
		total += n
		partial[i] = r.bool("partial")
		all = append(all, opts.BarData{Value: n - w})
		winds = append(winds, opts.BarData{Value: w})
	}
	c := charts.NewBar()
	c.SetXAxis(weeks)
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: &opts.AxisLabel{Color: colourQuiet, HideOverlap: opts.Bool(true)}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0, MinInterval: 1, AxisLabel: &opts.AxisLabel{Color: colourQuiet}}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "12", Top: "36", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	stack := charts.WithBarChartOpts(opts.BarChart{Stack: "意见"})
	c.AddSeries("涉及四风", winds, stack, widest("36"), charts.WithItemStyleOpts(opts.ItemStyle{Color: colourBlue}))
	c.AddSeries("其余意见", all, stack, widest("36"), charts.WithItemStyleOpts(opts.ItemStyle{Color: colourLight}))
	o, err := option(c, func(o map[string]any) {
		for n, s := range o["series"].([]any) {
			series := s.(map[string]any)
			for i, d := range series["data"].([]any) {
				item, _ := d.(map[string]any)
				if partial[i] {
					item["itemStyle"] = map[string]any{"decal": map[string]any{
						"symbol": "rect", "rotation": 0.785, "dashArrayX": []int{1, 0}, "dashArrayY": []int{3, 4}, "color": "#FFFFFF",
					}}
				}
				if n == 1 {
					item["label"] = map[string]any{
						"show": true, "position": "top", "color": colourInk, "fontSize": 11,
						"formatter": silentOr(a.rows[i].int("comments")),
					}
				}
			}
			if n == 0 {
				series["markLine"] = p.breakMarks(first)
			}
			if n == 1 {
				series["labelLayout"] = map[string]any{"hideOverlap": true}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	last := a.rows[len(a.rows)-1]
	days := fmt.Sprintf("%s起%d%s", fullDay(first.day("begins")), len(a.rows), p.period.unit())
	f := p.show(a, trendTitle(p.period, p.summary.int("period_comments"), p.summary.int("before_comments"), "各期意见数"),
		p.caption("条", days, total))
	f.Drawing = &drawing{Height: 280, Printed: 220, Views: []view{{Option: o}}, MinWidth: 26 * len(weeks), Latest: true}
	f.Legend = []legend{{"涉及四风", "deep"}, {"其余意见", "light"}}
	if last.bool("partial") {
		f.Legend = append(f.Legend, legend{"尚未过完的一" + p.period.unit(), "hatched"})
	}
	f.More = p.breakWords()
	f.Wide = true
	if p.period.unfinished() {
		f.More = p.period.unfinishedWords() + "。" + f.More
	}
	f.Aria = fmt.Sprintf("柱形图，%s，各期意见数。%s%s条，%s%s条。%s", days, p.period.now(), count(p.summary.int("period_comments")), p.period.last(),
		count(p.summary.int("before_comments")), f.More)
	return &f, nil
}

// silentOr writes a count; a period without any comment is more likely a gap in the data than a quiet one.
func silentOr(n int64) string {
	if n == 0 {
		return "无"
	}
	return count(n)
}
