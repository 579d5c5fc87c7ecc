package reports

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Edition says for whom a report is made.
type Edition string

const (
	// Internal is the edition for the county's own office: it shows small cells and redacted examples, and says so.
	Internal Edition = "internal"
	// Public is the edition for everyone: counts of at least 5 and sentences made by rules, nothing that a citizen wrote.
	Public Edition = "public"
	// Unit is the edition for one township or department: its own figures against the county, as far as Public shows them.
	Unit Edition = "unit"
)

// Options say how a report is made. What depends on the data alone (county, versions, hashes) comes from the database.
type Options struct {
	AsOf    time.Time // the day that counts as today; zero: that of the last run
	Period  Grain     // what the report is about: the last whole week or month; empty: Week
	Notice  string    // stands at the top of the page, such as 演示数据，均为虚构
	Edition Edition   // empty: Internal
	Unit    string    // code of the township or department of a Unit edition
	// Comments is the address of the comments where the page is served beside them; empty: none.
	Comments string
	Model    *Model // how well tags were found when measured; nil: not measured
}

// Model holds measured figures of the tagging.
type Model struct {
	Precision, Recall float64 // 0 to 1
	Comments          int     // in the gold set
}

// page is what the template draws.
type page struct {
	County          string
	Notice          string
	Comments        string // address of the comments; empty: they are not beside the page
	Edition         string
	Period          string // empty: the data have no dates
	AsOf            string
	Headline        string
	Brief           string // state of the data and of the tagging, for the first screen
	State           string
	TagError        string
	Balance         string // what became of the rows of the files
	Tiles           []tile
	Attention       []notice
	Span            string // the days that Attention covers
	Now             string // 本周 or 本月
	Surging         []notice
	Uncertain       uncertainPlaces
	UncertainSurges uncertainPlaces
	HasTests        bool
	Sections        []section
	Unknown         []string // sections left out, and why
	Units           []unitChoice
	ProblemChoices  []unitChoice
	Shown           []figure // the evidence of what needs attention
	Run             record
	FilePrefix      string

	period   period
	answers  map[string]answer
	summary  record
	drawings map[string]*drawing
	units    map[string]unitPage
	named    [][2]string // code and name of the problems on the pages of units
	problems map[string]problemPage
	filters  *filters
	queries  map[string]shownQuery
}

type section struct {
	ID, Title string
	Figures   []figure
	Map       *tileMap
}

// shownQuery is a query whose answer the script shows on the pages of units.
type shownQuery struct {
	SQL    string `json:"sql"`
	Method string `json:"method"`
}

// questions are the queries that a report asks, all of them with the same parameters.
var questions = []string{
	"run", "summary", "margins", "weekly", "breaks", "channels", "winds", "winds_weekly", "problems", "topics", "townships", "township_problem",
	"township_weekly", "departments", "department_problem", "attention", "surging", "issues", "issues_weekly", "suggestions",
	"rectification", "rectification_overdue", "leadership", "quality", "sources", "keyness",
	"problem_weekly", "unit_weekly", "unit_problems", "unit_topics", "unit_issues", "unit_examples", "unit_ledger",
}

// gather asks all questions.
func gather(ctx context.Context, db *sql.DB, o Options) (*page, error) {
	asked := questions
	switch o.Edition {
	case "":
		o.Edition = Internal
	case Internal:
	case Public, Unit:
		asked = editionQuestions
	default:
		return nil, fmt.Errorf("make a report: there is no edition %q; there are: %s, %s, %s", o.Edition, Internal, Public, Unit)
	}
	switch {
	case o.Edition == Unit && o.Unit == "":
		return nil, fmt.Errorf("make a report: the edition %q needs the code of a unit", Unit)
	case o.Edition != Unit && o.Unit != "":
		return nil, fmt.Errorf("make a report: the edition %q is of no single unit, and %q was given", o.Edition, o.Unit)
	}
	switch o.Period {
	case "":
		o.Period = Week
	case Week, Month:
	default:
		return nil, fmt.Errorf("make a report: there is no period %q; there are: %s, %s", o.Period, Week, Month)
	}
	if o.Edition != Internal && (!o.AsOf.IsZero() || o.Period != Week) {
		return nil, fmt.Errorf("make a report: of one database there is one edition %q, by weeks up to the day of the run: two of different periods, one taken from "+
			"the other, would tell what neither shows", o.Edition)
	}
	p := &page{Notice: o.Notice, Comments: o.Comments, Edition: string(o.Edition), drawings: map[string]*drawing{}}
	run, err := asker{db: db}.ask(ctx, "run")
	if err != nil {
		return nil, err
	}
	if len(run.rows) == 0 {
		return nil, fmt.Errorf("make a report: the database holds no run; load comments first")
	}
	p.Run = run.first()
	p.County = p.Run.text("county")
	asOf := o.AsOf
	if asOf.IsZero() {
		asOf = p.Run.day("as_of")
	}
	p.period = periodOf(asOf, o.Period)
	if p.answers, err = (asker{db: db, values: p.period.values()}).askAll(ctx, asked); err != nil {
		return nil, err
	}
	p.summary = p.answers["summary"].first()
	p.period.latest = p.summary.day("last_day")
	p.Now = p.period.now()
	return p, nil
}

// compose makes the sections of the page, in the order that officials know from monthly reports.
func (p *page) compose(o Options) error {
	if p.period.known() {
		p.Period = p.period.String()
		p.AsOf = p.period.asOf.Format(time.DateOnly)
	}
	p.FilePrefix = p.County + "_" + p.AsOf
	p.composeProblems()
	p.overview(o)
	type chart = func(*page) (*figure, error)
	for _, s := range []struct {
		id, title string
		charts    []chart
	}{
		{"total", "总量", []chart{weeklyChart, breaksChart, keynessChart}},
		{"channels", "来源", []chart{channelsChart}},
		{"winds", "四风构成与问题", []chart{windsChart, windsWeeklyChart, problemsChart, topicsChart}},
		{"townships", "乡镇", []chart{townshipsChart, townshipShareChart, townshipHeatChart, townshipWeeklyChart}},
		{"departments", "部门", []chart{departmentsChart, departmentShareChart, departmentHeatChart}},
		{"leadership", "领导班子", []chart{leadershipChart}},
		{"issues", "热点问题", []chart{issuesChart}},
		{"suggestions", "群众建议", []chart{suggestionsChart}},
		{"rectification", "整改", []chart{rectificationChart, overdueChart}},
		{"quality", "数据质量", []chart{qualityChart, sourcesChart}},
	} {
		sec := section{ID: s.id, Title: s.title}
		for _, draw := range s.charts {
			f, err := draw(p)
			if err != nil {
				return fmt.Errorf("draw the section %s: %w", s.id, err)
			}
			if f == nil {
				continue
			}
			if f.Drawing != nil {
				p.drawings[f.ID] = f.Drawing
			}
			sec.Figures = append(sec.Figures, *f)
		}
		if s.id == "townships" {
			sec.Map = p.tileMap()
		}
		sec.fillRows()
		if len(sec.Figures) > 0 {
			p.Sections = append(p.Sections, sec)
		}
	}
	p.leftOut()
	p.composeUnits()
	return p.composeFilters()
}

// leftOut says which sections the data cannot fill.
func (p *page) leftOut() {
	for _, s := range []struct{ query, words string }{
		{"issues", "热点问题（没有归并出事项）"},
		{"rectification", "整改（没有整改台账）"},
		{"suggestions", "群众建议（没有建议类意见）"},
		{"leadership", "县委、县政府领导班子（没有此类意见）"},
	} {
		if len(p.answers[s.query].rows) == 0 {
			p.Unknown = append(p.Unknown, s.words)
		}
	}
	if !p.channelsTold() {
		p.Unknown = append(p.Unknown, "来源（意见都没有注明渠道）")
	}
	p.Unknown = append(p.Unknown, "每万人意见数（各乡镇人口未掌握）")
	if !p.period.known() {
		p.Unknown = append(p.Unknown, "本期与走势（意见都没有时间）")
	}
}

// fillRows widens a chart that would stand alone in its row.
func (s *section) fillRows() {
	alone := -1
	half := s.Map != nil
	for i := range s.Figures {
		switch {
		case s.Figures[i].Wide:
			if half && alone >= 0 {
				s.Figures[alone].Wide = true
			}
			half, alone = false, -1
		case half:
			half, alone = false, -1
		default:
			half, alone = true, i
		}
	}
	if half && alone >= 0 {
		s.Figures[alone].Wide = true
	}
}
