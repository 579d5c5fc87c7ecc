package tag

// lanes is how many outputs are added at once.
const lanes = 40

// rows are the weights of a layer: for each block of up to lanes outputs, for each feature, lanes weights.
type rows struct {
	weight   []int8
	features int
	blocks   int
}

func newRows(l *layer, at []uint32, features, outputs int) rows {
	r := rows{features: features, blocks: (outputs + lanes - 1) / lanes}
	r.weight = make([]int8, r.blocks*features*lanes)
	for f, to := range at {
		for i := l.start[f]; i < l.start[f+1]; i++ {
			r.weight[r.place(to, int(l.output[i]))] = l.weight[i]
		}
	}
	return r
}

// place gives the index of a feature's weight for an output.
func (r *rows) place(feature uint32, output int) int {
	return (output/lanes*r.features+int(feature))*lanes + output%lanes
}

// sum adds up the weights of a bag's features, each times its idf, for all outputs.
func (r *rows) sum(sums []float32, b *bag) {
	for block := range r.blocks {
		sumRows((*[lanes]float32)(sums[block*lanes:]), r.weight[block*r.features*lanes:][:r.features*lanes], b.features, b.idf)
	}
}

// sumRowsPlain is sumRows for processors without a faster way. The order of additions and their rounding are the same in all.
func sumRowsPlain(sums *[lanes]float32, weights []int8, at []uint32, idf []float32) {
	*sums = [lanes]float32{}
	for part := 0; part < lanes; part += 8 {
		var s [8]float32
		for i, f := range at {
			w, x := (*[8]int8)(weights[int(f)*lanes+part:]), idf[i]
			s[0] += float32(float32(w[0]) * x)
			s[1] += float32(float32(w[1]) * x)
			s[2] += float32(float32(w[2]) * x)
			s[3] += float32(float32(w[3]) * x)
			s[4] += float32(float32(w[4]) * x)
			s[5] += float32(float32(w[5]) * x)
			s[6] += float32(float32(w[6]) * x)
			s[7] += float32(float32(w[7]) * x)
		}
		copy(sums[part:], s[:])
	}
}
