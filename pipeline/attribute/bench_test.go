package attribute

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"sifeng/pipeline/comment"
)

func BenchmarkAttribute(b *testing.B) {
	a := load(b)
	docs := []comment.Doc{
		{Title: "派出所办事难", Text: strings.Repeat("去颍桥派出所办户口，窗口的人让回村里开证明，村里说不归他管，来回跑了三趟，到现在也没办成。", 3)},
		{Text: strings.Repeat("今年天旱，地里的玉米叶子都卷了，机井只有两眼，一眼早就不出水，排队浇一遍地要等七八天，一亩地浇下来油钱就得几十块。", 3)},
	}
	size := 0
	for _, d := range docs {
		size += len(d.Title) + len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			a.Attribute(d, "颍桥", "", nil)
		}
	}
}

// BenchmarkAttributeFile runs over a file of {"title","text"} lines, where SIFENG_COMMENTS names one.
func BenchmarkAttributeFile(b *testing.B) {
	name := os.Getenv("SIFENG_COMMENTS")
	if name == "" {
		b.Skip("SIFENG_COMMENTS names no file")
	}
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var docs []comment.Doc
	size := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		var d comment.Doc
		if err := json.Unmarshal(s.Bytes(), &d); err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d)
		size += len(d.Title) + len(d.Text)
	}
	a := load(b)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			a.Attribute(d, "", "", nil)
		}
	}
}
