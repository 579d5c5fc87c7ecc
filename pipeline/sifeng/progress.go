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
			name: a.step, bar: progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.err), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
				progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond)),
		}
	}
	return &lineProgress{to: a.err, every: 5 * time.Second, last: time.Now(), name: a.step, format: a.say("已处理 %d 条意见：%s\n", "%d comments so far: %s\n")}
}

// step names what a run is doing.
func (a *app) step(doing string) string {
	zh := map[string]string{
		pipeline.DoingCopy: "沿用原有数据", pipeline.DoingAnnotate: "读取和标注", pipeline.DoingStore: "入库", pipeline.DoingHotspots: "找突出点",
		pipeline.DoingMatters: "归并热点问题", pipeline.DoingLedger: "读整改台账", pipeline.DoingReport: "生成看板", pipeline.DoingPublish: "发布",
	}[doing]
	if zh == "" {
		zh = doing
	}
	return a.say(zh, doing)
}

type barProgress struct {
	name func(doing string) string
	bar  *progressbar.ProgressBar
	last int
}

func (p *barProgress) Step(comments int, doing string) {
	p.bar.Describe(p.name(doing))
	p.bar.Add(comments - p.last) //nolint:errcheck // a failing terminal must not stop the run
	p.last = comments
}

func (p *barProgress) Done() { p.bar.Finish() } //nolint:errcheck // as above

type lineProgress struct {
	to     io.Writer
	every  time.Duration
	last   time.Time
	name   func(doing string) string
	format string
}

func (p *lineProgress) Step(comments int, doing string) {
	if now := time.Now(); now.Sub(p.last) >= p.every {
		p.last = now
		fmt.Fprintf(p.to, p.format, comments, p.name(doing))
	}
}

func (p *lineProgress) Done() {}
