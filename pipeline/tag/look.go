package tag

import (
	"sifeng/pipeline/comment"
)

// Look is what the tagger saw in a comment on its way to a Result, for those who want to know why.
type Look struct {
	Result
	Hits    []Hit    // where expressions of the lexicon stand, in the order of the text
	Margins []Margin // of the problems of the winds axis, in the order of the register; nil: the comment has no opinion
	// PrivateOnly says that private actors are named and no public one, and that no problem is very sure: then nothing on the winds axis is tagged.
	PrivateOnly bool
	KindMargin  float64 // by how much the logit of the kind is above that of every other; negative: it was chosen for another reason
}

// Hit is a place where an expression of the lexicon stands.
type Hit struct {
	Axis    string
	Problem string
	Pattern string
	Line    string // of the lexicon: file and line
	Weak    bool   // informs the model and makes no tag by itself
	Span    comment.Span
	Text    string
	Stance  string // one of Stances: only an asserted expression reports a problem
	Actor   string // whose behaviour is told of: public, private, or empty
}

// Margin says by how much the logit of a problem is above its threshold.
type Margin struct {
	Problem string
	Margin  float64
}

// Stances are the ways in which a writer can mean an expression.
func Stances() []string { return append([]string(nil), stanceNames[:]...) }

// Look reads a cleaned comment as Tag does and tells what it saw.
func (t *Tagger) Look(doc comment.Doc) Look {
	out := Look{Result: t.Tag(doc)}
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	s.read(doc.Title, doc.Text)
	t.lex.scan(s)
	t.lex.judge(s, t.index, allHits)
	for _, h := range s.hits {
		out.Hits = append(out.Hits, t.showHit(s, doc, h))
	}
	if out.NoOpinion {
		return out
	}
	t.extract(s)
	w := t.weigh(s)
	w.chosen = t.model.choose(w.logits, w.chosen)
	out.PrivateOnly = t.privateOnly(s) && !sure(w.chosen)
	own, other := float64(lowest), float64(lowest)
	for o, kindOrProblem := range t.outs {
		switch z := w.logits[o]; {
		case kindOrProblem.kind && kindOrProblem.code == string(out.Kind):
			own = z
		case kindOrProblem.kind:
			other = max(other, z)
		case !kindOrProblem.wind && !kindOrProblem.any:
			out.Margins = append(out.Margins, Margin{kindOrProblem.code, z - t.model.threshold[o]})
		}
	}
	out.KindMargin = own - other
	return out
}

func (t *Tagger) showHit(s *scratch, doc comment.Doc, h hit) Hit {
	r := &t.lex.rules[h.rule]
	field, start, end := s.place(h.span)
	actors := [actors]string{public: "public", private: "private"}
	return Hit{
		Axis: r.axis, Problem: r.problem, Pattern: r.pattern, Line: r.line, Weak: r.weak,
		Span: comment.Span{Field: field, Start: start, End: end}, Text: s.words(doc, h.span), Stance: stanceNames[h.stance], Actor: actors[h.actor],
	}
}
