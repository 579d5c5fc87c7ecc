package store

import (
	"fmt"
	"os"
	"strings"

	"sifeng/pipeline/staged"
)

// lock lets one process at a time write a database. It is held on a file beside it, whose content names the holder.
type lock struct {
	path string
	file *os.File
}

func acquire(dbPath string) (*lock, error) {
	path := dbPath + ".lock"
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("lock the database: %w", err)
		}
		held, err := staged.TryLock(f)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("lock the database: %w", err)
		}
		if !held {
			holder := make([]byte, 20)
			n, _ := f.ReadAt(holder, 0)
			f.Close()
			return nil, &BusyError{Path: dbPath, Holder: strings.TrimSpace(string(holder[:n]))}
		}
		// Between opening and locking, the holder before may have removed the file: then the lock is on nothing.
		mine, err := f.Stat()
		if err == nil {
			var there os.FileInfo
			if there, err = os.Stat(path); err == nil && os.SameFile(mine, there) {
				if err := f.Truncate(0); err != nil {
					f.Close()
					return nil, fmt.Errorf("lock the database: %w", err)
				}
				if _, err := fmt.Fprintf(f, "%d\n", os.Getpid()); err != nil {
					f.Close()
					return nil, fmt.Errorf("lock the database: %w", err)
				}
				return &lock{path, f}, nil
			}
		}
		f.Close()
		if err != nil && !os.IsNotExist(err) {
			return nil, fmt.Errorf("lock the database: %w", err)
		}
	}
}

// release removes the lock file while it is still held, so that nobody can hold a lock on a removed file for long.
func (l *lock) release() {
	if l.file != nil {
		os.Remove(l.path)
		l.file.Close()
		l.file = nil
	}
}
