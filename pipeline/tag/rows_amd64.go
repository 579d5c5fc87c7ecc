package tag

import "golang.org/x/sys/cpu"

//go:noescape
func addRowsAVX2(sums *int32, weights *int8, features *uint32, n int, first, window *int16)

//go:noescape
func hearAVX2(gram, rule *int32, scales, said *float32, best *int32, n int, by float32, window int32)

//go:noescape
func fetchRows(seen *uint32, weights *int8, features *uint32, n int)

// fetch tells the processor that what is known of some features, and their weights, will be read: most lie far from it.
func (r *rows) fetch(seen, features []uint32) {
	if len(features) == 0 {
		return
	}
	for block := range r.blocks {
		fetchRows(&seen[0], &r.weight[block*r.features*lanes], &features[0], len(features))
	}
}

// addRows adds the rows of up to atOnce features to sums: to those of windows, and to the others where all bits of first are set, not none.
func addRows(sums *[lanes]int32, weights []int8, features []uint32, first []int16, window *[lanes]int16) {
	switch {
	case len(features) == 0:
	case !cpu.X86.HasAVX2:
		addRowsPlain(sums, weights, features, first, window)
	default:
		addRowsAVX2(&sums[0], &weights[0], &features[0], len(features), &first[0], &window[0])
	}
}

// hear takes the sums of a window.
func (v *verdicts) hear(sums *windowSums, scales []float32, by float32, window int) {
	if !cpu.X86.HasAVX2 {
		v.hearPlain(sums, scales, by, window)
		return
	}
	hearAVX2(&sums.grams[0], &sums.rules[0], &scales[0], &v.said[0], &v.best[0], v.n, by, int32(window))
	if window == 0 {
		copy(v.title, v.most)
	}
}

//go:noescape
func mergeRowsAVX2(in, weights, into *float32, inputs, outputs int)

// mergeRows gives the sum of inputs times their weights, and of what stands behind the weights, for each output.
func mergeRows(in, weights, into []float32) {
	if !cpu.X86.HasAVX2 {
		mergeRowsPlain(in, weights, into)
		return
	}
	mergeRowsAVX2(&in[0], &weights[0], &into[0], mergeBase, len(into))
}
