package tag

import (
	"cmp"
	"math"
	"slices"
)

// The last step of the model joins what windows, whole and rules say: mergeBase inputs. Slips of a sentence or two are judged by other
// weights than letters, and what lies between by a mixture: the inputs stand there once more, times the share of the slip, and then
// that share itself.
const (
	mergeBase = 21
	mergeSize = 2*mergeBase + 1
)

// A comment of up to allSlip characters is a slip, from noSlip on it is a letter.
const (
	allSlip = 60
	noSlip  = 140
)

// shortShare says to which part a comment of length characters is a slip.
func shortShare(length int) float64 {
	return min(1, max(0, float64(noSlip-length)/(noSlip-allSlip)))
}

// ruleCounts counts the rule hits of one problem: asserted ones by actor, weak ones, and strong ones that are not asserted.
type ruleCounts [5]uint16

const (
	weakCount   = 3
	turnedCount = 4
)

// countRules fills counts (one for each output) from the hits of the page.
func (t *Tagger) countRules(s *scratch, outs []output, counts []ruleCounts) {
	clear(counts)
	for _, h := range s.hits {
		r := &t.lex.briefs[h.rule]
		p := r.output
		if p < 0 {
			continue
		}
		at := turnedCount
		switch {
		case r.weak:
			at = weakCount
		case h.stance == asserted && r.public && h.actor == nobody:
			at = int(private)
		case h.stance == asserted:
			at = int(h.actor)
		}
		more(&counts[p][at])
		if back := outs[p].back; back >= 0 {
			more(&counts[back][at])
		}
		more(&counts[outs[p].all][at])
	}
}

// more counts one more, as far as it goes.
func more(n *uint16) {
	if *n < math.MaxUint16 {
		*n++
	}
}

// namedActors counts how often the page names each actor.
func (t *Tagger) namedActors(s *scratch) (named [actors]uint16) {
	for _, c := range s.cues {
		switch int(c.class) {
		case t.index.public:
			more(&named[public])
		case t.index.private:
			more(&named[private])
		}
	}
	return named
}

// mergeShared is what the inputs of all outputs of a comment have in common.
type mergeShared struct {
	length, public, private, share float32
}

func newMergeShared(named [actors]uint16, length int) mergeShared {
	return mergeShared{float32(math.Log(float64(length+1)) - 5), log1p(named[public]), log1p(named[private]), float32(shortShare(length))}
}

func log1p(n uint16) float32 {
	if n == 0 {
		return 0
	}
	return float32(math.Log1p(float64(n)))
}

var mergeColumns = func() []int32 {
	out := make([]int32, mergeBase)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}()

// blend joins the weights for letters and for slips, the intercepts last. The slips' logit is moved so that both have the letters' threshold.
func blend(letters, slips []float64, move float64) []float64 {
	w := make([]float64, mergeSize+1)
	for i := range mergeBase {
		w[i], w[mergeBase+i] = letters[i], slips[i]-letters[i]
	}
	w[2*mergeBase], w[mergeSize] = slips[mergeBase]+move-letters[mergeBase], letters[mergeBase]
	return w
}

// merge fits the last step on what held-out models said, sets the thresholds, and decides each example by models that have not
// seen it. Letters are real comments; for slips, invented ones count too, since few real ones are that short.
func (tr *trainer) merge(held []verdicts) (*Model, []Prediction) {
	m := &Model{outs: tr.outs}
	n := len(tr.outs)
	m.merge, m.threshold = make([][]float64, n), make([]float64, n)
	share := make([]float64, len(tr.all))
	inputs := make([][][]float32, len(tr.all)) // example → output → what it is decided by
	in := newMergeInputs(n)
	for i, x := range tr.all {
		share[i] = shortShare(len(x.offsets))
		shared := newMergeShared(x.named, len(x.offsets))
		in.fill(tr.outs, &held[i], x.counts, &shared)
		inputs[i] = make([][]float32, n)
		for o := range inputs[i] {
			inputs[i][o] = in.column(o)
		}
	}
	input := func(i, o int) []float32 { return inputs[i][o] }
	z := make([][]float64, n) // output → example, held out twice
	for o := range z {
		z[o] = make([]float64, len(tr.all))
	}
	fit := func(group []int, slips bool, fold int) []float64 {
		var rows []row
		var positive []bool
		for i, x := range tr.all {
			if x.fold == fold || !tr.teaches(i, slips, share[i]) {
				continue
			}
			for _, o := range group {
				if !tr.outs[o].doubtful(&x.Labelled) {
					rows = append(rows, row{mergeColumns, input(i, o)})
					positive = append(positive, tr.outs[o].holds(&x.Labelled))
				}
			}
		}
		return fitLogistic(rows, positive, mergeBase, mergeLambda, 80)
	}
	letterGroups, slipGroups := tr.groups(false), tr.groups(true)
	letters, letterAt := tr.lastStep(letterGroups, false, fit, share, input)
	slips, slipAt := letters, letterAt
	if tr.count(true, share) >= fewSlips {
		slips, slipAt = tr.lastStep(slipGroups, true, fit, share, input)
	}
	for o, out := range tr.outs {
		move := 0.0 // of kinds the highest logit counts
		if !out.kind {
			m.threshold[o] = letterAt[o]
			move = letterAt[o] - slipAt[o]
		}
		m.merge[o] = blend(letters[folds][o], slips[folds][o], move)
		for i, x := range tr.all {
			w := blend(letters[x.fold][o], slips[x.fold][o], move)
			z[o][i] = w[mergeSize] + share[i]*w[2*mergeBase]
			for k, v := range input(i, o) {
				z[o][i] += (w[k] + share[i]*w[mergeBase+k]) * float64(v)
			}
		}
	}
	decided := make([]Prediction, len(tr.all))
	var margins []row // of the tags of comments that were not chosen, and whether they are right
	var right []bool
	logits := make([]float64, n)
	var problems []chosen
	for i := range tr.all {
		for o := range tr.outs {
			logits[o] = z[o][i]
		}
		problems = m.choose(logits, problems)
		decided[i] = Prediction{Problems: m.codes(problems), Kind: m.kind(logits, problems)}
		for _, c := range problems {
			if out := m.outs[c.output]; tr.teaches(i, false, share[i]) && !out.doubtful(&tr.all[i].Labelled) {
				margins = append(margins, row{[]int32{int32(c.output), int32(n)}, []float32{1, float32(trustScale * c.margin)}})
				right = append(right, out.holds(&tr.all[i].Labelled))
			}
		}
	}
	m.trust = trustOf(margins, right, n)
	return m, decided
}

// trustOf fits the curve of trusted: a slope that all outputs share, and for each an intercept that is drawn to their mean, the more the fewer
// tags it rests on.
func trustOf(margins []row, right []bool, outputs int) []float64 {
	w := fitLogistic(margins, right, outputs+1, trustLambda, 200)
	slope, mean := max(0, w[outputs]*trustScale), w[outputs+1]
	trust := make([]float64, outputs+1)
	for o := range outputs {
		trust[o] = mean + w[o]
	}
	trust[outputs] = slope
	return trust
}

// teaches says whether an example is one that the last step for letters, or that for slips, is fitted on.
func (tr *trainer) teaches(i int, slips bool, share float64) bool {
	x := tr.all[i]
	if slips {
		return share > 0.5
	}
	return !x.Invented && !x.chosen()
}

// fewSlips is how many short examples a last step of their own needs.
const fewSlips = 200

// count gives how many examples teach the last step.
func (tr *trainer) count(slips bool, share []float64) (n int) {
	for i := range tr.all {
		if tr.teaches(i, slips, share[i]) {
			n++
		}
	}
	return n
}

// groups gives the outputs that share a last step: those with few examples.
func (tr *trainer) groups(slips bool) [][]int {
	var few []int
	var out [][]int
	for o, output := range tr.outs {
		if tr.rare[o] && !slips && !output.kind {
			few = append(few, o)
		} else {
			out = append(out, []int{o})
		}
	}
	if len(few) > 0 {
		out = append(out, few)
	}
	return out
}

// lastStep fits the last step of each group without each of the folds and, last, with all, and chooses thresholds on what is held out.
func (tr *trainer) lastStep(groups [][]int, slips bool, fit func([]int, bool, int) []float64, share []float64, input func(i, o int) []float32) (weights [folds + 1][][]float64, threshold []float64) {
	for f := range weights {
		weights[f] = make([][]float64, len(tr.outs))
	}
	tr.parallel(len(groups)*(folds+1), func(job int) {
		group, fold := groups[job/(folds+1)], job%(folds+1)
		leave := fold
		if fold == folds {
			leave = -1
		}
		w := fit(group, slips, leave)
		for _, o := range group {
			weights[fold][o] = w
		}
	})
	threshold = make([]float64, len(tr.outs))
	for _, group := range groups {
		var s []scored
		for i, x := range tr.all {
			if !tr.teaches(i, slips, share[i]) {
				continue
			}
			for _, o := range group {
				if tr.outs[o].doubtful(&x.Labelled) {
					continue
				}
				w := weights[x.fold][o]
				s = append(s, scored{linear(w, row{mergeColumns, input(i, o)}), tr.outs[o].holds(&x.Labelled)})
			}
		}
		beta2 := 1.0
		if slips {
			beta2 = slipCaution
		}
		at := bestThreshold(s, beta2)
		for _, o := range group {
			threshold[o] = at
		}
	}
	return weights, threshold
}

type scored struct {
	z    float64
	true bool
}

// slipCaution is the weight of recall against precision where slips are judged: who has only a sentence to go by says rather nothing.
const slipCaution = 0.5

// bestThreshold is in the middle of the thresholds that come close to the best F-measure, in which recall counts beta2 times as much as
// precision, drawn towards the usual one.
func bestThreshold(s []scored, beta2 float64) float64 {
	slices.SortFunc(s, func(a, b scored) int { return cmp.Compare(b.z, a.z) })
	all := 0
	for _, x := range s {
		if x.true {
			all++
		}
	}
	if all == 0 {
		return 0
	}
	best, hits := 0.0, 0
	f := make([]float64, len(s))
	for i, x := range s {
		if x.true {
			hits++
		}
		f[i] = (1 + beta2) * float64(hits) / (float64(i+1) + beta2*float64(all))
		best = math.Max(best, f[i])
	}
	sum, n := 0.0, 0.0
	for i, x := range s {
		if f[i] > best-0.01 {
			sum += x.z
			n++
		}
	}
	pull := 30.0 / float64(all+30)
	return (1-pull)*sum/n + pull*usualThreshold
}

// usualThreshold is the logit that a threshold is drawn towards, the more the fewer positives it rests on.
const usualThreshold = -0.5
