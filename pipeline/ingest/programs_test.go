package ingest

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// rawBook is a workbook of given parts, as programs other than Excel write them.
func rawBook(t testing.TB, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range parts {
		o, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return writeBytes(t, out.Bytes())
}

const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

// bookOf is a workbook of one sheet, whose rows stand below 编号, 乡镇, 时间, 内容.
func bookOf(t testing.TB, rows string) string {
	header := `<row><c t="inlineStr"><is><t>编号</t></is></c><c t="inlineStr"><is><t>乡镇</t></is></c><c t="inlineStr"><is><t>时间</t></is></c><c t="inlineStr"><is><t>内容</t></is></c></row>`
	return rawBook(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="意见" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relationships + `<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   "<worksheet><sheetData>" + header + rows + "</sheetData></worksheet>",
		"xl/sharedStrings.xml":       "<sst>" + someTexts + "</sst>",
	})
}

func TestFilesOfOtherPrograms(t *testing.T) {
	for _, test := range []struct {
		name, rows        string
		want              []seen
		quarantined, note string
	}{
		{
			"SheetJS: dates in ISO form, as they stand", `<row><c><v>1</v></c><c/><c t="d"><v>2014-03-10T09:05:00.000Z</v></c><c t="str"><v>路灯坏了</v></c></row>`,
			[]seen{{2, "路灯坏了", "", "2014-03-10 09:05:00"}},
			"", "",
		},
		{
			"openpyxl: formulas without results", `<row><c><v>1</v></c><c/><c/><c><f>CONCATENATE("路","灯")</f><v></v></c></row><row><c><v>2</v></c><c/><c/><c><f>A1</f></c></row>`,
			nil, "正文是没存下结果的公式：请用 Excel 或 WPS 打开另存后再读", "2 formulas hold no result",
		},
		{
			"WPS: a picture in a cell", `<row><c><v>1</v></c><c/><c/><c t="str"><f>_xlfn.DISPIMG("ID_0123",1)</f><v>=DISPIMG("ID_0123",1)</v></c></row>`,
			nil, "只有图片、语音或表情，没有文字：里面有意见的，请录成文字", "1 cells hold a picture",
		},
		{
			"a total over merged cells", `<row><c><v>1</v></c><c/><c/><c t="s"><v>0</v></c></row><row><c t="str"><v>合计：1条</v></c><c/><c/><c/></row>`,
			[]seen{{2, "路灯坏了", "", ""}},
			"", "1 rows of totals",
		},
		{
			"exceljs: rich and shared texts, escapes that nobody escaped", `<row><c><v>1</v></c><c/><c/><c t="s"><v>1</v></c></row><row><c><v>2</v></c><c/><c/><c t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙_x0041_</t></r></is></c></row>`,
			[]seen{{2, "水渠 堵了", "", ""}, {3, "甲 乙A", "", ""}},
			"", "",
		},
		{
			"an American date in words", `<row><c><v>1</v></c><c/><c t="str"><v>3/10/14</v></c><c t="s"><v>0</v></c></row><row><c><v>2</v></c><c/><c t="str"><v>3/25/14</v></c><c t="s"><v>0</v></c></row>`,
			[]seen{{2, "路灯坏了", "", ""}, {3, "路灯坏了", "", "2014-03-25 00:00:00"}},
			"", "1 times cannot be read",
		},
		{
			"a text that is not in the workbook", `<row><c><v>1</v></c><c/><c/><c t="s"><v>900</v></c></row><row><c><v>2</v></c><c/><c/><c t="s"><v>0</v></c></row>`,
			[]seen{{3, "路灯坏了", "", ""}},
			"单元格引用的文字在工作簿里没有：请修复工作簿后另存", "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readFile(t, bookOf(t, test.rows), testOptions(t)).must(t)
			if d := cmp.Diff(test.want, r.seen()); d != "" {
				t.Error(d)
			}
			if (len(r.rejected) > 0) != (test.quarantined != "") || len(r.rejected) > 0 && r.rejected[0].Reason.Chinese() != test.quarantined {
				t.Errorf("quarantined %+v, want %q", r.rejected, test.quarantined)
			}
			if !strings.Contains(r.notes(), test.note) {
				t.Errorf("notes %q, want %q", r.notes(), test.note)
			}
		})
	}
}

// A text that is a formula without its result is never taken for none, and no other column's formula makes a record of a row.
func TestFormulasWithoutResults(t *testing.T) {
	const formula, text = `<c><f>B2</f><v></v></c>`, `<c t="s"><v>0</v></c>`
	header := func(names ...string) string {
		row := "<row>"
		for _, n := range names {
			row += `<c t="inlineStr"><is><t>` + n + `</t></is></c>`
		}
		return row + "</row>"
	}
	for _, test := range []struct {
		name, rows                         string
		comments, quarantined, read, blank int
	}{
		{"beside a number", header("编号", "内容") + "<row><c><v>1</v></c>" + formula + "</row><row><c><v>2</v></c>" + text + "</row>", 1, 1, 2, 0},
		{"alone in its row", header("编号", "内容") + "<row><c/>" + formula + "</row><row><c><v>2</v></c>" + text + "</row>", 1, 1, 2, 0},
		{"below a title", header("编号", "标题", "内容") + "<row><c><v>1</v></c>" + text + formula + "</row>", 0, 1, 1, 0},
		{"a title", header("编号", "标题", "内容") + "<row><c><v>1</v></c>" + formula + "</row><row><c><v>2</v></c>" + formula + text + "</row>", 1, 1, 2, 0},
		{"running numbers", header("编号", "内容") + "<row>" + formula + text + "</row><row>" + formula + "</row><row>" + formula + "</row>", 1, 0, 1, 2},
		{"one answer of a form", header("对县委班子意见", "对民政局意见") + "<row>" + text + formula + "</row><row>" + text + text + "</row>", 1, 1, 2, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := rawBook(t, map[string]string{
				"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="意见" r:id="rId1"/></sheets></workbook>`,
				"xl/_rels/workbook.xml.rels": relationships + `<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
				"xl/worksheets/sheet1.xml":   "<worksheet><sheetData>" + test.rows + "</sheetData></worksheet>",
				"xl/sharedStrings.xml":       "<sst>" + someTexts + "</sst>",
			})
			r := readFile(t, path, testOptions(t)).must(t)
			s := r.sources[0]
			if len(r.comments) != test.comments || len(r.rejected) != test.quarantined || s.RowsRead != test.read || s.RowsBlank != test.blank {
				t.Errorf("%d comments, %d quarantined, %d read, %d blank", len(r.comments), len(r.rejected), s.RowsRead, s.RowsBlank)
			}
			for _, rejected := range r.rejected {
				if rejected.Reason != reasonNoResult {
					t.Errorf("row %d: %v", rejected.Row, rejected.Reason)
				}
			}
		})
	}
}

// The parts may stand anywhere: the archive says where.
func TestPartsElsewhere(t *testing.T) {
	path := rawBook(t, map[string]string{
		"_rels/.rels":        relationships + `<Relationship Id="a" Type="x/officeDocument" Target="/data/workbook7.xml"/></Relationships>`,
		"data/workbook7.xml": `<x:workbook xmlns:x="m" xmlns:q="r"><x:workbookPr date1904="true"/><x:sheets><x:sheet name="图" q:id="c"/><x:sheet name="意见" q:id="s"/></x:sheets></x:workbook>`,
		"data/_rels/workbook7.xml.rels": relationships + `<Relationship Id="s" Type="x/worksheet" Target="/pages/one.xml"/><Relationship Id="c" Type="x/chartsheet" Target="chart.xml"/>` +
			`<Relationship Id="t" Type="x/sharedStrings" Target="words.xml"/></Relationships>`,
		"data/words.xml": "<x:sst xmlns:x='m'><x:si><x:t>内容</x:t></x:si><x:si><x:t>时间</x:t></x:si><x:si><x:t>路灯坏了</x:t></x:si></x:sst>",
		"pages/one.xml":  `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row><x:row><x:c><x:v>40246</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
	})
	r := readFile(t, path, testOptions(t)).must(t)
	if d := cmp.Diff([]seen{{2, "路灯坏了", "", "2014-03-10 00:00:00"}}, r.seen()); d != "" {
		t.Error(d)
	}
}

// What is damaged is told before a row is used.
func TestDamagedParts(t *testing.T) {
	sheet := `<row><c><v>1</v></c><c/><c/><c t="s"><v>0</v></c></row>`
	good := bookOf(t, strings.Repeat(sheet, 50))
	for name, test := range map[string]struct{ part, old, new, want string }{
		"texts cut short":         {"xl/sharedStrings.xml", "</sst>", "", "xl/sharedStrings.xml is damaged (unexpected EOF)"},
		"texts cut inside one":    {"xl/sharedStrings.xml", "灯坏了</t></si>", "", "xl/sharedStrings.xml is damaged"},
		"texts that define":       {"xl/sharedStrings.xml", "<sst>", `<!DOCTYPE a [<!ENTITY b "c">]><sst>`, "entities"},
		"the sheet cut short":     {"xl/worksheets/sheet1.xml", "</sheetData></worksheet>", "", "damaged behind row 51 (unexpected EOF)"},
		"the sheet is not there":  {"xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/sheet2.xml", "the sheet is not in it"},
		"a sheet of another page": {"xl/worksheets/sheet1.xml", "<worksheet>", "<html><worksheet>", "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path := rewrite(t, good, test.part, func(s string) string {
				if !strings.Contains(s, test.old) {
					t.Fatalf("%s holds no %q", test.part, test.old)
				}
				return strings.Replace(s, test.old, test.new, 1)
			})
			r := readFile(t, path, testOptions(t))
			if r.err == nil || !strings.Contains(r.err.Error(), test.want) || len(r.comments) > 0 {
				t.Errorf("%d comments, error %v, want %q", len(r.comments), r.err, test.want)
			}
		})
	}
}

func TestOtherFormats(t *testing.T) {
	for name, content := range map[string]string{
		"a.dif": "TABLE\r\n0,1\r\n\"x\"\r\n", "a.slk": "ID;PWXL;N;E\r\n", "a.xls": "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n",
	} {
		if r := readText(t, name, content, testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "cannot be read") {
			t.Errorf("%s: %v", name, r.err)
		}
	}
}
