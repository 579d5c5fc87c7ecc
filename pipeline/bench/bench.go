// Package bench measures how fast sifeng is: each stage, the whole, and beside them, in the same rounds, what else could do the work.
package bench

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"sifeng/dict"
)

// Config says what to measure. Files and Program are needed.
type Config struct {
	Files    []string // whose sentences the comments are made of
	Comments int      // at least 1
	Rounds   int      // at least 1; every figure is the median of the rounds
	Workers  int      // at least 1
	Program  string   // sifeng itself: the whole run is measured as its user runs it
	Python   string   // interpreter of the peers in Python
	Round    func(n int)
}

// Result is what was measured. Ratios hold within one Result; its seconds are those of one machine on one day.
type Result struct {
	Corpus     Corpus    `json:"corpus"`
	Rounds     int       `json:"rounds"`
	Workers    int       `json:"workers"`
	Stages     []Stage   `json:"stages"`
	Segmenters []Figure  `json:"segmenters"` // on one core; the first is ours
	Whole      []Figure  `json:"whole"`      // as programs of their own, start-up included; the first is ours with everything
	Skipped    []Skipped `json:"skipped"`
}

// Stage is one part of the work.
type Stage struct {
	Name        string  `json:"name"`
	Cores       int     `json:"cores"`      // that it may use
	MBPerSecond float64 `json:"mb_per_s"`   // of comment text; of the processor's time where it has one core, else of the clock's
	Comments    float64 `json:"comments_s"` // likewise
	Busy        float64 `json:"busy_cores"` // processor time to the clock's
	Allocations float64 `json:"allocations_per_comment"`
	Times
}

// Figure is one way of doing the work, to be compared with the first of its list.
type Figure struct {
	Name        string  `json:"name"`
	MBPerSecond float64 `json:"mb_per_s"`
	Comments    float64 `json:"comments_s"`
	Ratio       float64 `json:"ratio"`                     // how many times its clock or, on one core, processor time ours would fit in
	WorkRatio   float64 `json:"processor_ratio,omitempty"` // likewise for processor time
	PeakBytes   int64   `json:"peak_bytes,omitempty"`
	Times
}

// Skipped is a peer that is not on this machine, and why it is thought so.
type Skipped struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

// Run measures. It writes only below a temporary directory, which it removes.
func Run(ctx context.Context, c Config) (result *Result, err error) {
	dir, err := os.MkdirTemp("", "sifeng-bench-*")
	if err != nil {
		return nil, fmt.Errorf("make a directory for the benchmark: %w", err)
	}
	defer os.RemoveAll(dir)
	d, err := dict.Load("")
	if err != nil {
		return nil, err
	}
	corpus, err := makeCorpus(ctx, d, c.Files, c.Comments, dir)
	if err != nil {
		return nil, fmt.Errorf("make the comments to measure on: %w", err)
	}
	r := &Result{Corpus: *corpus, Rounds: c.Rounds, Workers: c.Workers}
	stages, err := newStages(ctx, d, corpus, c.Workers, dir)
	if err != nil {
		return nil, err
	}
	peers, skipped, err := startSegmenters(ctx, c, corpus.lines, dir)
	defer func() {
		for _, p := range peers {
			p.stop()
		}
	}()
	if err != nil {
		return nil, err
	}
	r.Skipped = skipped
	whole := wholeRuns(c, corpus.csv, dir)
	if why := analystThere(ctx, c.Python); why != nil {
		r.Skipped = append(r.Skipped, Skipped{AnalystName, why.Error()})
		whole = whole[:len(whole)-1]
	}
	for round := range c.Rounds {
		if c.Round != nil {
			c.Round(round + 1)
		}
		if err := stages.round(ctx); err != nil {
			return nil, err
		}
		for _, p := range peers {
			if err := p.round(); err != nil {
				return nil, fmt.Errorf("measure %s: %w", p.name, err)
			}
		}
		for _, w := range whole {
			if err := w.before(); err != nil {
				return nil, err
			}
			if err := w.run(ctx, w.command...); err != nil {
				return nil, fmt.Errorf("measure %s: %w", w.name, err)
			}
		}
	}
	r.Stages = stages.figures()
	r.Segmenters = []Figure{figure("sifeng", stages.of("segment"), corpus)}
	for _, p := range peers {
		r.Segmenters = append(r.Segmenters, figure(p.name, &p.times, corpus))
	}
	for _, w := range whole {
		f := figure(w.name, &w.Times, corpus)
		f.Comments, f.MBPerSecond = float64(corpus.Comments)/w.Seconds(), megabytes(corpus)/w.Seconds()
		f.Ratio, f.WorkRatio, f.PeakBytes = w.Seconds()/whole[0].Seconds(), w.Work()/whole[0].Work(), w.peak
		r.Whole = append(r.Whole, f)
	}
	for i := range r.Segmenters {
		r.Segmenters[i].Ratio = r.Segmenters[i].Work() / r.Segmenters[0].Work()
	}
	return r, nil
}

func megabytes(c *Corpus) float64 { return float64(c.Bytes) / 1e6 }

// figure gives the speed by processor time.
func figure(name string, t *Times, c *Corpus) Figure {
	return Figure{Name: name, MBPerSecond: megabytes(c) / t.Work(), Comments: float64(c.Comments) / t.Work(), Times: *t}
}

// The names of the whole runs.
const (
	WholeName   = "run"
	NoMatters   = "run --no-matters"
	AgainName   = "run again, unchanged"
	ColdName    = "tag one comment"
	AnalystName = "Python script"
)

// whole is one way of doing the whole job.
type whole struct {
	process
	name    string
	command []string
	before  func() error
}

// wholeRuns gives them in the order in which they are run: one more run over what the first published, last the analyst's script.
func wholeRuns(c Config, csv, dir string) []*whole {
	fresh := func(path string) func() error { return func() error { return os.RemoveAll(path) } }
	nothing := func() error { return nil }
	full, plain := filepath.Join(dir, "run"), filepath.Join(dir, "plain")
	run := func(to string, more ...string) []string {
		return append([]string{c.Program, "run", csv, "--db", filepath.Join(to, "sifeng.duckdb"), "--out", to, "--workers", strconv.Itoa(c.Workers)}, more...)
	}
	script, table := filepath.Join(dir, "analyst.py"), filepath.Join(dir, "analyst.sqlite")
	return []*whole{
		{name: WholeName, command: run(full), before: fresh(full)},
		{name: AgainName, command: run(full), before: nothing},
		{name: NoMatters, command: run(plain, "--no-matters"), before: fresh(plain)},
		{name: ColdName, command: []string{c.Program, "tag", "去窗口办低保跑了四趟，每次都互相推诿"}, before: nothing},
		{name: AnalystName, command: []string{c.Python, script, csv, table}, before: func() error {
			if err := os.RemoveAll(table); err != nil {
				return err
			}
			return os.WriteFile(script, analystScript, 0o600)
		}},
	}
}
