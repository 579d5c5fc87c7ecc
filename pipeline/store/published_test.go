package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

const everything = `
	select comment_id, source_id, row_no, native_id, received_at, channel, title, text, kind, no_opinion, urgency, township_code,
		department_code, submitter_key, dup_group, restricted, text_key, dup_key, township_written, department_written, token_text
	from comments
	union all by name
	select comment_id, problem as text, evidence as title, facet as kind, span_start as row_no from tags
	union all by name
	select comment_id, unit_code as township_code, how as kind, span_end as row_no from mentions
	order by all`

func TestCopyPublishedKeepsEverything(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 100, nil)
	before := ask(t, path, everything)
	b := newBuilder(t, path)
	p, err := b.Published()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]comment.Source{testSource(1, 100)}, p.Sources); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	want := testRun("run1")
	want.DictHash, want.RedactHash, want.CountyCode, want.County = b.dict.Hash(), b.dict.RedactHash(), b.dict.County.Code, b.dict.County.Name
	if diff := cmp.Diff(want, p.Run); diff != "" {
		t.Errorf("run (-want +got):\n%s", diff)
	}
	if err := b.CopyPublished(t.Context(), Copy{Comments: true}); err != nil {
		t.Fatal(err)
	}
	finish(t, b, "run2")
	if diff := cmp.Diff(before, ask(t, path, everything)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"run1\t1", "run2\t2"}, ask(t, path, "select run_id, seq from runs order by seq")); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}

func TestCopyPublishedOfSomeSources(t *testing.T) {
	path := databasePath(t)
	b := newBuilder(t, path)
	for i := range 40 {
		add(t, b, testComment(b.dict, []string{"source1", "source2"}[i%2], i))
	}
	err := b.AddRejected(t.Context(), comment.Rejected{SourceID: "source2", Row: 50, Reason: comment.Say("没有正文", "no text")})
	if err != nil {
		t.Fatal(err)
	}
	second := testSource(2, 20)
	second.RowsRead, second.RowsQuarantined = 21, 1
	finish(t, b, "run1", testSource(1, 20), second)
	for name, test := range map[string]struct {
		copy Copy
		want string
	}{
		"one source":           {Copy{Source: func(s comment.Source) bool { return s.ID == "source2" }, Comments: true}, "1\t1\t20\t60\t60\t0"},
		"without its comments": {Copy{Source: func(s comment.Source) bool { return s.ID == "source2" }}, "1\t1\t0\t0\t0\t0"},
		"all sources":          {Copy{Comments: true}, "2\t1\t40\t120\t120\t20"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBuilder(t, path)
			if err := b.CopyPublished(t.Context(), test.copy); err != nil {
				t.Fatal(err)
			}
			rows, err := b.Query(t.Context(), `
				select (select count(*) from sources), (select count(*) from quarantine), (select count(*) from comments),
					(select count(*) from tags), (select count(*) from mentions), (select count(distinct dup_group) from comments)`)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			rows.Next()
			got := make([]string, 6)
			if err := rows.Scan(&got[0], &got[1], &got[2], &got[3], &got[4], &got[5]); err != nil {
				t.Fatal(err)
			}
			if strings.Join(got, "\t") != test.want {
				t.Errorf("got %q, want %q", strings.Join(got, "\t"), test.want)
			}
			rows.Close()
			if err := b.Abort(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestStoredCommentsComeBack(t *testing.T) {
	path := databasePath(t)
	up := int64(3)
	edit := func(c *comment.Annotated) {
		c.VotesUp = &up
		if c.Restricted {
			c.Township, c.Department, c.AnsweredBy = "城关镇，找镇长", "民政局，收了钱", "公安局"
		}
	}
	publishDatabase(t, path, "run1", 30, edit)
	b := newBuilder(t, path)
	p, err := b.Published()
	if err != nil {
		t.Fatal(err)
	}
	var got []comment.Comment
	err = p.Comments(t.Context(), nil, func(c comment.Comment) error {
		got = append(got, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var want []comment.Comment
	for i := range 30 {
		annotated := testComment(b.dict, "source1", i)
		edit(annotated)
		c := annotated.Comment
		c.ReceivedAt = moment(c.ReceivedAt).(time.Time)
		want = append(want, c)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	known := map[string]string{}
	err = p.Known(t.Context(), func(id, textKey, source, channel string) error {
		known[id] = textKey + " " + source + " " + channel
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(known) != 30 || known["id000007"] != "text000007 source1 ch.sms" {
		t.Errorf("known: %d, %q", len(known), known["id000007"])
	}
}

func TestReplace(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 20, nil)
	b := newBuilder(t, path)
	ctx := context.Background()
	if err := b.CopyPublished(ctx, Copy{Comments: true}); err != nil {
		t.Fatal(err)
	}
	version := func(n int, text string) *comment.Annotated {
		c := testComment(b.dict, "source2", n)
		c.Text = text + c.Text
		for i := range c.Tags {
			c.Tags[i].Span.Start += len(text)
			c.Tags[i].Span.End += len(text)
		}
		return c
	}
	add(t, b, testComment(b.dict, "source2", 100))
	b.Replace("id000003", "id000007")
	add(t, b, version(3, "再次"))
	add(t, b, version(7, "再次"))
	b.Replace("id000100", "id000003")
	add(t, b, version(100, "改"))
	add(t, b, version(3, "三次"))
	finish(t, b, "run2", testSource(2, 6))
	for query, want := range map[string][]string{
		"select count(*), count(distinct comment_id) from comments": {"21\t21"},
		"select count(*) from tags":                                 {"63"},
		"select count(*) from mentions":                             {"63"},
		"select comment_id, source_id, text[:2] from comments where source_id = 'source2' order by 1": {"id000003\tsource2\t三次", "id000007\tsource2\t<nil>", "id000100\tsource2\t改城"},
		"select count(*) from comments where restricted":                                              {"3"},
		"select count(*) from tags join comments using (comment_id) where source_id = 'source2'":      {"9"},
	} {
		if diff := cmp.Diff(want, ask(t, path, query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	db, err := open(RestrictedPath(path), OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if got := lines(t, db, "select text[:2] from restricted_comments where comment_id = 'id000007'"); got[0] != "再次" {
		t.Errorf("restricted: %v", got)
	}
}

// TestReplacedVersionsAreNotInTheFiles looks at the bytes: what was deleted from a table stands in its blocks still.
func TestReplacedVersionsAreNotInTheFiles(t *testing.T) {
	path := databasePath(t)
	before := func(c *comment.Annotated) { c.Title, c.Tokens = "old"+c.ID, []string{"old" + c.ID} }
	publishDatabase(t, path, "run1", 60, before)
	if n := bytes.Count(read(t, path), []byte("oldid")); n < 40 {
		t.Fatalf("the first file holds %d of the titles: they cannot be looked for", n)
	}
	b := newBuilder(t, path)
	if err := b.CopyPublished(t.Context(), Copy{Comments: true}); err != nil {
		t.Fatal(err)
	}
	add(t, b, testComment(b.dict, "source2", 100))
	for i := range 60 {
		c := testComment(b.dict, "source2", i)
		c.Restricted = i%2 == 0
		b.Replace(c.ID)
		add(t, b, c)
	}
	finish(t, b, "run2", testSource(2, 61))
	for _, file := range []string{path, RestrictedPath(path)} {
		if n := bytes.Count(read(t, file), []byte("oldid")); n > 0 {
			t.Errorf("%s holds %d titles that were replaced", filepath.Base(file), n)
		}
	}
	if diff := cmp.Diff([]string{"61\t30\t31"}, ask(t, path, "select count(*), count(*) filter (restricted), count(title) from comments")); diff != "" {
		t.Error(diff)
	}
	db, err := OpenWith(path, OpenOptions{Restricted: true})
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	info, err := os.Stat(RestrictedPath(path))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if left := others(t, path); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// More new versions than wait in memory are brought in by turns.
func TestReplaceManyByTurns(t *testing.T) {
	path := databasePath(t)
	n := replaceAtOnce + 100
	b := newBuilder(t, path)
	plain := func(i int) *comment.Annotated {
		c := testComment(b.dict, "source1", i)
		c.Tags, c.Mentions = nil, nil
		return c
	}
	for i := range n {
		add(t, b, plain(i))
	}
	for i := range n {
		b.Replace(plain(i).ID)
		c := plain(i)
		c.TextKey = "new"
		add(t, b, c)
	}
	finish(t, b, "run1", testSource(1, n))
	if got := ask(t, path, "select count(*), count(*) filter (where text_key = 'new') from comments"); got[0] != "32868\t32868" {
		t.Errorf("got %v", got)
	}
}

func TestMissingRestrictedTextsAreAnError(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 10, nil)
	if err := os.Remove(RestrictedPath(path)); err != nil {
		t.Fatal(err)
	}
	b := newBuilder(t, path)
	var gone *TextsGoneError
	if err := b.CopyPublished(t.Context(), Copy{Comments: true}); !errors.As(err, &gone) || gone.Missing != 2 {
		t.Errorf("copy: %v", err)
	}
	p, err := b.Published()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Comments(t.Context(), nil, func(comment.Comment) error { return nil }); !errors.As(err, &gone) {
		t.Errorf("comments: %v", err)
	}
}

func TestBuilderRefusesAFileThatIsNotOurs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letters.csv")
	if err := os.WriteFile(path, []byte("编号,内容\n1,路灯不亮\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := NewBuilder(t.Context(), path, testDict(t))
	var notOurs *NotOursError
	if !errors.As(err, &notOurs) {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "路灯") {
		t.Error("the file changed")
	}
}

// While a database is built only its owner may read its files; published, it has the mode that new files have or that it had.
func TestFilesAreClosedWhileTheyAreBuilt(t *testing.T) {
	path := databasePath(t)
	left := KeyPath(path) + ".tmp-123"
	if err := os.WriteFile(left, []byte("half a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newBuilder(t, path)
	if _, err := os.Stat(left); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what a killed run left of a key stays: %v", err)
	}
	for _, name := range []string{"", buildFile, restrictedFile} {
		info, err := os.Stat(filepath.Join(b.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: mode %v", info.Name(), info.Mode())
		}
	}
	if err := b.Abort(); err != nil {
		t.Fatal(err)
	}
	plain := path + ".plain"
	if err := os.WriteFile(plain, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0, 0o640} { // 0: nothing is there yet
		want := mode
		if mode == 0 {
			info, err := os.Stat(plain)
			if err != nil {
				t.Fatal(err)
			}
			want = info.Mode().Perm()
		} else if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		publishDatabase(t, path, fmt.Sprint("run", mode), 1, nil)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != want {
			t.Errorf("published with mode %v, want %v", info.Mode(), want)
		}
	}
}
