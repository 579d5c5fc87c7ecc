package reports

import (
	"fmt"
	"slices"
	"strings"
)

// channelsTold says whether any comment tells its channel.
func (p *page) channelsTold() bool {
	return slices.ContainsFunc(p.answers["channels"].rows, func(r record) bool { return !r.null("channel") && r.int("comments") > 0 })
}

// channelsChart shows through which channels the comments came; those with none are listed too. It is left out where no comment tells.
func channelsChart(p *page) (*figure, error) {
	if !p.channelsTold() {
		return nil, nil
	}
	a := p.answers["channels"]
	all := p.summary.int("comments")
	var bars []bar
	var told []record // with their channel
	var silent []string
	named, unnamed := 0, 0
	for _, r := range a.rows {
		if r.bool("named") {
			named++
			if r.int("comments") == 0 {
				silent = append(silent, r.text("name"))
			}
		}
		if strings.HasPrefix(r.text("channel"), "ch.unnamed") {
			unnamed++
		}
		if r.int("comments") == 0 {
			continue
		}
		if !r.null("channel") {
			told = append(told, r)
		}
		bars = append(bars, bar{name: r.text("name"), value: r.int("comments"), quiet: r.null("channel"), label: countAndShare(r.int("comments"), all)})
	}
	f := p.show(a, leaderTitle(told, "name", all, "各渠道意见数"), p.caption("条", p.all(), all))
	f.More = fmt.Sprintf("“十个一”渠道：已列名%d，未列名%d（未列名的只占位）。", named, unnamed)
	if len(silent) > 0 {
		f.More += "已列名的渠道中没有意见的：" + strings.Join(silent, "、") + "。"
	}
	d, err := rankedBars(bars)
	if err != nil {
		return nil, err
	}
	f.Drawing = d
	f.Aria = "条形图，各渠道意见数，最多的是：" + topNames(told, "name", 3) + "。"
	return &f, nil
}

// countAndShare writes a count and, where the base allows it, its share.
func countAndShare(n, base int64) string {
	if base < smallBase || n == 0 {
		return count(n)
	}
	return count(n) + "（" + share(n, base) + "）"
}

// topNames lists the first rows by name and count, for readers who cannot see the chart.
func topNames(rows []record, column string, most int) string {
	var parts []string
	for i, r := range rows {
		if i == most {
			break
		}
		n := r.int("comments")
		if n == 0 {
			n = r.int("period_comments")
		}
		parts = append(parts, fmt.Sprintf("%s%s条", r.text(column), count(n)))
	}
	return strings.Join(parts, "，")
}
