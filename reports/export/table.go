package export

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	gotext "github.com/jedib0t/go-pretty/v6/text"
)

const (
	// cellWidth is the widest a column of a table gets where there is no terminal to fill, unless the caller says otherwise.
	cellWidth = 60
	// narrowest is what a column of texts is narrowed to, at most, to make a table fit a terminal.
	narrowest = 12
	// null is what stands for NULL, so that it is not taken for an empty text.
	null = "NULL"
)

// writeShown writes rows for reading: a table, one line a row, or, where that is too wide for the terminal or res asks for it, a
// block of lines for each row. It gives a note below on how many rows there are.
func writeShown(w io.Writer, r *reader, res Result, format Format) error {
	cells, more, err := readCells(r, res.MaxRows)
	if err != nil {
		return err
	}
	header := make([]string, len(r.columns))
	for i, name := range r.columns {
		header[i] = OneLine(name)
	}
	most := cmp.Or(res.CellWidth, cellWidth)
	if res.Width > 0 && res.CellWidth == 0 {
		most = res.Width
	}
	widths, fits := fitted(header, cells, r.types, res.Width, most)
	cut := false
	if format == Record || !fits {
		err = writeRecords(w, header, cells, res.Width)
	} else {
		cut = anyCut(cells, widths)
		err = writeGrid(w, header, cells, r.types, widths)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, footer(len(cells), more, cut, res.say))
	return err
}

// footer says how many rows there are, and how to see what is not shown.
func footer(n int, more, cut bool, say func(zh, en string) string) string {
	rows := fmt.Sprintf(say("%d 行", "%d rows"), n)
	switch {
	case more:
		rows = fmt.Sprintf(say("只列出前 %d 行；.rows all 列出全部，.export 写成文件", "the first %d rows; .rows all shows all, .export writes a file"), n)
	case n == 1:
		rows = say("1 行", "1 row")
	}
	if cut {
		rows += say("；以 … 结尾的太长，record 格式显示全文", "; what ends in … is cut, the format record shows it whole")
	}
	return say("（", "(") + rows + say("）", ")")
}

// anyCut says whether a cell is wider than its column.
func anyCut(cells [][]string, widths []int) bool {
	for _, row := range cells {
		for i, value := range row {
			if gotext.StringWidthWithoutEscSequences(value) > widths[i] {
				return true
			}
		}
	}
	return false
}

// readCells reads up to limit rows, all if it is 0, and says whether there are more.
func readCells(r *reader, limit int) (cells [][]string, more bool, err error) {
	for {
		ok, err := r.next()
		if err != nil || !ok {
			return cells, false, err
		}
		if limit > 0 && r.n > limit {
			return cells, true, nil
		}
		row := make([]string, len(r.values))
		for i, v := range r.values {
			row[i] = null
			if v != nil {
				row[i] = OneLine(short(v, r.types[i]))
			}
		}
		cells = append(cells, row)
	}
}

// fitted gives the width of each column, so that the table fits into width columns of the terminal (0: any), and whether it does.
func fitted(header []string, cells [][]string, types []string, width, most int) ([]int, bool) {
	widths := make([]int, len(header))
	total := 1
	for i, name := range header {
		widths[i] = gotext.StringWidthWithoutEscSequences(name)
		for _, row := range cells {
			widths[i] = max(widths[i], min(gotext.StringWidthWithoutEscSequences(row[i]), most))
		}
		total += widths[i] + 3
	}
	for width > 0 && total > width {
		widest := -1
		for i := range widths {
			least := max(narrowest, gotext.StringWidthWithoutEscSequences(header[i]))
			if (types[i] == "VARCHAR" || strings.HasSuffix(types[i], "]")) && widths[i] > least && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return widths, false
		}
		widths[widest]--
		total--
	}
	return widths, true
}

func writeGrid(w io.Writer, header []string, cells [][]string, types []string, widths []int) error {
	t := newTable(header, cells)
	configs := make([]table.ColumnConfig, len(header))
	for i := range header {
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMax: widths[i], WidthMaxEnforcer: func(s string, most int) string { return snip(s, most) }}
		if numeric(types[i]) {
			configs[i].Align, configs[i].AlignHeader = gotext.AlignRight, gotext.AlignRight
		}
	}
	t.SetColumnConfigs(configs)
	_, err := io.WriteString(w, t.Render()+"\n")
	return err
}

func newTable(header []string, cells [][]string) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = gotext.FormatDefault
	row := func(values []string) table.Row {
		out := make(table.Row, len(values))
		for i, v := range values {
			out[i] = v
		}
		return out
	}
	t.AppendHeader(row(header))
	for _, values := range cells {
		t.AppendRow(row(values))
	}
	return t
}

// snip cuts a text to a width of most columns and marks the cut.
func snip(s string, most int) string {
	if gotext.StringWidthWithoutEscSequences(s) <= most {
		return s
	}
	at := 0
	for i, c := range s {
		if at += gotext.RuneWidth(c); at > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// writeRecords writes each row as a block, a line for each column; long values go on in lines below, so that nothing is cut.
func writeRecords(w io.Writer, header []string, cells [][]string, width int) error {
	label := 0
	for _, name := range header {
		label = max(label, gotext.StringWidthWithoutEscSequences(name))
	}
	for n, row := range cells {
		var b strings.Builder
		title := fmt.Sprintf("─[ %d ]", n+1)
		fmt.Fprintf(&b, "%s%s\n", title, strings.Repeat("─", max(label+3-gotext.StringWidthWithoutEscSequences(title), 1)))
		for i, value := range row {
			for k, line := range wrapped(value, width-label-3) {
				name := ""
				if k == 0 {
					name = header[i]
				}
				fmt.Fprintf(&b, "%s │ %s\n", gotext.Pad(name, label, ' '), line)
			}
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// wrapped cuts a text into lines of at most width columns; into one where there is no room to speak of.
func wrapped(s string, width int) []string {
	if width < narrowest {
		return []string{s}
	}
	var lines []string
	start, at := 0, 0
	for i, c := range s {
		wide := gotext.RuneWidth(c)
		if at+wide > width {
			lines = append(lines, s[start:i])
			start, at = i, 0
		}
		at += wide
	}
	return append(lines, s[start:])
}

func writeMarkdown(w io.Writer, r *reader, res Result) error {
	cells, _, err := readCells(r, res.MaxRows)
	if err != nil {
		return err
	}
	header := make([]string, len(r.columns))
	for i, name := range r.columns {
		header[i] = markdownText(OneLine(name))
	}
	for _, row := range cells {
		for i := range row {
			row[i] = markdownText(row[i])
		}
	}
	_, err = io.WriteString(w, newTable(header, cells).RenderMarkdown()+"\n")
	return err
}
