package reports

import "fmt"

// issuesChart lists the matters that the comments concentrate on, with their span, heat and course.
func issuesChart(p *page) (*figure, error) {
	a := p.answers["issues"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	f := p.show(a, issuesTitle(a.rows),
		p.caption("条", p.all(), sum(a.rows, "comments")))
	weeks := map[int64][]int64{}
	var most int64
	for _, r := range p.answers["issues_weekly"].rows {
		weeks[r.int("rank")] = append(weeks[r.int("rank")], r.int("comments"))
		most = max(most, r.int("comments"))
	}
	f.Table.Head = append(f.Table.Head, head{Label: p.period.trend(), Drawn: true})
	for i, r := range a.rows {
		f.Table.Rows[i] = append(f.Table.Rows[i], tableCell{Graphic: sparkline(weeks[r.int("rank")], most, 110, 28)})
	}
	f.Open, f.Wide = true, true
	f.Aria = "表，热点事项按热度排名，含条数、起止、乡镇、部门和" + p.period.trend() + "走势。"
	return &f, nil
}

// issuesTitle tells of the hottest matter, and of the one with most comments where that is another: heat counts more than comments.
func issuesTitle(rows []record) string {
	hottest := rows[0].int("comments")
	most := hottest
	for _, r := range rows {
		most = max(most, r.int("comments"))
	}
	if most == hottest {
		return title(fmt.Sprintf("最热的事有%s条意见", count(hottest)), "热点事项")
	}
	return title(fmt.Sprintf("所列事项，最热的%s条，最多的%s条", count(hottest), count(most)), "热点事项")
}
