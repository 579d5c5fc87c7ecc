package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/attribute"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/segment"
	"sifeng/pipeline/store"
	"sifeng/pipeline/tag"
)

// stages measures each stage by itself, on what the stage before it made.
type stages struct {
	dict    *dict.Dict
	corpus  *Corpus
	workers int
	dir     string

	cleaner    *clean.Cleaner
	segmenter  *segment.Segmenter
	tagger     *tag.Tagger
	attributor *attribute.Attributor
	annotator  *pipeline.Annotator

	source    comment.Source
	comments  []comment.Comment
	cleaned   []comment.Comment
	docs      []comment.Doc
	tags      [][]comment.Tag
	annotated []comment.Annotated

	names []string
	times map[string]*Times
	cores map[string]int
}

func newStages(ctx context.Context, d *dict.Dict, corpus *Corpus, workers int, dir string) (*stages, error) {
	s := &stages{dict: d, corpus: corpus, workers: workers, dir: dir, times: map[string]*Times{}, cores: map[string]int{}}
	var err error
	if s.cleaner, err = clean.New(d, clean.Options{}); err != nil {
		return nil, err
	}
	if s.segmenter, err = segment.New(d); err != nil {
		return nil, err
	}
	if s.tagger, err = tag.New(d); err != nil {
		return nil, err
	}
	if s.attributor, err = attribute.New(d); err != nil {
		return nil, err
	}
	if s.annotator, err = pipeline.NewAnnotator(d, benchKey(), clean.Options{}); err != nil {
		return nil, err
	}
	if err := s.ingest(ctx); err != nil {
		return nil, err
	}
	s.prepare()
	return s, nil
}

// prepare makes what each stage is given.
func (s *stages) prepare() {
	for _, c := range s.comments {
		clean, _ := s.cleaner.Clean(c)
		doc := comment.Doc{Title: clean.Title, Text: clean.Text}
		doc.TitleTokens, doc.TextTokens = s.segmenter.Cut(doc.Title, nil), s.segmenter.Cut(doc.Text, nil)
		s.cleaned, s.docs = append(s.cleaned, clean), append(s.docs, doc)
		s.tags = append(s.tags, s.tagger.Tag(doc).Tags)
		s.annotated = append(s.annotated, s.annotator.Annotate(c))
	}
}

func (s *stages) of(name string) *Times {
	t := s.times[name]
	if t == nil {
		t = &Times{}
		s.times[name] = t
		s.names = append(s.names, name)
	}
	return t
}

// round measures every stage once.
func (s *stages) round(ctx context.Context) error {
	for _, stage := range []struct {
		name  string
		cores int
		do    func(context.Context) error
	}{
		{"ingest", 1, s.ingest},
		{"clean", 1, each(s.comments, func(_ int, c comment.Comment) { s.cleaner.Clean(c) })},
		{"segment", 1, s.segment},
		{"tag", 1, each(s.docs, func(_ int, doc comment.Doc) { s.tagger.Tag(doc) })},
		{"attribute", 1, each(s.docs, func(i int, doc comment.Doc) {
			s.attributor.Attribute(doc, s.cleaned[i].Township, s.cleaned[i].Department, s.tags[i])
		})},
		{"annotate, 1 worker", 1, s.annotate(1)},
		{fmt.Sprintf("annotate, %d workers", s.workers), s.workers, s.annotate(s.workers)},
		{"store", s.workers, s.store},
	} {
		s.cores[stage.name] = stage.cores
		if err := s.of(stage.name).measure(func() error { return stage.do(ctx) }); err != nil {
			return fmt.Errorf("measure %s: %w", stage.name, err)
		}
	}
	return s.run(ctx)
}

func each[T any](items []T, do func(int, T)) func(context.Context) error {
	return func(ctx context.Context) error {
		for i, item := range items {
			do(i, item)
		}
		return ctx.Err()
	}
}

func (s *stages) ingest(ctx context.Context) error {
	s.comments = s.comments[:0]
	sources, err := ingest.Read(ctx, s.corpus.csv, ingest.Options{Dict: s.dict, Key: benchKey()}, func(c comment.Comment) error {
		s.comments = append(s.comments, c)
		return nil
	}, func(comment.Rejected) error { return nil })
	if err != nil {
		return err
	}
	s.source = sources[0]
	s.source.RowsLoaded = len(s.comments)
	return nil
}

func (s *stages) segment(ctx context.Context) error {
	var tokens []comment.Token
	for _, text := range s.corpus.texts {
		tokens = s.segmenter.Cut(text, tokens[:0])
	}
	return ctx.Err()
}

func (s *stages) annotate(workers int) func(context.Context) error {
	return func(ctx context.Context) error {
		return pipeline.Ordered(ctx, workers, func(_ context.Context, emit func(comment.Comment) error) error {
			for _, c := range s.comments {
				if err := emit(c); err != nil {
					return err
				}
			}
			return nil
		}, s.annotator.AnnotateAll, func(comment.Annotated) error { return nil })
	}
}

// store fills and publishes a database.
func (s *stages) store(ctx context.Context) (err error) {
	dir, err := os.MkdirTemp(s.dir, "store-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b, err := store.NewBuilder(ctx, filepath.Join(dir, "sifeng.duckdb"), s.dict)
	if err != nil {
		return err
	}
	defer b.Abort() //nolint:errcheck // after Finish it does nothing; before, the first error is told
	for i := range s.annotated {
		if err := b.Add(ctx, &s.annotated[i]); err != nil {
			return err
		}
	}
	if err := b.AddSource(ctx, s.source); err != nil {
		return err
	}
	if err := b.SetRun(ctx, store.Run{ID: "bench", StartedAt: time.Now(), CodeVersion: pipeline.Version, KeyCheck: store.KeyCheck(benchKey())}); err != nil {
		return err
	}
	return b.Finish(ctx)
}

// run runs the whole in this process, for the parts that come after the comments are stored.
func (s *stages) run(ctx context.Context) error {
	dir, err := os.MkdirTemp(s.dir, "run-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	key := benchKey()
	watch := &stopwatch{times: map[string][2]time.Duration{}}
	_, err = pipeline.Run(ctx, pipeline.Config{
		Inputs: []string{s.corpus.csv}, DB: filepath.Join(dir, "sifeng.duckdb"), Out: dir, Workers: s.workers, Replace: true, Matters: true, Key: &key,
		Progress: watch,
	})
	if err != nil {
		return fmt.Errorf("measure the whole: %w", err)
	}
	for _, doing := range []string{pipeline.DoingHotspots, pipeline.DoingMatters, pipeline.DoingReport} {
		s.cores[doing] = s.workers
		s.of(doing).add(watch.times[doing][0], watch.times[doing][1])
	}
	return nil
}

// stopwatch hears of a run's progress and notes how long each part took.
type stopwatch struct {
	times     map[string][2]time.Duration // on the clock, of the processor
	doing     string
	began     time.Time
	processor time.Duration
}

func (w *stopwatch) Step(_ int, doing string) {
	if doing == w.doing {
		return
	}
	now, processor := time.Now(), processorTime()
	if w.doing != "" {
		t := w.times[w.doing]
		w.times[w.doing] = [2]time.Duration{t[0] + now.Sub(w.began), t[1] + processor - w.processor}
	}
	w.doing, w.began, w.processor = doing, now, processor
}

func (w *stopwatch) Done() { w.Step(0, "") }

// figures gives the medians.
func (s *stages) figures() []Stage {
	var out []Stage
	n := float64(s.corpus.Comments)
	for _, name := range s.names {
		t := s.times[name]
		seconds := t.Seconds()
		if s.cores[name] == 1 {
			seconds = t.Work()
		}
		out = append(out, Stage{
			Name: name, Cores: s.cores[name], MBPerSecond: megabytes(s.corpus) / seconds, Comments: n / seconds, Busy: t.Work() / t.Seconds(),
			Allocations: float64(t.Mallocs) / n, Times: *t,
		})
	}
	return out
}
