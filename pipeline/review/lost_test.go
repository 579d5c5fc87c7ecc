package review

import (
	"testing"
	"time"

	"sifeng/pipeline/ingest"
)

// A sheet may hold a formula in each of its cells.
func TestLostCellsOfManyFormulas(t *testing.T) {
	rows := [][]string{{checkedHead, textHead}}
	var unsaved []ingest.Unsaved
	for row := range 100_000 {
		unsaved = append(unsaved, ingest.Unsaved{Row: row + 2, Column: 1}, ingest.Unsaved{Row: row + 2, Column: 2})
	}
	begun := time.Now()
	if lost := lostCells(rows, 0, unsaved); len(lost) != len(unsaved) {
		t.Errorf("%d cells are lost, want %d", len(lost), len(unsaved))
	}
	if took := time.Since(begun); took > 4*time.Second {
		t.Errorf("took %v", took)
	}
}
