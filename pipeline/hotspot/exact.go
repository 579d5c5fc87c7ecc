package hotspot

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/combin"
)

// hypergeometricMidP is P(X > k) + P(X = k)/2, where X counts the marked among drawn comments taken without replacement from total, of
// which marked are marked. It is the one-sided mid-P form of Fisher's exact test.
func hypergeometricMidP(k, drawn, marked, total int) float64 {
	low, high := max(0, drawn+marked-total), min(drawn, marked)
	if k < low {
		return 1
	}
	if k > high {
		return 0
	}
	at := math.Exp(logChoose(marked, k) + logChoose(total-marked, drawn-k) - logChoose(total, drawn))
	mean := float64(drawn) * float64(marked) / float64(total)
	// Each side is summed from k outwards, away from the bulk, so that terms only shrink and nothing small is lost in a difference.
	if float64(k) >= mean {
		sum, term := at/2, at
		for x := k; x < high; x++ {
			term *= float64(marked-x) / float64(x+1) * float64(drawn-x) / float64(total-marked-drawn+x+1)
			sum += term
			if term < sum*1e-17 {
				break
			}
		}
		return math.Min(sum, 1)
	}
	sum, term := at/2, at
	for x := k; x > low; x-- {
		term *= float64(x) / float64(marked-x+1) * float64(total-marked-drawn+x) / float64(drawn-x+1)
		sum += term
		if term < sum*1e-17 {
			break
		}
	}
	return math.Max(1-sum, 0)
}

// binomialMidP is P(X > k) + P(X = k)/2 for X binomial with n trials of chance p.
func binomialMidP(k, n int, p float64) float64 {
	return (binomialUpper(k, n, p) + binomialUpper(k+1, n, p)) / 2
}

// binomialUpper is P(X >= k).
func binomialUpper(k, n int, p float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n || p <= 0:
		return 0
	case p >= 1:
		return 1
	}
	return mathext.RegIncBeta(float64(k), float64(n-k+1), p)
}

func logChoose(n, k int) float64 {
	if k == 0 || k == n {
		return 0
	}
	return combin.LogGeneralizedBinomial(float64(n), float64(k))
}
