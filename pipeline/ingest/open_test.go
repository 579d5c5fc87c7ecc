package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"sifeng/pipeline/comment"
)

func TestFilesThatCannotBeRead(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	wide := func(s string) string {
		var b strings.Builder
		for _, c := range s {
			b.WriteString(string(c) + "\x00")
		}
		return b.String()
	}
	docx := writeZip(t, "word/document.xml")
	for _, test := range []struct{ name, file, content, want, advice string }{
		{"empty", "a.csv", "", "empty", ""},
		{"only blank lines", "a.csv", "\n\n\n", "no column holds comments", ""},
		{"xls", "a.xls", ole + wide("Workbook"), "old Excel spreadsheet (.xls)", ".xlsx"},
		{"xls under the name xlsx", "a.xlsx", ole + wide("EncryptedPackage"), "protected by a password", "password"},
		{"doc", "a.doc", ole + wide("WordDocument"), "old Word document", ".xlsx"},
		{"docx", "a.docx", docx, "Word document (.docx)", ".xlsx"},
		{"docx under another name", "a.xlsx", docx, "Word document (.docx)", ".xlsx"},
		{"zip", "a.zip", writeZip(t, "意见.csv"), "no workbook", "unpack"},
		{"pdf", "a.pdf", "%PDF-1.4\n", "PDF", ".xlsx"},
		{"jpeg", "a.jpg", "\xff\xd8\xff\xe0xx", "picture", "scan"},
		{"png", "a.png", "\x89PNG\r\n\x1a\n", "picture", "scan"},
		{"rtf", "a.rtf", "{\\rtf1 x}", "Rich Text", ".xlsx"},
		{"rar", "a.rar", "Rar!\x1a\x07", "archive", "unpack"},
		{"html under the name xls", "a.xls", "<html><table><tr><td>内容</td></tr></table></html>", "web page", ".xlsx"},
		{"xml", "a.xml", "<?xml version=\"1.0\"?><a/>", "XML", ".xlsx"},
		{"no comments", "a.csv", "乡镇,单位,数量\n城关镇,民政局,3\n", "no column holds comments", "--map"},
		{"a ledger", "a.csv", "编号,问题,整改措施,责任领导,销号日期\n1,路坏了,修,某,2014-05-01\n", "ledger", "--ledger"},
		{"json of no objects", "a.jsonl", "1\n2\n", "JSON object", ""},
		{"broken json array", "a.json", "[{\"内容\":\"路坏了\"},{\"内容\":", "broken JSON in element 2", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, test.file, test.content, testOptions(t))
			if r.err == nil || !strings.Contains(r.err.Error(), test.want) || !strings.Contains(r.err.Error(), test.advice) || !strings.Contains(r.err.Error(), test.file) {
				t.Errorf("error %v, want one with %q and %q", r.err, test.want, test.advice)
			}
		})
	}
	if r := readFile(t, filepath.Join(t.TempDir(), "missing.csv"), testOptions(t)); !errors.Is(r.err, os.ErrNotExist) {
		t.Errorf("missing file: %v", r.err)
	}
	if r := readFile(t, t.TempDir(), testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "directory") {
		t.Errorf("directory: %v", r.err)
	}
}

func writeZip(t testing.TB, part string) string {
	t.Helper()
	path := archive(t, part)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Text under the name of a workbook is read as what it is, and a directory tells nothing of it.
func TestTextUnderTheNameOfAWorkbook(t *testing.T) {
	for name, content := range map[string]string{
		"csv": "编号,内容\n1,路坏了\n2,灯不亮\n", "csv of GB18030": encoded(t, simplifiedchinese.GB18030, "编号,内容\n1,路坏了\n2,灯不亮\n"),
		"tabs in UTF-16": encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "编号\t内容\n1\t路坏了\n2\t灯不亮\n"),
		"json":           `[{"编号":1,"内容":"路坏了"},{"编号":2,"内容":"灯不亮"}]`, "lines": `{"编号":1,"内容":"路坏了"}` + "\n" + `{"编号":2,"内容":"灯不亮"}` + "\n",
	} {
		path := writeFile(t, "意见.xlsx", content)
		files, passed, unopened, err := ExpandAll([]string{filepath.Dir(path)})
		if err != nil || len(files) != 1 || len(passed)+len(unopened) > 0 {
			t.Errorf("%s: %q, passed over %q, %v: %v", name, files, passed, unopened, err)
		}
		o := testOptions(t)
		o.Found, o.CheckFirst = true, true
		r := readFile(t, path, o).must(t)
		if d := cmp.Diff([]string{"路坏了", "灯不亮"}, r.texts()); d != "" || len(r.rejected) > 0 || r.sources[0].LeftOut || r.notes() != "" {
			t.Errorf("%s: %s %+v %s", name, d, r.rejected, r.notes())
		}
	}
}

func TestStandardInput(t *testing.T) {
	workbook, err := os.ReadFile(book(t, func(f *excelize.File) { setRows(t, f, "Sheet1", 1, []any{"编号", "内容"}, []any{1, "路坏了"}) }))
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]io.Reader{
		"csv": strings.NewReader("编号,内容\n1,路坏了\n"), "jsonl": strings.NewReader("{\"编号\":1,\"内容\":\"路坏了\"}\n"), "xlsx": bytes.NewReader(workbook),
	} {
		dir := t.TempDir()
		t.Setenv("TMPDIR", dir)
		o := testOptions(t)
		o.Stdin = in
		r := readFile(t, "-", o).must(t)
		if d := cmp.Diff([]string{"路坏了"}, r.texts()); d != "" || r.sources[0].File != "stdin" {
			t.Errorf("%s: %s %s", name, d, r.sources[0].File)
		}
		left, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(left) != 0 {
			t.Errorf("%s: %d temporary files were left", name, len(left))
		}
	}
	o := testOptions(t)
	o.Stdin = strings.NewReader("")
	if r := readFile(t, "-", o); r.err == nil || !strings.Contains(r.err.Error(), "standard input: the file is empty") {
		t.Errorf("empty input: %v", r.err)
	}
}

func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.csv", "a.xlsx", "sub/c.jsonl", "sub/old.xls", "~$a.xlsx", ".hidden/d.csv", "readme.md", "sub/名单", "照片.JPG", "Thumbs.db", "x.duckdb", "x.duckdb.key"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	empty := t.TempDir()
	in := func(names ...string) (paths []string) {
		for _, n := range names {
			paths = append(paths, filepath.Join(dir, n))
		}
		return paths
	}
	files, passed, _, err := ExpandAll([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(in("a.xlsx", "b.csv", "sub/c.jsonl"), files); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(in("readme.md", "sub/old.xls", "sub/名单", "照片.JPG"), passed); d != "" {
		t.Error(d)
	}
	for i, want := range []string{"name the file itself", "save it as .xlsx (工作簿)", "name the file itself", "type or scan the text"} {
		if got := PassedOver(passed[i]).String(); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %q", passed[i], got, want)
		}
	}
	old := t.TempDir()
	if err := os.WriteFile(filepath.Join(old, "old.xls"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := ExpandAll([]string{old}); err == nil || !strings.Contains(err.Error(), "old.xls: passed over: open it in Excel") {
		t.Errorf("only an old spreadsheet: %v", err)
	}
	// Beside an argument that gives a file, a directory of such files and an empty one are told.
	files, passed, _, err = ExpandAll([]string{old, empty, filepath.Join(dir, "b.csv")})
	if err != nil || len(files) != 1 || len(passed) != 2 || !strings.Contains(PassedOver(passed[1]).String(), "the directory holds no files") {
		t.Errorf("%q, passed over %q: %v", files, passed, err)
	}
	if _, _, _, err := ExpandAll([]string{old, empty}); err == nil || !strings.Contains(err.Error(), "directory "+old+" "+empty+": no file that can be read") {
		t.Errorf("two directories without a file that can be read: %v", err)
	}
	files, err = Expand([]string{filepath.Join(dir, "*.csv"), "-", filepath.Join(dir, "readme.md"), filepath.Join(dir, "b.csv")})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{in("b.csv")[0], "-", in("readme.md")[0]}, files); d != "" {
		t.Error(d)
	}
	for _, test := range []struct {
		args []string
		want string
	}{
		{nil, "no file"},
		{in("missing.csv"), "missing.csv"},
		{in("*.parquet"), "no file matches"},
		{[]string{empty}, "no file that can be read"},
		{[]string{filepath.Join(dir, "[")}, "pattern"},
	} {
		if _, err := Expand(test.args); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want an error with %q", test.args, err, test.want)
		}
	}
}

// A folder that cannot be opened, and a link to one, are told; the other files are read. A link that is named is walked as the folder is.
func TestFoldersNotLookedInto(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	for _, path := range []string{filepath.Join(dir, "a.csv"), filepath.Join(dir, "sub", "b.csv"), filepath.Join(other, "c.csv")} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"外": other, "内": filepath.Join(dir, "sub"), "圈": "圈", ".藏": other, "断": "没有", "表.csv": other} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	deepen(t, filepath.Join(dir, "sub"))
	const follow, locked = "is a link to a folder, was not followed and is not in quarantine", "cannot be opened and is not in quarantine"
	for _, test := range []struct {
		args, files, passed []string
		unopened            map[string]string // by the beginning of its name
	}{
		{
			[]string{dir},
			[]string{dir + "/a.csv", dir + "/sub/b.csv"},
			[]string{dir + "/断"},
			map[string]string{dir + "/外": follow, dir + "/表.csv": follow, dir + "/圈": locked, dir + "/sub/长": locked},
		},
		{
			[]string{dir, other},
			[]string{dir + "/a.csv", dir + "/sub/b.csv", other + "/c.csv"},
			[]string{dir + "/断"},
			map[string]string{dir + "/圈": locked, dir + "/sub/长": locked},
		},
		{
			[]string{dir, dir + "/sub", dir},
			[]string{dir + "/a.csv", dir + "/sub/b.csv"},
			[]string{dir + "/断", dir + "/断"},
			map[string]string{dir + "/外": follow, dir + "/表.csv": follow, dir + "/圈": locked, dir + "/sub/长": locked},
		},
		{[]string{dir + "/外"}, []string{dir + "/外/c.csv"}, nil, map[string]string{}},
	} {
		files, passed, unopened, err := ExpandAll(test.args)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([][]string{test.files, test.passed}, [][]string{files, passed}); d != "" {
			t.Errorf("%q: %s", test.args, d)
		}
		if len(unopened) != len(test.unopened) {
			t.Errorf("%q: unopened %v", test.args, unopened)
		}
		for name, why := range test.unopened {
			if !slices.ContainsFunc(unopened, func(m *comment.Message) bool {
				return strings.HasPrefix(m.String(), name) && strings.Contains(m.String(), why)
			}) {
				t.Errorf("%q: %s is not told in %v", test.args, name, unopened)
			}
		}
	}
	alone := t.TempDir()
	if err := os.Symlink(other, filepath.Join(alone, "外")); err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := ExpandAll([]string{alone}); err == nil || !strings.Contains(err.Error(), "外: it "+follow) {
		t.Errorf("only a link: %v", err)
	}
}

// deepen makes folders in folders until the path is longer than the system opens, for root too.
func deepen(t *testing.T, dir string) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		name := strings.Repeat("长", 80)
		err := root.Mkdir(name, 0o700)
		if err != nil {
			t.Fatal(err)
		}
		next, err := root.OpenRoot(name)
		root.Close()
		if err != nil {
			t.Fatal(err)
		}
		root = next
	}
	root.Close()
}
