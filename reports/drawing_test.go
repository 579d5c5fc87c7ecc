package reports

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestOptionsHoldNoCodeAndNoMarkup(t *testing.T) {
	for _, text := range hostileTexts {
		d, err := rankedBars([]bar{{name: text, value: 3, label: text}})
		if err != nil {
			t.Fatal(err)
		}
		raw := []byte(d.Views[0].Option)
		if !json.Valid(raw) {
			t.Fatalf("%.30q makes options that are no JSON", text)
		}
		for _, mark := range []string{"__f__", "<", ">", "\u2028", "\u2029", "toolbox"} {
			if bytes.Contains(raw, []byte(mark)) {
				t.Errorf("%.30q leaves %q in the options", text, mark)
			}
		}
	}
}

func TestMarksOfFunctionsDoNotComeTogetherAgain(t *testing.T) {
	for _, text := range []string{`__f____f__`, `__f__f____`, `____f__f__`, `__f__` + strings.Repeat("__f__", 9)} {
		if bytes.Contains(safeJSON([]byte(text)), []byte("__f__")) {
			t.Errorf("%q still holds a mark", text)
		}
	}
}

func TestBarsStartAtZero(t *testing.T) {
	d, err := rankedBars([]bar{{name: "甲", value: 900}, {name: "乙", value: 901}})
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		XAxis []struct{ Min *float64 } `json:"xAxis"`
	}
	if err := json.Unmarshal(d.Views[0].Option, &o); err != nil {
		t.Fatal(err)
	}
	if len(o.XAxis) != 1 || o.XAxis[0].Min == nil || *o.XAxis[0].Min != 0 {
		t.Errorf("the value axis is %+v", o.XAxis)
	}
}

func TestCountStepsCoverEveryCount(t *testing.T) {
	for _, most := range []int64{1, 5, 6, 17, 40, 154, 501, 99999, 10, 11, 47} {
		for _, steps := range [][]step{countSteps(most), rankSteps([]int64{0, most, 1, most / 2, most})} {
			for i, s := range steps {
				if i > 0 && (s.low != steps[i-1].high || s.low <= steps[i-1].low) {
					t.Errorf("most %d: step %d begins at %v, the one before ends at %v", most, i, s.low, steps[i-1].high)
				}
			}
			if steps[0].low != 1 || steps[len(steps)-1].high != 0 {
				t.Errorf("most %d: the steps are %v", most, steps)
			}
		}
	}
}

// TestRankStepsAreNotStretched gives counts of which one is far above the others: no class holds most of them, and the bounds are round.
func TestRankStepsAreNotStretched(t *testing.T) {
	for _, c := range []struct {
		counts []int64
		want   []float64
	}{
		{[]int64{14, 15, 17, 18, 19, 21, 22, 22, 24, 25, 26, 28, 31, 33, 40, 420}, []float64{1, 18, 22, 25, 30}},
		{[]int64{5, 5, 5, 5, 5, 5, 5, 9}, []float64{1, 9}},
		{[]int64{3, 3, 3}, []float64{1}},
		{[]int64{0, 0, 7, 120}, []float64{1, 100}},
		{nil, nil},
	} {
		var got []float64
		for _, s := range rankSteps(c.counts) {
			got = append(got, s.low)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: classes begin at %v, want %v", c.counts, got, c.want)
		}
	}
}
