package reports

import "fmt"

// overdueChart lists the items of the ledger that are past their deadline.
func overdueChart(p *page) (*figure, error) {
	a := p.answers["rectification_overdue"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	f := p.show(a, title(fmt.Sprintf("最久的已逾期%s天", count(a.rows[0].int("days_over"))), "逾期事项"),
		captionFrom("整改台账", "件", "至"+p.AsOf, int64(len(a.rows))))
	f.translate(a, "status", "状态", stages)
	f.Open, f.Wide, f.Alarm = true, true, true
	f.Aria = fmt.Sprintf("表，逾期的整改事项，共%d件。", len(a.rows))
	return &f, nil
}
