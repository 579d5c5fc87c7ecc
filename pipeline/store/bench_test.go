package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// BenchmarkStore stores comments of 60 random words with three tags and three mentions each, from the first Add to the published file.
// Making the comments is timed apart and taken off; processor time counts all cores, so it can be compared on a busy machine.
func BenchmarkStore(b *testing.B) {
	n := 100_000
	if s := os.Getenv("STORE_BENCH_COMMENTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	d := testDict(b)
	making, makingCPU := time.Now(), processorTime()
	random := rand.New(rand.NewPCG(1, 1))
	for i := range n {
		benchComment(d, random, i)
	}
	makingTook := time.Since(making)
	makingCPU = processorTime() - makingCPU
	for b.Loop() {
		path := databasePath(b)
		begin, cpu := time.Now(), processorTime()
		random := rand.New(rand.NewPCG(1, 1))
		build := newBuilder(b, path)
		for i := range n {
			if err := build.Add(b.Context(), benchComment(d, random, i)); err != nil {
				b.Fatal(err)
			}
		}
		finish(b, build, "run1", testSource(1, n))
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/(time.Since(begin)-makingTook).Seconds(), "comments/s")
		b.ReportMetric(float64((processorTime()-cpu-makingCPU).Microseconds())/float64(n), "cpu-µs/comment")
		b.ReportMetric(float64(info.Size())/float64(n), "bytes/comment")
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err == nil {
		b.ReportMetric(float64(usage.Maxrss)/1024, "peak-MiB")
	}
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func benchComment(d *dict.Dict, random *rand.Rand, i int) *comment.Annotated {
	words := strings.Fields("城关镇 窗口 推诿 低保 手续 来回 跑 反映 多次 没人 管 道路 饮水 学校 医院 村委会 书记 镇长 办事 态度 恶劣 希望 领导 " +
		"重视 解决 问题 请 县里 关注 补助 贫困 户 危房 改造")
	c := testComment(d, "source1", i)
	hash := func() string { return fmt.Sprintf("%016x%08x", random.Uint64(), random.Uint32()) }
	c.ID, c.TextKey, c.DupKey, c.Submitter, c.Restricted = hash(), hash(), hash(), hash(), i%100 == 0
	c.Tokens = make([]string, 60)
	for j := range c.Tokens {
		c.Tokens[j] = words[random.IntN(len(words))]
	}
	c.Text += strings.Join(c.Tokens, "")
	return c
}

// BenchmarkAddIssues stores matters of thirty comments each.
func BenchmarkAddIssues(b *testing.B) {
	const n, each = 3000, 30
	issues := make([]Issue, n)
	for i := range issues {
		issues[i] = Issue{ID: fmt.Sprintf("%016x", i), Rank: i + 1, Title: "柳塘小区停水", NComments: each}
	}
	for b.Loop() {
		build := newBuilder(b, databasePath(b))
		cpu := processorTime()
		err := build.AddIssues(b.Context(), issues, func(yield func(IssueComment) bool) {
			for i := range n * each {
				if !yield(IssueComment{issues[i/each].ID, fmt.Sprintf("%032x", i), 0.5}) {
					return
				}
			}
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64((processorTime()-cpu).Microseconds())/(n*each), "cpu-µs/comment")
		if err := build.Abort(); err != nil {
			b.Fatal(err)
		}
	}
}
