package pipeline_test

import (
	"archive/zip"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"sifeng/pipeline"
	"sifeng/pipeline/store"
)

// smallRun makes a database of two comments, one of them restricted.
func smallRun(t *testing.T) (db string) {
	t.Helper()
	dir := t.TempDir()
	in := filepath.Join(dir, "意见.csv")
	content := "编号,内容\n1,村里的路灯坏了半年没人修\n2,村支书收了五千块钱的好处费才给办低保\n"
	if err := os.WriteFile(in, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	db = filepath.Join(dir, "x.duckdb")
	if _, err := pipeline.Run(t.Context(), pipeline.Config{Inputs: []string{in}, DB: db, Out: filepath.Join(dir, "report"), Workers: 1}); err != nil {
		t.Fatal(err)
	}
	return db
}

// audited gives what an audit finds, without the offsets.
func audited(t *testing.T, db string, dirs ...string) (found, passedOver []string) {
	t.Helper()
	passedOver, err := pipeline.Audit(t.Context(), db, dirs, "", func(l pipeline.Leak) error {
		found = append(found, fmt.Sprint(filepath.ToSlash(l.Where), " ", l.Row, " ", l.Mark, l.Open))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, passedOver
}

func change(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(context.Background(), s); err != nil {
			t.Fatal(s, err)
		}
	}
}

func TestAuditFindsWhatADatabaseHides(t *testing.T) {
	path := smallRun(t)
	if found, _ := audited(t, path); len(found) > 0 {
		t.Fatal(found)
	}
	change(
		t, path,
		`create table "a ""b"";c" (n integer, "big ""x""" bigint, d double, dec decimal(20,0), s struct(name varchar, phone bigint), l varchar[], m map(varchar, varchar), e enum('我叫王小明', '别的'), when_at timestamp, native_id bigint)`,
		`insert into "a ""b"";c" values (1, 13800000000, 13800000000, 110105194912310021, {name: '无', phone: 13800000000}, ['无', '我叫王小明'], map {'k': '身份证110105194912310021'}, '我叫王小明', '2014-03-10', 13800000000)`,
		`create schema other`, `create table other.t as select '打13800000000' as v`,
		`update comments set native_id = '13800000000' where row_no = 2`,
		`create table keys as select 1 as n, '110105194912310021' as x_id, '我叫王小明' as other_hash, '13800000000' as unit_code, 'lexicon:13800000000' as rule, '路灯 13800000000 村里' as token_text`,
		`create table words_2 as select 1 as n, ['路灯', '13800000000'] as tokens`,
		`create table words as select 2 as n, '路灯、打13800000000' as keywords, '王小明反映路灯' as title, '13800000000' as word`,
	)
	change(t, store.RestrictedPath(path), `create table more as select 7 as id, '我叫王小明，打13800000000' as v`)
	found, _ := audited(t, path)
	want := []string{
		`restricted.main.more.v 7 〔姓名〕false`, `restricted.main.more.v 7 〔手机〕false`,
		`x.main.a "b";c.big "x" 1 〔手机〕false`, `x.main.a "b";c.d 1 〔手机〕false`, `x.main.a "b";c.dec 1 〔身份证〕false`, `x.main.a "b";c.e 1 〔姓名〕false`,
		`x.main.a "b";c.l 1 〔姓名〕false`, `x.main.a "b";c.m 1 〔身份证〕false`, `x.main.a "b";c.native_id 1 〔手机〕false`, `x.main.a "b";c.s 1 〔手机〕false`,
		`x.main.keys.other_hash 1 〔姓名〕false`, `x.main.keys.rule 1 〔手机〕false`, `x.main.keys.token_text 1 〔手机〕false`,
		`x.main.keys.unit_code 1 〔手机〕false`, `x.main.keys.x_id 1 〔身份证〕false`,
		`x.main.words.keywords 2 〔手机〕false`, `x.main.words.title 2 〔姓名〕false`, `x.main.words.word 2 〔手机〕false`, `x.main.words_2.tokens 1 〔手机〕false`,
		`x.other.t.v 打〔手机〕 〔手机〕false`,
	}
	slices.Sort(found)
	var hashes, rest []string
	for _, f := range found {
		if strings.Contains(f, "comments.native_id") {
			hashes = append(hashes, f)
		} else {
			rest = append(rest, f)
		}
	}
	if d := cmp.Diff(want, rest); d != "" {
		t.Error(d)
	}
	if len(hashes) != 1 || !strings.HasSuffix(hashes[0], "〔编号〕false") {
		t.Error(hashes)
	}
}

func TestAuditFindsWhoCanReadTheSecrets(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing there")
	}
	path := smallRun(t)
	for _, secret := range []string{store.RestrictedPath(path), store.KeyPath(path)} {
		if err := os.Chmod(secret, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found, _ := audited(t, path)
	if len(found) != 2 || !strings.HasSuffix(found[0], "restricted.duckdb  true") || !strings.HasSuffix(found[1], "x.duckdb.key  true") {
		t.Error(found)
	}
}

func TestAuditLooksIntoFiles(t *testing.T) {
	path := smallRun(t)
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("编号,内容\n1,我叫王小明\n")
	if err != nil {
		t.Fatal(err)
	}
	figures := strings.Repeat("1 3 8 0 0 0 0 0 0 0 0 12 ", 20)
	for name, test := range map[string]struct {
		content string
		want    []string // rows and marks
	}{
		"tags.html":       {"<p>电话<b>138</b>0000<i class=\"x\">0000</i></p>", []string{"1 〔手机〕"}},
		"cells.html":      {"<td>138</td><td>0000</td><td>0000</td>", nil},
		"entities.html":   {"\n<td>138&nbsp;0000&#160;0000</td>", []string{"2 〔手机〕"}},
		"data.html":       {`<script type="application/json">{"t":"\u6211\u53eb\u738b\u5c0f\u660e","u":"13\u003cb\u003e800000000\u003c/b\u003e"}</script>`, []string{"1 〔姓名〕", "1 〔手机〕"}},
		"code.html":       {"<script>x=13800000000</script>\n<script>\ny=13800000000\n</script>\n<p>13800000000", []string{"5 〔手机〕"}},
		"style.html":      {"<style>\n@media print { a { color: red } }\n</style>\n<p>@李小花 好", []string{"4 〔账号〕"}},
		"figures.html":    {`<i data-x="` + figures + `">`, nil},
		"figure.html":     {`<i data-x="` + figures + `13800000000">`, []string{"1 〔手机〕"}},
		"short.html":      {`<i data-x="0 35 1 35 2 35 1 3 1 3 1 3 1 3 1 35 1 40">`, nil},
		"spaced.html":     {`<i data-x="1 3 8 0 0 0 0 0 0 0 0">`, []string{"1 〔手机〕"}},
		"hash.html":       {`<a href="#c-0a12345678901234567890bc">意见 0a12345678901234`, nil},
		"policy.html":     {`<meta content="style-src &#39;sha256-zNiQ6ByaDzybvB4f0&#43;VwbEloz0Ffz5Ix3JH02tnXR94=&#39;">` + "\n<p>f0&#43;VwbEloz0Ffz", []string{"2 〔微信〕"}},
		"lines.txt":       {"拨打138\n00000000", []string{"2 〔手机〕"}},
		"cell.csv":        {"编号,内容\n1,\"拨打138\n0000\n0000\"\n", []string{"2 〔手机〕"}},
		"gbk.csv":         {gbk, []string{"2 〔姓名〕"}},
		"no extension":    {"13800000000", []string{"1 〔手机〕"}},
		"marks.csv":       {"内容\n我叫〔姓名〕，打〔手机〕\n", nil},
		"broken.csv":      {"a,\"b\n13800000000", []string{"1 〔手机〕"}},
		"王小明.txt":         {"无", []string{" 〔姓名〕"}},
		"\x1b[31m\n红.txt": {"13800000000", []string{"1 〔手机〕"}},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(test.content), 0o600); err != nil {
			t.Fatal(err)
		}
		found, _ := audited(t, path, dir)
		var got []string
		for _, f := range found {
			if strings.ContainsAny(f, "\x1b\n") || strings.Contains(f, "小明") || strings.Contains(f, "13800000000") {
				t.Errorf("%q: the finding shows what it should not: %q", name, f)
			}
			at := strings.Index(f, "."+strings.TrimPrefix(filepath.Ext(name), ".")+" ")
			if filepath.Ext(name) == "" {
				at = strings.LastIndex(f, "extension ") + len("extension") - 1
			} else {
				at += len(filepath.Ext(name))
			}
			got = append(got, strings.TrimSuffix(f[at+1:], "false"))
		}
		for i := range got {
			got[i] = strings.TrimPrefix(got[i], " ")
		}
		for i, w := range test.want {
			test.want[i] = strings.TrimPrefix(w, " ")
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%q: %s", name, d)
		}
	}
}

func TestAuditLooksIntoWorkbooks(t *testing.T) {
	path := smallRun(t)
	dir := t.TempDir()
	f := excelize.NewFile()
	defer f.Close()
	for cell, value := range map[string]any{"B3": 13800000000, "C4": "身份证110105194912310021", "D5": "路灯坏了"} {
		if err := f.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{{Text: "电话138"}, {Text: "0000", Font: &excelize.Font{Bold: true}}, {Text: "0000"}}); err != nil {
		t.Fatal(err)
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "制表人王小明"}); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(filepath.Join(dir, "清单.xlsx")); err != nil {
		t.Fatal(err)
	}
	z, err := os.Create(filepath.Join(dir, "包.zip"))
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(z)
	if _, err := w.Create("a.txt"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z.Close()
	if err := os.WriteFile(filepath.Join(dir, "看板.pdf"), []byte("%PDF-1.4"), 0o600); err != nil {
		t.Fatal(err)
	}
	change(t, "", fmt.Sprintf("copy (select 1 as n, '打13800000000' as v) to '%s'", filepath.Join(dir, "表.parquet")))
	found, passedOver := audited(t, path, dir)
	var got []string
	for _, f := range found {
		got = append(got, f[strings.LastIndex(f, "/")+1:])
	}
	slices.Sort(got)
	want := []string{
		"core.xml 2 〔姓名〕false", "清单.xlsx Sheet1!A1 〔手机〕false", "清单.xlsx Sheet1!B3 〔手机〕false", "清单.xlsx Sheet1!C4 〔身份证〕false",
		"表.parquet 1 〔手机〕false",
	}
	for i := 0; i < len(got); i++ { // the parts show the same texts again
		if strings.Contains(got[i], "sharedStrings.xml") {
			got = slices.Delete(got, i, i+1)
			i--
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for i := range passedOver {
		passedOver[i] = filepath.Base(passedOver[i])
	}
	slices.Sort(passedOver)
	if d := cmp.Diff([]string{"包.zip", "看板.pdf"}, passedOver); d != "" {
		t.Error(d)
	}
}
