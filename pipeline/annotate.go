// Package pipeline is the one place that knows the order of the stages: it reads comment files, annotates every comment, builds the
// database and publishes it, and renders the dashboard.
package pipeline

import (
	"fmt"
	"sync"

	"golang.org/x/sync/errgroup"

	"sifeng/dict"
	"sifeng/pipeline/attribute"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/segment"
	"sifeng/pipeline/tag"
)

// Annotator turns a comment into an annotated one: a pure function of the comment, the dictionaries and the key. It is safe for
// concurrent use.
type Annotator struct {
	cleaner    *clean.Cleaner
	segmenter  *segment.Segmenter
	tagger     *tag.Tagger
	attributor *attribute.Attributor
	scratch    sync.Pool
}

// NewAnnotator prepares all stages from d, side by side: a command that annotates one comment does little else.
func NewAnnotator(d *dict.Dict, key comment.Key, o clean.Options) (*Annotator, error) {
	a := &Annotator{}
	var group errgroup.Group
	prepare := func(stage string, with func() error) {
		group.Go(func() error {
			if err := with(); err != nil {
				return fmt.Errorf("prepare %s: %w", stage, err)
			}
			return nil
		})
	}
	prepare("segmentation", func() (err error) { a.segmenter, err = segment.New(d); return err })
	prepare("tagging", func() (err error) { a.tagger, err = tag.New(d); return err })
	prepare("cleaning", func() (err error) { a.cleaner, err = clean.New(d, o); return err })
	prepare("attribution", func() (err error) { a.attributor, err = attribute.New(d); return err })
	if err := group.Wait(); err != nil {
		return nil, err
	}
	a.scratch.New = func() any { return &scratch{hasher: key.Hasher()} }
	return a, nil
}

// scratch is what the annotation of one comment needs and leaves for the next. No result refers to it.
type scratch struct {
	title, text []comment.Token
	hasher      *comment.Hasher
}

// Annotate cleans, segments, tags and attributes one comment.
func (a *Annotator) Annotate(in comment.Comment) comment.Annotated {
	s := a.scratch.Get().(*scratch)
	defer a.scratch.Put(s)
	c, found := a.cleaner.Clean(in)
	s.title, s.text = a.segmenter.Cut(c.Title, s.title[:0]), a.segmenter.Cut(c.Text, s.text[:0])
	doc := comment.Doc{Title: c.Title, Text: c.Text, TitleTokens: s.title, TextTokens: s.text}
	tagged := a.tagger.Tag(doc)
	where := a.attributor.Attribute(doc, c.Township, c.Department, tagged.Tags)
	out := comment.Annotated{
		Comment: c, Tokens: words(doc), Kind: tagged.Kind, NoOpinion: tagged.NoOpinion, Urgency: tagged.Urgency, Tags: tagged.Tags,
		TownshipCode: where.TownshipCode, TownshipHow: where.TownshipHow, DepartmentCode: where.DepartmentCode,
		DepartmentHow: where.DepartmentHow, TargetLeadership: where.TargetLeadership, Mentions: where.Mentions,
		Restricted: tagged.Restricted || found.OfficialNamed || where.TargetLeadership,
	}
	if material := a.cleaner.DupMaterial(c.Title, c.Text); material != "" {
		out.DupKey = s.hasher.Hash("dup", material)
	}
	return out
}

// words gives the tokens of title and text as strings, without those that hold only white space.
func words(doc comment.Doc) []string {
	out := make([]string, 0, len(doc.TitleTokens)+len(doc.TextTokens))
	for _, part := range []struct {
		text   string
		tokens []comment.Token
	}{{doc.Title, doc.TitleTokens}, {doc.Text, doc.TextTokens}} {
		for _, t := range part.tokens {
			if w := part.text[t.Start:t.End]; !isSpace(w) {
				out = append(out, w)
			}
		}
	}
	return out
}

func isSpace(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\n' && r != '\t' && r != '\r' && r != '\u3000' {
			return false
		}
	}
	return true
}
