package bench

import (
	"runtime"
	"slices"
	"time"
)

// Times are how long something took in every round, in seconds.
type Times struct {
	Wall      []float64 `json:"wall_seconds"`
	Processor []float64 `json:"processor_seconds,omitempty"` // of all cores; empty where the system does not tell
	Mallocs   uint64    `json:"-"`                           // of the last round
}

func (t *Times) add(wall, processor time.Duration) {
	t.Wall = append(t.Wall, wall.Seconds())
	if processor > 0 {
		t.Processor = append(t.Processor, processor.Seconds())
	}
}

// Seconds gives the median of the time on the clock.
func (t *Times) Seconds() float64 { return median(t.Wall) }

// Work gives the median of the processor time, which other programs on the machine disturb least; where that is not known, of the
// time on the clock.
func (t *Times) Work() float64 {
	if len(t.Processor) == len(t.Wall) {
		return median(t.Processor)
	}
	return median(t.Wall)
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(v))
	return (s[len(s)/2] + s[(len(s)-1)/2]) / 2
}

// measure runs f once and adds how long it took and what it allocated.
func (t *Times) measure(f func() error) error {
	runtime.GC() // what earlier stages left is not this one's
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	processor, begin := processorTime(), time.Now()
	err := f()
	t.add(time.Since(begin), processorTime()-processor)
	runtime.ReadMemStats(&after)
	t.Mallocs = after.Mallocs - before.Mallocs
	return err
}
