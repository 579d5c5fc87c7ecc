package pipeline_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/attribute"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
)

// parts gives the part that a mention plays, in the words of testdata/attribution.tsv.
func parts(r []comment.Mention, code string) string {
	for _, m := range r {
		switch {
		case m.UnitCode != code:
		case m.How == attribute.HowBlamed, m.How == attribute.HowAsked, m.How == attribute.HowPraised, m.How == attribute.HowOwn:
			return m.How
		case m.How == attribute.HowTold:
			return attribute.HowAsked
		}
	}
	return attribute.HowNamed
}

// TestWhomCommentsAreAbout measures, with the tags that the tagger gives, which township and department invented comments are put down
// to, and the parts of the units they name.
func TestWhomCommentsAreAbout(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	a, err := pipeline.NewAnnotator(d, comment.NewKey([]byte("a key of the test")), clean.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := dict.ReadTSV(os.DirFS("testdata"), "attribution.tsv", "part", "title", "text", "township", "department", "roles")
	if err != nil {
		t.Fatal(err)
	}
	is := func(want, got string) bool {
		if got == "" {
			got = "-"
		}
		return slices.Contains(strings.Split(want, "/"), got)
	}
	for _, part := range []struct {
		name                         string
		townships, departments, role float64
	}{{"first", 0.98, 0.98, 0.93}, {"last", 0.97, 0.97, 0.94}} { // parts hang on tags too: who is blamed, of whom a problem is told
		t.Run(part.name, func(t *testing.T) {
			var n, townships, departments, roles, wanted float64
			for _, row := range rows {
				if row.Field["part"] != part.name {
					continue
				}
				n++
				c := a.Annotate(comment.Comment{Title: row.Field["title"], Text: row.Field["text"]})
				if is(row.Field["township"], c.TownshipCode) {
					townships++
				} else {
					t.Logf("line %d: %s: township %q (%s)", row.Line, c.Text, c.TownshipCode, c.TownshipHow)
				}
				if is(row.Field["department"], c.DepartmentCode) {
					departments++
				} else {
					t.Logf("line %d: %s: department %q (%s)", row.Line, c.Text, c.DepartmentCode, c.DepartmentHow)
				}
				for _, role := range strings.Fields(row.Field["roles"]) {
					code, want, _ := strings.Cut(role, ":")
					wanted++
					if got := parts(c.Mentions, code); is(want, got) {
						roles++
					} else {
						t.Logf("line %d: %s: %s is %s, want %s", row.Line, c.Text, code, got, want)
					}
				}
			}
			t.Logf("%.0f comments: townships %.3f, departments %.3f, parts of %.0f units %.3f", n, townships/n, departments/n, wanted, roles/wanted)
			if townships/n < part.townships || departments/n < part.departments || roles/wanted < part.role {
				t.Errorf("want at least %.2f, %.2f and %.2f", part.townships, part.departments, part.role)
			}
		})
	}
}
