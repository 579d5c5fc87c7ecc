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

// prior is what the cells of one wind or problem say about their true ratios.
type prior struct {
	shape   float64   // the most likely one
	shapes  []float64 // others that the counts allow
	weights []float64 // and how likely those are, summing to 1
}

// fit finds the most likely shape and, beside it, how likely others are: 20 of even steps in the standard deviation of the ratios.
func fit(cells []cell) prior {
	const steps = 20
	p := prior{shape: fitShape(cells), shapes: make([]float64, steps), weights: make([]float64, steps)}
	low, high := 1/math.Sqrt(maxShape), 1/math.Sqrt(minShape)
	best, sum := math.Inf(-1), 0.0
	for i := range p.shapes {
		deviation := low + (high-low)*float64(i)/(steps-1)
		p.shapes[i] = 1 / (deviation * deviation)
		p.weights[i] = logMarginal(cells, p.shapes[i])
		best = math.Max(best, p.weights[i])
	}
	for i, l := range p.weights {
		p.weights[i] = math.Exp(l - best)
		sum += p.weights[i]
	}
	for i := range p.weights {
		p.weights[i] /= sum
	}
	return p
}

// posterior is the mean of the ratio, given the cell and the most likely shape, and the middle 95 % of a gamma distribution of that mean
// whose variance also allows for what is not known of the shape; without that a few units that happen to be alike would seem to be so for certain.
func (p prior) posterior(c cell) (mean, low, high float64) {
	mean = (p.shape + float64(c.n)) / (p.shape + c.expected)
	var variance float64
	for i, shape := range p.shapes {
		alpha, beta := shape+float64(c.n), shape+c.expected
		away := alpha/beta - mean
		variance += p.weights[i] * (alpha/beta/beta + away*away)
	}
	g := distuv.Gamma{Alpha: mean * mean / variance, Beta: mean / variance}
	const tail = (1 - IntervalLevel) / 2
	return mean, g.Quantile(tail), g.Quantile(1 - tail)
}
