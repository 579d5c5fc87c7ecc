package reports

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"html"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

func edit(t testing.TB, db *sql.DB, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Render(context.Background(), db, o, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	countHeads  = regexp.MustCompile(`（条）|（件）`)
	saidCounts  = regexp.MustCompile(`(\d+) ?(?:条|件|个)`)
	tileCounts  = regexp.MustCompile(`<b>(\d+)`)
	tableOf     = regexp.MustCompile(`(?s)<table.*?</table>`)
	captionOf   = regexp.MustCompile(`<caption>.*?</caption>`)
	leadingCell = regexp.MustCompile(`^(\d+)！?$`)
)

// TestEditionsShowNoSmallCount looks at every number of every table, tile and sentence of both editions.
func TestEditionsShowNoSmallCount(t *testing.T) {
	for name, f := range map[string]fixture{
		"whole": whole, "hostile": {comments: 1500, hostile: true, ledger: true, issues: true}, "small": {comments: 8}, "tiny": {comments: 3},
		"some": {comments: 90}, "middle": {comments: 400, ledger: true}, "empty": {}, "undated": {comments: 200, undated: true},
	} {
		t.Run(name, func(t *testing.T) {
			db := openFixture(t, f)
			p, err := gather(context.Background(), db, Options{Edition: Public})
			if err != nil {
				t.Fatal(err)
			}
			counts := p.editionCounts()
			page := func(o Options) string {
				var out strings.Builder
				if err := p.renderEdition(o, counts, &out); err != nil {
					t.Fatal(err)
				}
				return out.String()
			}
			pages := map[string]string{"public": page(Options{Edition: Public})}
			for _, code := range []string{"411025100", "411025102", "411025104"} {
				pages[code] = page(Options{Edition: Unit, Unit: code})
			}
			for edition, page := range pages {
				if strings.Contains(page, "<script") || strings.Contains(page, "application/json") {
					t.Errorf("%s: it holds a script or data beside its tables", edition)
				}
				_, body, _ := strings.Cut(page, "</style>")
				numbers := 0
				for _, table := range tableOf.FindAllString(body, -1) {
					rows := shownRow.FindAllStringSubmatch(captionOf.ReplaceAllString(table, ""), -1)
					heads := cellsOf(rows[0][1])
					heat := strings.Contains(table, `_problem"`)
					for _, row := range rows[1:] {
						for i, c := range cellsOf(row[1]) {
							if m := leadingCell.FindStringSubmatch(c); m != nil && (heat || countHeads.MatchString(heads[i])) {
								numbers++
								if n, _ := strconv.Atoi(m[1]); n < smallCell {
									t.Errorf("%s: a table shows %d", edition, n)
								}
							}
						}
					}
				}
				if edition == "public" && f.comments > 1000 && numbers < 100 {
					t.Errorf("%s: only %d counts are shown", edition, numbers)
				}
				body, _, _ = strings.Cut(body, "<footer>")
				body = strings.ReplaceAll(body, "不足5条", "")
				for _, m := range append(saidCounts.FindAllStringSubmatch(markup.ReplaceAllString(body, " "), -1), tileCounts.FindAllStringSubmatch(body, -1)...) {
					if n, _ := strconv.Atoi(m[1]); n < smallCell {
						t.Errorf("%s: a sentence or tile says %q", edition, m[0])
					}
				}
			}
		})
	}
}

// TestEditionsHoldNoWordsOfCitizens marks everything that comes from comments or is restricted, and looks for the marks.
func TestEditionsHoldNoWordsOfCitizens(t *testing.T) {
	db := openFixture(t, fixture{comments: 3000, issues: true, ledger: true})
	execute(t, db, `update comments set title = '勿示标题', text = '勿示正文', token_text = '勿示 词语', channel = case when row_no % 9 = 0 then '勿示渠道' else channel end`)
	execute(t, db, `update issues set title = '勿示事项', keywords = '勿示关键词'`)
	execute(t, db, `update tags set evidence = '勿示证据', facet = '勿示'`)
	execute(t, db, `update rectifications set problem = '勿示台账', lead = '勿示牵头'`)
	execute(t, db, `update sources set file = '勿示文件.csv'`)
	pages := []string{edit(t, db, Options{Edition: Public}), edit(t, db, Options{Edition: Unit, Unit: "411025104"})}
	for i, page := range pages {
		for _, bad := range []string{"勿示", "贪污", "四风之外", "other.corruption", "领导班子（", "select", "from comments", "停水"} {
			if _, body, _ := strings.Cut(page, "</style>"); strings.Contains(body, bad) {
				t.Errorf("edition %d holds %q", i, bad)
			}
		}
	}
	if internal := edit(t, db, Options{}); !strings.Contains(internal, "勿示") || !strings.Contains(internal, "贪污") {
		t.Error("the marks do not reach even the internal edition")
	}
}

// TestShownPartsLeaveNoSmallRest adds up the public lists and takes them from their totals, as a reader would.
func TestShownPartsLeaveNoSmallRest(t *testing.T) {
	for _, comments := range []int{60, 400, 6000} {
		db := openFixture(t, fixture{comments: comments, ledger: true})
		p, err := gather(context.Background(), db, Options{Edition: Public})
		if err != nil {
			t.Fatal(err)
		}
		e := p.editionCounts()
		check := func(what string, total *guarded, parts []*guarded) {
			t.Helper()
			if total.hidden {
				for _, g := range parts {
					if !g.hidden {
						t.Errorf("%d, %s: a part of a hidden total is shown", comments, what)
					}
				}
				return
			}
			rest, withheld := total.n, 0
			for _, g := range parts {
				if g.hidden {
					withheld++
				} else {
					rest -= g.n
				}
			}
			if rest > 0 && rest < smallCell {
				t.Errorf("%d, %s: %d are left for %d hidden cells", comments, what, rest, withheld)
			}
		}
		for _, kind := range unitKinds {
			var all, winds []*guarded
			for _, u := range e.units[kind] {
				all, winds = append(all, u.n), append(winds, u.wind)
				if !u.wind.hidden && u.n.n-u.wind.n < smallCell {
					t.Errorf("%d, %s: %d of %d touch the winds", comments, u.name, u.wind.n, u.n.n)
				}
				var weeks []*guarded
				for _, g := range u.weeks {
					weeks = append(weeks, g)
				}
				check(u.name+" weeks", u.n, weeks)
			}
			check(kind, e.all, all)
			check(kind+" winds", e.wind, winds)
			for _, r := range e.problems {
				var column []*guarded
				for _, u := range e.units[kind] {
					if c := u.problems[r.code]; c != nil {
						column = append(column, c.guarded)
					}
				}
				check(kind+" "+r.code, r.n, column)
			}
			for _, w := range e.weeks {
				var column []*guarded
				for _, u := range e.units[kind] {
					if c := u.weeks[w.start]; c != nil {
						column = append(column, c)
					}
				}
				if len(column) > 0 {
					check(kind+" "+w.start.String(), w.n, column)
				}
			}
		}
		var channels []*guarded
		for _, r := range e.channels {
			channels = append(channels, r.n)
		}
		check("channels", e.all, channels)
	}
}

// TestUnitEditionAgreesWithThePublicOne: whoever holds both learns no more than from the public one.
func TestUnitEditionAgreesWithThePublicOne(t *testing.T) {
	db := openFixture(t, whole)
	public := edit(t, db, Options{Edition: Public})
	for _, code := range []string{"411025100", "411025104"} {
		var name string
		if err := db.QueryRow("select name from townships where code = ?", code).Scan(&name); err != nil {
			t.Fatal(err)
		}
		page := edit(t, db, Options{Edition: Unit, Unit: code})
		if !strings.Contains(page, "<h1 id=\"overview-h\">"+name) {
			t.Errorf("%s: the page is not about %s", code, name)
		}
		rows, err := db.Query("select name from townships where code <> ?", code)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var other string
			if err := rows.Scan(&other); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(page, other) {
				t.Errorf("the edition for %s names %s", name, other)
			}
		}
		rows.Close()
		heat := regexp.MustCompile(`(?s)<table id="table-township_problem".*?</table>`).FindString(public)
		shown, most := 0, math.MaxInt
		for i, row := range shownRow.FindAllStringSubmatch(regexp.MustCompile(`(?s)<table id="table-unit_problems".*?</table>`).FindString(page), -1) {
			if i == 0 {
				continue
			}
			n := cellsOf(row[1])[1]
			if !strings.Contains(heat, ">"+n+"<") && !strings.Contains(heat, ">"+n+"！<") {
				t.Errorf("%s: %s is not in the public table", name, html.UnescapeString(n))
			}
			if v, err := strconv.Atoi(n); err != nil || v > most {
				t.Errorf("%s: %s stands below %d", name, n, most)
			} else {
				most = v
			}
			shown++
		}
		if shown == 0 {
			t.Errorf("%s: no problem is shown", name)
		}
	}
}

func TestEditionsRefuse(t *testing.T) {
	db := openFixture(t, fixture{comments: 100})
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Edition: Unit, Unit: "999"}, `no township and no department has the code "999"`},
		{Options{Edition: Unit}, "needs the code"},
		{Options{Edition: Public, Unit: "411025104"}, "of no single unit"},
		{Options{Edition: Unit, Unit: "<b>"}, "no township"},
		{Options{Edition: Public, AsOf: time.Date(2014, 4, 6, 0, 0, 0, 0, time.UTC)}, "of one database there is one edition"},
		{Options{Edition: Unit, Unit: "411025104", Period: Month}, "of one database there is one edition"},
	} {
		var out bytes.Buffer
		if err := Render(context.Background(), db, c.o, &out); err == nil || !strings.Contains(err.Error(), c.want) || out.Len() > 0 {
			t.Errorf("%+v gives %v and %d bytes, want an error with %q", c.o, err, out.Len(), c.want)
		}
	}
}

func TestEditionsAreTheSameTwice(t *testing.T) {
	db := openFixture(t, fixture{comments: 1500, ledger: true})
	for _, o := range []Options{{Edition: Public}, {Edition: Unit, Unit: "411025104"}} {
		var first string
		for _, threads := range []int{1, 4} {
			execute(t, db, fmt.Sprintf("set threads = %d", threads))
			if page := edit(t, db, o); first != "" && page != first {
				t.Errorf("two pages of the edition %s differ", o.Edition)
			} else {
				first = page
			}
		}
	}
}
