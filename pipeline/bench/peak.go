package bench

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// watchPeak reads, until done is closed, the most memory that a process has held so far, in bytes; 0 where the system does not tell
// as Linux does. What the system says of a process that has ended would count the memory of the one that started it.
func watchPeak(pid int, done <-chan struct{}) int64 {
	peak := int64(0)
	for {
		if data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)); err == nil {
			if _, rest, ok := strings.Cut(string(data), "VmHWM:"); ok {
				var kib int64
				if _, err := fmt.Sscan(rest, &kib); err == nil {
					peak = max(peak, kib<<10)
				}
			}
		}
		select {
		case <-done:
			return peak
		case <-time.After(10 * time.Millisecond):
		}
	}
}
