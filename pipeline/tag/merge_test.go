package tag

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuickLog(t *testing.T) {
	for x := float32(1e-3); x < 1e6; x *= 1.00137 {
		want := math.Log(float64(x))
		if got := float64(quickLog(x)); math.Abs(got-want) > 2e-6*max(1, math.Abs(want)) {
			t.Fatalf("logarithm of %v: %v, want %v", x, got, want)
		}
	}
}

func TestMergeRowsIsTheSameEverywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, outputs := range []int{8, 40, 72} {
		numbers := func(n int) []float32 {
			out := make([]float32, n)
			for i := range out {
				out[i] = random.Float32()*8 - 4
			}
			return out
		}
		in, weights := numbers(mergeBase*outputs), numbers((mergeBase+1)*outputs)
		got, want := make([]float32, outputs), make([]float32, outputs)
		mergeRows(in, weights, got)
		mergeRowsPlain(in, weights, want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d outputs (-want +got):\n%s", outputs, diff)
		}
	}
}

// The last step as it is applied is the weights of each output times its inputs, those for slips as far as the comment is one.
func TestMergeWeights(t *testing.T) {
	_, tagger := load(t)
	m := tagger.model
	in := newMergeInputs(len(m.outs))
	random := rand.New(rand.NewPCG(7, 8))
	for i := range in.of {
		in.of[i] = random.Float32()*4 - 2
	}
	for _, share := range []float32{0, 0.375, 1} {
		got, scratch := make([]float32, in.wide), make([]float32, in.wide)
		m.ready.merge.logits(in, share, got, scratch)
		for o, w := range m.merge {
			want := w[mergeSize] + float64(share)*w[2*mergeBase]
			for i, x := range in.column(o) {
				want += (w[i] + float64(share)*w[mergeBase+i]) * float64(x)
			}
			if math.Abs(float64(got[o])-want) > 1e-4 {
				t.Errorf("%s, share %v: %v, want %v", m.outs[o].code, share, got[o], want)
			}
		}
	}
}

// However often an expression stands, it is counted once more or as often as can be.
func TestCountsDoNotWrap(t *testing.T) {
	n := uint16(math.MaxUint16 - 1)
	for range 3 {
		more(&n)
	}
	if n != math.MaxUint16 {
		t.Errorf("%d", n)
	}
}
