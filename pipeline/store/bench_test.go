package store

import (
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sifeng/pipeline/comment"
)

// BenchmarkStore stores comments of 70 tokens with three tags and three mentions each, from the first Add to the published file.
// Making the comments is timed apart and taken off; peak memory is the process's.
func BenchmarkStore(b *testing.B) {
	n := 100_000
	if s := os.Getenv("STORE_BENCH_COMMENTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	d := testDict(b)
	tokens := strings.Fields(strings.Repeat("城关镇 窗口 推诿 低保 手续 来回 跑 ", 10))
	next := func(i int) *comment.Annotated {
		c := testComment(d, "source1", i)
		c.Restricted, c.Tokens = i%100 == 0, tokens
		c.Text = strings.Repeat(c.Text, 4) // about 300 bytes, as the median of real comments
		return c
	}
	begin := time.Now()
	for i := range n {
		next(i)
	}
	making := time.Since(begin)
	for b.Loop() {
		path := databasePath(b)
		begin := time.Now()
		build := newBuilder(b, path)
		for i := range n {
			if err := build.Add(b.Context(), next(i)); err != nil {
				b.Fatal(err)
			}
		}
		finish(b, build, "run1", testSource(1, n))
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/(time.Since(begin)-making).Seconds(), "comments/s")
		b.ReportMetric(float64(info.Size())/float64(n), "bytes/comment")
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err == nil {
		b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MiB")
	}
}
