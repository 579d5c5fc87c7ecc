package reports

import (
	"fmt"
	"strings"
)

// breaksChart lists what keeps the periods of the charts from being compared as they are.
func breaksChart(p *page) (*figure, error) {
	a := p.answers["breaks"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	f := p.show(a, title(fmt.Sprintf("走势有%d处断点", len(a.rows)), "走势的断点"), p.caption("期", "同走势图", int64(len(a.rows))))
	f.Wide = true
	f.More = p.breakWords()
	f.Aria = fmt.Sprintf("表，走势图时段内的断点，共%d处。", len(a.rows))
	return &f, nil
}

// breakPlace is all breaks of one kind in one period.
type breakPlace struct {
	mark string // ①, ②, …
	rows []record
}

// breakPlaces numbers the breaks, the same in the chart and in the words under it.
func (p *page) breakPlaces() (list []breakPlace) {
	for _, r := range p.answers["breaks"].rows {
		if n := len(list) - 1; n >= 0 && list[n].rows[0]["kind"] == r["kind"] && list[n].rows[0].day("begins").Equal(r.day("begins")) {
			list[n].rows = append(list[n].rows, r)
			continue
		}
		mark := "※"
		if len(list) < 20 {
			mark = string(rune('①' + len(list)))
		}
		list = append(list, breakPlace{mark: mark, rows: []record{r}})
	}
	return list
}

// breakMarks draws a line with its numbers at each period with a break, of a chart whose first period is given.
func (p *page) breakMarks(first record) map[string]any {
	numbers := map[int]string{}
	last := 0
	for _, b := range p.breakPlaces() {
		at := 0
		for day := first.day("begins"); day.Before(b.rows[0].day("begins")); day = p.period.step(day, 1) {
			at++
		}
		numbers[at] += b.mark
		last = max(last, at)
	}
	marks := []any{}
	for at := 0; at <= last; at++ {
		if numbers[at] != "" {
			marks = append(marks, map[string]any{"xAxis": at, "label": map[string]any{"formatter": numbers[at]}})
		}
	}
	return map[string]any{
		"symbol": "none", "silent": true, "data": marks, "lineStyle": map[string]any{"color": colourQuiet, "type": "dashed", "width": 1},
		"label": map[string]any{"position": "end", "distance": 12, "color": colourInk, "fontSize": 13},
	}
}

// breakWords says in a sentence what the numbered lines are.
func (p *page) breakWords() string {
	var parts, silent []string
	for _, b := range p.breakPlaces() {
		r := b.rows[0]
		since := b.mark + monthDay(r.day("day")) + "起"
		switch r.text("kind") {
		case "新开渠道":
			var names []string
			for _, r := range b.rows {
				names = append(names, r.text("name"))
			}
			parts = append(parts, since+"才有“"+strings.Join(names, "、")+"”渠道的意见，增减受其影响")
		case "换词典":
			parts = append(parts, since+"换用新词典，全部意见已重判，与以前印发的数不可比")
		default:
			silent = append(silent, fmt.Sprintf("%s%d%s", since, r.int("periods"), p.period.unit()))
		}
	}
	if len(silent) > 0 {
		parts = append(parts, strings.Join(silent, "、")+"没有意见，可能缺报")
	}
	if len(parts) == 0 {
		return ""
	}
	return "断点：" + strings.Join(parts, "；") + "。"
}
