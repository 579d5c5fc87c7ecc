package clean

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

func newCleaner(t testing.TB, o Options) *Cleaner {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// readReal reads the residents' comments of comments.jsonl in the directory that SIFENG_REAL_DATA names. They are no part of the repository.
func readReal(t testing.TB) []comment.Comment {
	t.Helper()
	dir := os.Getenv("SIFENG_REAL_DATA")
	if dir == "" {
		t.Skip("SIFENG_REAL_DATA is not set")
	}
	file, err := os.Open(filepath.Join(dir, "comments.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<24)
	var comments []comment.Comment
	for lines.Scan() {
		var line struct{ Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		comments = append(comments, comment.Comment{Title: line.Title, Text: line.Text})
	}
	return comments
}

func BenchmarkReal(b *testing.B) {
	c, comments := newCleaner(b, Options{}), readReal(b)
	size := 0
	for _, r := range comments {
		size += len(r.Title) + len(r.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range comments {
			c.Clean(r)
		}
	}
}

func BenchmarkOrdinary(b *testing.B) {
	c := newCleaner(b, Options{})
	text := strings.Repeat("去服务大厅办证跑了四趟，每次都说缺材料，窗口没有人，希望县里管一管；村里的路灯也坏了三个月。", 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		c.Clean(comment.Comment{Text: text})
	}
}

func BenchmarkNew(b *testing.B) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New(d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
