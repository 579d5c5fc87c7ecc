package queries_test

import (
	"bytes"
	"database/sql"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"sifeng/queries"
)

var update = flag.Bool("update", false, "write what the queries give as what is expected")

// smallDatabase is an empty database with testdata/small.sql in it.
func smallDatabase(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, load := range []func() ([]queries.Statement, error){queries.Schema, queries.Views} {
		statements, err := load()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range statements {
			if _, err := db.Exec(s.SQL); err != nil {
				t.Fatalf("%s.sql: %v", s.Name, err)
			}
		}
	}
	data, err := os.ReadFile("testdata/small.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(string(data)); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestCatalog(t *testing.T) {
	db := smallDatabase(t)
	list, err := queries.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 40 {
		t.Errorf("%d questions", len(list))
	}
	for _, q := range list {
		t.Run(q.Group+"/"+q.Name, func(t *testing.T) {
			got := run(t, db, q, nil)
			if strings.Count(got, "\n") < 2 {
				t.Errorf("no row: the small database does not test it")
			}
			golden := filepath.Join("catalog", q.Group, q.Name+".csv")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func savedQuery(t *testing.T, name string) queries.Query {
	t.Helper()
	list, err := queries.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	return list[slices.IndexFunc(list, func(q queries.Query) bool { return q.Name == name })]
}

// Where all or some comments on a problem are restricted, the question says so, and tells how many but not what.
func TestEvidenceOfRestrictedComments(t *testing.T) {
	db := smallDatabase(t)
	q := savedQuery(t, "evidence")
	const withheld = "（受限意见：字句只在纪检机关，不显示）,1,\n"
	for _, test := range []struct{ problem, top, want string }{
		{"other.corruption", "20", withheld},
		{"extravagance.banquets", "20", "公款吃喝,6,0.9\n" + withheld},
		{"extravagance.banquets", "0", withheld},
		{"bureaucratism.attitude", "20", "态度恶劣,6,0.95\n"},
		{"formalism.slogans", "20", ""},
	} {
		if diff := cmp.Diff("evidence,n,mean_score\n"+test.want, run(t, db, q, map[string]string{"problem": test.problem, "top": test.top})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.problem, diff)
		}
	}
	// Words that a faulty build left with a restricted comment are not shown either.
	if _, err := db.Exec("update tags set evidence = '某某收了钱' where comment_id = 'c41'"); err != nil {
		t.Fatal(err)
	}
	if got := run(t, db, q, map[string]string{"problem": "other.corruption"}); strings.Contains(got, "某某") {
		t.Error(got)
	}
}

// Of which problem the words are asked where none is given: the one that problems_ranked has first, though all of its comments are restricted.
func TestEvidenceOfMostReportedProblem(t *testing.T) {
	db := smallDatabase(t)
	q := savedQuery(t, "evidence")
	const more = `insert into tags by name select * replace ('other' as wind, 'other.corruption' as problem, null as evidence)
		from tags where axis = 'topics' and comment_no in (select comment_no from comments where not restricted)`
	for _, do := range []string{
		more, "update comments set restricted = true where comment_no in (select comment_no from tags where problem = 'other.corruption')",
		"update tags set axis = 'winds' where problem = 'other.corruption'",
	} {
		if _, err := db.Exec(do); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	if err := db.QueryRow("select count(*) from tags where problem = 'other.corruption'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("evidence,n,mean_score\n（受限意见：字句只在纪检机关，不显示）,%d,\n", n)
	if diff := cmp.Diff(want, run(t, db, q, nil)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Charts and computations have tests of their own; here they must only run and give the columns that their headers promise.
func TestOtherQueriesGiveTheirColumns(t *testing.T) {
	db := smallDatabase(t)
	for _, load := range []func() ([]queries.Query, error){queries.Charts, queries.Computes} {
		list, err := load()
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range list {
			t.Run(q.Name, func(t *testing.T) {
				given := map[string]string{}
				for _, p := range q.Params {
					if p.Default == "" {
						given[p.Name] = map[string]string{"DATE": "2014-05-26", "VARCHAR": "t1"}[p.Type]
						if given[p.Name] == "" {
							given[p.Name] = "1"
						}
					}
				}
				run(t, db, q, given)
			})
		}
	}
}

// run gives the rows as CSV and checks the columns.
func run(t *testing.T, db *sql.DB, q queries.Query, values map[string]string) string {
	t.Helper()
	statement, err := q.Bind(values)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := db.Query(statement)
	if err != nil {
		t.Fatalf("%v\n%s", err, statement)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	promised := make([]string, len(q.Columns))
	for i, c := range q.Columns {
		promised[i] = c.Name
	}
	if diff := cmp.Diff(promised, columns); diff != "" {
		t.Errorf("columns (-header +result):\n%s", diff)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write(columns)
	cells, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		record := make([]string, len(cells))
		for i, v := range cells {
			record[i] = show(v)
		}
		w.Write(record)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	w.Flush()
	return out.String()
}

func show(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return strings.TrimSuffix(v.Format("2006-01-02 15:04:05"), " 00:00:00")
	default:
		return fmt.Sprint(v)
	}
}

// The question packs units into the bits of two numbers: what a register of many units gives is held against the plain way to count.
func TestUnitsNamedTogetherOfManyUnits(t *testing.T) {
	db := smallDatabase(t)
	q := savedQuery(t, "units_named_together")
	exec := func(statement string) {
		t.Helper()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	exec(`insert into departments
		select 'x' || lpad(i::varchar, 3, '0'), 'X' || i, 'X' || lpad(i::varchar, 3, '0'), '政府部门', false, i
		from range(10, (select 262 - count(*) from (select code from townships union all select code from departments))) as r(i)`)
	exec(`insert into mentions by name
		select comment_id, comment_no, 'department' as unit_kind, code as unit_code, 'named' as how
		from comments join departments on code[1:1] = 'x' and (official_rank * 7 + comment_no * 13) % 31 < 2, range(2)`)
	exec(`create view plain as
		with units as (select code, name from townships union all select code, short_name from departments),
		named as (select distinct comment_no, code, name from mentions join units on code = unit_code)
		select a.name as unit_a, b.name as unit_b, count(*) as n,
			count(*) filter (where comment_no in (select comment_no from tags where problem = 'bureaucratism.buck_passing')) as n_buck_passing
		from named as a join named as b using (comment_no)
		where a.code < b.code
		group by a.code, b.code, a.name, b.name having count(*) >= 2
		order by n desc, unit_a, unit_b`)
	plain := q
	plain.SQL, plain.Params = "from plain", nil
	want := run(t, db, plain, nil)
	if strings.Count(want, "\n") < 1000 {
		t.Fatalf("the plain way finds too little:\n%s", want)
	}
	if diff := cmp.Diff(want, run(t, db, q, nil)); diff != "" {
		t.Errorf("(-plain +query):\n%s", diff)
	}
}

func TestNamesAreUnique(t *testing.T) {
	where := map[string]string{}
	for section, load := range map[string]func() ([]queries.Query, error){"catalog": queries.Catalog, "charts": queries.Charts} {
		list, err := load()
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range list {
			if q.QuestionEN == "" {
				t.Errorf("%s/%s has no English question", section, q.Name)
			}
			if other, ok := where[q.Name]; ok {
				t.Errorf("%s stands in %s and in %s: find would not know which is meant", q.Name, other, section)
			}
			where[q.Name] = section
		}
	}
}
