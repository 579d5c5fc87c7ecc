// Package tag decides which work-style problems and topics a comment reports, and what kind of comment it is.
package tag

import (
	"cmp"
	"fmt"
	"io/fs"
	"sync"

	"golang.org/x/sync/errgroup"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// maxEvidence is the longest evidence of a tag, in characters.
const maxEvidence = 60

// ModelFile is where the dictionary keeps the trained model.
const ModelFile = "model/winds.bin"

// Tagger tags comments. It is safe for concurrent use.
type Tagger struct {
	lex     *lexicon
	index   cueIndex
	problem map[string]int // winds problem → place in problems
	codes   []dict.Problem // of the winds axis
	model   *Model
	outs    []output
	short   map[string]bool
	urgency []comment.Urgency // by cue class
	urgent  urgencyCues
	sayings *sayings
	forms   *forms
	said    []uint32 // saying → feature of the model, or 0
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
	codes := windProblems(d)
	var m *Model
	var group errgroup.Group
	group.Go(func() error {
		data, err := fs.ReadFile(d.FS(), ModelFile)
		if err != nil {
			return fmt.Errorf("read model: %w", err)
		}
		if m, err = readModel(data, outputsOf(codes)); err != nil {
			return fmt.Errorf("read model %s: %w", ModelFile, err)
		}
		return nil
	})
	t, err := newUntrained(d)
	if err := cmp.Or(err, group.Wait()); err != nil {
		return nil, err
	}
	t.use(m)
	return t, nil
}

// windProblems gives the problems of the winds axis.
func windProblems(d *dict.Dict) (codes []dict.Problem) {
	for _, p := range d.Problems {
		if p.Axis == comment.AxisWinds {
			codes = append(codes, p)
		}
	}
	return codes
}

// use makes the tagger decide by a model.
func (t *Tagger) use(m *Model) {
	t.model, t.forms = m, &m.ready.forms
	t.said = make([]uint32, len(t.sayings.keys))
	for i, key := range t.sayings.keys {
		t.said[i] = m.ready.rules[key]
	}
}

// newUntrained builds a tagger without its model.
func newUntrained(d *dict.Dict) (*Tagger, error) {
	var short map[string]bool
	var group errgroup.Group
	group.Go(func() (err error) {
		if short, err = loadNoOpinion(d); err != nil {
			return fmt.Errorf("load expressions without an opinion: %w", err)
		}
		return nil
	})
	lex, err := loadLexicon(d)
	if err != nil {
		err = fmt.Errorf("load lexicon: %w", err)
	}
	if err := cmp.Or(err, group.Wait()); err != nil {
		return nil, err
	}
	index, err := lex.cueIndex()
	if err != nil {
		return nil, fmt.Errorf("load lexicon: %w", err)
	}
	if index.own, err = loadOwn(d); err != nil {
		return nil, fmt.Errorf("load what is the writer's own: %w", err)
	}
	t := &Tagger{lex: lex, index: index, problem: map[string]int{}, short: short}
	t.codes = windProblems(d)
	for i, p := range t.codes {
		t.problem[p.Code] = i
	}
	t.outs = outputsOf(t.codes)
	for i := range lex.rules {
		r := &lex.rules[i]
		if r.axis == comment.AxisWinds {
			r.output = int32(t.problem[r.problem])
		}
		lex.briefs = append(lex.briefs, r.brief)
	}
	t.sayings, t.forms = newSayings(lex), plainForms()
	t.urgency, t.urgent = lex.urgencyClasses(), lex.urgencyCues(&t.index)
	t.pool.New = func() any { return &scratch{} }
	return t, nil
}

// Tag reads a cleaned comment. It is a pure function of the comment and the dictionaries.
func (t *Tagger) Tag(doc comment.Doc) Result {
	r, _ := t.TagInto(doc, nil)
	return r
}

// TagInto is Tag that appends the tags of the result to a slice of the caller's and gives that back: then it allocates little else.
func (t *Tagger) TagInto(doc comment.Doc, into []comment.Tag) (Result, []comment.Tag) {
	s := t.pool.Get().(*scratch)
	defer t.pool.Put(s)
	s.read(doc.Title, doc.Text)
	t.lex.scan(s)
	t.lex.judge(s, t.index, t.lex.matters)
	if t.noOpinion(s) {
		return Result{NoOpinion: true, Urgency: comment.U0}, into
	}
	t.extract(s)
	w := t.weigh(s)
	w.chosen = t.model.choose(w.logits, w.chosen)
	r := Result{Kind: t.model.kind(w.logits, w.chosen)}
	if r.Kind != comment.Praise && (sure(w.chosen) || !t.privateOnly(s)) {
		s.tags = t.windTags(s, w, doc, r.Kind, s.tags)
	}
	s.tags = t.topics(s, doc, s.tags)
	if len(s.tags) > 0 {
		first := len(into)
		into = append(into, s.tags...)
		r.Tags = into[first:len(into):len(into)]
	}
	clear(s.tags) // they hold the comment's text
	s.tags = s.tags[:0]
	r.Urgency = t.urgencyOf(s)
	r.Restricted = t.restricted(s, r.Tags)
	return r, into
}

// makeTag makes a tag with the evidence at a range of the page.
func makeTag(s *scratch, doc comment.Doc, at span, p dict.Problem, facet string, score float64, rule string) comment.Tag {
	field, start, end := s.place(at)
	return comment.Tag{
		Axis: p.Axis, Wind: p.Wind, Problem: p.Code, Facet: facet, Score: score, Evidence: s.words(doc, at),
		Span: comment.Span{Field: field, Start: start, End: end}, Rule: rule,
	}
}

// ruleProblem gives the output that a rule speaks for, if it is a problem of the winds axis.
func (t *Tagger) ruleProblem(rule int32) (int, bool) {
	p := t.lex.briefs[rule].output
	return int(p), p >= 0
}

// privateOnly says whether the comment names private actors and no public one: what companies and neighbours do is no work-style
// problem. Residents are none of those who act.
func (t *Tagger) privateOnly(s *scratch) bool {
	acts := false
	for i := range s.cues {
		switch t.index.actorOf(&s.cues[i]) {
		case public:
			return false
		case private:
			acts = acts || !t.index.suffers(s.cues, i)
		}
	}
	return acts
}

// sure says whether a problem is so sure that somebody public must have done it, be he named or not.
func sure(problems []chosen) bool { return len(problems) > 0 && problems[0].margin >= sureAlone }

const sureAlone = 2.5 // how far above its threshold

// restricted says whether a comment holds a lead on corruption, be it too faint for a tag, or a report of retaliation, or asks not to be exposed.
func (t *Tagger) restricted(s *scratch, tags []comment.Tag) bool {
	for _, tag := range tags {
		if tag.Problem == corruption {
			return true
		}
	}
	for _, h := range s.hits {
		b := &t.lex.briefs[h.rule]
		if h.stance == asserted && h.actor != private && (b.retaliates || b.corrupts) {
			return true
		}
	}
	return false
}

// The codes that make a comment restricted.
const (
	corruption  = "other.corruption"
	retaliation = "bureaucratism.retaliation"
)
