package pipeline

import (
	"archive/zip"
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sifeng/dict"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/store"
)

// Leak says where something looks private. It never holds what it is.
type Leak struct {
	Where  string // file, or table and column
	Row    string // id or number of the row, or of the line; empty: none
	Mark   string // what it looks like, such as 〔手机〕
	Offset int    // bytes into that text
}

// Audit looks through a database, its restricted file and report directories for anything that looks private: every text of every
// table, every line of every text file, and the texts inside xlsx files. report hears of each finding.
func Audit(ctx context.Context, dbPath string, dirs []string, dictDir string, report func(Leak) error) error {
	d, err := dict.Load(dictDir)
	if err != nil {
		return err
	}
	cleaner, err := clean.New(d, clean.Options{})
	if err != nil {
		return fmt.Errorf("prepare the search: %w", err)
	}
	a := auditor{cleaner: cleaner, report: report}
	_, statErr := os.Stat(store.RestrictedPath(dbPath))
	db, err := store.OpenWith(dbPath, store.OpenOptions{Restricted: statErr == nil})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := a.database(ctx, db); err != nil {
		return fmt.Errorf("audit %s: %w", dbPath, err)
	}
	for _, dir := range dirs {
		if err := a.directory(ctx, dir); err != nil {
			return fmt.Errorf("audit %s: %w", dir, err)
		}
	}
	return nil
}

type auditor struct {
	cleaner *clean.Cleaner
	report  func(Leak) error
}

func (a *auditor) text(where, row, text string) error {
	for _, f := range a.cleaner.Scan(text) {
		if err := a.report(Leak{where, row, f.Mark.String(), f.Offset}); err != nil {
			return err
		}
	}
	return nil
}

// textColumns are the columns whose values people wrote, or that were made of what people wrote. Keyed hashes and codes are left out:
// digits that run through a hash look like a telephone number now and then. Tokens are left out since they are cut from title and text,
// which are looked through, and the spaces between them make names where there are none; rules come from the dictionaries.
const textColumns = `
select database_name || '.main.' || table_name, column_name
from duckdb_columns()
where not internal and schema_name = 'main' and data_type in ('VARCHAR', 'VARCHAR[]')
    and table_name in (select table_name from duckdb_tables() where not internal)
    and column_name not similar to '(.*_id|.*_key|.*_code|.*_hash|sha256|code|native_id|dup_group|key_check|token_text|tokens|rule)'
order by all`

func (a *auditor) database(ctx context.Context, db *sql.DB) error {
	columns, err := pairs(ctx, db, textColumns)
	if err != nil {
		return err
	}
	for _, c := range columns {
		// A row is told by the table's first column, which is an id or a code.
		query := fmt.Sprintf(`select (#1)::varchar, %q::varchar from (select * from %s) where %q is not null`, c[1], c[0], c[1])
		rows, err := db.QueryContext(ctx, query)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", c[0], c[1], err)
		}
		err = eachPair(rows, func(row, value string) error { return a.text(c[0]+"."+c[1], row, value) })
		if err != nil {
			return fmt.Errorf("%s.%s: %w", c[0], c[1], err)
		}
	}
	return a.hashes(ctx, db)
}

// hashColumns are the columns that may hold nothing but a keyed hash.
const hashColumns = `
select database_name || '.main.' || table_name, column_name
from duckdb_columns()
where not internal and schema_name = 'main' and data_type = 'VARCHAR'
    and table_name in (select table_name from duckdb_tables() where not internal)
    and (column_name similar to '(.*_key|native_id|dup_group|comment_id|parent_id|source_id|sha256|issue_id)')
order by all`

// hashes reports what stands where only a hash may: a raw number or name there would be a private value stored as it is.
func (a *auditor) hashes(ctx context.Context, db *sql.DB) error {
	columns, err := pairs(ctx, db, hashColumns)
	if err != nil {
		return err
	}
	for _, c := range columns {
		query := fmt.Sprintf(`select (#1)::varchar, %q from (select * from %s) where %q is not null and not regexp_full_match(%q, '[0-9a-f]{16,64}')`, c[1], c[0], c[1], c[1])
		rows, err := db.QueryContext(ctx, query)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", c[0], c[1], err)
		}
		err = eachPair(rows, func(row, _ string) error { return a.report(Leak{c[0] + "." + c[1], row, "〔编号〕", 0}) })
		if err != nil {
			return fmt.Errorf("%s.%s: %w", c[0], c[1], err)
		}
	}
	return nil
}

func pairs(ctx context.Context, db *sql.DB, query string) (list [][2]string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	err = eachPair(rows, func(a, b string) error {
		list = append(list, [2]string{a, b})
		return nil
	})
	return list, err
}

func eachPair(rows *sql.Rows, do func(a, b string) error) error {
	defer rows.Close()
	for rows.Next() {
		var a, b string
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		if err := do(a, b); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (a *auditor) directory(ctx context.Context, dir string) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if e.IsDir() {
			return nil
		}
		switch strings.ToLower(filepath.Ext(path)) {
		case ".html", ".csv", ".json", ".jsonl", ".md", ".txt", ".log":
			f, err := os.Open(path)
			if err != nil {
				return err
			}
			defer f.Close()
			return a.lines(path, f)
		case ".xlsx":
			return a.workbook(path)
		}
		return nil
	})
}

// workbook reads the XML parts of a workbook as text: what stands in a cell stands in them.
func (a *auditor) workbook(path string) error {
	z, err := zip.OpenReader(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer z.Close()
	for _, part := range z.File {
		if !strings.HasSuffix(part.Name, ".xml") || !strings.HasPrefix(part.Name, "xl/") || strings.HasPrefix(part.Name, "xl/theme") {
			continue
		}
		r, err := part.Open()
		if err != nil {
			return fmt.Errorf("open %s: %s: %w", path, part.Name, err)
		}
		err = a.lines(path+":"+part.Name, r)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// lines looks through text line by line, and at tags and quotes, so that a page's scripts and data come in pieces.
func (a *auditor) lines(where string, r io.Reader) error {
	reader := bufio.NewReaderSize(r, 1<<20)
	n, code := 0, false
	for {
		line, err := reader.ReadString('\n')
		if line != "" {
			n++
			code = code || strings.HasPrefix(line, "<script>") // a script of ours; data stand in <script type="application/json">
			if code {
				code = !strings.Contains(line, "</script>")
				continue
			}
			for _, piece := range strings.FieldsFunc(line, func(c rune) bool { return c == '<' || c == '>' || c == '"' }) {
				if hashLike(piece) {
					continue
				}
				if err := a.text(where, fmt.Sprint(n), piece); err != nil {
					return err
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s, line %d: %w", where, n+1, err)
		}
	}
}

// hashLike says whether s is a hexadecimal hash, such as a comment's id.
func hashLike(s string) bool {
	if len(s) != 16 && len(s) != 24 && len(s) != 64 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == "" && strings.ContainsAny(s, "abcdef")
}
