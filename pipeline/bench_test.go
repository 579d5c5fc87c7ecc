package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
)

func BenchmarkAnnotate(b *testing.B) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	a, err := NewAnnotator(d, comment.NewKey([]byte("a key of the benchmark")), clean.Options{})
	if err != nil {
		b.Fatal(err)
	}
	in := comment.Comment{
		Township: "王洛镇",
		Text:     "去镇里的窗口办低保，跑了四趟，每次都说缺材料，工作人员互相推诿，上班时间还有人玩手机。村里的路灯坏了三个月没有人管，希望县里管一管。电话13900000000。",
	}
	b.SetBytes(int64(len(in.Text)))
	b.ReportAllocs()
	for b.Loop() {
		a.Annotate(in)
	}
}

func BenchmarkNewAnnotator(b *testing.B) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := NewAnnotator(d, comment.NewKey([]byte("a key of the benchmark")), clean.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDedupe judges a hundred thousand comments, of which every tenth was seen before.
func BenchmarkDedupe(b *testing.B) {
	const n = 100_000
	comments := make([]comment.Comment, n)
	for i := range comments {
		id := fmt.Sprintf("%024x", i-i%10/9)
		comments[i] = comment.Comment{ID: id, TextKey: strings.Repeat("0", 12) + id[12:], SourceID: "source", Channel: "ch.sms"}
	}
	b.ReportAllocs()
	for b.Loop() {
		d := newDeduper(comment.NewKey([]byte("a key of the benchmark")))
		for i := range comments {
			c := comments[i]
			d.judge(&c)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/comment")
}
