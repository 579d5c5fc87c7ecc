package hotspot

import (
	"fmt"
	"testing"

	"sifeng/dict"
)

func registerNames(t *testing.T) *unitNames {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	names, err := newUnitNames(&d.County)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestWithoutNames(t *testing.T) {
	names := registerNames(t)
	nobody, several := &common{}, &common{townships: 3}
	own := &common{township: "411025101", department: "gov.finance", townships: 2}
	for _, c := range []struct {
		title string
		of    *common
		want  string
	}{
		{"汾陈乡财政所的工作人员态度恶劣", several, "多地有关单位的工作人员态度恶劣"},
		{"汾陈乡财政所的工作人员态度恶劣", nobody, "当地有关单位的工作人员态度恶劣"},
		{"反映颖桥镇的路灯不亮", several, "反映多地的路灯不亮"},
		{"派出所办户口要跑三趟", several, "有关单位办户口要跑三趟"},
		{"颍桥镇财政所态度恶劣", own, "颍桥镇财政所态度恶劣"},
		{"汾陈乡财政所态度恶劣", own, "多地财政所态度恶劣"},
		{"颍桥镇民政所态度恶劣", own, "颍桥镇有关单位态度恶劣"},
		{"工作人员态度恶劣", several, "工作人员态度恶劣"},
		{"", several, ""},
	} {
		got := names.withoutNames(c.title, c.of)
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.title, got, c.want)
		}
		if !names.fair(got, c.of) {
			t.Errorf("%q: what is left still names a unit: %q", c.title, got)
		}
		if names.fair(c.title, c.of) != (c.title == c.want) {
			t.Errorf("%q: fair and withoutNames do not agree", c.title)
		}
	}
}

// accusations are six comments of one wording on six offices.
func accusations(title string) []Submission {
	offices := []string{"汾陈乡财政所", "颍桥镇民政所", "麦岭镇派出所", "颍阳镇国土所", "紫云镇计生办", "库庄镇卫生院"}
	departments := []string{"gov.finance", "gov.civil", "gov.police", "gov.land", "gov.family", "gov.health"}
	var all []Submission
	for i, office := range offices {
		s := submission(fmt.Sprintf("a%d", i), fmt.Sprintf(title, office), "工作人员态度恶劣，爱理不理，问两句就骂人，让人下不来台。", i)
		s.Township, s.Department = fmt.Sprintf("4110251%02d", i), departments[i]
		all = append(all, s)
	}
	return all
}

// A matter without a common unit is not put on the one whose name its most central comment happens to hold.
func TestTitleNamesNoInnocentUnit(t *testing.T) {
	names := registerNames(t)
	for _, c := range []struct {
		name, one, want string
	}{
		{"no comment is without a name", "", "多地有关单位的工作人员态度恶劣"},
		{"one is", "反映工作人员态度恶劣爱理不理", "工作人员态度恶劣爱理不理"},
	} {
		all := accusations("%s的工作人员态度恶劣")
		if c.one != "" {
			all[4].Title, all[4].TitleTokens = c.one, cut(c.one)
		}
		g := NewGrouper(MatterOptions{})
		if _, err := g.readDict(); err != nil {
			t.Fatal(err)
		}
		var members []Member
		var docs []int32
		for i, s := range all {
			if err := g.Add(s); err != nil {
				t.Fatal(err)
			}
			members, docs = append(members, Member{ID: s.ID}), append(docs, int32(i))
		}
		of := &common{townships: 6}
		title, representatives := g.headline(members, docs, of, nil)
		if title != c.want || !names.fair(title, of) {
			t.Errorf("%s: got %q, want %q", c.name, title, c.want)
		}
		if len(representatives) != maxRepresentatives {
			t.Errorf("%s: got %d representatives", c.name, len(representatives))
		}
	}
}

// Whatever is grouped, no title names a unit of the register that its matter is not about.
func TestTitlesNameTheirOwnUnitOnly(t *testing.T) {
	names := registerNames(t)
	for _, m := range group(t, append(accusations("%s的工作人员态度恶劣"), invented()...), MatterOptions{MinSize: 2}) {
		if !names.fair(m.Title, &common{township: m.Township, department: m.Department}) {
			t.Errorf("the matter of township %q and department %q is called %q", m.Township, m.Department, m.Title)
		}
	}
}

// A comment without the problem of the others, such as praise taken for a complaint, does not give the title.
func TestTitleIsAboutTheProblem(t *testing.T) {
	g := NewGrouper(MatterOptions{})
	if _, err := g.readDict(); err != nil {
		t.Fatal(err)
	}
	var members []Member
	var docs []int32
	for i, title := range []string{"老干活动条件好，办事的人热情", "窗口爱理不理，问两句就骂人", "窗口说话跟打雷一样，听不清"} {
		s := submission(fmt.Sprintf("p%d", i), title, "", i)
		if i > 0 {
			s.Problems = []string{"bureaucratism.attitude"}
		}
		if err := g.Add(s); err != nil {
			t.Fatal(err)
		}
		members, docs = append(members, Member{ID: s.ID}), append(docs, int32(i))
	}
	if title, _ := g.headline(members, docs, &common{problem: "bureaucratism.attitude"}, nil); title != "窗口爱理不理，问两句就骂人" {
		t.Errorf("got %q", title)
	}
	if title, _ := g.headline(members, docs, &common{problem: "formalism.meetings"}, nil); title != "老干活动条件好，办事的人热情" {
		t.Errorf("where none is on the problem: got %q", title)
	}
}
