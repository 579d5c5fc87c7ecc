package tag

import (
	"math"
	"slices"
)

// weighing is the scratch space of scoring.
type weighing struct {
	model    *Model // that the rest is made for
	verdicts verdicts
	counts   []ruleCounts
	inputs   mergeInputs
	merged   []float32 // logits of outputs, wide as inputs are
	more     []float32
	logits   []float64
	chosen   []chosen
	seen     []uint32 // feature → in the upper half the last set that it was counted in, in the lower the square of its idf
	mark     uint32   // the set that is being filled: a window, the title
	first    uint32   // set of the comment
	grams    []endings
	branches []branch
	found    []uint32 // features in the order in which they stand, as often as they do
	bag      bag
	part     [groups]uint64  // squares of the idf of a window's features, as in ready
	whole    [groups]uint64  // of the comment's features
	sums     [groups][]int32 // of a window and of the whole, as in rows
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
	features []uint32
	first    []int16 // all bits are set if the feature is new in the comment, else none
}

// room makes the bag hold up to n features.
func (b *bag) room(n int) {
	b.features, b.first = slices.Grow(b.features[:0], n)[:n], slices.Grow(b.first[:0], n)[:n]
}

func (w *weighing) fit(m *Model) {
	r := m.ready
	if w.model == m {
		return
	}
	w.model = m
	w.verdicts = newVerdicts(m.outs)
	w.counts, w.logits = make([]ruleCounts, len(m.outs)), make([]float64, len(m.outs))
	w.inputs = newMergeInputs(len(m.outs))
	w.merged, w.more = make([]float32, w.inputs.wide), make([]float32, w.inputs.wide)
	w.seen, w.mark = make([]uint32, len(r.square)), 0
	for f, x := range r.square {
		w.seen[f] = uint32(x)
	}
	for g := range w.sums {
		w.sums[g] = make([]int32, r.rows.blocks*lanes)
	}
}

// begin makes ready for a comment that is made of some sets. They have numbers of 16 bits.
func (w *weighing) begin(sets int) {
	const last = 1<<16 - 1
	if int(w.mark)+sets > last {
		w.forget()
	}
	w.first = w.mark + 1
	w.part, w.whole = [groups]uint64{}, [groups]uint64{}
	for g := range w.sums {
		clear(w.sums[g])
	}
}

// forget forgets which features were counted.
func (w *weighing) forget() {
	for f := range w.seen {
		w.seen[f] &= 1<<16 - 1
	}
	w.mark = 0
}

// next begins a set. In a comment of more sets than have numbers, features are new once more.
func (w *weighing) next() {
	if w.mark == 1<<16-1 {
		w.forget()
		w.first = 1
	}
	w.mark++
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
	r.rows.fetch(w.seen, w.found)
	w.bag.room(len(w.found))
	features, firsts := w.bag.features, w.bag.first
	seen, mark, first, weighty := w.seen, w.mark, w.first, r.weighty[group]
	part, whole := uint64(0), w.whole[group]
	n := 0
	for _, f := range w.found {
		x := seen[f]
		square := x & (1<<16 - 1)
		seen[f] = mark<<16 | square
		was := x >> 16
		isNew, isFirst := (was-mark)>>31, (was-first)>>31 // marks are below 1<<31: 1 if was < mark
		part += uint64(square & -isNew)
		whole += uint64(square & -isFirst)
		features[n], firsts[n] = f, -int16(isFirst)
		n += int(isNew & ((f - weighty) >> 31))
	}
	w.part[group], w.whole[group] = part, whole
	w.bag.features, w.bag.first = features[:n], firsts[:n]
	r.rows.add(w.sums[group], &w.bag)
}

// factors gives the numbers by which the sums of each group count: n-grams have their share of a vector of length 1.
func factors(squares *[groups]uint64) [groups]float32 {
	by := [groups]float32{ruleGroup: ruleValue}
	for g := range ruleGroup {
		if squares[g] > 0 {
			by[g] = float32(1 / math.Sqrt(float64(squares[g])/squareUnit))
		}
	}
	return by
}

// wholeLogit gives the logit of an output of the comment from its sums.
func (w *weighing) wholeLogit(m *Model, o int, by *[groups]float32) float32 {
	z := m.whole.bias[o]
	for g := range w.sums {
		z += float32(float32(float32(w.sums[g][m.ready.judged+o])*by[g]) * m.whole.scale[g][o])
	}
	return z
}

// sumWindow fills the sums with those of a window and adds what is new in the comment to those of the whole.
func (t *Tagger) sumWindow(s *scratch, win *window) {
	w, r := &s.scale, t.model.ready
	w.next()
	for g := range w.sums {
		clear(w.sums[g][:r.judged])
	}
	w.part = [groups]uint64{}
	w.gather(win.run)
	w.count(r, gramGroup)
	t.findSaid(w, s.work.said[win.told:win.said])
	w.count(r, ruleGroup)
}

// weigh scores the page: it must be scanned, judged and extracted.
func (t *Tagger) weigh(s *scratch) *weighing {
	m, w, f := t.model, &s.scale, &s.work
	r := m.ready
	w.fit(m)
	w.begin(len(f.windows) + 1)
	v := &w.verdicts
	v.clear()
	w.findGrams(r, gramGroup, f.plain, run{margin, f.title.from})
	sums := windowSums{w.sums[gramGroup], w.sums[ruleGroup]}
	for i := range f.windows {
		t.sumWindow(s, &f.windows[i])
		by := factors(&w.part)
		v.hear(&sums, r.scales, by[gramGroup], i)
	}
	w.next()
	w.findGrams(r, titleGroup, f.plain, f.title)
	w.gather(f.title)
	w.count(r, titleGroup)
	t.findSaid(w, []int32{f.length})
	w.count(r, ruleGroup)
	by := factors(&w.whole)
	for o := range m.outs {
		v.whole[o] = w.wholeLogit(m, o, &by)
	}
	t.countRules(s, m.outs, w.counts)
	shared := newMergeShared(t.namedActors(s), len(s.off))
	w.inputs.fill(m.outs, v, w.counts, &shared)
	r.merge.logits(w.inputs, shared.share, w.merged, w.more)
	for o := range w.logits {
		w.logits[o] = float64(w.merged[o])
	}
	return w
}
