package reports

import (
	"fmt"
	"html/template"
	"strings"
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
	Half     bool // printed beside its neighbour
	More     string
	Printed  string // what the printed table leaves out
}

type legend struct{ Label, Swatch string }

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
	if empty := f.Table.hideEmpty(); len(empty) > 0 {
		f.Printed = "无数据的列未印出：" + strings.Join(empty, "、") + "。"
	}
	return f
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
