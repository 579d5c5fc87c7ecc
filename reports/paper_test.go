package reports

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sheetsOf prints the page of an address as an office does and reads the sheets: the lines of each, from its top to its foot.
func sheetsOf(t *testing.T, b *browser, file, hash string) [][]printedLine {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	b.open(t, file, hash)
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-bbox", name, "-").Output()
	if err != nil {
		t.Fatalf("read the printed page: %v", err)
	}
	var sheets [][]printedLine
	for _, sheet := range strings.Split(string(out), "<page ")[1:] {
		var lines []printedLine
		for _, m := range printedWord.FindAllStringSubmatch(sheet, -1) {
			bottom, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(lines, func(l printedLine) bool { return l.bottom > bottom-2 && l.bottom < bottom+2 })
			if at < 0 {
				lines = append(lines, printedLine{bottom: bottom})
				at = len(lines) - 1
			}
			lines[at].text += m[2]
		}
		slices.SortStableFunc(lines, func(a, b printedLine) int { return int(100 * (a.bottom - b.bottom)) })
		lines = slices.DeleteFunc(lines, func(l printedLine) bool { return l.bottom > printedEnd })
		sheets = append(sheets, lines)
	}
	return sheets
}

// printedLine is one line of a printed sheet, with its lower edge in points from the top of the sheet.
type printedLine struct {
	bottom float64
	text   string
}

var printedWord = regexp.MustCompile(`<word [^>]*yMax="([0-9.]+)"[^>]*>([^<]*)</word>`)

const (
	printedTop = 40.0  // points: where the text of a sheet of A4 begins
	printedEnd = 797.0 // and ends
)

// TestSheetsAreFilled prints the pages: no heading stands alone at the foot of a sheet, and but for the last no sheet is half empty; the report takes
// no more sheets than it did.
func TestSheetsAreFilled(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	for name, db := range subjects(t) {
		if name == "hostile" {
			continue
		}
		file := savePage(t, renderWith(t, db, Options{Notice: "演示数据，均为虚构"}))
		for hash, most := range map[string]int{"": 17, "#/t=411025100": 4, "#/p=bureaucratism.inaction": 4} {
			sheets := sheetsOf(t, b, file, hash)
			if len(sheets) > most {
				t.Errorf("%s %q: %d sheets, want at most %d", name, hash, len(sheets), most)
			}
			headings := eval[[]string](t, b, `[...document.querySelectorAll('h2, h3, caption')].map((element) => element.textContent.replace(/\s/g, ''))`)
			for i, lines := range sheets {
				if len(lines) == 0 {
					t.Errorf("%s %q: sheet %d is empty", name, hash, i+1)
					continue
				}
				last := lines[len(lines)-1]
				if slices.Contains(headings, last.text) {
					t.Errorf("%s %q: sheet %d ends with the heading %s", name, hash, i+1, last.text)
				}
				if filled := (last.bottom - printedTop) / (printedEnd - printedTop); filled < 0.5 && i+1 < len(sheets) {
					t.Errorf("%s %q: sheet %d is filled to %.0f %%, up to %s", name, hash, i+1, 100*filled, last.text)
				}
			}
		}
	}
	b.check(t)
}

// TestEditionsArePrintedWithTheirBuild reads the foot of the sheets of the editions that leave the office.
func TestEditionsArePrintedWithTheirBuild(t *testing.T) {
	t.Parallel()
	db := openFixture(t, fixture{comments: 3000, ledger: true})
	for kind, o := range map[string]Options{"公开版": {Edition: Public}, "单位版": {Edition: Unit, Unit: "411025100"}, "内部版，不得外传": {}} {
		page := string(renderWith(t, db, o))
		var foot strings.Builder
		for _, r := range "截止2014-04-16　运行0123456789abcdef　" + kind {
			fmt.Fprintf(&foot, `\%06x`, r)
		}
		if !strings.Contains(page, foot.String()) {
			t.Errorf("%s: the foot of a printed sheet does not name the build", kind)
		}
	}
}

// TestSilentDepartmentsAreNamedOnPaper compares the printed table of departments with the whole one: rows without comments and columns without values
// are left out, and a sentence names them.
func TestSilentDepartmentsAreNamedOnPaper(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	b.open(t, savePage(t, render(t, whole, Options{})), "")
	silent := eval[[]string](t, b, `[...document.getElementById('table-departments').tBodies[0].rows].filter((row) => row.cells[4].textContent === '0').map((row) => row.cells[2].textContent)`)
	if len(silent) < 20 {
		t.Fatalf("%d departments have no comments, want at least 20", len(silent))
	}
	eval[bool](t, b, `document.getElementById('table-departments').closest('details').open = true`)
	if shown := eval[int](t, b, `[...document.getElementById('table-departments').tBodies[0].rows].filter((row) => row.checkVisibility()).length`); shown != 79 {
		t.Errorf("%d rows on the screen, want 79", shown)
	}
	b.toPrint(t)
	if left := eval[[]string](t, b, `[...document.getElementById('table-departments').tBodies[0].rows].filter((row) => row.checkVisibility() && row.cells[4].textContent === '0').map((row) => row.textContent)`); len(left) > 0 {
		t.Errorf("%d departments without comments are printed, such as %s", len(left), left[0])
	}
	printed := eval[int](t, b, `[...document.getElementById('table-departments').tBodies[0].rows].filter((row) => row.checkVisibility()).length`)
	if printed+len(silent) != 79 {
		t.Errorf("%d departments are printed and %d are named, want 79 in all", printed, len(silent))
	}
	said := eval[string](t, b, `[...document.querySelectorAll('#departments-figure .printed')].filter((words) => words.checkVisibility()).map((words) => words.textContent).join('')`)
	if want := fmt.Sprintf("印出的表不列没有意见的%d个部门：%s。", len(silent), strings.Join(silent, "；")); !strings.Contains(said, want) {
		t.Errorf("the sheet says %q, want %q", said, want)
	}
	for _, empty := range eval[[]string](t, b, `(() => {
		const table = document.getElementById('table-departments');
		return [...table.tHead.rows[0].cells].filter((head, i) => head.checkVisibility() && [...table.tBodies[0].rows].every((row) => row.cells[i].textContent === '—')).map((head) => head.textContent);
	})()`) {
		t.Errorf("a column without values is printed: %s", empty)
	}
	b.check(t)
}

// TestNumbersWithHyphensStayWhole looks at dates and at the numbers of the ledger on a phone and on paper: none is broken at a hyphen.
func TestNumbersWithHyphensStayWhole(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	file := savePage(t, render(t, whole, Options{}))
	const broken = `(() => {
		const looked = [...document.querySelectorAll('th, td')].filter((cell) => cell.checkVisibility() && /^\w+(-\w+)+$/.test(cell.textContent));
		const lines = (cell) => { const range = document.createRange(); range.selectNodeContents(cell); return new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size; };
		return [String(looked.length), ...looked.filter((cell) => lines(cell) > 1).map((cell) => cell.textContent)];
	})()`
	for _, hash := range []string{"", "#/t=411025104"} {
		for _, paper := range []bool{false, true} {
			if err := chromedp.Do(b, chromedp.EmulateViewport(360, 740)); err != nil {
				t.Fatal(err)
			}
			b.open(t, file, hash)
			eval[bool](t, b, `for (const details of document.querySelectorAll('details.data')) details.open = true; true`)
			if paper {
				b.toPrint(t)
			}
			found := eval[[]string](t, b, broken)
			if n, _ := strconv.Atoi(found[0]); n < 20 {
				t.Errorf("%q, on paper %v: only %d numbers with hyphens", hash, paper, n)
			}
			if len(found) > 1 {
				t.Errorf("%q, on paper %v: %d numbers are broken, such as %s", hash, paper, len(found)-1, found[1])
			}
		}
	}
	b.check(t)
}

// TestMapSaysWhatItsColoursMean finds for every tile of the map the entry of its legend: the same colour, and a range that holds its count.
func TestMapSaysWhatItsColoursMean(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	for name, f := range map[string]fixture{"whole": whole, "some silent": {comments: 40}} {
		b.open(t, savePage(t, render(t, f, Options{})), "")
		wrong := eval[[]string](t, b, `(() => {
			const legend = [...document.querySelectorAll('.map .legend li')].map((item) => ({ words: item.textContent, colour: getComputedStyle(item.firstElementChild).backgroundColor }));
			const holds = (words, n) => {
				const m = words.match(/^(\d+)(—(\d+))?(及以上)?条$/);
				return m ? n >= Number(m[1]) && (m[4] ? true : n <= Number(m[3] || m[1])) : n === 0 && words === '没有意见';
			};
			const wrong = [];
			const tiles = [...document.querySelectorAll('.map rect')];
			if (tiles.length !== 16) wrong.push(tiles.length + ' tiles');
			for (const rect of tiles) {
				const n = Number(rect.parentElement.querySelector('.count').textContent);
				const colour = getComputedStyle(rect).fill;
				if (!legend.some((entry) => entry.colour === colour && holds(entry.words, n))) wrong.push(n + ' is ' + colour);
			}
			return wrong;
		})()`)
		for _, w := range wrong {
			t.Errorf("%s: %s", name, w)
		}
	}
	b.check(t)
}

// TestFirstScreenIsBrief reads on a phone what the first screen says of the data: a few lines, and a way to the notes, which say all of it.
func TestFirstScreenIsBrief(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	if err := chromedp.Do(b, chromedp.EmulateViewport(390, 844)); err != nil {
		t.Fatal(err)
	}
	b.open(t, savePage(t, render(t, whole, Options{Model: &Model{Precision: 0.7, Recall: 0.65, Comments: 500}})), "")
	if lines := eval[float64](t, b, `(() => { const state = document.querySelector('#overview .state'); return state.getBoundingClientRect().height / parseFloat(getComputedStyle(state).lineHeight); })()`); lines > 4.1 {
		t.Errorf("the state of the data takes %.0f lines of a phone", lines)
	}
	said := eval[string](t, b, `document.querySelector('#overview .state').textContent`)
	for _, want := range []string{"的意见未识别乡镇", "未识别部门", "标出的约70%属实，实有的约65%被标出", "宜比大小"} {
		if !strings.Contains(said, want) {
			t.Errorf("the first screen does not say %q", want)
		}
	}
	eval[bool](t, b, `document.querySelector('#overview .state a').click(); true`)
	if !eval[bool](t, b, `new Promise((done) => setTimeout(() => {
		const notes = document.getElementById('notes'), at = notes.getBoundingClientRect();
		done(at.top >= 0 && at.bottom <= innerHeight && notes.parentElement.textContent.includes('标出100个实际约有'));
	}, 200))`) {
		t.Error("the link does not lead to the notes")
	}
	b.check(t)
}
