package reports

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// rendered holds pages that several tests look at.
var rendered sync.Map // of func() ([]byte, error), by fixture and options

func render(t testing.TB, f fixture, o Options) []byte {
	t.Helper()
	drawn, _ := rendered.LoadOrStore(fmt.Sprintf("%+v %+v %+v", f, o, o.Model), sync.OnceValues(func() ([]byte, error) {
		var out bytes.Buffer
		err := Render(context.Background(), openFixture(t, f), o, &out)
		return out.Bytes(), err
	}))
	page, err := drawn.(func() ([]byte, error))()
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(page)
}

var whole = fixture{comments: 6000, ledger: true, issues: true}

func TestRenderIsTheSameTwice(t *testing.T) {
	db := openFixture(t, whole)
	var first, second bytes.Buffer
	for threads, out := range map[int]*bytes.Buffer{1: &first, 4: &second} {
		execute(t, db, fmt.Sprintf("set threads = %d", threads))
		if err := Render(context.Background(), db, Options{Notice: "演示数据，均为虚构"}, out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two pages of the same database differ")
	}
	if name := os.Getenv("SIFENG_PAGE"); name != "" {
		if err := os.WriteFile(name, first.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// pageLimit is the most bytes of the page of a county; 3 MB hold for a million comments.
const pageLimit = 1_500_000

func TestPageOfACountyIsSmall(t *testing.T) {
	if n := len(render(t, whole, Options{Notice: "演示数据，均为虚构"})); n > pageLimit {
		t.Errorf("the page has %d bytes, at most %d", n, pageLimit)
	}
}

func TestPageHoldsNothingForeign(t *testing.T) {
	out := string(render(t, fixture{comments: 1500, hostile: true, ledger: true, issues: true}, Options{Notice: `<b>演示</b>`}))
	_, data, _ := strings.Cut(out, `id="data">`)
	data, _, _ = strings.Cut(data, "</script>")
	if !json.Valid([]byte(data)) {
		t.Fatal("the data of the page are no JSON")
	}
	own := withoutLibrary(t, out)
	for _, c := range []struct {
		in  string
		bad []string
	}{
		{out, []string{"<img", "<svg onload", "<b>演示", "\x00", "]]></style>"}},
		{own, []string{" style=", "http://", "https://", "worker", "eval("}},
		{data, []string{"__f__", "<", ">", "\u2028", "\u2029"}},
	} {
		for _, bad := range c.bad {
			if at := strings.Index(c.in, bad); at >= 0 {
				t.Errorf("the page holds %q: …%.80q", bad, c.in[max(0, at-40):])
			}
		}
	}
	if n := strings.Count(strings.ToLower(out), "</script"); n != 3 {
		t.Errorf("%d ends of scripts, want 3", n)
	}
	if len(out) > 3<<20 {
		t.Errorf("the page has %d bytes, at most 3 MB", len(out))
	}
}

// withoutLibrary cuts the vendored drawing library out of the page.
func withoutLibrary(t *testing.T, page string) string {
	t.Helper()
	library, err := files.ReadFile("assets/echarts/echarts.min.js")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page, string(library)) {
		t.Fatal("the library does not stand in the page as it was vendored")
	}
	return strings.Replace(page, string(library), "", 1)
}

func TestRenderRefuses(t *testing.T) {
	db := openFixture(t, fixture{})
	var out bytes.Buffer
	if err := Render(context.Background(), db, Options{Edition: "secret"}, &out); err == nil || !strings.Contains(err.Error(), "secret") {
		t.Errorf("an unknown edition gives %v", err)
	}
	execute(t, db, "delete from runs")
	if err := Render(context.Background(), db, Options{}, &out); err == nil || !strings.Contains(err.Error(), "no run") {
		t.Errorf("a database without a run gives %v", err)
	}
	if out.Len() > 0 {
		t.Errorf("%d bytes were written by failed reports", out.Len())
	}
}

func TestExamplesGoFirstWhereDataAreTooLarge(t *testing.T) {
	p := &page{units: map[string]unitPage{
		"#/t=1": {Name: "甲", Figures: [][3]string{{"意见（条）", "3", ""}}, Examples: [][3]string{{"—", "乙", strings.Repeat("长", dataLimit/3)}}},
	}}
	raw, err := p.data()
	if err != nil {
		t.Fatal(err)
	}
	if len(raw) > dataLimit {
		t.Errorf("the data have %d bytes, at most %d", len(raw), dataLimit)
	}
	if !bytes.Contains(raw, []byte("意见（条）")) {
		t.Error("the figures are gone with the examples")
	}
	if len(p.Unknown) != 1 || !strings.Contains(p.Unknown[0], "举例") {
		t.Errorf("the footer says %q", p.Unknown)
	}
}

// renderOf gives the page of a database.
func renderOf(t testing.TB, db *sql.DB) string {
	t.Helper()
	var out bytes.Buffer
	if err := Render(context.Background(), db, Options{}, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
