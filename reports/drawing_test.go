package reports

import (
	"bytes"
	"encoding/json"
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
		for _, steps := range [][]step{countSteps(most), evenSteps(most)} {
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
