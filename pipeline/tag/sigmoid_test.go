package tag

import (
	"math"
	"testing"
)

func TestQuickSigmoid(t *testing.T) {
	for z := -30.0; z <= 30; z += 0.00137 {
		want := sigmoid(z)
		if got := quickSigmoid(z); math.Abs(got-want) > 1e-13*want {
			t.Fatalf("sigmoid of %v: %v, want %v", z, got, want)
		}
	}
}

func BenchmarkSigmoid(b *testing.B) {
	x := 0.0
	for b.Loop() {
		for z := -8.0; z < 8; z += 0.1 {
			x += quickSigmoid(z)
		}
	}
	_ = x
}
