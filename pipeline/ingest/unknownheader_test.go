package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A row of names none of which is known is no comment; a first comment that is short is one.
func TestUnknownHeader(t *testing.T) {
	const (
		header = "seems to name the columns"
		doubt  = "was read as a comment too"
		a, b   = "路灯坏了三个月没人修", "机井不出水了，找谁都没人管"
	)
	for _, tt := range []struct {
		name, content string
		want          []string
		note          string // the others are not to be told
	}{
		{"names of two characters", "甲子,乙丑,丙寅\n1,2014-05-01," + a + "\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"below a title", "六月群众来件\n甲子,乙丑,丙寅\n1,2014-05-01," + a + "\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"names again on the next page", "甲子,乙丑,丙寅\n1,2014-05-01," + a + "\n甲子,乙丑,丙寅\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"a short text below", "甲子,乙丑\n1," + a + "\n2," + b + "\n3," + a + "啊\n4,好\n", []string{a, b, a + "啊", "好"}, header},
		{"no names, the first comment is short", "1,2014-05-01,好\n2,2014-05-02," + a + "\n3,2014-05-03," + b + "\n", []string{"好", a, b}, ""},
		{"no names, an answer beside words", "某某,城关镇,好\n1,2014-05-02," + a + "\n2,2014-05-03," + b + "\n", []string{"好", a, b}, ""},
		{"no names, no time", "不详,城关镇,路不平\n2014-05-02,颍桥镇," + a + "\n2014-05-03,库庄镇," + b + "\n", []string{"路不平", a, b}, doubt},
		{"no names, units that end alike", "某人,城关镇,路不平\n1,颍桥镇," + a + "\n2,库庄镇," + b + "\n", []string{"路不平", a, b}, doubt},
		{"no numbers below", "甲子,乙丑\n某某," + a + "\n某人," + b + "\n", []string{"乙丑", a, b}, doubt},
		{"one column", "好\n" + a + "\n" + b + "\n", []string{"好", a, b}, ""},
		{"one column, a word", "乙丑\n" + a + "\n" + b + "\n", []string{"乙丑", a, b}, doubt},
		{"one record below", "甲子,乙丑\n1," + a + "\n", []string{"乙丑", a}, ""},
		{"a sentence above", "某某,路灯坏了，修修\n1," + a + "\n2," + b + "\n", []string{"路灯坏了，修修", a, b}, ""},
		{"blank above a column of numbers", ",乙丑\n1," + a + "\n2," + b + "\n", []string{"乙丑", a, b}, doubt},
		{"the name of the texts is known by a part", "工单,来电内容简述,接电\n1," + a + ",2014-05-01\n2," + b + ",2014-05-02\n", []string{a, b}, ""},
		{"the same, one proof", "单,群众诉求摘要,何日\n甲一," + a + ",2014-05-01\n乙二," + b + ",2014-05-02\n", []string{a, b}, ""},
		{"the same, numbers", "流水,诉求内容摘录,登记\n1," + a + ",某人\n2," + b + ",别人\n", []string{a, b}, ""},
		{"the same, addresses are longer", "流水,来电内容简述,接听,住哪\n1," + a + ",2014-05-01,某某省某某市某某县某某镇某某村西头\n2," + b + ",2014-05-02,某某省某某市某某县某某镇某某村东头\n", []string{a, b}, ""},
		{"the same, again on the next page", "工单,来电内容简述,接电\n1," + a + ",2014-05-01\n工单,来电内容简述,接电\n2," + b + ",2014-05-02\n", []string{a, b}, ""},
		{"a title known by a part", "单号码,来电主题词,何日\n1," + a + ",2014-05-01\n2," + b + ",2014-05-02\n", []string{"", ""}, ""},
		{"two proofs, a longer name of the texts", "甲子,乙丑,丙寅丙寅丙寅\n1,2014-05-01," + a + "\n2,2014-05-02," + b + "\n", []string{a, b}, header},
		{"one proof, a longer name of the texts", "甲子,丙寅丙寅丙寅\n1," + a + "\n2," + b + "\n", []string{"丙寅丙寅丙寅", a, b}, doubt},
		{"no number above numbers", "未显示号码,路灯一直不亮\n13800000000," + a + "\n13800000001," + b + "\n", []string{"路灯一直不亮", a, b}, doubt},
		{"no number above numbers, a word", "空号,某村停水\n13800000000," + a + "\n13800000001," + b + "\n", []string{"某村停水", a, b}, doubt},
		{"a day in words", "五月三日,办事拖拉推诿\n2014-05-04," + a + "\n2014-05-05," + b + "\n", []string{"办事拖拉推诿", a, b}, doubt},
		{"a time in words", "昨天下午,路灯老黑\n2014-05-04," + a + "\n2014-05-05," + b + "\n", []string{"路灯老黑", a, b}, doubt},
		{"two proofs above a complaint", "甲子,乙丑,路灯一直不亮\n1,2014-05-01," + a + "\n2,2014-05-02," + b + "\n", []string{"路灯一直不亮", a, b}, doubt},
		{"comments without numbers above", "," + a + "\n," + b + "\n甲子,没水吃\n13800000000," + a + "啊\n13800000001," + b + "啊\n", []string{a, b, "没水吃", a + "啊", b + "啊"}, doubt},
		{"comments without numbers above names", "," + a + "\n," + b + "\n甲子,乙丑\n13800000000," + a + "啊\n13800000001," + b + "啊\n", []string{a, b, "乙丑", a + "啊", b + "啊"}, doubt},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := readText(t, "a.csv", tt.content, testOptions(t)).must(t)
			if d := cmp.Diff(tt.want, r.texts()); d != "" {
				t.Error(d)
			}
			for _, n := range []string{header, doubt} {
				if strings.Contains(r.notes(), n) != (n == tt.note) {
					t.Errorf("notes %q, want %q", r.notes(), tt.note)
				}
			}
			for _, told := range []string{"某某", "乙丑", "丙寅", "路不平", "没水吃", "住哪", "村西头", "一直"} {
				if strings.Contains(r.notes(), told) {
					t.Errorf("the notes tell %s: %s", told, r.notes())
				}
			}
		})
	}
}

// A map by numbers says nothing of names, so no row is taken for one of them; a sheet beside others is read if the name of its texts is known by a part.
func TestUnknownHeaderElsewhere(t *testing.T) {
	o := testOptions(t)
	o.Map = &Mapping{Columns: map[string]Field{"#1": FieldPhone, "#2": FieldText}}
	r := readText(t, "a.csv", "甲子,乙丑\n13800000000,路灯坏了三个月没人修\n13800000001,机井不出水了没人管\n", o).must(t)
	if len(r.comments) != 3 || !strings.Contains(r.notes(), "add the line header_row: 1") {
		t.Errorf("with a map: %+v, %s", r.texts(), r.notes())
	}
	o.Map.HeaderRow = 1
	if r := readText(t, "a.csv", "甲子,乙丑\n13800000000,路灯坏了三个月没人修\n13800000001,机井不出水了没人管\n", o).must(t); len(r.comments) != 2 {
		t.Errorf("with a row of names: %+v", r.texts())
	}
	sheets := map[string][][]string{
		"Sheet1": {{"编号", "内容"}, {"1", "干部上班打牌"}},
		"六月":     {{"工单", "来电内容简述", "接电"}, {"1", "路灯坏了三个月没人修", "2014-05-01"}, {"2", "机井不出水了没人管", "2014-05-02"}},
	}
	if r := readFile(t, writeSheets(t, sheets), testOptions(t)).must(t); len(r.comments) != 3 || len(r.sources) != 2 || len(r.rejected) != 0 {
		t.Errorf("beside a sheet: %+v, %+v", r.texts(), r.sources)
	}
}

// What stands in columns without known names is known by what is in it: dates become times, telephone numbers are private.
func TestUnknownHeaderByContents(t *testing.T) {
	r := readText(t, "a.csv", "甲子,乙丑,丙寅\n13800000000,2014-05-01,路灯坏了三个月没人修\n13800000001,2014-05-02,机井不出水了没人管\n", testOptions(t)).must(t)
	if len(r.comments) != 2 || r.comments[0].ReceivedAt.IsZero() || len(r.comments[0].Private) != 1 || r.comments[0].Submitter == "" {
		t.Errorf("%+v", r.comments)
	}
}
