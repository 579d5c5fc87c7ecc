package reports

import "time"

// editionCounts are all counts that an edition may show, small ones hidden. Corruption leads and the county leadership are in the totals
// only.
type editionCounts struct {
	protection
	all, wind *guarded
	weeks     []editionWeek
	channels  []editionRow
	winds     []editionRow
	problems  []editionRow
	topics    []editionRow
	units     map[string][]*editionUnit // by kind; the unidentified last
	closed    *guarded
	overdue   *guarded
	items     *guarded // of the ledger
}

type editionRow struct {
	code, name, wind string
	n                *guarded
}

type editionWeek struct {
	start   time.Time
	partial bool
	n, wind *guarded
}

type editionUnit struct {
	code, name, short string // code empty: comments of no known unit
	n, wind, rest     *guarded
	problems          map[string]*editionCell
	weeks             map[time.Time]*guarded
}

// editionCell is one problem of one unit. The ratio to the county's level and its interval are not here: they are made of counts that are not
// shown, those without an opinion and repeated texts left out, and would tell of them.
type editionCell struct {
	*guarded
	flagged, certain bool // it passed the test; and the interval of its ratio lies above 1
}

// editionQuestions are the only queries that an edition asks: none of them gives words of a comment.
var editionQuestions = []string{
	"run", "summary", "weekly", "channels", "winds", "problems", "topics", "townships", "departments", "unit_problems", "unit_weekly", "rectification",
}

// unitKinds are the kinds of units, in the order of reports.
var unitKinds = []string{"township", "department"}

// besideWinds is the wind of corruption leads, which are restricted.
const besideWinds = "other"

func (p *page) editionCounts() *editionCounts {
	e := &editionCounts{units: map[string][]*editionUnit{}}
	total, wind := p.summary.int("comments"), p.summary.int("wind_comments")
	e.all = e.cell(total)
	var rest *guarded
	e.wind, rest = e.pair(wind, total)
	e.hides(e.all, e.wind)
	e.addWeeks(p, total, wind)
	e.channels = e.registered(p.answers["channels"].rows, "channel")
	e.addProblems(p)
	for _, kind := range unitKinds {
		e.addUnits(kind, p.answers[kind+"s"].rows, rest)
	}
	e.addUnitProblems(p)
	e.addUnitWeeks(p)
	if l := ledgerTotals(p.answers["rectification"].rows); l.all > 0 {
		e.items, e.closed, e.overdue = e.cell(l.all), e.cell(l.closed), e.cell(l.overdue)
		e.line([]*guarded{e.closed, e.overdue, e.unseen(max(0, l.all-l.closed-l.overdue))})
		e.hides(e.items, e.closed, e.overdue)
	}
	e.settle()
	return e
}

func (e *editionCounts) addWeeks(p *page, total, wind int64) {
	if !p.period.known() {
		return
	}
	var all, winds, rests []*guarded
	older, olderWind := total, wind
	for _, r := range p.answers["weekly"].rows {
		w := editionWeek{start: r.day("begins"), partial: r.day("begins").After(p.period.start), n: e.cell(r.int("comments"))}
		var rest *guarded
		w.wind, rest = e.pair(r.int("wind_comments"), r.int("comments"))
		e.hides(e.all, w.n)
		e.hides(w.n, w.wind)
		e.hides(e.wind, w.wind)
		all, winds, rests = append(all, w.n), append(winds, w.wind), append(rests, rest)
		older, olderWind = older-w.n.n, olderWind-w.wind.n
		e.weeks = append(e.weeks, w)
	}
	e.line(append(all, e.unseen(older)))
	e.line(append(winds, e.unseen(olderWind)))
	e.line(append(rests, e.unseen(older-olderWind)))
}

// registered gives the rows with a name of the register; what files wrote instead of one is summed as the last.
func (e *editionCounts) registered(rows []record, codeColumn string) []editionRow {
	var list []editionRow
	var line []*guarded
	var other int64
	for _, r := range rows {
		if r.null(codeColumn) || r.text("name") == r.text(codeColumn) {
			other += r.int("comments")
			continue
		}
		row := editionRow{code: r.text(codeColumn), name: r.text("name"), n: e.cell(r.int("comments"))}
		list, line = append(list, row), append(line, row.n)
	}
	list = append(list, editionRow{name: "其他或未知", n: e.cell(other)})
	line = append(line, list[len(list)-1].n)
	e.hides(e.all, line...)
	e.line(line)
	return list
}

func (e *editionCounts) addProblems(p *page) {
	var line []*guarded
	winds := map[string]*guarded{}
	for _, r := range p.answers["winds"].rows {
		if r.text("wind") == besideWinds {
			continue
		}
		row := editionRow{code: r.text("wind"), name: r.text("name"), n: e.cell(r.int("comments"))}
		winds[row.code] = row.n
		e.winds, line = append(e.winds, row), append(line, row.n)
	}
	e.hides(e.wind, line...)
	e.line(line)
	of := map[string][]*guarded{}
	var order []string
	add := func(r record) editionRow {
		row := editionRow{code: r.text("problem"), name: r.text("name"), wind: r.text("wind"), n: e.cell(r.int("comments"))}
		if of[row.wind] == nil {
			order = append(order, row.wind)
		}
		of[row.wind] = append(of[row.wind], row.n)
		if w := winds[row.wind]; w != nil {
			e.hides(w, row.n)
		}
		e.hides(e.all, row.n)
		return row
	}
	for _, r := range p.answers["problems"].rows {
		if r.text("wind") != besideWinds {
			e.problems = append(e.problems, add(r))
		}
	}
	for _, r := range p.answers["topics"].rows {
		e.topics = append(e.topics, add(r))
	}
	for _, wind := range order {
		e.line(of[wind])
	}
}

func (e *editionCounts) addUnits(kind string, rows []record, countyRest *guarded) {
	unknown := &editionUnit{name: "未识别", short: "未识别"}
	var all, winds, rests []*guarded
	var n, wind int64
	finish := func(u *editionUnit, n, wind int64) {
		u.n = e.cell(n)
		u.wind, u.rest = e.pair(wind, n)
		u.problems, u.weeks = map[string]*editionCell{}, map[time.Time]*guarded{}
		e.hides(u.n, u.wind)
		e.hides(e.all, u.n)
		e.hides(e.wind, u.wind)
		all, winds, rests = append(all, u.n), append(winds, u.wind), append(rests, u.rest)
		e.units[kind] = append(e.units[kind], u)
	}
	for _, r := range rows {
		if r.null("code") || r.text("name") == r.text("code") {
			n, wind = n+r.int("comments"), wind+r.int("wind_comments")
			continue
		}
		finish(&editionUnit{code: r.text("code"), name: r.text("name"), short: r.text("short")}, r.int("comments"), r.int("wind_comments"))
	}
	finish(unknown, n, wind)
	e.hides(countyRest, rests...)
	e.line(all)
	e.line(winds)
	e.line(rests)
}

// find gives a unit by its code.
func (e *editionCounts) find(kind, code string) *editionUnit {
	for _, u := range e.units[kind] {
		if u.code == code && code != "" {
			return u
		}
	}
	return nil
}

func (e *editionCounts) addUnitProblems(p *page) {
	shown := map[string]*guarded{}
	for _, r := range e.problems {
		shown[r.code] = r.n
	}
	for _, kind := range unitKinds {
		units := e.units[kind]
		rest := map[string]int64{}
		columns := map[string][]*guarded{}
		for code, n := range shown {
			rest[code] = n.n
		}
		for _, r := range p.answers["unit_problems"].rows {
			u, problem := e.find(kind, r.text("unit_code")), r.text("problem")
			if r.text("unit_kind") != kind || u == nil || shown[problem] == nil {
				continue
			}
			c := &editionCell{
				guarded: e.cell(r.int("comments")), flagged: r.bool("flagged"), certain: r.bool("flagged") && r.float("ratio_lo") > 1,
			}
			u.problems[problem] = c
			columns[problem] = append(columns[problem], c.guarded)
			rest[problem] -= c.n
			e.hides(shown[problem], c.guarded)
			e.hides(u.n, c.guarded)
			e.hides(u.wind, c.guarded)
		}
		for _, r := range e.problems {
			e.line(append(columns[r.code], e.unseen(max(0, rest[r.code]))))
		}
		for _, u := range units {
			var line []*guarded
			for _, r := range e.problems {
				if c := u.problems[r.code]; c != nil {
					line = append(line, c.guarded)
				}
			}
			e.line(line)
		}
	}
}

// addUnitWeeks makes one table of units by weeks, with a row for the comments of no known unit and a column for those outside these weeks.
func (e *editionCounts) addUnitWeeks(p *page) {
	var weeks []editionWeek
	for _, w := range e.weeks {
		if !w.partial && !w.start.Before(p.period.step(p.period.start, 1-trendPeriods)) {
			weeks = append(weeks, w)
		}
	}
	for _, kind := range unitKinds {
		found := map[string]map[time.Time]int64{}
		rest := map[time.Time]int64{}
		for _, w := range weeks {
			rest[w.start] = w.n.n
		}
		for _, r := range p.answers["unit_weekly"].rows {
			code, week := r.text("unit_code"), r.day("begins")
			if r.text("unit_kind") != kind || e.find(kind, code) == nil {
				continue
			}
			if found[code] == nil {
				found[code] = map[time.Time]int64{}
			}
			found[code][week] = r.int("comments")
			rest[week] -= r.int("comments")
		}
		var table [][]*guarded
		for _, u := range e.units[kind] {
			var row []*guarded
			outside := u.n.n
			for _, w := range weeks {
				var c *guarded
				if u.code == "" {
					c = e.unseen(max(0, rest[w.start]))
				} else {
					c = e.cell(found[u.code][w.start])
				}
				u.weeks[w.start] = c
				e.hides(u.n, c)
				e.hides(w.n, c)
				row, outside = append(row, c), outside-c.n
			}
			table = append(table, append(row, e.unseen(max(0, outside))))
		}
		if len(weeks) > 0 {
			e.table(table)
		}
	}
}
