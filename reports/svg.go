package reports

import (
	"fmt"
	"html/template"
	"strings"
)

// sparkline draws a short series as a line with its last point marked, on a scale from 0 to most. It is drawn here, so that it
// shows without a script. The words beside it say what it shows, so it is hidden from readers.
func sparkline(values []int64, most int64, width, height int) template.HTML {
	if len(values) < 2 {
		return ""
	}
	for _, v := range values {
		most = max(most, v)
	}
	most = max(most, 1)
	const margin = 4
	x := func(i int) float64 {
		return margin + float64(i)*float64(width-2*margin)/float64(len(values)-1)
	}
	y := func(v int64) float64 {
		return float64(height-margin) - float64(v)*float64(height-2*margin)/float64(most)
	}
	points := make([]string, len(values))
	for i, v := range values {
		points[i] = fmt.Sprintf("%.1f,%.1f", x(i), y(v))
	}
	last := len(values) - 1
	return template.HTML(fmt.Sprintf(
		`<svg class="spark" viewBox="0 0 %d %d" aria-hidden="true" focusable="false">`+
			`<path d="M%d %.1fH%d" stroke="#C3CBD4" stroke-width="1"/>`+
			`<polyline points="%s" fill="none" stroke="%s" stroke-width="1.5"/>`+
			`<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/></svg>`,
		width, height, margin, y(0), width-margin, strings.Join(points, " "), colourBlue, x(last), y(values[last]), colourBlue))
}
