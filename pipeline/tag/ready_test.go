package tag

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// plainScore is the model applied feature by feature, as it was learnt: for each window and each output before the kinds, then for
// the whole.
func plainScore(m *Model, x *seen, judged int) (windows [][]float64, whole []float64) {
	index := map[uint64]int32{}
	for f, key := range m.key {
		index[key] = int32(f)
	}
	logits := func(l *layer, outputs int, keys []uint64) []float64 {
		var sums [groups][]float32
		for g := range sums {
			sums[g] = make([]float32, len(m.outs))
		}
		var norm [groups]float32
		counted := map[int32]bool{}
		for _, k := range keys {
			f, ok := index[k]
			if !ok || counted[f] {
				continue
			}
			counted[f] = true
			g, idf := m.group[f], m.idf[f]
			norm[g] += float32(idf * idf)
			for i := l.start[f]; i < l.start[f+1]; i++ {
				sums[g][l.output[i]] += float32(float32(l.weight[i]) * idf)
			}
		}
		out := make([]float64, outputs)
		for o := range out {
			z := float32(0)
			for g := range sums {
				by := float32(ruleValue)
				if g != ruleGroup {
					if norm[g] == 0 {
						continue
					}
					by = float32(1 / math.Sqrt(float64(norm[g])))
				}
				z += float32(sums[g][o] * by)
			}
			out[o] = float64(float32(z*l.scale[o]) + l.bias[o])
		}
		return out
	}
	for _, w := range x.windows {
		windows = append(windows, logits(&m.window, judged, x.keys[w.from:w.to]))
	}
	return windows, logits(&m.whole, len(m.outs), x.keys)
}

// The applied form of the model must give what the learnt one does, to the last bit.
func TestAppliedModelIsTheLearntOne(t *testing.T) {
	d, tagger := load(t)
	untrained, err := newUntrained(d)
	if err != nil {
		t.Fatal(err)
	}
	examples, err := ReadInvented(d)
	if err != nil {
		t.Fatal(err)
	}
	examples = append(examples[:min(300, len(examples))], Labelled{}, Labelled{Title: "？？", Text: "abc，\n\n123《没有》"}, Labelled{Text: "多次反映没人管。多次反映没人管。"})
	s := &scratch{}
	for _, l := range examples {
		windows, whole := plainScore(tagger.model, untrained.see(l), tagger.model.ready.judged)
		s.read(l.Title, l.Text)
		tagger.lex.scan(s)
		tagger.lex.judge(s, tagger.index, allHits)
		tagger.extract(s)
		v := tagger.weigh(s).verdicts
		if !slices.Equal(v.whole, whole) {
			t.Fatalf("%s: the whole: %v, want %v", l.ID, v.whole, whole)
		}
		for o := range tagger.model.ready.judged {
			want := lowest
			for _, z := range windows {
				want = math.Max(want, z[o])
			}
			if v.most[o] != want {
				t.Fatalf("%s, %s: best window %v, want %v", l.ID, tagger.outs[o].code, v.most[o], want)
			}
		}
	}
}

func TestAddRowsIsTheSameEverywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const all = 300
	weights := make([]int8, all*lanes)
	for i := range weights {
		weights[i] = int8(random.IntN(256) - 128)
	}
	var window [lanes]uint32
	for l := range 30 {
		window[l] = 1<<32 - 1
	}
	for _, n := range []int{0, 1, 2, 17, 400} {
		var b bag
		for range n {
			idf := random.Float32() * 9
			b.rows, b.idf, b.first = append(b.rows, uint32(random.IntN(all))), append(b.idf, idf), append(b.first, idf*float32(random.IntN(2)))
		}
		got, want := [lanes]float32{3: 5, 40: 6}, [lanes]float32{3: 5, 40: 6} // added to what stood there before
		addRows(&got, weights, &b, &window)
		addRowsPlain(&want, weights, &b, &window)
		if got != want {
			t.Errorf("%d features: %v, want %v", n, got, want)
		}
	}
}

func TestGramOfKey(t *testing.T) {
	for _, salt := range []uint64{saltGram, saltTitle} {
		keys := gramKeys([]uint16{breakForm, '没', '人', '管', digitForm, breakForm}, salt, nil)
		if len(keys) != 2+3+4+4+3 {
			t.Errorf("%d n-grams", len(keys))
		}
		last, n := gramOf(keys[len(keys)-1], salt)
		if want := [maxGram]uint16{breakForm, digitForm, '管', '人'}; last != want || n != maxGram {
			t.Errorf("last n-gram %v of %d characters", last, n)
		}
	}
}
