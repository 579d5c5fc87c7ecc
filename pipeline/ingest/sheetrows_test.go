package ingest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sheetHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData>`

const sheetTail = `</sheetData></worksheet>`

// rowsOf are the rows of a sheet, blank ones nil, and what ended them. Formulas without results are blank.
func rowsOf(sheet string, texts *sharedTexts) (rows [][]string, err error) {
	s := newSheetRows(strings.NewReader(sheet), texts)
	for {
		cells, row, err := s.next()
		var bad rowError
		switch {
		case errors.Is(err, io.EOF):
			return rows, nil
		case errors.As(err, &bad):
			rows = append(rows, []string{"!"})
			continue
		case err != nil:
			return rows, err
		case row != len(rows)+1:
			return rows, fmt.Errorf("row %d follows row %d", row, len(rows))
		}
		var copied []string
		for i, c := range cells {
			if c != "" && c != noResult {
				for len(copied) <= i {
					copied = append(copied, "")
				}
				copied[i] = c
			}
		}
		rows = append(rows, copied)
	}
}

func textsOf(t testing.TB, inMemory int, items string) *sharedTexts {
	t.Helper()
	s := &sharedTexts{}
	t.Cleanup(s.close)
	if err := s.read(newXMLReader(strings.NewReader("<sst>"+items+"</sst>")), inMemory); err != nil {
		t.Fatal(err)
	}
	return s
}

const someTexts = `<si><t>路灯坏了</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">水渠 </t></r><r><t>堵了</t></r><rPh sb="0" eb="2"><t>shui qu</t></rPh><phoneticPr fontId="1"/></si>` +
	`<si/><si><t/></si><si><t>一_x000D_` + "\r\n" + `二_x005F_x000D_三&amp;&lt;四&#x1F600;_xD83D__xDE00_</t></si>`

func TestSharedTexts(t *testing.T) {
	want := []string{"路灯坏了", "水渠 堵了", "", "", "一\r\n二_x000D_三&<四😀😀"}
	for _, inMemory := range []int{1 << 20, 0} { // in memory, and in a file
		s := textsOf(t, inMemory, someTexts)
		if (s.file != nil) != (inMemory == 0) {
			t.Fatalf("%d bytes in memory: in a file: %v", inMemory, s.file != nil)
		}
		for range 2 {
			var got []string
			for i := range want {
				text, err := s.at(i)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, text)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		}
		for _, i := range []int{-1, len(want)} {
			if _, err := s.at(i); !errors.Is(err, errNoSuchText) {
				t.Errorf("text %d: %v", i, err)
			}
		}
	}
}

// A table in a file, read in any order, over the borders of its blocks.
func TestManySharedTexts(t *testing.T) {
	var items strings.Builder
	const n = 20000
	text := func(i int) string { return fmt.Sprintf("%d%s", i, strings.Repeat("水", i%97)) }
	for i := range n {
		fmt.Fprintf(&items, "<si><t>%s</t></si>", text(i))
	}
	s := textsOf(t, 1000, items.String())
	name := s.file.Name()
	for i := range n {
		i = i * 7919 % n
		if got, err := s.at(i); err != nil || got != text(i) {
			t.Fatalf("text %d: %q, %v", i, got, err)
		}
	}
	s.close()
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the temporary file stays: %v", err)
	}
}

func TestSheetRows(t *testing.T) {
	for name, test := range map[string]struct {
		sheet string
		want  [][]string
	}{
		"types": {
			`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>41708.5</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>` +
				`<c r="E1" t="str"><f>A1&amp;"了"</f><v>灯坏了</v></c><c r="F1" t="d"><v>2014-03-10T09:05:00</v></c><c r="G1" t="n"><v>1.38E+10</v></c><c r="H1" t="inlineStr"><is><t>灯</t></is></c></row>`,
			[][]string{{"路灯坏了", "41708.5", "1", "#DIV/0!", "灯坏了", "2014-03-10T09:05:00", "1.38E+10", "灯"}},
		},
		"attributes in any order, either quote": {
			`<row spans='1:3' r = '1' ht="15"><c t='s' s="3" r='B1'><v>1</v></c><c cm="1" r="C1" t="str"><v>a"b</v></c></row>`,
			[][]string{{"", "水渠 堵了", `a"b`}},
		},
		"a value that looks like an attribute": {`<row spans=" r='9' " r="1"><c x=' t="s"' r="A1"><v>0</v></c></row>`, [][]string{{"0"}}},
		"no references":                        {`<row><c t="s"><v>0</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>`, [][]string{{"路灯坏了", "", "3"}, nil, {"4"}}},
		"some references":                      {`<row><c r="C1"><v>1</v></c><c><v>2</v></c><c r="A1"><v>0</v></c><c><v>5</v></c></row>`, [][]string{{"0", "5", "1", "2"}}},
		"gaps":                                 {`<row r="2"><c r="B2"><v>1</v></c></row><row r="4"><c r="A4"/><c r="B4"><v>2</v></c></row>`, [][]string{nil, {"", "1"}, nil, {"", "2"}}},
		"rows that number themselves again":    {`<row r="1"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>`, [][]string{{"1"}, {"2"}}},
		"lower case and dollars":               {`<row r="1"><c r="$b$1"><v>1</v></c></row>`, [][]string{{"", "1"}}},
		"prefixes":                             {`<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>水</x:t></x:r><x:r><x:t>浑</x:t></x:r></x:is></x:c></x:row>`, [][]string{{"水浑"}}},
		"CDATA, comments, instructions":        {`<!-- <row r="9"> --><row r="1"><c t="str"><v>一<![CDATA[<二> & ]]><!-- 三 --><?pi 四?>五</v></c></row>`, [][]string{{"一<二> & 五"}}},
		"phonetic runs":                        {`<row><c t="inlineStr"><is><r><t>水</t></r><rPh sb="0" eb="1"><t>shui</t></rPh><phoneticPr fontId="1"/><r><t>渠</t></r></is></c></row>`, [][]string{{"水渠"}}},
		"escapes":                              {`<row><c t="inlineStr"><is><t>一_x000D_&#10;二_x0041_三_xZZZZ_四_x12</t></is></c><c t="str"><v>_x4E2D_</v></c><c><v>_x0041_</v></c></row>`, [][]string{{"一\r\n二A三_xZZZZ_四_x12", "中", "_x0041_"}}},
		"characters in two halves":             {`<row><c t="str"><v>&#55357;&#56832;&#xD83D;x&#xDE00;</v></c></row>`, [][]string{{"😀\ufffdx\ufffd"}}},
		"not UTF-8":                            {"<row><c t=\"str\"><v>一\xff二</v></c><c t=\"str\"><v>三</v></c></row>", [][]string{{"一\ufffd二", "三"}}},
		"line ends":                            {"<row><c t=\"str\"><v>一\r\n二\r三&#13;四</v></c></row>", [][]string{{"一\n二\n三\r四"}}},
		"extensions":                           {`<row r="1"><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c><extLst><c><v>8</v></c></extLst></row>`, [][]string{{"1"}}},
		"a value beside an inline text":        {`<row><c t="inlineStr"><v>0</v><is><t>水</t></is></c></row>`, [][]string{{"水"}}},
		"an inline text without its type":      {`<row><c><is><t>水</t></is></c></row>`, [][]string{{"水"}}},
		"blank shared text":                    {`<row><c t="s"><v></v></c><c t="s"><v> 0 </v></c><c t="s"><v>2</v></c></row>`, [][]string{{"", "路灯坏了"}}},
		"a shared text that is not there":      {`<row><c t="s"><v>77</v></c></row><row><c t="s"><v>-1</v></c></row><row><c t="s"><v>0</v></c></row>`, [][]string{{"!"}, {"!"}, {"路灯坏了"}}},
		"formulas without results":             {`<row><c><f>A2</f></c><c><f>A2</f><v></v></c><c t="s"><f>A2</f><v/></c><c><f>A2</f><v>7</v></c><c t="str"><f>A2</f><v></v></c></row>`, [][]string{{noResult, noResult, noResult, "7"}}},
		"one of them, and its result apart":    {`<row><c r="A1"><f>A2</f></c><c r="A1"><v>7</v></c><c r="A1"><f>A2</f></c></row>`, [][]string{{"7"}}},
		"nothing":                              {``, nil},
	} {
		t.Run(name, func(t *testing.T) {
			sheet := strings.Replace(sheetHead, "<worksheet ", `<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" `, 1) + test.sheet + sheetTail
			for _, slow := range []bool{false, true} {
				var in io.Reader = strings.NewReader(sheet)
				if slow { // a byte at a time
					in = oneByte{in}
				}
				s := newSheetRows(in, textsOf(t, 1<<20, someTexts))
				var got [][]string
				for {
					cells, _, err := s.next()
					var bad rowError
					if errors.Is(err, io.EOF) {
						break
					} else if errors.As(err, &bad) {
						cells = []string{"!"}
					} else if err != nil {
						t.Fatal(err)
					}
					for len(cells) > 0 && cells[len(cells)-1] == "" {
						cells = cells[:len(cells)-1]
					}
					got = append(got, append([]string(nil), cells...))
				}
				if d := cmp.Diff(test.want, got); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

type oneByte struct{ io.Reader }

func (r oneByte) Read(p []byte) (int, error) { return r.Reader.Read(p[:min(1, len(p))]) }

func TestBrokenSheets(t *testing.T) {
	good := sheetHead + `<row r="1"><c r="A1" t="inlineStr"><is><t>一</t></is></c></row><row r="2"><c r="A2"><v>2</v></c></row>` + sheetTail
	if _, err := rowsOf(good, &sharedTexts{}); err != nil {
		t.Fatal(err)
	}
	for n := range len(good) { // cut anywhere
		if _, err := rowsOf(good[:n], &sharedTexts{}); err == nil {
			t.Fatalf("cut behind byte %d: no error", n)
		}
	}
	for name, sheet := range map[string]string{
		"a document type":     `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`,
		"a document type, in": `<worksheet><sheetData><!DOCTYPE x></sheetData></worksheet>`,
		"wrong nesting":       `<worksheet><sheetData><row><c></row></c></sheetData></worksheet>`,
		"two roots":           `<worksheet></worksheet><worksheet/>`,
		"unknown entity":      `<worksheet><sheetData><row><c><v>&boom;</v></c></row></sheetData></worksheet>`,
		"a bare &":            `<worksheet><sheetData><row><c><v>a & b</v></c></row></sheetData></worksheet>`,
		"no such character":   `<worksheet><sheetData><row><c><v>&#x110000;</v></c></row></sheetData></worksheet>`,
		"row 0":               `<worksheet><sheetData><row r="0"/></sheetData></worksheet>`,
		"row 2,000,000":       `<worksheet><sheetData><row r="2000000"/></sheetData></worksheet>`,
		"row -1":              `<worksheet><sheetData><row r="-1"/></sheetData></worksheet>`,
		"column XFE":          `<worksheet><sheetData><row><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>`,
		"column ZZZZZZZZZZZZ": `<worksheet><sheetData><row><c r="ZZZZZZZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>`,
		"a cell twice":        `<worksheet><sheetData><row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData></worksheet>`,
		"another encoding":    `<?xml version="1.0" encoding="GBK"?><worksheet><sheetData/></worksheet>`,
		"UTF-16":              "\xff\xfe<\x00w\x00o\x00/\x00>\x00",
		"depth":               strings.Repeat("<a>", 1000) + strings.Repeat("</a>", 1000),
		"an endless tag":      "<worksheet " + strings.Repeat("a", 2*maxXMLToken),
		"an endless text":     "<worksheet><sheetData><row><c><v>" + strings.Repeat("a", 2*maxXMLToken) + "</v></c></row></sheetData></worksheet>",
		"nothing":             "",
		"a tag in a tag":      `<worksheet><sheetData><row r="1" <c/></row></sheetData></worksheet>`,
	} {
		if _, err := rowsOf(sheet, &sharedTexts{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
