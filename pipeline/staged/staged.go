// Package staged writes a file under another name beside its place and puts it there once it is whole, so that readers find the old one until
// then. While it is written only its owner may read it, and what a process that was killed has left goes when the same file is written next.
package staged

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// File is a file on its way. It is locked as long as it is open: that tells it from what a killed process left.
type File struct {
	*os.File
	place string
	ended bool
}

// Create begins a file, mode 0600. End it with Publish or Discard; Discard after Publish does nothing.
func Create(place string) (*File, error) {
	sweep(place)
	for {
		f, err := os.CreateTemp(filepath.Dir(place), prefix(place)+"*")
		if err != nil {
			return nil, err
		}
		mine, err := lockNew(f)
		if mine {
			return &File{File: f, place: place}, nil
		}
		f.Close()
		if err != nil {
			os.Remove(f.Name())
			return nil, err
		}
	}
}

func prefix(place string) string { return "." + filepath.Base(place) + ".tmp-" }

// lockNew locks a file that was just made, unless another process took it for a leftover in between.
func lockNew(f *os.File) (mine bool, err error) {
	if mine, err = TryLock(f); !mine {
		return false, err
	}
	here, err := f.Stat()
	if err != nil {
		return false, err
	}
	there, err := os.Stat(f.Name())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(here, there), err
}

// Publish puts the file in its place with this mode.
func (f *File) Publish(mode fs.FileMode) error {
	defer f.Discard()
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), mode); err != nil {
		return err
	}
	if runtime.GOOS == "windows" { // which renames no open file
		if err := f.Close(); err != nil {
			return err
		}
	}
	if err := os.Rename(f.Name(), f.place); err != nil {
		return err
	}
	f.ended = true
	if err := f.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return err
	}
	return nil
}

// Discard takes the file away.
func (f *File) Discard() {
	if !f.ended {
		f.ended = true
		f.Close()
		os.Remove(f.Name())
	}
}

// Write writes a file whole or not at all.
func Write(place string, mode fs.FileMode, write func(f *os.File) error) error {
	f, err := Create(place)
	if err != nil {
		return err
	}
	defer f.Discard()
	if err := write(f.File); err != nil {
		return err
	}
	return f.Publish(mode)
}

// sweep removes what processes that were killed left beside a place. What cannot be removed stays: the next file does not depend on it.
func sweep(place string) {
	dir := filepath.Dir(place)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix(place)) || !e.Type().IsRegular() {
			continue
		}
		left := filepath.Join(dir, e.Name())
		f, err := os.OpenFile(left, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		dead, _ := TryLock(f)
		if runtime.GOOS == "windows" {
			f.Close()
		}
		if dead {
			os.Remove(left)
		}
		f.Close()
	}
}
