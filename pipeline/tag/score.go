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
	marks    []uint32 // feature → last set that it was counted in
	mark     uint32   // the set that is being filled: a window, the title
	first    uint32   // set of the comment
	grams    []endings
	branches []branch
	found    []uint32 // features in the order in which they stand, as often as they do
	bag      bag
	part     [groups]float32   // squares of the idf of a window's features
	whole    [groups]float32   // of the comment's features
	sums     [groups][]float32 // of a window and of the whole, as in rows
	worth    []worthy
	names    []byte
}

// endings are the n-grams that end at a place and are nodes of the array, the shortest first; a break alone is none.
type endings struct {
	feature [maxGram]uint32 // 0: not a feature
	n       uint32
}

// branch is a node of the array at which longer n-grams begin, by the place where it ends.
type branch struct {
	end  int32
	base uint32
}

// bag is a set of features that have weights.
type bag struct {
	rows  []uint32
	idf   []float32
	first []float32 // the same if the feature is new in the comment, else 0
}

// room makes the bag hold up to n features.
func (b *bag) room(n int) {
	b.rows, b.idf, b.first = slices.Grow(b.rows[:0], n)[:n], slices.Grow(b.idf[:0], n)[:n], slices.Grow(b.first[:0], n)[:n]
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
		w.sums[g] = make([]float32, m.ready.rows.blocks*lanes)
	}
}

// margin is how many characters stand before the first run, so that n-grams can be looked for beyond it.
const margin = maxGram

// findGrams finds the n-grams that end in some runs in a row: those of one and two characters at every place first, then those of three
// where there may be one, then those of four.
func (w *weighing) findGrams(r *ready, group int, plain []uint16, runs run) {
	if len(w.grams) < len(plain) {
		w.grams = append(w.grams, make([]endings, len(plain)+len(plain)/2-len(w.grams))...) // those of the windows stay
	}
	w.branches = slices.Grow(w.branches[:0], len(plain))[:len(plain)]
	ends, branches, grams, root := w.grams, w.branches, r.grams, r.roots[group]
	n := 0
	for i := runs.from + 1; i < runs.to; i++ {
		x := plain[i]
		one := grams.Child(root, x)
		two := grams.Child(one.Base(), plain[i-1])
		own := one.Exists() & ((int(x^breakForm) + 1<<16 - 1) >> 16) // a break alone is no n-gram
		e := &ends[i]
		e.feature[0] = one.Value()
		e.feature[own&1] = two.Value()
		e.n = uint32(own + two.Exists())
		branches[n] = branch{int32(i), two.Base()}
		n += two.MayHave(plain[i-2])
	}
	for k := 2; k < maxGram; k++ {
		kept := 0
		for _, b := range branches[:n] {
			s := grams.Child(b.base, plain[int(b.end)-k])
			e := &ends[b.end]
			e.feature[e.n%maxGram] = s.Value()
			e.n += uint32(s.Exists())
			branches[kept] = branch{b.end, s.Base()}
			kept += s.MayHave(plain[int(b.end)-k-1])
		}
		n = kept
	}
}

// gather lists the n-grams of a run that are features.
func (w *weighing) gather(at run) {
	most := maxGram * (at.to - at.from)
	found := slices.Grow(w.found[:0], most)[:most]
	n := 0
	for i := at.from + 1; i < at.to; i++ {
		e := &w.grams[i]
		*(*[maxGram]uint32)(found[n:]) = e.feature
		n += int(e.n)
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

// count makes the bag of what was found, each feature once, and adds the squares of what is new in the window and in the comment. Whether
// a feature is new, or has weights, cannot be foreseen by the processor, so there is no branch: what is not is overwritten, or counts 0.
func (w *weighing) count(r *ready, group int) {
	w.bag.room(len(w.found))
	rows, idfs, firsts := w.bag.rows, w.bag.idf, w.bag.first
	marks, mark, first := w.marks, w.mark, w.first
	part, whole := float32(0), w.whole[group]
	n := 0
	for _, f := range w.found {
		was := marks[f]
		marks[f] = mark
		g := r.gist[f]
		isNew, isFirst := (was-mark)>>31, (was-first)>>31 // marks are below 1<<31: 1 if was < mark
		inPart := math.Float32frombits(math.Float32bits(g.idf) & -isNew)
		inWhole := math.Float32frombits(math.Float32bits(g.idf) & -isFirst)
		part += float32(inPart * inPart)
		whole += float32(inWhole * inWhole)
		rows[n], idfs[n], firsts[n] = g.row, g.idf, inWhole
		n += int(isNew & uint32((uint64(g.row)+1<<32-1)>>32))
	}
	w.part[group], w.whole[group] = part, whole
	w.bag.rows, w.bag.idf, w.bag.first = rows[:n], idfs[:n], firsts[:n]
	r.rows.add(w.sums[group], &w.bag)
}

// factors gives the numbers by which the sums of each group count: n-grams have their share of a vector of length 1.
func factors(squares *[groups]float32) [groups]float32 {
	by := [groups]float32{ruleGroup: ruleValue}
	for g := range ruleGroup {
		if norm := math.Sqrt(float64(squares[g])); norm > 0 {
			by[g] = float32(1 / norm)
		}
	}
	return by
}

// logit gives the logit of an output of a layer from a sum of all groups.
func (w *weighing) logit(l *layer, o, sum int, by *[groups]float32) float64 {
	z := float32(0)
	for g := range w.sums {
		z += float32(w.sums[g][sum] * by[g])
	}
	return float64(float32(z*l.scale[o]) + l.bias[o])
}

// sumWindow fills the sums with those of a window, adds what is new in the comment to those of the whole, and gives the factors of the window.
func (t *Tagger) sumWindow(s *scratch, win *window) [groups]float32 {
	w, r := &s.scale, t.model.ready
	w.mark++
	for g := range w.sums {
		clear(w.sums[g][:r.judged])
	}
	w.part = [groups]float32{}
	w.gather(win.run)
	w.count(r, gramGroup)
	t.findSaid(w, s.work.said[win.told:win.said])
	w.count(r, ruleGroup)
	return factors(&w.part)
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
	w.part, w.whole = [groups]float32{}, [groups]float32{}
	for g := range w.sums {
		clear(w.sums[g])
	}
	if w.mark > 1<<30 { // few comments have a billion windows
		clear(w.marks)
		w.mark = 0
	}
	w.first = w.mark + 1
	w.findGrams(r, gramGroup, f.plain, run{margin, f.title.from})
	for i := range f.windows {
		by := t.sumWindow(s, &f.windows[i])
		for o := range r.judged {
			z := w.logit(&m.window, o, o, &by)
			if w.best[o] < 0 || z > v.most[o] {
				w.best[o] = int32(i)
			}
			v.add(o, i, z)
		}
	}
	w.mark++
	w.findGrams(r, titleGroup, f.plain, f.title)
	w.gather(f.title)
	w.count(r, titleGroup)
	t.findSaid(w, []int32{f.length})
	w.count(r, ruleGroup)
	by := factors(&w.whole)
	for o := range m.outs {
		v.whole[o] = w.logit(&m.whole, o, r.judged+o, &by)
	}
	t.countRules(s, m.outs, w.counts)
	var in [mergeSize]float32
	shared := newMergeShared(t.namedActors(s), len(s.off))
	known := in[:]
	if shared.share == 0 { // then so are all inputs behind those of a letter
		known = in[:mergeBase]
	}
	for o := range m.outs {
		mergeInput(&in, m.outs, o, v, w.counts, &shared)
		z, weights := m.merge[o][mergeSize], m.merge[o][:mergeSize]
		for i, x := range known {
			z += weights[i] * float64(x)
		}
		w.logits[o] = z
	}
	return w
}
