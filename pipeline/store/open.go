package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"sifeng/pipeline/comment"
	"sifeng/queries"
)

// NotOursError says that a file is not a database of this program.
type NotOursError struct {
	Path string
	Err  error
}

func (e *NotOursError) Error() string {
	return fmt.Sprintf("%s is not a database made by sifeng: give another path with --db, or remove the file", e.Path)
}

func (e *NotOursError) Unwrap() error { return e.Err }

// SchemaError says that a database was made by a program that shapes it otherwise.
type SchemaError struct {
	Path    string
	Version int
}

func (e *SchemaError) Error() string {
	if e.Version > queries.SchemaVersion {
		return fmt.Sprintf("%s was made by a newer sifeng (schema version %d, this program knows %d): use that program, or build the database anew "+
			"from the files with “sifeng run --replace”", e.Path, e.Version, queries.SchemaVersion)
	}
	return fmt.Sprintf("%s was made by an older sifeng (schema version %d, this program needs %d): build it anew from the files with "+
		"“sifeng run --replace”", e.Path, e.Version, queries.SchemaVersion)
}

// TextsGoneError says that the restricted file lacks texts which the main file counts on.
type TextsGoneError struct{ Missing int64 }

func (e *TextsGoneError) Error() string {
	return fmt.Sprintf("the texts of %d restricted comments are gone: put the .restricted.duckdb file back from the backup, or build the "+
		"database anew from the files with “sifeng run --replace”", e.Missing)
}

// HeldError says that another program has the file open for writing.
type HeldError struct {
	Path string
	Err  error // DuckDB's, which may name the program
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("another program has %s open for writing: close it there and try again", e.Path)
}

func (e *HeldError) Unwrap() error { return e.Err }

// Open opens a published database for reading. Queries cannot reach other files. They cannot change it either, but for copy and attach, which DuckDB
// does not bar from the files that it has open: who runs statements of others must refuse those. Close it before a build publishes in the
// same process: DuckDB would wait for ever when a path is opened again while a connection to the file that was there is still open.
func Open(path string) (*sql.DB, error) {
	return OpenWith(path, OpenOptions{})
}

// OpenOptions loosen what Open bars.
type OpenOptions struct {
	AllowFiles bool // queries may read and write all files
	Restricted bool // attach the file of restricted texts, read-only, as restricted
}

// OpenWith opens a published database as Open does, but for what the options loosen.
func OpenWith(path string, o OpenOptions) (*sql.DB, error) {
	db, err := open(path, o)
	if err != nil {
		return nil, err
	}
	var version int
	if err := db.QueryRow("select schema_version from runs order by seq desc limit 1").Scan(&version); err != nil {
		db.Close()
		return nil, &NotOursError{Path: path, Err: err}
	}
	if version != queries.SchemaVersion {
		db.Close()
		return nil, &SchemaError{Path: path, Version: version}
	}
	return db, nil
}

func open(path string, o OpenOptions) (*sql.DB, error) {
	abs, err := checkPath(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, comment.Say("没有数据库 %s：先用 sifeng run 建立，或用 --db 给出它的位置（%v）",
			"there is no database at %s: make one with “sifeng run” or give its path with --db (%v)", path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("open the database: %s is a directory", path)
	}
	if err := checkMagic(path, abs); err != nil {
		return nil, err
	}
	settings, err := o.settings(abs)
	if err != nil {
		return nil, err
	}
	spill := newSpill(abs)
	settings = append([]string{spill.setting()}, settings...)
	connector, err := duckdb.NewConnector(abs+"?access_mode=READ_ONLY", func(conn driver.ExecerContext) error {
		return protect(conn, settings)
	})
	if err != nil {
		return nil, errors.Join(explainOpen(path, err), spill.remove())
	}
	db := sql.OpenDB(&reading{connector, spill})
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, explainOpen(path, err)
	}
	return db, nil
}

// settings gives the statements that bar a connection to the database at path from everything but what the options allow.
func (o OpenOptions) settings(path string) ([]string, error) {
	settings := []string{
		"set memory_limit = '2GB'", "set max_temp_directory_size = '10GB'", "set autoinstall_known_extensions = false", "set autoload_known_extensions = false",
		// A join with up to so many keys looks only at the rows that hold one: the comments of a large matter are read without all other texts.
		"set dynamic_or_filter_threshold = 1000",
	}
	if o.Restricted {
		texts := RestrictedPath(path)
		if _, err := os.Stat(texts); err != nil {
			return nil, fmt.Errorf("open the restricted texts: %w", err)
		}
		settings = append(settings, "attach "+quote(texts)+" as restricted (read_only)")
	}
	if !o.AllowFiles {
		settings = append(settings, "set enable_external_access = false")
	}
	return append(settings, "set lock_configuration = true"), nil
}

// checkMagic looks for what a DuckDB file begins with. DuckDB itself takes some other files for views of them.
func checkMagic(path, abs string) error {
	f, err := os.Open(abs)
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer f.Close()
	begin := make([]byte, 12)
	if _, err := io.ReadFull(f, begin); err != nil || string(begin[8:]) != "DUCK" {
		return &NotOursError{Path: path, Err: errors.New("no DuckDB file")}
	}
	return nil
}

// protect sets what cannot be set twice, so only on the first connection to a file.
func protect(conn driver.ExecerContext, settings []string) error {
	ctx := context.Background()
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, "select current_setting('lock_configuration')", nil)
	if err != nil {
		return err
	}
	locked := []driver.Value{nil}
	err = errors.Join(rows.Next(locked), rows.Close())
	if err != nil {
		return err
	}
	if locked[0] == true {
		return nil
	}
	for _, s := range settings {
		if _, err := conn.ExecContext(ctx, s, nil); err != nil {
			return err
		}
	}
	return nil
}

// explainOpen turns DuckDB's error into one that says what to do.
func explainOpen(path string, err error) error {
	switch message := err.Error(); {
	case strings.Contains(message, "Could not set lock") || strings.Contains(message, "being used by another process"):
		return &HeldError{Path: path, Err: err}
	}
	return fmt.Errorf("open the database %s: %w", path, err)
}
