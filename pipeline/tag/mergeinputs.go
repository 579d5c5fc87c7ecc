package tag

import "math"

// mergeInputs are the inputs of the last step: for each of them one after the other, for each output, as many as wide. For a kind, windows and rules tell whether
// there is any problem.
type mergeInputs struct {
	wide int
	of   []float32
}

func newMergeInputs(outputs int) mergeInputs {
	wide := eights(outputs)
	return mergeInputs{wide, make([]float32, mergeBase*wide)}
}

func (in mergeInputs) row(input int) []float32 { return in.of[input*in.wide:][:in.wide:in.wide] }

// column gives the inputs of an output.
func (in mergeInputs) column(o int) []float32 {
	out := make([]float32, mergeBase)
	for i := range out {
		out[i] = in.row(i)[o]
	}
	return out
}

// The inputs.
const (
	inMost = iota
	inNext
	inTitle
	inSum
	inWhole
	inBackMost
	inBackWhole
	inCounts   // one for each of ruleCounts, in the order of countOrder
	inComment  = inCounts + len(ruleCounts{})
	inAnyMost  = inComment + 3
	inAnyWhole = inAnyMost + 1 // and those of the kinds
)

var countOrder = [...]int{int(public), int(nobody), int(private), weakCount, turnedCount}

// fill makes the inputs of a comment.
func (in mergeInputs) fill(outs []output, v *verdicts, counts []ruleCounts, shared *mergeShared) {
	clear(in.of)
	most, next, title, sum := in.row(inMost), in.row(inNext), in.row(inTitle), in.row(inSum)
	whole, backMost, backWhole := in.row(inWhole), in.row(inBackMost), in.row(inBackWhole)
	all := outs[0].all
	for o := range outs {
		out := &outs[o]
		told, back := o, out.back
		if out.kind {
			told = all
		}
		if back < 0 {
			back = told
		}
		most[o], next[o], title[o], sum[o] = logitInput(v.most[told]), logitInput(v.next[told]), logitInput(v.title[told]), quickLog(v.sum[told]+0.01)
		whole[o], backMost[o], backWhole[o] = v.whole[o]/4, logitInput(v.most[back]), v.whole[back]/4
		if c := &counts[told]; *c != (ruleCounts{}) {
			for k, at := range countOrder {
				in.row(inCounts + k)[o] = log1p(c[at])
			}
		}
	}
	for i, x := range [mergeBase - inComment]float32{
		shared.length, shared.public, shared.private,
		logitInput(v.most[all]), v.whole[all] / 4, v.whole[all+1] / 4, v.whole[all+2] / 4, v.whole[all+3] / 4, v.whole[all+4] / 4,
	} {
		row := in.row(inComment + i)
		for o := range row {
			row[o] = x
		}
	}
}

// logitInput draws the logit of a window, which is at least lowest, near to 0.
func logitInput(z float32) float32 { return (z + 4) / 4 }

// quickLog is the natural logarithm of a positive number to six digits: of the exponent by its bits, of the rest by the series of the inverse hyperbolic tangent.
func quickLog(x float32) float32 {
	const half = 0x3f3504f3 // bits of the root of a half
	bits := math.Float32bits(x) - half
	m := math.Float32frombits(bits&(1<<23-1) + half)
	s := float32((m - 1) / (m + 1))
	q := float32(s * s)
	series := 1 + float32(q*(1.0/3+float32(q*(1.0/5+float32(q*(1.0/7))))))
	return float32(float32(int32(bits)>>23)*math.Ln2) + float32(2*s*series)
}

// mergeWeights are the weights of the last step as mergeInputs are laid out.
type mergeWeights struct {
	letters, more []float32 // for letters, and for slips what is added to those; behind those of the inputs the intercepts
}

func newMergeWeights(merge [][]float64) mergeWeights {
	wide := newMergeInputs(len(merge)).wide
	w := mergeWeights{make([]float32, (mergeBase+1)*wide), make([]float32, (mergeBase+1)*wide)}
	for o, of := range merge {
		for i := range mergeBase {
			w.letters[i*wide+o], w.more[i*wide+o] = float32(of[i]), float32(of[mergeBase+i])
		}
		w.letters[mergeBase*wide+o], w.more[mergeBase*wide+o] = float32(of[mergeSize]), float32(of[2*mergeBase])
	}
	return w
}

// logits gives those of all outputs of a comment.
func (w *mergeWeights) logits(in mergeInputs, share float32, into, scratch []float32) {
	mergeRows(in.of, w.letters, into)
	if share == 0 {
		return
	}
	mergeRows(in.of, w.more, scratch)
	for o, z := range scratch {
		into[o] += float32(share * z)
	}
}

// mergeRowsPlain is mergeRows for processors without a faster way; all round alike.
func mergeRowsPlain(in, weights, into []float32) {
	n := len(into)
	copy(into, weights[mergeBase*n:])
	for i := range mergeBase {
		x, w := in[i*n:][:n], weights[i*n:][:n]
		for o := range into {
			into[o] += float32(x[o] * w[o])
		}
	}
}
