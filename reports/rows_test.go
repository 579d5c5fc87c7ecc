package reports

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestRowNamesStayInView scrolls heat maps and tables to their right end on a phone: the names of the rows still stand at the left, beside their rows.
func TestRowNamesStayInView(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, whole, Options{}))
	if err := chromedp.Do(b, chromedp.EmulateViewport(390, 844)); err != nil {
		t.Fatal(err)
	}
	b.open(t, file, "")
	eval[[]string](t, b, scrollThrough)
	for _, id := range []string{"township_problem", "department_problem"} {
		chart := `const box = document.getElementById('chart-` + id + `'), scroll = box.parentElement, left = scroll.getBoundingClientRect().left;
			box.scrollIntoView(); const drawn = [...box.querySelectorAll('text')], names = [...box.querySelectorAll('.rows span')];
			const middle = (element) => { const r = element.getBoundingClientRect(); return (r.top + r.bottom) / 2; };`
		if n := eval[int](t, b, `(() => { `+chart+` return scroll.scrollWidth > scroll.clientWidth + 100 ? names.length : -1; })()`); n < 20 {
			t.Errorf("%s: %d names beside the heat map (-1: nothing to scroll)", id, n)
		}
		off := eval[[]string](t, b, `(() => { `+chart+` scroll.scrollLeft = 0; return names.filter((name) => !drawn.some((text) => text.textContent === name.textContent &&
			Math.abs(middle(text) - middle(name)) < 2 && Math.abs(text.getBoundingClientRect().right - name.getBoundingClientRect().right) < 2)); })().map((name) => name.textContent)`)
		if len(off) > 0 {
			t.Errorf("%s: %d names do not stand where the chart has them, such as %s", id, len(off), off[0])
		}
		gone := eval[[]string](t, b, `(() => { `+chart+` scroll.scrollLeft = scroll.scrollWidth; return names.filter((name) => {
			name.scrollIntoView({ block: 'center', inline: 'nearest' });
			const r = name.getBoundingClientRect();
			return r.left < left || r.right > left + 150 || document.elementFromPoint(r.left + 3, middle(name)) !== name;
		}); })().map((name) => name.textContent)`)
		if len(gone) > 0 {
			t.Errorf("%s: %d names are out of view at the right end, such as %s", id, len(gone), gone[0])
		}
	}
	hidden := eval[[]string](t, b, `(() => {
		for (const details of document.querySelectorAll('#report details')) details.open = true;
		return [...document.querySelectorAll('#report .scroll')].filter((scroll) => scroll.querySelector('th.r') && scroll.scrollWidth > scroll.clientWidth).filter((scroll) => {
			scroll.scrollLeft = scroll.scrollWidth;
			const left = scroll.getBoundingClientRect().left;
			return [...scroll.querySelectorAll('tbody tr:first-child th, thead th.r')].filter((th) => Math.abs(th.getBoundingClientRect().left - left) < 1).length < 2;
		}).map((scroll) => scroll.querySelector('table').id);
	})()`)
	if len(hidden) > 0 {
		t.Errorf("tables whose names scroll out of view: %v", hidden)
	}
	b.toPrint(t)
	if eval[bool](t, b, `[...document.querySelectorAll('.rows')].some((rows) => rows.checkVisibility())`) {
		t.Error("the names are printed twice")
	}
	b.check(t)
	if err := chromedp.Do(b, chromedp.EmulateViewport(1440, 900)); err != nil {
		t.Fatal(err)
	}
	b.open(t, file, "")
	eval[[]string](t, b, scrollThrough)
	if eval[bool](t, b, `document.querySelector('.rows') !== null`) {
		t.Error("names are laid over a heat map that does not scroll")
	}
	b.check(t)
}
