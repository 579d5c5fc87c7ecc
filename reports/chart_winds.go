package reports

// windsChart shows how many comments touch each of the four winds.
func windsChart(p *page) (*figure, error) {
	a := p.answers["winds"]
	all := p.summary.int("comments")
	var bars []bar
	for _, r := range a.rows {
		bars = append(bars, bar{
			name: r.text("name"), value: r.int("comments"), quiet: r.text("wind") == "other",
			label: countAndShare(r.int("comments"), all),
		})
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	f := p.show(a, leaderTitle(a.rows, "name", all, "四风构成"), p.caption("条", p.all(), all))
	f.Drawing, f.Half = d, true
	f.Aria = "条形图，各风意见数：" + topNames(a.rows, "name", 5) + "。"
	return &f, nil
}
