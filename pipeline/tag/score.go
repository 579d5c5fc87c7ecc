package tag

import (
	"math"
	"slices"
)

// weighing is the scratch space of scoring.
type weighing struct {
	verdicts verdicts
	counts   []ruleCounts
	logits   []float64
	best     []int32 // output → window with the highest logit
	chosen   []chosen
	marks    []uint32          // feature → last set that it was counted in
	mark     uint32            // the set that is being filled: a window, the title
	first    uint32            // set of the comment
	part     [groups]bag       // of the window
	whole    [groups]bag       // of the comment
	sums     [groups][]float32 // output → sum
	found    []uint32          // features in the order in which they stand, as often as they do
	worth    []worthy
}

// bag is a set of features of a group.
type bag struct {
	features []uint32
	idf      []float32
}

func (b *bag) clear() { b.features, b.idf = b.features[:0], b.idf[:0] }

// room makes the bag hold up to n features more.
func (b *bag) room(n int) {
	b.features, b.idf = slices.Grow(b.features, n), slices.Grow(b.idf, n)
}

// norm gives the length of the vector of the features' idf.
func (b *bag) norm() float64 {
	sum := float32(0)
	for _, idf := range b.idf {
		sum += float32(idf * idf)
	}
	return math.Sqrt(float64(sum))
}

func (w *weighing) fit(m *Model) {
	n := len(m.outs)
	if len(w.logits) == n && len(w.marks) == len(m.ready.gist) {
		return
	}
	w.verdicts = newVerdicts(n)
	w.counts, w.logits, w.best = make([]ruleCounts, n), make([]float64, n), make([]int32, n)
	w.marks, w.mark = make([]uint32, len(m.ready.gist)), 0
	for g := range w.sums {
		w.sums[g] = make([]float32, m.ready.window.blocks*lanes)
	}
}

// findGrams lists the n-grams of a run that are features.
func (w *weighing) findGrams(r *ready, group int, plain []uint16) {
	found := slices.Grow(w.found[:0], maxGram*len(plain))[:maxGram*len(plain)]
	n := 0
	first := r.first[group]
	for i := 1; i < len(plain); i++ {
		f := first[plain[i]]
		if f == 0 {
			continue
		}
		if plain[i] != breakForm {
			found[n] = f
			n++
		}
		for k := i - 1; k >= 0 && k > i-maxGram; k-- {
			if f = r.longer(f, plain[k]); f == 0 {
				break
			}
			found[n] = f
			n++
		}
	}
	w.found = found[:n]
}

// findSaid lists what rules and cues say and the model knows.
func (t *Tagger) findSaid(w *weighing, said []int32) {
	w.found = w.found[:0]
	for _, id := range said {
		if f := t.said[id]; f != 0 {
			w.found = append(w.found, f)
		}
	}
}

// count puts what was found into the window's bag and the comment's, each feature once. Whether a feature is new cannot be foreseen by
// the processor, so there is no branch: what is not new is overwritten.
func (w *weighing) count(r *ready, group int) {
	part, whole := &w.part[group], &w.whole[group]
	part.clear()
	part.room(len(w.found))
	whole.room(len(w.found))
	n := len(whole.features)
	features, idfs := part.features[:len(w.found)], part.idf[:len(w.found)]
	allFeatures, allIDF := whole.features[:n+len(w.found)], whole.idf[:n+len(w.found)]
	to, toAll := 0, n
	for _, f := range w.found {
		was := w.marks[f]
		w.marks[f] = w.mark
		idf := r.gist[f].idf
		features[to], idfs[to] = f, idf
		allFeatures[toAll], allIDF[toAll] = f, idf
		to += int((was - w.mark) >> 31) // marks are below 1<<31: 1 if was < mark
		toAll += int((was - w.first) >> 31)
	}
	part.features, part.idf = features[:to], idfs[:to]
	whole.features, whole.idf = allFeatures[:toAll], allIDF[:toAll]
}

// addUp adds up the features of bags for all outputs, and gives the numbers by which the sums of each group count.
func (w *weighing) addUp(rows *rows, bags *[groups]bag) [groups]float32 {
	by := [groups]float32{ruleGroup: ruleValue}
	for g := range bags {
		b := &bags[g]
		rows.sum(w.sums[g], b)
		if norm := b.norm(); g != ruleGroup && norm > 0 {
			by[g] = float32(1 / norm)
		}
	}
	return by
}

// logit gives the logit of an output after addUp.
func (w *weighing) logit(l *layer, o int, by *[groups]float32) float64 {
	sum := float32(0)
	for g := range w.sums {
		sum += float32(w.sums[g][o] * by[g])
	}
	return float64(float32(sum*l.scale[o]) + l.bias[o])
}

// weigh scores the page: it must be scanned, judged and extracted.
func (t *Tagger) weigh(s *scratch) *weighing {
	m, w, f := t.model, &s.scale, &s.work
	r := m.ready
	w.fit(m)
	v := &w.verdicts
	for o := range m.outs {
		v.most[o], v.next[o], v.title[o], v.sum[o], w.best[o] = lowest, lowest, lowest, 0, -1
	}
	for g := range w.whole {
		w.part[g].clear()
		w.whole[g].clear()
	}
	if w.mark > 1<<30 { // few comments have a billion windows
		clear(w.marks)
		w.mark = 0
	}
	w.first = w.mark + 1
	for i := range f.windows {
		win := &f.windows[i]
		w.mark++
		w.findGrams(r, gramGroup, f.plain[win.run.from:win.run.to])
		w.count(r, gramGroup)
		t.findSaid(w, f.said[win.told:win.said])
		w.count(r, ruleGroup)
		by := w.addUp(&r.window, &w.part)
		for o := range r.judged {
			z := w.logit(&m.window, o, &by)
			if w.best[o] < 0 || z > v.most[o] {
				w.best[o] = int32(i)
			}
			v.add(o, i, z)
		}
	}
	w.mark++
	w.findGrams(r, titleGroup, f.plain[f.title.from:f.title.to])
	w.count(r, titleGroup)
	t.findSaid(w, f.said[len(f.said)-1:])
	w.count(r, ruleGroup)
	by := w.addUp(&r.whole, &w.whole)
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
