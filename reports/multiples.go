package reports

import (
	"html/template"
	"strings"
)

// multiplesTemplate draws small series side by side: a name, the last value and the line.
var multiplesTemplate = template.Must(template.New("multiples").Parse(
	`<ul class="multiples">{{range .}}<li>{{if .Link}}<a href="{{.Link}}">{{.Name}}</a>{{else}}<span>{{.Name}}</span>{{end}}` +
		`<b>{{.Last}}</b>{{.Line}}</li>{{end}}</ul>`))

type multiple struct {
	Name, Last, Link string
	Line             template.HTML
}

// multiples draws one small chart for each name, all on one scale from 0. Rows of one name follow each other.
func multiples(rows []record, nameColumn string, link func(record) string) template.HTML {
	var most int64
	for _, r := range rows {
		most = max(most, r.int("comments"))
	}
	var list []multiple
	for from := 0; from < len(rows); {
		to := from
		var values []int64
		for to < len(rows) && rows[to].text(nameColumn) == rows[from].text(nameColumn) {
			values = append(values, rows[to].int("comments"))
			to++
		}
		list = append(list, multiple{
			Name: rows[from].text(nameColumn), Last: count(values[len(values)-1]), Link: link(rows[from]),
			Line: sparkline(values, most, 160, 48),
		})
		from = to
	}
	var out strings.Builder
	if err := multiplesTemplate.Execute(&out, list); err != nil {
		return ""
	}
	return template.HTML(out.String())
}
