package reports

import (
	"encoding/csv"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestCSVIsTheTable compares each csv file, cell by cell, with the table that it is made of.
func TestCSVIsTheTable(t *testing.T) {
	for name, db := range subjects(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			file := savePage(t, renderWith(t, db, Options{}))
			for _, hash := range []string{"", "#/t=411025100", "#/f"} {
				b.open(t, file, hash)
				found := eval[map[string]struct {
					CSV  string
					Rows [][]string
				}](t, b, `Object.fromEntries([...document.querySelectorAll('button[data-csv]')].map((button) => {
					const table = document.getElementById('table-' + button.dataset.csv);
					const rows = [...table.rows].map((row) => [...row.cells].filter((cell) => !cell.classList.contains('d')).map((cell) => cell.textContent));
					return [button.dataset.csv, { CSV: csv(table), Rows: rows }];
				}))`)
				for id, f := range found {
					records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(f.CSV, "\ufeff"))).ReadAll()
					if err != nil {
						t.Errorf("%s: %v", id, err)
						continue
					}
					for _, row := range f.Rows {
						for i, text := range row {
							row[i] = strings.Join(strings.Fields(text), " ")
							if row[i] == "—" {
								row[i] = ""
							}
						}
					}
					for _, row := range records {
						for i, text := range row {
							row[i] = strings.Join(strings.Fields(strings.TrimPrefix(text, "'")), " ")
						}
					}
					if diff := cmp.Diff(f.Rows, records); diff != "" {
						t.Errorf("%q %s: table and csv (-table +csv):\n%.500s", hash, id, diff)
					}
				}
				if len(found) < 4 {
					t.Errorf("%q: %d csv files", hash, len(found))
				}
			}
			b.check(t)
		})
	}
}

// TestChartsShowTheirTables looks up every bar, every cell of a heat map and every point of an estimate in the table under its chart.
func TestChartsShowTheirTables(t *testing.T) {
	for name, db := range subjects(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			file := savePage(t, renderWith(t, db, Options{}))
			for _, hash := range []string{"", "#/t=411025100", "#/f"} {
				b.open(t, file, hash)
				wrong := eval[[]string](t, b, `(() => {
					const wrong = [];
					let looked = 0;
					const rowsOf = (id) => [...document.getElementById('table-' + id).tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
					const look = (id, rows, cells) => {
						looked++;
						if (!rows.some((row) => cells.every((cell) => row.includes(String(cell))))) wrong.push(id + ': ' + cells.join(' '));
					};
					const bars = (id, option, rows, words) => {
						const names = [].concat(option.yAxis)[0].data;
						for (const series of option.series) series.data.forEach((point, i) => look(id, rows, [words ? words(names[i]) : names[i], point.value]));
					};
					for (const [id, drawing] of Object.entries(page.charts)) {
						const rows = rowsOf(id);
						const option = drawing.views[0].option;
						if (id === 'weekly') {
							rows.forEach((row, i) => { if (option.series[0].data[i].value !== Number(row[2]) || option.series[1].data[i].value !== row[1] - row[2]) wrong.push(id + ' ' + i); looked++; });
						} else if (drawing.rows) {
							const columns = [].concat(option.xAxis)[0].data;
							const problems = [].concat(option.yAxis)[0].data;
							for (const point of option.series[0].data) { const v = point.value || point; look(id, rows, [columns[v[0]], problems[v[1]], v[2]]); }
						} else if (option.series[0].type === 'custom') {
							for (const point of option.series[0].data) {
								const v = point.value;
								if (!rows.some((row) => [v[0], v[2], v[3]].every((n) => row.some((cell) => cell !== '' && Number(cell) === n)))) wrong.push(id + ': ' + point.name);
								looked++;
							}
						} else if (id !== 'keyness') {
							bars(id, option, rows);
						}
					}
					for (const [id, drawing] of unitDrawings) {
						const name = id.slice('chart-filter-'.length);
						if (!id.startsWith('chart-filter-') || name === 'period') continue;
						bars(id, drawing.views[0].option, rowsOf('filter_' + name));
					}
					if (looked < 60) wrong.push('only ' + looked + ' values were looked up');
					return wrong;
				})()`)
				for _, w := range wrong {
					t.Errorf("%q: %s", hash, w)
				}
			}
			b.check(t)
		})
	}
}

var (
	notSentences = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<pre.*?</pre>|<td class=w>.*?(?:<t[dh]|</tr>)|<svg.*?</svg>|<code>.*?</code>`)
	blankAtDigit = regexp.MustCompile(`\p{Han} [0-9]|[0-9%] \p{Han}`)
)

// TestSentencesHaveNoBlanksAtNumbers holds the page to how officials write numbers.
func TestSentencesHaveNoBlanksAtNumbers(t *testing.T) {
	db := openFixture(t, whole)
	for _, o := range []Options{{}, {Period: Month}, {Edition: Public}, {Edition: Unit, Unit: "411025100"}, {Model: &Model{Precision: 0.7, Recall: 0.6, Comments: 500}}} {
		text := html.UnescapeString(markup.ReplaceAllString(notSentences.ReplaceAllString(string(renderWith(t, db, o)), ""), "\n"))
		for _, bad := range blankAtDigit.FindAllString(text, 3) {
			at := strings.Index(text, bad)
			t.Errorf("%+v: …%s…", o, text[max(0, at-30):min(len(text), at+40)])
		}
	}
}

// TestMonthlyPage says month, never week, of its own period.
func TestMonthlyPage(t *testing.T) {
	page := string(renderWith(t, openFixture(t, whole), Options{Period: Month, AsOf: time.Date(2014, 4, 2, 0, 0, 0, 0, time.UTC)}))
	for _, want := range []string{"2014年3月收到意见", "本月意见（条）", "比上月", "本月突增", "之后的一个月尚未过完"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	body, _, _ := strings.Cut(page, `<script type="application/json"`)
	for _, bad := range []string{"本周", "上周", "近13周"} {
		if at := strings.Index(body, bad); at >= 0 {
			t.Errorf("the page says …%.90s", body[max(0, at-30):])
		}
	}
}

// TestUnfinishedPeriodIsNotCompared asks for a month and a week that the data do not reach the end of.
func TestUnfinishedPeriodIsNotCompared(t *testing.T) {
	db := openFixture(t, whole)
	var latest time.Time
	if err := db.QueryRow("select cast(max(received_at) as date) from comments").Scan(&latest); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		period Grain
		asOf   string
		says   string
	}{
		{Month, "2014-04-30", "；数据到" + monthDay(latest) + "，4月未完，不作比较；累计"},
		{Week, "2014-04-20", "；数据到" + monthDay(latest) + "，本周未完，不作比较；累计"},
		{Month, "2014-06-02", "2014年5月收到意见0条；数据到" + fullDay(latest) + "，5月还没有意见，不作比较；累计"},
	} {
		asOf, err := time.Parse(time.DateOnly, c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		page := string(renderWith(t, db, Options{Period: c.period, AsOf: asOf}))
		_, headline, _ := strings.Cut(page, `<p class="headline">`)
		headline, _, _ = strings.Cut(headline, "</p>")
		if !strings.Contains(headline, c.says) || strings.Contains(headline, "增加") || strings.Contains(headline, "减少") || strings.Contains(headline, "上升最多") {
			t.Errorf("%s up to %s: the headline is %s", c.period, c.asOf, headline)
		}
		for _, bad := range []string{"，比上周", "，比上月", "▲▼为", "▲+", "▼−"} {
			if at := strings.Index(page, bad); at >= 0 {
				t.Errorf("%s up to %s compares: …%.60s", c.period, c.asOf, page[max(0, at-30):])
			}
		}
		if !strings.Contains(page, "画斜线") {
			t.Errorf("%s up to %s: no period is hatched", c.period, c.asOf)
		}
	}
}
