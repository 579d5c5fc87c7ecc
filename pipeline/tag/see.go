package tag

import (
	"slices"
	"strings"
)

// see extracts the features of a labelled comment.
func (t *Tagger) see(l Labelled) *seen {
	s := &scratch{}
	s.read(l.Title, l.Text)
	t.lex.scan(s)
	t.lex.judge(s, t.index, allHits)
	t.extract(s)
	counts := make([]ruleCounts, len(t.outs))
	t.countRules(s, t.outs, counts)
	x := &seen{counts: counts, named: t.namedActors(s), Labelled: l, offsets: slices.Clone(s.off), nTitle: s.title}
	t.sayKeys(s, x)
	return x
}

// sayKeys fills the windows and keys of an example from an extracted page.
func (t *Tagger) sayKeys(s *scratch, x *seen) {
	f := &s.work
	for _, w := range f.windows {
		out := seenWindow{span: w.span, from: len(x.keys)}
		x.keys = gramKeys(f.plain[w.run.from:w.run.to], saltGram, x.keys)
		out.rules = len(x.keys)
		for _, id := range f.said[w.told:w.said] {
			x.keys = append(x.keys, t.sayings.keys[id])
		}
		out.to = len(x.keys)
		x.windows = append(x.windows, out)
	}
	x.title = len(x.keys)
	x.keys = gramKeys(f.plain[f.title.from:f.title.to], saltTitle, x.keys)
	x.whole = len(x.keys)
	x.keys = append(x.keys, t.sayings.keys[f.length])
}

// windowLabels says of each problem whether a window shows it (1), does not (0), or may (-1).
func (x *seen) windowLabels(t *Tagger, i int) []int8 {
	out := make([]int8, len(t.codes))
	w := x.windows[i]
	for _, code := range x.Maybe {
		if p, ok := t.problem[code]; ok {
			out[p] = -1
		}
	}
	for k, code := range x.Subs {
		p, ok := t.problem[code]
		if !ok {
			continue
		}
		if x.Invented && len(x.windows) == 1 {
			out[p] = 1
			continue
		}
		if k >= len(x.Evidence) || x.Evidence[k] == "" {
			out[p] = -1
			continue
		}
		if x.shows(w.span, x.Evidence[k]) {
			out[p] = 1
		} else if out[p] <= 0 {
			out[p] = -1
		}
	}
	return out
}

// shows says whether the window holds a good part of the evidence.
func (x *seen) shows(w span, evidence string) bool {
	field, from := x.Title, 0
	start, end := int(x.offsets[w.start]), int(x.offsets[w.end])
	if w.start > x.nTitle {
		field = x.Text
	} else if w.end > x.nTitle {
		end = len(x.Title)
	}
	for {
		at := strings.Index(field[from:], evidence)
		if at < 0 {
			return false
		}
		at += from
		shared := min(end, at+len(evidence)) - max(start, at)
		if shared*2 >= len(evidence) || shared >= 18 {
			return true
		}
		from = at + 1
	}
}
