package serve

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"sifeng/pipeline/comment"
)

// tab is one tab that remembers everything a page must not do.
type tab struct {
	context.Context
	mutex  sync.Mutex
	faults []string
}

func (b *tab) fault(format string, args ...any) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

func (b *tab) check(t *testing.T) {
	t.Helper()
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, f := range b.faults {
		t.Error(f)
	}
	b.faults = nil
}

// openTab starts a browser that may ask the server at home only; the test is skipped only where no browser is installed.
func openTab(t *testing.T, home string) *tab {
	t.Helper()
	binary := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			binary = found
			break
		}
	}
	if binary == "" {
		t.Skip("no browser is installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	opened, closeTab := chromedp.NewContext(allocated)
	timed, cancel := context.WithTimeout(opened, 4*time.Minute)
	t.Cleanup(func() { cancel(); closeTab(); stop() })
	b := &tab{Context: timed}
	if err := chromedp.Listen(timed, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" || e.Type == "warning" {
				b.fault("console %s", e.Type)
			}
		case *runtime.EventExceptionThrown:
			b.fault("exception: %s", e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			b.fault("log %s: %s", e.Entry.Source, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, home+"/") && !strings.HasPrefix(e.Request.URL, "data:") { // the browser draws its own date field so
				b.fault("request: %.120s", e.Request.URL)
			}
		}
	}); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	return b
}

func (b *tab) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b, actions...); err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t *testing.T, b *tab, script string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("run %.80s: %v", script, err)
	}
	return v
}

// hostileDatabase holds texts that try to break out of every place of a page.
func hostileDatabase(t *testing.T) string {
	path := published(t, 60, func(i int, c *comment.Annotated) {
		if c.Restricted || i%3 == 1 {
			return
		}
		c.Title, c.Text = strings.ToValidUTF8(hostileTexts[(i/3)%len(hostileTexts)], "�"), strings.ToValidUTF8(hostileTexts[i%len(hostileTexts)], "�")
		for n := range c.Tags {
			c.Tags[n].Span, c.Tags[n].Evidence = comment.Span{}, ""
		}
	})
	execute(t, path, "insert into issues values ('m1', 1, 9.5, '<img src=x onerror=window.broken=9>', null, null, 3, 3, null, null, null, null, '窗口')",
		"insert into issue_comments select 'm1', comment_id, 0.9 from comments where row_no < 30",
		"update tags t set evidence = c.text, rule = c.text from comments c where c.comment_id = t.comment_id and span_field is null")
	return path
}

// TestInABrowser goes the way of an office: from the dashboard to the comments of a township, to one of them, and back.
func TestInABrowser(t *testing.T) {
	s := serving(t, hostileDatabase(t))
	b := openTab(t, s.URL)
	b.do(t, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(s.URL+"/#/t=411025102"), chromedp.WaitReady(`html[data-ready="true"]`))
	if got := eval[string](t, b, `document.getElementById('comments').getAttribute('href') || document.getElementById('comments').href`); !strings.HasSuffix(got, "/comments?t=411025102") {
		t.Errorf("the dashboard's page of a township links to %q", got)
	}
	b.do(t, chromedp.Click("#comments"), chromedp.WaitReady(".entries"))
	if got := eval[string](t, b, `document.querySelector('select[name=t]').selectedOptions[0].text`); got == "不限" {
		t.Error("the list of comments is not that of the township")
	}
	b.do(t, chromedp.Click(".entries li a"), chromedp.WaitReady("dl"))
	b.do(t, chromedp.Click(`dd a[href="/#/t=411025102"]`), chromedp.WaitReady(`html[data-ready="true"]`))
	if eval[bool](t, b, `document.getElementById('unit').hidden`) {
		t.Error("the comment does not lead back to the township's page")
	}
	addresses := []string{CommentsPath, CommentsPath + "?m=m1", CommentsPath + "?q=%3Cscript%3E", CommentsPath + "/id000002", CommentsPath + "/id000005", CommentsPath + "/id000001"}
	for _, width := range []int64{1440, 360} {
		b.do(t, chromedp.EmulateViewport(width, 800))
		for _, a := range addresses {
			b.do(t, chromedp.Navigate(s.URL+a), chromedp.WaitReady("footer"))
			if eval[bool](t, b, `'broken' in window`) {
				t.Errorf("%s: a text ran as code", a)
			}
			if wide := eval[float64](t, b, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("%s: at %d the page is %.0f too wide", a, width, wide)
			}
			if eval[float64](t, b, `getComputedStyle(document.querySelector('header')).borderBottomWidth === '2px' ? 1 : 0`) != 1 {
				t.Errorf("%s: the style is not applied", a)
			}
			small := eval[[]string](t, b, `[...document.querySelectorAll('input:not([type=hidden]), select, button, .button, nav a')].filter((e) => e.offsetHeight && e.offsetHeight < 44).map((e) => e.outerHTML.slice(0, 60))`)
			if len(small) > 0 {
				t.Errorf("%s: too small to tap: %q", a, small)
			}
		}
	}
	b.do(t, chromedp.Navigate(s.URL+CommentsPath), chromedp.WaitReady("form"),
		chromedp.SendKeys("input[name=q]", "推诿"), chromedp.Click("button"), chromedp.WaitReady(`input[value="推诿"]`))
	if got := eval[string](t, b, `document.querySelector('.found').textContent`); !strings.Contains(got, "含“推诿”") || strings.HasPrefix(got, "0条") {
		t.Errorf("the form finds %q", got)
	}
	b.check(t)
	keepPictures(t, b, s.URL, addresses)
}

// TestAccessible runs axe where SIFENG_AXE names its script, without the policy of the pages, which would refuse it.
func TestAccessible(t *testing.T) {
	script := os.Getenv("SIFENG_AXE")
	if script == "" {
		t.Skip("SIFENG_AXE is not set")
	}
	axe, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	s := serving(t, published(t, 60, nil))
	b := openTab(t, s.URL)
	for _, a := range []string{CommentsPath, CommentsPath + "?q=x", CommentsPath + "/id000002", CommentsPath + "/none"} {
		b.do(t, chromedp.Navigate(s.URL+a), chromedp.WaitReady("footer"))
		eval[bool](t, b, string(axe)+"; true")
		faults := eval[[]string](t, b, `axe.run().then((r) => r.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => v.id + ' ' + v.nodes[0].html.slice(0, 80)))`)
		for _, f := range faults {
			t.Errorf("%s: %s", a, f)
		}
	}
}

// keepPictures writes pictures of the pages where SIFENG_PICTURES names a directory.
func keepPictures(t *testing.T, b *tab, home string, addresses []string) {
	dir := os.Getenv("SIFENG_PICTURES")
	if dir == "" {
		return
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{1440, 360} {
		b.do(t, chromedp.EmulateViewport(width, 900))
		for i, a := range addresses {
			b.do(t, chromedp.Navigate(home+a), chromedp.WaitReady("footer"))
			picture, err := chromedp.Run(b, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("serve-%d-%d.png", i, width)), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
