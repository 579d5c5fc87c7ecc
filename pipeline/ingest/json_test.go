package ingest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
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
		{"one line under the name json", "a.json", "{\"内容\":\"路坏了\"}\n", []string{"路坏了"}, 1, 0},
		{"a list within the office's answer", "a.json", "[{\"内容\":\"路坏了\",\"回复\":{\"列表\":[{\"内容\":\"您好，已转办\"}]}}]", []string{"路坏了"}, 1, 0},
		{"an array", "a.json", "[\n {\"内容\":\"路坏了\"},\n {\"内容\":\"灯不亮\"}\n]\n", []string{"路坏了", "灯不亮"}, 2, 0},
		{"an answer of a web service", "a.json", "{\"code\":0,\"data\":{\"rows\":[{\"内容\":\"路坏了\"}]},\"n\":1}", []string{"路坏了"}, 1, 0},
		{"an object over several lines", "a.json", "{\n \"rows\": [\n  {\"内容\":\"路坏了\"}\n ]\n}\n", []string{"路坏了"}, 1, 0},
		{"null, numbers, lists", "a.jsonl", "{\"内容\":null,\"标题\":\"x\"}\n{\"内容\":[\"路坏了\",\"灯不亮\"]}\n{\"内容\":12}\n", []string{"", "1、路坏了\n2、灯不亮", "12"}, 3, 0},
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

// A list of texts is what a record of a symposium holds: several opinions.
func TestJSONListOfTexts(t *testing.T) {
	o := testOptions(t)
	o.Channel = "ch.symposium"
	r := readText(t, "a.json", `[{"意见":["乡里会太多，天天开到黑","村里低保不公，都给了关系户",""]},{"意见":["灯不亮没人修"]},{"意见":[]}]`, o).must(t)
	if d := cmp.Diff([]string{"乡里会太多，天天开到黑", "村里低保不公，都给了关系户", "灯不亮没人修"}, r.texts()); d != "" {
		t.Error(d)
	}
}

// What stands behind the first array is read on, or said not to be.
func TestJSONBehindTheFirstArray(t *testing.T) {
	const a, b, c = `{"内容":"路坏了"}`, `{"内容":"灯不亮"}`, `{"内容":"停水了"}`
	abc := []string{"路坏了", "灯不亮", "停水了"}
	for _, test := range []struct {
		name, content string
		texts         []string
		rejected      int // the row
		err           string
	}{
		{"two arrays", "[" + a + "]\n[" + b + "," + c + "]\n", abc, 0, ""},
		{"an array a line, one of them empty", "[" + a + "]\n[]\n[" + b + "]\n[" + c + "]", abc, 0, ""},
		{"an array and lines", "[" + a + "]\n" + b + "\n" + `{"标题":"水","内容":"停水了"}` + "\n", abc, 0, ""},
		{"two arrays in one object", `{"投诉":[` + a + "," + b + `],"建议":[` + c + "]}", abc, 0, ""},
		{"arrays at several depths", `{"code":0,"data":{"a":[` + a + `],"n":{"b":[` + b + `]}},"more":[` + c + "]}", abc, 0, ""},
		{"two objects around", `{"data":[` + a + `]}{"data":[` + b + "," + c + "]}", abc, 0, ""},
		{"pages over several lines, the last one empty", "{\n\"data\":[" + a + "]\n}\n{\n\"data\":[" + b + "," + c + "]\n}\n{\n\"data\":[]\n}\n", abc, 0, ""},
		{"an empty array first", `{"code":0,"errors":[],"data":[` + a + "," + b + "," + c + "]}", abc, 0, ""},
		{"arrays of other things", `{"tags":["a",1,null,[2]],"data":[` + a + "," + b + "," + c + `],"ids":[1,2]}`, abc, 0, ""},
		{"lists of objects within an element", `{"data":[` + a + "," + b + "," + c + `,{"内容":"","rows":[` + a + "]}]}", abc, 4, ""},
		{"lines, one of them an object around", a + "\n" + b + "\n" + c + "\n" + `{"data":[` + a + "]}\n", abc, 4, ""},
		{"something else among the objects", `{"data":[` + a + "," + b + `,"x"],"more":[` + c + "]}", abc, 3, ""},
		{"something else before the objects", `{"data":["x",` + a + "," + b + `],"more":[` + c + "]}", abc, 1, ""},
		{"lists of lists of objects", `{"data":[` + a + "," + b + "," + c + `,{"rows":[[` + a + "]]}]}", abc, 4, ""},
		{"arrays in an array", `{"data":[` + a + "," + b + "," + c + `],"more":[[` + a + "]]}", abc, 4, ""},
		{"garbage behind an array", "[" + a + "," + b + "]\nx", nil, 0, "broken JSON behind element 2"},
		{"a comma between arrays", "[" + a + "],\n[" + b + "]", nil, 0, "broken JSON behind element 1"},
		{"a number behind an array", "[" + a + "," + b + "]\n7", nil, 0, "behind element 2"},
		{"a bracket too many", "[" + a + "]]", nil, 0, "broken JSON behind element 1"},
		{"an object of another kind behind an array", "[" + a + `]{"data":[` + b + "]}", nil, 0, "behind element 1"},
		{"a broken object behind an array", "[" + a + `]{"内容":"灯`, nil, 0, "broken JSON in element 2"},
		{"an object without an array behind one with", `{"data":[` + a + "]}" + b, nil, 0, "behind element 1"},
		{"a list of words behind an array", `{"data":[` + a + `]}{"data":["灯不亮"]}`, nil, 0, "behind element 1"},
		{"garbage behind an object around", `{"data":[` + a + "]}}", nil, 0, "broken JSON behind element 1"},
		{"cut before the closing brace", `{"data":[` + a + "," + b + "]", nil, 0, "broken JSON behind element 2"},
		{"cut behind a comma", `{"data":[` + a + "," + b + "],", nil, 0, "broken JSON behind element 2"},
		{"cut before the closing bracket", "[" + a, nil, 0, "broken JSON behind element 1"},
		{"cut before any array", `{"code":0,"data"`, nil, 0, "broken JSON"},
		{"a word that is too large", `{"data":[` + a + `],"x":"` + strings.Repeat("x", maxLineBytes+1<<16) + `"}`, nil, 0, "larger than 16 MB"},
		{"no objects at all", `{"data":["路坏了"]}`, nil, 0, "an array of objects"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "a.json", test.content, testOptions(t))
			if test.err != "" {
				if !errors.As(r.err, new(*UnreadableError)) || !strings.Contains(r.err.Error(), test.err) {
					t.Errorf("%v, want %q", r.err, test.err)
				}
				o := testOptions(t)
				o.Found, o.CheckFirst = true, true
				if r := readText(t, "a.json", test.content, o).must(t); len(r.comments) != 0 || len(r.rejected) != 1 || !r.sources[0].LeftOut {
					t.Errorf("found: %d comments, %+v", len(r.comments), r.rejected)
				}
				return
			}
			r.must(t)
			rows := map[int]string{}
			for _, c := range r.comments {
				rows[c.Row] = c.Text
			}
			for _, x := range r.rejected {
				rows[x.Row] = "rejected"
			}
			want := map[int]string{}
			for _, text := range test.texts {
				if len(want)+1 == test.rejected {
					want[test.rejected] = "rejected"
				}
				want[len(want)+1] = text
			}
			if test.rejected > 0 {
				want[test.rejected] = "rejected"
			}
			if d := cmp.Diff(want, rows); d != "" {
				t.Error(d)
			}
		})
	}
}

// What stands behind the sample is read on, or said not to be, as well.
func TestJSONFarBehindTheFirstArray(t *testing.T) {
	many := "[" + strings.Repeat(`{"内容":"路坏了"},`, sampleRows+100) + `{"内容":"灯不亮"}]`
	if r := readText(t, "a.json", many+many, testOptions(t)).must(t); len(r.comments) != 2*(sampleRows+101) || r.comments[len(r.comments)-1].Row != len(r.comments) {
		t.Errorf("%d comments", len(r.comments))
	}
	if r := readText(t, "a.json", `{"data":`+many, testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), fmt.Sprint("behind element ", sampleRows+101)) {
		t.Errorf("cut short: %v", r.err)
	}
}

// JSON is known as such in any encoding.
func TestJSONEncodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) encoding.Encoding {
		return unicode.UTF16(order, mark)
	}
	for name, e := range map[string]encoding.Encoding{
		"utf-8": unicode.UTF8, "utf-8 with mark": unicode.UTF8BOM, "gb18030": simplifiedchinese.GB18030, "big5": traditionalchinese.Big5,
		"utf-16le": utf16(unicode.LittleEndian, unicode.UseBOM), "utf-16be": utf16(unicode.BigEndian, unicode.UseBOM),
		"utf-16le without mark": utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16be without mark": utf16(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		one, two := "村里的路坏了三年，功能全失", "他在群里的回函說要修路" // bytes of them are a backslash in GB18030 and Big5
		a, b := `{"内容":"`+one+`"}`, `{"内容":"`+two+`"}`
		if name == "big5" {
			one, two = "村裡的路壞了三年，功能全失", "他在群裡的回函說要修路"
			a, b = `{"內容":"`+one+`"}`, `{"內容":"`+two+`"}`
		}
		for kind, content := range map[string]string{
			"a.json": "[\n" + a + ",\n" + b + "\n]\n", "b.txt": "[" + a + "," + b + "]", "c.json": `{"data":[` + a + "," + b + "]}", "d.json": a + "\n" + b + "\n", "e.jsonl": a + "\n" + b + "\n",
		} {
			r := readText(t, kind, encoded(t, e, content), testOptions(t))
			if d := cmp.Diff([]string{one, two}, r.texts()); r.err != nil || d != "" {
				t.Errorf("%s %s: %v %s", name, kind, r.err, d)
			}
		}
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
	f.Add("[{\"内容\":\"路坏了\"}]\n{\"内容\":\"x\"}[]", false)
	f.Add("{\"t\":[1],\"a\":[{\"内容\":\"路坏了\"}],\"b\":[{}]}{\"c\":[]}", false)
	f.Add("{\"内容\":\"x\",\"a\":[{\"内容\":\"路坏了\"}]}\n{\"a\":[[{\"text\":\"灯\"}]]}", true)
	f.Add("{\"内容\":\"水\",\"x\":{\"text\":\"灯\"},\"意见\":[\"路\"],\"a\":[{\"内容\":\"路坏了\"}]}[]", false)
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
