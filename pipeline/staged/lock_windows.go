package staged

import (
	"os"

	"golang.org/x/sys/windows"
)

// TryLock takes a lock on a byte beyond any content, which the system drops when the process ends, however it ends.
func TryLock(f *os.File) (held bool, err error) {
	where := windows.Overlapped{OffsetHigh: 1 << 30}
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &where)
	if err == windows.ERROR_LOCK_VIOLATION {
		return false, nil
	}
	return err == nil, err
}
