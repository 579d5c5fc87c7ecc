package attribute

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// FuzzAttribute: whatever the text and the fields, the result names units of the register, its spans lie in the text, and it is the
// same again.
func FuzzAttribute(f *testing.F) {
	for _, s := range []string{
		"去颖桥派出所办身份证", "县城管局\xff乱罚款", "望民政局、残联和住建局查查", "襄阳市襄城区庞公派出所", strings.Repeat("县公安局，", 50),
		"県\x00〔手机〕110", "🏠十里铺镇\n\t敬老院", "县长县长县委县政府没人管", "、、和和派出所、",
	} {
		f.Add(s, s, "颍桥镇", "县民政局", 0, 6)
	}
	a, err := shared()
	if err != nil {
		f.Fatal(err)
	}
	units := map[string]bool{"": true}
	for _, t := range a.county.Townships {
		units[comment.UnitTownship+t.Code] = true
	}
	for _, d := range a.county.Departments {
		units[comment.UnitDepartment+d.Code] = true
	}
	f.Fuzz(func(t *testing.T, title, text, township, department string, start, end int) {
		doc := comment.Doc{Title: title, Text: text}
		tags := []comment.Tag{
			{Axis: comment.AxisWinds, Span: comment.Span{Field: comment.FieldText, Start: start, End: end}},
			{Axis: comment.AxisWinds, Span: comment.Span{Field: comment.FieldTitle, Start: start, End: end}},
		}
		got := a.Attribute(doc, township, department, tags)
		if (got.TownshipCode == "") != (got.TownshipHow == "") || (got.DepartmentCode == "") != (got.DepartmentHow == "") {
			t.Errorf("a code without how, or how without a code: %+v", got)
		}
		seen := map[comment.Mention]bool{}
		for _, m := range got.Mentions {
			if !units[m.UnitKind+m.UnitCode] || m.How == "" {
				t.Errorf("mention %+v is of no unit of the register", m)
			}
			if seen[m] {
				t.Errorf("mention %+v stands twice", m)
			}
			seen[m] = true
			in := text
			if m.Span.Field == comment.FieldTitle {
				in = title
			}
			if m.Span.Start < 0 || m.Span.End > len(in) || m.Span.Start > m.Span.End || (m.Span.Field == "") != (m.Span.End == 0) {
				t.Errorf("span %+v does not lie in %q", m.Span, in)
			}
		}
		if diff := cmp.Diff(got, a.Attribute(doc, township, department, tags)); diff != "" {
			t.Errorf("another result the second time:\n%s", diff)
		}
	})
}
