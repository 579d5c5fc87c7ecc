package reports

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// filters are the counts that the script filters by: margins of at most three conditions, counted beforehand.
type filters struct {
	Dimensions []dimension       `json:"dimensions"` // in the order in which their numbers make the key of a cell
	Margins    map[string]string `json:"margins"`    // by the keys of its dimensions; steps of the key and counts in turn
	SQL        string            `json:"sql"`        // with a mark for each condition
	Method     string            `json:"method"`
}

// dimension is one thing to filter by.
type dimension struct {
	Key    string   `json:"key"`
	Param  string   `json:"param"` // of the query filtered
	Name   string   `json:"name"`
	Size   int      `json:"size"`
	Values []choice `json:"values"` // in the order of a list
}

// choice is one value of a dimension.
type choice struct {
	ID    int    `json:"id"` // its number within the keys of cells; −1: no comment has it
	Code  string `json:"code"`
	Name  string `json:"name"`
	Short string `json:"short,omitempty"` // of a period, for the axis of a chart
	Group string `json:"group,omitempty"`
	Whole bool   `json:"whole,omitempty"` // a wind with all its problems, or all winds
}

// kindNames are the kinds of comments; a comment without an opinion has none.
var kindNames = [][2]string{{"complaint", "投诉求助"}, {"suggestion", "建议"}, {"inquiry", "咨询"}, {"praise", "表扬"}, {"none", "无意见"}}

// composeFilters puts names to the codes that the query of the margins gives.
func (p *page) composeFilters() error {
	f := &filters{Margins: map[string]string{}}
	codes := map[string][]string{}
	for _, r := range p.answers["margins"].rows {
		key, ok := strings.CutPrefix(r.text("margin"), "values ")
		if !ok {
			f.Margins[r.text("margin")] = r.text("cells")
			continue
		}
		var list []string
		if err := json.Unmarshal([]byte(r.text("cells")), &list); err != nil {
			return fmt.Errorf("read the codes of the margins: %w", err)
		}
		codes[key] = list
	}
	for _, d := range []dimension{
		{Key: "w", Param: "period", Name: "时段"},
		{Key: "t", Param: "township", Name: "乡镇"},
		{Key: "d", Param: "department", Name: "部门"},
		{Key: "p", Param: "problem", Name: "问题"},
		{Key: "c", Param: "channel", Name: "渠道"},
		{Key: "k", Param: "kind", Name: "类型"},
	} {
		d.Size = len(codes[d.Key])
		d.Values = numbered(codes[d.Key], p.dimensionNames(d.Key))
		f.Dimensions = append(f.Dimensions, d)
	}
	statement, method, err := p.filterSQL(f.Dimensions)
	if err != nil {
		return err
	}
	f.SQL, f.Method = statement, method
	p.filters = f
	return nil
}

// numbered gives the named values their numbers; codes that have no name stand by themselves at the end.
func numbered(codes []string, named []choice) []choice {
	number := map[string]int{}
	for i, c := range codes {
		number[c] = i
	}
	for i, v := range named {
		named[i].ID = -1
		if n, ok := number[v.Code]; ok {
			named[i].ID = n
			delete(number, v.Code)
		}
	}
	for _, c := range codes {
		if n, ok := number[c]; ok {
			named = append(named, choice{ID: n, Code: c, Name: c})
		}
	}
	return named
}

// dimensionNames lists the values of a dimension that have names, in the order of the page's own tables.
func (p *page) dimensionNames(key string) (list []choice) {
	add := func(code, name, group string) { list = append(list, choice{Code: code, Name: name, Group: group}) }
	registered := func(query, code, name string) {
		for _, r := range p.answers[query].rows {
			if r.null(code) {
				add("none", r.text(name), "")
			} else {
				add(r.text(code), r.text(name), "")
			}
		}
	}
	switch key {
	case "w":
		for n := 0; n < windowPeriods+1 && p.period.known(); n++ {
			begins := p.period.step(p.period.start, 1-n)
			if begins.After(p.period.asOf) {
				continue
			}
			name := begins.Format("2006-01-02") + "起一周"
			if p.period.grain == Month {
				name = fmt.Sprintf("%d年%d月", begins.Year(), begins.Month())
			}
			list = append(list, choice{Code: begins.Format("2006-01-02"), Name: name, Short: p.period.label(begins)})
		}
		add("earlier", "更早", "")
		add("later", "截止日之后", "")
		add("none", "时间不明", "")
	case "t":
		registered("townships", "code", "name")
	case "d":
		registered("departments", "code", "short")
	case "p":
		list = append(list, choice{Code: "winds", Name: "四风合计", Whole: true})
		problems := append([]record(nil), p.answers["problems"].rows...)
		order := map[string]int{}
		for i, r := range p.answers["winds"].rows {
			order[r.text("wind")] = i
		}
		sort.SliceStable(problems, func(i, j int) bool { return order[problems[i].text("wind")] < order[problems[j].text("wind")] })
		last := ""
		for _, r := range problems {
			if r.text("wind") != last {
				last = r.text("wind")
				list = append(list, choice{Code: last, Name: r.text("wind_name") + "合计", Group: r.text("wind_name"), Whole: true})
			}
			add(r.text("problem"), r.text("name"), r.text("wind_name"))
		}
	case "c":
		registered("channels", "channel", "name")
	case "k":
		for _, k := range kindNames {
			add(k[0], k[1], "")
		}
	}
	return list
}

// conditionMark stands in the shown SQL where the script puts a condition.
func conditionMark(param string) string { return "@" + param + "@" }

// filterSQL gives the query that counts what the filters show, with a mark for each condition.
func (p *page) filterSQL(dimensions []dimension) (statement, method string, err error) {
	values := p.period.values()
	for _, d := range dimensions {
		values[d.Param] = conditionMark(d.Param)
	}
	q, err := chartQuery("filtered")
	if err != nil {
		return "", "", err
	}
	statement, err = bind(q, values)
	return statement, q.Note, err
}

// finest names the largest margin of three dimensions, which goes first where the data are too large; empty: there is none.
func (f *filters) finest() string {
	name := ""
	for margin, cells := range f.Margins {
		if len(margin) == 3 && (name == "" || len(cells) > len(f.Margins[name]) || len(cells) == len(f.Margins[name]) && margin < name) {
			name = margin
		}
	}
	return name
}

// words names the dimensions of a margin.
func (f *filters) words(margin string) string {
	var parts []string
	for _, d := range f.Dimensions {
		if strings.Contains(margin, d.Key) {
			parts = append(parts, d.Name)
		}
	}
	return strings.Join(parts, "×")
}
