package reports

import (
	"regexp"
	"strings"
	"testing"
)

var notDrawn = regexp.MustCompile(`图中各(乡镇|部门)都没有的问题不画：([^。]*)。`)

// TestHeatMapsNameWhatTheyLeaveOut takes a problem from all townships and leaves it to departments: the map of townships says that no township of it
// has the problem, not that nobody told it.
func TestHeatMapsNameWhatTheyLeaveOut(t *testing.T) {
	db := openFixture(t, fixture{comments: 1500})
	execute(t, db, `update comments set township_code = null where comment_no in (select comment_no from tags where problem = 'bureaucratism.red_tape')`)
	page := renderOf(t, db)
	named := map[string]bool{}
	for _, m := range notDrawn.FindAllStringSubmatch(page, -1) {
		for _, name := range strings.Split(m[2], "；") {
			named[m[1]+name] = true
		}
	}
	if !named["乡镇办事难、手续繁"] || named["部门办事难、手续繁"] {
		t.Errorf("left out are %v", named)
	}
	if strings.Contains(page, "没有意见的问题不画") {
		t.Error("a problem that has comments is said to have none")
	}
}

// TestColumnsOfPaperCountPrintedRows has many rows of which few are printed: they need no two columns.
func TestColumnsOfPaperCountPrintedRows(t *testing.T) {
	long := table{Head: []head{{Label: "部门"}}}
	for range 3 * manyRows {
		long.Rows = append(long.Rows, []tableCell{{Text: "县公安局"}})
	}
	if got := long.Layout(); got != " pair" {
		t.Errorf("%d printed rows are laid out as%q", len(long.Rows), got)
	}
	long.Silent = make([]bool, len(long.Rows))
	for i := manyRows - 1; i < len(long.Rows); i++ {
		long.Silent[i] = true
	}
	if got := long.Layout(); got != " roomy" {
		t.Errorf("%d printed rows are laid out as%q", manyRows-1, got)
	}
}
