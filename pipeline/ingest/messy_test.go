package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// Offices fill a sheet or a file for each township and do not name it in a column.
func TestTownshipOfSheetOrFile(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		for _, name := range []string{"城关镇", "颍桥镇意见", "城关镇和颍桥镇", "汇总"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			setRows(t, f, name, 1, []any{"时间", "内容"}, []any{"2014-03-10", "开会太多，材料太多"})
		}
		if err := f.DeleteSheet("Sheet1"); err != nil {
			t.Fatal(err)
		}
	})
	named := filepath.Join(t.TempDir(), "王洛镇2014.xlsx")
	if err := os.Rename(path, named); err != nil {
		t.Fatal(err)
	}
	r := readFile(t, named, testOptions(t)).must(t)
	var got []string
	for _, c := range r.comments {
		got = append(got, c.Township)
	}
	if d := cmp.Diff([]string{"城关镇", "颍桥回族镇", "", "王洛镇"}, got); d != "" {
		t.Error(d)
	}
	if !strings.Contains(r.notes(), "no column names the township: taken from the name of the sheet or file, or the title, 颍桥回族镇") {
		t.Error(r.notes())
	}
	if c := readText(t, "颍桥镇.csv", "乡镇,内容\n,路坏了\n", testOptions(t)).must(t).comments[0]; c.Township != "" {
		t.Errorf("a column that names no township was overruled: %q", c.Township)
	}
}

// What a clerk's table holds beside the comments, and how systems write theirs.
func TestMessyTables(t *testing.T) {
	for _, test := range []struct {
		name, file, content string
		texts               []string
		rejected            int
		note                string
	}{
		{"a total that counts", "a.csv", "序号,姓名,意见建议\n1,某甲,少开会\n合计,4人,4条\n合计：1人,,\n", []string{"少开会"}, 0, "2 rows of totals"},
		{"a text that begins with a number", "a.csv", "序号,意见建议\n合计,4条路都坏了没人修\n", []string{"4条路都坏了没人修"}, 0, ""},
		{"boxes that were ticked", "a.csv", "意见建议,形式主义（打√）,空列\n少开会,√,\n", []string{"少开会"}, 0, "columns that are not used: 形式主义（打√）"},
		{"blanks before quotes", "a.csv", "\"编号\" , \"内容\"\n1, \"路坏了,没人修\"\n2, \"马上办\"的干部少\n", []string{"路坏了,没人修", "\"马上办\"的干部少"}, 0, ""},
		{"zeros behind the end", "a.csv", "编号,内容\n1,路灯坏了没人修很久了\n" + strings.Repeat("\x00", 4096), []string{"路灯坏了没人修很久了"}, 0, ""},
		{"lost to question marks", "a.csv", "编号,内容\n1,????????\n2,路灯不亮\n", []string{"路灯不亮"}, 1, ""},
		{"bracketed numbers run together", "座谈会.csv", "编号,会议记录\n1,（一）办手续慢（二）检查太多，一个月来了六拨\n2,按第（二）项办（一）拖得久\n", []string{"办手续慢", "检查太多，一个月来了六拨", "按第（二）项办（一）拖得久"}, 0, ""},
		{
			"objects of a web service", "a.json",
			`{"data":{"list":[{"id":"L1","createTime":1394413500000,"content":"环保不力","user":{"name":"某甲","phone":"13800000000"},"area":{"name":"颍阳镇"},"category":{"name":"环保"}}]}}`,
			[]string{"环保不力"},
			0, "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, test.file, test.content, testOptions(t)).must(t)
			if d := cmp.Diff(test.texts, r.texts()); d != "" {
				t.Error(d)
			}
			if len(r.rejected) != test.rejected || !strings.Contains(r.notes(), test.note) {
				t.Errorf("%d rejected, notes %q", len(r.rejected), r.notes())
			}
			if test.file == "a.json" {
				c := r.comments[0]
				if d := cmp.Diff([]string{"某甲", "13800000000"}, c.Private); d != "" || c.Township != "颍阳镇" || c.ReceivedAt.IsZero() {
					t.Errorf("%s %q %v", d, c.Township, c.ReceivedAt)
				}
			}
		})
	}
}

// An inspection says beforehand what will be put aside.
func TestInspectTellsOfDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("编号,时间,内容\n1,41708,????????\n2,2014年3月11日,路灯不亮\n合计,,2条\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := Inspect(t.Context(), path, testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	s := in.Sheets[0]
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0].Chinese(), "头 3 行里有 1 行会被隔离：文字在来文件之前已因编码错误丢失") {
		t.Errorf("%v", s.Notes)
	}
	if d := cmp.Diff([][]string{{Masked, "2014-03-10", "????????"}, {Masked, "2014-03-11", "路灯不亮"}}, s.Rows); d != "" {
		t.Error(d)
	}
}
