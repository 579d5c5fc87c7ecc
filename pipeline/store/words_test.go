package store

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

func TestWordIndex(t *testing.T) {
	x := newWordIndex()
	x.add(7, "低保 的 手续 ， 低保 〔 姓名 〕 KTV")
	x.add(9, "ktv 2014 水 〔 银行 卡 〕 手续 "+strings.TrimSpace(strings.Repeat("好多 ", 300)))
	taken := x.take()
	var got []string
	for _, p := range taken.postings {
		got = append(got, strings.Join([]string{x.words[p.word].text, string(rune('0' + taken.comments[p.comment])), strings.Repeat("|", int(p.n))}, " "))
	}
	want := []string{"水 9 |", "2014 9 |", "手续 7 |", "手续 9 |", "ktv 7 |", "ktv 9 |", "低保 7 ||", "好多 9 " + strings.Repeat("|", 255)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("postings (-want +got):\n%s", diff)
	}
	ids := func() map[string]int32 {
		m := map[string]int32{}
		for _, w := range x.words {
			m[w.text] = w.id
		}
		return m
	}
	// The words in most comments come first; of equals the first met.
	wantIDs := map[string]int32{"手续": 1, "ktv": 2, "低保": 3, "好多": 4, "2014": -1, "水": -2}
	if diff := cmp.Diff(wantIDs, ids()); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
	x.add(11, "低保 路")
	x.add(12, "路灯")
	if again := x.take(); len(again.postings) != 3 || again.comments[again.postings[1].comment] != 11 {
		t.Errorf("taken again: %+v", again.postings)
	}
	// Ids that were written stay, whatever comes later.
	wantIDs["路"], wantIDs["路灯"] = -3, 5
	if diff := cmp.Diff(wantIDs, ids()); diff != "" {
		t.Errorf("ids later (-want +got):\n%s", diff)
	}
	if w := x.words[0]; w.text != "低保" || w.n != 3 || w.comments != 2 {
		t.Errorf("counted %+v", w)
	}
	if w := x.words[5]; w.text != "好多" || w.n != 300 || w.comments != 1 {
		t.Errorf("counted %+v", w)
	}
}

// wrongWords lists where the index is not what the tokens say. The test's tokens are all words.
const wrongWords = `
	with counted as (
		select word, comment_no, count(*) as n
		from (select comment_no, lower(unnest(tokens)) as word from comments where token_text is not null)
		where word not in ('来', '都')
		group by all
	),
	stored as (
		select word, comment_no, p.n
		from postings as p
		join vocabulary using (word_id)
	)
	select 'not indexed', * from (from counted except from stored)
	union all
	select 'not there', * from (from stored except from counted)
	union all
	select 'sums', word, n_comments, n from vocabulary as v
	where (n, n_comments) <> (select (sum(c.n), count(*)) from counted as c where c.word = v.word)
	union all
	select 'sign', word, word_id, n from vocabulary where (word_id > 0) <> is_word(word)
	union all
	select 'number of a tag', comment_id, comment_no, 0 from tags where (comment_id, comment_no) not in (select (comment_id, comment_no) from comments)
	union all
	select 'number of a mention', comment_id, comment_no, 0 from mentions where (comment_id, comment_no) not in (select (comment_id, comment_no) from comments)
	union all
	select 'a number twice', '', comment_no, count(*) from comments group by all having count(*) > 1`

func TestIndexFollowsTheComments(t *testing.T) {
	path := databasePath(t)
	check := func(doing string, comments string) {
		t.Helper()
		if got := ask(t, path, wrongWords); len(got) > 0 {
			t.Errorf("%s: %s", doing, strings.Join(got, "; "))
		}
		if diff := cmp.Diff([]string{comments}, ask(t, path, "select count(distinct comment_no) from postings")); diff != "" {
			t.Errorf("%s: comments indexed (-want +got):\n%s", doing, diff)
		}
	}
	publishDatabase(t, path, "run1", 70, nil)
	check("published", "60")

	b := newBuilder(t, path)
	if err := b.CopyPublished(t.Context(), Copy{Comments: true}); err != nil {
		t.Fatal(err)
	}
	b.Replace("id000003", "id000004")
	changed := testComment(b.dict, "source2", 3)
	changed.Tokens = []string{"改过", "的话", "KTV", "改过"}
	add(t, b, changed)
	hidden := testComment(b.dict, "source2", 4)
	hidden.Restricted = true
	add(t, b, hidden)
	if rows, err := b.Query(t.Context(), "select 1"); err != nil { // so that the words are indexed twice
		t.Fatal(err)
	} else if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	add(t, b, testComment(b.dict, "source2", 75))
	finish(t, b, "run2", testSource(2, 3))
	check("copied and replaced", "60")
	if diff := cmp.Diff([]string{"2\t1\t[ktv 改过]"}, ask(t, path, `
		select v.n, v.n_comments, s.found
		from vocabulary as v, search('改过 ktv') as s
		where v.word = '改过'`)); diff != "" {
		t.Errorf("the new version (-want +got):\n%s", diff)
	}

	b = newBuilder(t, path)
	if err := b.CopyPublished(t.Context(), Copy{Comments: true, Source: func(s comment.Source) bool { return s.ID == "source1" }}); err != nil {
		t.Fatal(err)
	}
	add(t, b, testComment(b.dict, "source3", 80))
	finish(t, b, "run3", testSource(3, 1))
	check("one source dropped", "59")
}

func TestRestrictedWordsAreInNoTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sifeng.duckdb")
	publishDatabase(t, path, "run1", 7, func(c *comment.Annotated) {
		if c.Restricted {
			c.Tokens = []string{"勿示"}
		}
	})
	if got := ask(t, path, "select word from vocabulary where contains(word, '勿')"); len(got) > 0 {
		t.Errorf("the words of restricted comments: %v", got)
	}
}
