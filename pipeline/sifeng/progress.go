package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"sifeng/pipeline"
)

// progress shows how far a run is: a bar on a terminal, elsewhere a plain line every few seconds, always on standard error.
func (a *app) progress() pipeline.Progress {
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return &barProgress{
			bar: progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.err), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
				progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond)),
		}
	}
	return &lineProgress{to: a.err, every: 5 * time.Second, last: time.Now(), format: a.say("已处理 %d 条意见：%s\n", "%d comments so far: %s\n")}
}

type barProgress struct {
	bar  *progressbar.ProgressBar
	last int
}

func (p *barProgress) Step(comments int, doing string) {
	p.bar.Describe(doing)
	p.bar.Add(comments - p.last) //nolint:errcheck // a failing terminal must not stop the run
	p.last = comments
}

func (p *barProgress) Done() { p.bar.Finish() } //nolint:errcheck // as above

type lineProgress struct {
	to     io.Writer
	every  time.Duration
	last   time.Time
	format string
}

func (p *lineProgress) Step(comments int, doing string) {
	if now := time.Now(); now.Sub(p.last) >= p.every {
		p.last = now
		fmt.Fprintf(p.to, p.format, comments, doing)
	}
}

func (p *lineProgress) Done() {}
