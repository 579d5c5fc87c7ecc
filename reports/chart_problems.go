package reports

// problemsChart ranks the problems of the four winds.
func problemsChart(p *page) (*figure, error) {
	f, err := rankedProblems(p, "problems", "四风问题排名", 25)
	if f != nil {
		f.Wide = true
	}
	return f, err
}

// rankedProblems draws the rows of an answer that have comments; the table has them all.
func rankedProblems(p *page, name, plain string, most int) (*figure, error) {
	a := p.answers[name]
	all := p.summary.int("comments")
	var bars []bar
	for _, r := range a.rows {
		if r.int("comments") == 0 || len(bars) == most {
			continue
		}
		label := countAndShare(r.int("comments"), all)
		if d := r.int("change"); d != 0 && p.period.known() && !p.period.unfinished() {
			label += " " + map[bool]string{true: "▲", false: "▼"}[d > 0] + plus(d)
		}
		bars = append(bars, bar{name: r.text("name"), value: r.int("comments"), label: label, quiet: r.text("wind") == "other", link: p.problemLink(r.text("problem"))})
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	compared := "；▲▼为" + p.period.now() + "比" + p.period.last() + "增减"
	if p.period.unfinished() {
		compared = "；" + p.period.unfinishedWords()
	}
	f := p.show(a, leaderTitle(a.rows, "name", all, plain), p.caption("条", p.all()+compared, all))
	f.Drawing = d
	f.nameSilent(a, "name", map[string]string{"problems": "问题", "topics": "主题"}[name])
	f.link(a, "name", func(r record) string { return p.problemLink(r.text("problem")) })
	f.Aria = "条形图，" + plain + "，最多的是：" + topNames(a.rows, "name", 5) + "。"
	return &f, nil
}
