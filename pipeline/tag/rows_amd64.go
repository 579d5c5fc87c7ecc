package tag

import "golang.org/x/sys/cpu"

//go:noescape
func sumRowsAVX2(sums *float32, weights *int8, at *uint32, n int, idf *float32)

// sumRows adds up the rows of some features, each times its idf: idf[i] is that of at[i].
func sumRows(sums *[lanes]float32, weights []int8, at []uint32, idf []float32) {
	if !cpu.X86.HasAVX2 || len(at) == 0 {
		sumRowsPlain(sums, weights, at, idf)
		return
	}
	sumRowsAVX2(&sums[0], &weights[0], &at[0], len(at), &idf[0])
}
