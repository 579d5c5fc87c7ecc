package reports

import "fmt"

// problemPage is what the script shows on the page of one problem; where it stands out, the script reads from the units' pages.
type problemPage struct {
	Name    string      `json:"name"`
	Wind    string      `json:"wind"`
	Figures [][3]string `json:"figures"` // label, value, against the county
	Weeks   []int64     `json:"weeks,omitempty"`
}

// composeProblems makes a page for every problem of the four winds that has comments.
func (p *page) composeProblems() {
	p.problems = map[string]problemPage{}
	all := p.summary.int("comments")
	for _, r := range p.answers["problems"].rows {
		if r.int("comments") == 0 {
			continue
		}
		page := problemPage{Name: r.text("name"), Wind: r.text("wind_name"), Figures: [][3]string{
			{"意见（条）", count(r.int("comments")), "占全部意见" + shareOrCount(r.int("comments"), all)},
		}}
		if p.period.known() {
			page.Figures = append(page.Figures, [3]string{
				p.period.now() + "（条）", count(r.int("period_comments")),
				p.change(r.int("period_comments"), r.int("before_comments")),
			})
			page.Weeks = make([]int64, trendPeriods)
		}
		p.problems[problemHash(r.text("problem"))] = page
		p.ProblemChoices = append(p.ProblemChoices, unitChoice{Hash: problemHash(r.text("problem")), Name: r.text("name"), Group: r.text("wind_name")})
	}
	for _, r := range p.answers["problem_weekly"].rows {
		page, ok := p.problems[problemHash(r.text("problem"))]
		if i := p.period.index(r.day("begins")); ok && i >= 0 && i < len(page.Weeks) {
			page.Weeks[i] = r.int("comments")
		}
	}
	flagged := map[string][2]int{}
	for _, r := range p.answers["unit_problems"].rows {
		if n := flagged[r.text("problem")]; r.bool("flagged") {
			n[map[string]int{"township": 0, "department": 1}[r.text("unit_kind")]]++
			flagged[r.text("problem")] = n
		}
	}
	for problem, n := range flagged {
		page := p.problems[problemHash(problem)]
		page.Figures = append(page.Figures, [3]string{"热点单位（个）", fmt.Sprint(n[0] + n[1]), fmt.Sprintf("乡镇%d个，部门%d个", n[0], n[1])})
		p.problems[problemHash(problem)] = page
	}
}

// problemLink gives the address of a problem's page, or nothing if it has none.
func (p *page) problemLink(problem string) string {
	if _, ok := p.problems[problemHash(problem)]; ok {
		return problemHash(problem)
	}
	return ""
}
