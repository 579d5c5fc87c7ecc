package reports

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shownOnRoutes gives every table of some pages with the SQL that stands under it.
const shownOnRoutes = `(async (hashes) => {
	const out = [];
	const plain = (cells) => [...cells].map((cell) => cell.textContent);
	for (const hash of hashes) {
		if (location.hash !== hash) {
			const moved = new Promise((done) => addEventListener('hashchange', done, { once: true }));
			location.hash = hash;
			await moved;
		}
		const first = document.querySelector('#unit-body > details.sql pre');
		out.push({ hash, id: 'tiles', sql: first.textContent, rows: [[document.querySelector('#unit .tiles b').textContent]] });
		for (const table of document.querySelectorAll('#unit table')) {
			const source = table.closest('.scroll').nextElementSibling.querySelector('pre');
			out.push({ hash, id: table.id.slice('table-'.length), sql: source.textContent, rows: [...table.tBodies[0].rows].map((row) => plain(row.cells)) });
		}
		const quotes = [...document.querySelectorAll('#unit blockquote')];
		if (quotes.length) {
			const source = quotes[quotes.length - 1].nextElementSibling.querySelector('pre');
			out.push({ hash, id: 'unit_examples', sql: source.textContent, rows: quotes.map((quote) => [quote.querySelector('p').textContent]) });
		}
	}
	return out;
})(%s)`

type shownTable struct {
	Hash, ID, SQL string
	Rows          [][]string
}

// shownCells writes a row of the SQL as the page of a unit or problem does; unit names come from the registers.
func shownCells(id string, r record, units map[string]string) []string {
	word := func(yes bool, a, b string) string {
		if yes {
			return a
		}
		return b
	}
	problem := func(name string) []string {
		observed, size, interval := "—", "—", "—"
		if !r.null("observed") {
			observed = fmt.Sprintf("%.1f", r.float("observed"))
		}
		if !r.null("ratio") {
			size, interval = fmt.Sprintf("%.2f", r.float("ratio")), fmt.Sprintf("%.2f—%.2f", r.float("ratio_lo"), r.float("ratio_hi"))
		}
		return []string{name, cell(r["comments"]), cell(r["period_comments"]), fmt.Sprintf("%.1f", r.float("expected")), observed, size, interval, word(r.bool("flagged"), "是", "否")}
	}
	switch id {
	case "tiles":
		return []string{count(r.int("comments"))}
	case "unit_weekly", "problem_weekly":
		return []string{isoDay(r.day("begins")), cell(r["comments"])}
	case "unit_problems":
		return problem(r.text("name"))
	case "problem_township", "problem_department":
		return problem(units[r.text("unit_code")])
	case "unit_topics":
		return []string{r.text("name"), count(r.int("comments"))}
	case "unit_issues":
		return []string{cell(r["rank"]), r.text("title"), count(r.int("comments")), cell(r["last_day"])}
	case "unit_ledger":
		return []string{r.text("issue_no"), r.text("matter"), stages[r.text("status")], cell(r["deadline"]), word(r.bool("overdue"), "逾期", "")}
	case "unit_examples":
		return []string{cell(r["words"])}
	}
	return []string{"no such table " + id}
}

func unitNames(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	_, records, err := fetch(context.Background(), db, "select code, name from townships union all select code, name from departments")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, r := range records {
		names[r.text("code")] = r.text("name")
	}
	return names
}

// TestSQLOnUnitPagesGivesTheShownRows runs the SQL under every table of the pages of units and problems.
func TestSQLOnUnitPagesGivesTheShownRows(t *testing.T) {
	for name, db := range subjects(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := startBrowser(t)
			b.open(t, savePage(t, renderWith(t, db, Options{})), "")
			hashes := eval[[]string](t, b, `((every) => [...Object.keys(page.units).filter((hash, i) => i % every === 0), ...Object.keys(page.problems).filter((hash, i) => i % 5 === 0)])(Math.ceil(Object.keys(page.units).length / 16))`)
			seen := map[string]int{}
			units := unitNames(t, db)
			for _, shown := range eval[[]shownTable](t, b, fmt.Sprintf(shownOnRoutes, quoted(hashes))) {
				_, records, err := fetch(context.Background(), db, shown.SQL)
				if err != nil {
					t.Errorf("%s: the SQL under %s does not run: %v\n%s", shown.Hash, shown.ID, err, shown.SQL)
					continue
				}
				var want, got []string
				for _, r := range records {
					want = append(want, onOneLine(shownCells(shown.ID, r, units)))
				}
				for _, row := range shown.Rows {
					if strings.HasSuffix(shown.ID, "_weekly") && row[1] == "0" {
						continue // the SQL leaves out periods without comments
					}
					got = append(got, onOneLine(row))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s: rows of the SQL and of the table %s (-sql +table):\n%.900s", shown.Hash, shown.ID, diff)
				}
				seen[shown.ID] += len(got)
			}
			for _, id := range []string{"tiles", "unit_weekly", "unit_problems", "unit_topics", "unit_issues", "unit_examples", "problem_weekly", "problem_department"} {
				if seen[id] == 0 && name != "real" {
					t.Errorf("no row of %s was compared", id)
				}
			}
			b.check(t)
		})
	}
}

// onOneLine writes a row without the marks that the data of a page do not keep.
func onOneLine(cells []string) string {
	return string(safeJSON([]byte(strings.Join(cells, "|"))))
}
