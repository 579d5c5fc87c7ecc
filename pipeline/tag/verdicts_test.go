package tag

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuickSigmoid(t *testing.T) {
	for z := -9.0; z <= 70; z += 0.00137 {
		want := sigmoid(z)
		if got := float64(quickSigmoid(float32(z))); math.Abs(got-want) > 2e-6*want {
			t.Fatalf("sigmoid of %v: %v, want %v", z, got, want)
		}
	}
}

func TestVerdictsAreTheSameEverywhere(t *testing.T) {
	outs := make([]output, 34)
	for o := 30; o < len(outs); o++ {
		outs[o].kind = true
	}
	random := rand.New(rand.NewPCG(3, 4))
	got, want := newVerdicts(outs), newVerdicts(outs)
	scales := make([]float32, 3*got.n)
	for i := range scales {
		scales[i] = random.Float32() / 20
	}
	sums := windowSums{make([]int32, lanes), make([]int32, lanes)}
	for window := range 50 {
		for l := range lanes {
			sums.grams[l], sums.rules[l] = int32(random.IntN(20000)-10000), int32(random.IntN(2000)-1000)
		}
		by := random.Float32() / 20
		got.hear(&sums, scales, by, window)
		want.hearPlain(&sums, scales, by, window)
	}
	if diff := cmp.Diff(want.said, got.said); diff != "" {
		t.Errorf("logits (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.title, got.title); diff != "" {
		t.Errorf("logits of the first window (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.best, got.best); diff != "" {
		t.Errorf("windows (-want +got):\n%s", diff)
	}
	for o, z := range got.most {
		if z <= got.next[o] || got.sum[o] <= 0 {
			t.Errorf("output %d: %v, next %v, sum %v", o, z, got.next[o], got.sum[o])
		}
	}
}
