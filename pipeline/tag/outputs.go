package tag

import (
	"slices"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// output is one thing the model decides: a problem, a whole wind, whether there is any problem, or a kind.
type output struct {
	code    string
	kind    bool
	wind    bool
	any     bool
	back    int   // of a problem: the output of its wind, or -1
	all     int   // the output of any problem
	members []int // of a wind or any: the outputs of its problems
}

// outputsOf lists the problems of the winds axis, the winds with more than one problem, whether there is any, and the kinds.
func outputsOf(codes []dict.Problem) []output {
	var out []output
	count := map[string]int{}
	for _, p := range codes {
		out = append(out, output{code: p.Code, back: -1})
		count[p.Wind]++
	}
	for i, p := range codes {
		if count[p.Wind] < 2 {
			continue
		}
		w := slices.IndexFunc(out, func(o output) bool { return o.wind && o.code == p.Wind })
		if w < 0 {
			w = len(out)
			out = append(out, output{code: p.Wind, wind: true, back: -1})
		}
		out[i].back = w
		out[w].members = append(out[w].members, i)
	}
	whether := output{code: "any", any: true, back: -1}
	for i := range codes {
		whether.members = append(whether.members, i)
	}
	for i := range out {
		out[i].all = len(out)
	}
	whether.all = len(out)
	out = append(out, whether)
	for _, k := range []comment.Kind{comment.Complaint, comment.Suggestion, comment.Inquiry, comment.Praise} {
		out = append(out, output{code: string(k), kind: true, back: -1, all: whether.all})
	}
	return out
}

// doubtful says whether the label leaves open whether the output holds.
func (o output) doubtful(l *Labelled) bool {
	switch {
	case o.kind:
		return l.Kind == ""
	case o.holds(l):
		return false
	case o.any:
		return len(l.Maybe) > 0
	case o.wind:
		return slices.ContainsFunc(l.Maybe, func(s string) bool { return dict.Wind(s) == o.code })
	}
	return slices.Contains(l.Maybe, o.code)
}

// holds says whether the label says yes to the output.
func (o output) holds(l *Labelled) bool {
	switch {
	case o.kind:
		return string(l.Kind) == o.code
	case o.any:
		return len(l.Subs) > 0
	case o.wind:
		return slices.ContainsFunc(l.Subs, func(s string) bool { return dict.Wind(s) == o.code })
	}
	return slices.Contains(l.Subs, o.code)
}
