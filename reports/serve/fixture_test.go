package serve

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"sifeng/dict"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/store"
	"sifeng/reports"
)

// hostileTexts are what a page must survive.
var hostileTexts = []string{
	`</p></main><script>window.broken=1</script>`, `<img src=x onerror="window.broken=2">`, `"><svg onload=window.broken=3>`, `{{.}}{{end}}${1}`,
	"甲\x00乙", "行一\u2028行二\u202e倒过来", `<!--<script>`, `javascript:window.broken=4`, `<style>*{display:none}</style>`, strings.Repeat("很长", 3000),
	`' onmouseover='window.broken=5`, "\xff\xfe坏字节",
}

const secret = "勿示"

// published makes a database of n comments, the newest last. Every ninth is restricted; every tenth from the fourth on is about the leadership.
func published(t testing.TB, n int, edit func(i int, c *comment.Annotated)) string {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sifeng.duckdb")
	ctx := context.Background()
	b, err := store.NewBuilder(ctx, path, d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Abort() })
	for i := range n {
		c := invented(d, i)
		if edit != nil {
			edit(i, c)
		}
		if err := b.Add(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	key := comment.NewKey([]byte("a key that only tests use"))
	source := comment.Source{ID: "s", File: "invented.csv", SHA256: strings.Repeat("0", 64), Encoding: "utf-8", RowsRead: n, RowsLoaded: n}
	if err := b.AddSource(ctx, source); err != nil {
		t.Fatal(err)
	}
	run := store.Run{
		ID: fmt.Sprintf("run%d", n), StartedAt: time.Date(2014, 6, 1, 8, 0, 0, 0, time.UTC), CodeVersion: "test", KeyCheck: store.KeyCheck(key),
		AsOf: time.Date(2014, 6, 1, 0, 0, 0, 0, time.UTC), Notice: "演示数据",
	}
	if err := b.SetRun(ctx, run); err != nil {
		t.Fatal(err)
	}
	if err := b.Finish(ctx); err != nil {
		t.Fatal(err)
	}
	return path
}

func idOf(i int) string { return fmt.Sprintf("id%06d", i) }

func invented(d *dict.Dict, i int) *comment.Annotated {
	title, body := fmt.Sprintf("第%d号反映", i), "城关镇的窗口推诿，低保手续来回跑，请管一管。"
	c := &comment.Annotated{
		Comment: comment.Comment{
			ID: idOf(i), TextKey: "text" + idOf(i), SourceID: "s", Row: i + 1, ReceivedAt: time.Date(2014, 3, 1, i, 0, 0, 0, time.UTC),
			Channel: []string{"ch.sms", "ch.hotline"}[i%2], Title: title, Text: body,
		},
		Tokens: []string{"反映", "城关镇", "窗口", "推诿", "低保", "手续", "来回", "跑"}, Kind: comment.Complaint, Urgency: comment.U1,
		TownshipCode: d.County.Townships[i%3].Code, TownshipHow: "named", DepartmentCode: d.County.Departments[i%5].Code, DepartmentHow: "named",
		DupKey: fmt.Sprintf("dup%d", i/2), Restricted: i%9 == 0, TargetLeadership: i%10 == 4,
	}
	c.Restricted = c.Restricted || c.TargetLeadership
	if i%7 == 0 {
		c.Kind, c.TownshipCode, c.TownshipHow = comment.Suggestion, "", ""
	}
	if i%11 == 10 {
		c.ReceivedAt = time.Time{}
	}
	if c.Restricted {
		c.Title, c.Text, c.Tokens = secret+"标题", secret+"正文：窗口推诿，低保手续来回跑", []string{secret, "推诿", "低保"}
	}
	for n, words := range []string{"推诿", "来回跑", "低保"} {
		p := []string{"bureaucratism.buck_passing", "bureaucratism.red_tape", "sg.livelihood.dibao"}[n]
		axis := comment.AxisWinds
		if n == 2 {
			axis = comment.AxisTopics
		}
		at := strings.Index(c.Text, words)
		if n == 1 && i%2 == 1 {
			continue
		}
		c.Tags = append(c.Tags, comment.Tag{
			Axis: axis, Wind: dict.Wind(p), Problem: p, Score: 0.5 + float64(n)/10, Evidence: words,
			Span: comment.Span{Field: comment.FieldText, Start: at, End: at + len(words)}, Rule: "word",
		})
	}
	return c
}

// execute changes a published file, as nothing of the program does.
func execute(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%v in: %.200s", err, s)
		}
	}
}

func count(t testing.TB, path, query string) (n int64) {
	t.Helper()
	db, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%v in: %s", err, query)
	}
	return n
}

func rendered(ctx context.Context, db *sql.DB, w io.Writer) error {
	return reports.Render(ctx, db, reports.Options{Comments: CommentsPath}, w)
}

func serving(t testing.TB, path string) *httptest.Server {
	t.Helper()
	h, err := Handler(Config{DB: path, Dashboard: rendered})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

// get gives the status and the page at an address of the server.
func get(t testing.TB, s *httptest.Server, address string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.URL+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}
