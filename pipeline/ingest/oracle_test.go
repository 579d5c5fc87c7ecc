package ingest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// oracle reads a sheet by encoding/xml. sound: the library takes it for one well-formed document.
func oracle(sheet string, texts *sharedTexts) (rows [][]string, sound bool) {
	d := xml.NewDecoder(strings.NewReader(sheet))
	var stack []string
	var kind string
	var value, inline strings.Builder
	column, last, roots := 0, 0, 0
	inside, hasInline := false, false
	path := func(n int) string { return strings.Join(stack[max(0, len(stack)-n):], "/") }
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return rows, roots == 1 && len(stack) == 0
		}
		if err != nil {
			return nil, false
		}
		switch token := token.(type) {
		case xml.Directive:
			return nil, false
		case xml.CharData:
			if len(stack) == 0 && strings.TrimSpace(string(token)) != "" {
				return nil, false
			}
			switch {
			case path(2) == "c/v" && !hasInline:
				value.Write(token)
			case path(3) == "c/is/t" || path(4) == "c/is/r/t":
				inline.Write(token)
			}
		case xml.StartElement:
			if len(stack) == 0 {
				roots++
			}
			stack = append(stack, token.Name.Local)
			if len(stack) > maxXMLDepth {
				return nil, false
			}
			attribute := map[string]string{}
			for _, a := range token.Attr {
				if a.Name.Space == "" {
					attribute[a.Name.Local] = a.Value
				}
			}
			switch {
			case token.Name.Local == "sheetData" && !inside:
				inside = true
			case path(2) == "sheetData/row":
				n := len(rows) + 1
				if r, ok := attribute["r"]; ok {
					m, err := strconv.Atoi(r)
					if err != nil || m < 1 || m > 5000 {
						return nil, false
					}
					n = max(n, m)
				}
				for len(rows) < n {
					rows = append(rows, nil)
				}
				column, last = 0, -1
			case path(3) == "sheetData/row/c":
				column = last + 1
				if c, _, err := excelize.CellNameToCoordinates(attribute["r"]); err == nil {
					column = c - 1
				} else if attribute["r"] != "" {
					return nil, false
				}
				last, kind = column, attribute["t"]
				value.Reset()
				inline.Reset()
				hasInline = false
			case path(2) == "c/is":
				hasInline = true
			}
		case xml.EndElement:
			if path(3) == "sheetData/row/c" {
				text := value.String()
				switch kind {
				case "s":
					if text = strings.TrimSpace(text); text != "" && !hasInline {
						i, err := strconv.Atoi(text)
						if err != nil || i < 0 || i >= len(texts.ends) {
							return nil, false
						}
						text, _ = texts.at(i)
					}
				case "str", "inlineStr":
					text = string(appendEscaped(nil, []byte(text)))
				case "", "n", "b", "e", "d":
				default:
					return nil, false
				}
				if hasInline {
					text = string(appendEscaped(nil, []byte(inline.String())))
				}
				if text = valid(text); text != "" {
					row := &rows[len(rows)-1]
					for len(*row) <= column {
						*row = append(*row, "")
					}
					if (*row)[column] != "" {
						return nil, false
					}
					(*row)[column] = text
				}
			}
			if path(1) == "sheetData" {
				inside = false
			}
			stack = stack[:len(stack)-1]
		}
	}
}

// FuzzSheetRows: what encoding/xml takes for a sheet is read as it reads it, and nothing panics.
func FuzzSheetRows(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>1</v></c><c t="inlineStr"><is><r><t>一</t></r><rPh><t>yi</t></rPh></is></c></row>`)
	f.Add(`<row><c/><c t='str'><v>&#x4e2d;<![CDATA[<]]>&amp;_x000D_</v></c><!-- --></row><row r="9"/>`)
	f.Add(`<x:row><x:c r="B7"><x:f>1</x:f><x:v>2</x:v></x:c></x:row>`)
	texts := textsOf(f, 1<<20, someTexts)
	f.Fuzz(func(t *testing.T, inside string) {
		sheet := sheetHead + inside + sheetTail
		got, err := rowsOf(sheet, texts)
		want, sound := oracle(sheet, texts)
		if !sound {
			return
		}
		if err != nil {
			t.Fatalf("the library reads it, we do not: %v", err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if _, err := scanTags(newXMLReader(strings.NewReader(sheet))); err != nil {
			t.Errorf("the scan: %v", err)
		}
	})
}

// A real workbook of each kind is read as the library reads it.
func TestSameAsTheLibrary(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		for i := 1; i <= 300; i++ {
			setRows(t, f, "Sheet1", i*i%997+1, []any{i, nil, fmt.Sprintf("第%d条\r\n_x000D_<&>", i), float64(i) / 7, i%2 == 0, strings.Repeat("水", i)})
		}
		if err := f.SetCellRichText("Sheet1", "C2000", []excelize.RichTextRun{{Text: "水", Font: &excelize.Font{Bold: true}}, {Text: " 渠"}}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellFormula("Sheet1", "D2000", "1+1"); err != nil {
			t.Fatal(err)
		}
	})
	inline := filepath.Join(t.TempDir(), "意见.xlsx")
	writeBenchmarkXLSX(t, inline, 500)
	paths := []string{path, inline}
	if dir := os.Getenv("SIFENG_REAL_DATA"); dir != "" {
		real, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, real...)
	}
	for _, path := range paths {
		sameAsTheLibrary(t, path)
	}
}

func sameAsTheLibrary(t *testing.T, path string) {
	t.Helper()
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in, err := Open(t.Context(), path, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	w, err := openWorkbook(in)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := loadTexts(w.texts, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer texts.close()
	for _, info := range w.sheets {
		part, err := info.part.Open()
		if err != nil {
			t.Fatal(err)
		}
		var data bytes.Buffer
		if _, err := data.ReadFrom(part); err != nil {
			t.Fatal(err)
		}
		got, err := rowsOf(data.String(), texts)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.Rows(info.name)
		if err != nil {
			t.Fatal(err)
		}
		n, differ := 0, 0
		for rows.Next() {
			cells, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			for len(cells) > 0 && cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
			}
			if n < len(got) && !cmp.Equal(strings.Join(cells, "\x00"), strings.Join(got[n], "\x00")) {
				if differ++; differ < 3 {
					t.Errorf("%s, sheet %s, row %d differs", filepath.Base(path), info.name, n+1)
				}
			}
			n++
		}
		rows.Close()
		if n != len(got) {
			t.Errorf("%s, sheet %s: %d rows, the library gives %d", filepath.Base(path), info.name, len(got), n)
		}
	}
}
