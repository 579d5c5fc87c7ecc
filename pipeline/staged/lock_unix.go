//go:build unix

package staged

import (
	"errors"
	"os"
	"syscall"
)

// TryLock takes an advisory lock on an open file, which the kernel drops when the process ends, however it ends.
func TryLock(f *os.File) (held bool, err error) {
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
