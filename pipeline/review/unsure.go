package review

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/tag"
)

// Unsure is a comment that the tagger is unsure of, with what it takes it for. Its words are redacted.
type Unsure struct {
	Place
	ID          string
	Title, Text string
	Kind        comment.Kind
	Tags        []comment.Tag // of the winds axis, strongest first
	Nearest     tag.Margin    // of the problem whose margin is nearest to 0
}

// Selection is what a clerk is given to check.
type Selection struct {
	Dict       *dict.Dict
	Comments   []Unsure // the least sure first
	Read       int      // comments that were read
	Restricted int      // of these left out because their words are for the discipline office
	Repeated   int      // left out because their words are those of another, or of a labelled comment
	Unusable   int      // rows
}

// Select reads comments and gives those that the tagger is least sure of, at most so many, without those that are labelled already.
func Select(ctx context.Context, in pipeline.Reading, labelled []tag.Labelled, most int) (*Selection, error) {
	d, annotator, err := newAnnotator(in.DictDir)
	if err != nil {
		return nil, err
	}
	out := &Selection{Dict: d}
	s := selector{Selection: out, most: most, seen: map[string]bool{}}
	for _, l := range labelled {
		c := annotator.Annotate(comment.Comment{Title: l.Title, Text: l.Text})
		s.seen[wordsKey(&c)] = true
	}
	sources, err := each(ctx, in, looking(annotator), s.add)
	if err != nil {
		return nil, err
	}
	s.cut()
	for i := range s.kept {
		k := &s.kept[i]
		k.Place = k.at.place(sources)
		out.Comments = append(out.Comments, k.Unsure)
	}
	out.Unusable = unusable(sources)
	return out, nil
}

// kept is an unsure comment whose place has no name yet.
type kept struct {
	Unsure
	at    located
	order int // among all that were read
}

type selector struct {
	*Selection
	most int
	seen map[string]bool
	kept []kept
}

func (s *selector) add(c candidate) error {
	s.Read++
	nearest, ok := doubt(&c.look)
	switch {
	case c.c.Restricted:
		s.Restricted++
		return nil
	case !ok || tooLong(c.c.Title) || tooLong(c.c.Text):
		return nil
	}
	key := wordsKey(&c.c)
	if s.seen[key] {
		s.Repeated++
		return nil
	}
	s.seen[key] = true
	k := kept{at: located{comment.Comment{SourceID: c.SourceID, Row: c.Row}, c.part}, order: s.Read}
	k.ID, k.Title, k.Text, k.Kind, k.Nearest = labelID(c.c.Title, c.c.Text), c.c.Title, c.c.Text, c.c.Kind, nearest
	for _, t := range c.c.Tags {
		if t.Axis == comment.AxisWinds {
			k.Tags = append(k.Tags, t)
		}
	}
	if s.kept = append(s.kept, k); len(s.kept) >= 2*s.most+1000 {
		s.cut()
	}
	return nil
}

// wordsKey is equal for comments of equal words, but for names, numbers and punctuation.
func wordsKey(c *comment.Annotated) string {
	if c.DupKey != "" {
		return c.DupKey
	}
	return c.Title + "\n" + c.Text
}

// cut keeps the least sure.
func (s *selector) cut() {
	slices.SortFunc(s.kept, func(a, b kept) int {
		return cmp.Or(cmp.Compare(math.Abs(a.Nearest.Margin), math.Abs(b.Nearest.Margin)), cmp.Compare(a.order, b.order))
	})
	s.kept = s.kept[:min(len(s.kept), s.most)]
}

// doubt gives the margin nearest to 0, and whether it decided anything: comments without an opinion, praise, and those on private
// actors alone are not tagged whatever their margins.
func doubt(look *tag.Look) (tag.Margin, bool) {
	if look.NoOpinion || look.Kind == comment.Praise || look.PrivateOnly || len(look.Margins) == 0 {
		return tag.Margin{}, false
	}
	return slices.MinFunc(look.Margins, func(a, b tag.Margin) int { return cmp.Compare(math.Abs(a.Margin), math.Abs(b.Margin)) }), true
}

// labelID gives a labelled comment the same id in every file: who has the words has the id, so it needs no secret.
func labelID(title, text string) string {
	return "checked:" + comment.NewKey([]byte("ids of checked comments")).Hash("label", title, text)
}
