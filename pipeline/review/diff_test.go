package review

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline"
)

// write makes files below a new directory and gives its path.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const lexiconHeader = "pattern\tproblem\tfacet\tflags\texample\ttrap\n"

func TestCompare(t *testing.T) {
	dir := write(t, map[string]string{
		"old/lexicon/topics.tsv": lexiconHeader + "绿本本\tsg.livelihood.pension\t\t\t绿本本\t\n蓝本本\tsg.livelihood.road\t\t\t蓝本本\t\n",
		"new/lexicon/topics.tsv": lexiconHeader + "绿本\tsg.livelihood.pension\t\t\t绿本\t\n红本本\tsg.livelihood.dibao\t\t\t红本本\t\n",
		"a.csv":                  "编号,内容\n1,请问蓝本本和红本本到哪里领\n2,请问绿本本在哪里换\n3,请问几点开门\n1,请问蓝本本和红本本到哪里领\n",
	})
	d, err := Compare(context.Background(), filepath.Join(dir, "old"), filepath.Join(dir, "new"), pipeline.Reading{Inputs: []string{filepath.Join(dir, "a.csv")}})
	if err != nil {
		t.Fatal(err)
	}
	want := &Diff{
		Old: d.Old, New: d.New, Comments: 3, Changed: 1, Moved: 1,
		Tags: []TagDiff{
			{"sg.livelihood.dibao", "城乡低保", "Subsistence allowance", 0, 1, 0},
			{"sg.livelihood.road", "道路桥梁", "Roads and bridges", 1, 0, 1},
		},
		Fields: []Field{},
		Changes: []Retagged{{
			Place:  Place{File: "a.csv", Row: 2},
			Gained: []Mark{{"sg.livelihood.dibao", "lexicon:红本本", "红本本"}},
			Lost:   []Mark{{"sg.livelihood.road", "lexicon:蓝本本", "蓝本本"}},
			Fields: []Field{},
		}},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("difference (-want +got):\n%s", diff)
	}
	if d.Old == d.New {
		t.Error("two sets of dictionaries have one hash")
	}
}
