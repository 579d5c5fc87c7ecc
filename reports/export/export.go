// Package export writes the rows of a query in the forms that people open: a table for the terminal, csv and xlsx for Excel, JSON and Markdown.
package export

import (
	"database/sql"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"sifeng/pipeline/comment"
)

// Format names a form in which rows are written.
type Format string

// The formats. Parquet is written by DuckDB itself, see WriteParquet.
const (
	Table    Format = "table"
	Record   Format = "record" // a block of lines for each row
	CSV      Format = "csv"
	JSON     Format = "json"
	Markdown Format = "markdown"
	XLSX     Format = "xlsx"
	Parquet  Format = "parquet"
)

// FormatOf gives the format that a file name's extension asks for.
func FormatOf(file string) (Format, error) {
	byExt := map[string]Format{".csv": CSV, ".json": JSON, ".md": Markdown, ".xlsx": XLSX, ".parquet": Parquet}
	ext := strings.ToLower(filepath.Ext(file))
	if f, ok := byExt[ext]; ok {
		return f, nil
	}
	return "", comment.Say("%s：不认识扩展名“%s”，要 csv、xlsx、parquet、json 或 md", "%s: no format for the extension %q, want csv, xlsx, parquet, json or md",
		filepath.Base(file), ext)
}

// Result is an open set of rows and where it came from.
type Result struct {
	Rows  *sql.Rows
	Title string // the question it answers; may be empty
	SQL   string // as it was run
	From  string // the database and its run, for the sheet that says where the figures came from; may be empty
	// Labels gives a column's heading where it differs from its name.
	Labels map[string]string
	// Widths gives how wide columns of a sheet are, by name, in characters of Excel (a Chinese one takes two); others are guessed.
	Widths map[string]float64
	// Width is that of the terminal, in its columns, into which a table has to fit; 0: any.
	Width int
	// CellWidth is the widest a column of a table gets, in columns of the terminal (a Chinese character takes two); 0: what the terminal has, or 60.
	CellWidth int
	// MaxRows is how many rows a table shows at most; 0: all.
	MaxRows int
	// Cut is called where an xlsx lacks rows, or ends of texts, because Excel holds no more; nil: only the sheet that says where they came from tells.
	Cut func(rows bool, texts int)
	// Say picks the language of the note below a table; nil: English.
	Say func(zh, en string) string
}

func (r Result) say(zh, en string) string {
	if r.Say == nil {
		return en
	}
	return r.Say(zh, en)
}

// Write writes all rows to w in the given format and gives how many it wrote. It closes the rows. Strings that a spreadsheet would run as
// a formula are neutralised in csv and xlsx.
func Write(w io.Writer, format Format, r Result) (int, error) {
	defer r.Rows.Close()
	table, err := newReader(r.Rows)
	if err != nil {
		return 0, err
	}
	switch format {
	case Table, Record:
		err = writeShown(w, table, r, format)
	case Markdown:
		err = writeMarkdown(w, table, r)
	case CSV:
		err = writeCSV(w, table, r.Labels)
	case JSON:
		err = writeJSON(w, table)
	case XLSX:
		err = writeXLSX(w, table, r)
	default:
		return 0, fmt.Errorf("write rows: format %q is not known", format)
	}
	if err != nil {
		return table.n, fmt.Errorf("write rows as %s: %w", format, err)
	}
	return table.n, nil
}

// reader gives the rows one by one.
type reader struct {
	rows    *sql.Rows
	columns []string
	types   []string // DuckDB's names, such as VARCHAR
	values  []any
	targets []any
	n       int // rows read
}

func newReader(rows *sql.Rows) (*reader, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, fmt.Errorf("read the columns of a result: %w", err)
	}
	r := &reader{rows: rows, values: make([]any, len(types)), targets: make([]any, len(types))}
	for i, t := range types {
		r.columns = append(r.columns, t.Name())
		r.types = append(r.types, t.DatabaseTypeName())
		r.targets[i] = &r.values[i]
	}
	return r, nil
}

// next reads the next row into r.values; false at the end.
func (r *reader) next() (bool, error) {
	if !r.rows.Next() {
		return false, r.rows.Err()
	}
	if err := r.rows.Scan(r.targets...); err != nil {
		return false, fmt.Errorf("row %d: %w", r.n+1, err)
	}
	r.n++
	return true, nil
}
