package tag

import (
	"cmp"
	"slices"

	"sifeng/pipeline/comment"
)

// Prediction is what was decided about a comment, for Evaluate.
type Prediction struct {
	Kind     comment.Kind
	Problems []string
	Evidence map[string]string // problem → evidence; may be nil
}

// chosen is a problem that holds: its output, and by how much its logit is above the threshold.
type chosen struct {
	output int
	margin float64
}

// choose gives the problems that hold, strongest first. Where a wind as a whole holds and none of its problems does, the nearest
// of them is taken, if it is near.
func (m *Model) choose(z []float64, into []chosen) []chosen {
	into = into[:0]
	for o, out := range m.outs {
		if out.kind || out.wind || out.any {
			continue
		}
		margin := z[o] - m.threshold[o]
		if margin < 0 {
			continue
		}
		if w := out.back; w >= 0 && margin < windVeto && z[w] < m.threshold[w]-windDoubt {
			continue
		}
		into = append(into, chosen{o, margin})
	}
	for o, out := range m.outs {
		if !out.wind || z[o] < m.threshold[o]+windBar {
			continue
		}
		best := chosen{-1, -windReach}
		for _, p := range out.members {
			if margin := z[p] - m.threshold[p]; margin > best.margin {
				best = chosen{p, margin}
			}
		}
		if best.output >= 0 && best.margin < 0 {
			into = append(into, best)
		}
	}
	slices.SortStableFunc(into, func(a, b chosen) int { return cmp.Compare(b.margin, a.margin) })
	return into
}

const (
	windBar   = 0.3 // how far above its threshold a wind must be to choose a problem
	windReach = 1.2 // how far below its threshold that problem may be
	windDoubt = 0.3 // how far below its threshold a wind must be to speak against a problem
	windVeto  = 0.5 // how far above its threshold that problem must be to hold all the same
)

// trusted gives the share of right ones among tags of such a problem and margin, as cross-validation found it on labelled letters that were
// not chosen: a logistic curve, shifted for each problem as far as its tags are many enough to tell. J. Platt, Probabilistic Outputs for
// Support Vector Machines, 1999.
func (m *Model) trusted(c chosen) float64 {
	return sigmoid(m.trust[c.output] + m.trust[len(m.outs)]*c.margin)
}

// codes gives the codes of problems that hold.
func (m *Model) codes(problems []chosen) []string {
	var out []string
	for _, c := range problems {
		out = append(out, m.outs[c.output].code)
	}
	return out
}

// kind gives the kind with the highest logit, praise with a handicap: a complaint that is taken for praise is lost, which praise that is
// taken for a complaint is not. A comment of which a problem is very sure is no praise: its praise is irony; and who thanks for what he paid for
// reports it.
func (m *Model) kind(z []float64, problems []chosen) comment.Kind {
	ironic := slices.ContainsFunc(problems, func(c chosen) bool {
		return c.margin >= ironyAt || c.margin >= paidAt && slices.Contains(paid[:], m.outs[c.output].code)
	})
	best, most := -1, 0.0
	for o, out := range m.outs {
		if !out.kind {
			continue
		}
		logit := z[o]
		if out.code == string(comment.Praise) {
			if ironic {
				continue
			}
			logit -= praiseBar
		}
		if best < 0 || logit > most {
			best, most = o, logit
		}
	}
	return comment.Kind(m.outs[best].code)
}

const (
	praiseBar = 2.0 // how far above the other kinds praise must be
	ironyAt   = 2.5 // how far above its threshold a problem must be to speak against praise
	paidAt    = 1.0 // the same, of one of paid
)

// paid are the problems in which somebody pays.
var paid = [...]string{"bureaucratism.extortion", "extravagance.gifts", corruption}
