package reports

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// reachable marks everything on the screen that the keyboard must reach, and gives how many things that are.
const reachable = `((all) => { all.forEach((element, i) => { element.dataset.reach = i; }); return all.length; })(
	[...document.querySelectorAll('a[href], button, select, summary, [tabindex="0"]')].filter((element) => element.checkVisibility() && !element.closest('[hidden]')))`

// TestKeyboardReachesAll walks the pages with the tabulator: everything is reached, in the order of the page, and can be seen to have the focus.
func TestKeyboardReachesAll(t *testing.T) {
	t.Parallel()
	file := savePage(t, render(t, fixture{comments: 1500, ledger: true, issues: true}, Options{}))
	for _, hash := range []string{"", "#/t=411025103", "#/p=bureaucratism.buck_passing", "#/t=411025103&p=winds"} {
		b := startBrowser(t)
		b.open(t, file, hash)
		eval[bool](t, b, `document.activeElement.blur(); scrollTo(0, 0); getSelection().collapse(document.body, 0); true`)
		all := eval[int](t, b, reachable)
		if all < 20 {
			t.Fatalf("%q: %d things to reach", hash, all)
		}
		eval[bool](t, b, `window.order = []; window.unseen = []; document.addEventListener('focusin', (event) => {
			const at = event.target.dataset.reach;
			if (at === undefined) return;
			order.push(Number(at));
			const style = getComputedStyle(event.target);
			if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) unseen.push(event.target.outerHTML.slice(0, 90));
		}); true`)
		for range all + 5 {
			if err := chromedp.Do(b, chromedp.KeyEvent("\t")); err != nil {
				t.Fatal(err)
			}
		}
		missed := eval[[]string](t, b, `[...document.querySelectorAll('[data-reach]')].filter((element) => !order.includes(Number(element.dataset.reach))).map((element) => element.outerHTML.slice(0, 90))`)
		if len(missed) > 0 {
			t.Errorf("%q: the keyboard does not reach %d of %d things, such as %s", hash, len(missed), all, missed[0])
		}
		if unseen := eval[[]string](t, b, `unseen`); len(unseen) > 0 {
			t.Errorf("%q: %d things do not show that they have the focus, such as %s", hash, len(unseen), unseen[0])
		}
		order := eval[[]int](t, b, `order`)
		for i := 1; i < len(order); i++ {
			if order[i] < order[i-1] && order[i] != 0 {
				t.Errorf("%q: the tabulator leads from thing %d to %d", hash, order[i-1], order[i])
				break
			}
		}
		b.check(t)
	}
}

// TestKeyboardWorksTheFilters opens the filters, chooses a township and goes back, by keys alone.
func TestKeyboardWorksTheFilters(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	b.open(t, savePage(t, render(t, fixture{comments: 1500}, Options{})), "")
	eval[bool](t, b, `document.querySelector('a[href="#/f"]').focus(); true`)
	keys := func(list string) {
		t.Helper()
		for _, key := range list {
			if err := chromedp.Do(b, chromedp.KeyEvent(string(key))); err != nil {
				t.Fatal(err)
			}
		}
	}
	keys("\r")
	if err := chromedp.Do(b, chromedp.WaitVisible("#filter-t")); err != nil {
		t.Fatal(err)
	}
	if at := eval[string](t, b, `document.activeElement.id`); at != "unit-name" {
		t.Errorf("after opening the filters the focus is on %q", at)
	}
	keys("\t\t") // past the heading of the list of conditions
	if at := eval[string](t, b, `document.activeElement.id`); at != "filter-w" {
		t.Errorf("the first list is %q", at)
	}
	keys("\t城")
	hash := eval[string](t, b, `new Promise((done) => setTimeout(() => done(location.hash), 300))`)
	if !strings.HasPrefix(hash, "#/t=") {
		t.Errorf("choosing by keys leads to %q", hash)
	}
	if at := eval[string](t, b, `document.activeElement.id`); at != "filter-t" {
		t.Errorf("after choosing the focus is on %q", at)
	}
	b.check(t)
}
