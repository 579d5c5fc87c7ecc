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
		{"praise by little", []float64{0, 1, 0, 2.9}, nil, comment.Complaint},
		{"praise by much", []float64{0, 1, 0, 3.1}, nil, comment.Praise},
		{"praise with a problem", []float64{0, 1, 0, 9}, []chosen{{0, ironyAt - 0.1}}, comment.Praise},
		{"irony", []float64{0, 1, 0, 9}, []chosen{{0, ironyAt}}, comment.Complaint},
		{"a question with a problem", []float64{0, 1, 2, 9}, []chosen{{0, ironyAt}}, comment.Inquiry},
	} {
		if got := m.kind(c.logits, c.problems); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What is tagged with a greater margin is trusted more; a problem whose tags are seldom right is trusted less.
func TestTrusted(t *testing.T) {
	var margins []row
	var right []bool
	for i := range 400 {
		o, margin := int32(i%2), float64(i%8)/2
		margins = append(margins, row{[]int32{o, 3}, []float32{1, float32(trustScale * margin)}})
		right = append(right, o == 0 && i%5 > 0 || o == 1 && i%5 == 0 || margin > 3)
	}
	m := &Model{outs: make([]output, 3), trust: trustOf(margins, right, 3)}
	often, seldom, unknown := m.trusted(chosen{0, 1}), m.trusted(chosen{1, 1}), m.trusted(chosen{2, 1})
	if !(0.6 < often && often < 0.9 && 0.1 < seldom && seldom < 0.4 && seldom < unknown && unknown < often) {
		t.Errorf("trusted %.2f where four in five are right, %.2f where one is, %.2f where nothing is known", often, seldom, unknown)
	}
	if m.trusted(chosen{0, 3}) <= often {
		t.Error("a greater margin is not trusted more")
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
