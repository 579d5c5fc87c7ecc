package tag

import (
	"cmp"
	"fmt"
	"io"
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
	Kind     Interval                                // share of the labelled kinds that were right
	Weighted struct{ Problems, Winds, Kind float64 } // with the weights of the labels
	Evidence struct{ Tags, Overlap, Long int }       // of the right tags with labelled evidence: how many overlap it, how many are over 60 characters
	Misses   []Miss                                  // comments with the most wrong tags first
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
	e.Weighted.Problems, e.Weighted.Winds, e.Weighted.Kind = microF1(problems, weight), microF1(winds, weight), share(kinds, weight)
	e.bootstrap(problems, winds, kinds)
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

func (e *Evaluation) bootstrap(problems, winds []tally, kinds [][2]float64) {
	if e.N == 0 {
		return
	}
	random := rand.New(rand.NewPCG(bootstrapSeed, 0))
	times := make([]float64, e.N)
	weight := func(i int) float64 { return times[i] }
	var p, w, k []float64
	for range bootstrapRounds {
		clear(times)
		for range e.N {
			times[random.IntN(e.N)]++
		}
		p = append(p, microF1(problems, weight))
		w = append(w, microF1(winds, weight))
		k = append(k, share(kinds, weight))
	}
	for _, x := range []struct {
		to   *Interval
		from []float64
	}{{&e.Problems.Micro, p}, {&e.Winds.Micro, w}, {&e.Kind, k}} {
		slices.Sort(x.from)
		x.to.Low, x.to.High = x.from[bootstrapRounds*25/1000], x.from[bootstrapRounds*975/1000-1]
	}
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

// Write writes the evaluation as text.
func (e *Evaluation) Write(w io.Writer) error {
	var b strings.Builder
	for _, s := range []struct {
		name string
		Scores
	}{{"wind", e.Winds}, {"problem", e.Problems}} {
		fmt.Fprintf(&b, "%-30s %9s %9s %9s %5s %5s %5s\n", s.name, "precision", "recall", "F1", "tp", "fp", "fn")
		for _, c := range s.PerCode {
			fmt.Fprintf(&b, "%-30s %9.3f %9.3f %9.3f %5d %5d %5d\n", c.Code, c.Precision, c.Recall, c.F1, c.TP, c.FP, c.FN)
		}
		fmt.Fprintf(&b, "micro-F1 %.3f [%.3f, %.3f]  macro-F1 %.3f\n\n", s.Micro.Value, s.Micro.Low, s.Micro.High, s.Macro)
	}
	fmt.Fprintf(&b, "comments %d, kind %.3f [%.3f, %.3f]\n", e.N, e.Kind.Value, e.Kind.Low, e.Kind.High)
	fmt.Fprintf(&b, "weighted: winds %.3f, problems %.3f, kind %.3f\n", e.Weighted.Winds, e.Weighted.Problems, e.Weighted.Kind)
	if e.Evidence.Tags > 0 {
		fmt.Fprintf(&b, "evidence overlapping the labelled one: %d of %d right tags; too long: %d\n", e.Evidence.Overlap, e.Evidence.Tags, e.Evidence.Long)
	}
	for i, m := range e.Misses {
		if i == 0 {
			b.WriteString("\nworst misses\n")
		}
		if i == 20 {
			break
		}
		fmt.Fprintf(&b, "%s missed %s; wrong %s\n", m.ID, strings.Join(m.Missed, " "), strings.Join(m.Invented, " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
