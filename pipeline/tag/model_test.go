package tag

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// invented gives n labelled comments of two sorts that words tell apart.
func inventedLabels(n int) []Labelled {
	var out []Labelled
	for i := range n {
		l := Labelled{ID: fmt.Sprint(i), Text: fmt.Sprintf("第%d号路灯坏了，晚上看不见路，希望装新的。", i), Kind: comment.Suggestion}
		if i%2 == 0 {
			l.Text = fmt.Sprintf("向镇政府反映第%d回了，一直没有人管，石沉大海。", i)
			l.Subs, l.Evidence, l.Kind = []string{"bureaucratism.inaction"}, []string{"没有人管"}, comment.Complaint
		}
		out = append(out, l)
	}
	return out
}

func TestTrainIsDeterministicAndSurvivesWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a model")
	}
	d, tagger := load(t)
	labels := inventedLabels(60)
	var files [2]bytes.Buffer
	for i := range files {
		m, e, err := train(t.Context(), d, labels, nil, TrainOptions{Workers: 1 + i})
		if err != nil {
			t.Fatal(err)
		}
		if e.Problems.Micro.Value < 0.95 || e.Kind.Value < 0.95 {
			t.Errorf("micro-F1 %.2f, kind %.2f on comments that two words tell apart", e.Problems.Micro.Value, e.Kind.Value)
		}
		if err := m.Write(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("one worker and two make different models")
	}
	m, err := readModel(files[0].Bytes(), tagger.outs)
	if err != nil {
		t.Fatal(err)
	}
	_, trained := load(t)
	trained.use(m)
	s := &scratch{}
	s.read("", labels[0].Text)
	trained.lex.scan(s)
	trained.lex.judge(s, trained.index, allHits)
	trained.extract(s)
	got := m.codes(m.choose(trained.weigh(s).logits, nil))
	if diff := cmp.Diff([]string{"bureaucratism.inaction"}, got); diff != "" {
		t.Errorf("decision (-want +got):\n%s", diff)
	}
}

func TestReadModelRefuses(t *testing.T) {
	_, tagger := load(t)
	var b bytes.Buffer
	if err := tagger.model.Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := readModel(b.Bytes()[:b.Len()/2], tagger.outs); err == nil {
		t.Error("half a model was read")
	}
	if _, err := readModel(b.Bytes(), tagger.outs[1:]); err == nil {
		t.Error("a model for another taxonomy was read")
	}
}

func TestFitLogisticFindsTheMinimum(t *testing.T) {
	var rows []row
	var positive []bool
	for i := range 40 {
		rows = append(rows, row{[]int32{0, 1}, []float32{float32(i%5) - 2, float32(i%3) - 1}})
		positive = append(positive, i%5 > 2 || i%7 == 0)
	}
	w := fitLogistic(rows, positive, 2, 0.5, 100)
	loss := func(w []float64) float64 {
		sum := 0.25 * (w[0]*w[0] + w[1]*w[1])
		for i, r := range rows {
			z := linear(w, r)
			if positive[i] {
				z = -z
			}
			sum += math.Log1p(math.Exp(z))
		}
		return sum
	}
	best := loss(w)
	for f := range w {
		for _, step := range []float64{-0.01, 0.01} {
			near := append([]float64(nil), w...)
			near[f] += step
			if loss(near) < best-1e-6 {
				t.Errorf("weight %d: a step of %v is better", f, step)
			}
		}
	}
}

func TestADamagedModelIsRefused(t *testing.T) {
	d, tagger := load(t)
	file, err := fs.ReadFile(d.FS(), ModelFile)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readModel(file, tagger.outs); err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"its last byte is missing":    file[:len(file)-1],
		"its checksum is missing":     file[:len(file)-8],
		"something stands behind it":  append(slices.Clone(file), "more"...),
		"its checksum is another one": append(slices.Clone(file[:len(file)-8]), 1, 2, 3, 4, 5, 6, 7, 8),
	} {
		if _, err := readModel(damaged, tagger.outs); err == nil {
			t.Errorf("a model was read though %s", name)
		}
	}
	for name, damage := range map[string]func(*Model){
		"threshold": func(m *Model) { m.threshold[0] = math.NaN() },
		"weight":    func(m *Model) { m.merge[1][0] = math.Inf(-1) },
		"huge":      func(m *Model) { m.merge[1][0] = 1e300 },
		"scale":     func(m *Model) { m.window.scale[gramGroup][2] = float32(math.Inf(1)) },
		"idf":       func(m *Model) { m.idf[3] = float32(math.NaN()) },
	} {
		m, err := readModel(file, tagger.outs)
		if err != nil {
			t.Fatal(err)
		}
		damage(m)
		if m.check() == nil {
			t.Errorf("a %s that is no number was accepted", name)
		}
	}
}

func TestASentenceWithoutEndIsCut(t *testing.T) {
	for text, most := range map[string]int{
		strings.Repeat("推诿扯皮，", 3000): maxSentence + 5,
		strings.Repeat("推诿扯皮", 3000):  2*maxSentence + 1,
	} {
		var p page
		p.read("", text)
		total := 0
		for _, s := range p.sent {
			total += s.end - s.start
			if s.end-s.start > most {
				t.Errorf("a sentence of %d characters, at most %d are looked at together", s.end-s.start, most)
			}
		}
		if total < len([]rune(text))-len(p.sent)-1 {
			t.Errorf("%d characters in %d sentences of a text of %d", total, len(p.sent), len([]rune(text)))
		}
	}
}

func TestTrainingEndsWithItsContext(t *testing.T) {
	d, _ := load(t)
	labels := inventedLabels(60)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if m, _, err := train(ctx, d, labels, nil, TrainOptions{}); !errors.Is(err, context.Canceled) || m != nil {
		t.Errorf("model %v, error %v of a training that nobody waits for", m, err)
	}
}
