package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// maxWorkers is above the processors of any computer that a county has. Each worker holds comments and tables of its own, so that a slip of
// the finger would fill the memory.
const maxWorkers = 256

func (a *app) workersFlag(cmd *cobra.Command, workers *int) {
	cmd.Flags().IntVar(workers, "workers", min(runtime.NumCPU(), maxWorkers), a.say("并行数", "number of workers"))
}

func (a *app) checkWorkers(workers int) error {
	if workers < 1 || workers > maxWorkers {
		return usageError{fmt.Errorf(a.say("--workers %d: 要在 1 至 %d 之间", "--workers %d: want 1 to %d"), workers, maxWorkers)}
	}
	return nil
}
