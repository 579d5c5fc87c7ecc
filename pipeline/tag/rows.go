package tag

// lanes is how many sums are added at once: a row of so many weights fills a line of the cache.
const lanes = 64

// rows are the weights of both layers: for each block of up to lanes sums, for each row, lanes weights. The sums of a row are those of the
// outputs of a window, then those of the outputs of the whole. Row 0 holds none.
type rows struct {
	weight []int8
	rows   int
	blocks int
	window []uint32 // by lane of all blocks: all bits are set for a sum of a window
}

func newRows(n, judged, outputs int) rows {
	r := rows{rows: n, blocks: (judged + outputs + lanes - 1) / lanes}
	r.weight = make([]int8, r.blocks*n*lanes)
	r.window = make([]uint32, r.blocks*lanes)
	for l := range judged {
		r.window[l] = 1<<32 - 1
	}
	return r
}

// place gives the index of a row's weight for a sum.
func (r *rows) place(row uint32, sum int) int {
	return (sum/lanes*r.rows+int(row))*lanes + sum%lanes
}

// add adds the weights of a bag to sums, each times its idf.
func (r *rows) add(sums []float32, b *bag) {
	for block := range r.blocks {
		addRows((*[lanes]float32)(sums[block*lanes:]), r.weight[block*r.rows*lanes:][:r.rows*lanes], b, (*[lanes]uint32)(r.window[block*lanes:]))
	}
}

// addRowsPlain is addRows for processors without a faster way. The order of additions and their rounding are the same in all.
func addRowsPlain(sums *[lanes]float32, weights []int8, b *bag, window *[lanes]uint32) {
	for i, row := range b.rows {
		w, part, whole := (*[lanes]int8)(weights[int(row)*lanes:]), b.idf[i], b.first[i]
		for l := range sums {
			idf := whole
			if window[l] != 0 {
				idf = part
			}
			sums[l] += float32(float32(w[l]) * idf)
		}
	}
}
