package reports

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// toPrint makes the page what it is on paper, without printing it.
func (b *browser) toPrint(t *testing.T) {
	t.Helper()
	if err := chromedp.Do(b, chromedp.EmulateViewport(printedWidth, 1000), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	})); err != nil {
		t.Fatal(err)
	}
	eval[bool](t, b, `dispatchEvent(new Event('beforeprint')); true`)
}

const printedWidth = 703 // px of A4 between its margins

// TestPrintedPageIsWhole looks at the page as it is printed: nothing to click, every table but the longest, all charts, and no list that ends
// without saying so.
func TestPrintedPageIsWhole(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, whole, Options{}))
	for _, hash := range []string{"", "#/t=411025103", "#/p=bureaucratism.buck_passing", "#/t=411025103&p=winds"} {
		b.open(t, file, hash)
		b.toPrint(t)
		const seen = `.filter((element) => element.checkVisibility())`
		if left := eval[[]string](t, b, `[...document.querySelectorAll('button, select, input, nav a, .skip')]`+seen+`.map((element) => element.outerHTML.slice(0, 80))`); len(left) > 0 {
			t.Errorf("%q: %d things to click are printed, such as %s", hash, len(left), left[0])
		}
		if left := eval[[]string](t, b, `[...document.querySelectorAll('table')].filter((table) => table.rows.length < 200 && !table.checkVisibility() &&
			!document.getElementById(document.querySelector('#report').hidden ? 'report' : 'unit').contains(table) &&
			!/_(share|weekly|problem)$/.test(table.id) && !table.closest('.attention')).map((table) => table.id)`); len(left) > 0 {
			t.Errorf("%q: tables that are not printed: %v", hash, left)
		}
		if left := eval[[]string](t, b, `[...document.querySelectorAll('.chart')]`+seen+`.filter((box) => !box.querySelector('svg') ||
			box.querySelector('svg').getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((box) => box.id)`); len(left) > 0 {
			t.Errorf("%q: charts that are not printed, or not whole: %v", hash, left)
		}
		if thin := eval[[]string](t, b, `[...document.querySelectorAll('tbody td:not(.n):not(.d):not(.k), tbody th:not(.n)')]`+seen+`
			.filter((cell) => cell.textContent.length > 3 && cell.clientWidth < 44).map((cell) => cell.outerHTML.slice(0, 80))`); len(thin) > 0 {
			t.Errorf("%q: %d names are broken into a column of characters, such as %s", hash, len(thin), thin[0])
		}
		if wide := eval[int](t, b, `document.documentElement.scrollWidth`); wide > printedWidth {
			t.Errorf("%q is %d px wide on paper of %d", hash, wide, printedWidth)
		}
		if hash == "" && !eval[bool](t, b, `(() => {
			const items = [...document.querySelectorAll('#attention ol > li')];
			const said = document.querySelector('#attention .printed');
			return items.length > 6 && said.checkVisibility() && said.textContent.includes('共' + items.length + '处');
		})()`) {
			t.Error("the list of what to attend to ends without saying so")
		}
	}
	b.check(t)
}

// TestTilesFillTheirRows looks at four, five and six tiles on a tablet and on paper: none stands alone in its row.
func TestTilesFillTheirRows(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, fixture{comments: 900, ledger: true, issues: true}, Options{}))
	for _, printed := range []bool{false, true} {
		for n := 6; n >= 4; n-- {
			if err := chromedp.Do(b, chromedp.EmulateViewport(768, 1000)); err != nil {
				t.Fatal(err)
			}
			b.open(t, file, "")
			if printed {
				b.toPrint(t)
			}
			short := eval[bool](t, b, `(() => {
				const list = document.querySelector('#overview .tiles');
				while (list.children.length > `+quoted(n)+`) list.lastElementChild.remove();
				return list.getBoundingClientRect().right - list.lastElementChild.getBoundingClientRect().right > 2;
			})()`)
			if short {
				t.Errorf("%d tiles, printed %v: the last row is not full", n, printed)
			}
		}
	}
}

// TestTablesOfTheWideScreenAreWhole gives a file a long name: its row is still seen to the end.
func TestTablesOfTheWideScreenAreWhole(t *testing.T) {
	t.Parallel()
	db := openFixture(t, fixture{comments: 900, ledger: true, issues: true})
	execute(t, db, `update sources set file = 'comments_of_the_hotline_2014_final.xlsx', sheet = 'Sheet1'`)
	b := startBrowser(t)
	if err := chromedp.Do(b, chromedp.EmulateViewport(1440, 900)); err != nil {
		t.Fatal(err)
	}
	b.open(t, savePage(t, renderWith(t, db, Options{})), "")
	cut := eval[[]string](t, b, `[...document.querySelectorAll('#report .scroll')].filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1).map((box) => box.scrollWidth + ' of ' + box.clientWidth + ' px: ' + box.innerText.slice(0, 60))`)
	if len(cut) > 0 {
		t.Errorf("%d tables are cut on a wide screen, such as %s", len(cut), cut[0])
	}
}

// TestPaperWithoutScriptsHasTheTables prints the page where scripts are off: no chart is drawn, and each has its table.
func TestPaperWithoutScriptsHasTheTables(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, fixture{comments: 1500, ledger: true, issues: true}, Options{}))
	if err := chromedp.Do(b, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}), chromedp.Navigate("file://"+file), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	})); err != nil {
		t.Fatal(err)
	}
	bare := eval[[]string](t, b, `[...document.querySelectorAll('#report details.data')].filter((details) => getComputedStyle(details).display === 'none' ||
		getComputedStyle(details, '::details-content').contentVisibility !== 'visible').map((details) => details.parentElement.id)`)
	if len(bare) > 0 {
		t.Errorf("%d figures are printed without their table, such as %s", len(bare), bare[0])
	}
	if n := eval[int](t, b, `[...document.querySelectorAll('#report .figure noscript p')].filter((words) => words.checkVisibility()).length`); n < 5 {
		t.Errorf("%d figures say that only their table is shown: scripts are on", n)
	}
}
