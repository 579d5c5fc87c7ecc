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

	"github.com/duckdb/duckdb-go/v2"

	"sifeng/pipeline/comment"
	"sifeng/queries"
)

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
	Frugal     bool // hold less in memory: for batch work on an office PC
}

// OpenWith opens a published database as Open does, but for what the options loosen.
func OpenWith(path string, o OpenOptions) (*sql.DB, error) {
	before, _ := os.Stat(path) //nolint:errcheck // open says it best
	db, err := open(path, o)
	if err != nil {
		return nil, err
	}
	var version int
	if err := db.QueryRow("select schema_version from runs order by seq desc limit 1").Scan(&version); err != nil {
		db.Close()
		return nil, explainForeign(path, err)
	}
	if version != queries.SchemaVersion {
		db.Close()
		return nil, &SchemaError{Path: path, Version: version}
	}
	if now, err := os.Stat(path); err == nil && os.SameFile(before, now) { // else it was just replaced
		if err := checkSizes(db); err != nil {
			db.Close()
			return nil, err
		}
	}
	if o.Restricted {
		if err := checkPair(path, db); err != nil {
			db.Close()
			return nil, err
		}
	}
	return db, nil
}

// checkSizes looks whether the files can hold what they say they do. DuckDB itself misses the rest only where a query reads it. Blocks that are free
// do not count: those at the end need not have been written.
func checkSizes(db *sql.DB) error {
	const headers = 3 * 4096 // before the first block
	rows, err := db.Query("select d.path, s.block_size * s.used_blocks from pragma_database_size() as s join duckdb_databases() as d using (database_name)")
	if err != nil {
		return fmt.Errorf("look for the size of the database: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var path string
		var blocks int64
		if err := rows.Scan(&path, &blocks); err != nil {
			return fmt.Errorf("look for the size of the database: %w", err)
		}
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("look for the size of the database: %w", err)
		}
		if size := info.Size(); size < headers+blocks {
			return &DamagedError{Path: path, Err: fmt.Errorf("%d of %d bytes", size, headers+blocks)}
		}
	}
	return rows.Err()
}

// checkPair looks whether the attached restricted texts were published together with the database.
func checkPair(path string, db *sql.DB) error {
	var main, texts string
	err := db.QueryRow(`
		select
			(select run_id from runs order by seq desc limit 1),
			(select any_value(run_id) from restricted.runs)
		from (select count(*) from restricted.restricted_comments)`).Scan(&main, &texts)
	if err == nil && texts == main {
		return nil
	}
	return comment.Say("%s 不是与 %s 同时写出的受限库：放回与它同时写出的那一份，或用 sifeng run --replace 从原文件重新生成",
		"%s was not published together with %s: put back the one that was, or build both anew from the files with “sifeng run --replace”",
		RestrictedPath(path), path)
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
	memory := "2GB"
	if o.Frugal {
		memory = queryMemory
	}
	settings := []string{
		"set memory_limit = '" + memory + "'", "set max_temp_directory_size = '10GB'", "set autoinstall_known_extensions = false", "set autoload_known_extensions = false",
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
	if info, err := os.Stat(abs); err == nil && !info.Mode().IsRegular() { // to open a pipe would wait for who writes into it
		return &NotOursError{Path: path, Err: fmt.Errorf("no regular file: %v", info.Mode())}
	}
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
