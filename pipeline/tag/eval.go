package tag

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"sifeng/dict"
)

// Evaluation compares predictions with labels.
type Evaluation struct {
	N        int
	Problems Scores
	Winds    Scores
	Kind     Interval                                 // share of the labelled kinds that were right
	Weights  bool                                     // a label has a weight
	Weighted struct{ Problems, Winds, Kind Interval } // micro-F1 and share with the weights of the labels
	Evidence struct{ Tags, Overlap, Long int }        // of the right tags with labelled evidence: how many overlap it, how many are over 60 characters
	Misses   []Miss                                   // comments with the most wrong tags first
}

// Scores are precision, recall and F1 for each code and over all.
type Scores struct {
	Micro   Interval // F1 over all
	Macro   float64  // mean F1 of the codes that the labels have
	PerCode []CodeScore
}

// CodeScore is how well one code was found.
type CodeScore struct {
	Code                  string
	TP, FP, FN            int
	Precision, Recall, F1 float64
	F1Low, F1High         float64 // 95 % bootstrap interval
}

// Interval is a value and its 95 % bootstrap interval.
type Interval struct{ Value, Low, High float64 }

// Miss is a comment whose tags were wrong. It holds no text.
type Miss struct {
	ID               string
	Missed, Invented []string
}

const (
	bootstrapRounds = 1000
	bootstrapSeed   = 2014
	listedMisses    = 50
)

// Evaluate scores predictions against gold, which go by place. Codes in Maybe are neither right nor wrong. Winds are the four of
// the taxonomy: other.corruption is a problem beside them.
func Evaluate(gold []Labelled, predicted []Prediction) *Evaluation {
	e := &Evaluation{N: len(gold)}
	problems, winds := make([]tally, len(gold)), make([]tally, len(gold))
	kinds := make([][2]float64, len(gold)) // right, labelled
	weights := make([]float64, len(gold))
	for i := range gold {
		g, p := &gold[i], &predicted[i]
		e.Weights = e.Weights || g.Weight > 0
		weights[i] = g.Weight
		if weights[i] <= 0 {
			weights[i] = 1
		}
		problems[i] = compare(g.Subs, g.Maybe, p.Problems)
		winds[i] = compare(windsOf(g.Subs), windsOf(g.Maybe), windsOf(p.Problems))
		if g.Kind != "" {
			kinds[i][1] = 1
			if g.Kind == p.Kind {
				kinds[i][0] = 1
			}
		}
		for k, code := range g.Subs {
			ev, ok := p.Evidence[code]
			if !ok || k >= len(g.Evidence) || g.Evidence[k] == "" {
				continue
			}
			e.Evidence.Tags++
			if share2(g.Evidence[k], ev) {
				e.Evidence.Overlap++
			}
			if len([]rune(ev)) > maxEvidence {
				e.Evidence.Long++
			}
		}
		if len(problems[i].fp)+len(problems[i].fn) > 0 {
			e.Misses = append(e.Misses, Miss{g.ID, problems[i].fn, problems[i].fp})
		}
	}
	slices.SortStableFunc(e.Misses, func(a, b Miss) int {
		return cmp.Compare(len(b.Missed)+len(b.Invented), len(a.Missed)+len(a.Invented))
	})
	e.Misses = e.Misses[:min(len(e.Misses), listedMisses)]
	e.Problems, e.Winds = scores(problems), scores(winds)
	one := func(int) float64 { return 1 }
	weight := func(i int) float64 { return weights[i] }
	e.Kind.Value = share(kinds, one)
	w := &e.Weighted
	w.Problems.Value, w.Winds.Value, w.Kind.Value = microF1(problems, weight), microF1(winds, weight), share(kinds, weight)
	e.bootstrap(problems, winds, kinds, weights)
	return e
}

// tally is what was right and wrong about one comment.
type tally struct{ tp, fp, fn []string }

func compare(gold, maybe, predicted []string) tally {
	var t tally
	for _, p := range predicted {
		switch {
		case slices.Contains(gold, p):
			t.tp = append(t.tp, p)
		case !slices.Contains(maybe, p):
			t.fp = append(t.fp, p)
		}
	}
	for _, g := range gold {
		if !slices.Contains(predicted, g) {
			t.fn = append(t.fn, g)
		}
	}
	return t
}

func windsOf(problems []string) []string {
	var out []string
	for _, p := range problems {
		if w := dict.Wind(p); w != "other" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func microF1(t []tally, weight func(i int) float64) float64 {
	var tp, wrong float64
	for i, x := range t {
		tp += weight(i) * float64(len(x.tp))
		wrong += weight(i) * float64(len(x.fp)+len(x.fn))
	}
	if tp == 0 {
		return 0
	}
	return 2 * tp / (2*tp + wrong)
}

func share(kinds [][2]float64, weight func(i int) float64) float64 {
	var right, all float64
	for i, k := range kinds {
		right += weight(i) * k[0]
		all += weight(i) * k[1]
	}
	if all == 0 {
		return 0
	}
	return right / all
}

func scores(t []tally) Scores {
	per := map[string]*CodeScore{}
	get := func(code string) *CodeScore {
		if per[code] == nil {
			per[code] = &CodeScore{Code: code}
		}
		return per[code]
	}
	for _, x := range t {
		for _, c := range x.tp {
			get(c).TP++
		}
		for _, c := range x.fp {
			get(c).FP++
		}
		for _, c := range x.fn {
			get(c).FN++
		}
	}
	var s Scores
	labelled := 0
	for _, code := range slices.Sorted(maps.Keys(per)) {
		c := per[code]
		c.Precision = ratio(c.TP, c.TP+c.FP)
		c.Recall = ratio(c.TP, c.TP+c.FN)
		c.F1 = ratio(2*c.TP, 2*c.TP+c.FP+c.FN)
		if c.TP+c.FN > 0 {
			s.Macro += c.F1
			labelled++
		}
		s.PerCode = append(s.PerCode, *c)
	}
	if labelled > 0 {
		s.Macro /= float64(labelled)
	}
	s.Micro.Value = microF1(t, func(int) float64 { return 1 })
	return s
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// bootstrap finds the intervals: it draws as many comments as there are, with replacement, over and over.
func (e *Evaluation) bootstrap(problems, winds []tally, kinds [][2]float64, weights []float64) {
	if e.N == 0 {
		return
	}
	random := rand.New(rand.NewPCG(bootstrapSeed, 0))
	times := make([]float64, e.N)
	once := func(i int) float64 { return times[i] }
	weighted := func(i int) float64 { return times[i] * weights[i] }
	var drawn [6][]float64
	perCode := map[*CodeScore][]float64{}
	for range bootstrapRounds {
		clear(times)
		for range e.N {
			times[random.IntN(e.N)]++
		}
		for i, x := range []float64{
			microF1(problems, once), microF1(winds, once), share(kinds, once),
			microF1(problems, weighted), microF1(winds, weighted), share(kinds, weighted),
		} {
			drawn[i] = append(drawn[i], x)
		}
		for _, level := range []struct {
			codes []CodeScore
			t     []tally
		}{{e.Problems.PerCode, problems}, {e.Winds.PerCode, winds}} {
			f1 := codeF1(level.t, once)
			for i := range level.codes {
				c := &level.codes[i]
				perCode[c] = append(perCode[c], f1[c.Code])
			}
		}
	}
	for i, to := range []*Interval{&e.Problems.Micro, &e.Winds.Micro, &e.Kind, &e.Weighted.Problems, &e.Weighted.Winds, &e.Weighted.Kind} {
		to.Low, to.High = middle(drawn[i])
	}
	for c, values := range perCode {
		c.F1Low, c.F1High = middle(values)
	}
}

// middle gives the bounds between which 95 % of the values lie.
func middle(values []float64) (low, high float64) {
	slices.Sort(values)
	return values[bootstrapRounds*25/1000], values[bootstrapRounds*975/1000-1]
}

// codeF1 gives the F1 of each code.
func codeF1(t []tally, weight func(i int) float64) map[string]float64 {
	right, wrong := map[string]float64{}, map[string]float64{}
	for i, x := range t {
		w := weight(i)
		if w == 0 {
			continue
		}
		for _, c := range x.tp {
			right[c] += w
		}
		for _, c := range x.fp {
			wrong[c] += w
		}
		for _, c := range x.fn {
			wrong[c] += w
		}
	}
	f1 := map[string]float64{}
	for c, n := range right {
		f1[c] = 2 * n / (2*n + wrong[c])
	}
	return f1
}

// share2 says whether two strings have two neighbouring characters in common.
func share2(a, b string) bool {
	r := []rune(a)
	for i := 0; i+2 <= len(r); i++ {
		if strings.Contains(b, string(r[i:i+2])) {
			return true
		}
	}
	return false
}
