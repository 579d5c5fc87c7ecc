package pipeline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"

	"sifeng/dict"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/store"
)

// Leak says where something looks private. It never holds what it is.
type Leak struct {
	Where  string // file, or table and column
	Row    string // id or number of the row, the line, or the cell; empty: none
	Mark   string // what it looks like, such as 〔手机〕
	Offset int    // bytes into that text, in plain characters
	// Open: nothing in it was looked at; it holds the key or restricted texts, and others than its owner can read it.
	Open bool
}

// Audit looks through a database, its restricted file and report directories for anything that looks private: every value of every
// table, every line of every text file, every cell of xlsx and parquet files, and the names of files. report hears of each finding.
// passedOver are the files it cannot look into.
func Audit(ctx context.Context, dbPath string, dirs []string, dictDir string, report func(Leak) error) (passedOver []string, err error) {
	d, err := dict.Load(dictDir)
	if err != nil {
		return nil, err
	}
	cleaner, err := clean.New(d, clean.Options{})
	if err != nil {
		return nil, fmt.Errorf("prepare the search: %w", err)
	}
	restricted := store.RestrictedPath(dbPath)
	a := auditor{cleaner: cleaner, report: report, audited: []string{dbPath, restricted, store.KeyPath(dbPath)}}
	_, statErr := os.Stat(restricted)
	db, err := store.OpenWith(dbPath, store.OpenOptions{Restricted: statErr == nil})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	for _, secret := range a.audited[1:] {
		if info, err := os.Stat(secret); err == nil && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
			if err := report(Leak{Where: secret, Open: true}); err != nil {
				return nil, err
			}
		}
	}
	if err := a.database(ctx, db); err != nil {
		return nil, fmt.Errorf("audit %s: %w", dbPath, err)
	}
	for _, dir := range dirs {
		if err := a.directory(ctx, dir); err != nil {
			return nil, fmt.Errorf("audit %s: %w", dir, err)
		}
	}
	return a.passedOver, nil
}

type auditor struct {
	cleaner    *clean.Cleaner
	report     func(Leak) error
	audited    []string // files that are looked through as what they are, or must not be
	passedOver []string
	root       string // the directory that is looked through
}

// text looks through what people may have written.
func (a *auditor) text(where, row, text string) error {
	return a.scan(where, row, text, nil)
}

// numbers looks through what may hold nothing but numbers.
func (a *auditor) numbers(where, row, text string) error {
	return a.scan(where, row, text, func(m clean.Mark) bool {
		return m == clean.Mobile || m == clean.IDCard || m == clean.BankCard || m == clean.Landline
	})
}

func (a *auditor) scan(where, row, text string, counts func(clean.Mark) bool) error {
	text = hashes.ReplaceAllStringFunc(clean.Normalised(text), func(s string) string { // no-break spaces, wide digits
		if hashLike(s) {
			return strings.Repeat("_", len(s))
		}
		return s
	})
	found := a.cleaner.Scan(text)
	for _, f := range found {
		if counts != nil && !counts(f.Mark) {
			continue
		}
		if err := a.report(Leak{Where: where, Row: row, Mark: f.Mark.String(), Offset: f.Offset}); err != nil {
			return err
		}
	}
	return nil
}

// hashes finds what may be keyed hashes. Digits run through one as long as a card's number now and then.
var hashes = regexp.MustCompile(`[0-9a-f]{16,64}`)

// storedColumns are all columns of tables.
const storedColumns = `
select database_name, schema_name, table_name, column_name, data_type
from duckdb_columns()
where not internal and (database_name, schema_name, table_name) in (select (database_name, schema_name, table_name) from duckdb_tables() where not internal)
order by all`

// keyed are the columns that hold keyed hashes; digits that run through one look like a telephone number now and then. Codes are
// few, each in many rows: they are looked at once. Words are looked at one by one, since what stands side by side there is no text, and for
// numbers alone: a word by itself is a name only by what stands around it, and that is looked through as text.
var (
	keyed   = regexp.MustCompile(`^(.*_id|.*_key|.*_hash|sha256|native_id|dup_group|key_check)$`)
	few     = regexp.MustCompile(`^(.*_code|code)$`)
	inWords = map[string]bool{"tokens": true, "token_text": true, "word": true}
)

// harmless are the types that hold nothing that could find a person; of numbers, those too short for a telephone.
var harmless = map[string]bool{
	"BOOLEAN": true, "TINYINT": true, "UTINYINT": true, "SMALLINT": true, "USMALLINT": true, "INTEGER": true, "UINTEGER": true, "FLOAT": true,
	"DATE": true, "TIME": true, "TIMESTAMP": true, "TIMESTAMP WITH TIME ZONE": true, "INTERVAL": true, "UUID": true,
}

// longest are the types of numbers that have room for a telephone or an identity card.
var longest = map[string]bool{"BIGINT": true, "UBIGINT": true, "HUGEINT": true, "UHUGEINT": true, "DOUBLE": true}

func (a *auditor) database(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, storedColumns)
	if err != nil {
		return err
	}
	var columns []column
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.database, &c.schema, &c.table, &c.name, &c.kind); err != nil {
			rows.Close()
			return err
		}
		columns = append(columns, c)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for i, c := range columns {
		look, where, once := a.text, "", "" // once: an expression, of which each value is looked at once
		switch {
		case harmless[c.kind]:
			continue
		case c.kind == "VARCHAR" && keyed.MatchString(c.name):
			if err := a.keys(ctx, db, c); err != nil {
				return fmt.Errorf("%s: %w", c.shown(), err)
			}
			continue
		case c.kind == "VARCHAR" && few.MatchString(c.name):
			once = identifier(c.name)
		case c.kind == "VARCHAR" && inWords[c.name]:
			look, once = a.numbers, "unnest(string_split("+identifier(c.name)+", ' '))"
		case c.kind == "VARCHAR[]" && c.name == "tokens" && i > 0 && columns[i-1].name == "token_text" && columns[i-1].of(c): // the same words
			continue
		case c.kind == "VARCHAR[]" && inWords[c.name]:
			look, once = a.numbers, "unnest("+identifier(c.name)+")"
		case c.name == "rule": // made of dictionaries, whose words and patterns look like names now and then
			look = a.numbers
		case longest[c.kind] || strings.HasPrefix(c.kind, "DECIMAL"):
			look, where = a.numbers, "and abs("+identifier(c.name)+") >= 1000000000"
		}
		see := func(row, value string) error { return look(c.shown(), a.rowName(row), value) }
		var err error
		if once != "" {
			err = c.once(ctx, db, once, see)
		} else {
			err = c.each(ctx, db, where, see)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", c.shown(), err)
		}
	}
	return a.hashes(ctx, db)
}

// column is a column of a table.
type column struct{ database, schema, table, name, kind string }

func (c column) shown() string { return c.database + "." + c.schema + "." + c.table + "." + c.name }

// of tells whether both are columns of the same table.
func (c column) of(other column) bool {
	return c.database == other.database && c.schema == other.schema && c.table == other.table
}

// each calls do for the values of a column, as text. A row is told by the table's first column, which is an id or a code.
func (c column) each(ctx context.Context, db *sql.DB, where string, do func(row, value string) error) error {
	name := identifier(c.name)
	rows, err := db.QueryContext(ctx, fmt.Sprintf("select (#1)::varchar, %s::varchar from (select * from %s.%s.%s) where %s is not null %s",
		name, identifier(c.database), identifier(c.schema), identifier(c.table), name, where))
	if err != nil {
		return err
	}
	return eachPair(rows, do)
}

// once calls do for the different values that an expression over the column gives, each with a row that holds it.
func (c column) once(ctx context.Context, db *sql.DB, expression string, do func(row, value string) error) error {
	rows, err := db.QueryContext(ctx, fmt.Sprintf("select min(row_name)::varchar, value::varchar from (select #1 as row_name, %s as value from (select * from %s.%s.%s)) where value is not null group by value order by all",
		expression, identifier(c.database), identifier(c.schema), identifier(c.table)))
	if err != nil {
		return err
	}
	return eachPair(rows, do)
}

// hashForm is how a keyed hash is written.
const hashForm = "'[0-9a-f]{16}|[0-9a-f]{24}|[0-9a-f]{40}|[0-9a-f]{64}'"

// keys looks through a column that should hold keyed hashes: what is no hash as text, and as numbers those that are made of digits alone.
func (a *auditor) keys(ctx context.Context, db *sql.DB, c column) error {
	name := identifier(c.name)
	if err := c.each(ctx, db, "and not regexp_full_match("+name+", "+hashForm+")", func(row, value string) error {
		if c.schema == "main" && onlyHash.MatchString(c.name) { // told by hashes
			return nil
		}
		return a.text(c.shown(), a.rowName(row), value)
	}); err != nil {
		return err
	}
	return c.each(ctx, db, "and regexp_full_match("+name+", '[0-9]{16}')", func(row, value string) error {
		return a.numbers(c.shown(), a.rowName(row), value)
	})
}

// rowName is the value that tells a row, fit to be printed.
func (a *auditor) rowName(value string) string {
	if hashLike(value) {
		return value
	}
	return a.cleaner.Redact(value)
}

// identifier quotes a name for SQL.
func identifier(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// hashColumns are the columns of which some may hold nothing but a keyed hash.
const hashColumns = `
select database_name, table_name, column_name
from duckdb_columns()
where not internal and schema_name = 'main' and data_type = 'VARCHAR'
    and table_name in (select table_name from duckdb_tables() where not internal)
order by all`

// onlyHash are the names of those columns.
var onlyHash = regexp.MustCompile(`^(.*_key|native_id|dup_group|comment_id|parent_id|source_id|sha256|issue_id)$`)

// hashes reports what stands where only a hash may: a raw number or name there would be a private value stored as it is.
func (a *auditor) hashes(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, hashColumns)
	if err != nil {
		return err
	}
	var columns []column
	for rows.Next() {
		c := column{schema: "main"}
		if err := rows.Scan(&c.database, &c.table, &c.name); err != nil {
			rows.Close()
			return err
		}
		if onlyHash.MatchString(c.name) {
			columns = append(columns, c)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, c := range columns {
		err := c.each(ctx, db, "and not regexp_full_match("+identifier(c.name)+", "+hashForm+")", func(row, _ string) error {
			return a.report(Leak{Where: c.shown(), Row: a.rowName(row), Mark: clean.FileNo.String()})
		})
		if err != nil {
			return fmt.Errorf("%s: %w", c.shown(), err)
		}
	}
	return nil
}

func eachPair(rows *sql.Rows, do func(a, b string) error) error {
	defer rows.Close()
	for rows.Next() {
		var a sql.NullString
		var b string
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		if err := do(a.String, b); err != nil {
			return err
		}
	}
	return rows.Err()
}
