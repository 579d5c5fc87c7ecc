package reports

import "fmt"

// stages are the names of the states of the ledger.
var stages = map[string]string{
	"new": "新收", "triaged": "已梳理", "reported": "已报县委", "published": "已公示", "assigned": "已分派", "in_progress": "整改中", "done": "自报完成",
	"verified": "已验收", "closed": "已销号", "reopened": "复号", "long_term": "分期", "transferred": "移送", "not_accepted": "不受理", "merged": "并入",
}

type ledger struct{ all, closed, overdue int64 }

func ledgerTotals(rows []record) ledger {
	var l ledger
	for _, r := range rows {
		l.all += r.int("items")
		l.overdue += r.int("overdue")
		if r.text("status") == "closed" {
			l.closed += r.int("items")
		}
	}
	return l
}

// rectificationChart shows how far the items of the ledger have come.
func rectificationChart(p *page) (*figure, error) {
	a := p.answers["rectification"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	var bars []bar
	for _, r := range a.rows {
		b := bar{name: stages[r.text("status")], value: r.int("items"), quiet: r.text("status") == "merged"}
		if n := r.int("overdue"); n > 0 {
			b.label = fmt.Sprintf("%s（逾期%s）", count(b.value), count(n))
		}
		bars = append(bars, b)
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	l := ledgerTotals(a.rows)
	f := p.show(a, title(fmt.Sprintf("%s件中已销号%s件，逾期%s件", count(l.all), count(l.closed), count(l.overdue)), "整改进度"),
		captionFrom("整改台账", "件", "至"+p.AsOf, l.all))
	f.Drawing = d
	f.translate(a, "status", "状态", stages)
	f.Aria = fmt.Sprintf("条形图，整改事项按状态，共%s件，已销号%s件，逾期%s件。", count(l.all), count(l.closed), count(l.overdue))
	return &f, nil
}
