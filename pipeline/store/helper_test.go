package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

var testKey = comment.NewKey([]byte("a key that only tests use"))

func testDict(t testing.TB) *dict.Dict {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func testRun(id string) Run {
	return Run{
		ID: id, StartedAt: time.Date(2014, 6, 1, 8, 0, 0, 0, time.UTC), CodeVersion: "test", KeyCheck: KeyCheck(testKey),
		AsOf: time.Date(2014, 5, 31, 0, 0, 0, 0, time.UTC),
	}
}

func testSource(n, loaded int) comment.Source {
	return comment.Source{
		ID: fmt.Sprintf("source%d", n), File: fmt.Sprintf("file%d.csv", n), SHA256: strings.Repeat("0", 63) + fmt.Sprint(n%10),
		Encoding: "utf-8", RowsRead: loaded, RowsLoaded: loaded,
	}
}

// testComment invents a comment with three tags and three mentions; every seventh is restricted.
func testComment(d *dict.Dict, source string, n int) *comment.Annotated {
	title := fmt.Sprintf("第%d号反映", n)
	body := fmt.Sprintf("城关镇的窗口第%d次推诿，低保手续来回跑，请县里管一管。", n)
	c := &comment.Annotated{
		Comment: comment.Comment{
			ID: fmt.Sprintf("id%06d", n), TextKey: fmt.Sprintf("text%06d", n), SourceID: source, Row: n + 1, NativeKey: fmt.Sprintf("native%06d", n),
			ReceivedAt: time.Date(2014, 3, 1+n%90, 9, n%60, 0, 0, time.FixedZone("CST", 8*3600)), Channel: "ch.sms", Title: title, Text: body,
			Township: "城关", Department: "民政局", Submitter: fmt.Sprintf("who%03d", n%300),
		},
		Tokens: []string{"反映", "城关镇", "窗口", "推诿", "低保", "手续", "来回", "跑", "县里", "管"},
		Kind:   comment.Complaint, Urgency: comment.U1, TownshipCode: d.County.Townships[n%len(d.County.Townships)].Code, TownshipHow: "named",
		DepartmentCode: d.County.Departments[n%7].Code, DepartmentHow: "named", DupKey: fmt.Sprintf("dup%d", n/2), Restricted: n%7 == 0,
	}
	for i, words := range []string{"推诿", "来回跑", "低保"} {
		at := strings.Index(body, words)
		p := []string{"bureaucratism.buck_passing", "bureaucratism.red_tape", "sg.livelihood.dibao"}[i]
		axis := comment.AxisWinds
		if i == 2 {
			axis = comment.AxisTopics
		}
		c.Tags = append(c.Tags, comment.Tag{
			Axis: axis, Wind: dict.Wind(p), Problem: p, Score: 0.5 + float64(i)/10, Evidence: words,
			Span: comment.Span{Field: comment.FieldText, Start: at, End: at + len(words)}, Rule: "word",
		})
		c.Mentions = append(c.Mentions, comment.Mention{
			UnitKind: comment.UnitTownship, UnitCode: c.TownshipCode, How: "named", Span: comment.Span{Field: comment.FieldText, End: len("城关镇")},
		})
	}
	return c
}

func newBuilder(t testing.TB, path string) *Builder {
	t.Helper()
	b, err := NewBuilder(context.Background(), path, testDict(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Abort() })
	return b
}

// publishDatabase makes a database of n comments of one source, changed by edit.
func publishDatabase(t testing.TB, path, run string, n int, edit func(*comment.Annotated)) {
	t.Helper()
	b := newBuilder(t, path)
	ctx := context.Background()
	for i := range n {
		c := testComment(b.dict, "source1", i)
		if edit != nil {
			edit(c)
		}
		if err := b.Add(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	finish(t, b, run, testSource(1, n))
}

func finish(t testing.TB, b *Builder, run string, sources ...comment.Source) {
	t.Helper()
	ctx := context.Background()
	for _, s := range sources {
		if err := b.AddSource(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.SetRun(ctx, testRun(run)); err != nil {
		t.Fatal(err)
	}
	if err := b.Finish(ctx); err != nil {
		t.Fatal(err)
	}
}

// ask gives the rows of a query on a published file as lines of tab-separated values.
func ask(t testing.TB, path, query string) []string {
	t.Helper()
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return lines(t, db, query)
}

func lines(t testing.TB, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(columns))
		for i, v := range values {
			cells[i] = fmt.Sprint(v)
		}
		out = append(out, strings.Join(cells, "\t"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func databasePath(t testing.TB) string { return filepath.Join(t.TempDir(), "sifeng.duckdb") }
