package reports

import (
	"math"
	"slices"
	"sort"
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
}

var heatColours = []step{{colour: "#EDF3F9"}, {colour: "#BFD9F0"}, {colour: colourLight}, {colour: colourMiddle}, {colour: colourBlue}}

// countSteps gives five classes of counts up to most, with round bounds.
func countSteps(most int64) []step {
	bounds := []int64{1, 2, 3, 4, 5}
	if most > 16 {
		for i, part := range []float64{16, 8, 4, 2} {
			bounds[i+1] = max(bounds[i]+1, roundBound(float64(most)/part))
		}
	} else if most > 5 {
		bounds = []int64{1, 2, 4, 6, 10}
	}
	return stepsFrom(bounds)
}

// rankSteps gives at most five classes that hold about as many of the counts each, with round bounds: one that is far above the others does not
// leave all of these in one class. Counts of 0 are in none.
func rankSteps(counts []int64) []step {
	counts = slices.DeleteFunc(slices.Clone(counts), func(n int64) bool { return n <= 0 })
	if len(counts) == 0 {
		return nil
	}
	slices.Sort(counts)
	bounds := []int64{1}
	for i := 1; i < len(heatColours); i++ {
		at := i * len(counts) / len(heatColours)
		for at > 0 && at < len(counts) && counts[at] == counts[at-1] { // equal counts stay together
			at++
		}
		if at == 0 || at == len(counts) || counts[at-1] < bounds[len(bounds)-1] {
			continue
		}
		bounds = append(bounds, roundestBetween(counts[at-1], counts[at]))
	}
	return stepsFrom(bounds)
}

// roundestBetween gives the roundest number above low, up to high.
func roundestBetween(low, high int64) int64 {
	for unit := int64(math.Pow10(len(strconv.FormatInt(high, 10)) - 1)); unit > 1; unit /= 10 {
		for _, u := range []int64{unit, unit / 2} {
			if n := high / u * u; n > low {
				return n
			}
		}
	}
	return high
}

// stepsFrom gives a class from each bound to the next, and from the last on.
func stepsFrom(bounds []int64) []step {
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

// roundBound gives a number with one leading digit.
func roundBound(v float64) int64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	return int64(math.Round(v/unit) * unit)
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
	cells = append([]heatCell(nil), cells...)
	sort.SliceStable(cells, func(i, j int) bool { return !cells[i].flagged && cells[j].flagged }) // frames lie on top
	for _, c := range cells {
		value := c.value
		if decimals {
			value = math.Round(value*10) / 10
		}
		point := []any{c.x, c.y, value}
		if !c.flagged {
			data = append(data, point)
			continue
		}
		data = append(data, map[string]any{
			"value": point, "itemStyle": map[string]any{"borderColor": colourOrange, "borderWidth": 3},
			"label": map[string]any{"formatter": strconv.FormatFloat(value, 'f', -1, 64) + "!", "fontWeight": "bold"},
		})
	}
	c := charts.NewHeatMap()
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{
			Type: "category", Data: columns, Position: "top", AxisTick: &opts.AxisTick{Show: opts.Bool(false)}, AxisLine: &opts.AxisLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Interval: "0", Color: colourInk, Width: 42, Overflow: "break"},
		}),
		charts.WithYAxisOpts(categoryAxis(rows)),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "4", Top: "4", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Name: "意见", Type: "heatmap", Data: data})
	o, err := option(c, func(o map[string]any) {
		object(o, "xAxis")["data"] = columns
		object(o, "xAxis", "axisLabel")["margin"] = 6
		series := object(o, "series")
		series["label"] = map[string]any{"show": true, "fontSize": 12, "formatter": "{@[2]}"}
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
