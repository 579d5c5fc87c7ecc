package tag

import (
	"os"
	"slices"
	"strings"
	"testing"

	"sifeng/pipeline/comment"
)

// Sentences that name a problem without reporting one must stay untagged, but for one in twenty; plain reports must be found.
func TestTraps(t *testing.T) {
	_, tagger := load(t)
	data, err := os.ReadFile("testdata/traps.tsv")
	if err != nil {
		t.Fatal(err)
	}
	traps, wrong, reports, missed := 0, map[string][]string{}, 0, []string{}
	perReason := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		cell := strings.Split(line, "\t")
		var got []string
		for _, tag := range tagger.Tag(comment.Doc{Text: cell[0]}).Tags {
			if tag.Axis == comment.AxisWinds {
				got = append(got, tag.Problem)
			}
		}
		if cell[1] == "" {
			traps++
			perReason[cell[2]]++
			if len(got) > 0 {
				wrong[cell[2]] = append(wrong[cell[2]], cell[0]+" "+strings.Join(got, " "))
			}
			continue
		}
		reports++
		if !slices.Contains(got, cell[1]) {
			missed = append(missed, cell[0]+" want "+cell[1]+" got "+strings.Join(got, " "))
		}
	}
	if traps < 400 {
		t.Errorf("%d traps, want at least 400", traps)
	}
	n := 0
	for reason, list := range wrong {
		n += len(list)
		t.Logf("%s: %d of %d\n  %s", reason, len(list), perReason[reason], strings.Join(list, "\n  "))
	}
	if n*20 > traps {
		t.Errorf("%d of %d traps were tagged, at most one in twenty may be", n, traps)
	}
	if len(missed)*10 > reports {
		t.Errorf("missed %d of %d plain reports:\n  %s", len(missed), reports, strings.Join(missed, "\n  "))
	}
}
