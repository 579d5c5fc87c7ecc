package reports

import (
	"context"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sifeng/queries"
)

func TestChartQueriesNameTheirColumns(t *testing.T) {
	db := openFixture(t, fixture{comments: 60, issues: true, ledger: true})
	list, err := queries.Charts()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		statement, err := q.Bind(nil)
		if err != nil {
			t.Errorf("%s cannot be asked without values: %v", q.Name, err)
			continue
		}
		columns, _, err := fetch(context.Background(), db, statement)
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		var named []string
		for _, c := range q.Columns {
			named = append(named, c.Name)
		}
		if diff := cmp.Diff(named, columns); diff != "" {
			t.Errorf("%s: columns of the header and of the result (-header +result):\n%s", q.Name, diff)
		}
	}
}

var (
	fraction   = regexp.MustCompile(`^-?[0-9]+\.[0-9]+$`)
	shownSQL   = regexp.MustCompile(`(?s)<table id="table-([a-z_]+)">.*?</table>.*?<pre tabindex="0"><code>(.*?)</code></pre>`)
	shownTitle = regexp.MustCompile(`<h3 id="[a-z_]+-t">(.*?)</h3>`)
	shownRow   = regexp.MustCompile(`(?s)<tr\b[^>]*>(.*?)</tr>`)
	cellStart  = regexp.MustCompile(`<t[hd](?: [^>]*)?>`)
	markup     = regexp.MustCompile(`<[^>]*>`)
	drawnCell  = regexp.MustCompile(`class="?d\b`)
)

// cellsOf gives the cells of a row as they stand in the page, but for drawings. Cells of a table's body have no end tags.
func cellsOf(row string) []string {
	var cells []string
	starts := cellStart.FindAllStringIndex(row, -1)
	for i, at := range starts {
		end := len(row)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		if !drawnCell.MatchString(row[at[0]:at[1]]) {
			cells = append(cells, strings.TrimSuffix(row[at[1]:end], "</th>"))
		}
	}
	return cells
}

// TestShownSQLGivesTheShownRows runs the SQL under every table of the page again and compares it with the table.
func TestShownSQLGivesTheShownRows(t *testing.T) {
	db := openFixture(t, whole)
	var out strings.Builder
	if err := Render(context.Background(), db, Options{}, &out); err != nil {
		t.Fatal(err)
	}
	for _, m := range shownTitle.FindAllStringSubmatch(out.String(), -1) {
		if n := utf8.RuneCountInString(html.UnescapeString(m[1])); n == 0 || n > titleLimit {
			t.Errorf("the title %q has %d characters", m[1], n)
		}
	}
	found := shownSQL.FindAllStringSubmatch(out.String(), -1)
	if len(found) < 20 {
		t.Fatalf("%d tables with their SQL, want at least 20", len(found))
	}
	for _, m := range found {
		columns, records, err := fetch(context.Background(), db, html.UnescapeString(m[2]))
		if err != nil {
			t.Errorf("%s: the shown SQL does not run: %v", m[1], err)
			continue
		}
		if strings.HasSuffix(m[1], "_share") {
			columns = []string{"code", "name", "comments", "wind_comments", "wind_share", "wind_lo", "wind_hi"}
		}
		var want, got []string
		for _, r := range records {
			line := ""
			for _, c := range columns {
				text := cell(r[c])
				for _, names := range []map[string]string{stages, qualityItems} {
					if name, ok := names[text]; ok && (c == "status" || c == "item") {
						text = name
					}
				}
				line += text + "|"
			}
			want = append(want, line)
		}
		for i, row := range shownRow.FindAllStringSubmatch(m[0], -1) {
			if i == 0 {
				continue
			}
			line := ""
			for _, c := range cellsOf(row[1]) {
				text := html.UnescapeString(markup.ReplaceAllString(c, ""))
				if fraction.MatchString(text) { // the page writes all numbers of a column with as many decimals
					text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
				}
				line += text + "|"
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: rows of the SQL and of the table (-sql +table):\n%.800s", m[1], diff)
		}
	}
}

func TestRestrictedTextIsNeverShown(t *testing.T) {
	db := openFixture(t, fixture{comments: 600, issues: true})
	execute(t, db, `update comments set title = '勿示标题', text = '勿示正文', token_text = '勿示正文' where restricted or target_leadership`)
	execute(t, db, `delete from issue_comments where issue_id = 'i00' and comment_id not in (select comment_id from comments where restricted)`)
	execute(t, db, `insert into issue_comments select 'i00', comment_id, 0.5 from comments where restricted and comment_id not in (select comment_id from issue_comments) limit 2`)
	execute(t, db, `update issues set title = '勿示标题', keywords = '勿示正文' where issue_id = 'i00'`)
	execute(t, db, `update issues set title = '可示标题' where issue_id <> 'i00' and issue_id in (
		select issue_id from issue_comments join comments using (comment_id) where restricted)`)
	var hidden int
	if err := db.QueryRow(`select count(*) from comments where text = '勿示正文'`).Scan(&hidden); err != nil || hidden < 5 {
		t.Fatalf("%d restricted comments, want at least 5 (%v)", hidden, err)
	}
	var page strings.Builder
	if err := Render(context.Background(), db, Options{}, &page); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), "勿示") {
		t.Error("the page quotes a restricted comment")
	}
	if !strings.Contains(page.String(), "全是受限意见的事项占一行、不列标题") || strings.Contains(page.String(), "事项不列") {
		t.Error("the note under the matters does not say what their table does")
	}
	if !strings.Contains(page.String(), "均为受限意见") || !strings.Contains(page.String(), "可示标题") {
		t.Error("a matter with some restricted comments lost its title, or one with none else has one")
	}
	for _, name := range []string{"list_issues", "list_issue_comments"} {
		q, err := queries.Chart(name)
		if err != nil {
			t.Fatal(err)
		}
		_, records, err := fetch(context.Background(), db, q.SQL)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(fmt.Sprint(records), "勿示") {
			t.Errorf("%s quotes a restricted comment", name)
		}
	}
}

// TestReportWeekIsThatOfTheReport compares what saved queries take for this week, unless told otherwise, with the report's own reckoning.
func TestReportWeekIsThatOfTheReport(t *testing.T) {
	db := openFixture(t, fixture{comments: 8})
	for day := time.Date(2013, 12, 28, 0, 0, 0, 0, time.UTC); day.Year() < 2015; day = day.AddDate(0, 0, 1) {
		execute(t, db, `update runs set as_of = ?`, day)
		var got time.Time
		if err := db.QueryRow(`select report_week()`).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if want := periodOf(day, Week).start; !got.Equal(want) {
			t.Fatalf("on %s: the week of %s, the report's is that of %s", day.Format(time.DateOnly), got.Format(time.DateOnly), want.Format(time.DateOnly))
		}
	}
}
