package reports

import "fmt"

// keynessChart shows the words that comments of this period use more than those of the weeks before.
func keynessChart(p *page) (*figure, error) {
	a := p.answers["keyness"]
	if len(a.rows) < 3 {
		return nil, nil
	}
	var bars []bar
	for i, r := range a.rows {
		if i == 12 {
			break
		}
		bars = append(bars, bar{
			name: r.text("word"), value: int64(r.float("keyness")),
			label: fmt.Sprintf("%s条（以往%s）", count(r.int("period_comments")), count(r.int("earlier_comments"))),
		})
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	f := p.show(a, title(fmt.Sprintf("%s“%s”说得多了", p.period.now(), a.rows[0].text("word")), p.period.now()+"说得更多的词"),
		p.caption("条长为突出程度，旁注为用到该词的意见（条）", fmt.Sprintf("%s，与此前%d%s比", p.period.now(), trendPeriods-1, p.period.unit()), p.summary.int("period_comments")))
	f.Drawing = d
	f.Aria = "条形图，" + p.period.now() + "说得更多的词：" + topNames(a.rows, "word", 5) + "。"
	return &f, nil
}
