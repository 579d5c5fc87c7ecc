package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the commands print into the README files")

// question matches the README's question to the demo's database and the answer printed below it.
var question = regexp.MustCompile("(?s)(-c \"\n)(.*?)(\"\n```\n\n```\n)(.*?)(```)")

// TestReadmeAnswer asks the question on the README's first screen and holds the README to the answer.
func TestReadmeAnswer(t *testing.T) {
	dir := t.TempDir()
	var out, errs bytes.Buffer
	a := newApp(strings.NewReader(""), &out, &errs, func(string) string { return "" })
	if code := a.run(context.Background(), []string{"demo", "--out", dir}); code != exitDone {
		t.Fatalf("demo exits %d: %s", code, errs.String())
	}
	for _, name := range []string{"../../README.md", "../../README.zh-CN.md"} {
		readme, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found := question.FindSubmatch(readme)
		if found == nil {
			t.Fatalf("%s asks no question", name)
		}
		out.Reset()
		if code := a.run(context.Background(), []string{"sql", "--db", filepath.Join(dir, "sifeng.duckdb"), "-c", string(found[2])}); code != exitDone {
			t.Fatalf("%s: the question exits %d: %s", name, code, errs.String())
		}
		if *update {
			readme = question.ReplaceAll(readme, []byte("${1}${2}${3}"+out.String()+"${5}"))
			if err := os.WriteFile(name, readme, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(found[4]), out.String()); diff != "" {
			t.Errorf("%s gives another answer (-README +command):\n%s", name, diff)
		}
	}
}
