package ingest

import (
	"context"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// maxCellsRows bounds the tables that Cells reads: it holds them in memory.
const maxCellsRows = 100_000

// maxCellsBytes bounds their unpacked workbook. All of it is held in memory: the library would put a large sheet into a temporary file.
const maxCellsBytes = 256 << 20

// Grid is a table as Cells reads it. Rows is indexed by row number less one; blank rows are nil.
type Grid struct {
	Sheet   string // of a workbook
	Rows    [][]string
	Unsaved []Unsaved // in Rows they are empty
}

// Cells reads a small table that does not hold comments, such as a rectification ledger, whole: the first visible sheet of a workbook,
// or a csv file of any encoding and delimiter. Dates of a workbook come as Excel shows them. An error names the file and what to do.
func Cells(path string, known []string) (grid *Grid, err error) {
	defer func() {
		if err != nil {
			err = comment.Say("读取 %s：%v", "read %s: %v", displayName(path), cleanPathError(err))
		}
	}()
	in, err := Open(context.Background(), path, nil)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	seen, err := look(in, baseName(path), "")
	if err != nil {
		return nil, err
	}
	switch seen.kind {
	case formatXLSX:
		return workbookCells(in)
	case formatJSONL, formatJSON:
		return nil, comment.Say("这里要一张表：请另存为 csv 或 xlsx", "want a table: save it as csv or xlsx")
	default:
		rows, err := csvCells(in, seen, known)
		return &Grid{Rows: rows}, err
	}
}

func csvCells(in *Input, seen survey, known []string) ([][]string, error) {
	sample, err := io.ReadAll(io.LimitReader(seen.decoder(strings.NewReader(string(seen.head))), sampleBytes))
	if err != nil && len(sample) == 0 {
		return nil, comment.Say("按 %s 编码读取：%v", "decode as %s: %v", seen.encoding, err)
	}
	reader := newCSVReader(seen.decoder(in.Reader()), delimiterFor(string(sample), known))
	var rows [][]string
	for {
		cells, row, err := reader.next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, comment.Say("第 %d 行：%v", "row %d: %v", row, err)
		}
		if row > maxCellsRows {
			return nil, comment.Say("超过 %d 行", "more than %d rows", maxCellsRows)
		}
		if blankRow(cells) {
			continue
		}
		for len(rows) < row {
			rows = append(rows, nil)
		}
		copied := make([]string, len(cells))
		for i, c := range cells {
			copied[i] = strings.TrimSpace(strings.TrimPrefix(c, "\ufeff"))
		}
		rows[row-1] = copied
	}
}

// delimiterFor picks the delimiter by which most of the known headings stand alone.
func delimiterFor(sample string, known []string) rune {
	best, most := ',', 0
	for _, d := range []rune{',', '\t', ';', '，', '|'} {
		found := 0
		for _, line := range strings.FieldsFunc(sample, func(r rune) bool { return r == '\n' || r == '\r' }) {
			n := 0
			for _, cell := range strings.Split(line, string(d)) {
				cell = strings.Trim(strings.TrimPrefix(cell, "\ufeff"), "\" \t")
				for _, k := range known {
					if cell == k {
						n++
					}
				}
			}
			found = max(found, n)
		}
		if found > most {
			best, most = d, found
		}
	}
	return best
}

func workbookCells(in *Input) (grid *Grid, err error) {
	book, err := openWorkbook(in)
	if err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil {
			grid, err = nil, comment.Say("工作簿已损坏：请用 Excel 或 WPS 打开，修复后另存", "the workbook is damaged: open it in Excel or WPS, let it repair the file and save it again")
		}
	}()
	f, err := excelize.OpenReader(in.Reader(), excelize.Options{UnzipSizeLimit: maxCellsBytes, UnzipXMLSizeLimit: maxCellsBytes, ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		return nil, comment.Say("打开工作簿：%v", "open the workbook: %v", err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(name); err != nil || !visible {
			continue
		}
		sheet, err := f.Rows(name)
		if err != nil {
			return nil, comment.Say("工作表 %s：%v", "sheet %s: %v", name, err)
		}
		defer sheet.Close()
		var rows [][]string
		for sheet.Next() {
			cells, err := sheet.Columns()
			if err != nil {
				return nil, comment.Say("工作表 %s 第 %d 行：%v", "sheet %s, row %d: %v", name, len(rows)+1, err)
			}
			if len(rows) == maxCellsRows {
				return nil, comment.Say("工作表 %s：超过 %d 行", "sheet %s: more than %d rows", name, maxCellsRows)
			}
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			if blankRow(cells) {
				cells = nil
			}
			rows = append(rows, cells)
		}
		if err := sheet.Error(); err != nil {
			return nil, comment.Say("工作表 %s：%v", "sheet %s: %v", name, err)
		}
		unsaved, err := book.unsaved(name)
		if err != nil {
			return nil, comment.Say("工作表 %s：%v", "sheet %s: %v", name, err)
		}
		return &Grid{name, rows, unsaved}, nil
	}
	return nil, comment.Say("工作簿里没有可见的工作表", "the workbook has no visible sheet")
}
