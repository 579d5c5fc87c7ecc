package ingest

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// What was read in a wrong encoding before it reached the file is never passed on as a comment.
func TestSavedTwice(t *testing.T) {
	twice := func(s string) string {
		out, err := simplifiedchinese.GB18030.NewDecoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, text := range []string{
		"民政所办低保拖了三个月没人管", "村里修路修了一半就停了", "办事大厅的人说话不好听，一个证跑了四趟", "反映停水", strings.Repeat("路灯坏了没有人修。", 300),
	} {
		if damage(text) != nil {
			t.Errorf("%s: sound, but taken for damaged", text[:min(len(text), 30)])
		}
		if damage(twice(text)) == nil {
			t.Errorf("%s: damaged, but taken for sound", text[:min(len(text), 30)])
		}
	}
}

func TestRowsOfAnotherEncoding(t *testing.T) {
	gbk := func(s string) string { return encoded(t, simplifiedchinese.GB18030, s) }
	r := readText(t, "a.csv", gbk("编号,内容\n1,民政所办低保拖了三个月没人管\n2,村里修路修了一半就停了没人管\n3,村里停水三天了也没人说一声\n")+"4,村里的路灯坏了三个月没有人来修\n", testOptions(t)).must(t)
	if len(r.comments) != 3 || len(r.rejected) != 1 || r.rejected[0].Row != 5 {
		t.Errorf("%v %+v", r.texts(), r.rejected)
	}
	r = readText(t, "b.csv", "编号,内容\n1,民政所办低保拖了三个\xe6月没人管\n2,村里修路修了一半就停了没人管\n", testOptions(t)).must(t)
	if len(r.comments) != 2 || r.comments[1].Text != "村里修路修了一半就停了没人管" || !strings.Contains(r.sources[0].Encoding, "1 damaged") {
		t.Errorf("%s %v", r.sources[0].Encoding, r.texts())
	}
}

func TestBinaryFiles(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteByte(byte(i*i*7 + i*31 + i>>3))
	}
	for _, name := range []string{"a.csv", "a.xlsx", "a.jsonl"} {
		r := readText(t, name, b.String(), testOptions(t))
		if r.err == nil || !strings.Contains(r.err.Error(), "cannot be read") || !strings.Contains(r.err.Error(), name) {
			t.Errorf("%s: %v", name, r.err)
		}
	}
}

func TestMapNamesTheHeader(t *testing.T) {
	o := testOptions(t)
	o.Map = &Mapping{Columns: map[string]Field{"丙": FieldText, "乙": FieldTime}}
	r := readText(t, "a.csv", "某表,,\n甲,乙,丙\n1,2014-05-01,路灯坏了没人管\n2,'41708,水管坏了没人管\n", o).must(t)
	if len(r.comments) != 2 || r.comments[0].Row != 3 || r.comments[1].ReceivedAt.Format("2006-01-02") != "2014-03-10" {
		t.Errorf("%+v", r.comments)
	}
	o.Map = &Mapping{Columns: map[string]Field{"丁": FieldText}}
	if r := readText(t, "a.csv", "甲,乙,丙\n1,2014-05-01,路灯坏了没人管\n", o); r.err == nil || !strings.Contains(r.err.Error(), "header_row") {
		t.Error(r.err)
	}
}

func TestBlocksAcrossPages(t *testing.T) {
	r := readText(t, "a.csv", "某表\n编号,乡镇,内容\n1,颍桥镇,低保没公示\n2,,路灯坏了\n编号,乡镇,内容\n3,库庄镇,机井坏了\n4,,停水三天\n合计,4,\n", testOptions(t)).must(t)
	var got []string
	for _, c := range r.comments {
		got = append(got, c.Township)
	}
	if strings.Join(got, " ") != "颍桥镇 颍桥镇 库庄镇 库庄镇" {
		t.Error(got)
	}
}
