package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJSON(t *testing.T) {
	for _, test := range []struct {
		name, file, content string
		texts               []string
		read, blank         int
	}{
		{"lines", "a.jsonl", "{\"编号\":1,\"内容\":\"路坏了\"}\n\n{\"内容\":\"灯不亮\",\"编号\":2}\n", []string{"路坏了", "灯不亮"}, 2, 1},
		{"lines with a mark, CRLF, no last line end", "a.jsonl", "\ufeff{\"内容\":\"路坏了\"}\r\n{\"内容\":\"灯不亮\"}", []string{"路坏了", "灯不亮"}, 2, 0},
		{"lines under the name json", "a.json", "{\"内容\":\"路坏了\"}\n{\"内容\":\"灯不亮\"}\n", []string{"路坏了", "灯不亮"}, 2, 0},
		{"an array", "a.json", "[\n {\"内容\":\"路坏了\"},\n {\"内容\":\"灯不亮\"}\n]\n", []string{"路坏了", "灯不亮"}, 2, 0},
		{"an answer of a web service", "a.json", "{\"code\":0,\"data\":{\"rows\":[{\"内容\":\"路坏了\"}]},\"n\":1}", []string{"路坏了"}, 1, 0},
		{"an object over several lines", "a.json", "{\n \"rows\": [\n  {\"内容\":\"路坏了\"}\n ]\n}\n", []string{"路坏了"}, 1, 0},
		{"null, numbers, lists", "a.jsonl", "{\"内容\":null,\"标题\":\"x\"}\n{\"内容\":[\"路坏了\",\"灯不亮\"]}\n{\"内容\":12}\n", []string{"", "路坏了、灯不亮", "12"}, 3, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, test.file, test.content, testOptions(t)).must(t)
			if d := cmp.Diff(test.texts, r.texts()); d != "" {
				t.Error(d)
			}
			if s := r.sources[0]; s.RowsRead != test.read || s.RowsBlank != test.blank {
				t.Errorf("%+v", s)
			}
		})
	}
}

// A key that comes only behind the sample, or inside an object, is private all the same.
func TestJSONPrivateKeys(t *testing.T) {
	content := strings.Repeat("{\"内容\":\"路坏了\"}\n", sampleRows+10) + "{\"内容\":\"灯不亮\",\"联系电话\":\"13800000000\",\"user\":{\"姓名\":\"钱某人\"}}\n"
	r := readText(t, "a.jsonl", content, testOptions(t)).must(t)
	last := r.comments[len(r.comments)-1]
	if d := cmp.Diff([]string{"13800000000", "钱某人"}, last.Private); d != "" || last.Submitter == "" {
		t.Errorf("%s %+v", d, last)
	}
}

// FuzzJSON: any lines give a balance or an error.
func FuzzJSON(f *testing.F) {
	f.Add("{\"编号\":1,\"内容\":\"路坏了\"}\n{\"内容\":[1,{\"a\":null}]}\n", true)
	f.Add("[{\"内容\":\"路坏了\"},2]", false)
	f.Add("{\"a\":{\"b\":{\"内容\":\"路坏了\"}}}", true)
	o := testOptions(f)
	f.Fuzz(func(t *testing.T, in string, lines bool) {
		name := "a.json"
		if lines {
			name = "a.jsonl"
		}
		r := readText(t, name, in, o)
		if r.err == nil && len(r.sources) != 1 {
			t.Fatalf("%d sources", len(r.sources))
		}
	})
}
