package reports

import (
	"context"
	"database/sql"
	"fmt"
	"html"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"sifeng/pipeline/store"
)

// attacker is a reader who holds the public edition and those of all units of one database, knows how they are made, and tries to find what
// they do not show. Every count is an unknown until a page shows it.
type attacker struct {
	number map[string]int
	names  []string
	shown  map[int]int64
	truth  map[int]int64
	rules  []rule
}

// rule says that the sum of factors times counts is 0, or at most 0.
type rule struct {
	factor map[int]int64
	equal  bool
}

func newAttacker() *attacker {
	return &attacker{number: map[string]int{}, shown: map[int]int64{}, truth: map[int]int64{}}
}

func (a *attacker) of(name string) int {
	n, ok := a.number[name]
	if !ok {
		n = len(a.names)
		a.number[name] = n
		a.names = append(a.names, name)
	}
	return n
}

// sum says that the parts together are the whole.
func (a *attacker) sum(whole string, parts []string) {
	r := rule{map[int]int64{a.of(whole): -1}, true}
	for _, p := range parts {
		r.factor[a.of(p)]++
	}
	a.rules = append(a.rules, r)
}

// covers says that the parts together are at least the whole, of which each is a part.
func (a *attacker) covers(whole string, parts []string) {
	r := rule{map[int]int64{a.of(whole): 1}, false}
	for _, p := range parts {
		r.factor[a.of(p)]--
		a.within(p, whole)
	}
	a.rules = append(a.rules, r)
}

func (a *attacker) within(part, whole string) {
	a.rules = append(a.rules, rule{map[int]int64{a.of(part): 1, a.of(whole): -1}, false})
}

// solved gives what subtraction alone tells: the unknowns that the equations determine.
func (a *attacker) solved() map[int]int64 {
	const prime = 1<<31 - 1
	mod := func(n int64) int64 { return ((n % prime) + prime) % prime }
	power := func(b, e int64) int64 {
		out := int64(1)
		for ; e > 0; e >>= 1 {
			if e&1 == 1 {
				out = out * b % prime
			}
			b = b * b % prime
		}
		return out
	}
	var unknown []int
	place := map[int]int{}
	for n := range a.names {
		if _, ok := a.shown[n]; !ok {
			place[n] = len(unknown)
			unknown = append(unknown, n)
		}
	}
	width := len(unknown) + 1
	var rows [][]int64
	for _, r := range a.rules {
		if !r.equal {
			continue
		}
		row := make([]int64, width)
		for n, f := range r.factor {
			if v, ok := a.shown[n]; ok {
				row[width-1] = mod(row[width-1] - f*v)
			} else {
				row[place[n]] = mod(row[place[n]] + f)
			}
		}
		rows = append(rows, row)
	}
	at := 0
	pivots := []int{}
	for column := 0; column < width-1 && at < len(rows); column++ {
		found := -1
		for i := at; i < len(rows); i++ {
			if rows[i][column] != 0 {
				found = i
				break
			}
		}
		if found < 0 {
			continue
		}
		rows[at], rows[found] = rows[found], rows[at]
		inverse := power(rows[at][column], prime-2)
		for j := range rows[at] {
			rows[at][j] = rows[at][j] * inverse % prime
		}
		for i := range rows {
			if f := rows[i][column]; i != at && f != 0 {
				for j, v := range rows[at] {
					if v != 0 {
						rows[i][j] = mod(rows[i][j] - f*v%prime)
					}
				}
			}
		}
		pivots = append(pivots, column)
		at++
	}
	out := map[int]int64{}
	for i, column := range pivots {
		alone := true
		for j, v := range rows[i][:width-1] {
			alone = alone && (v == 0 || j == column)
		}
		if alone {
			v := rows[i][width-1]
			if v > prime/2 {
				v -= prime
			}
			out[unknown[column]] = v
		}
	}
	return out
}

// bounds gives the least and the most that each count can be, by passing bounds along the rules until nothing moves.
func (a *attacker) bounds() (low, high []int64) {
	const far = math.MaxInt32
	low, high = make([]int64, len(a.names)), make([]int64, len(a.names))
	for n := range high {
		high[n] = far
		if v, ok := a.shown[n]; ok {
			low[n], high[n] = v, v
		}
	}
	for moved, turns := true, 0; moved && turns < 60; turns++ {
		moved = false
		for _, r := range a.rules {
			for _, sign := range []int64{1, -1} {
				if sign < 0 && !r.equal {
					continue
				}
				// The sum of the least of all terms is at most 0: so no term exceeds its least by more than what is left.
				var least int64
				for n, f := range r.factor {
					if f*sign > 0 {
						least += f * sign * low[n]
					} else {
						least += f * sign * high[n]
					}
				}
				for n, f := range r.factor {
					switch f *= sign; {
					case f > 0:
						if most := low[n] + -least/f; least > -far/2 && most < high[n] {
							high[n], moved = most, true
						}
					case f < 0 && least-f*high[n] > -far/2:
						if floor := high[n] - -least/-f; floor > low[n] {
							low[n], moved = floor, true
						}
					}
				}
			}
		}
	}
	return low, high
}

var (
	tableByID     = regexp.MustCompile(`(?s)<table id="table-([a-z_]+)">.*?</table>`)
	ofAllComments = regexp.MustCompile(`n=(\d+)</p>`)
	tileOf        = regexp.MustCompile(`<span class="label">([^<]*)</span> <b>([^<]*)</b> <span class="change">([^<]*)</span>`)
)

// tablesOf reads the tables of a page: their rows of cells, the heads first.
func tablesOf(page string) map[string][][]string {
	tables := map[string][][]string{}
	for _, m := range tableByID.FindAllStringSubmatch(page, -1) {
		var rows [][]string
		for _, row := range shownRow.FindAllStringSubmatch(m[0], -1) {
			var cells []string
			for _, c := range cellsOf(row[1]) {
				cells = append(cells, html.UnescapeString(markup.ReplaceAllString(c, "")))
			}
			rows = append(rows, cells)
		}
		tables[m[1]] = rows
	}
	return tables
}

// see notes a count that a page shows.
func (a *attacker) see(t *testing.T, name, text string) {
	t.Helper()
	v, err := strconv.ParseInt(strings.TrimSuffix(text, "！"), 10, 64)
	if err != nil {
		return
	}
	if was, ok := a.shown[a.of(name)]; ok && was != v {
		t.Errorf("%s is %d on one page and %d on another", name, was, v)
	}
	a.shown[a.of(name)] = v
}

// attack reads all editions of a database and gives what could be found.
func attack(t *testing.T, db *sql.DB) (a *attacker, hidden int) {
	t.Helper()
	p, err := gather(context.Background(), db, Options{Edition: Public})
	if err != nil {
		t.Fatal(err)
	}
	e := p.editionCounts()
	a = newAttacker()
	know := func(name string, g *guarded) {
		if g != nil {
			a.truth[a.of(name)] = g.n
		}
	}
	page := func(o Options) string {
		var out strings.Builder
		if err := p.renderEdition(o, e, &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	public := page(Options{Edition: Public})
	tables := tablesOf(public)
	if m := ofAllComments.FindStringSubmatch(public); m != nil {
		a.see(t, "all", m[1])
	}
	know("all", e.all)
	know("wind", e.wind)
	for _, m := range tileOf.FindAllStringSubmatch(public, -1) {
		switch m[1] {
		case "意见（条）":
			a.see(t, "all", m[2])
		case "涉及四风":
			a.see(t, "wind", strings.TrimSuffix(m[3], "条"))
		}
	}
	a.within("wind", "all")
	simple := func(id, prefix string, rows []editionRow) (names []string) {
		for _, row := range tables[id] {
			a.see(t, prefix+row[0], row[1])
		}
		for _, r := range rows {
			know(prefix+r.name, r.n)
			names = append(names, prefix+r.name)
		}
		return names
	}
	a.sum("all", simple("channels", "channel ", e.channels))
	a.covers("wind", simple("winds", "wind ", e.winds))
	simple("problems", "problem ", e.problems)
	simple("topics", "problem ", e.topics)
	for _, r := range e.topics {
		a.within("problem "+r.name, "all")
	}
	for _, g := range e.winds {
		var of []string
		for _, r := range e.problems {
			if r.wind == g.code {
				of = append(of, "problem "+r.name)
			}
		}
		a.covers("wind "+g.name, of)
	}
	var weeks []editionWeek
	for _, w := range e.weeks {
		if !w.partial && !w.start.Before(p.period.step(p.period.start, 1-trendPeriods)) {
			weeks = append(weeks, w)
		}
	}
	weekNames, windNames := []string{"older"}, []string{"older wind"}
	a.within("older wind", "older")
	for _, w := range weeks {
		day := w.start.Format(time.DateOnly)
		know("week "+day, w.n)
		know("week wind "+day, w.wind)
		weekNames, windNames = append(weekNames, "week "+day), append(windNames, "week wind "+day)
		a.within("week wind "+day, "week "+day)
	}
	for i, row := range tables["weekly"] {
		if i > 0 {
			a.see(t, "week "+row[0], row[1])
			a.see(t, "week wind "+row[0], row[2])
		}
	}
	if len(weeks) > 0 {
		a.sum("all", weekNames)
		a.sum("wind", windNames)
	}
	for _, kind := range unitKinds {
		a.attackUnits(t, page, e, kind, tables, weeks, know)
	}
	for n, v := range a.truth {
		if _, ok := a.shown[n]; !ok && v > 0 && v < smallCell {
			hidden++
		}
	}
	return a, hidden
}

func (a *attacker) attackUnits(t *testing.T, page func(Options) string, e *editionCounts, kind string, tables map[string][][]string, weeks []editionWeek, know func(string, *guarded)) {
	t.Helper()
	byShort := map[string]string{}
	var all, winds []string
	columns := map[string][]string{}
	weekColumns := map[string][]string{}
	for _, u := range e.units[kind] {
		name := kind + " " + u.name
		byShort[u.short] = u.name
		know(name, u.n)
		know(name+" wind", u.wind)
		know(name+" rest", &guarded{n: u.n.n - u.wind.n})
		a.sum(name, []string{name + " wind", name + " rest"})
		all, winds = append(all, name), append(winds, name+" wind")
		var of []string
		for _, r := range e.problems {
			cell := name + " × " + r.name
			if c := u.problems[r.code]; c != nil {
				know(cell, c.guarded)
			}
			of = append(of, cell)
			columns[r.name] = append(columns[r.name], cell)
		}
		a.covers(name+" wind", of)
		row := []string{name + " at other times"}
		for _, w := range weeks {
			cell := name + " in " + w.start.Format(time.DateOnly)
			know(cell, u.weeks[w.start])
			row = append(row, cell)
			weekColumns[w.start.Format(time.DateOnly)] = append(weekColumns[w.start.Format(time.DateOnly)], cell)
		}
		if len(weeks) > 0 {
			a.sum(name, row)
		}
		if u.code == "" {
			continue
		}
		edition := page(Options{Edition: Unit, Unit: u.code})
		for _, m := range tileOf.FindAllStringSubmatch(edition, -1) {
			switch m[1] {
			case "意见（条）":
				a.see(t, name, m[2])
			case "涉及四风（条）":
				n, _, _ := strings.Cut(m[2], "，")
				a.see(t, name+" wind", n)
			}
		}
		own := tablesOf(edition)
		for _, r := range own["unit_problems"] {
			a.see(t, name+" × "+r[0], r[1])
		}
		for i, r := range own["weekly"] {
			if i > 0 {
				a.see(t, name+" in "+r[0], r[1])
			}
		}
	}
	a.sum("all", all)
	a.sum("wind", winds)
	for problem, cells := range columns {
		a.sum("problem "+problem, cells)
	}
	for week, cells := range weekColumns {
		a.sum("week "+week, cells)
	}
	for _, row := range tables[kind+"s"] {
		a.see(t, kind+" "+row[0], row[1])
		a.see(t, kind+" "+row[0]+" wind", row[3])
	}
	heat := tables[kind+"_problem"]
	for i, row := range heat {
		for j := 1; i > 0 && j < len(row); j++ {
			a.see(t, kind+" "+byShort[row[0]]+" × "+heat[0][j], row[j])
		}
	}
}

// found gives the counts of 1 to 4 that the pages do not show and that can be found exactly, and those of which they tell that they are small.
func (a *attacker) found(t *testing.T) (exact, small []string) {
	t.Helper()
	solved := a.solved()
	low, high := a.bounds()
	for n, v := range a.truth {
		if _, ok := a.shown[n]; ok {
			continue
		}
		if got, ok := solved[n]; ok && got != v || v < low[n] || v > high[n] {
			t.Errorf("the attack is wrong: it says %d, %d to %d of %s, which is %d", got, low[n], high[n], a.names[n], v)
		}
		if v < 1 || v >= smallCell {
			continue
		}
		if _, ok := solved[n]; ok || low[n] == high[n] {
			exact = append(exact, fmt.Sprintf("%s is %d", a.names[n], v))
		} else if low[n] >= 1 && high[n] < smallCell {
			small = append(small, fmt.Sprintf("%s is %d, and told to be %d to %d", a.names[n], v, low[n], high[n]))
		}
	}
	return exact, small
}

func (a *attacker) report(t *testing.T, hidden int) {
	t.Helper()
	exact, small := a.found(t)
	for _, list := range [][]string{exact, small} {
		for _, f := range list[:min(len(list), 5)] {
			t.Error(f)
		}
	}
	t.Logf("%d counts of %d shown, %d small ones hidden; %d found, %d told to be small", len(a.shown), len(a.names), hidden, len(exact), len(small))
}

// TestAttackFindsWhatNaiveHidingLeaves: where only the small counts themselves are hidden, the attack finds some of them, so that finding none
// says something.
func TestAttackFindsWhatNaiveHidingLeaves(t *testing.T) {
	a, _ := attack(t, openFixture(t, fixture{comments: 600}))
	for n, v := range a.truth {
		if v >= smallCell {
			a.shown[n] = v
		}
	}
	if exact, small := a.found(t); len(exact) < 5 {
		t.Errorf("%d found, %d told to be small", len(exact), len(small))
	}
}

// TestAttack plays a reader who holds all editions of one database.
func TestAttack(t *testing.T) {
	for _, f := range []fixture{{comments: 30}, {comments: 90}, {comments: 250}, {comments: 1500, ledger: true}, {comments: 6000}} {
		t.Run(fmt.Sprint(f.comments), func(t *testing.T) {
			a, hidden := attack(t, openFixture(t, f))
			a.report(t, hidden)
			if f.comments > 500 && (hidden < 100 || len(a.shown) < 100) {
				t.Errorf("%d small counts are hidden, %d are shown", hidden, len(a.shown))
			}
		})
	}
}

// TestAttackByOneWhoKnowsWhatIsNot: every comment has a date in the weeks shown and a unit, and the reader was told so.
func TestAttackByOneWhoKnowsWhatIsNot(t *testing.T) {
	for _, comments := range []int{60, 250, 900} {
		db := openFixture(t, fixture{comments: comments})
		execute(t, db, `update comments set township_code = (select list(code order by code) from townships)[1 + cast(hash(comment_id) % 16 as bigint)]
			where township_code is null`)
		execute(t, db, `update comments set department_code = (select list(code order by code) from departments)[1 + cast(hash(comment_id) % 30 as bigint)]
			where department_code is null`)
		execute(t, db, `update comments set received_at = timestamp '2014-04-12' - interval 1 day * (row_no % 60)
			where received_at is null or received_at < '2014-01-20' or received_at >= '2014-04-14'`)
		a, hidden := attack(t, db)
		for name, n := range a.number {
			if name == "older" || name == "older wind" || strings.HasSuffix(name, " at other times") || strings.Contains(name, "未识别") {
				a.shown[n] = 0
			}
		}
		a.report(t, hidden)
		if hidden < 50 {
			t.Errorf("%d small counts are hidden", hidden)
		}
	}
}

// TestAttackOnDatabases attacks those that SIFENG_ATTACK names, separated as paths are.
func TestAttackOnDatabases(t *testing.T) {
	if os.Getenv("SIFENG_ATTACK") == "" {
		t.Skip("SIFENG_ATTACK is not set")
	}
	for _, path := range strings.Split(os.Getenv("SIFENG_ATTACK"), string(os.PathListSeparator)) {
		db, err := store.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		a, hidden := attack(t, db)
		db.Close()
		a.report(t, hidden)
	}
}
