package pipeline

import (
	"sifeng/pipeline/comment"
	"sifeng/pipeline/tag"
)

// Look annotates a comment and tells what the tagger saw in it.
func (a *Annotator) Look(in comment.Comment) (comment.Annotated, tag.Look) {
	out := a.Annotate(in)
	return out, a.LookAt(&out)
}

// LookAt tells what the tagger sees in an annotated comment.
func (a *Annotator) LookAt(c *comment.Annotated) tag.Look {
	return a.tagger.Look(comment.Doc{Title: c.Title, Text: c.Text})
}

// CheckExamples says which expressions of the lexicon do not stand in their own example, or stand in their trap.
func (a *Annotator) CheckExamples() error { return a.tagger.CheckExamples() }
