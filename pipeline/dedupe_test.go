package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

func TestJudge(t *testing.T) {
	key := comment.NewKey([]byte("0123456789abcdef"))
	id := key.Hash("id", "1")
	text := func(s string) string { return key.Hash("text", s) }
	type in struct{ text, source, channel string }
	for _, tc := range []struct {
		name string
		in   []in
		want []verdict
	}{
		{"the same export again", []in{{"a", "f1", "ch.sms"}, {"a", "f2", "ch.sms"}}, []verdict{fresh, duplicate}},
		{"a later export changed it", []in{{"a", "f1", "ch.sms"}, {"b", "f2", "ch.sms"}, {"b", "f3", "ch.sms"}}, []verdict{fresh, updated, duplicate}},
		{"no common channel", []in{{"a", "f1", ""}, {"b", "f2", ""}, {"b", "f3", ""}, {"a", "f3", ""}}, []verdict{fresh, conflict, duplicate, duplicate}},
		{"twice in one file", []in{{"a", "f1", "ch.sms"}, {"b", "f1", "ch.sms"}}, []verdict{fresh, conflict}},
		{"another channel", []in{{"a", "f1", "ch.sms"}, {"b", "f2", "ch.hotline"}}, []verdict{fresh, conflict}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDeduper(key)
			var got []verdict
			for _, x := range tc.in {
				c := comment.Comment{ID: id, TextKey: text(x.text), SourceID: x.source, Channel: x.channel}
				v := d.judge(&c)
				if (v == conflict) != (c.ID != id) && v != duplicate {
					t.Errorf("verdict %d and id changed: %v", v, c.ID != id)
				}
				got = append(got, v)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A file that is read again does not undo what a later one changed.
func TestJudgeAgain(t *testing.T) {
	key := comment.NewKey([]byte("0123456789abcdef"))
	d := newDeduper(key)
	d.remember("1", "later", "f2", "ch.sms")
	d.seal()
	d.again = true
	for _, tc := range []struct {
		id, text string
		want     verdict
	}{{"1", "earlier", duplicate}, {"2", "a", fresh}, {"2", "b", conflict}} {
		c := comment.Comment{ID: tc.id, TextKey: tc.text, SourceID: "f1 again", Channel: "ch.sms"}
		if got := d.judge(&c); got != tc.want {
			t.Errorf("%s %s: %d, want %d", tc.id, tc.text, got, tc.want)
		}
	}
}

func TestBalanceCountsASplitRowOnce(t *testing.T) {
	var b balance
	b.count(2, fresh)
	b.count(2, duplicate)
	b.count(3, duplicate)
	b.count(3, duplicate)
	b.count(4, updated)
	b.count(5, conflict)
	var s comment.Source
	b.apply(&s)
	want := comment.Source{Comments: 3, RowsLoaded: 3, RowsDuplicate: 1, RowsUpdated: 1, IDConflicts: 1}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Error(diff)
	}
}
