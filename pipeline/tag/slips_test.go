package tag

import (
	"os"
	"testing"

	"sifeng/pipeline/comment"
)

// Short slips in allusive words, half of them traps, that the model has not learnt from: testdata/slips.jsonl was written apart from the
// examples that teach.
func TestSlips(t *testing.T) {
	_, tagger := load(t)
	f, err := os.Open("testdata/slips.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	slips, err := ReadLabels(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	var predicted []Prediction
	traps, wrong := 0, 0
	for _, l := range slips {
		r := tagger.Tag(comment.Doc{Title: l.Title, Text: l.Text})
		p := Prediction{Kind: r.Kind, Evidence: map[string]string{}}
		for _, tag := range r.Tags {
			if tag.Axis == comment.AxisWinds {
				p.Problems = append(p.Problems, tag.Problem)
				p.Evidence[tag.Problem] = tag.Evidence
			}
		}
		if len(l.Subs) == 0 {
			traps++
			if len(p.Problems) > 0 {
				wrong++
			}
		}
		predicted = append(predicted, p)
	}
	e := Evaluate(slips, predicted)
	t.Logf("%d slips: winds %.3f [%.3f, %.3f], macro %.3f, problems %.3f; %d of %d traps tagged", e.N, e.Winds.Micro.Value, e.Winds.Micro.Low, e.Winds.Micro.High,
		e.Winds.Macro, e.Problems.Micro.Value, wrong, traps)
	if e.Winds.Micro.Value < 0.65 {
		t.Errorf("micro-F1 over winds is %.3f, want 0.65", e.Winds.Micro.Value)
	}
	if wrong*100 > traps*15 {
		t.Errorf("%d of %d traps were tagged, at most 15 in 100 may be", wrong, traps)
	}
	for _, c := range e.Winds.PerCode {
		if c.F1 < 0.4 {
			t.Errorf("F1 of %s is %.3f, want 0.4", c.Code, c.F1)
		}
	}
}
