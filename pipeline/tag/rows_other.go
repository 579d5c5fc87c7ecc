//go:build !amd64

package tag

// sumRows adds up the rows of some features, each times its idf: idf[i] is that of at[i].
func sumRows(sums *[lanes]float32, weights []int8, at []uint32, idf []float32) {
	sumRowsPlain(sums, weights, at, idf)
}
