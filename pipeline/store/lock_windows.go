package store

import (
	"os"

	"golang.org/x/sys/windows"
)

// tryLock takes a lock on a byte beyond the content, which the system drops when the process ends, however it ends.
func tryLock(f *os.File) (held bool, err error) {
	where := windows.Overlapped{Offset: 1 << 20}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where)
	if err == windows.ERROR_LOCK_VIOLATION {
		return false, nil
	}
	return err == nil, err
}
