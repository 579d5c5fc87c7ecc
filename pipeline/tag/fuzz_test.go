package tag

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// check makes sure that every tag of a comment is well-formed: its evidence stands where it says, is not too long and ends between
// characters.
func check(t *testing.T, doc comment.Doc, r Result) {
	t.Helper()
	seen := map[string]bool{}
	for _, tag := range r.Tags {
		text := doc.Text
		if tag.Span.Field == comment.FieldTitle {
			text = doc.Title
		} else if tag.Span.Field != comment.FieldText {
			t.Fatalf("%s: field %q", tag.Problem, tag.Span.Field)
		}
		if tag.Span.Start < 0 || tag.Span.End > len(text) || tag.Span.Start >= tag.Span.End {
			t.Fatalf("%s: span %v in %d bytes", tag.Problem, tag.Span, len(text))
		}
		if text[tag.Span.Start:tag.Span.End] != tag.Evidence {
			t.Fatalf("%s: the evidence does not stand at its span", tag.Problem)
		}
		if n := utf8.RuneCountInString(tag.Evidence); n > maxEvidence {
			t.Fatalf("%s: evidence of %d characters", tag.Problem, n)
		}
		if tag.Rule == "" || tag.Score < 0 || tag.Score > 1 {
			t.Fatalf("%s: rule %q, score %v", tag.Problem, tag.Rule, tag.Score)
		}
		if named, ok := strings.CutPrefix(tag.Rule, modelSource); ok {
			parts := strings.Split(named, "+")
			for i, part := range parts {
				if !strings.Contains(strings.Map(shown, doc.Title), part) && !strings.Contains(strings.Map(shown, doc.Text), part) {
					t.Fatalf("%s: the model names %q, which is not in the text", tag.Problem, part)
				}
				if len(parts) > 1 && slices.ContainsFunc(parts[:i], func(other string) bool { return overlap(other, part) }) {
					t.Fatalf("%s: the model names %q twice", tag.Problem, part)
				}
			}
		}
		if seen[tag.Problem] {
			t.Fatalf("%s: tagged twice", tag.Problem)
		}
		seen[tag.Problem] = true
	}
	if r.NoOpinion != (r.Kind == "") || r.NoOpinion && len(r.Tags) > 0 {
		t.Fatalf("no opinion %v, kind %q, %d tags", r.NoOpinion, r.Kind, len(r.Tags))
	}
}

// shown is a character as a reason shows it.
func shown(r rune) rune {
	switch {
	case r == '+':
		return '＋'
	case unicode.IsControl(r):
		return -1
	}
	return r
}

func FuzzTag(f *testing.F) {
	_, tagger := load(f)
	f.Add("投诉某局踢皮球", "跑了六趟，没人管。\x00“不归我们管”……")
	f.Add("", "")
	f.Add("无", "没有意见")
	f.Add("", "所里那位同志眼皮都没抬，手里的瓜子🌻+\t“倒”是没停")
	f.Add("\xff\xfe", "公款\xe5吃喝𠀀公车私用")
	f.Add("标题", strings.Repeat("多次反映没有人管", 200))
	f.Fuzz(func(t *testing.T, title, text string) {
		doc := comment.Doc{Title: title, Text: text}
		r := tagger.Tag(doc)
		check(t, doc, r)
		if again := tagger.Tag(doc); !reflect.DeepEqual(r, again) {
			t.Fatal("tagging twice gave two results")
		}
	})
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{"踢皮球", "(互相|相互)推", "<repeat>…8<report>", "…", "((", "<x", "a…99b", "(|)", "跑了…4(趟|次)"} {
		f.Add(s)
	}
	classes := map[string][]string{"repeat": {"多次"}, "report": {"反映"}}
	f.Fuzz(func(t *testing.T, s string) {
		pieces, err := parsePattern(s, classes)
		if err != nil {
			return
		}
		if len(pieces) == 0 {
			t.Fatal("no piece and no error")
		}
		for _, p := range pieces {
			if len(p.literals) == 0 || p.gap < 0 || p.gap > 30 {
				t.Fatalf("piece with %d literals, gap %d", len(p.literals), p.gap)
			}
			for _, lit := range p.literals {
				if lit == "" {
					t.Fatal("empty literal")
				}
			}
		}
	})
}

func FuzzReadModel(f *testing.F) {
	_, tagger := load(f)
	f.Add([]byte("not a model"))
	f.Add([]byte{0x1f, 0x8b})
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := readModel(data, tagger.outs); err == nil && m == nil {
			t.Fatal("neither a model nor an error")
		}
	})
}
