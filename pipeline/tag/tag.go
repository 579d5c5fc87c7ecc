// Package tag decides which work-style problems and topics a comment reports, and what kind of comment it is.
package tag

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// maxEvidence is the longest evidence of a tag, in characters.
const maxEvidence = 60

// Tagger tags comments. It is safe for concurrent use.
type Tagger struct {
	lex     *lexicon
	index   cueIndex
	problem map[string]int // winds problem → place in problems
	codes   []dict.Problem // of the winds axis
	short   map[string]bool
	urgent  *urgencyRules
	pool    sync.Pool
}

// Result is what a comment reports.
type Result struct {
	Tags       []comment.Tag // winds first, strongest first; then topics
	Kind       comment.Kind  // empty if NoOpinion
	NoOpinion  bool
	Urgency    comment.Urgency
	Restricted bool // a lead on corruption, or a report of retaliation
}

// New builds a tagger from the lexicon, cues and model of d.
func New(d *dict.Dict) (*Tagger, error) {
	lex, err := loadLexicon(d)
	if err != nil {
		return nil, fmt.Errorf("load lexicon: %w", err)
	}
	t := &Tagger{lex: lex, index: lex.cueIndex(), problem: map[string]int{}}
	for _, p := range d.Problems {
		if p.Axis == comment.AxisWinds {
			t.problem[p.Code] = len(t.codes)
			t.codes = append(t.codes, p)
		}
	}
	if t.short, err = loadNoOpinion(d); err != nil {
		return nil, fmt.Errorf("load expressions without an opinion: %w", err)
	}
	if t.urgent, err = loadUrgency(d); err != nil {
		return nil, fmt.Errorf("load urgency rules: %w", err)
	}
	t.pool.New = func() any { return &scratch{} }
	return t, nil
}

// Tag reads a cleaned comment. It is a pure function of the comment and the dictionaries.
func (t *Tagger) Tag(doc comment.Doc) Result {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	s.read(doc.Title, doc.Text)
	t.lex.scan(s)
	t.lex.judge(s, t.index)
	if t.noOpinion(s) {
		return Result{NoOpinion: true, Urgency: comment.U0}
	}
	r := Result{Kind: t.kindOf(s)}
	r.Tags = t.winds(s, doc)
	r.Tags = append(r.Tags, t.topics(s, doc)...)
	r.Urgency = t.urgencyOf(s)
	for _, tag := range r.Tags {
		if tag.Problem == "other.corruption" || tag.Facet == "bureaucratism.retaliation" {
			r.Restricted = true
		}
	}
	return r
}

// winds tags the problems of the winds axis.
func (t *Tagger) winds(s *scratch, doc comment.Doc) []comment.Tag {
	type best struct {
		hit   int
		score float64
	}
	top := make([]best, len(t.codes))
	for i, h := range s.hits {
		r := &t.lex.rules[h.rule]
		if r.axis != comment.AxisWinds || r.weak || h.stance != asserted {
			continue
		}
		score := 0.7 + 0.01*float64(min(20, h.end-h.start))
		switch {
		case h.actor == private:
			score -= 0.3
		case h.actor == nobody && r.public:
			score -= 0.3
		}
		p := t.problem[r.problem]
		if score >= 0.5 && score > top[p].score {
			top[p] = best{i, score}
		}
	}
	var tags []comment.Tag
	for p, b := range top {
		if b.score > 0 {
			tags = append(tags, t.hitTag(s, doc, s.hits[b.hit], t.codes[p], b.score))
		}
	}
	sortTags(tags)
	return tags
}

func sortTags(tags []comment.Tag) {
	slices.SortStableFunc(tags, func(a, b comment.Tag) int { return cmp.Compare(b.Score, a.Score) })
}

func (t *Tagger) hitTag(s *scratch, doc comment.Doc, h hit, p dict.Problem, score float64) comment.Tag {
	r := &t.lex.rules[h.rule]
	return makeTag(s, doc, h.span, p, r.facet, score, "lexicon:"+r.pattern)
}

func makeTag(s *scratch, doc comment.Doc, at span, p dict.Problem, facet string, score float64, rule string) comment.Tag {
	field, start, end := s.place(at)
	text := doc.Text
	if field == comment.FieldTitle {
		text = doc.Title
	}
	return comment.Tag{
		Axis: p.Axis, Wind: p.Wind, Problem: p.Code, Facet: facet, Score: score, Evidence: text[start:end],
		Span: comment.Span{Field: field, Start: start, End: end}, Rule: rule,
	}
}
