package reports

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// heatCell is one cell of a heat map: its column and row, its value and whether it is flagged.
type heatCell struct {
	x, y    int
	value   float64
	flagged bool
}

// step is one class of a heat map's scale, from low (inclusive) to high (exclusive).
type step struct {
	low, high float64 // high 0: no end
	label     string
	colour    string
	dark      bool // takes white text
}

var heatColours = []step{{colour: "#EDF3F9"}, {colour: "#BFD9F0"}, {colour: colourLight}, {colour: colourMiddle, dark: true}, {colour: colourBlue, dark: true}}

// countSteps gives five classes of counts up to most, with round bounds.
func countSteps(most int64) []step {
	bounds := []int64{1, 2, 3, 4, 5}
	switch {
	case most > 500:
		bounds = []int64{1, 10, 50, 100, 200}
	case most > 100:
		bounds = []int64{1, 5, 20, 50, 100}
	case most > 40:
		bounds = []int64{1, 5, 10, 20, 40}
	case most > 10:
		bounds = []int64{1, 3, 5, 10, 20}
	}
	steps := make([]step, len(bounds))
	for i, b := range bounds {
		steps[i] = heatColours[i]
		steps[i].low = float64(b)
		if i+1 < len(bounds) {
			steps[i].high = float64(bounds[i+1])
			steps[i].label = strconv.FormatInt(b, 10) + "—" + strconv.FormatInt(bounds[i+1]-1, 10)
			if bounds[i+1] == b+1 {
				steps[i].label = strconv.FormatInt(b, 10)
			}
		} else {
			steps[i].label = strconv.FormatInt(b, 10) + "及以上"
		}
	}
	return steps
}

// ratioSteps are the classes of shrunken ratios; 1 is the level of the whole county.
func ratioSteps() []step {
	low, high := []float64{0, 0.8, 1.25, 2, 3}, []float64{0.8, 1.25, 2, 3, 0}
	labels := []string{"低于0.8倍", "0.8—1.25", "1.25—2", "2—3", "3倍及以上"}
	steps := make([]step, len(low))
	for i := range steps {
		steps[i] = heatColours[i]
		steps[i].low, steps[i].high, steps[i].label = low[i], high[i], labels[i]
	}
	return steps
}

// heat draws one view of a heat map. Every cell shows its number; a flagged one has a frame as well.
func heat(columns, rows []string, cells []heatCell, steps []step, decimals bool) (view, error) {
	data := make([]any, 0, len(cells))
	for _, c := range cells {
		text := strconv.FormatFloat(c.value, 'f', 0, 64)
		if decimals {
			text = strconv.FormatFloat(c.value, 'f', 1, 64)
		}
		item := map[string]any{"value": []any{c.x, c.y, c.value}}
		label := map[string]any{"formatter": text}
		for _, s := range steps {
			if c.value >= s.low && (s.high == 0 || c.value < s.high) && s.dark {
				label["color"] = "#FFFFFF"
			}
		}
		if c.flagged {
			label["formatter"] = text + "!"
			label["fontWeight"] = "bold"
			item["itemStyle"] = map[string]any{"borderColor": colourOrange, "borderWidth": 3}
		}
		item["label"] = label
		data = append(data, item)
	}
	c := charts.NewHeatMap()
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{
			Type: "category", Data: columns, Position: "top", AxisTick: &opts.AxisTick{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Interval: "0", Color: colourInk},
		}),
		charts.WithYAxisOpts(categoryAxis(rows)),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "4", Top: "34", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Name: "意见", Type: "heatmap", Data: data})
	o, err := option(c, func(o map[string]any) {
		object(o, "xAxis")["data"] = columns
		object(o, "xAxis", "axisLabel")["margin"] = 6
		series := object(o, "series")
		series["label"] = map[string]any{"show": true, "color": colourInk, "fontSize": 12}
		series["itemStyle"] = map[string]any{"borderColor": "#FFFFFF", "borderWidth": 1}
		pieces := make([]any, len(steps))
		for i, s := range steps {
			piece := map[string]any{"gte": s.low, "label": s.label, "color": s.colour}
			if s.high > 0 {
				piece["lt"] = s.high
			}
			pieces[i] = piece
		}
		o["visualMap"] = map[string]any{
			"type": "piecewise", "pieces": pieces, "orient": "horizontal", "left": 4, "top": 0, "itemGap": 14, "dimension": 2,
			"textStyle": map[string]any{"color": colourQuiet}, "outOfRange": map[string]any{"color": "#FFFFFF"}, "showLabel": true,
			"hoverLink": false, "selectedMode": false, "show": false,
		}
	})
	return view{Option: o}, err
}
