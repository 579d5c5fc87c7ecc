package store

import (
	"os"
	"path/filepath"
	"testing"
)

// TestSpillIsPrivate holds what a query cannot keep in memory to a folder of its own, which goes with the connection.
func TestSpillIsPrivate(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 5, nil)
	killed, err := os.MkdirTemp(filepath.Dir(path), filepath.Base(path)+spillName+"*")
	if err != nil {
		t.Fatal(err)
	}
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var dir string
	if err := db.QueryRow("select current_setting('temp_directory')").Scan(&dir); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 || filepath.Dir(dir) != filepath.Dir(path) {
		t.Errorf("the folder %s: %v, %v", dir, info, err)
	}
	if _, err := os.Stat(killed); !os.IsNotExist(err) {
		t.Errorf("what a killed process left: %v", err)
	}
	sweepSpills(path + spillName)
	if _, err := os.Stat(dir); err != nil {
		t.Errorf("a folder that is used was swept: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the folder is still there: %v", err)
	}
}

// TestSpillOfClosedFolder opens a database in a folder that may not be written.
func TestSpillOfClosedFolder(t *testing.T) {
	s := newSpill(filepath.Join(t.TempDir(), "none", "x.duckdb"))
	if filepath.Dir(s.dir) != filepath.Clean(os.TempDir()) {
		t.Errorf("the folder is %q", s.dir)
	}
	if err := s.remove(); err != nil {
		t.Error(err)
	}
}
