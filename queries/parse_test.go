package queries_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/queries"
)

const example = `-- 问：哪些乡镇最多？
-- Q: Which townships come first?
-- 口径：受限意见计入；
-- 口径：无意见不计。
-- param: top INTEGER default 20 最多列几行
-- param: day DATE default (select max(d) from x where s = ')') 那一天
-- param: unit VARCHAR 单位
-- column: n 条数（条）

select '$top', n -- $top is no parameter here
from x
where d < $day and u = $unit
limit $top;
`

func TestParse(t *testing.T) {
	got, err := queries.Parse("catalog/unit/towns.sql", example)
	if err != nil {
		t.Fatal(err)
	}
	want := queries.Query{
		Name: "towns", QuestionZH: "哪些乡镇最多？", QuestionEN: "Which townships come first?", Note: "受限意见计入；无意见不计。",
		Params: []queries.Param{
			{Name: "top", Type: "INTEGER", Default: "20", Note: "最多列几行"},
			{Name: "day", Type: "DATE", Default: "(select max(d) from x where s = ')')", Note: "那一天"},
			{Name: "unit", Type: "VARCHAR", Note: "单位"},
		},
		Columns: []queries.Column{{Name: "n", Label: "条数（条）"}},
		SQL:     "select '$top', n -- $top is no parameter here\nfrom x\nwhere d < $day and u = $unit\nlimit $top",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseErrors(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"no question":          {"-- Q: What?\n\nselect 1;", "x.sql:1"},
		"no statement":         {"-- 问：何？\n", "no statement"},
		"unknown key":          {"-- 问：何？\n-- note: x\n\nselect 1;", "x.sql:2"},
		"unknown type":         {"-- 问：何？\n-- param: a TEXT\n\nselect $a;", "TEXT"},
		"bad name":             {"-- 问：何？\n-- param: A-b DATE\n\nselect 1;", "x.sql:2"},
		"open default":         {"-- 问：何？\n-- param: a DATE default (select\n\nselect $a;", "not closed"},
		"column without label": {"-- 问：何？\n-- column: n\n\nselect 1;", "label"},
		"undeclared parameter": {"-- 问：何？\n\nselect $a;", "$a"},
		"unused parameter":     {"-- 问：何？\n-- param: a DATE\n\nselect '$a';", "does not use"},
		"parameter twice":      {"-- 问：何？\n-- param: a DATE\n-- param: a DATE\n\nselect $a;", "twice"},
	} {
		if _, err := queries.Parse("x.sql", test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q in it", name, err, test.want)
		}
	}
}

func TestBind(t *testing.T) {
	q, err := queries.Parse("towns.sql", example)
	if err != nil {
		t.Fatal(err)
	}
	got, err := q.Bind(map[string]string{"unit": "O'Brien'); drop table x; --", "top": "5"})
	if err != nil {
		t.Fatal(err)
	}
	want := "select '$top', n -- $top is no parameter here\nfrom x\nwhere d < (select max(d) from x where s = ')') " +
		"and u = cast('O''Brien''); drop table x; --' as varchar)\nlimit cast('5' as integer)"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for name, values := range map[string]map[string]string{
		"missing": {}, "unknown": {"unit": "a", "units": "b"}, "zero byte": {"unit": "a\x00b"},
	} {
		if _, err := q.Bind(values); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzParseAndBind(f *testing.F) {
	f.Add(example, "x")
	f.Add("-- 问：何？\n-- param: a DATE default '\n\nselect $a", "'")
	f.Fuzz(func(t *testing.T, text, value string) {
		q, err := queries.Parse("x.sql", text)
		if err != nil {
			return
		}
		values := map[string]string{}
		for _, p := range q.Params {
			values[p.Name] = value
		}
		bound, err := q.Bind(values)
		if err == nil && len(q.Params) > 0 && !strings.Contains(bound, "cast('"+strings.ReplaceAll(value, "'", "''")+"' as ") {
			t.Errorf("the value is not in the statement")
		}
	})
}

func TestMacros(t *testing.T) {
	db := smallDatabase(t)
	for query, want := range map[string]string{
		"select string_agg(comment_id, ' ' order by score desc, comment_id) from (from search('公款 大吃大喝') limit 3)": "c14 c28 c35",
		"select count(*) from search('  低保   ')":                                                                        "18",
		"select count(*) from search('')":                                                                               "0",
		"select count(*) from search('公款') where restricted":                                                            "0",
		"select min(score) > 0 from search('低保 开会')":                                                                    "true",
		"select found from search('低保 推来推去') limit 1":                                                                   "[低保 推来推去]",
		"select count(*) from tagged('不作为')":                                                                            "8",
		"select count(*) from tagged('bureaucratism.inaction')":                                                         "8",
		"select count(*) from tagged('bureaucratism.no_reply')":                                                         "3",
		"select count(*) from tagged('反映不回复')":                                                                          "3",
		"select list_sort(query_words('　低保，支书、低保；  Q '))":                                                               "[q 低保 支书]",
		"select query_words('，')":                                                                                       "[]",
		"select (select count(*) from search('低保，公款')) = (select count(*) from search('低保 公款'))":                        "true",
		"select count(*) from v_comments where touches_winds <> (len(problems) > 0 and problems <> ['腐败线索'])":           "0",
		"select count(*) from tagged('官僚主义')":                                                                           "20",
		"select count(*), min(week), max(week) from in_week('2014-05-14')":                                              "5 2014-05-12 2014-05-12",
		"select per_10k(5, 't1'), per_10k(5, '西乡'), per_10k(5, 't3')":                                                   "2.5 5 ",
		"select round(keyness(100, 1000, 10, 1000), 4), round(keyness(1, 10, 9, 10), 4)":                                "85.4724 -7.3613",
		"select county, as_of from v_run":                                                                               "甲县 2014-05-31",
		"select count(*), count(distinct week), sum(n) filter (where problem = 'bureaucratism.inaction') from v_weekly": "208 13 8",
		"select n, n_week, share from v_weekly where week = '2014-05-12' and problem = 'bureaucratism.buck_passing'":    "0 5 0",
		"select overdue, days_overdue, days_taken, lead from v_rectification where issue_no = '2014-ZG-0002'":           "true 21 56 公安局",
		"select source_id, file, sheet, reason from v_left_out":                                                         "s3 来信.doc  整个文件没有读",
		"select problem_names from v_rectification where issue_no = '2014-ZG-0004'":                                     "[奢靡之风]",
	} {
		rows, err := db.Query(query)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		columns, _ := rows.Columns()
		cells, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		rows.Next()
		if err := rows.Scan(into...); err != nil {
			t.Errorf("%s: %v", query, err)
		}
		rows.Close()
		shown := make([]string, len(cells))
		for i, c := range cells {
			shown[i] = show(c)
		}
		if got := strings.Join(shown, " "); got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}

// A name that is misspelled must not be taken for one that no comment reports.
func TestTaggedByAnUnknownName(t *testing.T) {
	db := smallDatabase(t)
	if _, err := db.Exec("insert into problems values ('winds', 'formalism', 'formalism.rare', '少见的', 'rare', '试', null, 99)"); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := db.QueryRow("select count(*) from tagged('少见的')").Scan(&n); err != nil || n != 0 {
		t.Errorf("of a problem without comments: %d, %v", n, err)
	}
	for _, tc := range []struct{ asked, want string }{
		{"官僚主意", "相近的有：官僚主义，"},
		{"bureaucratism.inacton", "相近的有：bureaucratism.inaction，"},
		{"bureaucratism.no_replay", "相近的有：bureaucratism.no_reply，"},
		{"xyz", "名称和代码见表 winds、problems 和 facets"},
	} {
		for _, statement := range []string{"select count(*) from tagged('" + tc.asked + "')", "from tagged('" + tc.asked + "') limit 1"} {
			if _, err := drain(db, statement); err == nil || !strings.Contains(err.Error(), "没有叫“"+tc.asked+"”的问题、风或细类；"+tc.want) {
				t.Errorf("%s: %v", statement, err)
			}
		}
	}
}
