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

// scratch is what the annotation of comments needs and leaves for the next. No result refers to it.
type scratch struct {
	docs   []comment.Doc
	tokens [][]comment.Token // of titles and texts in turn
	found  []clean.Found
	hasher *comment.Hasher
}

// Annotate cleans, segments, tags and attributes one comment.
func (a *Annotator) Annotate(in comment.Comment) comment.Annotated {
	return a.AnnotateAll([]comment.Comment{in})[0]
}

// AnnotateAll annotates comments, each by itself, but stage by stage: the tables of one stage fill a processor's cache, so that
// changing from stage to stage at every comment costs an eighth more.
func (a *Annotator) AnnotateAll(in []comment.Comment) []comment.Annotated {
	s := a.scratch.Get().(*scratch)
	defer a.scratch.Put(s)
	out := make([]comment.Annotated, len(in))
	s.docs, s.found = s.docs[:0], s.found[:0]
	for i := range in {
		c, found := a.cleaner.Clean(in[i])
		out[i].Comment = c
		if material := a.cleaner.DupMaterial(c.Title, c.Text); material != "" {
			out[i].DupKey = s.hasher.Hash("dup", material)
		}
		s.found = append(s.found, found)
		s.docs = append(s.docs, comment.Doc{Title: c.Title, Text: c.Text})
	}
	for len(s.tokens) < 2*len(in) {
		s.tokens = append(s.tokens, nil)
	}
	for i := range s.docs {
		doc, title, text := &s.docs[i], &s.tokens[2*i], &s.tokens[2*i+1]
		*title, *text = a.segmenter.Cut(doc.Title, (*title)[:0]), a.segmenter.Cut(doc.Text, (*text)[:0])
		doc.TitleTokens, doc.TextTokens = *title, *text
		out[i].Tokens = words(*doc)
	}
	for i := range s.docs {
		tagged := a.tagger.Tag(s.docs[i])
		o := &out[i]
		o.Kind, o.NoOpinion, o.Urgency, o.Tags, o.Restricted = tagged.Kind, tagged.NoOpinion, tagged.Urgency, tagged.Tags, tagged.Restricted
	}
	for i := range s.docs {
		o := &out[i]
		where := a.attributor.Attribute(s.docs[i], o.Township, o.Department, o.Tags)
		o.TownshipCode, o.TownshipHow = where.TownshipCode, where.TownshipHow
		o.DepartmentCode, o.DepartmentHow = where.DepartmentCode, where.DepartmentHow
		o.TargetLeadership, o.Mentions = where.TargetLeadership, where.Mentions
		o.Restricted = o.Restricted || s.found[i].OfficialNamed || where.TargetLeadership
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
