package pipeline_test

import (
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/store"
)

var sameKey = comment.NewKey([]byte("a key of the tests of sameness"))

// writeComments writes n invented comments, in which the same words come back.
func writeComments(t testing.TB, path string, n int) string {
	t.Helper()
	parts := []string{
		"去窗口办低保跑了四趟都没有办成。", "镇里的干部互相推诿，没人管。", "村里的路灯坏了三个月。", "希望县里把机井修一修。", "学校收了不该收的钱。", "医院的医生态度很好，表扬一下。",
		"合作医疗什么时候能报销？", "上班时间有人打牌。", "村支书把补助款给了自己的亲戚。", "公款吃喝的风气要管一管。", "垃圾没有人清运，臭味很大。", "派出所办户口要证明太多。",
	}
	places, units := []string{"城关镇", "麦岭镇", "王洛镇", "姜庄乡", "范湖乡"}, []string{"民政局", "公安局", "教体局", ""}
	random := rand.New(rand.NewPCG(1, 2))
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	w.Write([]string{"编号", "乡镇", "单位", "渠道", "时间", "内容"})
	for i := range n {
		text := ""
		for range 1 + random.IntN(4) {
			text += parts[random.IntN(len(parts))]
		}
		at := time.Date(2014, 3, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(180*24)) * time.Hour)
		w.Write([]string{
			fmt.Sprint(i), places[random.IntN(len(places))], units[random.IntN(len(units))], "热线", at.Format(time.DateTime), text,
		})
	}
	w.Flush()
	if err := w.Error(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// contents gives every row of every table, in the order of the file, and the dashboard. Of the run record it leaves out the clock.
func contents(t *testing.T, path, out string) map[string][]string {
	t.Helper()
	db, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all := map[string][]string{}
	tables := column(t, db, "select table_name from duckdb_tables() where not internal and database_name = current_database() order by 1")
	for _, table := range tables {
		rows := "from " + table
		if table == "runs" {
			rows = "select * exclude (started_at) from runs"
		}
		all[table] = column(t, db, "select q::varchar from ("+rows+") as q")
	}
	page, err := os.ReadFile(filepath.Join(out, pipeline.DashboardName))
	if err != nil {
		t.Fatal(err)
	}
	all["dashboard"] = []string{string(page)}
	for _, table := range []string{"comments", "tags", "hotspots", "runs"} {
		if len(all[table]) == 0 {
			t.Fatalf("%s is empty: too little to compare", table)
		}
	}
	return all
}

func column(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSameTablesAndPageForAnyNumberOfWorkers(t *testing.T) {
	file := writeComments(t, filepath.Join(t.TempDir(), "热线.csv"), 1500)
	var want map[string][]string
	for _, workers := range []int{1, 2, 7} {
		dir := t.TempDir()
		path := filepath.Join(dir, "x.duckdb")
		_, err := pipeline.Run(context.Background(), pipeline.Config{Inputs: []string{file}, DB: path, Out: dir, Workers: workers, Matters: true, Key: &sameKey})
		if err != nil {
			t.Fatal(err)
		}
		got := contents(t, path, dir)
		if want == nil {
			want = got
			if len(want["issues"]) == 0 {
				t.Fatal("no matters: too little to compare")
			}
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d workers make something else than 1: %.2000s", workers, diff)
		}
	}
}

func TestRunningAgainChangesNothing(t *testing.T) {
	dir := t.TempDir()
	inputs := filepath.Join(dir, "in")
	if err := os.Mkdir(inputs, 0o755); err != nil {
		t.Fatal(err)
	}
	writeComments(t, filepath.Join(inputs, "热线.csv"), 1500)
	path := filepath.Join(dir, "x.duckdb")
	run := func(edit func(*pipeline.Config)) (*pipeline.Summary, time.Time) {
		t.Helper()
		c := pipeline.Config{Inputs: []string{inputs}, DB: path, Out: dir, Workers: 2, Matters: true}
		if edit != nil {
			edit(&c)
		}
		s, err := pipeline.Run(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return s, info.ModTime()
	}
	first, made := run(nil)
	want := contents(t, path, dir)

	again, still := run(nil)
	if diff := cmp.Diff(want, contents(t, path, dir)); diff != "" {
		t.Errorf("running again changed something: %.2000s", diff)
	}
	if !still.Equal(made) {
		t.Error("the database was written anew though nothing was new")
	}
	first.Sources, first.Notes, first.Unchanged = again.Sources, again.Notes, []string{"热线.csv"}
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("the summary differs: %s", diff)
	}
	if left, _ := filepath.Glob(path + ".tmp-*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}

	for _, c := range []struct {
		name string
		edit func(*pipeline.Config)
	}{
		{"another day as today", func(c *pipeline.Config) { c.AsOf = time.Date(2014, 12, 1, 0, 0, 0, 0, time.UTC) }},
		{"no matters", func(c *pipeline.Config) { c.Matters = false }},
		{"a shorter period", func(c *pipeline.Config) { c.From = time.Date(2014, 5, 1, 0, 0, 0, 0, time.UTC) }},
		{"the whole period again", nil},
		{"a notice", func(c *pipeline.Config) { c.Notice = "试用" }},
		{"the files as the whole", func(c *pipeline.Config) { c.Replace = true }},
	} {
		_, last := run(c.edit)
		if last.Equal(still) {
			t.Errorf("%s: the database was left as it was", c.name)
		}
		still = last
	}
	writeComments(t, filepath.Join(inputs, "另一.csv"), 1600) // 1500 of them are known
	s, last := run(nil)
	if last.Equal(still) || len(s.Sources) != 1 || s.Comments != 1600 {
		t.Errorf("%d sources and %d comments after a file with 100 new ones, want 1 and 1600", len(s.Sources), s.Comments)
	}
}
