package tag

import "math"

// row is a sparse example: features in ascending order and their values.
type row struct {
	at    []int32
	value []float32
}

// fitLogistic minimises the logistic loss plus half lambda times the squared weights (the last one, the intercept, goes free), by limited-memory BFGS. It is deterministic.
func fitLogistic(rows []row, positive []bool, dim int, lambda float64, rounds int) []float64 {
	w := make([]float64, dim+1)
	grad := make([]float64, dim+1)
	loss := func(w, grad []float64) float64 {
		sum := 0.0
		for i := range grad {
			grad[i] = 0
		}
		for i, x := range rows {
			z := w[dim]
			for k, f := range x.at {
				z += w[f] * float64(x.value[k])
			}
			y := -1.0
			if positive[i] {
				y = 1
			}
			m := y * z
			var l, g float64
			if m > 0 {
				e := math.Exp(-m)
				l, g = math.Log1p(e), -y*e/(1+e)
			} else {
				e := math.Exp(m)
				l, g = -m+math.Log1p(e), -y/(1+e)
			}
			sum += l
			for k, f := range x.at {
				grad[f] += g * float64(x.value[k])
			}
			grad[dim] += g
		}
		for f := range dim {
			sum += lambda / 2 * w[f] * w[f]
			grad[f] += lambda * w[f]
		}
		return sum
	}
	const memory = 8
	type pair struct {
		s, y []float64
		rho  float64
	}
	var pairs []pair
	value := loss(w, grad)
	dir, next, nextGrad := make([]float64, dim+1), make([]float64, dim+1), make([]float64, dim+1)
	alpha := make([]float64, memory)
	for range rounds {
		copy(dir, grad)
		for i := len(pairs) - 1; i >= 0; i-- {
			alpha[i] = pairs[i].rho * dot(pairs[i].s, dir)
			axpy(dir, -alpha[i], pairs[i].y)
		}
		if n := len(pairs); n > 0 {
			scale := 1 / (pairs[n-1].rho * dot(pairs[n-1].y, pairs[n-1].y))
			for i := range dir {
				dir[i] *= scale
			}
		} else {
			scale := 1 / math.Max(1, math.Sqrt(dot(grad, grad)))
			for i := range dir {
				dir[i] *= scale
			}
		}
		for i := range pairs {
			axpy(dir, alpha[i]-pairs[i].rho*dot(pairs[i].y, dir), pairs[i].s)
		}
		slope := -dot(grad, dir)
		if slope > -1e-9 {
			break
		}
		step, newValue := 1.0, 0.0
		for try := 0; ; try++ {
			for i := range next {
				next[i] = w[i] - step*dir[i]
			}
			newValue = loss(next, nextGrad)
			if newValue <= value+1e-4*step*slope || try == 20 {
				break
			}
			step /= 2
		}
		if newValue >= value {
			break
		}
		p := pair{s: make([]float64, dim+1), y: make([]float64, dim+1)}
		for i := range p.s {
			p.s[i], p.y[i] = next[i]-w[i], nextGrad[i]-grad[i]
		}
		if sy := dot(p.s, p.y); sy > 1e-12 {
			p.rho = 1 / sy
			if len(pairs) == memory {
				pairs = pairs[1:]
			}
			pairs = append(pairs, p)
		}
		done := value-newValue < 5e-5*(1+math.Abs(value))
		copy(w, next)
		copy(grad, nextGrad)
		value = newValue
		if done {
			break
		}
	}
	return w
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

func axpy(y []float64, a float64, x []float64) {
	for i := range y {
		y[i] += a * x[i]
	}
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
