//go:build unix

package store

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// To open a named pipe waits for one who writes into it: a server would wait for ever, with all who ask it.
func TestOpenDoesNotWaitForAPipe(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.duckdb")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	answer := make(chan error, 1)
	go func() {
		_, err := Open(pipe)
		answer <- err
	}()
	select {
	case err := <-answer:
		var notOurs *NotOursError
		if !errors.As(err, &notOurs) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits")
	}
}
