package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

func TestPublishedDatabaseHoldsWhatWasAdded(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 1000, nil)
	for query, want := range map[string][]string{
		"select count(*), count(*) filter (where restricted), count(text) from comments": {"1000\t143\t857"},
		"select count(*), count(evidence) from tags":                                     {"3000\t2571"},
		"select count(*) from mentions":                                                  {"3000"},
		"select constraint_column_names from duckdb_constraints() where table_name = 'comments' and constraint_type = 'PRIMARY KEY'": {"[comment_no]"},
		"select received_at, row_no, tokens[2], len(tokens), dup_group from comments where comment_id = 'id000001'":                  {"2014-03-02 09:01:00 +0000 UTC\t2\t城关镇\t10\tdup0"},
		"select title, text, tokens is null, kind, township_code from comments where comment_id = 'id000007'":                        {"<nil>\t<nil>\ttrue\tcomplaint\t411025107"},
		"select evidence, rule, span_start > 0 from tags where comment_id = 'id000007' and axis = 'topics'":                          {"<nil>\t<nil>\ttrue"},
		"select county, run_id, as_of from v_run":                                                                            {"襄城县\trun1\t2014-05-31 00:00:00 +0000 UTC"},
		"select count(*) = (select count(*) from (select distinct dup_key from comments)) * 2 from comments":                 {"true"},
		"select n, n_week from v_weekly where problem = 'bureaucratism.buck_passing' and n > 0 order by week limit 1":        {"24\t24"},
		"select count(*), any_value(n_found), any_value(found) from search('低保 推诿')":                                         {"20\t857\t[低保 推诿]"},
		"select count(*) from search('低保', most := 60)":                                                                      {"60"},
		"select count(*), any_value(found) from containing('来回低保')":                                                          {"857\t[来回低保]"},
		"select count(*) from containing('保险')":                                                                              {"0"},
		"select count(*) from tagged('推诿扯皮')":                                                                                {"1000"},
		"select count(*) from in_week('2014-03-05')":                                                                         {"84"},
		"select per_10k(5, '城关镇') is null":                                                                                   {"true"},
		"select township, department, channel, problems from v_comments where comment_id = 'id000000'":                       {"城关镇\t县委办\t短信\t[办事难、手续繁 推诿扯皮]"},
		"select count(*) from comments as c where list_contains(tokens, '低保') and token_text = array_to_string(tokens, ' ')": {"857"},
	} {
		if diff := cmp.Diff(want, ask(t, path, query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	if left := others(t, path); len(left) > 0 {
		t.Errorf("files left beside the database: %v", left)
	}
}

// others lists what is in the directory of a database beside the two published files.
func others(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if p := filepath.Join(filepath.Dir(path), e.Name()); p != path && p != RestrictedPath(path) {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestRestrictedTextsAreOnlyInTheRestrictedFile(t *testing.T) {
	path := databasePath(t)
	secret := "有人把救灾款昧了"
	publishDatabase(t, path, "run1", 50, func(c *comment.Annotated) {
		if c.Restricted {
			c.Title, c.Tokens = secret, []string{secret}
			if c.ID != "id000007" {
				c.Township, c.Department, c.AnsweredBy = secret+"镇", secret+"局", secret+"办"
			} else {
				c.Township, c.Department, c.AnsweredBy = "城关镇", comment.HandledBy+"民政局", comment.HandledBy+"公安局"
			}
			c.Tags = c.Tags[:1]
			c.Tags[0].Evidence, c.Tags[0].Rule = secret, secret
			c.Tags[0].Span = comment.Span{Field: comment.FieldTitle, End: len(secret)}
		}
	})
	main, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(main, []byte(secret)) {
		t.Error("the main file holds the text of a restricted comment")
	}
	restricted, err := os.ReadFile(RestrictedPath(path))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(restricted, []byte(secret)) {
		t.Error("the restricted file does not hold the text of a restricted comment")
	}
	info, err := os.Stat(RestrictedPath(path))
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the restricted file has mode %04o", info.Mode().Perm())
	}
	db, err := open(RestrictedPath(path), OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	got := lines(t, db, "select comment_id, title, tokens[1], evidence, rule from restricted_comments join restricted_tags using (comment_id) order by 1 limit 1")
	if diff := cmp.Diff([]string{"id000000\t" + secret + "\t" + secret + "\t" + secret + "\t" + secret}, got); diff != "" {
		t.Error(diff)
	}
	got = lines(t, db, "select township_written, department_written, answered_by from restricted_comments where comment_id in ('id000000', 'id000007') order by comment_id")
	if diff := cmp.Diff([]string{secret + "镇\t" + secret + "局\t" + secret + "办", "城关镇\t承办单位：民政局\t承办单位：公安局"}, got); diff != "" {
		t.Error(diff)
	}
	got = ask(t, path, "select township_written, department_written, answered_by from comments where comment_id in ('id000000', 'id000007') order by comment_id")
	if diff := cmp.Diff([]string{"<nil>\t<nil>\t<nil>", "城关镇\t承办单位：民政局\t承办单位：公安局"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryTableViewAndColumnHasAComment(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 1, nil)
	const without = `
		select table_name || '.' || column_name from duckdb_columns() where not internal and comment is null
		union all select table_name from duckdb_tables() where not internal and comment is null
		union all select view_name from duckdb_views() where not internal and comment is null
		union all select function_name from duckdb_functions() where not internal and comment is null`
	for _, file := range []string{path, RestrictedPath(path)} {
		db, err := open(file, OpenOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(t, db, without); len(got) > 0 {
			t.Errorf("%s: without a comment: %v", filepath.Base(file), got)
		}
		if got := lines(t, db, "select 1 from duckdb_columns() where not internal"); len(got) < 4 {
			t.Errorf("%s: %d columns", filepath.Base(file), len(got))
		}
		db.Close()
	}
}

func TestConcurrentAdd(t *testing.T) {
	path := databasePath(t)
	b := newBuilder(t, path)
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := range 700 {
				if err := b.Add(t.Context(), testComment(b.dict, "source1", worker*700+i)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	finish(t, b, "run1", testSource(1, 2800))
	if got := ask(t, path, "select count(*), count(distinct comment_id) from comments"); got[0] != "2800\t2800" {
		t.Errorf("got %v", got)
	}
}

func TestAbortLeavesThePublishedDatabase(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 10, nil)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := newBuilder(t, path)
	for i := range 600 {
		if err := b.Add(t.Context(), testComment(b.dict, "source2", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	if err := b.Add(t.Context(), testComment(b.dict, "source2", 0)); err == nil {
		t.Error("Add after Abort did not fail")
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the published file changed")
	}
	if left := others(t, path); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
}

func TestOneWriterAtATime(t *testing.T) {
	path := databasePath(t)
	b := newBuilder(t, path)
	_, err := NewBuilder(t.Context(), path, b.dict)
	var busy *BusyError
	if !errors.As(err, &busy) || busy.Holder == "" {
		t.Fatalf("the second builder got %v", err)
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	newBuilder(t, path)
}

func TestFinishRefusesWhatMustNotBe(t *testing.T) {
	tests := map[string]struct {
		break_ func(t *testing.T, b *Builder)
		want   string
	}{
		"a comment twice": {func(t *testing.T, b *Builder) { add(t, b, testComment(b.dict, "source1", 1)) }, "comment_twice"},
		"an unknown township": {func(t *testing.T, b *Builder) {
			c := testComment(b.dict, "source1", 5)
			c.TownshipCode = "999"
			add(t, b, c)
		}, "comment_unknown_code"},
		"an unknown source": {func(t *testing.T, b *Builder) { add(t, b, testComment(b.dict, "elsewhere", 5)) }, "comment_without_source"},
		"kind and no opinion": {func(t *testing.T, b *Builder) {
			c := testComment(b.dict, "source1", 5)
			c.NoOpinion, c.Tags = true, nil
			add(t, b, c)
		}, "comment_kind"},
		"two tags for a problem": {func(t *testing.T, b *Builder) {
			c := testComment(b.dict, "source1", 5)
			c.Tags = append(c.Tags, c.Tags[0])
			add(t, b, c)
		}, "tag_twice"},
		"an unknown problem": {func(t *testing.T, b *Builder) {
			c := testComment(b.dict, "source1", 5)
			c.Tags[0].Problem = "bureaucratism.unheard_of"
			add(t, b, c)
		}, "tag_unknown_problem"},
		"an unknown finer form": {func(t *testing.T, b *Builder) {
			c := testComment(b.dict, "source1", 5)
			c.Tags[0].Facet = "bureaucratism.unheard_of"
			add(t, b, c)
		}, "tag_unknown_problem"},
		"words of a restricted comment in a column for units": {func(t *testing.T, b *Builder) {
			if _, err := b.Query(t.Context(), "select 1"); err != nil {
				t.Fatal(err)
			}
			if _, err := b.db.ExecContext(t.Context(), "update comments set department_written = '承办单位：民政局张三' where restricted"); err != nil {
				t.Fatal(err)
			}
		}, "comment_restricted_text"},
		"a matter of no comments": {func(t *testing.T, b *Builder) {
			err := b.AddIssues(t.Context(), []Issue{{ID: "m1", Rank: 1, Title: "路灯", NComments: 2}}, slices.Values([]IssueComment{{"m1", "id000001", 1}}))
			if err != nil {
				t.Fatal(err)
			}
		}, "issue_without_comment"},
		"a quarantine that does not add up": {func(t *testing.T, b *Builder) {
			if err := b.AddRejected(t.Context(), comment.Rejected{SourceID: "source1", Row: 9, Reason: comment.Say("没有正文", "no text")}); err != nil {
				t.Fatal(err)
			}
		}, "source_quarantine"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := databasePath(t)
			b := newBuilder(t, path)
			for i := range 3 {
				add(t, b, testComment(b.dict, "source1", i))
			}
			if err := b.AddSource(t.Context(), testSource(1, 3)); err != nil {
				t.Fatal(err)
			}
			test.break_(t, b)
			if err := b.SetRun(t.Context(), testRun("run1")); err != nil {
				t.Fatal(err)
			}
			err := b.Finish(t.Context())
			if err == nil || !strings.Contains(err.Error(), "check "+test.want+" found") {
				t.Fatalf("got %v, want check %s to fail", err, test.want)
			}
			if left := others(t, path); len(left) > 0 {
				t.Errorf("files left: %v", left)
			}
			if _, err := os.Stat(path); err == nil {
				t.Error("it was published")
			}
		})
	}
}

func add(t *testing.T, b *Builder, c *comment.Annotated) {
	t.Helper()
	if err := b.Add(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

func TestAddRefusesBrokenComments(t *testing.T) {
	b := newBuilder(t, databasePath(t))
	for name, break_ := range map[string]func(c *comment.Annotated){
		"no id":                   func(c *comment.Annotated) { c.ID = "" },
		"title not UTF-8":         func(c *comment.Annotated) { c.Title = "\xff" },
		"token not UTF-8":         func(c *comment.Annotated) { c.Tokens[0] = "\xff" },
		"evidence elsewhere":      func(c *comment.Annotated) { c.Tags[0].Span.Start++ },
		"span beyond the text":    func(c *comment.Annotated) { c.Tags[0].Span.End = 9999 },
		"mention beyond the text": func(c *comment.Annotated) { c.Mentions[0].Span.End = 9999 },
	} {
		c := testComment(b.dict, "source1", 1)
		break_(c)
		if err := b.Add(t.Context(), c); err == nil {
			t.Errorf("%s: no error", name)
		} else if strings.Contains(err.Error(), "推诿") {
			t.Errorf("%s: the error quotes the comment", name)
		}
	}
	err := b.AddSource(t.Context(), comment.Source{ID: "s", File: "f.csv", RowsRead: 3, RowsLoaded: 2})
	if err == nil || !strings.Contains(err.Error(), "f.csv") {
		t.Errorf("a source that does not balance: %v", err)
	}
}

// A broken row reaches DuckDB only when the Appender flushes, so the error must come back later, and nothing may hang.
func TestDatabaseErrorsComeBack(t *testing.T) {
	b := newBuilder(t, databasePath(t))
	var err error
	for i := range 20 * flushEvery {
		c := testComment(b.dict, "source1", i)
		c.Urgency = "u9"
		if err = b.Add(t.Context(), c); err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "write comments") {
		t.Fatalf("got %v", err)
	}
	if _, err := b.Query(t.Context(), "select 1"); err == nil {
		t.Error("Query after a failed write did not fail")
	}
	if err := b.Abort(); err != nil {
		t.Error(err)
	}
}
