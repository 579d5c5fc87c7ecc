package pipeline_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sifeng/pipeline"
	"sifeng/reports"
)

// TestPageOfAnUnchangedRun holds that a page is left alone where it is the one that rendering would give, and made anew where it is not.
func TestPageOfAnUnchangedRun(t *testing.T) {
	dir := t.TempDir()
	c := pipeline.Config{
		Inputs: []string{writeComments(t, filepath.Join(dir, "comments.csv"), 300)},
		DB:     filepath.Join(dir, "x.duckdb"), Out: filepath.Join(dir, "report"), Workers: 2, Key: &sameKey,
	}
	page := filepath.Join(c.Out, pipeline.DashboardName)
	run := func(c pipeline.Config) []byte {
		t.Helper()
		if _, err := pipeline.Run(context.Background(), c); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first := run(c)
	long := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC)
	monthly := c
	monthly.Period = reports.Month
	for _, step := range []struct {
		name    string
		change  func() error
		config  pipeline.Config
		left    bool // alone
		another bool // page
	}{
		{"unchanged", func() error { return nil }, c, true, false},
		{"changed page", func() error { return os.WriteFile(page, append(first, ' '), 0o644) }, c, false, false},
		{"lost page", func() error { return os.WriteFile(page, nil, 0o644) }, c, false, false},
		{"other options", func() error { return nil }, monthly, false, true},
		{"page of other options", func() error { return nil }, c, false, false},
		{"unchanged once more", func() error { return nil }, c, true, false},
	} {
		if err := step.change(); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(page, long, long); err != nil {
			t.Fatal(err)
		}
		got := run(step.config)
		info, err := os.Stat(page)
		if err != nil {
			t.Fatal(err)
		}
		if left := info.ModTime().Equal(long); left != step.left {
			t.Errorf("%s: left alone: %v", step.name, left)
		}
		if another := !bytes.Equal(got, first); another != step.another {
			t.Errorf("%s: another page: %v", step.name, another)
		}
	}
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	if got := run(c); !bytes.Equal(got, first) {
		t.Error("the page that was gone is another")
	}
}
