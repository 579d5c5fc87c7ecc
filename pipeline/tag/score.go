package tag

import "math"

// weighing is the scratch space of scoring.
type weighing struct {
	verdicts verdicts
	counts   []ruleCounts
	logits   []float64
	best     []int32 // output → window with the highest logit
	chosen   []chosen
	marks    []uint32 // feature → last set it was counted in
	mark     uint32
	sums     [groups][]float32
	norm     [groups]float32
	found    []int32 // key of the page → feature, or -1
}

func (w *weighing) fit(m *Model) {
	n := len(m.outs)
	if len(w.logits) == n && len(w.marks) == len(m.key) {
		return
	}
	w.verdicts = newVerdicts(n)
	w.counts, w.logits, w.best = make([]ruleCounts, n), make([]float64, n), make([]int32, n)
	w.marks, w.mark = make([]uint32, len(m.key)), 0
	for g := range w.sums {
		w.sums[g] = make([]float32, n)
	}
}

// begin starts a set of features, in which each counts once.
func (w *weighing) begin() {
	w.mark++
	if w.mark == 0 {
		clear(w.marks)
		w.mark = 1
	}
	w.norm = [groups]float32{}
	for g := range w.sums {
		clear(w.sums[g])
	}
}

// add counts some features.
func (w *weighing) add(m *Model, l *layer, found []int32) {
	for _, f := range found {
		if f < 0 || w.marks[f] == w.mark {
			continue
		}
		w.marks[f] = w.mark
		g, idf := m.group[f], m.idf[f]
		w.norm[g] += idf * idf
		sums := w.sums[g]
		for i := l.start[f]; i < l.start[f+1]; i++ {
			sums[l.output[i]] += float32(l.weight[i]) * idf
		}
	}
}

// factors gives the numbers by which the sums of each group count.
func (w *weighing) factors() [groups]float32 {
	out := [groups]float32{ruleGroup: ruleValue}
	for g := range out {
		if g != ruleGroup && w.norm[g] > 0 {
			out[g] = float32(1 / math.Sqrt(float64(w.norm[g])))
		}
	}
	return out
}

func (w *weighing) logit(l *layer, o int, by *[groups]float32) float64 {
	sum := float32(0)
	for g := range w.sums {
		sum += w.sums[g][o] * by[g]
	}
	return float64(sum*l.scale[o] + l.bias[o])
}

// weigh scores the page: it must be scanned, judged and extracted.
func (t *Tagger) weigh(s *scratch) *weighing {
	m, w, f := t.model, &s.scale, &s.work
	w.fit(m)
	v := &w.verdicts
	for o := range m.outs {
		v.most[o], v.next[o], v.title[o], v.sum[o], w.best[o] = lowest, lowest, lowest, 0, -1
	}
	w.found = w.found[:0]
	for _, k := range f.keys {
		w.found = append(w.found, m.feature(k))
	}
	for i := range f.windows {
		win := &f.windows[i]
		w.begin()
		w.add(m, &m.window, w.found[win.from:win.to])
		by := w.factors()
		for o := range m.outs {
			if m.outs[o].kind {
				continue
			}
			z := w.logit(&m.window, o, &by)
			if w.best[o] < 0 || z > v.most[o] {
				w.best[o] = int32(i)
			}
			v.add(o, i, z)
		}
	}
	w.begin()
	w.add(m, &m.whole, w.found)
	by := w.factors()
	for o := range m.outs {
		v.whole[o] = w.logit(&m.whole, o, &by)
	}
	t.countRules(s, m.outs, w.counts)
	var in [mergeSize]float32
	named := t.namedActors(s)
	for o := range m.outs {
		if m.outs[o].kind {
			w.logits[o] = v.whole[o]
			continue
		}
		mergeInput(&in, m.outs, o, v, w.counts[o], named, len(s.off))
		z := m.merge[o][mergeSize]
		for i, x := range in {
			z += m.merge[o][i] * float64(x)
		}
		w.logits[o] = z
	}
	return w
}
