package serve

import (
	"context"
	"database/sql"
	"os"
	"sync"

	"sifeng/pipeline/store"
)

// source opens the published database for as long as a request reads it and no longer, so that a run can publish and another program can
// write. DuckDB waits for ever when a path is opened again while the file that was there before is still open: so there is one connection
// pool at a time, shared by those who read, and a request that finds a newer file waits until the readers of the old one have ended.
type source struct {
	path string

	mutex   sync.Mutex
	changed chan struct{} // closed when a reader ends
	db      *sql.DB
	file    os.FileInfo // what db has open
	users   int
	slots   chan struct{} // bounds how many requests read at once
}

// readers is how many requests read the database at once; others wait.
const readers = 4

func newSource(path string) *source {
	return &source{path: path, changed: make(chan struct{}), slots: make(chan struct{}, readers)}
}

// same says whether two looks at the path saw one file.
func same(a, b os.FileInfo) bool {
	return a != nil && b != nil && os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size()
}

// acquire gives the newest published database and the file it is; the caller must call release once.
func (s *source) acquire(ctx context.Context) (db *sql.DB, file os.FileInfo, release func(), err error) {
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, nil, ctx.Err()
	}
	defer func() {
		if err != nil {
			<-s.slots
		}
	}()
	for {
		wait, err := s.try()
		if err != nil {
			return nil, nil, nil, err
		}
		if wait == nil {
			break
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, nil, nil, ctx.Err()
		}
	}
	var once sync.Once
	return s.db, s.file, func() { once.Do(s.release) }, nil
}

// try joins the readers, or gives what to wait for: the end of a reader of an older file.
func (s *source) try() (wait chan struct{}, err error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	now, statErr := os.Stat(s.path)
	switch {
	case s.users > 0 && statErr == nil && same(now, s.file):
		s.users++
		return nil, nil
	case s.users > 0:
		return s.changed, nil
	}
	db, err := store.Open(s.path) // says it best where there is no file
	if err != nil {
		return nil, err
	}
	s.db, s.file, s.users = db, now, 1
	return nil, nil
}

func (s *source) release() {
	s.mutex.Lock()
	if s.users--; s.users == 0 {
		s.db.Close()
		s.db, s.file = nil, nil
	}
	close(s.changed)
	s.changed = make(chan struct{})
	s.mutex.Unlock()
	<-s.slots
}
