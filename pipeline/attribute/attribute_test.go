package attribute

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// TestHow gives, for each way of being named, a text that shows it. The marks of a line: unit code/how, parted by spaces, sorted as
// mentions are; * marks what the result names.
func TestHow(t *testing.T) {
	a := load(t)
	for _, c := range []struct{ text, township, department, want string }{
		{"住建局拖着不办", "", "", "*gov.housing/blamed"},
		{"住建局的电话是多少", "", "", "*gov.housing/named"},
		{"王洛镇派出所在哪", "", "", "*gov.police/station *411025104/station"},
		{"王洛镇派出所不立案", "", "", "*gov.police/blamed *411025104/blamed"},
		{"请民政局帮帮俺", "", "", "*gov.civil/asked"},
		{"感谢残联送来轮椅", "", "", "*mass.disabled/praised"},
		{"虎头李村的路坏了", "", "", "*411025202/village"},
		{"家住麦岭镇，想问问公交几点", "", "", "*411025102/own"},
		{"向交通局反映过修路的事", "", "", "*gov.transport/told"},
		{"向县纪委反映村支书的事", "", "", "party.discipline/told"},
		{"我是审计局退休职工", "", "", "*gov.audit/own"},
		{"县城的路灯不亮", "", "", "*411025100/weak"},
		{"公安局对面的路灯不亮", "", "", "gov.police/mentioned"},
		{"路灯不亮", "颖阳", "城管", "*411025103/field *gov.urban_management/field"},
		{"路灯不亮", "", "承办单位：城管局", "*gov.urban_management/asked"},
		{"交通局乱收费", "", "承办单位：民政局", "*gov.transport/blamed gov.civil/asked"},
		{"交通局乱收费", "", "承办单位：交通局", "*gov.transport/blamed"},
		{"路灯不亮", "", "承办单位：信访局", "party.petition/asked"},
		{"路灯不亮", "颖阳", "承办单位：王洛镇", "*411025103/field 411025104/asked"},
		{"路灯不亮", "", "承办单位：王洛镇、城管局", "*411025104/asked *gov.urban_management/asked"},
		{"国土局、派出所和民政局都不管", "", "", "*gov.land/blamed gov.police/blamed gov.civil/blamed"},
		{"住建局不管，我向信访局反映了", "", "", "*gov.housing/blamed party.petition/told"},
		{"王洛的路，颍阳的路", "", "", "*411025104/named 411025103/named"},
		{"李庄村的路坏了", "", "", ""},
	} {
		r := a.Attribute(comment.Doc{Text: c.text}, c.township, c.department, nil)
		var got []string
		for _, m := range r.Mentions {
			mark := ""
			if m.UnitCode == r.TownshipCode && m.How == r.TownshipHow || m.UnitCode == r.DepartmentCode && m.How == r.DepartmentHow {
				mark = "*"
			}
			got = append(got, mark+m.UnitCode+"/"+m.How)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s [%s|%s] (-want +got):\n%s", c.text, c.township, c.department, diff)
		}
	}
}

// TestSpansPointAtNames: a span is what the text says there.
func TestSpansPointAtNames(t *testing.T) {
	doc := comment.Doc{Title: "反映颖桥镇派出所", Text: "去了三趟，民政局也不管"}
	var got []string
	for _, m := range load(t).Attribute(doc, "", "", nil).Mentions {
		text := doc.Text
		if m.Span.Field == comment.FieldTitle {
			text = doc.Title
		}
		got = append(got, m.Span.Field+":"+text[m.Span.Start:m.Span.End])
	}
	if diff := cmp.Diff([]string{"title:派出所", "text:民政局", "title:颖桥镇"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestEvidenceDecides: the same text, another evidence, another unit.
func TestEvidenceDecides(t *testing.T) {
	a := load(t)
	text := "水利局来看过，农业局也来看过，井还是那样，话都说得好听"
	for evidence, want := range map[string]string{"来看过，农": "gov.water", "也来看过": "gov.agriculture"} {
		if got := a.Attribute(comment.Doc{Text: text}, "", "", evidenceTag("", text, evidence)).DepartmentCode; got != want {
			t.Errorf("evidence %s: department is %s, want %s", evidence, got, want)
		}
	}
	topic := evidenceTag("", text, "也来看过")
	topic[0].Axis = comment.AxisTopics
	if got := a.Attribute(comment.Doc{Text: text}, "", "", topic); got.DepartmentHow == HowBlamed {
		t.Errorf("a topic blames %s", got.DepartmentCode)
	}
}

// TestEveryNameIsKnown: each name of the register stands for its unit, in a field and in a sentence.
func TestEveryNameIsKnown(t *testing.T) {
	a := load(t)
	for _, township := range a.county.Townships {
		names := append(append([]string{township.Name}, township.Aliases...), township.Typos...)
		for _, name := range names {
			text := "反映" + name + "的干部不作为"
			if got := a.Attribute(comment.Doc{Text: text}, "", "", nil).TownshipCode; got != township.Code {
				t.Errorf("%s: township %q, want %s", text, got, township.Code)
			}
		}
		for _, name := range append(names, township.Bare...) {
			if got := a.Attribute(comment.Doc{}, name, "", nil).TownshipCode; got != township.Code {
				t.Errorf("field %s: township %q, want %s", name, got, township.Code)
			}
		}
	}
	for _, dep := range a.county.Departments {
		for _, name := range append([]string{dep.Name, dep.Short}, dep.Aliases...) {
			for _, text := range []string{name + "的人态度恶劣，跑了三趟", "反映" + name + "不作为"} {
				if strings.ContainsAny(name, "(（") {
					break // a full name with what it covers stands in fields only
				}
				if got := a.Attribute(comment.Doc{Text: text}, "", "", nil).DepartmentCode; got != dep.Code {
					t.Errorf("%s: department %q, want %s", text, got, dep.Code)
				}
			}
			if got := a.Attribute(comment.Doc{}, "", name, nil).DepartmentCode; got != dep.Code {
				t.Errorf("field %s: department %q, want %s", name, got, dep.Code)
			}
		}
		for _, name := range dep.Weak {
			if got := a.Attribute(comment.Doc{}, "", name, nil).DepartmentCode; got != dep.Code {
				t.Errorf("field %s: department %q, want %s", name, got, dep.Code)
			}
		}
	}
}

func TestErrorsNameTheFile(t *testing.T) {
	for file, content := range map[string]string{
		"cues.tsv":  "role\twords\nshout\t喂\n",
		"traps.tsv": "expression\tsense\n公安厅\tmaybe\n",
	} {
		dir := overlay(t, "attribute/"+file, content)
		d, err := dict.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := New(d); err == nil || !strings.Contains(err.Error(), "attribute/"+file+":2:") {
			t.Errorf("%s: error is %v, want the file and line 2 in it", file, err)
		}
	}
}
