package export

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Limits of Excel itself.
const (
	maxCell      = 32767 // units of UTF-16
	maxSheetRows = 1048576
	firstYear    = 1900                // no day before it is a date
	exact        = 999_999_999_999_999 // the largest number whose digits it keeps
)

// writeXLSX writes one sheet of rows with types, widths and a frozen header, and one that says where they came from.
func writeXLSX(w io.Writer, r *reader, res Result) error {
	f := excelize.NewFile()
	defer f.Close()
	const sheet, source = "结果", "说明"
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	header, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	day, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("yyyy-mm-dd")})
	if err != nil {
		return err
	}
	minute, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("yyyy-mm-dd hh:mm")})
	if err != nil {
		return err
	}
	out, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	cells := make([]any, len(r.columns))
	for i, name := range r.columns {
		label := neutral(fit(heading(name, res.Labels)))
		cells[i] = excelize.Cell{StyleID: header, Value: label}
		wide, ok := res.Widths[name]
		if !ok {
			wide = width(label, r.types[i])
		}
		if err := out.SetColWidth(i+1, i+1, wide); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetRow("A1", cells); err != nil {
		return err
	}
	rowsCut, textsCut := false, 0
	shorten := func(s string) string {
		short, cut := shortened(Lines(s))
		if cut {
			textsCut++
		}
		return short
	}
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if r.n+1 > maxSheetRows {
			rowsCut = true
			r.n--
			break
		}
		for i, v := range r.values {
			if t, isTime := v.(time.Time); isTime && r.types[i] != "TIME" && t.Year() >= firstYear {
				style := minute
				if r.types[i] == "DATE" {
					style = day
				}
				cells[i] = excelize.Cell{StyleID: style, Value: t}
				continue
			}
			value := plain(v, r.types[i])
			switch s := value.(type) {
			case string:
				value = shorten(neutral(s))
			case int64:
				if s > exact || s < -exact {
					value = text(v, r.types[i])
				}
			case uint64:
				if s > exact {
					value = text(v, r.types[i])
				}
			case []any, map[string]any:
				value = shorten(neutral(text(v, r.types[i])))
			}
			cells[i] = value
		}
		at, err := excelize.CoordinatesToCellName(1, r.n+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if _, err := f.NewSheet(source); err != nil {
		return err
	}
	var about [][2]string
	for _, line := range [][2]string{{"问题", res.Title}, {"来自", res.From}, {"SQL", res.SQL}} {
		if line[1] != "" {
			about = append(about, line)
		}
	}
	if rowsCut {
		about = append(about, [2]string{"注意", "超过 Excel 一张表的行数上限，其余行未写出；请改用 csv 或 parquet"})
	}
	if textsCut > 0 {
		about = append(about, [2]string{"注意", fmt.Sprintf("%d 处文字超过 Excel 一格的上限（%d 字），截短了，末尾是“…”；全文请用 csv 或 parquet", textsCut, maxCell)})
	}
	for i, line := range about {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(source, at, &[]any{line[0], fit(neutral(line[1]))}); err != nil {
			return err
		}
	}
	if err := f.SetColWidth(source, "B", "B", 100); err != nil {
		return err
	}
	if _, err := f.WriteTo(w); err != nil {
		return err
	}
	if (rowsCut || textsCut > 0) && res.Cut != nil {
		res.Cut(rowsCut, textsCut)
	}
	return nil
}

func ptr(s string) *string { return &s }

// fit drops what Excel cannot hold: control characters, and text beyond a cell's limit.
func fit(s string) string {
	s, _ = shortened(Lines(s))
	return s
}

// shortened cuts a text beyond a cell's limit.
func shortened(s string) (short string, cut bool) {
	units, end := 0, 0 // end is where the text would be cut
	for i, c := range s {
		if units < maxCell {
			end = i
		}
		units += utf16.RuneLen(c)
	}
	if units <= maxCell {
		return s, false
	}
	return s[:end] + "…", true
}

// width guesses a column's width in characters of Excel.
func width(label, databaseType string) float64 {
	w := 4 + 2*float64(utf8.RuneCountInString(label))
	switch {
	case databaseType == "VARCHAR":
		w = max(w, 18)
	case strings.HasPrefix(databaseType, "TIMESTAMP"):
		w = max(w, 18)
	case databaseType == "DATE":
		w = max(w, 12)
	}
	return min(w, 60)
}
