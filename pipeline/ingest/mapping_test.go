package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMapping(t *testing.T) {
	o := testOptions(t)
	m, err := parseMapping([]byte("columns:\n  甲: text\n  乙: text\n  \"#3\": time\n  内容: ignore\n  丁: phone\nchannel: ch.sms\nyear: 2014\nheader_row: 2\ndelimiter: \"|\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	o.Map = m
	r := readText(t, "a.txt", "标题栏\n乙|甲|丙|内容|丁\n路坏了|灯不亮|3月10日|批示|13800000000\n", o).must(t)
	if len(r.comments) != 1 {
		t.Fatalf("%q", r.texts())
	}
	c := r.comments[0]
	if c.Channel != "ch.sms" || c.ReceivedAt.Format("2006-01-02") != "2014-03-10" || len(c.Private) != 1 {
		t.Errorf("%+v", c)
	}
	if d := cmp.Diff([]string{"路坏了\n灯不亮"}, r.texts()); d != "" {
		t.Error(d)
	}
}

func TestMappingErrors(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"columns:\n  甲: nonsense\n", "no such field"},
		{"colums:\n  甲: text\n", "[1:1] no such key: \"colums\"; the keys are columns, header_row, channel, year, encoding, delimiter, sheets, date1904, carry_down"},
		{"内容: text\n", "names of columns stand below “columns:”"},
		{"columns:\n  甲: [text\n", "[2:"},
		{"columns:\n  甲: text\nyear: 二零\n", "[3:7]"},
		{"encoding: latin1\n", "gb18030"},
		{"delimiter: ab\n", "one character"},
		{"header_row: -1\n", "negative"},
	} {
		if _, err := parseMapping([]byte(test.in)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want an error with %q", test.in, err, test.want)
		}
	}
	o := testOptions(t)
	o.Map = &Mapping{Columns: map[string]Field{"没有": FieldText}}
	if r := readText(t, "a.csv", "编号,内容\n1,路坏了\n", o); r.err == nil || !strings.Contains(r.err.Error(), "编号, 内容") {
		t.Errorf("a column that is not there: %v", r.err)
	}
	o.Map = &Mapping{HeaderRow: 9}
	if r := readText(t, "a.csv", "编号,内容\n1,路坏了\n", o); r.err == nil || !strings.Contains(r.err.Error(), "row 9") {
		t.Errorf("a header row that is not there: %v", r.err)
	}
	if _, err := LoadMapping(filepath.Join(t.TempDir(), "missing.yaml")); err == nil {
		t.Error("a missing map file was loaded")
	}
}

func TestInspect(t *testing.T) {
	path := filepath.Join(t.TempDir(), "短信.csv")
	if err := os.WriteFile(path, []byte("序号;时间;姓名;手机号码;短信内容;网格\n1;3月10日;钱某人;13800000000;路坏了;x\n\n2;3月10日;;;灯不亮;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := Inspect(t.Context(), path, testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	if in.Format != "csv" || in.Encoding != encUTF8 || in.Delimiter != ";" || in.Sheets[0].HeaderRow != 1 || in.Sheets[0].Channel != "ch.sms" {
		t.Errorf("%+v", in)
	}
	want := [][]string{{"1", "3月10日", Masked, Masked, "路坏了", "x"}, {"2", "3月10日", "", "", "灯不亮", ""}}
	if d := cmp.Diff(want, in.Sheets[0].Rows); d != "" {
		t.Error(d)
	}
	// The map file says what was found, so giving it back changes nothing.
	file := filepath.Join(t.TempDir(), "map.yaml")
	if err := os.WriteFile(file, in.MapFile(true), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := LoadMapping(file)
	if err != nil {
		t.Fatal(err)
	}
	for column, field := range map[string]Field{"序号": FieldIgnore, "姓名": FieldName, "手机号码": FieldPhone, "短信内容": FieldText, "网格": FieldIgnore} {
		if m.Columns[column] != field {
			t.Errorf("%s: %s, want %s", column, m.Columns[column], field)
		}
	}
	plain := readFile(t, path, testOptions(t)).must(t)
	o := testOptions(t)
	o.Map = m
	mapped := readFile(t, path, o).must(t)
	for i, c := range mapped.comments {
		if c.SourceID == plain.sources[0].ID || SettingsOf(c.SourceID) != o.Settings() || o.Settings() == "" {
			t.Errorf("source %s does not tell that it was read with a map", c.SourceID)
		}
		mapped.comments[i].SourceID = plain.sources[0].ID
	}
	if d := cmp.Diff(plain.comments, mapped.comments); d != "" {
		t.Error(d)
	}
}
