package tag

// lanes is how many sums are added at once: a row of so many weights fills a line of the cache.
const lanes = 64

// rows are the weights of both layers: for each block of up to lanes sums, for each feature, lanes weights. The sums of a block are those of
// the outputs of a window, then those of the outputs of the whole. Feature 0 has none.
type rows struct {
	weight   []int8
	features int
	blocks   int
	window   []int16 // by lane of all blocks: all bits are set for a sum of a window
}

func newRows(features, judged, outputs int) rows {
	r := rows{features: features, blocks: (judged + outputs + lanes - 1) / lanes}
	r.weight = make([]int8, r.blocks*features*lanes)
	r.window = make([]int16, r.blocks*lanes)
	for l := range judged {
		r.window[l] = -1
	}
	return r
}

// place gives the index of a feature's weight for a sum.
func (r *rows) place(feature uint32, sum int) int {
	return (sum/lanes*r.features+int(feature))*lanes + sum%lanes
}

// atOnce is how many weights of a byte can be added up in two.
const atOnce = 1 << 8

// add adds the weights of a bag to sums.
func (r *rows) add(sums []int32, b *bag) {
	for block := range r.blocks {
		to, window := (*[lanes]int32)(sums[block*lanes:]), (*[lanes]int16)(r.window[block*lanes:])
		weights := r.weight[block*r.features*lanes:][:r.features*lanes]
		for i := 0; i < len(b.features); i += atOnce {
			end := min(i+atOnce, len(b.features))
			addRows(to, weights, b.features[i:end], b.first[i:end], window)
		}
	}
}

// addRowsPlain is addRows for processors without a faster way.
func addRowsPlain(sums *[lanes]int32, weights []int8, features []uint32, first []int16, window *[lanes]int16) {
	for i, f := range features {
		w := (*[lanes]int8)(weights[int(f)*lanes:])
		for l := range sums {
			sums[l] += int32(int16(w[l]) & (window[l] | first[i]))
		}
	}
}
