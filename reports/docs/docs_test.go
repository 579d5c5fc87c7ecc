package docs

import (
	"context"
	"database/sql"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"sifeng/queries"
)

// openSchema makes a database of the project's tables, views and macros in memory, with one run.
func openSchema(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	for _, list := range []func() ([]queries.Statement, error){queries.Schema, queries.Views} {
		statements, err := list()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range statements {
			execute(t, db, s.SQL)
		}
	}
	execute(t, db, `insert into runs by name select 1 as seq, 'r1' as run_id, timestamp '2014-01-01' as started_at, 'v' as code_version, 'd' as dict_hash,
		date '2014-09-25' as as_of, '襄城县' as county, 1 as schema_version, 'x' as county_code, 'x' as redact_hash, 'x' as key_check`)
	return db
}

func execute(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%v in\n%s", err, statement)
	}
}

func read(t *testing.T, db *sql.DB, catalog []queries.Query) Dictionary {
	t.Helper()
	d, err := Read(context.Background(), db, "sifeng.duckdb", catalog)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var out strings.Builder
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEverythingOfTheDatabaseIsDescribed(t *testing.T) {
	db := openSchema(t)
	catalog, err := queries.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, db, catalog)
	if len(d.Tables) < 10 || len(d.Views) < 7 || len(d.Macros) < 5 || len(d.Clients) < 5 {
		t.Fatalf("%d tables, %d views, %d macros, %d clients", len(d.Tables), len(d.Views), len(d.Macros), len(d.Clients))
	}
	page, markdown := written(t, d.WriteHTML), written(t, d.WriteMarkdown)
	for _, list := range [][]Table{d.Tables, d.Views} {
		for _, table := range list {
			if table.Comment == "" {
				t.Errorf("%s has no comment", table.Name)
			}
			for _, c := range table.Columns {
				if c.Comment == "" {
					t.Errorf("%s.%s has no comment", table.Name, c.Name)
				}
				if !strings.Contains(page, "<code>"+c.Name+"</code>") || !strings.Contains(markdown, "| "+cell(c.Name)) {
					t.Errorf("%s.%s is not in the pages", table.Name, c.Name)
				}
			}
		}
	}
	for _, q := range catalog {
		if !strings.Contains(page, "<code>"+q.Name+"</code> ") || !strings.Contains(markdown, "#### "+cell(q.Name)+"\n") {
			t.Errorf("question %s is not in the pages", q.Name)
		}
	}
}

func TestPagesAreTheSameEachTimeAndWellFormed(t *testing.T) {
	db := openSchema(t)
	one, two := read(t, db, nil), read(t, db, nil)
	page := written(t, one.WriteHTML)
	if diff := cmp.Diff(page, written(t, two.WriteHTML)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(written(t, one.WriteMarkdown), written(t, two.WriteMarkdown)); diff != "" {
		t.Error(diff)
	}
	drawing := xml.NewDecoder(strings.NewReader(string(one.SVG())))
	for {
		if _, err := drawing.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("the diagram is no XML: %v", err)
		}
	}
	for _, outside := range []string{"<script", "src=", "http://", "https://", "@import", "url("} {
		if strings.Contains(page, outside) {
			t.Errorf("the page reaches outside itself: %s", outside)
		}
	}
}

func TestHostileTextIsEscaped(t *testing.T) {
	db := openSchema(t)
	execute(t, db, `create table "x</code><script>alert(1)</script>" ("a|b" integer)`)
	execute(t, db, `comment on table "x</code><script>alert(1)</script>" is '<img src=x onerror=alert(2)> [a](javascript:b) `+"`c`"+` | d'`)
	execute(t, db, `comment on column "x</code><script>alert(1)</script>"."a|b" is '第一行
第二行 | <b>'`)
	d := read(t, db, []queries.Query{{
		Name: "q", Group: "g", QuestionZH: "<script>", SQL: "select '```' as \"</code><script>\"",
		Params: []queries.Param{{Name: "p", Type: "VARCHAR", Default: "'|'", Note: "<i>"}},
	}})
	page, markdown := written(t, d.WriteHTML), written(t, d.WriteMarkdown)
	for _, bad := range []string{"<script", "<img", "<i>", "<b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	outsideCode := strings.ReplaceAll(markdown[:strings.Index(markdown, "````sql")], `\[`, "")
	for _, bad := range []string{"<script", "<img", "[a](", "<b>", "\n第二行"} {
		if strings.Contains(outsideCode, bad) {
			t.Errorf("the Markdown has %s", bad)
		}
	}
	if !strings.Contains(markdown, "````sql\nselect '```' as") {
		t.Error("a fence stands in the code that it sets apart")
	}
}

func TestLinks(t *testing.T) {
	column := func(name, comment string) Column { return Column{Name: name, Comment: comment} }
	tables := []Table{
		{Name: "comments", Columns: []Column{column("comment_id", "编号"), column("township_code", "哪个乡镇，见 townships；未知为空"), column("parent_id", "见 comments")}},
		{Name: "mentions", Columns: []Column{column("comment_id", "编号，见 comments"), column("unit_code", "单位，见 townships 或 departments"), column("x", "见 nothing")}},
		{Name: "townships", Columns: []Column{column("code", "代码")}},
		{Name: "departments", Columns: []Column{column("code", "代码")}},
	}
	got := links(tables)
	want := []Link{
		{"comments", "township_code", "townships", "code"},
		{"mentions", "comment_id", "comments", "comment_id"},
		{"mentions", "unit_code", "townships", "code"},
		{"mentions", "unit_code", "departments", "code"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var names [][]string
	for _, layer := range layers(tables, got) {
		var layerNames []string
		for _, table := range layer {
			layerNames = append(layerNames, table.Name)
		}
		names = append(names, layerNames)
	}
	if diff := cmp.Diff([][]string{{"townships", "departments"}, {"comments"}, {"mentions"}}, names); diff != "" {
		t.Error(diff)
	}
	circle := append(got, Link{"townships", "code", "mentions", "unit_code"})
	n := 0
	for _, layer := range layers(tables, circle) {
		n += len(layer)
	}
	if n != len(tables) {
		t.Errorf("%d of %d tables are drawn where links go round", n, len(tables))
	}
}

func TestClientsNameTheFile(t *testing.T) {
	for file, want := range map[string]string{"意见-2014.duckdb": "意见-2014.duckdb", `x"; import os #.duckdb`: "sifeng.duckdb", "a b.duckdb": "sifeng.duckdb"} {
		list, err := clients(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			if strings.Contains(c.Code, "FILE") || strings.Contains(c.Code, "import os") {
				t.Errorf("%s: %s", file, c.Code)
			}
		}
		if !strings.Contains(list[0].Code, "--db "+want) {
			t.Errorf("%s: the first client opens %s", file, list[0].Code)
		}
	}
}
