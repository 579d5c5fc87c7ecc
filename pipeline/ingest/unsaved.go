package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// Unsaved is a cell that holds a formula without the result that it gave: programs write such files, and only a spreadsheet can work it out.
type Unsaved struct{ Row, Column int } // 1-based

// String is the cell's name, such as C7.
func (u Unsaved) String() string {
	name, err := excelize.CoordinatesToCellName(u.Column, u.Row)
	if err != nil {
		return fmt.Sprintf("R%dC%d", u.Row, u.Column)
	}
	return name
}

// FormulasWithoutResult lists such cells of a sheet of a workbook, in the order of the sheet. Who reads the workbook by other means than Read would
// take them for empty.
func FormulasWithoutResult(ctx context.Context, path, sheet string) ([]Unsaved, error) {
	in, err := Open(ctx, path, nil)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	book, err := openWorkbook(in)
	if err != nil {
		return nil, err
	}
	return book.unsaved(sheet)
}

func (w *workbook) unsaved(sheet string) (found []Unsaved, err error) {
	for _, info := range w.sheets {
		if info.name != sheet || info.part == nil {
			continue
		}
		texts, err := loadTexts(w.texts, textsInMemory)
		if err != nil {
			return nil, err
		}
		defer texts.close()
		part, err := info.part.Open()
		if err != nil {
			return nil, damagedPart(info.part, err)
		}
		defer part.Close()
		rows := newSheetRows(part, texts)
		for {
			cells, row, err := rows.next()
			if errors.Is(err, io.EOF) {
				return found, nil
			}
			if bad := (rowError{}); err != nil && !errors.As(err, &bad) { // a bad row is for the reader to tell
				return nil, comment.Say("第 %d 行：%v", "row %d: %v", row, err)
			}
			for i, c := range cells {
				if c == noResult {
					found = append(found, Unsaved{row, i + 1})
				}
			}
		}
	}
	return nil, nil
}

// NoResult is the error of cells of a sheet that hold formulas without their results, of which there is at least one.
func NoResult(sheet string, cells []Unsaved) error {
	const named = 5
	all := comment.Say("%v", "%v", cells[0])
	for i, c := range cells[1:] {
		if i+1 == named {
			all = comment.Say("%v 等 %d 格", "%v and others, %d in all", all, len(cells))
			break
		}
		all = comment.Say("%v、%v", "%v, %v", all, c)
	}
	return comment.Say("工作表 %s 的 %v 是公式，文件里没有存下结果：请用 Excel 或 WPS 打开，另存一次再读，或换成文字",
		"sheet %s, %v: a formula whose result is not in the file: open it in Excel or WPS, save it and read it again, or write the value in its place", sheet, all)
}
