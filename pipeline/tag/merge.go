package tag

import (
	"cmp"
	"math"
	"slices"
)

// mergeSize is the number of inputs of the last step of the model, which joins what windows, whole and rules say.
const mergeSize = 15

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
		r := &t.lex.rules[h.rule]
		p, ok := t.ruleProblem(h.rule)
		if !ok {
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
		counts[p][at]++
		if back := outs[p].back; back >= 0 {
			counts[back][at]++
		}
	}
}

// namedActors counts how often the page names each actor.
func (t *Tagger) namedActors(s *scratch) (named [actors]uint16) {
	for _, c := range s.cues {
		switch int(c.class) {
		case t.index.public:
			named[public]++
		case t.index.private:
			named[private]++
		}
	}
	return named
}

// mergeInput makes the inputs of the last step for an output.
func mergeInput(into *[mergeSize]float32, outs []output, o int, v *verdicts, c ruleCounts, named [actors]uint16, length int) {
	back := outs[o].back
	if back < 0 {
		back = o
	}
	log1p := func(n uint16) float32 {
		if n == 0 {
			return 0
		}
		return float32(math.Log1p(float64(n)))
	}
	*into = [mergeSize]float32{
		float32(v.most[o]+4) / 4, float32(v.next[o]+4) / 4, float32(v.title[o]+4) / 4, float32(math.Log(v.sum[o] + 0.01)),
		float32(v.whole[o]) / 4, float32(v.most[back]+4) / 4, float32(v.whole[back]) / 4,
		log1p(c[public]), log1p(c[nobody]), log1p(c[private]), log1p(c[weakCount]), log1p(c[turnedCount]),
		float32(math.Log(float64(length+1)) - 5), log1p(named[public]), log1p(named[private]),
	}
}

var mergeColumns = func() []int32 {
	out := make([]int32, mergeSize)
	for i := range out {
		out[i] = int32(i)
	}
	return out
}()

// merge fits the last step on what held-out models said, sets the thresholds, and decides each example by models that have not
// seen it.
func (tr *trainer) merge(held []verdicts) (*Model, []Prediction) {
	m := &Model{outs: tr.outs}
	n := len(tr.outs)
	m.merge, m.threshold = make([][]float64, n), make([]float64, n)
	input := func(i, o int) row {
		var v [mergeSize]float32
		x := tr.all[i]
		mergeInput(&v, tr.outs, o, &held[i], x.counts[o], x.named, len(x.offsets))
		return row{mergeColumns, v[:]}
	}
	var rare []int
	var own [][]int // groups of outputs that share a last step
	for o, out := range tr.outs {
		switch {
		case out.kind:
		case tr.rare[o]:
			rare = append(rare, o)
		default:
			own = append(own, []int{o})
		}
	}
	if len(rare) > 0 {
		own = append(own, rare)
	}
	z := make([][]float64, n) // output → example, held out twice
	for o := range z {
		z[o] = make([]float64, len(tr.all))
	}
	fit := func(group []int, fold int) []float64 {
		var rows []row
		var positive []bool
		var weight []float64
		for i, x := range tr.all {
			if x.fold == fold || x.chosen() || x.Invented && len(group) == 1 {
				continue
			}
			for _, o := range group {
				rows = append(rows, input(i, o))
				positive = append(positive, tr.outs[o].holds(&x.Labelled))
				if x.Invented {
					weight = append(weight, 0.1)
				} else {
					weight = append(weight, 1)
				}
			}
		}
		return fitLogistic(rows, positive, weight, mergeSize, mergeLambda, 80)
	}
	tr.parallel(len(own)*(folds+1), func(job int) {
		group, fold := own[job/(folds+1)], job%(folds+1)
		if fold == folds {
			w := fit(group, -1)
			for _, o := range group {
				m.merge[o] = w
			}
			return
		}
		w := fit(group, fold)
		for i, x := range tr.all {
			if x.fold == fold {
				for _, o := range group {
					z[o][i] = linear(w, input(i, o))
				}
			}
		}
	})
	for _, group := range own {
		var s []scored
		for i, x := range tr.all {
			if x.Invented || x.chosen() {
				continue
			}
			for _, o := range group {
				s = append(s, scored{z[o][i], tr.outs[o].holds(&x.Labelled)})
			}
		}
		at := bestThreshold(s)
		for _, o := range group {
			m.threshold[o] = at
		}
	}
	decided := make([]Prediction, len(tr.all))
	logits := make([]float64, n)
	for i := range tr.all {
		for o, out := range tr.outs {
			logits[o] = z[o][i]
			if out.kind {
				logits[o] = held[i].whole[o]
			}
		}
		decided[i] = Prediction{Problems: m.decide(logits), Kind: m.kind(logits)}
	}
	return m, decided
}

type scored struct {
	z    float64
	true bool
}

// bestThreshold is in the middle of the thresholds that come close to the best F1, drawn towards the usual one.
func bestThreshold(s []scored) float64 {
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
		f[i] = 2 * float64(hits) / float64(i+1+all)
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
