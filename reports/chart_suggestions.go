package reports

// suggestionsChart shows on which topics people make suggestions.
func suggestionsChart(p *page) (*figure, error) {
	a := p.answers["suggestions"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	var bars []bar
	var other *bar
	for _, r := range a.rows {
		b := bar{name: r.text("name"), value: r.int("comments"), quiet: r.null("problem")}
		if d := r.text("department"); d != "" && b.value >= 5 {
			b.label = count(b.value) + "（" + d + "）"
		}
		if r.null("problem") {
			other = &b
		} else if len(bars) < 15 {
			bars = append(bars, b)
		}
	}
	if other != nil {
		bars = append(bars, *other)
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	topical := a.rows
	if topical[len(topical)-1].null("problem") && len(topical) > 1 {
		topical = topical[:len(topical)-1]
	}
	f := p.show(a, leaderTitle(topical, "name", 0, "群众建议的主题"), p.caption("条次", p.all()+"；括号内为建议最多的部门", sum(a.rows, "comments")))
	f.Drawing = d
	f.Aria = "条形图，群众建议的主题，最多的是：" + topNames(topical, "name", 5) + "。"
	return &f, nil
}
