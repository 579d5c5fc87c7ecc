package tag

import (
	"testing"

	"sifeng/pipeline/comment"
)

// Praise has a handicap, and gives way to a problem that is very sure.
func TestKind(t *testing.T) {
	m := &Model{outs: []output{
		{code: "formalism.image"}, {code: string(comment.Complaint), kind: true}, {code: string(comment.Inquiry), kind: true}, {code: string(comment.Praise), kind: true},
	}}
	for _, c := range []struct {
		name     string
		logits   []float64 // of the outputs
		problems []chosen
		want     comment.Kind
	}{
		{"the highest", []float64{0, 1, 2, -1}, nil, comment.Inquiry},
		{"praise by little", []float64{0, 1, 0, 1.9}, nil, comment.Complaint},
		{"praise by much", []float64{0, 1, 0, 2.1}, nil, comment.Praise},
		{"praise with a problem", []float64{0, 1, 0, 9}, []chosen{{0, ironyAt - 0.1}}, comment.Praise},
		{"irony", []float64{0, 1, 0, 9}, []chosen{{0, ironyAt}}, comment.Complaint},
		{"a question with a problem", []float64{0, 1, 2, 9}, []chosen{{0, ironyAt}}, comment.Inquiry},
	} {
		if got := m.kind(c.logits, c.problems); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// One number means the same for all problems, and grows with the margin.
func TestTrusted(t *testing.T) {
	_, tagger := load(t)
	m := tagger.model
	if low, high := m.trusted(0), m.trusted(4); !(0.2 < low && low < 0.6 && 0.8 < high && high < 1) {
		t.Errorf("a tag at its threshold is right in %.2f, one far above it in %.2f", low, high)
	}
}

// What is denied is hidden from the model, but not where an asserted expression holds it too.
func TestMask(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]bool{"不给红包不办事": false, "科长从来没有收过红包": true} {
		s := &scratch{}
		s.read("", text)
		tagger.lex.scan(s)
		tagger.lex.judge(s, tagger.index, allHits)
		tagger.extract(s)
		for i, c := range s.char {
			if c == '红' && s.masked[i] != want {
				t.Errorf("%s: 红包 is hidden: %v, want %v", text, s.masked[i], want)
			}
		}
	}
}
