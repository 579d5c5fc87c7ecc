package tag

import "math"

// verdicts are what the two models say of a comment for each output.
type verdicts struct {
	n                      int       // outputs of windows, rounded up to eights
	said                   []float32 // of the windows: most, next and sum, one after the other
	most, next, sum, title []float32 // by output: the highest logit of a window, the second, the sum of the sigmoids of all, the logit of the first window
	whole                  []float32 // by output, kinds too
	best                   []int32   // output → the window with the highest logit
}

// lowest is the least that a window says.
const lowest = -9

func newVerdicts(outs []output) verdicts {
	judged := judgedOf(outs)
	n := eights(judged)
	v := verdicts{n: n, said: make([]float32, 3*n), title: make([]float32, n), whole: make([]float32, len(outs)), best: make([]int32, n)}
	v.most, v.next, v.sum = v.said[:n], v.said[n:2*n], v.said[2*n:]
	v.clear()
	return v
}

// eights rounds up to whole eights, since so many outputs are judged at once.
func eights(n int) int { return (n + 7) / 8 * 8 }

// judgedOf gives how many outputs windows are judged by: those before the kinds.
func judgedOf(outs []output) int {
	n := 0
	for n < len(outs) && !outs[n].kind {
		n++
	}
	return n
}

func (v *verdicts) clear() {
	for o := range v.n {
		v.most[o], v.next[o], v.sum[o], v.title[o], v.best[o] = lowest, lowest, 0, lowest, 0
	}
}

// add takes the logit of a window; those of a comment come in their order.
func (v *verdicts) add(o, window int, z float32) {
	z = max(lowest, z)
	if window == 0 {
		v.title[o] = z
	}
	if z > v.most[o] {
		v.best[o] = int32(window)
	}
	v.next[o] = max(v.next[o], min(v.most[o], z))
	v.most[o] = max(v.most[o], z)
	v.sum[o] += quickSigmoid(z)
}

// windowSums are the sums of a window's weights, by output: of its n-grams, and of what rules and cues say.
type windowSums struct{ grams, rules []int32 }

// hearPlain is hear for processors without a faster way; all round alike. The scales of what the sums are made of, and what is added, are given by output: those of
// n-grams, of rules, and the bias, one after the other. By is what the sums of n-grams are multiplied with.
func (v *verdicts) hearPlain(sums *windowSums, scales []float32, by float32, window int) {
	for o := range v.n {
		z := float32(float32(float32(sums.grams[o])*by)*scales[o]) + float32(float32(sums.rules[o])*scales[v.n+o])
		v.add(o, window, float32(z+scales[2*v.n+o]))
	}
}

// quickSigmoid is the sigmoid to six digits, of logits of at least −80: two to the power of the integer part of the exponent by its bits, the rest by a polynomial.
func quickSigmoid(z float32) float32 {
	const (
		log2e   = float32(1 / math.Ln2)
		highest = 64 // from there on it is 1
	)
	x := float32(min(highest, z) * -log2e)
	whole := math.RoundToEven(float64(x))
	x = float32(x - float32(whole))
	e := powers[len(powers)-1]
	for i := len(powers) - 2; i >= 0; i-- {
		e = float32(float32(e*x) + powers[i])
	}
	e = math.Float32frombits(math.Float32bits(e) + uint32(int32(whole)<<23))
	return float32(1 / float32(1+e))
}

// powers are the coefficients of two to the power of x.
var powers = [...]float32{
	1, math.Ln2, math.Ln2 * math.Ln2 / 2, math.Ln2 * math.Ln2 * math.Ln2 / 6, math.Ln2 * math.Ln2 * math.Ln2 * math.Ln2 / 24,
	math.Ln2 * math.Ln2 * math.Ln2 * math.Ln2 * math.Ln2 / 120, math.Ln2 * math.Ln2 * math.Ln2 * math.Ln2 * math.Ln2 * math.Ln2 / 720,
}
