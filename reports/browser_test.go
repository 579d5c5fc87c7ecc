package reports

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is one tab that remembers everything a page must not do.
type browser struct {
	context.Context
	mu     sync.Mutex
	faults []string
}

func (b *browser) fault(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// started is the browser that all tests share.
var started struct {
	once sync.Once
	tab  context.Context
	stop func()
}

func TestMain(m *testing.M) {
	code := m.Run()
	if started.stop != nil {
		started.stop()
	}
	for _, end := range slices.Backward(atEnd) {
		end()
	}
	os.Exit(code)
}

// newTab opens a tab with storage of its own, which ends after the given time; the test is skipped only where no browser is installed.
func newTab(t *testing.T, limit time.Duration) (*browser, func()) {
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
	started.once.Do(func() {
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(binary), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
			chromedp.Flag("disable-sync", true), chromedp.Flag("no-first-run", true))
		allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
		first, closeBrowser := chromedp.NewContext(allocated)
		started.stop = func() { closeBrowser(); stop() }
		if err := chromedp.Do(first, chromedp.Navigate("about:blank")); err != nil {
			t.Errorf("start the browser: %v", err)
			return
		}
		started.tab = first
	})
	if started.tab == nil {
		t.Fatal("the browser did not start")
	}
	tab, closeTab := chromedp.NewContext(started.tab, chromedp.WithNewBrowserContext())
	timed, cancel := context.WithTimeout(tab, limit)
	b := &browser{Context: timed}
	if err := chromedp.Listen(timed, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" || e.Type == "warning" {
				b.fault("console %s: %s", e.Type, arguments(e.Args))
			}
		case *runtime.EventExceptionThrown:
			b.fault("exception: %s", describe(e.ExceptionDetails))
		case *log.EventEntryAdded:
			b.fault("log %s: %s", e.Entry.Source, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "file://") && !strings.HasPrefix(e.Request.URL, "blob:") {
				b.fault("request: %.120s", e.Request.URL)
			}
		}
	}); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	return b, func() { cancel(); closeTab() }
}

// startBrowser opens a tab for the whole test.
func startBrowser(t *testing.T) *browser {
	t.Helper()
	b, done := newTab(t, 6*time.Minute)
	t.Cleanup(done)
	return b
}

func describe(e *runtime.ExceptionDetails) string {
	if e.Exception != nil {
		return e.Text + " " + e.Exception.Description
	}
	return e.Text
}

func arguments(list []*runtime.RemoteObject) string {
	parts := make([]string, len(list))
	for i, a := range list {
		parts[i] = string(a.Value) + a.Description
	}
	return strings.Join(parts, " ")
}

// open shows a page of the file and waits until its script has run.
func (b *browser) open(t *testing.T, file, hash string) {
	t.Helper()
	if err := chromedp.Do(b, chromedp.Navigate("about:blank"), chromedp.Navigate("file://"+file+hash),
		chromedp.WaitReady(`html[data-ready="true"]`)); err != nil {
		t.Fatalf("open the page %s: %v", hash, err)
	}
}

// eval runs a script in the page, waiting for its promise, and gives its value.
func eval[T any](t *testing.T, b *browser, script string) T {
	t.Helper()
	v, err := chromedp.Run(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("run %.80s: %v", script, err)
	}
	return v
}

func (b *browser) check(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		t.Error(f)
	}
	b.faults = nil
}

func savePage(t *testing.T, page []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "dashboard.html")
	if err := os.WriteFile(name, page, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// scrollThrough shows every part of the page, so that all charts of the report are drawn if it is what is shown, and gives those that
// are not, however slow the machine.
const scrollThrough = `(async () => {
	const pause = (ms) => new Promise((done) => setTimeout(done, ms));
	const missing = () => [...document.querySelectorAll('#report .chart')].filter((box) => box.checkVisibility() && !box.querySelector('svg'));
	for (let y = 0; y < document.body.scrollHeight; y += 400) { scrollTo(0, y); await pause(25); }
	const end = performance.now() + 60000;
	for (let n = 0; missing().length && performance.now() < end; n++) {
		missing()[n % missing().length].scrollIntoView({ block: 'center' });
		await pause(200);
	}
	return missing().map((box) => box.id);
})()`

// everyRoute goes to the page of every unit and gives those that do not show it with its charts.
const everyRoute = `(async () => {
	const wrong = [];
	for (const [hash, unit] of [...Object.entries(page.units), ...Object.entries(page.problems)]) {
		const moved = new Promise((done) => addEventListener('hashchange', done, { once: true }));
		location.hash = hash;
		await moved;
		const shown = !document.getElementById('unit').hidden && document.getElementById('report').hidden &&
			document.getElementById('unit-name').textContent === unit.name && !document.getElementById('unit').innerHTML.includes('NaN') &&
			[...document.querySelectorAll('#unit .chart')].every((box) => box.querySelector('svg'));
		if (!shown) wrong.push(hash);
	}
	if (location.hash) {
		const moved = new Promise((done) => addEventListener('hashchange', done, { once: true }));
		location.hash = '';
		await moved;
	}
	if (document.getElementById('report').hidden) wrong.push('home');
	return wrong;
})()`

func TestEveryRouteIsQuiet(t *testing.T) {
	for name, f := range map[string]fixture{
		"whole": whole, "hostile": {comments: 1500, hostile: true, ledger: true, issues: true}, "small": {comments: 8}, "empty": {},
		"undated": {comments: 200, undated: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			file := savePage(t, render(t, f, Options{Notice: "演示数据，均为虚构"}))
			b.open(t, file, "")
			if missing := eval[[]string](t, b, scrollThrough); len(missing) > 0 {
				t.Errorf("charts that were not drawn: %v", missing)
			}
			eval[bool](t, b, `for (const button of document.querySelectorAll('[data-view]')) button.click(); true`)
			hashes := eval[[]string](t, b, `Object.keys(page.units)`)
			if wrong := eval[[]string](t, b, everyRoute); len(wrong) > 0 {
				t.Errorf("routes that show another page: %v", wrong)
			}
			if f.comments > 1000 && len(hashes) < 30 {
				t.Errorf("%d pages of units, want at least 30", len(hashes))
			}
			if eval[bool](t, b, `'broken' in window`) {
				t.Error("a text ran as code")
			}
			b.check(t)
		})
	}
}

// TestPictures keeps pictures of the page where SIFENG_PICTURES names a directory, of another page if SIFENG_PAGE_OF names one.
func TestPictures(t *testing.T) {
	dir := os.Getenv("SIFENG_PICTURES")
	if dir == "" {
		t.Skip("SIFENG_PICTURES is not set")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	file := os.Getenv("SIFENG_PAGE_OF")
	if file == "" {
		file = savePage(t, render(t, whole, Options{Notice: "演示数据，均为虚构"}))
	}
	keep := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, slower := range []float64{1, 4} {
		if err := chromedp.Do(b, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slower})
			return err
		})); err != nil {
			t.Fatal(err)
		}
		b.open(t, file, "")
		t.Logf("interactive after %.0f ms at 1/%.0f of the speed, drawn in view after %.0f ms", eval[float64](t, b, `performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`),
			slower, eval[float64](t, b, `new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))`))
	}
	if err := chromedp.Do(b, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
		return err
	})); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{1440, 768, 360} {
		for hash, name := range map[string]string{"": "report", "#/t=411025103": "township", "#/p=bureaucratism.inaction": "problem", "#/t=411025100&p=winds": "filtered"} {
			first, all, err := photograph(t, file, hash, width)
			if err != nil { // now and then a headless browser draws no frame
				t.Logf("%s at %d: once more after: %v", name, width, err)
				first, all, err = photograph(t, file, hash, width)
			}
			if err != nil {
				t.Fatal(err)
			}
			keep(fmt.Sprintf("%s-%d-first.png", name, width), first)
			keep(fmt.Sprintf("%s-%d.png", name, width), all)
		}
	}
	b.open(t, file, "")
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		t.Fatal(err)
	}
	keep("print.pdf", pdf)
	b.check(t)
}

// photograph takes pictures of the first screen and of the whole page in a tab of their own.
func photograph(t *testing.T, file, hash string, width int64) (first, all []byte, err error) {
	t.Helper()
	b, done := newTab(t, 2*time.Minute)
	defer done()
	if err := chromedp.Do(b, chromedp.EmulateViewport(width, 900)); err != nil {
		return nil, nil, fmt.Errorf("set the width of the window: %w", err)
	}
	b.open(t, file, hash)
	if first, err = chromedp.Run(b, chromedp.CaptureScreenshot()); err != nil {
		return nil, nil, fmt.Errorf("take a picture of the first screen: %w", err)
	}
	eval[[]string](t, b, scrollThrough)
	eval[bool](t, b, `scrollTo(0, 0); true`)
	if all, err = chromedp.Run(b, chromedp.FullScreenshot(100)); err != nil {
		return nil, nil, fmt.Errorf("take a picture of the whole page: %w", err)
	}
	b.check(t)
	return first, all, nil
}
