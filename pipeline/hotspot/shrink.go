package hotspot

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// The prior's shape is kept within bounds: with more than 100 the units would be held alike to better than a tenth, which no number
// of units here can show, and the intervals would close up on 1; with less than a quarter nothing would be shrunk.
const (
	minShape = 0.25
	maxShape = 100
)

// cell is one observed count and what was expected there.
type cell struct {
	n        int
	expected float64
}

// fitShape is the shape a of the gamma distribution, of mean 1, from which the cells' true ratios are drawn: the one that makes the
// observed counts most likely, n being Poisson around ratio × expected (so n is negative binomial). Its variance is 1/a.
func fitShape(cells []cell) float64 {
	const steps = 32
	low, high := math.Log(minShape), math.Log(maxShape)
	likelihood := func(logShape float64) float64 { return logMarginal(cells, math.Exp(logShape)) }
	best, bestAt := math.Inf(-1), high
	width := (high - low) / steps
	for i := steps; i >= 0; i-- { // from the top: with nothing to tell, the units are alike
		at := low + float64(i)*width
		if l := likelihood(at); l > best {
			best, bestAt = l, at
		}
	}
	a, b := math.Max(low, bestAt-width), math.Min(high, bestAt+width)
	const golden = 0.6180339887498949
	x1, x2 := b-golden*(b-a), a+golden*(b-a)
	f1, f2 := likelihood(x1), likelihood(x2)
	for b-a > 1e-4 {
		if f1 > f2 {
			b, x2, f2 = x2, x1, f1
			x1 = b - golden*(b-a)
			f1 = likelihood(x1)
		} else {
			a, x1, f1 = x1, x2, f2
			x2 = a + golden*(b-a)
			f2 = likelihood(x2)
		}
	}
	if l := likelihood((a + b) / 2); l > best {
		return math.Exp((a + b) / 2)
	}
	return math.Exp(bestAt)
}

// logMarginal is the log likelihood of the counts, but for terms without the shape.
func logMarginal(cells []cell, shape float64) float64 {
	atShape, _ := math.Lgamma(shape)
	logShape := math.Log(shape)
	var sum float64
	for _, c := range cells {
		if c.expected <= 0 {
			continue
		}
		n, logBoth := float64(c.n), math.Log(shape+c.expected)
		sum += shape * (logShape - logBoth)
		if c.n > 0 {
			g, _ := math.Lgamma(shape + n)
			sum += g - atShape - n*logBoth
		}
	}
	return sum
}

// posterior is the mean and the middle 95 % of the ratio, given the cell and the prior's shape.
func posterior(c cell, shape float64) (mean, low, high float64) {
	alpha, beta := shape+float64(c.n), shape+c.expected
	g := distuv.Gamma{Alpha: alpha, Beta: beta}
	const tail = (1 - IntervalLevel) / 2
	return alpha / beta, g.Quantile(tail), g.Quantile(1 - tail)
}
