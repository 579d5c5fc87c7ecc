package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// book writes a workbook that fill makes, and gives its path.
func book(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	path := filepath.Join(t.TempDir(), "意见.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func setRows(t testing.TB, f *excelize.File, sheet string, from int, rows ...[]any) {
	t.Helper()
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", from+i), &r); err != nil {
			t.Fatal(err)
		}
	}
}

// rewrite changes one part of a workbook.
func rewrite(t testing.TB, path, part string, change func(string) string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	found := false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			found = true
			data = []byte(change(string(data)))
		}
		o, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || !found {
		t.Fatalf("part %s: found %v, %v", part, found, err)
	}
	changed := filepath.Join(t.TempDir(), "意见.xlsx")
	if err := os.WriteFile(changed, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return changed
}

type seen struct {
	Row      int
	Text     string
	Township string
	Time     string
}

func (r result) seen() []seen {
	var out []seen
	for _, c := range r.comments {
		s := seen{c.Row, c.Text, c.Township, ""}
		if !c.ReceivedAt.IsZero() {
			s.Time = c.ReceivedAt.Format(time.DateTime)
		}
		out = append(out, s)
	}
	return out
}

func TestWorkbookAsOfficesMakeIt(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1,
			[]any{"某县群众意见汇总表"},
			[]any{"填报单位：", "", "", "2014年4月"},
			[]any{"序号", "所属乡镇", "来信时间", "反映内容"},
			[]any{1, "城关镇", time.Date(2014, 3, 10, 9, 5, 0, 0, time.UTC), "路灯坏了"},
			[]any{2, nil, "2014年3月11日", "水渠堵了"},
			[]any{3, nil, 41710, "桥面塌了"},
			[]any{},
			[]any{"序号", "所属乡镇", "来信时间", "反映内容"},
			[]any{4, "麦岭镇", "不详", "电压不稳"},
			[]any{5, nil, nil, "路面有坑"},
			[]any{6, "王洛镇", "2014-03-12", "="},
			[]any{7},
			[]any{"合计", nil, nil, 6},
		)
		for _, m := range [][2]string{{"A1", "D1"}, {"B4", "B6"}, {"B9", "B10"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetColVisible("Sheet1", "C", false); err != nil {
			t.Fatal(err)
		}
	})
	r := readFile(t, path, testOptions(t)).must(t)
	want := []seen{
		{4, "路灯坏了", "城关镇", "2014-03-10 09:05:00"},
		{5, "水渠堵了", "城关镇", "2014-03-11 00:00:00"},
		{6, "桥面塌了", "城关镇", "2014-03-12 00:00:00"},
		{9, "电压不稳", "麦岭镇", ""},
		{10, "路面有坑", "麦岭镇", ""},
	}
	if d := cmp.Diff(want, r.seen()); d != "" {
		t.Error(d)
	}
	s := r.sources[0]
	if s.RowsRead != 6 || s.RowsQuarantined != 1 || s.RowsBlank != 2 || s.TimesUnread != 1 {
		t.Errorf("%+v", s)
	}
	for _, note := range []string{"1 repeated headers", "1 rows of totals", "1 columns are hidden", "1 times cannot be read"} {
		if !strings.Contains(r.notes(), note) {
			t.Errorf("no note %q in %q", note, r.notes())
		}
	}
	if r.rejected[0].Row != 11 {
		t.Errorf("%+v", r.rejected)
	}
}

func TestHeaderOfTwoRows(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1,
			[]any{"留言编号", "反映人", nil, "反映事项", nil},
			[]any{nil, "姓名", "联系电话", "所属乡镇", "反映内容"},
			[]any{"A1", "钱某人", "13800000000", "城关镇", "路灯坏了"},
		)
		for _, m := range [][2]string{{"A1", "A2"}, {"B1", "C1"}, {"D1", "E1"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	r := readFile(t, path, testOptions(t)).must(t)
	if len(r.comments) != 1 {
		t.Fatalf("%q", r.texts())
	}
	c := r.comments[0]
	if c.Text != "路灯坏了" || c.Township != "城关镇" || c.NativeKey == "" || c.Row != 3 {
		t.Errorf("%+v", c)
	}
	if d := cmp.Diff([]string{"钱某人", "13800000000"}, c.Private); d != "" {
		t.Error(d)
	}
}

func TestSheets(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		for _, name := range []string{"短信", "统计", "旧数据"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
		}
		setRows(t, f, "短信", 1, []any{"时间", "内容"}, []any{"2014-03-10", "水浑"})
		setRows(t, f, "统计", 1, []any{"地方", "件数"}, []any{"城关", 3})
		setRows(t, f, "旧数据", 1, []any{"时间", "内容"}, []any{"2013-03-10", "旧的"})
		if err := f.SetSheetVisible("旧数据", false); err != nil {
			t.Fatal(err)
		}
	})
	r := readFile(t, path, testOptions(t)).must(t)
	if len(r.sources) != 1 || r.sources[0].Sheet != "短信" || len(r.comments) != 1 || r.comments[0].Channel != "ch.sms" {
		t.Errorf("%+v", r)
	}
	for _, note := range []string{"sheet 旧数据 is hidden and was not read (2 rows)", "sheet 统计 has no column of comments"} {
		if !strings.Contains(r.notes(), note) {
			t.Errorf("no note %q in %q", note, r.notes())
		}
	}
	o := testOptions(t)
	o.Map = &Mapping{Sheets: []string{"短信", "旧数据"}}
	if r := readFile(t, path, o).must(t); len(r.sources) != 2 || r.sources[0].ID == r.sources[1].ID || len(r.comments) != 2 {
		t.Errorf("%+v", r.sources)
	}
	o.Map = &Mapping{Sheets: []string{"没有"}}
	if r := readFile(t, path, o); r.err == nil || !strings.Contains(r.err.Error(), "短信") {
		t.Errorf("a sheet that is not there: %v", r.err)
	}
}

func TestDamagedCells(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1,
			[]any{"编号", "联系电话", "乡镇", "点赞数", "内容"},
			[]any{100000000001, 13800000000.0, "#REF!", 3.0, "井坏了"},
			[]any{"1.38E+10", "1.38E+10", "城关镇", "x", "井又坏了"},
			[]any{"1.38E+10", "1.38E+10", "城关镇", nil, "井还坏着"},
		)
	})
	path = rewrite(t, path, "xl/worksheets/sheet1.xml", func(s string) string {
		return regexp.MustCompile(`<c r="C2" t="s"><v>\d+</v></c>`).ReplaceAllString(s, `<c r="C2" t="e"><f>Nowhere!A1</f><v>#REF!</v></c>`)
	})
	path = rewrite(t, path, "xl/sharedStrings.xml", func(s string) string { return strings.Replace(s, "井坏了", "井坏了_x000D_&#10;没人修", 1) })
	r := readFile(t, path, testOptions(t)).must(t)
	if len(r.comments) != 3 {
		t.Fatalf("%q", r.texts())
	}
	a, b, c := r.comments[0], r.comments[1], r.comments[2]
	if a.Text != "井坏了\n没人修" || a.Township != "" || a.VotesUp == nil || *a.VotesUp != 3 || a.NativeKey == "" || a.Submitter == "" {
		t.Errorf("%+v", a)
	}
	if b.NativeKey != "" || b.ID == c.ID || b.Submitter != "" || b.VotesUp != nil {
		t.Errorf("numbers without their last digits were used: %+v", b)
	}
	if !strings.Contains(r.notes(), "2 ids lost") || !strings.Contains(r.notes(), "1 cells hold a formula's error") {
		t.Errorf("notes %q", r.notes())
	}
}

func Test1904(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"时间", "内容"}, []any{40246, "路坏了"})
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
	})
	r := readFile(t, path, testOptions(t)).must(t)
	if d := cmp.Diff([]seen{{2, "路坏了", "", "2014-03-10 00:00:00"}}, r.seen()); d != "" {
		t.Error(d)
	}
	o := testOptions(t)
	no := false
	o.Map = &Mapping{Date1904: &no}
	if got := readFile(t, path, o).must(t).seen()[0].Time; got != "2010-03-09 00:00:00" {
		t.Errorf("overridden by the map: %s", got)
	}
}

func TestBlankRowsAtTheEnd(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"时间", "内容"}, []any{"2014-03-10", "路坏了"})
		style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "A3", "B3000", style); err != nil {
			t.Fatal(err)
		}
	})
	r := readFile(t, path, testOptions(t)).must(t)
	if s := r.sources[0]; s.RowsRead != 1 || s.RowsBlank != 2998 || len(r.comments) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestBrokenWorkbooks(t *testing.T) {
	good := book(t, func(f *excelize.File) {
		rows := [][]any{{"时间", "内容"}}
		for i := range 2000 {
			rows = append(rows, []any{"2014-03-10", fmt.Sprintf("第%d条", i)})
		}
		setRows(t, f, "Sheet1", 1, rows...)
	})
	raw, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	part := "xl/worksheets/sheet1.xml"
	for _, test := range []struct {
		name, path, want string
	}{
		{"cut file", writeBytes(t, raw[:len(raw)/2]), "damaged"},
		{"broken XML in the middle", rewrite(t, good, part, func(s string) string { return strings.Replace(s, `<row r="1500"`, `<row r="1500" <`, 1) }), "damaged behind row"},
		{"unknown entity", rewrite(t, good, part, func(s string) string {
			return strings.Replace(s, `<c r="A1500" t="s"><v>`, `<c r="A1500" t="s"><v>&boom;`, 1)
		}), "damaged behind row"},
		{"entity bomb", rewrite(t, good, part, func(s string) string {
			return strings.Replace(s, "<worksheet", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet`, 1)
		}), "entities"},
		{"no workbook", rewrite(t, good, "xl/workbook.xml", func(string) string { return "<oops" }), "damaged"},
		{"wrong checksum", writeBytes(t, bytes.Replace(raw, raw[2000:2010], make([]byte, 10), 1)), "damaged"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readFile(t, test.path, testOptions(t))
			if r.err == nil || !strings.Contains(r.err.Error(), test.want) || !strings.Contains(r.err.Error(), "意见.xlsx") {
				t.Errorf("error %v, want one with %q", r.err, test.want)
			}
		})
	}
}

func writeBytes(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "意见.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestZipBomb(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	o, err := w.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 64 {
		if _, err := o.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if r := readFile(t, writeBytes(t, out.Bytes()), testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "zip bomb") {
		t.Errorf("error %v", r.err)
	}
}

// FuzzWorkbook: any sheet XML gives comments or an error, and never a panic.
func FuzzWorkbook(f *testing.F) {
	var path string
	o := testOptions(f)
	path = book(f, func(x *excelize.File) {
		setRows(f, x, "Sheet1", 1, []any{"时间", "乡镇", "内容"}, []any{41708, "城关镇", "路坏了"}, []any{"2014-03-10", nil, "灯不亮"})
	})
	z, err := zip.OpenReader(path)
	if err != nil {
		f.Fatal(err)
	}
	defer z.Close()
	for _, part := range z.File {
		if part.Name == "xl/worksheets/sheet1.xml" {
			r, err := part.Open()
			if err != nil {
				f.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data))
			f.Add(strings.Replace(string(data), "</sheetData>", `</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>`, 1))
		}
	}
	f.Fuzz(func(t *testing.T, sheet string) {
		if len(sheet) > 1<<16 || strings.Contains(sheet, `r="1`) && strings.Contains(sheet, `r="10485`) {
			return
		}
		r := readFile(t, rewrite(t, path, "xl/worksheets/sheet1.xml", func(string) string { return sheet }), o)
		if r.err == nil && len(r.sources) == 0 {
			t.Fatal("neither a source nor an error")
		}
	})
}

// archive is an archive that holds one empty part.
func archive(t testing.TB, part string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if _, err := w.Create(part); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return writeBytes(t, out.Bytes())
}
