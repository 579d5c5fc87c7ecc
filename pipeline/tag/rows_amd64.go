package tag

import "golang.org/x/sys/cpu"

//go:noescape
func addRowsAVX2(sums *float32, weights *int8, rows *uint32, n int, idf, first *float32, window *uint32)

// addRows adds the rows of a bag to sums: those of windows times idf, the others times first.
func addRows(sums *[lanes]float32, weights []int8, b *bag, window *[lanes]uint32) {
	switch {
	case len(b.rows) == 0:
	case !cpu.X86.HasAVX2:
		addRowsPlain(sums, weights, b, window)
	default:
		addRowsAVX2(&sums[0], &weights[0], &b.rows[0], len(b.rows), &b.idf[0], &b.first[0], &window[0])
	}
}
