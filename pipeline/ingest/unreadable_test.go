package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// wholeBook is a sound workbook of a few rows.
func wholeBook(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"编号", "内容"})
		for i := 2; i < 400; i++ {
			setRows(t, f, "Sheet1", i, []any{i, fmt.Sprint("路坏了没有人修，已经过了多少天：", i*i*i)})
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// manyObjects is an array of JSON objects that ends too soon, behind more rows than are looked at before the first comment is made.
var manyObjects = "[" + strings.Repeat(`{"内容":"村里的路坏了没有人修"},`, sampleRows+100)

// cellTwice is a row of a sheet that no spreadsheet writes: only its reader finds that.
const cellTwice = `<row><c r="D1" t="str"><v>甲</v></c><c r="D1" t="str"><v>乙</v></c></row>`

const soundRow = `<row><c><v>1</v></c><c/><c/><c t="str"><v>路灯坏了没有人来修</v></c></row>`

// A file of a directory that cannot be read is a source without rows, and stands in quarantine as row 0 for a reason that is the same for all files
// of its kind. Named, it is an error.
func TestFoundFilesThatCannotBeRead(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	sound := wholeBook(t)
	flipped := bytes.Clone(sound)
	at := bytes.Index(flipped, []byte("xl/worksheets/sheet1.xml")) + 200
	for i := range 40 {
		flipped[at+i] ^= 0x5a
	}
	var noise strings.Builder
	for i := range 5000 {
		noise.WriteByte(byte(i*i*7 + i*31 + i>>3))
	}
	for _, test := range []struct{ name, file, content, why, reason string }{
		{"a workbook that ends too soon", "a.xlsx", string(sound[:len(sound)/2]), "the workbook is damaged", "文件已损坏或不完整"},
		{"a workbook of which some bytes are others", "a.xlsx", string(flipped), "damaged", "文件已损坏或不完整"},
		{"a workbook whose end is zeros", "a.xlsx", string(sound[:len(sound)-200]) + strings.Repeat("\x00", 200), "the workbook is damaged", "文件已损坏或不完整"},
		{"a password", "a.xlsx", ole, "protected by a password", "设了密码的工作簿；请用密码在 Excel 或 WPS 里打开"},
		{"an old workbook", "a.xlsx", ole + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "old Excel spreadsheet", "旧版 Excel 表格（.xls）；请用 Excel 或 WPS 打开，另存为"},
		{"a page", "a.xlsx", "<html><table><tr><td>内容</td></tr></table></html>", "web page", "网页（不少系统导出的 .xls 其实是网页）"},
		{"a PDF", "a.csv", "%PDF-1.4\n", "a PDF", "PDF；请把其中的表复制到 Excel"},
		{"an archive", "a.xlsx", writeZip(t, "意见.csv"), "no workbook", "压缩包，不是工作簿"},
		{"data under the name of a table", "a.csv", noise.String(), "the data of some program", "不是文字，是某个程序的数据"},
		{"data under the name of a workbook", "a.xlsx", noise.String(), "the data of some program", "不是文字，是某个程序的数据"},
		{"lines that are no objects", "a.jsonl", strings.Repeat("锟斤拷 [[[\n", 50), "no line is a JSON object", "没有 JSON 对象"},
		{"an array that ends too soon", "a.json", `[{"内容":"路坏了"},{"内容":`, "broken JSON in element 2", "JSON 有错或不完整"},
		{"an object without an array", "a.json", `{"name": "x"}`, "want an array of objects", "没有 JSON 对象"},
		{"a table that was spoilt", "a.csv", strings.Repeat("????,????????\n", 20), "the whole table is garbled", "整张表是乱码"},
		{"a line that does not end", "a.csv", "编号,内容\n" + strings.Repeat("路", maxLineBytes/3+1), "a line is longer than 16 MB", "有一行长得不像意见表"},
		{"a sheet that breaks early", "a.xlsx", readAll(t, bookOf(t, soundRow+cellTwice)), "damaged", "文件已损坏或不完整"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := writeFile(t, test.file, test.content)
			unreadable := new(UnreadableError)
			if r := readFile(t, path, testOptions(t)); !errors.As(r.err, &unreadable) || !strings.Contains(r.err.Error(), test.why) {
				t.Errorf("named: %v, want %q", r.err, test.why)
			}
			for _, first := range []bool{false, true} {
				o := testOptions(t)
				o.Found, o.CheckFirst, o.Channel = true, first, "ch.sms"
				r := readFile(t, path, o).must(t)
				s := r.sources[0]
				if len(r.sources) != 1 || !s.LeftOut || s.RowsRead != 0 || s.RowsQuarantined != 0 || s.Encoding != "" || SettingsOf(s.ID) != "" || len(s.SHA256) != 64 {
					t.Errorf("sources %+v", r.sources)
				}
				if len(r.comments) != 0 || len(r.rejected) != 1 || r.rejected[0].Row != 0 || r.rejected[0].SourceID != s.ID {
					t.Fatalf("%d comments, %+v", len(r.comments), r.rejected)
				}
				if reason := r.rejected[0].Reason.Chinese(); !strings.HasPrefix(reason, "整个文件没有读：") || !strings.Contains(reason, test.reason) || !strings.Contains(reason, "--replace") {
					t.Errorf("reason %s, want %s", reason, test.reason)
				}
				if len(s.Notes) != 1 || !strings.Contains(s.Notes[0].String(), test.why) {
					t.Errorf("notes %v, want %s", s.Notes, test.why)
				}
			}
		})
	}
}

func readAll(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Damage behind comments that were handed on is an error; read to its end first, such a file hands on none.
func TestLateDamage(t *testing.T) {
	for _, test := range []struct{ name, file, content, why string }{
		{"an array", "a.json", manyObjects, "broken JSON in element 1101"},
		{"a sheet", "a.xlsx", readAll(t, bookOf(t, strings.Repeat(soundRow, sampleRows+1000)+cellTwice)), "the sheet is damaged behind row"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := writeFile(t, test.file, test.content)
			o := testOptions(t)
			o.Found = true
			r := readFile(t, path, o)
			if !errors.As(r.err, new(*UnreadableError)) || !strings.Contains(r.err.Error(), test.why) || len(r.comments) == 0 {
				t.Errorf("%d comments, then %v", len(r.comments), r.err)
			}
			o.CheckFirst = true
			r = readFile(t, path, o).must(t)
			if len(r.comments) != 0 || len(r.rejected) != 1 || !r.sources[0].LeftOut {
				t.Errorf("%d comments, %+v", len(r.comments), r.rejected)
			}
		})
	}
	// A table of text that ends within quotes is no damage that shows: what stands there is read.
	o := testOptions(t)
	o.Found = true
	if r := readText(t, "a.csv", "编号,内容\n1,\"路坏了\"\n2,\"灯不亮，没有", o).must(t); len(r.comments) != 2 {
		t.Errorf("%v", r.texts())
	}
}

// What is no fault of a file is an error wherever the file was found.
func TestNotTheFilesFault(t *testing.T) {
	o := testOptions(t)
	o.Found, o.CheckFirst = true, true
	path := writeFile(t, "a.csv", "编号,内容\n1,路坏了没有人修\n")
	full := faulty(reasonDamaged, "磁盘已满", "disk full") // whatever the caller's error is
	if _, err := Read(context.Background(), path, o, func(comment.Comment) error { return full }, func(comment.Rejected) error { return nil }); !errors.Is(err, full) {
		t.Errorf("the caller's error: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	many := writeFile(t, "a.csv", "编号,内容\n"+strings.Repeat("1,路坏了没有人修\n", 3000))
	if _, err := Read(ctx, many, o, func(comment.Comment) error { return nil }, func(comment.Rejected) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	var items strings.Builder
	items.WriteString("<sst>")
	for i := range textsInMemory / 500 {
		fmt.Fprintf(&items, "<si><t>%d%s</t></si>", i*i*i, strings.Repeat("路", 400)) // too few bytes in the archive would be refused
	}
	items.WriteString("</sst>")
	large := rawBook(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="意见" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relationships + `<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   "<worksheet><sheetData>" + soundRow + "</sheetData></worksheet>",
		"xl/sharedStrings.xml":       items.String(),
	})
	if r := readFile(t, large, o); r.err == nil || !strings.Contains(r.err.Error(), "make a temporary file") || errors.As(r.err, new(*UnreadableError)) {
		t.Errorf("no temporary file: %v %+v", r.err, r.rejected)
	}
	r := readFile(t, filepath.Join(t.TempDir(), "missing.csv"), o)
	if !errors.As(r.err, new(*UnopenedError)) || !errors.Is(r.err, fs.ErrNotExist) {
		t.Errorf("missing: %v", r.err)
	}
}
