package tag

import "math"

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
	worth    []worthy
}

// bag is a set of features of a group.
type bag struct {
	features []uint32
	idf      []float32
	norm     float32 // sum of their squares
}

func (b *bag) clear() { b.features, b.idf, b.norm = b.features[:0], b.idf[:0], 0 }

func (b *bag) put(f uint32, idf float32) {
	b.features, b.idf = append(b.features, f), append(b.idf, idf)
	b.norm += float32(idf * idf)
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

// addGrams counts the n-grams of a run.
func (w *weighing) addGrams(r *ready, group int, plain []uint16) {
	part, whole := &w.part[group], &w.whole[group]
	first := r.first[group]
	for i := 1; i < len(plain); i++ {
		f := first[plain[i]]
		if f == 0 {
			continue
		}
		if plain[i] != breakForm {
			w.add(r, part, whole, f)
		}
		for k := i - 1; k >= 0 && k > i-maxGram; k-- {
			if f = r.longer(f, plain[k]); f == 0 {
				break
			}
			w.add(r, part, whole, f)
		}
	}
}

// add counts a feature in the window, and in the whole comment.
func (w *weighing) add(r *ready, part, whole *bag, f uint32) {
	was := w.marks[f]
	if was == w.mark {
		return
	}
	w.marks[f] = w.mark
	idf := r.gist[f].idf
	part.put(f, idf)
	if was < w.first {
		whole.put(f, idf)
	}
}

// addUp adds up the features of bags for all outputs, and gives the numbers by which the sums of each group count.
func (w *weighing) addUp(rows *rows, bags *[groups]bag) [groups]float32 {
	by := [groups]float32{ruleGroup: ruleValue}
	for g := range bags {
		b := &bags[g]
		rows.sum(w.sums[g], b)
		if g != ruleGroup && b.norm > 0 {
			by[g] = float32(1 / math.Sqrt(float64(b.norm)))
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
		w.whole[g].clear()
	}
	if w.mark > 1<<31 {
		clear(w.marks)
		w.mark = 0
	}
	w.first = w.mark + 1
	say := func(ids []int32) {
		for _, id := range ids {
			if f := t.said[id]; f != 0 {
				w.add(r, &w.part[ruleGroup], &w.whole[ruleGroup], f)
			}
		}
	}
	for i := range f.windows {
		win := &f.windows[i]
		w.mark++
		for g := range w.part {
			w.part[g].clear()
		}
		w.addGrams(r, gramGroup, f.plain[win.run.from:win.run.to])
		say(f.said[win.told:win.said])
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
	w.addGrams(r, titleGroup, f.plain[f.title.from:f.title.to])
	say(f.said[len(f.said)-1:])
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
