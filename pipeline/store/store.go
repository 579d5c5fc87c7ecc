// Package store builds, fills and publishes the DuckDB file, and opens it for reading.
//
// A database is never changed in place. A Builder fills a file in a temporary directory beside the published one, and Finish renames
// it over the published one; until then, and after a crash at any instant, readers find the last good database. The texts of
// restricted comments go to a second file, published together with the first.
package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sifeng/pipeline/comment"
)

// Run is what is written down about one run.
type Run struct {
	ID          string    // hash of its sources, dictionaries and code
	StartedAt   time.Time // the only value that is taken from the clock
	CodeVersion string
	AsOf        time.Time // the day that counts as today; zero: no comment has a date
	KeyCheck    string    // see KeyCheck
	Notice      string    // what every page made of the database must say, such as that its data are invented; empty: nothing
	// The following are filled in by the Builder, from its dictionaries.
	DictHash   string
	RedactHash string
	CountyCode string
	County     string
}

// KeyCheck tells whether a database was made with the same key, without giving the key away.
func KeyCheck(k comment.Key) string { return k.Hash("key check") }

// RestrictedPath gives the path of the file that holds the texts of restricted comments.
func RestrictedPath(dbPath string) string {
	return dbPath + ".restricted.duckdb"
}

// KeyPath gives the path of the key file of a database.
func KeyPath(dbPath string) string { return dbPath + ".key" }

// checkPath makes the path absolute. DuckDB reads what follows a question mark as options, and a percent sign as an escape.
func checkPath(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("find the database: %w", err)
	}
	if strings.ContainsAny(abs, "?%\x00") {
		return "", fmt.Errorf("the path of the database, %s, must not contain ? or %%: choose another name", abs)
	}
	return abs, nil
}

// syncDir makes renames and removals in a directory last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// quote makes an SQL string literal.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
