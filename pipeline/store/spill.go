package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/duckdb/duckdb-go/v2"

	"sifeng/pipeline/staged"
)

// spill is the folder for what the queries of one connector cannot hold in memory. DuckDB's own choice, <db>.tmp, can be read by everybody, restricted
// texts included, and all programs that have the database open write into the same files.
type spill struct {
	dir  string   // empty: there is no place for one
	held *os.File // the folder, locked as long as it is used: that tells it from what a killed process left
}

const spillName = ".spill-"

// newSpill makes a folder that only its owner may read, beside the database or, where that cannot be written, among the system's temporary files.
func newSpill(path string) *spill {
	for _, parent := range []string{filepath.Dir(path), os.TempDir()} {
		prefix := filepath.Base(path) + spillName
		sweepSpills(filepath.Join(parent, prefix))
		for {
			dir, err := os.MkdirTemp(parent, prefix+"*")
			if err != nil {
				break
			}
			s := &spill{dir: dir}
			if s.held, err = os.Open(dir); err == nil {
				staged.TryLock(s.held) //nolint:errcheck // where folders cannot be locked, none is swept either
			}
			if _, err := os.Stat(dir); err == nil {
				return s
			}
			s.remove() //nolint:errcheck // another process took it for a leftover before it was locked
		}
	}
	return &spill{}
}

// sweepSpills removes the folders of processes that were killed. What cannot be removed stays.
func sweepSpills(prefix string) {
	left, _ := filepath.Glob(prefix + "*") //nolint:errcheck // a path that reads as a bad pattern: nothing is swept
	for _, dir := range left {
		f, err := os.Open(dir)
		if err != nil {
			continue
		}
		if free, err := staged.TryLock(f); err == nil && free {
			os.RemoveAll(dir)
		}
		f.Close()
	}
}

func (s *spill) setting() string { return "set temp_directory = " + quote(s.dir) }

func (s *spill) remove() error {
	if s.dir == "" {
		return nil
	}
	err := os.RemoveAll(s.dir)
	if s.held != nil {
		s.held.Close()
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil // the folder around it was closed in the meantime
	}
	return err
}

// reading is a connector whose folder goes with it.
type reading struct {
	*duckdb.Connector
	spill *spill
}

func (r *reading) Close() error { return errors.Join(r.Connector.Close(), r.spill.remove()) }
