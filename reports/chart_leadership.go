package reports

import "fmt"

// leadershipChart counts the comments on the county leadership itself, which is no department. It never shows their words.
func leadershipChart(p *page) (*figure, error) {
	a := p.answers["leadership"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	total := sum(a.rows, "comments")
	f := p.show(a, "对领导班子的意见只计数", p.caption("条", p.all(), total))
	f.Open = true
	f.More = "县委、县政府领导班子单列，不算部门；只计数，不列内容。"
	f.Aria = fmt.Sprintf("表，对县委、县政府领导班子的意见，涉及各风的条数，共%s行。", count(int64(len(a.rows))))
	return &f, nil
}
