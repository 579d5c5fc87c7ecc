package ingest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Texts in a list within an object, and beside or around arrays, are read or told.
func TestJSONTextsElsewhere(t *testing.T) {
	const a, b = `{"内容":"路坏了"}`, `{"内容":"灯不亮"}`
	lines, listed, beside := map[int]string{1: "路坏了", 2: "灯不亮"}, reasonTextInLists.String(), reasonBesideArrays.String()
	batch := `{"title":"第一批","text":"上半年收集","data":[` + a + "," + b + "]}\n"
	for _, test := range []struct {
		name, file, content string
		want                map[int]string // by row, the text or why it is rejected
	}{
		{"lines of a text and a list of comments", "a.jsonl", batch + batch, map[int]string{1: listed, 2: listed}},
		{"one of such lines among others", "a.jsonl", a + "\n" + batch, map[int]string{1: "路坏了", 2: listed}},
		{"lines of a title and a list of comments", "a.jsonl", `{"title":"第一批","data":[` + a + "]}\n", map[int]string{1: listed}},
		{"such an object in an array", "a.json", "[" + a + "," + batch + "]", map[int]string{1: "路坏了", 2: listed}},
		{"a list deep within", "a.jsonl", `{"内容":"路坏了","more":{"a":[{"b":[` + b + "]}]}}\n", map[int]string{1: listed}},
		{"a list of lists", "a.jsonl", `{"内容":"路坏了","more":[[` + b + "]]}\n", map[int]string{1: listed}},
		{"rows", "a.jsonl", `{"内容":"路坏了","row":[` + b + "]}\n", map[int]string{1: listed}},
		{"answers, pictures, words", "a.jsonl", `{"内容":"路坏了","答复":[{"内容":"已经修好"}],"图片":[{"url":"1.jpg","text":"1"}],"tags":["路"]}` + "\n" + b, lines},
		{"answers deep within", "a.jsonl", `{"内容":"路坏了","过程":[{"人":"甲","reply":{"content":"已经修好"}}]}` + "\n" + b, lines},
		{"pages, one a line", "a.jsonl", `{"code":0,"data":[` + a + `]}` + "\n" + `{"code":0,"data":[` + b + `]}` + "\n", lines},
		{"pages of nothing else, one a line", "a.jsonl", `{"data":[` + a + `]}` + "\n" + `{"data":[` + b + `]}` + "\n", lines},
		{"pages under the name json", "a.json", `{"data":{"rows":[` + a + `]}}` + "\n" + `{"data":{"rows":[` + b + `]}}` + "\n", lines},

		{"an object beside", "a.json", `{"data":[` + a + "," + b + `],"extra":{"内容":"停水了"}}`, map[int]string{1: "路坏了", 2: "灯不亮", 3: beside}},
		{"an object before", "a.json", `{"extra":{"内容":"停水了"},"data":[` + a + "," + b + `]}`, map[int]string{1: "路坏了", 2: "灯不亮", 3: beside}},
		{"two texts of one object, another deeper", "a.json", `{"x":{"内容":"停水了","正文":"没有水","y":{"text":"停电"}},"data":[` + a + `]}`, map[int]string{1: "路坏了", 2: beside, 3: beside}},
		{"the object around", "a.json", "{\n" + batch[1:], map[int]string{1: "路坏了", 2: "灯不亮", 3: beside}},
		{"the first of two objects around", "a.json", "{\n\"text\":\"上半年\",\"data\":[" + a + `]}{"data":[` + b + "]}", map[int]string{1: "路坏了", 2: beside, 3: "灯不亮"}},
		{"words in a list beside", "a.json", `{"data":[` + a + `],"意见":["停水了","停电了"]}`, map[int]string{1: "路坏了", 2: beside}},
		{"how the service fared", "a.json", `{"code":0,"message":"查询成功","data":[` + a + "," + b + `],"status":{"message":"操作成功","text":"ok"},"page":{"n":1,"total":2},"tags":["路","灯"]}`, lines},
		{"an answer beside", "a.json", `{"data":[` + a + "," + b + `],"答复":{"内容":"已经修好","by":{"text":"某"}}}`, lines},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, test.file, test.content, testOptions(t)).must(t)
			got := map[int]string{}
			for _, c := range r.comments {
				got[c.Row] = c.Text
			}
			for _, x := range r.rejected {
				got[x.Row] = x.Reason.String()
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// A map says that a list holds no comments.
func TestJSONListThatTheMapLeavesOut(t *testing.T) {
	content := `{"内容":"路坏了","replies":[{"content":"已经修好"}]}` + "\n"
	o := testOptions(t)
	if r := readText(t, "a.jsonl", content, o).must(t); len(r.comments) != 0 || len(r.rejected) != 1 {
		t.Errorf("without it: %v", r.texts())
	}
	o.Map = &Mapping{Columns: map[string]Field{"replies": FieldIgnore}}
	r := readText(t, "a.jsonl", content, o).must(t)
	if d := cmp.Diff([]string{"路坏了"}, r.texts()); d != "" {
		t.Error(d)
	}
}

// Where all texts stand in lists of objects that are no objects around arrays, nothing can be read, and that is told of a file in a directory too.
func TestJSONTextsOnlyInLists(t *testing.T) {
	for name, test := range map[string]struct{ file, content string }{
		"elements":                 {"a.json", `[{"n":1,"rows":[{"内容":"路坏了"}]}]`},
		"lines with long words":    {"a.jsonl", `{"话":"村里的路坏了三年没有人来修","replies":[{"content":"收到"}]}` + "\n"},
		"elements of nothing else": {"a.json", `[{"rows":[{"内容":"路坏了"}]}]`},
	} {
		t.Run(name, func(t *testing.T) {
			o := testOptions(t)
			if r := readText(t, test.file, test.content, o); !errors.As(r.err, new(*UnreadableError)) || !strings.Contains(r.err.Error(), "one object for each comment") {
				t.Errorf("named: %v", r.err)
			}
			o.Found = true
			if r := readText(t, test.file, test.content, o).must(t); len(r.rejected) != 1 || !r.sources[0].LeftOut {
				t.Errorf("found: %+v", r.rejected)
			}
		})
	}
}

// Lists of things that are no comments make no trouble of a file that holds none.
func TestJSONListsWithoutTexts(t *testing.T) {
	for _, content := range []string{`[{"rows":[{"x":1}]}]`, `[{"n":1,"rows":[{"message":"ok","x":1}]}]`, `[{"答复":[{"内容":"已经修好"}]}]`} {
		if r := readText(t, "a.json", content, testOptions(t)); !errors.Is(r.err, ErrNoComments) {
			t.Errorf("%s: %v", content, r.err)
		}
	}
}

// An export of no comments is no trouble, as a csv file of names alone is none. What may hold something is.
func TestJSONOfNothing(t *testing.T) {
	for _, test := range []struct{ file, content, err string }{
		{"a.csv", "编号,内容\n", ""},
		{"a.json", "[]", ""},
		{"a.json", " [ ]\n", ""},
		{"a.json", "[]\n[]\n", ""},
		{"a.jsonl", "[]\n", ""},
		{"a.json", `{"code":0,"data":[]}`, ""},
		{"a.json", " \n", "the file is empty"},
		{"a.json", "[[]]", "JSON object"},
		{"a.json", "[1]", "JSON object"},
		{"a.json", `{"data":["路坏了"],"errors":[]}`, "JSON object"},
		{"a.json", `{"内容":"路坏了","附件":[]}`, "JSON object"},
		{"a.json", `{"话":"路坏了","附件":[]}`, "JSON object"},
	} {
		o := testOptions(t)
		o.Map = &Mapping{Columns: map[string]Field{"内容": FieldText}}
		r := readText(t, test.file, test.content, o)
		switch {
		case test.err != "":
			if r.err == nil || !strings.Contains(r.err.Error(), test.err) {
				t.Errorf("%s: %v, want %q", test.content, r.err, test.err)
			}
		case r.err != nil, len(r.sources) != 1, r.sources[0].LeftOut, r.sources[0].RowsRead+r.sources[0].RowsBlank+len(r.rejected) > 0:
			t.Errorf("%s: %v %+v %+v", test.content, r.err, r.sources, r.rejected)
		}
	}
	in, err := Inspect(t.Context(), writeFile(t, "a.json", "[]"), testOptions(t))
	if err != nil || len(in.Sheets) != 1 || len(in.Sheets[0].Columns) > 0 {
		t.Errorf("inspected: %+v %v", in, err)
	}
}

// White space costs no more than other bytes: its square would be minutes.
func TestJSONWhiteSpace(t *testing.T) {
	space := strings.Repeat(" \n", maxLineBytes/2-1<<16)
	for name, content := range map[string]string{
		"before":              space + `[{"内容":"路坏了"}]`,
		"before an element":   "[" + space + `{"内容":"路坏了"}]`,
		"behind an element":   `[{"内容":"路坏了"}` + space + "]",
		"behind the array":    `[{"内容":"路坏了"}]` + space,
		"in an object around": `{"data"` + space + `:[{"内容":"路坏了"}]}`,
	} {
		start := time.Now()
		r := readText(t, "a.json", content, testOptions(t)).must(t)
		if d := cmp.Diff([]string{"路坏了"}, r.texts()); d != "" || time.Since(start) > 10*time.Second {
			t.Errorf("%s: %v %s", name, time.Since(start), d)
		}
	}
}
