package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	gotext "github.com/jedib0t/go-pretty/v6/text"
)

// cellWidth is the widest a column of a terminal table gets, in columns of the terminal (a Chinese character takes two).
const cellWidth = 60

func writeText(w io.Writer, r *reader, markdown bool) error {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = gotext.FormatDefault
	header := make(table.Row, len(r.columns))
	configs := make([]table.ColumnConfig, len(r.columns))
	for i, name := range r.columns {
		header[i] = name
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMax: cellWidth, WidthMaxEnforcer: gotext.Trim}
		if numeric(r.types[i]) {
			configs[i].Align, configs[i].AlignHeader = gotext.AlignRight, gotext.AlignRight
		}
	}
	t.AppendHeader(header)
	if !markdown {
		t.SetColumnConfigs(configs)
	}
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		row := make(table.Row, len(r.values))
		for i, v := range r.values {
			row[i] = oneLine(text(v, r.types[i]))
		}
		t.AppendRow(row)
	}
	if markdown {
		t.RenderMarkdown()
		return nil
	}
	t.Render()
	_, err := fmt.Fprintf(w, "(%d)\n", r.n)
	return err
}

func numeric(databaseType string) bool {
	return strings.HasSuffix(databaseType, "INT") || strings.HasSuffix(databaseType, "INTEGER") || strings.HasPrefix(databaseType, "DECIMAL") ||
		databaseType == "DOUBLE" || databaseType == "FLOAT"
}

// oneLine keeps a value from breaking the table, and a terminal from acting on control characters in what people wrote.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t' || c == '\r':
			return ' '
		case c < ' ' || c == 0x7f || (c >= 0x80 && c < 0xa0):
			return -1
		}
		return c
	}, s)
}

// writeCSV writes UTF-8 with a byte order mark, so that Excel opens Chinese rightly.
func writeCSV(w io.Writer, r *reader, labels map[string]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := make([]string, len(r.columns))
	for i, name := range r.columns {
		header[i] = heading(name, labels)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	record := make([]string, len(r.columns))
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		for i, v := range r.values {
			record[i] = text(v, r.types[i])
			if isText(v) {
				record[i] = neutral(record[i])
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func heading(name string, labels map[string]string) string {
	if label := labels[name]; label != "" {
		return label
	}
	return name
}

// writeJSON writes one array of objects, one a line, their keys in the order of the columns.
func writeJSON(w io.Writer, r *reader) error {
	var line strings.Builder
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		line.Reset()
		line.WriteString("[\n{")
		if r.n > 1 {
			line.Reset()
			line.WriteString(",\n{")
		}
		for i, v := range r.values {
			if i > 0 {
				line.WriteString(",")
			}
			key, err := json.Marshal(r.columns[i])
			if err != nil {
				return err
			}
			value, err := json.Marshal(plain(v, r.types[i]))
			if err != nil {
				return err
			}
			line.Write(key)
			line.WriteString(":")
			line.Write(value)
		}
		line.WriteString("}")
		if _, err := io.WriteString(w, line.String()); err != nil {
			return err
		}
	}
	end := "\n]\n"
	if r.n == 0 {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}
