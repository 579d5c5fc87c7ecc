// Package pipeline is the one place that knows the order of the stages: it reads comment files, annotates every comment, builds the
// database and publishes it, and renders the dashboard.
package pipeline

import (
	"fmt"

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
	key        comment.Key
	cleaner    *clean.Cleaner
	segmenter  *segment.Segmenter
	tagger     *tag.Tagger
	attributor *attribute.Attributor
}

// NewAnnotator prepares all stages from d.
func NewAnnotator(d *dict.Dict, key comment.Key, o clean.Options) (*Annotator, error) {
	a := &Annotator{key: key}
	var err error
	if a.cleaner, err = clean.New(d, o); err != nil {
		return nil, fmt.Errorf("prepare cleaning: %w", err)
	}
	if a.segmenter, err = segment.New(d); err != nil {
		return nil, fmt.Errorf("prepare segmentation: %w", err)
	}
	if a.tagger, err = tag.New(d); err != nil {
		return nil, fmt.Errorf("prepare tagging: %w", err)
	}
	if a.attributor, err = attribute.New(d); err != nil {
		return nil, fmt.Errorf("prepare attribution: %w", err)
	}
	return a, nil
}

// Annotate cleans, segments, tags and attributes one comment.
func (a *Annotator) Annotate(in comment.Comment) comment.Annotated {
	c, found := a.cleaner.Clean(in)
	doc := comment.Doc{Title: c.Title, Text: c.Text}
	doc.TitleTokens = a.segmenter.Cut(c.Title, nil)
	doc.TextTokens = a.segmenter.Cut(c.Text, nil)
	tagged := a.tagger.Tag(doc)
	where := a.attributor.Attribute(doc, c.Township, c.Department, tagged.Tags)
	out := comment.Annotated{
		Comment: c, Tokens: words(doc), Kind: tagged.Kind, NoOpinion: tagged.NoOpinion, Urgency: tagged.Urgency, Tags: tagged.Tags,
		TownshipCode: where.TownshipCode, TownshipHow: where.TownshipHow, DepartmentCode: where.DepartmentCode,
		DepartmentHow: where.DepartmentHow, TargetLeadership: where.TargetLeadership, Mentions: where.Mentions,
		Restricted: tagged.Restricted || found.OfficialNamed || where.TargetLeadership,
	}
	if material := a.cleaner.DupMaterial(c.Title, c.Text); material != "" {
		out.DupKey = a.key.Hash("dup", material)
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
