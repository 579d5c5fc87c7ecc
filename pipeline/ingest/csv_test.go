package ingest

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func allRows(t testing.TB, r *csvReader) (rows [][]string, lines []int) {
	t.Helper()
	for {
		cells, line, err := r.next()
		if errors.Is(err, io.EOF) {
			return rows, lines
		}
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, append([]string(nil), cells...))
		lines = append(lines, line)
	}
}

func TestCSVReader(t *testing.T) {
	for _, test := range []struct {
		name      string
		in        string
		delimiter rune
		width     int
		want      [][]string
		lines     []int
	}{
		{"plain", "a,b\nc,d\n", ',', 0, [][]string{{"a", "b"}, {"c", "d"}}, []int{1, 2}},
		{"no line end at the end", "a,b\nc,d", ',', 0, [][]string{{"a", "b"}, {"c", "d"}}, []int{1, 2}},
		{"CRLF", "a,b\r\nc,d\r\n", ',', 0, [][]string{{"a", "b"}, {"c", "d"}}, []int{1, 2}},
		{"CR only", "a,b\rc,d\r", ',', 0, [][]string{{"a", "b"}, {"c", "d"}}, []int{1, 2}},
		{"line ends in a cell", "1,\"上\n下\r\n末\",x\n2,y,z\n", ',', 0, [][]string{{"1", "上\n下\r\n末", "x"}, {"2", "y", "z"}}, []int{1, 4}},
		{"doubled quotes", `1,"他说""行"""` + "\n", ',', 0, [][]string{{"1", `他说"行"`}}, []int{1}},
		{"quotes inside that are not doubled", `1,"他说"行"就走了",x` + "\n", ',', 0, [][]string{{"1", `他说"行"就走了`, "x"}}, []int{1}},
		{"a quote in the middle", `1,五"寸管子,x` + "\n", ',', 0, [][]string{{"1", `五"寸管子`, "x"}}, []int{1}},
		{"blank after a closing quote", `"a" ,b` + "\n", ',', 0, [][]string{{"a", "b"}}, []int{1}},
		{"a quote that is never closed", "1,\"没有关,x\n2,b,c\n3,d,e\n", ',', 3, [][]string{{"1", "没有关", "x"}, {"2", "b", "c"}, {"3", "d", "e"}}, []int{1, 2, 3}},
		{"a quote closed by the next row's", "1,\"没有关,x\n2,\"有\",c\n3,d,e\n", ',', 3, [][]string{{"1", "没有关", "x"}, {"2", "有", "c"}, {"3", "d", "e"}}, []int{1, 2, 3}},
		{"stray quote behind a line end of a real cell", "1,\"一行\n他说\"行\"。\",x\n", ',', 3, [][]string{{"1", "一行\n他说\"行\"。", "x"}}, []int{1}},
		{"full-width comma", "1，甲，乙\n2，丙，丁\n", '，', 0, [][]string{{"1", "甲", "乙"}, {"2", "丙", "丁"}}, []int{1, 2}},
		{"full-width comma behind a quote", "1，\"甲，乙\"，丙\n", '，', 0, [][]string{{"1", "甲，乙", "丙"}}, []int{1}},
		{"tab", "a\t\tb\n", '\t', 0, [][]string{{"a", "", "b"}}, []int{1}},
		{"blank lines", "a\n\n\nb\n", ',', 0, [][]string{{"a"}, {""}, {""}, {"b"}}, []int{1, 2, 3, 4}},
		{"empty", "", ',', 0, nil, nil},
		{"only a quote", `"`, ',', 0, [][]string{{""}}, []int{1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for name, chunk := range map[string]int{"at once": 1 << 16, "byte by byte": 1} {
				r := newCSVReader(strings.NewReader(test.in), test.delimiter)
				r.width, r.chunk = test.width, chunk
				rows, lines := allRows(t, r)
				if d := cmp.Diff(test.want, rows); d != "" {
					t.Errorf("%s: %s", name, d)
				}
				if d := cmp.Diff(test.lines, lines); d != "" {
					t.Errorf("%s: lines: %s", name, d)
				}
			}
		})
	}
}

func TestOpenQuotesDoNotSwallowTheFile(t *testing.T) {
	var b strings.Builder
	for range 60000 {
		b.WriteString("1,\"开着的引号没有人关,x\n")
	}
	r := newCSVReader(strings.NewReader(b.String()), ',')
	r.width = 3
	rows, _ := allRows(t, r)
	if len(rows) != 60000 || r.repaired != 60000 {
		t.Errorf("%d rows, %d repaired; want 60000 of each", len(rows), r.repaired)
	}
}

func TestSniffDelimiter(t *testing.T) {
	names := testNames(t)
	for _, test := range []struct {
		in   string
		want rune
	}{
		{"编号,内容\n1,路坏了\n", ','},
		{"编号\t内容\n1\t路坏了,很久了,没人管\n2\t灯不亮\n", '\t'},
		{"编号;时间;内容\n1;2014-3-1;水,电,路\n", ';'},
		{"编号，内容\n1，路坏了\n", '，'},
		{"编号|内容\n1|路坏了\n", '|'},
		{"内容\n路坏了，没人修，已经一年\n灯不亮\n", ','},
		{"路坏了，没人修，已经一年\n灯不亮\n水浑\n", ','},
	} {
		if got := sniffDelimiter(test.in, names); got != test.want {
			t.Errorf("%.12q: %q, want %q", test.in, got, test.want)
		}
	}
}

func testNames(t testing.TB) *headerNames {
	t.Helper()
	h, err := loadHeaders(testOptions(t).Dict.FS())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// FuzzCSV: any bytes give rows that together hold no more than the input, and always the same rows however they arrive.
func FuzzCSV(f *testing.F) {
	f.Add("a,b\n\"c\nd\",e\r\n", 2)
	f.Add("1,\"没有关\n2,\"有\",c\r3,d,e", 3)
	f.Add("\"\"\"\r\"", 1)
	f.Fuzz(func(t *testing.T, in string, width int) {
		if len(in) > 1<<16 {
			return
		}
		for _, delimiter := range []rune{',', '，'} {
			whole, slow := newCSVReader(strings.NewReader(in), delimiter), newCSVReader(strings.NewReader(in), delimiter)
			whole.width, slow.width, slow.chunk = width, width, 1
			rows, lines := allRows(t, whole)
			again, _ := allRows(t, slow)
			if d := cmp.Diff(rows, again); d != "" {
				t.Fatalf("rows depend on how the input arrives: %s", d)
			}
			size := 0
			for i, row := range rows {
				if len(row) == 0 || i > 0 && lines[i] <= lines[i-1] {
					t.Fatalf("row %d: %d cells at line %d", i, len(row), lines[i])
				}
				for _, c := range row {
					size += len(c)
				}
			}
			if size > len(in) {
				t.Fatalf("%d bytes of cells from %d bytes", size, len(in))
			}
		}
	})
}
