package reports

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// unitChoice is one unit that has a page, for the list at the top.
type unitChoice struct{ Hash, Name, Group string }

// unitPage is what the script shows on the page of one township or department. All figures are written here, so that the rules
// for numbers hold there too.
type unitPage struct {
	Name     string        `json:"name"`
	Short    string        `json:"short"`
	Kind     string        `json:"kind"`
	Figures  [][3]string   `json:"figures"`            // label, value, against the county
	Weeks    []int64       `json:"weeks,omitempty"`    // the last 13
	Problems []unitProblem `json:"problems,omitempty"` // those with comments
	Topics   [][2]string   `json:"topics,omitempty"`
	Issues   [][4]string   `json:"issues,omitempty"`
	Examples [][3]string   `json:"examples,omitempty"`
	Ledger   [][5]string   `json:"ledger,omitempty"`
}

// unitProblem is one problem of a unit.
type unitProblem struct {
	Named     int // place in page.named
	N, Period int64
	Expect    string
	Observed  *float64 // n by expect
	Ratio     *float64 // the same, drawn towards 1
	Low, High float64
	Flagged   bool
}

// MarshalJSON writes a row without the names of its columns, which unit.js puts back: they would be three quarters of it.
func (u unitProblem) MarshalJSON() ([]byte, error) {
	row := []any{u.Named, u.N, u.Period, u.Expect, u.Observed}
	switch {
	case u.Flagged:
		row = append(row, u.Ratio, u.Low, u.High, 1)
	case u.Ratio != nil:
		row = append(row, u.Ratio, u.Low, u.High)
	}
	return json.Marshal(row)
}

// unitQueries are the queries whose rows stand on the pages of units.
var unitQueries = []string{"unit_weekly", "unit_problems", "unit_topics", "unit_issues", "unit_ledger", "unit_examples"}

// composeUnits makes a page for every township and every department.
func (p *page) composeUnits() {
	p.units = map[string]unitPage{}
	for _, kind := range []string{"township", "department"} {
		query, group := "townships", "乡镇"
		if kind == "department" {
			query, group = "departments", "部门"
		}
		for _, r := range known(p.answers[query].rows) {
			hash := unitHash(kind, r.text("code"))
			u := unitPage{Name: r.text("name"), Short: r.text("short"), Kind: group, Figures: p.unitFigures(r)}
			if p.period.known() {
				u.Weeks = make([]int64, trendPeriods)
			}
			p.units[hash] = u
			p.Units = append(p.Units, unitChoice{Hash: hash, Name: r.text("short"), Group: group})
		}
	}
	for _, name := range unitQueries {
		a := p.answers[name]
		for _, r := range a.rows {
			p.addUnitRow(name, r)
		}
	}
	p.queries = map[string]shownQuery{}
	for _, name := range append([]string{"townships", "departments", "problems", "problem_weekly"}, unitQueries...) {
		p.queries[name] = shownQuery{SQL: p.answers[name].sql, Method: p.answers[name].query.Note}
	}
}

// nameOf gives the place of a problem in the list of codes and names that the rows of units point into.
func (p *page) nameOf(code, name string) int {
	if i := slices.Index(p.named, [2]string{code, name}); i >= 0 {
		return i
	}
	p.named = append(p.named, [2]string{code, name})
	return len(p.named) - 1
}

func (p *page) unitFigures(r record) [][3]string {
	s := p.summary
	n, all := r.int("comments"), s.int("comments")
	out := [][3]string{{"意见（条）", count(n), "占全县" + shareOrCount(n, all)}}
	if p.period.known() {
		against := p.change(r.int("period_comments"), r.int("before_comments"))
		if !p.period.unfinished() {
			against += "；全县" + rateOrCount(s.int("period_comments"), s.int("before_comments"))
		}
		out = append(out, [3]string{p.period.now() + "（条）", count(r.int("period_comments")), against})
	}
	wind := [3]string{"涉及四风（条）", count(r.int("wind_comments")), "全县占" + share(s.int("wind_comments"), all)}
	if !r.null("wind_share") {
		wind[1] += "，占" + percent(r.float("wind_share"))
		wind[2] = fmt.Sprintf("区间%s—%s；", percent(r.float("wind_lo")), percent(r.float("wind_hi"))) + wind[2]
	}
	out = append(out, wind)
	if !r.null("year_before") && !p.period.unfinished() {
		out = append(out, [3]string{"上年同期（条）", count(r.int("year_before")), yearChange(r.int("period_comments"), r.int("year_before"))})
	}
	return out
}

func rateOrCount(now, before int64) string {
	if before < smallBase {
		return count(now) + "条"
	}
	return rate(now, before)
}

// addUnitRow puts one row of a unit query on the page it belongs to.
func (p *page) addUnitRow(query string, r record) {
	hashes := []string{unitHash(r.text("unit_kind"), r.text("unit_code"))}
	if query == "unit_ledger" {
		hashes = []string{unitHash("township", r.text("unit_code")), unitHash("department", r.text("unit_code"))}
	}
	for _, hash := range hashes {
		u, ok := p.units[hash]
		if !ok {
			continue
		}
		switch query {
		case "unit_weekly":
			if i := p.period.index(r.day("begins")); i >= 0 && i < len(u.Weeks) {
				u.Weeks[i] = r.int("comments")
			}
		case "unit_problems":
			problem := unitProblem{
				Named: p.nameOf(r.text("problem"), r.text("name")), N: r.int("comments"), Period: r.int("period_comments"),
				Expect: cellTo(1, r["expected"]), Flagged: r.bool("flagged"),
			}
			if !r.null("ratio") {
				v := r.float("ratio")
				problem.Ratio, problem.Low, problem.High = &v, r.float("ratio_lo"), r.float("ratio_hi")
			}
			if !r.null("observed") {
				v := r.float("observed")
				problem.Observed = &v
			}
			u.Problems = append(u.Problems, problem)
		case "unit_topics":
			u.Topics = append(u.Topics, [2]string{r.text("name"), count(r.int("comments"))})
		case "unit_issues":
			u.Issues = append(u.Issues, [4]string{cell(r["rank"]), r.text("title"), count(r.int("comments")), cell(r["last_day"])})
		case "unit_examples":
			u.Examples = append(u.Examples, [3]string{cell(r["week"]), r.text("name"), cell(r["words"])})
		case "unit_ledger":
			late := ""
			if r.bool("overdue") {
				late = "逾期"
			}
			u.Ledger = append(u.Ledger, [5]string{r.text("issue_no"), r.text("matter"), stages[r.text("status")], cell(r["deadline"]), late})
		}
		p.units[hash] = u
	}
}

// trendLabels say when the periods of a small trend start, each by write.
func (p *page) trendLabels(write func(begins time.Time) string) []string {
	if !p.period.known() {
		return nil
	}
	labels := make([]string, trendPeriods)
	for i := range labels {
		labels[i] = write(p.period.step(p.period.start, i+1-trendPeriods))
	}
	return labels
}
