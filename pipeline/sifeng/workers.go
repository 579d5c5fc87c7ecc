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
	if workers > maxWorkers {
		return usageError{fmt.Errorf(a.say("--workers %d: 最多 %d", "--workers %d: want at most %d"), workers, maxWorkers)}
	}
	return nil
}
