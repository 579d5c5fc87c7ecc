package reports

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestCSVIsSafeAndWhole(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	b.open(t, savePage(t, render(t, fixture{comments: 900, hostile: true, issues: true}, Options{})), "")
	tables := eval[map[string]string](t, b, `Object.fromEntries([...document.querySelectorAll('button[data-csv]')].map((button) =>
		[button.dataset.csv, csv(document.getElementById('table-' + button.dataset.csv))]))`)
	rows := eval[map[string]int](t, b, `Object.fromEntries([...document.querySelectorAll('button[data-csv]')].map((button) =>
		[button.dataset.csv, document.getElementById('table-' + button.dataset.csv).rows.length]))`)
	if len(tables) < 15 {
		t.Fatalf("%d tables, want at least 15", len(tables))
	}
	for name, text := range tables {
		if !strings.HasPrefix(text, "\ufeff") {
			t.Errorf("%s: no byte order mark", name)
		}
		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(records) != rows[name] {
			t.Errorf("%s: %d lines, the table has %d", name, len(records), rows[name])
		}
		for _, r := range records {
			for _, c := range r {
				if c != "" && strings.ContainsAny(c[:1], "=+@") {
					t.Errorf("%s: a cell would run as a formula", name)
				}
			}
		}
	}
	b.check(t)
}

func TestAddressesAndKeys(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, whole, Options{Notice: "演示数据，均为虚构"}))
	b.open(t, file, "#/t=411025103&p=bureaucratism.buck_passing")
	if got := eval[string](t, b, `document.getElementById('filter-t').value + ' ' + document.getElementById('filter-p').value`); got != "411025103 bureaucratism.buck_passing" {
		t.Errorf("the lists show %q", got)
	}
	b.open(t, file, "#/t=411025103")
	if got := eval[string](t, b, `document.getElementById('choose').value`); got != "#/t=411025103" {
		t.Errorf("the list shows %q", got)
	}
	b.open(t, file, "#/t=<img src=x>")
	if !eval[bool](t, b, `document.getElementById('unit').hidden`) {
		t.Error("an unknown address shows a page of a unit")
	}
	b.open(t, file, "#/t=__proto__")
	if !eval[bool](t, b, `document.getElementById('unit').hidden`) {
		t.Error("a name of JavaScript shows a page of a unit")
	}
	b.open(t, file, "")
	if err := chromedp.Do(b, chromedp.KeyEvent("\t")); err != nil {
		t.Fatal(err)
	}
	if got := eval[string](t, b, `document.activeElement.className`); got != "skip" {
		t.Errorf("the first tab reaches %q, want the skip link", got)
	}
	back := eval[bool](t, b, `(async () => {
		const next = () => new Promise((done) => addEventListener('hashchange', done, { once: true }));
		let moved = next(); location.hash = '/t=411025103'; await moved;
		moved = next(); history.back(); await moved;
		return document.getElementById('unit').hidden && !document.getElementById('report').hidden;
	})()`)
	if !back {
		t.Error("the back button does not lead back")
	}
	b.check(t)
}

func TestNothingIsWiderThanThePhone(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, whole, Options{Notice: "演示数据，均为虚构"}))
	if err := chromedp.Do(b, chromedp.EmulateViewport(360, 740)); err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"", "#/t=411025103", "#/p=bureaucratism.buck_passing", "#/f", "#/t=411025103&p=winds"} {
		b.open(t, file, hash)
		eval[[]string](t, b, scrollThrough)
		if got := eval[int](t, b, `document.documentElement.scrollWidth`); got > 360 {
			t.Errorf("%q is %d px wide on a phone of 360", hash, got)
		}
		small := eval[[]string](t, b, `[...document.querySelectorAll('button, select, summary, nav a, .multiples a, .attention li a, .attention .uncertain a, .state a, .caption a')].filter((e) => e.offsetParent)
			.filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML.slice(0, 80))`)
		if len(small) > 0 {
			t.Errorf("%q: %d targets are lower than 44 px, such as %s", hash, len(small), small[0])
		}
	}
}

// TestTargetsOfLinksAreSeen follows the links within the report on wide screens: what they lead to is not under the top that stays.
func TestTargetsOfLinksAreSeen(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	for _, width := range []int64{820, 1280} {
		if err := chromedp.Do(b, chromedp.EmulateViewport(width, 900)); err != nil {
			t.Fatal(err)
		}
		b.open(t, savePage(t, render(t, whole, Options{Notice: "演示数据，均为虚构"})), "")
		hidden := eval[[]string](t, b, `(async () => {
			const hidden = [];
			for (const link of document.querySelectorAll('#overview a[href^="#"]:not([href^="#/"]), nav a')) {
				const to = link.getAttribute('href').slice(1);
				if (!to) continue;
				link.click();
				await new Promise((done) => setTimeout(done, 100));
				if (!document.getElementById(to)) { hidden.push(to + ' is nowhere'); continue; }
				const top = document.getElementById(to).getBoundingClientRect().top, end = document.querySelector('.top').getBoundingClientRect().bottom;
				if (top < end - 1) hidden.push(to + ' at ' + top + ' under ' + end);
			}
			return hidden;
		})()`)
		for _, h := range hidden {
			t.Errorf("%d px: %s", width, h)
		}
	}
	b.check(t)
}

// TestAccessibility runs axe-core where SIFENG_AXE names its axe.min.js (npm ci in assets/build puts it there).
func TestAccessibility(t *testing.T) {
	name := os.Getenv("SIFENG_AXE")
	if name == "" {
		t.Skip("SIFENG_AXE is not set")
	}
	axe, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for name, db := range subjects(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			file := savePage(t, renderWith(t, db, Options{Notice: "演示数据，均为虚构"}))
			for _, width := range []int64{1440, 360} {
				if err := chromedp.Do(b, chromedp.EmulateViewport(width, 900)); err != nil {
					t.Fatal(err)
				}
				for _, hash := range []string{"", "#/t=411025100", "#/d=gov.hrss", "#/p=bureaucratism.inaction", "#/f", "#/t=411025100&p=winds", "#/t=411025100&p=winds&k=complaint&w=none"} {
					if width < 1000 && strings.HasPrefix(hash, "#/t=") {
						continue
					}
					b.open(t, file, hash)
					eval[[]string](t, b, scrollThrough)
					eval[bool](t, b, `for (const details of document.querySelectorAll('details.data:not(.long)')) details.open = details.querySelectorAll('tr').length < 20; true`)
					eval[bool](t, b, string(axe)+"; true")
					found := eval[[]string](t, b, `axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations.map((v) =>
						v.impact + ' ' + v.id + ': ' + v.help + ' (' + v.nodes.length + ') ' + v.nodes[0].html.slice(0, 160)))`)
					for _, f := range found {
						t.Errorf("%d px, %q: %s", width, hash, f)
					}
				}
			}
		})
	}
}

// TestBrowserSeesFaults shows that the other tests could fail: what a page must not do is noticed.
func TestBrowserSeesFaults(t *testing.T) {
	t.Parallel()
	clean := string(render(t, fixture{comments: 8}, Options{}))
	for name, bad := range map[string]string{
		"style": `<p style="color:red">x</p>`, "script": `<script>window.broken=1</script>`, "picture": `<img src="http://127.0.0.1:9/x.png" alt="">`,
		"handler": `<img src="data:," onerror="window.broken=1" alt="">`,
	} {
		b := startBrowser(t)
		b.open(t, savePage(t, []byte(strings.Replace(clean, "<main ", bad+"<main ", 1))), "")
		if eval[bool](t, b, `'broken' in window`) {
			t.Errorf("%s: the policy let a script run", name)
		}
		b.mu.Lock()
		if len(b.faults) == 0 {
			t.Errorf("%s: no fault was noticed", name)
		}
		b.mu.Unlock()
	}
}
