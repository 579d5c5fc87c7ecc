//go:build !amd64

package tag

// addRows adds the rows of up to atOnce features to sums: to those of windows, and to the others where all bits of first are set, not none.
func addRows(sums *[lanes]int32, weights []int8, features []uint32, first []int16, window *[lanes]int16) {
	addRowsPlain(sums, weights, features, first, window)
}

// hear takes the sums of a window.
func (v *verdicts) hear(sums *windowSums, scales []float32, by float32, window int) {
	v.hearPlain(sums, scales, by, window)
}

// fetch is for processors that can be told what will be read.
func (r *rows) fetch(seen, features []uint32) {}

// mergeRows gives the sum of inputs times their weights, and of what stands behind the weights, for each output.
func mergeRows(in, weights, into []float32) { mergeRowsPlain(in, weights, into) }
