package reports

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// everyCombination gives what the page counts for each address, and the SQL that it shows for it.
const everyCombination = `(async (addresses) => {
	const out = [];
	for (const address of addresses) {
		if (location.hash !== address) {
			const moved = new Promise((done) => addEventListener('hashchange', done, { once: true }));
			location.hash = address.slice(1);
			await moved;
		}
		const conditions = target(address).conditions;
		const counts = {};
		const total = countOf(conditions);
		if (total !== null) counts['total '] = total;
		for (const table of document.querySelectorAll('#unit table[id^="table-filter_"]')) {
			const dimension = table.id.slice('table-filter_'.length);
			for (const row of table.tBodies[0].rows) {
				const code = decodeURIComponent(new URL(row.cells[0].firstChild.href).hash.split(/[/&]/).find((p) => p.startsWith(dimensions.find((d) => d.param === dimension).key + '=')).slice(2));
				counts[dimension + ' ' + code] = Number(row.cells[1].textContent);
			}
		}
		const tile = document.querySelector('#unit .tiles b');
		out.push({
			address, counts, sql: filterSQL(conditions), shown: document.querySelector('#unit pre code').textContent, tile: tile ? tile.textContent : '',
			tables: document.querySelectorAll('#unit table').length, words: document.getElementById('unit').textContent,
		});
	}
	return out;
})(%s)`

type combination struct {
	Address, SQL, Shown, Tile, Words string
	Counts                           map[string]int64
	Tables                           int
}

// addresses draws combinations of so many conditions from those that the page knows.
func addresses(t *testing.T, b *browser, most int) (list []string) {
	t.Helper()
	codes := eval[map[string][]string](t, b, `Object.fromEntries(dimensions.map((d) => [d.key, d.values.filter((v) => v.id >= 0).map((v) => encodeURIComponent(v.code))]))`)
	var keys []string
	for key := range codes {
		if len(codes[key]) > 0 {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	random := rand.New(rand.NewPCG(7, 7))
	for n := 1; n <= most; n++ {
		for range 12 {
			var parts []string
			for _, at := range random.Perm(len(keys))[:min(n, len(keys))] {
				from := codes[keys[at]]
				parts = append(parts, keys[at]+"="+from[random.IntN(len(from))])
			}
			sort.Strings(parts)
			list = append(list, "#/"+strings.Join(parts, "&"))
		}
	}
	return list
}

// TestFiltersAgreeWithTheirSQL runs the SQL that a filtered page shows and compares every figure of the page with its rows.
func TestFiltersAgreeWithTheirSQL(t *testing.T) {
	for name, db := range subjects(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, grain := range []Grain{Week, Month} {
				b := startBrowser(t)
				b.open(t, savePage(t, renderWith(t, db, Options{Period: grain})), "#/f")
				list := addresses(t, b, 3)
				single := 0
				for _, c := range eval[[]combination](t, b, fmt.Sprintf(everyCombination, quoted(list))) {
					if strings.Count(c.Address, "&") == 0 && strings.ContainsAny(c.Address[2:3], "tdp") {
						single++ // has a page of its own
						continue
					}
					if c.SQL != c.Shown {
						t.Fatalf("%s: another SQL is shown", c.Address)
					}
					want := countsOf(t, db, c.SQL)
					if c.Tile != count(want["total "]) {
						t.Errorf("%s: the page says %s, the SQL %d", c.Address, c.Tile, want["total "])
					}
					compareCounts(t, c, want)
				}
				if single > 12 {
					t.Errorf("%d of %d addresses are pages of their own", single, len(list))
				}
				b.check(t)
			}
		})
	}
}

// compareCounts compares a page with the rows of its SQL; a page leaves out the dimensions of its conditions and, with three, all.
func compareCounts(t *testing.T, c combination, want map[string]int64) {
	t.Helper()
	shown := map[string]bool{}
	for key := range c.Counts {
		dimension, _, _ := strings.Cut(key, " ")
		shown[dimension] = true
	}
	for key := range want {
		if dimension, _, _ := strings.Cut(key, " "); !shown[dimension] {
			delete(want, key)
		}
	}
	if diff := cmp.Diff(want, c.Counts); diff != "" {
		t.Errorf("%s: rows of the SQL and of the page (-sql +page):\n%.800s", c.Address, diff)
	}
	if strings.Count(c.Address, "&") < 2 && c.Counts["total "] > 0 && c.Tables < 1 {
		t.Errorf("%s: %d tables", c.Address, c.Tables)
	}
}

func countsOf(t *testing.T, db *sql.DB, statement string) map[string]int64 {
	t.Helper()
	_, records, err := fetch(context.Background(), db, statement)
	if err != nil {
		t.Fatalf("the shown SQL does not run: %v\n%s", err, statement)
	}
	counts := map[string]int64{}
	for _, r := range records {
		counts[r.text("dimension")+" "+r.text("code")] = r.int("comments")
	}
	return counts
}

// TestCombinationsThatThePageDoesNotHold says so in words and shows the SQL instead.
func TestCombinationsThatThePageDoesNotHold(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	b.open(t, savePage(t, render(t, whole, Options{})), "#/f")
	four := "#/t=411025103&p=winds&c=ch.hotline&k=complaint"
	got := eval[[]combination](t, b, fmt.Sprintf(everyCombination, quoted([]string{four})))[0]
	if _, counted := got.Counts["total "]; counted || got.Tile != "" || !strings.Contains(got.Words, "页面没有存“乡镇×问题×渠道×类型”这种组合的数") || !strings.Contains(got.Shown, "'ch.hotline'") {
		t.Errorf("four conditions give %q", got.Words)
	}
	eval[bool](t, b, `delete page.filters.margins.tpc; read.clear(); true`)
	three := eval[[]combination](t, b, fmt.Sprintf(everyCombination, quoted([]string{"#/t=411025103&p=winds", "#/t=411025103&p=winds&c=ch.hotline"})))
	if !strings.Contains(three[0].Words, "页面没有存“乡镇×问题×渠道”") || three[0].Tables < 2 {
		t.Errorf("a margin that was left out gives %q", three[0].Words)
	}
	if _, counted := three[1].Counts["total "]; counted || !strings.Contains(three[1].Words, "页面没有存“乡镇×问题×渠道”") {
		t.Errorf("a cell of a margin that was left out gives %q", three[1].Words)
	}
	b.check(t)
}

// TestFiltersByHand chooses from the lists and goes back and forth.
func TestFiltersByHand(t *testing.T) {
	t.Parallel()
	b := startBrowser(t)
	b.open(t, savePage(t, render(t, whole, Options{})), "")
	got := eval[[]string](t, b, `(async () => {
		const seen = [];
		const step = async (act) => {
			const moved = new Promise((done) => addEventListener('hashchange', done, { once: true }));
			act();
			await moved;
			seen.push(location.hash + ' ' + ['w', 't', 'd', 'p', 'c', 'k'].map((key) => document.getElementById('filter-' + key).value).join('|'));
		};
		const choose = (key, value) => step(() => {
			const list = document.getElementById('filter-' + key);
			list.focus();
			list.value = value;
			list.dispatchEvent(new Event('change', { bubbles: true }));
		});
		await step(() => document.querySelector('a[href="#/f"]').click());
		await choose('c', 'ch.sms');
		await choose('t', '411025104');
		seen.push(document.activeElement.id);
		await step(() => history.back());
		await step(() => history.forward());
		await choose('c', '');
		await step(() => document.getElementById('back').click());
		return seen;
	})()`)
	want := []string{
		"#/f |||||", "#/c=ch.sms ||||ch.sms|", "#/t=411025104&c=ch.sms |411025104|||ch.sms|", "filter-t", "#/c=ch.sms ||||ch.sms|",
		"#/t=411025104&c=ch.sms |411025104|||ch.sms|", "#/t=411025104 |411025104||||", " |411025104||||",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	b.check(t)
}

// TestFinestMarginsGoFirst leaves out margins of three conditions, the largest first, and says which.
func TestFinestMarginsGoFirst(t *testing.T) {
	p := &page{filters: &filters{
		Dimensions: []dimension{{Key: "t", Name: "乡镇"}, {Key: "d", Name: "部门"}, {Key: "p", Name: "问题"}, {Key: "k", Name: "类型"}},
		Margins: map[string]string{
			"t": "0 9", "td": strings.Repeat("1 1 ", dataLimit/16), "tdp": strings.Repeat("1 1 ", dataLimit/6), "tdk": strings.Repeat("1 1 ", dataLimit/12),
		},
	}}
	raw, err := p.data()
	if err != nil {
		t.Fatal(err)
	}
	if len(raw) > dataLimit {
		t.Errorf("the data have %d bytes, at most %d", len(raw), dataLimit)
	}
	var left []string
	for margin := range p.filters.Margins {
		left = append(left, margin)
	}
	sort.Strings(left)
	if diff := cmp.Diff([]string{"t", "td", "tdk"}, left); diff != "" {
		t.Errorf("margins (-want +got):\n%s", diff)
	}
	if len(p.Unknown) != 1 || !strings.Contains(p.Unknown[0], "乡镇×部门×问题（") {
		t.Errorf("the footer says %q", p.Unknown)
	}
}

// TestFiltersSayWhatTheirChartsLeaveOut adds up the bars by period and what the caption says is not among them.
func TestFiltersSayWhatTheirChartsLeaveOut(t *testing.T) {
	t.Parallel()
	db := openFixture(t, fixture{comments: 1500})
	execute(t, db, `update comments set received_at = timestamp '2012-01-05' where township_code = '411025104'`)
	b := startBrowser(t)
	file := savePage(t, renderWith(t, db, Options{}))
	for hash, words := range map[string]string{
		"#/f": "图为走势的各期，另有", "#/t=411025103&k=complaint": "图为走势的各期，另有", "#/t=411025104&k=complaint": "都在走势的各期之外（更早、之后或时间不明），见表",
	} {
		b.open(t, file, hash)
		caption := eval[string](t, b, `[...document.querySelectorAll('#unit .figure')].find((part) => part.querySelector('h2').textContent === '按时段').querySelector('.caption').textContent`)
		if !strings.Contains(caption, words) {
			t.Errorf("%s: the caption is %q", hash, caption)
		}
		if sum := eval[int](t, b, `(() => {
			const number = (pattern) => Number((`+quoted(caption)+`.match(pattern) || [0, 0])[1]);
			const chart = unitDrawings.get('chart-filter-period');
			const drawn = chart ? chart.views[0].option.series[0].data.reduce((sum, n) => sum + n, 0) : 0;
			const total = countOf(readConditions(location.hash.slice(2)) || {});
			return Math.abs(total - drawn - number(/另有([0-9]+)条/)) * (chart ? 1 : 0) + Math.abs(number(/n=([0-9]+)/) - (chart ? drawn : total));
		})()`); sum != 0 {
			t.Errorf("%s: the caption %q is wrong by %d", hash, caption, sum)
		}
	}
	b.check(t)
}
