//go:build !amd64

package tag

// addRows adds the rows of a bag to sums: those of windows times idf, the others times first.
func addRows(sums *[lanes]float32, weights []int8, b *bag, window *[lanes]uint32) {
	addRowsPlain(sums, weights, b, window)
}
