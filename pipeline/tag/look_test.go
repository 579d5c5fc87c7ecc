package tag

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// A look gives the same result as tagging, the margins that decided it, and the expressions with stance and actor.
func TestLook(t *testing.T) {
	_, tagger := load(t)
	for _, doc := range []comment.Doc{
		{Title: "踢皮球", Text: "三个部门互相推诿踢皮球，没人管。"},
		{Text: "希望镇政府不要踢皮球"},
		{Text: "物业公司没人管"},
		{Text: "没有意见"},
	} {
		look := tagger.Look(doc)
		if diff := cmp.Diff(tagger.Tag(doc), look.Result); diff != "" {
			t.Errorf("%s: looking changes the result:\n%s", doc.Text, diff)
		}
		if len(look.Margins) != len(tagger.codes) && !look.NoOpinion {
			t.Errorf("%s: %d margins", doc.Text, len(look.Margins))
		}
		for _, h := range look.Hits {
			text := doc.Text
			if h.Span.Field == comment.FieldTitle {
				text = doc.Title
			}
			if text[h.Span.Start:h.Span.End] != h.Text || !slices.Contains(Stances(), h.Stance) {
				t.Errorf("%s: hit %+v", doc.Text, h)
			}
		}
	}
	find := func(text, hit string) (h Hit) {
		for _, h = range tagger.Look(comment.Doc{Text: text}).Hits {
			if h.Text == hit && h.Axis == comment.AxisWinds {
				return h
			}
		}
		t.Fatalf("%s: no hit %s", text, hit)
		return h
	}
	if h := find("希望镇政府不要踢皮球", "踢皮球"); h.Stance != "hoped" || h.Actor != "public" {
		t.Errorf("a hope: %+v", h)
	}
	if h := find("物业公司没人管", "没人管"); h.Stance != "asserted" || h.Actor != "private" {
		t.Errorf("a company: %+v", h)
	}
	if !tagger.Look(comment.Doc{Text: "物业公司没人管"}).PrivateOnly {
		t.Error("a company alone is not private only")
	}
	const neighbours = "电工来装表，坐那不动，邻居说得意思意思，我塞了一百他才上杆"
	if look := tagger.Look(comment.Doc{Text: neighbours}); look.PrivateOnly || len(look.Tags) == 0 {
		t.Errorf("%s: private only %v, %d tags", neighbours, look.PrivateOnly, len(look.Tags))
	}
}
