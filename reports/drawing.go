package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// The colours of the page: told apart by people who do not see colours, and in grey.
const (
	colourInk    = "#1D2733"
	colourQuiet  = "#55606E"
	colourBlue   = "#12436D"
	colourMiddle = "#2073BC"
	colourLight  = "#6BACE6"
	colourGrey   = "#8A94A0"
	colourOrange = "#F46A25"
)

const fontFamily = `-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif`

// drawing is what the script of the page needs to draw one chart.
type drawing struct {
	Height   int               `json:"height"`             // px
	Printed  int               `json:"printed,omitempty"`  // px on paper, where rows need no room for fingers
	MinWidth int               `json:"minWidth,omitempty"` // px; a narrower screen scrolls inside the box
	Latest   bool              `json:"latest,omitempty"`   // scroll to the right end, where the last week is
	Views    []view            `json:"views"`
	Links    map[string]string `json:"links,omitempty"` // from a category to the hash of its page
	Rows     []string          `json:"rows,omitempty"`  // of a heat map: the problem of each row
}

// view is one way to show a chart, such as counts or ratios.
type view struct {
	Label  string          `json:"label,omitempty"`
	Option json.RawMessage `json:"option"`
}

// echart is what the chart types of go-echarts share.
type echart interface {
	Validate()
	JSON() map[string]any
}

// option gives the JSON of a chart, free of what go-echarts adds and of its marks for functions. tweak sets what go-echarts has
// no field for.
func option(c echart, tweak func(o map[string]any)) (json.RawMessage, error) {
	c.Validate()
	raw, err := json.Marshal(c.JSON())
	if err != nil {
		return nil, fmt.Errorf("write the options of a chart: %w", err)
	}
	var o map[string]any
	if err := json.Unmarshal(raw, &o); err != nil {
		return nil, fmt.Errorf("read the options of a chart: %w", err)
	}
	delete(o, "title")
	delete(o, "toolbox")
	o["color"] = []string{colourBlue, "#28A197", "#801650", colourOrange}
	o["animation"] = false
	delete(o, "legend")
	o["textStyle"] = map[string]any{"fontFamily": fontFamily, "color": colourInk, "fontSize": 13}
	o["tooltip"] = map[string]any{
		"renderMode": "richText", "confine": true, "backgroundColor": "#FFFFFF", "borderColor": colourGrey,
		"textStyle": map[string]any{"color": colourInk, "fontSize": 13},
	}
	if tweak != nil {
		tweak(o)
	}
	raw, err = json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("write the options of a chart: %w", err)
	}
	return safeJSON(raw), nil
}

// safeJSON drops the marks that go-echarts turns into code. encoding/json has escaped <, >, & and the line separators.
func safeJSON(raw []byte) json.RawMessage {
	for bytes.Contains(raw, []byte("__f__")) {
		raw = bytes.ReplaceAll(raw, []byte("__f__"), nil)
	}
	return raw
}

func object(o map[string]any, path ...string) map[string]any {
	for _, p := range path {
		switch next := o[p].(type) {
		case map[string]any:
			o = next
		case []any:
			o, _ = next[0].(map[string]any)
		default:
			made := map[string]any{}
			o[p] = made
			o = made
		}
	}
	return o
}

// bar is one bar of a ranked list.
type bar struct {
	name  string
	value int64
	label string // beside the bar; empty: the count
	link  string // hash of the page of this bar; empty: none
	quiet bool   // 未识别, 其他 and the like: grey
}

// Px for one row of a chart: on a screen, and on paper.
const (
	rowHeight  = 28
	printedRow = 18
)

// rankedBars draws horizontal bars in the order given, from 0, each with its label.
func rankedBars(bars []bar) (*drawing, error) {
	names := make([]string, len(bars))
	data := make([]opts.BarData, len(bars))
	links := map[string]string{}
	margin := 0
	for i, b := range bars {
		names[i] = b.name
		label := b.label
		if label == "" {
			label = count(b.value)
		}
		colour := colourBlue
		if b.quiet {
			colour = colourGrey
		}
		margin = max(margin, width(label)+16)
		data[i] = opts.BarData{
			Name: b.name, Value: b.value, ItemStyle: &opts.ItemStyle{Color: colour},
			Label: &opts.Label{Show: opts.Bool(true), Position: "right", Formatter: types.FuncStr(plainLabel(label)), Color: colourInk},
		}
		if b.link != "" {
			links[b.name] = b.link
		}
	}
	c := charts.NewBar()
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0}),
		charts.WithYAxisOpts(categoryAxis(names)),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: strconv.Itoa(margin), Top: "4", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	c.AddSeries("意见", data, widest("18"))
	o, err := option(c, nil)
	if err != nil {
		return nil, err
	}
	return &drawing{Height: len(bars)*rowHeight + 12, Printed: len(bars)*printedRow + 12, Views: []view{{Option: o}}, Links: links}, nil
}

// width guesses how wide a label is, in px at 13 px.
func width(label string) int {
	w := 0
	for _, r := range label {
		if r < 0x2000 {
			w += 8
		} else {
			w += 13
		}
	}
	return w
}

// widest keeps bars from growing beyond so many px.
func widest(px string) charts.SeriesOpts {
	return func(s *charts.SingleSeries) { s.BarMaxWidth = px }
}

// plainLabel makes ECharts show a text as it stands: braces would be read as a template.
func plainLabel(s string) string {
	out := []rune(s)
	for i, r := range out {
		switch r {
		case '{':
			out[i] = '｛'
		case '}':
			out[i] = '｝'
		case '|':
			out[i] = '｜'
		}
	}
	return string(out)
}

func categoryAxis(names []string) opts.YAxis {
	return opts.YAxis{
		Type: "category", Data: names, Inverse: opts.Bool(true),
		AxisLine: &opts.AxisLine{Show: opts.Bool(false)},
		AxisLabel: &opts.AxisLabel{
			Show: opts.Bool(true), Interval: "0", Color: colourInk, Width: 150, Overflow: "truncate",
		},
	}
}

// interval is one row of a chart of estimates with their intervals.
type interval struct {
	name          string
	point, lo, hi float64
	link          string
	strong        bool // clears the level of the whole
	label         string
}

// intervals draws a dot and a line from lo to hi for each row, and one line at the level of the whole.
func intervals(rows []interval, whole float64, wholeName, unit string) (*drawing, error) {
	names := make([]string, len(rows))
	data := make([]opts.CustomData, len(rows))
	links := map[string]string{}
	most := whole
	for i, r := range rows {
		names[i] = r.name
		strong := 0
		if r.strong {
			strong = 1
		}
		most = max(most, r.hi)
		data[i] = opts.CustomData{Name: r.name, Value: []any{r.point, i, r.lo, r.hi, strong, r.label}}
		if r.link != "" {
			links[r.name] = r.link
		}
	}
	c := charts.NewCustom()
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Scale: opts.Bool(true), SplitNumber: 4, AxisLabel: &opts.AxisLabel{Color: colourQuiet, HideOverlap: opts.Bool(true), Formatter: types.FuncStr("{value}" + unit)}}),
		charts.WithYAxisOpts(categoryAxis(names)),
		charts.WithGridOpts(opts.Grid{Left: "4", Right: "64", Top: "24", Bottom: "4", ContainLabel: opts.Bool(true)}),
	)
	c.AddSeries("估计", data)
	o, err := option(c, func(o map[string]any) {
		series := object(o, "series")
		series["renderItem"] = "interval"
		series["encode"] = map[string]any{"x": []int{0, 2, 3}, "y": 1}
		series["markLine"] = map[string]any{
			"symbol": "none", "silent": true, "data": []any{map[string]any{"xAxis": whole}},
			"lineStyle": map[string]any{"color": colourQuiet, "type": "dashed", "width": 1.5},
			"label":     map[string]any{"formatter": plainLabel(wholeName), "position": "start", "color": colourQuiet, "fontSize": 12},
		}
	})
	if err != nil {
		return nil, err
	}
	return &drawing{Height: len(rows)*rowHeight + 60, Printed: len(rows)*printedRow + 60, Views: []view{{Option: o}}, Links: links}, nil
}
