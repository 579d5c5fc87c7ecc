package ingest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// result is all that one reading gave.
type result struct {
	comments []comment.Comment
	rejected []comment.Rejected
	sources  []comment.Source
	err      error
}

func testOptions(t testing.TB) Options {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return Options{Dict: d, Key: comment.NewKey([]byte("a key for tests only"))}
}

func readFile(t testing.TB, path string, o Options) result {
	t.Helper()
	var r result
	r.sources, r.err = Read(context.Background(), path, o,
		func(c comment.Comment) error { r.comments = append(r.comments, c); return nil },
		func(x comment.Rejected) error { r.rejected = append(r.rejected, x); return nil })
	if r.err == nil {
		r.checkBalance(t)
	}
	return r
}

// checkBalance: every row that was read is a comment's, a fragment's or in quarantine.
func (r result) checkBalance(t testing.TB) {
	t.Helper()
	read, merged, quarantined := 0, 0, 0
	for _, s := range r.sources {
		read, merged, quarantined = read+s.RowsRead, merged+s.RowsMerged, quarantined+s.RowsQuarantined
	}
	rows := map[string]bool{}
	for _, c := range r.comments {
		rows[fmt.Sprint(c.SourceID, c.Row)] = true
	}
	rejected := 0
	for _, x := range r.rejected {
		if x.Row > 0 { // else it is a file or sheet
			rejected++
		}
	}
	if read != len(rows)+merged+quarantined || quarantined != rejected {
		t.Errorf("%d rows read, but %d rows with comments, %d merged, %d quarantined (%d rejected)", read, len(rows), merged, quarantined, rejected)
	}
}

// readText reads content as a file of the given name.
func readText(t testing.TB, name, content string, o Options) result {
	t.Helper()
	return readFile(t, writeFile(t, name, content), o)
}

func writeFile(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (r result) texts() []string {
	var out []string
	for _, c := range r.comments {
		out = append(out, c.Text)
	}
	return out
}

func (r result) notes() string {
	var out []string
	for _, s := range r.sources {
		for _, n := range s.Notes {
			out = append(out, n.String())
		}
	}
	return strings.Join(out, "\n")
}

func (r result) must(t testing.TB) result {
	t.Helper()
	if r.err != nil {
		t.Fatal(r.err)
	}
	return r
}
