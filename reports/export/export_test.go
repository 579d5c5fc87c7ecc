package export

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func openMemory(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func ask(t *testing.T, db *sql.DB, query string) *sql.Rows {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%v in\n%s", err, query)
	}
	return rows
}

func write(t *testing.T, db *sql.DB, format Format, query string, r Result) string {
	t.Helper()
	var out bytes.Buffer
	r.Rows, r.SQL = ask(t, db, query), query
	if _, err := Write(&out, format, r); err != nil {
		t.Fatalf("%v in\n%s", err, query)
	}
	return out.String()
}

// TestValues shows how each type of DuckDB is written in csv and JSON.
func TestValues(t *testing.T) {
	db := openMemory(t)
	for _, tc := range []struct{ value, csv, json string }{
		{"null", "", "null"},
		{"''", "", `""`},
		{"true", "true", "true"},
		{"-7::tinyint", "-7", "-7"},
		{"18446744073709551615::ubigint", "18446744073709551615", "18446744073709551615"},
		{"5::hugeint", "5", "5"},
		{"170141183460469231731687303715884105727::hugeint", "170141183460469231731687303715884105727", `"170141183460469231731687303715884105727"`},
		{"1.50::decimal(5,2)", "1.5", "1.5"},
		{"0.1::double", "0.1", "0.1"},
		{"0.1::double + 0.2::double", "0.30000000000000004", "0.30000000000000004"},
		{"12345678901234.5::double", "12345678901234.5", "12345678901234.5"},
		{"1e-7::double", "1e-07", "1e-7"},
		{"'nan'::double", "NaN", "null"},
		{"0.1::float", "0.1", "0.1"},
		{"date '2014-03-21'", "2014-03-21", `"2014-03-21"`},
		{"timestamp '2014-03-21 09:05:00'", "2014-03-21 09:05:00", `"2014-03-21 09:05:00"`},
		{"timestamp '2014-03-21 09:05:00.25'", "2014-03-21 09:05:00.25", `"2014-03-21 09:05:00.25"`},
		{"timestamptz '2014-03-21 09:05:00+08:00'", "2014-03-21 01:05:00Z", `"2014-03-21 01:05:00Z"`},
		{"time '09:05:00'", "09:05:00", `"09:05:00"`},
		{"interval '1 month 2 days 3 hours'", "1 months 2 days 3h0m0s", `"1 months 2 days 3h0m0s"`},
		{"uuid '8e9e3f4e-2f51-4b6e-9c1c-7a46b3a7a1f0'", "8e9e3f4e-2f51-4b6e-9c1c-7a46b3a7a1f0", `"8e9e3f4e-2f51-4b6e-9c1c-7a46b3a7a1f0"`},
		{`'\xAA\x00'::blob`, `\xaa00`, `"\\xaa00"`},
		{"'u1'::enum('u0', 'u1')", "u1", `"u1"`},
		{"['停电', '停水']", "停电 停水", `["停电","停水"]`},
		{"['a b', null]", `["a b",null]`, `["a b",null]`},
		{"[date '2014-03-21']", "2014-03-21", `["2014-03-21"]`},
		{"[]::varchar[]", "", "[]"},
		{"{'x': 1, 'y': '<'}", `{"x":1,"y":"<"}`, `{"x":1,"y":"<"}`},
		{"map {'k': [1, 2]}", `{"k":[1,2]}`, `{"k":[1,2]}`},
		{"'他说：“好，”\n“行”\t,'", "他说：“好，”\n“行”\t,", `"他说：“好，”\n“行”\t,"`},
		{"'a' || chr(27) || '[31m' || chr(155) || 'b' || chr(7)", "a[31mb", `"a\u001b[31m\u009bb\u0007"`},
		{"'=1+1'", "'=1+1", `"=1+1"`},
		{"'+86'", "'+86", `"+86"`},
		{"'-1'", "'-1", `"-1"`},
		{"'@sum(1)'", "'@sum(1)", `"@sum(1)"`},
		{"'＝1'", "'＝1", `"＝1"`},
		{"chr(9) || '=1'", "'\t=1", `"\t=1"`},
		{"['=1']", "'=1", `["=1"]`},
		{"-1", "-1", "-1"},
	} {
		query := "select " + tc.value + " as v"
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(write(t, db, CSV, query, Result{}), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", tc.value, err)
		}
		if diff := cmp.Diff([][]string{{"v"}, {tc.csv}}, records); diff != "" {
			t.Errorf("%s in csv (-want +got):\n%s", tc.value, diff)
		}
		if got, want := write(t, db, JSON, query, Result{}), "[\n{\"v\":"+tc.json+"}\n]\n"; got != want {
			t.Errorf("%s in JSON: %s, want %s", tc.value, got, want)
		}
	}
}

const rowsOfAllFormats = `
	select * from (values
		(1, '城关镇', date '2014-03-21', timestamp '2014-03-21 09:05:00', 1.5::double, ['停电', '停水'], true),
		(2, '带"引号"、,逗号
和换行', null, null, null, [], false),
		(3, null, date '2014-12-31', timestamp '2014-12-31 23:59:59', -0.25::double, null, null)
	) as t(n, name, day, received, share, words, flag) order by n`

// TestSameRowsInEveryFormat writes rows in every format and reads them back with another's reader.
func TestSameRowsInEveryFormat(t *testing.T) {
	db := openMemory(t)
	want := [][]string{
		{"n", "name", "day", "received", "share", "words", "flag"},
		{"1", "城关镇", "2014-03-21", "2014-03-21 09:05:00", "1.5", "停电 停水", "true"},
		{"2", "带\"引号\"、,逗号\n和换行", "", "", "", "", "false"},
		{"3", "", "2014-12-31", "2014-12-31 23:59:59", "-0.25", "", ""},
	}

	text := write(t, db, CSV, rowsOfAllFormats, Result{})
	if !strings.HasPrefix(text, "\ufeff") || strings.Count(text, "\r\n") < len(want) {
		t.Errorf("csv without a byte order mark or without the line ends that Excel writes: %q", text)
	}
	if !strings.Contains(text, "逗号\n和换行") {
		t.Errorf("the lines within a text are others than in the database: %q", text)
	}
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, records); diff != "" {
		t.Errorf("csv: %s", diff)
	}

	book, err := excelize.OpenReader(strings.NewReader(write(t, db, XLSX, rowsOfAllFormats, Result{Title: "问", From: "库"})))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet, err := book.GetRows("结果")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range sheet {
		for len(row) < len(want[0]) {
			row = append(row, "")
		}
		for k := range row {
			row[k] = strings.NewReplacer("TRUE", "true", "FALSE", "false").Replace(row[k])
		}
		sheet[i] = row
	}
	wantSheet := [][]string{want[0], append([]string{}, want[1]...), want[2], append([]string{}, want[3]...)}
	wantSheet[1][3], wantSheet[3][3] = "2014-03-21 09:05", "2014-12-31 23:59"
	if diff := cmp.Diff(wantSheet, sheet); diff != "" {
		t.Errorf("xlsx: %s", diff)
	}
	about, err := book.GetRows("说明")
	if err != nil || len(about) != 3 || about[0][1] != "问" || about[1][1] != "库" || !strings.Contains(about[2][1], "select") {
		t.Errorf("the sheet 说明 says %q, %v", about, err)
	}

	var objects []map[string]any
	if err := json.Unmarshal([]byte(write(t, db, JSON, rowsOfAllFormats, Result{})), &objects); err != nil {
		t.Fatal(err)
	}
	wantObjects := []map[string]any{
		{"n": 1.0, "name": "城关镇", "day": "2014-03-21", "received": "2014-03-21 09:05:00", "share": 1.5, "words": []any{"停电", "停水"}, "flag": true},
		{"n": 2.0, "name": "带\"引号\"、,逗号\n和换行", "day": nil, "received": nil, "share": nil, "words": []any{}, "flag": false},
		{"n": 3.0, "name": nil, "day": "2014-12-31", "received": "2014-12-31 23:59:59", "share": -0.25, "words": nil, "flag": nil},
	}
	if diff := cmp.Diff(wantObjects, objects); diff != "" {
		t.Errorf("json: %s", diff)
	}

	file := filepath.Join(t.TempDir(), "it's.parquet")
	n, err := WriteParquet(context.Background(), file, ask(t, db, rowsOfAllFormats))
	if err != nil || n != 3 {
		t.Fatalf("parquet: %d rows, %v", n, err)
	}
	from := "from '" + strings.ReplaceAll(file, "'", "''") + "'"
	if diff := cmp.Diff(write(t, db, JSON, rowsOfAllFormats, Result{}), write(t, db, JSON, from, Result{})); diff != "" {
		t.Errorf("parquet: %s", diff)
	}
	types := write(t, db, CSV, "select column_type from (describe "+from+")", Result{})
	if want := "\ufeffcolumn_type\r\nINTEGER\r\nVARCHAR\r\nDATE\r\nTIMESTAMP\r\nDOUBLE\r\nVARCHAR[]\r\nBOOLEAN\r\n"; types != want {
		t.Errorf("the types in Parquet are %q", types)
	}

	if book, err = excelize.OpenReader(strings.NewReader(write(t, db, XLSX, "select 1 as n", Result{From: "库"}))); err != nil {
		t.Fatal(err)
	}
	if about, err := book.GetRows("说明"); err != nil || len(about) == 0 || about[0][0] != "来自" {
		t.Errorf("without a question the sheet 说明 says %q, %v", about, err)
	}
}

// TestParquetIsWrittenIntoTheFile: a second file beside it would have another mode, and could be left.
func TestParquetIsWrittenIntoTheFile(t *testing.T) {
	db := openMemory(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "closed.parquet")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := WriteParquet(context.Background(), file, ask(t, db, "select range as n from range(10)")); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || after.Mode().Perm() != 0o600 || after.Size() < 100 {
		t.Errorf("it is another file, or has mode %v and %d bytes", after.Mode(), after.Size())
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}

func TestParquetOfAwkwardResults(t *testing.T) {
	db := openMemory(t)
	for _, query := range []string{
		`select 1 as a, 2 as a, 3 as "a_1", 4 as A`, `select null as n`, `select ['x'::enum('x', 'y')] as e, 'y'::enum('x', 'y') as f`, `select 1 as "a""b;--"`,
		`select uuid() as u, interval 1 day as i, 1.5::decimal(3, 1) as d, {'a': 1} as s, 5::hugeint as h where 1 = 0`,
	} {
		if _, err := WriteParquet(context.Background(), filepath.Join(t.TempDir(), "x.parquet"), ask(t, db, query)); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

// TestSumsInParquet: a sum of counts is read as whole numbers, as in the other formats, and not as doubles.
func TestSumsInParquet(t *testing.T) {
	db := openMemory(t)
	for query, want := range map[string]string{
		`select sum(v) as "a""b", 7 as c from range(4) as t(v)`:                        "BIGINT,INTEGER [{6,7}]",
		`select sum(v) as s from range(4) as t(v) group by v having v > 5`:             "BIGINT []",
		`select unnest([null, 9223372036854775807::hugeint]) as s`:                     "BIGINT [{<nil>} {9223372036854775807}]",
		`select 9223372036854775808::hugeint as s, 5::uhugeint as u, -5::hugeint as n`: "DOUBLE,BIGINT,BIGINT [{9.223372036854776e+18,5,-5}]",
	} {
		file := filepath.Join(t.TempDir(), "x.parquet")
		if _, err := WriteParquet(context.Background(), file, ask(t, db, query)); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		rows := ask(t, db, "from '"+file+"'")
		defer rows.Close()
		r, err := newReader(rows)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for {
			ok, err := r.next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			cells := make([]string, len(r.values))
			for i, v := range r.values {
				cells[i] = fmt.Sprint(v)
			}
			lines = append(lines, "{"+strings.Join(cells, ",")+"}")
		}
		if got := fmt.Sprint(strings.Join(r.types, ","), " ", lines); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

// TestWhatACellCannotHold: the end of a long text is lost, which is said; a day before those of Excel stays readable.
func TestWhatACellCannotHold(t *testing.T) {
	db := openMemory(t)
	texts := -1
	r := Result{Cut: func(rows bool, n int) {
		if rows {
			t.Error("rows are said to be left out")
		}
		texts = n
	}}
	const query = `select repeat('长', 32767) as whole, repeat('𠮷', 16384) as cut, ['a', repeat('长', 40000)] as list, date '1899-12-01' as day, timestamp '1066-10-14 09:00:00' as moment`
	book, err := excelize.OpenReader(strings.NewReader(write(t, db, XLSX, query, r)))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("结果")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{strings.Repeat("长", 32767), strings.Repeat("𠮷", 16383) + "…", "a " + strings.Repeat("长", 32764) + "…", "1899-12-01", "1066-10-14 09:00:00"}
	if diff := cmp.Diff(want, rows[1]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	about, err := book.GetRows("说明")
	if err != nil {
		t.Fatal(err)
	}
	if last := about[len(about)-1]; texts != 2 || last[0] != "注意" || !strings.HasPrefix(last[1], "2 处文字超过") {
		t.Errorf("%d texts are said to be cut, and %q", texts, last)
	}
}

func TestFormulasInWorkbooks(t *testing.T) {
	db := openMemory(t)
	text := write(t, db, XLSX, `select '=cmd|''/c calc''!A1' as "=head", ['@x'] as list, 9007199254740993 as big, -5 as small`, Result{SQL: "=x"})
	book, err := excelize.OpenReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("结果")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"'=head", "list", "big", "small"}, {"'=cmd|'/c calc'!A1", "'@x", "9007199254740993", "-5"}}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	for _, cell := range []string{"A1", "A2", "B2"} {
		if formula, err := book.GetCellFormula("结果", cell); err != nil || formula != "" {
			t.Errorf("%s has the formula %q, %v", cell, formula, err)
		}
	}
}

func TestTables(t *testing.T) {
	db := openMemory(t)
	long := "'" + strings.Repeat("长", 40) + "'"
	for _, tc := range []struct {
		name, query string
		format      Format
		r           Result
		want        string
	}{
		{"NULL is not the empty text, numbers stand right", "select null as a, '' as b, 12 as number", Table, Result{}, `
┌──────┬───┬────────┐
│    a │ b │ number │
├──────┼───┼────────┤
│ NULL │   │     12 │
└──────┴───┴────────┘
(1 row)
`},
		{"Chinese characters take two columns", "select * from (values ('颍桥回族镇', 1), ('a', 2)) as t(乡镇, n)", Table, Result{}, `
┌────────────┬───┐
│ 乡镇       │ n │
├────────────┼───┤
│ 颍桥回族镇 │ 1 │
│ a          │ 2 │
└────────────┴───┘
(2 rows)
`},
		{"long texts are cut where one sees it", "select " + long + " as t", Table, Result{CellWidth: 9}, `
┌───────────┐
│ t         │
├───────────┤
│ 长长长长… │
└───────────┘
(1 row; what ends in … is cut, the format record shows it whole)
`},
		{"long texts are whole where the terminal has room", "select " + long + " as t, 1 as n", Table, Result{Width: 90}, "\n" +
			"┌" + strings.Repeat("─", 82) + "┬───┐\n│ t" + strings.Repeat(" ", 80) + "│ n │\n├" + strings.Repeat("─", 82) + "┼───┤\n" +
			"│ " + strings.Repeat("长", 40) + " │ 1 │\n└" + strings.Repeat("─", 82) + "┴───┘\n(1 row)\n"},
		{"a table is narrowed to the terminal", "select " + long + " as t, 1 as n", Table, Result{Width: 24}, `
┌──────────────────┬───┐
│ t                │ n │
├──────────────────┼───┤
│ 长长长长长长长…  │ 1 │
└──────────────────┴───┘
(1 row; what ends in … is cut, the format record shows it whole)
`},
		{"what does not fit is shown as records", "select 1 as first_number, 2 as second_number, " + long + " as t", Table, Result{Width: 30}, `
─[ 1 ]──────────
first_number  │ 1
second_number │ 2
t             │ 长长长长长长长
              │ 长长长长长长长
              │ 长长长长长长长
              │ 长长长长长长长
              │ 长长长长长长长
              │ 长长长长长
(1 row)
`},
		{"rows are limited and that is said", "select * from range(5) as t(n)", Table, Result{MaxRows: 2}, `
┌───┐
│ n │
├───┤
│ 0 │
│ 1 │
└───┘
(the first 2 rows; .rows all shows all, .export writes a file)
`},
		{"what a terminal would act on is left out", "select 'a' || chr(27) || '[2J' || chr(13) || chr(10) || 'b' || chr(155) || 'c' || chr(8238) || 'd' as t", Table, Result{}, `
┌───────────┐
│ t         │
├───────────┤
│ a[2J  bcd │
└───────────┘
(1 row)
`},
		{"Markdown cannot be broken out of", "select '| <script>' || chr(27) || chr(10) || '[x](y) `a`' as \"a<b\", null as n", Markdown, Result{}, `
| a&lt;b | n |
| --- | --- |
| \| &lt;script&gt; \[x](y) \` + "`a\\`" + ` | NULL |
`},
	} {
		if diff := cmp.Diff(strings.TrimPrefix(tc.want, "\n"), write(t, db, tc.format, tc.query, tc.r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestFormatOf(t *testing.T) {
	for file, want := range map[string]Format{"a.csv": CSV, "b.XLSX": XLSX, "c.d.parquet": Parquet, "e.json": JSON, "f.md": Markdown} {
		if got, err := FormatOf(file); err != nil || got != want {
			t.Errorf("%s: %q, %v", file, got, err)
		}
	}
	if _, err := FormatOf("p.txt"); err == nil {
		t.Error("txt is no format of a file")
	}
	if _, err := FormatOf("/secret/a.doc"); err == nil || !strings.Contains(err.Error(), "want csv, xlsx, parquet, json or md") || strings.Contains(err.Error(), "secret") {
		t.Errorf("an unknown extension gives %v", err)
	}
}

func TestMoreRowsThanASheetHolds(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a million rows")
	}
	db := openMemory(t)
	for _, tc := range []struct {
		rows, written int
		cut           bool
	}{{maxSheetRows - 1, maxSheetRows - 1, false}, {maxSheetRows + 5, maxSheetRows - 1, true}} {
		cut := false
		n, err := Write(io.Discard, XLSX, Result{Rows: ask(t, db, fmt.Sprintf("from range(%d)", tc.rows)), Cut: func(rows bool, _ int) { cut = rows }})
		if err != nil || n != tc.written || cut != tc.cut {
			t.Errorf("of %d rows %d are written, cut %v, %v", tc.rows, n, cut, err)
		}
	}
}
