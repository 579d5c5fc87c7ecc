package reports

// windsWeeklyChart shows the weekly course of each wind, side by side on one scale.
func windsWeeklyChart(p *page) (*figure, error) {
	a := p.answers["winds_weekly"]
	if !p.period.known() {
		return nil, nil
	}
	f := p.show(a, moverTitle(p.period, a.rows, "name", "四风各风"+p.period.trend()+"走势"), p.caption("条次", "各风"+p.period.trend()+"；各图同一纵轴", sum(a.rows, "comments")))
	f.Graphic = multiples(a.rows, "name", func(record) string { return "" })
	f.Drawn, f.Half = true, true
	f.Aria = "小图，四风各风" + p.period.trend() + "各期条数，同一纵轴。"
	return &f, nil
}

func sum(rows []record, column string) int64 {
	var n int64
	for _, r := range rows {
		n += r.int(column)
	}
	return n
}
