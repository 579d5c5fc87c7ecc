package reports

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// unitTrend is the chart of a unit's weeks without its data, which the script puts in.
func (p *page) unitTrend() (json.RawMessage, error) {
	c := charts.NewBar()
	c.SetXAxis(p.trendLabels(p.period.label))
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{Type: "category", AxisLabel: &opts.AxisLabel{Color: colourQuiet}}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0, MinInterval: 1, AxisLabel: &opts.AxisLabel{Color: colourQuiet}}),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "12", Top: "22", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	c.AddSeries("意见", []opts.BarData{}, widest("36"),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: colourBlue}),
		charts.WithLabelOpts(opts.Label{Show: opts.Bool(true), Position: "top", Color: colourInk}))
	return option(c, nil)
}

// unitIntervals is the chart of a unit's ratios without its data.
func unitIntervals() (json.RawMessage, error) {
	d, err := intervals(nil, 1, "全县水平", "倍")
	if err != nil {
		return nil, err
	}
	return d.Views[0].Option, nil
}

// filterBars is the chart of one dimension of the filters without its data.
func filterBars() (json.RawMessage, error) {
	d, err := rankedBars(nil)
	if err != nil {
		return nil, err
	}
	return d.Views[0].Option, nil
}
