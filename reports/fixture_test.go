package reports

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"sifeng/dict"
	"sifeng/queries"
)

// fixture says which invented data a database of a test holds.
type fixture struct {
	comments int
	hostile  bool // texts that try to break out of the page
	ledger   bool
	issues   bool
	undated  bool
}

// hostileTexts are what a page must survive.
var hostileTexts = []string{
	`</script><script>window.broken=1</script>`, `<img src=x onerror="window.broken=2">`, `__f__function(){window.broken=3}__f__`,
	`__f____f____f__window.broken=4`, `=cmd|'/c calc'!A1`, `+1+1`, `@SUM(1)`, "甲\x00乙", "行一\u2028行二\u2029", `<!--<script>`, `{a|b}{c}`, `javascript:window.broken=5`,
	`"><svg onload=window.broken=6>`, `{{.}}${1}`, strings.Repeat("很长", 5000), `]]></style><style>*{display:none}`,
}

// openFixture makes a database with invented rows. The same fixture gives the same rows.
func openFixture(t testing.TB, f fixture) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", filepath.Join(t.TempDir(), "fixture.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, load := range []func() ([]queries.Statement, error){queries.Schema, queries.Views} {
		statements, err := load()
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range statements {
			execute(t, db, s.SQL)
		}
	}
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	fillRegisters(t, db, d)
	fillComments(t, db, d, f)
	return db
}

func execute(t testing.TB, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%v in: %.300s", err, statement)
	}
}

// literal writes a value as SQL.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return "('" + strings.ReplaceAll(strings.ReplaceAll(v, "'", "''"), "\x00", "' || chr(0) || '") + "')"
	case time.Time:
		return "timestamp '" + v.Format("2006-01-02 15:04:05") + "'"
	}
	return fmt.Sprint(v)
}

// insert puts rows into a table in few statements.
func insert(t testing.TB, db *sql.DB, into string, rows [][]any) {
	t.Helper()
	for len(rows) > 0 {
		n := min(len(rows), 500)
		values := make([]string, n)
		for i, r := range rows[:n] {
			cells := make([]string, len(r))
			for j, c := range r {
				cells[j] = literal(c)
			}
			values[i] = "(" + strings.Join(cells, ",") + ")"
		}
		execute(t, db, "insert into "+into+" values "+strings.Join(values, ","))
		rows = rows[n:]
	}
}

func fillRegisters(t testing.TB, db *sql.DB, d *dict.Dict) {
	t.Helper()
	execute(t, db, `insert into runs (run_id, seq, started_at, code_version, dict_hash, redact_hash, key_check, as_of, county_code, county, schema_version)
		values ('0123456789abcdef', 1, timestamp '2014-04-16 08:00:00', 'v-test', 'feedfacecafebeef', 'r', 'k', date '2014-04-16', '411025', '襄城县', 1)`)
	var rows [][]any
	for _, c := range d.Channels {
		rows = append(rows, []any{c.Code, c.Name, c.NameEN, c.Named})
	}
	insert(t, db, "channels (code, name, name_en, named)", rows)
	rows = nil
	for i, c := range d.County.Townships {
		rows = append(rows, []any{c.Code, c.Name, i + 1, c.MapRow, c.MapCol})
	}
	insert(t, db, "townships (code, name, official_rank, map_row, map_col)", rows)
	rows = nil
	for i, c := range d.County.Departments {
		rows = append(rows, []any{c.Code, c.Name, c.Short, c.Category, c.Verified, i + 1})
	}
	insert(t, db, "departments (code, name, short_name, category, verified, official_rank)", rows)
	rows = nil
	for i, p := range d.Problems {
		rows = append(rows, []any{p.Axis, p.Wind, p.Code, p.NameZH, p.NameEN, p.Definition, i + 1})
	}
	insert(t, db, "problems (axis, wind, problem, name_zh, name_en, definition, official_rank)", rows)
	winds, err := dict.ReadTSV(d.FS(), "taxonomy/winds.tsv", "axis", "wind", "name_zh", "name_en")
	if err != nil {
		t.Fatal(err)
	}
	rows = nil
	for i, w := range winds {
		rows = append(rows, []any{w.Field["axis"], w.Field["wind"], w.Field["name_zh"], w.Field["name_en"], i + 1})
	}
	insert(t, db, "winds (axis, wind, name_zh, name_en, official_rank)", rows)
}

var fixtureWords = []string{"办事 大厅 窗口 没人", "低保 名单 不 公开", "修路 拖 了 很久", "来回 跑 材料 反复 要", "上班 玩 手机", "检查 多 开会 多", "电话 打不通", "希望 增加 路灯"}

// fillComments invents comments over 20 weeks, the last of them partial, and what the stages would have found in them.
func fillComments(t testing.TB, db *sql.DB, d *dict.Dict, f fixture) {
	t.Helper()
	random := rand.New(rand.NewPCG(2014, 4))
	skewed := func(n int) int { return int(float64(n) * random.Float64() * random.Float64()) }
	var winds, topics []dict.Problem
	for _, p := range d.Problems {
		if p.Axis == "winds" {
			winds = append(winds, p)
		} else {
			topics = append(topics, p)
		}
	}
	channels := []string{"ch.hotline", "ch.sms", "ch.social", "ch.symposium", "ch.suggestion_box", "ch.form", "ch.letter"}
	end := time.Date(2014, 4, 16, 17, 0, 0, 0, time.UTC)
	var comments, tags, members [][]any
	for i := range f.comments {
		id := fmt.Sprintf("c%06d", i)
		var at, township, department, title, text, words any
		at = end.Add(-time.Duration(skewed(20*7*24)) * time.Hour)
		if f.undated || random.IntN(60) == 0 {
			at = nil
		}
		town := skewed(len(d.County.Townships))
		if random.IntN(4) > 0 {
			township = d.County.Townships[town].Code
		}
		if random.IntN(3) > 0 {
			department = d.County.Departments[20+skewed(40)].Code
		}
		restricted := random.IntN(40) == 0
		leadership := random.IntN(120) == 0
		kind := any([]string{"complaint", "complaint", "complaint", "suggestion", "inquiry"}[random.IntN(5)])
		noOpinion := random.IntN(30) == 0
		words = fixtureWords[skewed(len(fixtureWords))]
		if at != nil && end.Sub(at.(time.Time)) < 10*24*time.Hour && random.IntN(3) == 0 {
			words = words.(string) + " 停水 好几天"
		}
		title, text = "虚构的意见", "虚构："+strings.ReplaceAll(words.(string), " ", "")
		if f.hostile {
			text = hostileTexts[i%len(hostileTexts)]
			title = hostileTexts[(i/3)%len(hostileTexts)]
		}
		if restricted || leadership {
			title, text, words = nil, nil, nil
		}
		if noOpinion {
			kind = nil
		}
		comments = append(comments, []any{
			id, "s1", i + 1, at, channels[skewed(len(channels))], title, text, kind, noOpinion, "u0", township,
			department, leadership, restricted || leadership, id, words, i + 1,
		})
		if noOpinion {
			continue
		}
		for n := random.IntN(3); n > 0; n-- {
			p := winds[(skewed(len(winds))+5)%len(winds)]
			if town == 3 && random.IntN(3) == 0 {
				p = winds[6]
			}
			tags = append(tags, []any{id, p.Axis, p.Wind, p.Code, 0.5 + random.Float64()/2, i + 1})
		}
		if random.IntN(3) > 0 {
			p := topics[skewed(len(topics))]
			tags = append(tags, []any{id, p.Axis, p.Wind, p.Code, 0.9, i + 1})
		}
		if f.issues && i%20 == 0 {
			members = append(members, []any{fmt.Sprintf("i%02d", skewed(24)), id, 0.8})
		}
	}
	insert(t, db, `comments (comment_id, source_id, row_no, received_at, channel, title, text, kind, no_opinion, urgency, township_code,
		department_code, target_leadership, restricted, text_key, token_text, comment_no)`, comments)
	insert(t, db, "tags (comment_id, axis, wind, problem, score, comment_no)", tags)
	execute(t, db, "create or replace table once as select distinct on (comment_id, problem) * from tags order by comment_id, problem, score desc")
	execute(t, db, "delete from tags")
	execute(t, db, "insert into tags select * from once order by comment_id, problem")
	execute(t, db, "drop table once")
	derive(t, db)
	execute(t, db, `insert into sources values ('s1', '虚构意见.csv', '', 'ab', 'utf-8', ?, ?, 12, 3, 5, 2, 1, 0)`, f.comments+20, f.comments)
	fillHotspots(t, db)
	if f.issues {
		fillIssues(t, db, members, f.hostile)
	}
	if f.ledger {
		fillLedger(t, db)
	}
}

// derive fills what a Builder derives from the comments: whether they touch the winds, and the index of their words.
func derive(t testing.TB, db *sql.DB) {
	t.Helper()
	execute(t, db, `update comments set touches_winds = comment_no in (select comment_no from tags where axis = 'winds' and wind <> 'other')`)
	execute(t, db, "delete from vocabulary")
	execute(t, db, "delete from postings")
	execute(t, db, "create or replace table used as select comment_no, unnest(tokens) as word from comments where token_text is not null")
	execute(t, db, `insert into vocabulary select row_number() over (order by word) * case when length(word) >= 2 then 1 else -1 end, word, count(*),
		count(distinct comment_no) from used group by word`)
	execute(t, db, "insert into postings select word_id, comment_no, count(*) from used join vocabulary using (word) group by all order by all")
	execute(t, db, "drop table used")
}

// fillHotspots marks cells by a plain rule; the true test belongs to the stage.
func fillHotspots(t testing.TB, db *sql.DB) {
	t.Helper()
	for _, kind := range []string{"township", "department"} {
		execute(t, db, strings.ReplaceAll(`
			insert into hotspots
			with n as (
				select KIND_code as code, axis, wind, problem, count(*) as n from tags join comments using (comment_id)
				where KIND_code is not null group by all
			), u as (select code, axis, sum(n) as n from n group by all), q as (select problem, sum(n) as n from n group by all),
			a as (select axis, sum(n) as n from n group by all),
			e as (select n.*, cast(u.n * q.n / a.n as double) as expected from n join u using (code, axis) join q using (problem) join a using (axis))
			select 'KIND', code, 'comments', axis, wind, problem, date '2013-12-01', date '2014-04-16', n, expected,
				(n + 3) / (expected + 3), (n + 3) / (expected + 3) / (1 + 1.2 / sqrt(n + 1)), (n + 3) / (expected + 3) * (1 + 1.2 / sqrt(n + 1)),
				0.01, 0.02, n >= 5 and expected >= 1 and (n + 3) / (expected + 3) / (1 + 1.2 / sqrt(n + 1)) > 1
			from e`, "KIND", kind))
	}
	execute(t, db, `insert into surges select unit_kind, unit_code, basis, axis, wind, problem, date '2014-04-07', date '2014-04-13', n, expected,
		ratio, ratio_lo, ratio_hi, p_value, q_value, flagged from hotspots where flagged and axis = 'winds' order by n desc, unit_code limit 2`)
}

func fillIssues(t testing.TB, db *sql.DB, members [][]any, hostile bool) {
	t.Helper()
	insert(t, db, "issue_comments (issue_id, comment_id, similarity)", members)
	execute(t, db, `insert into issues
		select issue_id, row_number() over (order by count(*) desc, issue_id), count(*) * 1.5, '虚构事项 ' || issue_id, min(received_at), max(received_at),
			count(*), count(*), min(township_code), min(department_code), 'bureaucratism', 'bureaucratism.inaction', '道路、路灯'
		from issue_comments join comments using (comment_id) group by issue_id`)
	if hostile {
		for i, text := range hostileTexts {
			execute(t, db, "update issues set title = ?, keywords = ? where rank = ?", strings.ReplaceAll(text, "\x00", ""), strings.ReplaceAll(text, "\x00", ""), i+1)
		}
	}
}

func fillLedger(t testing.TB, db *sql.DB) {
	t.Helper()
	states := []string{"new", "assigned", "in_progress", "in_progress", "done", "verified", "closed", "closed", "reopened"}
	var rows [][]any
	for i := range 45 {
		rows = append(rows, []any{
			fmt.Sprintf("2014-ZG-%04d", i+1), "虚构的整改事项", states[i%len(states)], "住建局", "411025104",
			time.Date(2014, 4, 1+i%28, 0, 0, 0, 0, time.UTC), i * 2,
		})
	}
	insert(t, db, "rectifications (issue_no, problem, status, lead, lead_code, deadline, progress)", rows)
}
