package reports

// townshipWeeklyChart shows the weekly course of each township, side by side on one scale.
func townshipWeeklyChart(p *page) (*figure, error) {
	a := p.answers["township_weekly"]
	if !p.period.known() || sum(a.rows, "comments") == 0 {
		return nil, nil
	}
	f := p.show(a, moverTitle(p.period, a.rows, "short", "各乡镇"+p.period.trend()+"走势"), p.caption("条", "各乡镇"+p.period.trend()+"；各图同一纵轴", sum(a.rows, "comments")))
	f.Graphic = multiples(a.rows, "short", func(r record) string { return unitHash("township", r.text("code")) })
	f.Aria = "小图，各乡镇" + p.period.trend() + "各期条数，同一纵轴。"
	f.Wide, f.Drawn = true, true
	return &f, nil
}
