// Package review is the work of those who keep the dictionaries and check the tags: what a change re-tags, which expressions the
// lexicon lacks, and which comments a clerk should look at.
package review

import (
	"context"
	"fmt"
	"runtime"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/tag"
)

// Place says where a comment stands in the files that were read.
type Place struct {
	File  string `json:"file"`
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row"`
	Part  int    `json:"part,omitempty"` // of a record that holds several comments, from 1; else 0
}

// Message names the place in words.
func (p Place) Message() *comment.Message {
	where := comment.Say("%s 第 %d 行", "%s, row %d", p.File, p.Row)
	if p.Sheet != "" {
		where = comment.Say("%s 表“%s”第 %d 行", "%s, sheet “%s”, row %d", p.File, p.Sheet, p.Row)
	}
	if p.Part > 0 {
		where = comment.Say("%v（其中第 %d 条）", "%v (its part %d)", where, p.Part)
	}
	return where
}

// located is a comment and its number among those of its record.
type located struct {
	comment.Comment
	part int
}

func (l *located) place(sources map[string]comment.Source) Place {
	s := sources[l.SourceID]
	return Place{File: s.File, Sheet: s.Sheet, Row: l.Row, Part: l.part}
}

// each reads comments, works on them in parallel and hands the results on in order. It gives the sources by their ids, with names that
// show no person.
func each[Out any](ctx context.Context, in pipeline.Reading, work func([]located) []Out, sink func(Out) error) (map[string]comment.Source, error) {
	d, err := dict.Load(in.DictDir)
	if err != nil {
		return nil, err
	}
	cleaner, err := clean.New(d, clean.Options{})
	if err != nil {
		return nil, fmt.Errorf("prepare cleaning: %w", err)
	}
	sources := map[string]comment.Source{}
	err = pipeline.Ordered(ctx, runtime.NumCPU(), func(ctx context.Context, emit func(located) error) error {
		parent, part := "", 0
		list, err := in.Read(ctx, func(c comment.Comment) error {
			if part++; c.ParentID == "" {
				part = 0
			} else if c.ParentID != parent {
				part = 1
			}
			parent = c.ParentID
			return emit(located{c, part})
		})
		for _, s := range list {
			s.File, s.Sheet = cleaner.FileName(s.File), cleaner.FileName(s.Sheet)
			sources[s.ID] = s
		}
		return err
	}, work, sink)
	return sources, err
}

func comments(in []located) []comment.Comment {
	out := make([]comment.Comment, len(in))
	for i := range in {
		out[i] = in[i].Comment
	}
	return out
}

// newAnnotator loads the dictionaries of a directory (empty: the embedded ones) and prepares the stages.
func newAnnotator(dictDir string) (*dict.Dict, *pipeline.Annotator, error) {
	d, err := dict.Load(dictDir)
	if err != nil {
		return nil, nil, err
	}
	a, err := pipeline.NewAnnotator(d, comment.NewKey([]byte("what is read here is not stored")), clean.Options{})
	if err != nil {
		return nil, nil, fmt.Errorf("prepare the stages: %w", err)
	}
	return d, a, nil
}

// candidate is a comment as the stages see it, and what the tagger saw on the way.
type candidate struct {
	located
	c    comment.Annotated
	look tag.Look
}

func looking(a *pipeline.Annotator) func([]located) []candidate {
	return func(in []located) []candidate {
		out := make([]candidate, len(in))
		for i, c := range a.AnnotateAll(comments(in)) {
			out[i] = candidate{located: in[i], c: c, look: a.LookAt(&c)}
		}
		return out
	}
}

// unusable counts the rows that could not be used. Files that were left out are told by their names.
func unusable(sources map[string]comment.Source) int {
	n := 0
	for _, s := range sources {
		n += s.RowsQuarantined
	}
	return n
}
