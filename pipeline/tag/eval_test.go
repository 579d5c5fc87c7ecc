package tag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sifeng/pipeline/comment"
)

func TestEvaluate(t *testing.T) {
	gold := []Labelled{
		{ID: "1", Kind: comment.Complaint, Subs: []string{"bureaucratism.inaction", "other.corruption"}, Evidence: []string{"没人管", "贪了"}, Weight: 3},
		{ID: "2", Kind: comment.Inquiry, Subs: nil, Weight: 1},
		{ID: "3", Kind: comment.Complaint, Subs: []string{"formalism.image"}, Maybe: []string{"extravagance.buildings"}, Weight: 1},
	}
	predicted := []Prediction{
		{Kind: comment.Complaint, Problems: []string{"bureaucratism.inaction"}, Evidence: map[string]string{"bureaucratism.inaction": "一直没人管"}},
		{Kind: comment.Complaint, Problems: []string{"bureaucratism.attitude"}},
		{Kind: comment.Complaint, Problems: []string{"formalism.image", "extravagance.buildings"}},
	}
	e := Evaluate(gold, predicted)
	near := cmpopts.EquateApprox(0, 1e-9)
	want := []CodeScore{
		{Code: "bureaucratism.attitude", FP: 1},
		{Code: "bureaucratism.inaction", TP: 1, Precision: 1, Recall: 1, F1: 1},
		{Code: "formalism.image", TP: 1, Precision: 1, Recall: 1, F1: 1},
		{Code: "other.corruption", FN: 1},
	}
	if diff := cmp.Diff(want, e.Problems.PerCode, near, cmpopts.IgnoreFields(CodeScore{}, "F1Low", "F1High")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	got := []float64{e.Problems.Micro.Value, e.Problems.Macro, e.Winds.Micro.Value, e.Kind.Value, e.Weighted.Problems.Value, e.Weighted.Winds.Value, e.Weighted.Kind.Value}
	if diff := cmp.Diff([]float64{4.0 / 6, 2.0 / 3, 4.0 / 5, 2.0 / 3, 8.0 / 12, 8.0 / 9, 4.0 / 5}, got, near); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
	if e.Evidence.Tags != 1 || e.Evidence.Overlap != 1 {
		t.Errorf("evidence %+v", e.Evidence)
	}
	if len(e.Misses) != 2 || e.Misses[0].ID != "1" {
		t.Errorf("misses %v", e.Misses)
	}
	if e.Winds.Micro.Low > e.Winds.Micro.Value || e.Winds.Micro.High < e.Winds.Micro.Value {
		t.Errorf("interval %+v", e.Winds.Micro)
	}
	for _, c := range e.Problems.PerCode {
		if c.F1Low > c.F1 || c.F1High < c.F1 {
			t.Errorf("%s: interval %g to %g does not hold %g", c.Code, c.F1Low, c.F1High, c.F1)
		}
	}
	if w := e.Weighted.Problems; w.Low > w.Value || w.High < w.Value {
		t.Errorf("weighted interval %+v", w)
	}
	if diff := cmp.Diff(e, Evaluate(gold, predicted)); diff != "" {
		t.Errorf("two evaluations differ:\n%s", diff)
	}
}
