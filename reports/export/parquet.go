package export

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// enum is the type whose values another database does not know.
var enum = regexp.MustCompile(`\bENUM\b(\([^)]*\))?`)

// parquetMemory bounds what the second DuckDB holds; more lies in a folder beside the file while it is written.
const parquetMemory = "1GB"

// WriteParquet writes all rows to a Parquet file, which keeps its mode where it is there. The rows pass through a second DuckDB, so that the
// database they come from can stay barred from files; what does not fit its memory lies in a folder of the owner's alone, since it may hold
// restricted text. It closes the rows and gives their number.
func WriteParquet(ctx context.Context, file string, rows *sql.Rows) (n int, err error) {
	defer rows.Close()
	r, err := newReader(rows)
	if err != nil {
		return 0, err
	}
	spill, err := os.MkdirTemp(filepath.Dir(file), filepath.Base(file)+".spill-*")
	if err != nil {
		return 0, fmt.Errorf("copy the result: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(spill)) }()
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return 0, fmt.Errorf("open a database in memory: %w", err)
	}
	defer connector.Close()
	conn, err := connector.Connect(ctx)
	if err != nil {
		return 0, fmt.Errorf("open a database in memory: %w", err)
	}
	defer conn.Close()
	exec := func(statement string) error {
		_, err := conn.(driver.ExecerContext).ExecContext(ctx, statement, nil)
		return err
	}
	columns := make([]string, len(r.columns))
	for i, name := range unique(r.columns) {
		databaseType := enum.ReplaceAllString(r.types[i], "VARCHAR")
		if databaseType == "" {
			databaseType = "VARCHAR"
		}
		columns[i] = identifier(name) + " " + databaseType
	}
	for _, setting := range []string{"memory_limit = '" + parquetMemory + "'", "temp_directory = " + quoted(spill)} {
		if err := exec("set " + setting); err != nil {
			return 0, fmt.Errorf("copy the result: %w", err)
		}
	}
	if err := exec("create table result (" + strings.Join(columns, ", ") + ")"); err != nil {
		return 0, fmt.Errorf("copy the result: %w", err)
	}
	appender, err := duckdb.NewAppenderFromConn(conn, "", "result")
	if err != nil {
		return 0, fmt.Errorf("copy the result: %w", err)
	}
	values := make([]driver.Value, len(r.values))
	for {
		ok, err := r.next()
		if err != nil {
			appender.Close() //nolint:errcheck // the first error tells more
			return r.n, err
		}
		if !ok {
			break
		}
		for i, v := range r.values {
			values[i] = v
		}
		if err := appender.AppendRow(values...); err != nil {
			appender.Close() //nolint:errcheck // the first error tells more
			return r.n, fmt.Errorf("copy row %d: %w", r.n, err)
		}
	}
	if err := appender.Close(); err != nil {
		return r.n, fmt.Errorf("copy the result: %w", err)
	}
	from, err := fitting(ctx, conn, unique(r.columns), r.types)
	if err != nil {
		return r.n, fmt.Errorf("look at the result: %w", err)
	}
	// By default DuckDB writes another file, which everybody may read, and leaves it where the disk is full.
	if err := exec("copy (" + from + ") to " + quoted(file) + " (format parquet, use_tmp_file false)"); err != nil {
		return r.n, fmt.Errorf("write Parquet: %w", err)
	}
	return r.n, nil
}

// fitting gives the select of the table result whose types Parquet has. It has no integer of more than 64 bits, which DuckDB makes of sums, and
// would hold doubles instead: they are bigints where all of them fit.
func fitting(ctx context.Context, conn driver.Conn, names, types []string) (string, error) {
	var wide, fits []string
	for i, name := range names {
		if types[i] == "HUGEINT" || types[i] == "UHUGEINT" {
			wide = append(wide, identifier(name))
			fits = append(fits, "count("+identifier(name)+") = count(try_cast("+identifier(name)+" as bigint))")
		}
	}
	if len(wide) == 0 {
		return "from result", nil
	}
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, "select "+strings.Join(fits, ", ")+" from result", nil)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	fit := make([]driver.Value, len(wide))
	if err := rows.Next(fit); err != nil {
		return "", err
	}
	var casts []string
	for i, name := range wide {
		if fit[i] == true {
			casts = append(casts, "cast("+name+" as bigint) as "+name)
		}
	}
	if len(casts) == 0 {
		return "from result", nil
	}
	return "select * replace (" + strings.Join(casts, ", ") + ") from result", nil
}

func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
