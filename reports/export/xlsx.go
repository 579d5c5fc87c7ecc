package export

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Limits of Excel itself.
const (
	maxCell      = 32767 // characters
	maxSheetRows = 1048576
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
	cut := false
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if r.n+1 > maxSheetRows {
			cut = true
			r.n--
			break
		}
		for i, v := range r.values {
			if t, isTime := v.(time.Time); isTime && r.types[i] != "TIME" {
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
				value = fit(neutral(s))
			case int64:
				if s > exact || s < -exact {
					value = text(v, r.types[i])
				}
			case uint64:
				if s > exact {
					value = text(v, r.types[i])
				}
			case []any, map[string]any:
				value = fit(neutral(text(v, r.types[i])))
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
	if cut {
		about = append(about, [2]string{"注意", "超过 Excel 一张表的行数上限，其余行未写出；请改用 csv 或 parquet"})
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
	if cut && res.Cut != nil {
		res.Cut()
	}
	return nil
}

func ptr(s string) *string { return &s }

// fit drops what Excel cannot hold: control characters, and text beyond a cell's limit.
func fit(s string) string {
	s = Lines(s)
	if utf8.RuneCountInString(s) <= maxCell {
		return s
	}
	return string([]rune(s)[:maxCell-1]) + "…"
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
