package tag

import (
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

func TestReadLabels(t *testing.T) {
	labels := `{"id":"a","kind":"complaint","subs":["bureaucratism.inaction"],"ev":["没人管"],"weight":2.5}

{"id":"b","subs":["other.corruption"],"stratum":"unsure","at":[{"field":"text","start":2,"end":4}]}`
	texts := `{"id":"b","title":"乙","text":"村里贪了"}
{"id":"c","title":"丙","text":"别的"}
{"id":"a","title":"甲","text":"没人管"}`
	got, err := ReadLabels(strings.NewReader(labels), strings.NewReader(texts))
	if err != nil {
		t.Fatal(err)
	}
	want := []Labelled{
		{ID: "a", Title: "甲", Text: "没人管", Kind: comment.Complaint, Subs: []string{"bureaucratism.inaction"}, Evidence: []string{"没人管"}, Weight: 2.5},
		{ID: "b", Title: "乙", Text: "村里贪了", Subs: []string{"other.corruption"}, Evidence: []string{"贪了"}, Stratum: "unsure", At: []LabelPlace{{"text", 2, 4}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	for name, c := range map[string][2]string{
		"broken line":  {`{"id":`, `{}`},
		"missing text": {`{"id":"a"}`, `{"id":"b"}`},
		"another text": {`{"id":"a","subs":["x"],"at":[{"field":"text","start":0,"end":9}]}`, `{"id":"a","text":"短"}`},
		"broken texts": {`{"id":"a"}`, `nonsense`},
	} {
		if _, err := ReadLabels(strings.NewReader(c[0]), strings.NewReader(c[1])); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Every invented example must name known problems and kinds.
func TestInventedExamples(t *testing.T) {
	d, tagger := load(t)
	list, err := ReadInvented(d)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 50 {
		t.Fatalf("%d invented examples", len(list))
	}
	for _, l := range list {
		for _, code := range l.Subs {
			if _, ok := tagger.problem[code]; !ok {
				t.Errorf("%s: unknown problem %q", l.ID, code)
			}
		}
		switch l.Kind {
		case "", comment.Complaint, comment.Suggestion, comment.Inquiry, comment.Praise:
		default:
			t.Errorf("%s: unknown kind %q", l.ID, l.Kind)
		}
	}
}

// Comments that were kept from the authors of expressions teach the last step alone: they bring no features.
func TestUnreadBringNoFeatures(t *testing.T) {
	var all []*seen
	for range 5 {
		all = append(all, &seen{keys: []uint64{7}, title: 0, whole: 1})
	}
	if v := buildVocabulary(all); len(v.key) != 1 {
		t.Fatalf("five comments that were read bring %d features, want 1", len(v.key))
	}
	for _, x := range all {
		x.Stratum = "unread"
	}
	if v := buildVocabulary(all); len(v.key) != 0 {
		t.Errorf("five comments that nobody read bring %d features", len(v.key))
	}
}

func TestLabelsWithoutATextOrTwiceAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ labels, texts, want string }{
		"no text":          {`{"id":"1","subs":[]}`, "", "label 1 (1) has neither title nor text"},
		"no label":         {`{"id":"1","text":"路灯坏了"}`, "", "neither kind nor subs"},
		"null":             {`null`, "", "neither kind nor subs"},
		"an unknown kind":  {`{"id":"1","text":"路灯坏了","kind":"投诉","subs":[]}`, "", "kind is none"},
		"another type":     {`{"id":"1","text":"路灯坏了","subs":"13800138000"}`, "", `line 1: the value of "subs" is of another type`},
		"a weight below 0": {`{"id":"1","text":"路灯坏了","subs":[],"weight":-1}`, "", "negative"},
		"an id twice":      {"{\"id\":\"1\",\"subs\":[]}\n{\"id\":\"1\",\"subs\":[]}", `{"id":"1","text":"路灯坏了"}`, "the id 1 stands twice"},
	} {
		var texts io.Reader
		if c.texts != "" {
			texts = strings.NewReader(c.texts)
		}
		if _, err := ReadLabels(strings.NewReader(c.labels), texts); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got the error %v, want %q", name, err, c.want)
		}
	}
}

func TestWhatPatternsAndCuesMustHave(t *testing.T) {
	for _, p := range []string{"甲乙)", "((甲|乙)|丙)丁", "多次>", "甲|乙", "甲\x00", "甲\xff"} {
		if _, err := parsePattern(p, nil); err == nil {
			t.Errorf("the pattern %q was read", p)
		}
	}
	d, _ := load(t)
	cues, err := fs.ReadFile(d.FS(), "cues/cues.tsv")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(cues), "\nnegation\t", "\nnegaton\t", 1)
	if _, err := newWith(t, "cues/cues.tsv", changed); err == nil || !strings.Contains(err.Error(), "no words of class negation") {
		t.Errorf("got the error %v for cues without the class negation", err)
	}
}
