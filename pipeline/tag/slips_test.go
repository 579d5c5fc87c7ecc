package tag

import (
	"os"
	"testing"

	"sifeng/pipeline/comment"
)

// readSlips reads labelled comments of testdata.
func readSlips(t testing.TB, file string) []Labelled {
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	slips, err := ReadLabels(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	return slips
}

// Invented slips that the model has not learnt from, half of them traps, written apart from the examples that teach: slips.jsonl in allusive
// words, plain.jsonl in those that first come to mind, channels.jsonl as they come by hotline, SMS, comment box, symposium and letter; several.jsonl
// mostly with two or three things in each; fresh.jsonl in allusive words, of ten kinds of traps; rare.jsonl of rare problems, traps and reports about
// different things.
func TestSlips(t *testing.T) {
	_, tagger := load(t)
	for _, test := range []struct {
		file      string
		winds     float64 // least micro-F1
		eachWind  float64 // least F1 of each
		mostTraps int     // of 100 that may be tagged
	}{
		{"slips.jsonl", 0.82, 0.75, 8},
		{"plain.jsonl", 0.85, 0.8, 12},
		{"channels.jsonl", 0.82, 0.75, 12},
		{"several.jsonl", 0.83, 0.75, 8},
		{"fresh.jsonl", 0.78, 0.7, 8},
		{"rare.jsonl", 0.78, 0.7, 8},
	} {
		t.Run(test.file, func(t *testing.T) {
			slips := readSlips(t, test.file)
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
			if e.Winds.Micro.Value < test.winds {
				t.Errorf("micro-F1 over winds is %.3f, want %.2f", e.Winds.Micro.Value, test.winds)
			}
			if wrong*100 > traps*test.mostTraps {
				t.Errorf("%d of %d traps were tagged, at most %d in 100 may be", wrong, traps, test.mostTraps)
			}
			for _, c := range e.Winds.PerCode {
				if c.F1 < test.eachWind {
					t.Errorf("F1 of %s is %.3f, want %.1f", c.Code, c.F1, test.eachWind)
				}
			}
		})
	}
}
