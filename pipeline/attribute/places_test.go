package attribute

import (
	"strings"
	"sync"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

var shared = sync.OnceValues(func() (*Attributor, error) {
	d, err := dict.Load("")
	if err != nil {
		return nil, err
	}
	return New(d)
})

func load(t testing.TB) *Attributor {
	t.Helper()
	a, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// count is what precision and recall are made of.
type count struct{ right, given, wanted int }

func (c *count) add(got, want string) bool {
	if got != "" {
		c.given++
	}
	if want != "" {
		c.wanted++
	}
	if got != "" && got == want {
		c.right++
	}
	return got == want
}

func (c count) precision() float64 { return share(c.right, c.given) }
func (c count) recall() float64    { return share(c.right, c.wanted) }

func share(right, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(right) / float64(of)
}

// evidenceTag makes the tag that the tagger would give for the words of evidence, or none.
func evidenceTag(title, text, evidence string) []comment.Tag {
	if evidence == "" {
		return nil
	}
	field, at := comment.FieldText, strings.Index(text, evidence)
	if at < 0 {
		field, at = comment.FieldTitle, strings.Index(title, evidence)
	}
	return []comment.Tag{{
		Axis: comment.AxisWinds, Wind: "bureaucratism", Problem: "bureaucratism.inaction", Score: 0.9, Evidence: evidence,
		Span: comment.Span{Field: field, Start: at, End: at + len(evidence)},
	}}
}

// TestPlaces measures attribution over written snippets, with the evidence a tagger would find and without. The rules were tuned on
// two thirds of them; every third was kept unseen till the end.
func TestPlaces(t *testing.T) {
	a := load(t)
	rows, err := dict.ReadTSV(testdata, "testdata/places.tsv",
		"title", "text", "township", "department", "want_township", "want_department", "leadership", "evidence", "note")
	if err != nil {
		t.Fatal(err)
	}
	const last = 372 // the rows from here on were written after the tuning
	for _, part := range []struct {
		name string
		has  func(i int) bool
	}{
		{"tuned", func(i int) bool { return i < last && i%3 != 2 }},
		{"held-out", func(i int) bool { return i < last && i%3 == 2 }},
		{"written-last", func(i int) bool { return i >= last }},
	} {
		for _, mode := range []string{"evidence", "plain"} {
			t.Run(part.name+"/"+mode, func(t *testing.T) {
				var townships, departments, leadership count
				for i, r := range rows {
					if !part.has(i) {
						continue
					}
					doc := comment.Doc{Title: r.Field["title"], Text: r.Field["text"]}
					var tags []comment.Tag
					if mode == "evidence" {
						tags = evidenceTag(doc.Title, doc.Text, r.Field["evidence"])
					}
					got := a.Attribute(doc, r.Field["township"], r.Field["department"], tags)
					led := ""
					if got.TargetLeadership {
						led = "yes"
					}
					ok := townships.add(got.TownshipCode, r.Field["want_township"])
					ok = departments.add(got.DepartmentCode, r.Field["want_department"]) && ok
					if ok = leadership.add(led, r.Field["leadership"]) && ok; !ok {
						t.Logf("line %d: %s %s [%s|%s]: got %s (%s) %s (%s) leadership %v, want %s %s %s: %s", r.Line, doc.Title, doc.Text,
							r.Field["township"], r.Field["department"], got.TownshipCode, got.TownshipHow, got.DepartmentCode, got.DepartmentHow,
							got.TargetLeadership, r.Field["want_township"], r.Field["want_department"], r.Field["leadership"], r.Field["note"])
					}
				}
				t.Logf("townships %+v precision %.3f recall %.3f", townships, townships.precision(), townships.recall())
				t.Logf("departments %+v precision %.3f recall %.3f", departments, departments.precision(), departments.recall())
				t.Logf("leadership %+v precision %.3f recall %.3f", leadership, leadership.precision(), leadership.recall())
				if townships.precision() < 0.97 || townships.recall() < 0.95 {
					t.Errorf("townships: want precision 0.97 and recall 0.95")
				}
				if departments.precision() < 0.93 || departments.recall() < 0.88 {
					t.Errorf("departments: want precision 0.93 and recall 0.88")
				}
			})
		}
	}
}
