package reports

import (
	"fmt"
	"html/template"
	"strings"
	"time"
)

// figure is one chart with everything that stands around it.
type figure struct {
	ID       string // of the chart
	Query    string // name
	Title    string // the finding, at most titleLimit characters
	Caption  string // measure, source, period and n
	Method   string // 口径
	Aria     string // what a reader who cannot see the chart is told
	Question string
	SQL      string
	Legend   []legend
	Graphic  template.HTML // drawn in Go; empty: drawn by the script
	Drawing  *drawing      // nil: nothing for the script to draw
	Table    table
	Wide     bool
	Repeated bool // its rows stand under another chart too
	Drawn    bool // the drawing holds every number of the table, which need not be printed too
	Open     bool // the table is the chart
	Alarm    bool // overdue: the one use of red
	More     string
}

type legend struct{ Label, Swatch string }

// table is what an HTML table shows of an answer: the same rows in the same order.
type table struct {
	Head []head
	Rows [][]tableCell
}

type head struct {
	Label  string
	Number bool
	Code   bool // for analysts: in the csv, not on the screen
	Drawn  bool // a drawing: on the screen, not in the csv
	Row    bool // stands over what names the rows
}

type tableCell struct {
	Text    string
	Link    string
	Number  bool
	Code    bool
	Graphic template.HTML
	Row     bool // names the row, which a rank does not
	Day     bool // a date, which is never broken
	Tight   bool // a short name, which is not broken on a screen
	Wide    bool // a sentence
}

// codeColumns hold codes that say nothing to a leader: they go into the csv only.
var codeColumns = map[string]bool{
	"code": true, "channel": true, "wind": true, "problem": true, "unit_kind": true, "unit_code": true, "map_row": true, "map_col": true,
	"issue_id": true, "lead_code": true, "keywords": true,
}

// wideColumns hold sentences, which need room on a phone.
var wideColumns = map[string]bool{"title": true, "matter": true}

// tightColumns hold short names.
var tightColumns = map[string]bool{"township": true, "department": true, "category": true, "short": true, "unit_name": true, "wind_name": true, "name": true}

// show makes a figure of an answer; the chart's own file fills in the rest.
func (p *page) show(a answer, title, caption string) figure {
	f := figure{
		ID: a.query.Name, Query: a.query.Name, Title: title, Caption: caption, Method: a.query.Note, Question: a.query.QuestionZH, SQL: a.sql,
		Table: p.table(a),
	}
	return f
}

func (p *page) table(a answer) table {
	var t table
	decimals := make([]int, len(a.columns))
	for i, c := range a.columns {
		decimals[i] = decimalsOf(a.rows, c, a.label(c))
		h := head{Label: a.label(c), Code: codeColumns[c]}
		h.Number = strings.HasSuffix(h.Label, "）") // a unit, where no row has a value
		for _, r := range a.rows {
			if r[c] != nil {
				h.Number = numeric(r[c])
				break
			}
		}
		t.Head = append(t.Head, h)
	}
	for _, r := range a.rows {
		row := make([]tableCell, len(a.columns))
		named := false
		for i, c := range a.columns {
			row[i] = tableCell{Text: cellTo(decimals[i], r[c]), Number: t.Head[i].Number, Code: t.Head[i].Code}
			row[i].Wide = wideColumns[c]
			_, row[i].Day = r[c].(time.Time)
			row[i].Tight = tightColumns[c]
			row[i].Row = !named && !row[i].Code && c != "rank"
			named = named || row[i].Row
			t.Head[i].Row = row[i].Row
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// link gives every row of a table, in the column, the hash of a page.
func (f *figure) link(a answer, column string, hash func(r record) string) {
	for i, c := range a.columns {
		if c != column {
			continue
		}
		for n, r := range a.rows {
			f.Table.Rows[n][i].Link = hash(r)
		}
	}
}

// translate replaces the codes of a column by their names.
func (f *figure) translate(a answer, column, label string, names map[string]string) {
	for i, c := range a.columns {
		if c != column {
			continue
		}
		f.Table.Head[i].Label = label
		for n := range a.rows {
			cell := &f.Table.Rows[n][i]
			if name, ok := names[cell.Text]; ok {
				cell.Text = name
			}
		}
	}
}

// caption says measure, source, period and how many.
func (p *page) caption(measure, span string, n int64) string {
	return captionFrom("入库意见", measure, span, n)
}

// captionFrom is the caption of a figure whose rows are not counted from the comments.
func captionFrom(source, measure, span string, n int64) string {
	return fmt.Sprintf("单位：%s；来源：%s；时段：%s；n=%d", measure, source, span, n)
}

// all names the period of what is counted over all data.
func (p *page) all() string {
	if first, last := p.summary.day("first_day"), p.summary.day("last_day"); !first.IsZero() {
		return "累计，" + span(first, last)
	}
	return "累计"
}

// problemHash gives the address of a problem's page within the file.
func problemHash(problem string) string { return "#/p=" + problem }

// unitHash gives the address of a unit's page within the file.
func unitHash(kind, code string) string {
	if code == "" {
		return ""
	}
	if kind == "township" {
		return "#/t=" + code
	}
	return "#/d=" + code
}

// only gives the answer with some of its columns, in their order.
func (a answer) only(columns ...string) answer {
	a.columns = columns
	return a
}
