package tag

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// readReal reads the residents' comments of comments.jsonl in the directory that SIFENG_REAL_DATA names. They are no part of the repository.
func readReal(t testing.TB) []comment.Doc {
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
	var docs []comment.Doc
	for lines.Scan() {
		var line struct{ Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, comment.Doc{Title: line.Title, Text: line.Text})
	}
	return docs
}

func BenchmarkReal(b *testing.B) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	tagger, err := New(d)
	if err != nil {
		b.Fatal(err)
	}
	docs := readReal(b)
	size := 0
	for _, doc := range docs {
		size += len(doc.Title) + len(doc.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			tagger.Tag(doc)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(docs)), "ns/comment")
}

func BenchmarkNew(b *testing.B) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(d); err != nil {
			b.Fatal(err)
		}
	}
}
