package tag

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// plainScore is the model applied feature by feature, as it was learnt: for each window and each output before the kinds, then for
// the whole.
func plainScore(m *Model, x *seen, judged int) (windows [][]float64, whole []float64) {
	index := map[uint64]int32{}
	for f, key := range m.key {
		index[key] = int32(f)
	}
	logits := func(l *layer, outputs int, keys []uint64) []float64 {
		var sums [groups][]float64
		for g := range sums {
			sums[g] = make([]float64, len(m.outs))
		}
		var norm [groups]float64
		counted := map[int32]bool{}
		for _, k := range keys {
			f, ok := index[k]
			if !ok || counted[f] {
				continue
			}
			counted[f] = true
			g := m.group[f]
			norm[g] += float64(m.idf[f]) * float64(m.idf[f])
			for i := l.start[f]; i < l.start[f+1]; i++ {
				sums[g][l.output[i]] += float64(l.weight[i]) * float64(l.scale[g][l.output[i]])
			}
		}
		out := make([]float64, outputs)
		for o := range out {
			out[o] = float64(l.bias[o])
			for g := range sums {
				by := float64(ruleValue)
				if g != ruleGroup {
					if norm[g] == 0 {
						continue
					}
					by = 1 / math.Sqrt(norm[g])
				}
				out[o] += sums[g][o] * by
			}
		}
		return out
	}
	for _, w := range x.windows {
		windows = append(windows, logits(&m.window, judged, x.keys[w.from:w.to]))
	}
	return windows, logits(&m.whole, len(m.outs), x.keys)
}

// The applied form of the model must give what the learnt one does, but for the rounding of squares and sums.
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
		near := func(got float32, want float64) bool { return math.Abs(float64(got)-want) < 0.01 }
		for o, want := range whole {
			if !near(v.whole[o], want) {
				t.Fatalf("%s, %s: the whole: %v, want %v", l.ID, tagger.outs[o].code, v.whole[o], want)
			}
		}
		for o := range tagger.model.ready.judged {
			want := float64(lowest)
			for _, z := range windows {
				want = math.Max(want, z[o])
			}
			if !near(v.most[o], want) {
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
	r := rows{weight: weights, features: all, blocks: 1, window: make([]int16, lanes)}
	for l := range 30 {
		r.window[l] = -1
	}
	for _, n := range []int{0, 1, 2, 17, 256, 257, 700} {
		var b bag
		for range n {
			b.features, b.first = append(b.features, uint32(random.IntN(all))), append(b.first, -int16(random.IntN(2)))
		}
		got, want := [lanes]int32{3: 5, 40: 6}, [lanes]int32{3: 5, 40: 6} // added to what stood there before
		r.add(got[:], &b)
		addRowsPlain(&want, weights, b.features, b.first, (*[lanes]int16)(r.window))
		if got != want {
			t.Errorf("%d features: %v, want %v", n, got, want)
		}
	}
	full := bag{slices.Repeat([]uint32{7}, 1000), slices.Repeat([]int16{-1}, 1000)} // as many as there may be, of the largest weight
	for l := range lanes {
		weights[7*lanes+l] = -128
	}
	var got [lanes]int32
	r.add(got[:], &full)
	if want := int32(-128000); got[5] != want || got[40] != want {
		t.Errorf("a thousand of the largest weight: %v, want %d each", got, want)
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

// What a comment is tagged with does not depend on what was tagged before it, nor does a comment of more windows than there are numbers for them.
func TestTagsDependOnTheCommentAlone(t *testing.T) {
	_, tagger := load(t)
	docs := []comment.Doc{{Text: strings.Repeat("没人管。多次反映！", 1<<15)}, {Text: "好。"}}
	for _, l := range readSlips(t, "rare.jsonl") {
		docs = append(docs, comment.Doc{Text: l.Text})
	}
	var want []Result
	for _, doc := range docs {
		want = append(want, tagger.Tag(doc))
	}
	if len(want[0].Tags) == 0 {
		t.Error("a long complaint is not tagged")
	}
	for _, i := range rand.New(rand.NewPCG(9, 10)).Perm(len(docs)) {
		if diff := cmp.Diff(want[i], tagger.Tag(docs[i])); diff != "" {
			t.Errorf("comment %d, again (-first +then):\n%s", i, diff)
		}
	}
}
