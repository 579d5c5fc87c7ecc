package bench

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
)

func testFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "意见.csv")
	const data = "编号,内容\n1,去窗口办低保跑了四趟都没有办成。村里的路灯坏了三个月没人管！\n2,镇里的干部互相推诿不给解决问题。短。\n"
	if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestCorpusIsTheSameAgainAndNoTextTwice(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	file := testFile(t)
	read := func() string {
		dir := t.TempDir()
		c, err := makeCorpus(t.Context(), d, []string{file}, 500, dir)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, text := range c.texts {
			if seen[text] {
				t.Fatalf("%q stands twice", text)
			}
			if seen[text] = true; len(text) < textBytes {
				t.Fatalf("%q has %d bytes, want %d or more", text, len(text), textBytes)
			}
		}
		data, err := os.ReadFile(c.csv)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if diff := cmp.Diff(read(), read()); diff != "" {
		t.Error(diff)
	}
}

func TestFillerIsUnique(t *testing.T) {
	seen := map[string]int{}
	for i := range 20_000 {
		if before, ok := seen[filler(i)]; ok {
			t.Fatalf("%d and %d have the filler %q", before, i, filler(i))
		}
		seen[filler(i)] = i
	}
}

func TestStages(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	corpus, err := makeCorpus(t.Context(), d, []string{testFile(t)}, 300, dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newStages(t.Context(), d, corpus, 2, dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.comments) != 300 {
		t.Fatalf("%d comments are read, want 300", len(s.comments))
	}
	for range 2 {
		if err := s.round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, f := range s.figures() {
		names = append(names, f.Name)
		if len(f.Wall) != 2 || f.Comments <= 0 {
			t.Errorf("%s: %d times, %g comments a second", f.Name, len(f.Wall), f.Comments)
		}
	}
	want := []string{
		"ingest", "clean", "segment", "tag", "attribute", "annotate, 1 worker", "annotate, 2 workers", "store", "hotspots", "matters", "report",
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

func TestStopwatchAddsUpWhatIsDoneTwice(t *testing.T) {
	w := &stopwatch{times: map[string][2]time.Duration{}}
	for _, doing := range []string{"a", "a", "b", "a"} {
		w.Step(0, doing)
		time.Sleep(2 * time.Millisecond)
	}
	w.Done()
	if a, b := w.times["a"][0], w.times["b"][0]; b < 2*time.Millisecond || a < 6*time.Millisecond {
		t.Errorf("a took %v, b %v; want 6 ms and 2 ms or more", a, b)
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 2, 9}, 3}} {
		if got := median(c.of); got != c.want {
			t.Errorf("median of %v: %g, want %g", c.of, got, c.want)
		}
	}
}
