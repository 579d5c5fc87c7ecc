package review

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
	"sifeng/pipeline"
)

func TestAssociation(t *testing.T) {
	for _, c := range []struct {
		n, a, b, all int
		want         float64
	}{
		{10, 10, 10, 20, 2 * 20 * math.Ln2}, // one is the other
		{5, 10, 10, 20, 0},                  // by chance
		{1, 10, 10, 20, 0},                  // they shun each other
		{0, 0, 10, 20, 0},
		{3, 3, 4, 8, 2 * (3*math.Log(2) + math.Log(1.0*8/(5*4)) + 4*math.Log(4.0*8/(5*4)))},
	} {
		if got := association(c.n, c.a, c.b, c.all); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("association(%d, %d, %d, %d) = %g, want %g", c.n, c.a, c.b, c.all, got, c.want)
		}
	}
}

func TestGrams(t *testing.T) {
	c := newCorpus()
	for range 5 {
		var row []int32
		for _, w := range strings.Fields("甲 乙 丙 丁 戊 | 甲 乙 | 一二三四 五六七 八九") {
			if w == "|" {
				row = append(row, breakWord)
			} else {
				row = append(row, c.word(w))
			}
		}
		c.sentences = append(c.sentences, row)
	}
	c.sentences = append(c.sentences, []int32{c.word("甲"), c.word("己")})
	var got []string
	for _, g := range c.grams(func(g *gram) bool { return len(g.in) >= 5 }) {
		if n := map[bool]int{true: 6, false: 5}[g.text == "甲"]; len(g.in) != n {
			t.Errorf("%s stands in %d sentences, want %d", g.text, len(g.in), n)
		}
		got = append(got, g.text)
	}
	want := strings.Fields("甲 乙 丙 丁 戊 一二三四 五六七 八九 甲乙 乙丙 丙丁 丁戊 一二三四五六七 五六七八九 甲乙丙 乙丙丁 丙丁戊 甲乙丙丁 乙丙丁戊")
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("expressions (-want +got):\n%s", diff)
	}
}

// invented makes comments in which an expression that the lexicon lacks goes with inaction.
func invented() string {
	var b strings.Builder
	b.WriteString("编号,内容\n")
	n := 0
	add := func(format string, list ...string) {
		for _, x := range list {
			n++
			fmt.Fprintf(&b, "%d,%s\n", n, fmt.Sprintf(format, x))
		}
	}
	things := strings.Fields("路灯 水渠 桥栏 井盖 厕所 河堤 围墙 池塘")
	add("镇政府不作为，报了%s的事石头沉河。", things...)
	add("报了%s的事，石头沉河！我是本村的〔姓名〕。", things[:4]...)
	add("村东头的%s坏了，请修一下。", things...)
	add("请问%s归哪里管？", things...)
	return b.String()
}

func TestSuggest(t *testing.T) {
	dir := write(t, map[string]string{"a.csv": invented()})
	s, err := Suggest(context.Background(), pipeline.Reading{Inputs: []string{dir}}, 50)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(s.List, func(x Suggestion) bool { return strings.Contains(x.Text, "沉河") })
	if i < 0 {
		t.Fatalf("not suggested: %+v", s.List)
	}
	x := s.List[i]
	if x.Problem != "bureaucratism.inaction" || x.Comments != 12 || x.Tagged < 8 || x.Weak {
		t.Errorf("suggestion %+v", x)
	}
	for _, x := range s.List {
		if strings.Contains(x.Text, "不作为") || strings.Contains(x.Text, "姓名") || x.Comments < minComments || len([]rune(x.Text)) > maxRunes {
			t.Errorf("suggestion %+v", x)
		}
	}
	// The rows can be pasted into a lexicon.
	var b strings.Builder
	s.WriteRows(&b)
	over := write(t, map[string]string{"lexicon/other.tsv": b.String()})
	d, _, err := newAnnotator(over)
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	rows, err := dict.ReadTSV(d.FS(), "lexicon/other.tsv", "pattern", "problem")
	if err != nil || !slices.ContainsFunc(rows, func(r dict.Row) bool { return r.Field["pattern"] == x.Text }) {
		t.Errorf("%s is not among the rows: %v", x.Text, err)
	}
	// What the lexicon has is not suggested again.
	again, err := Suggest(context.Background(), pipeline.Reading{Inputs: []string{filepath.Join(dir, "a.csv")}, DictDir: over}, 50)
	if err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(again.List, func(y Suggestion) bool { return y.Text == x.Text }) {
		t.Errorf("%s is suggested though the lexicon has it", x.Text)
	}
}
