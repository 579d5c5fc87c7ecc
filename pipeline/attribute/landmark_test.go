package attribute

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// TestLandmarks: a body by which the text only says where something is is not complained of, whether a tag or words of blame stand near it.
func TestLandmarks(t *testing.T) {
	a := load(t)
	for _, text := range []string{
		"人民医院门口的路灯坏了没人管", "法院对面的烧烤摊油烟没人管", "学校后面的水沟没人管", "医院门口的小摊天天占道没人管", "县医院隔壁的网吧通宵没人管",
		"教育局附近的公厕没人管", "国土局路口红绿灯没人管", "交通局一带停水没人管", "公安局家属院停电没人管", "农业局家属区停水没人管", "派出所后头的养猪场没人管",
		"水利局斜对面的工地没人管", "国税局楼后的水沟没人管", "审计局那条街没人管", "人民医院正门口的路灯没人管", "人民医院北门的路没人管", "教体局路南的水沟没人管",
		"粮食局胡同里污水没人管", "派出所边上的养猪场没人管", "水利局往东的路没人管", "距离派出所不到五十米的赌场没人管", "离派出所不远的赌场没人管", "离派出所就几十米的赌场没人管", "派出所不远的赌场没人管",
		"国土局到水利局之间的路没人管", "人民医院到汽车站那段路没人管", "公安局门前停满车没人管", "医院门口等了半天打不到车没人管", "法院门口站了一排小摊没人管",
	} {
		for _, evidence := range []string{"", "没人管"} {
			if r := a.Attribute(comment.Doc{Text: text}, "", "", evidenceTag("", text, evidence)); r.DepartmentCode != "" {
				t.Errorf("%s (evidence %q): department is %s (%s), want none", text, evidence, r.DepartmentCode, r.DepartmentHow)
			}
		}
	}
}

// TestBodiesAtTheirDoors: what its people do at its door and who waits there in vain tells of the body.
func TestBodiesAtTheirDoors(t *testing.T) {
	a := load(t)
	for _, c := range []struct{ text, evidence, want string }{
		{"医院门口的保安骂人", "骂人", "gov.health"},
		{"人民医院门口的保安骂人", "", "gov.health"},
		{"国税局门口的保安骂人", "", "vert.national_tax"},
		{"公安局门口有个保安打人", "", "gov.police"},
		{"法院门口的法警态度恶劣", "", "justice.court"},
		{"房管局大门口的工作人员态度恶劣", "", "inst.house_property"},
		{"教育局大门口的门卫态度恶劣", "", "gov.education"},
		{"县医院门口的收费员态度差", "", "gov.health"},
		{"在国税局门口排了一天没人理", "", "vert.national_tax"},
		{"公安局门口站了一上午没人管", "", "gov.police"},
		{"在国土局门口等了三天，没人管", "", "gov.land"},
		{"民政局门口锁着，没人管", "", "gov.civil"},
		{"在水利局院里等了两个小时没人理", "", "gov.water"},
		{"公安局北门不让进，没人管", "", "gov.police"},
		{"交通局门口排队排到街上，没人管", "", "gov.transport"},
		{"国土局、林业局之间互相推诿", "", "gov.land"},
		{"从国土局到林业局之间来回跑，没人管", "", "gov.forestry"},
		{"派出所后面又说不给办", "", "gov.police"},
		{"交通局至今不修这段路，没人管", "没人管", "gov.transport"},
		{"城管局到底管不管小区之间的垃圾，没人管", "没人管", "gov.urban_management"},
		{"离民政局就差一步没人管", "没人管", "gov.civil"},
		{"县医院后头等了半天没人管", "没人管", "gov.health"},
		{"公安局不远处理案件没人管", "没人管", "gov.police"},
		{"县信访局北门上班没人理", "没人理", "party.petition"},
		{"公安局对面的保安骂人", "", ""},
		{"公安局旁边的派出所不立案", "", "gov.police"},
	} {
		r := a.Attribute(comment.Doc{Text: c.text}, "", "", evidenceTag("", c.text, c.evidence))
		if diff := cmp.Diff(c.want, r.DepartmentCode); diff != "" || c.want != "" && r.DepartmentHow != HowBlamed {
			t.Errorf("%s: %s (-want +got):\n%s", c.text, r.DepartmentHow, diff)
		}
	}
}

// TestTownshipHalls: the counter of a township is its own; that of nobody else, or of the county, is the county's department.
func TestTownshipHalls(t *testing.T) {
	a := load(t)
	for _, test := range []struct{ text, township, department string }{
		{"茨沟乡便民服务大厅十点了还没人管", "411025202", ""},
		{"双庙乡政务大厅没人管", "411025206", ""},
		{"颍阳镇的便民服务中心没人管", "411025103", ""},
		{"便民服务中心没人管", "", "inst.service_center"},
		{"县行政服务大厅没人管", "", "inst.service_center"},
		{"县政务大厅颍阳镇的人没人管", "411025103", "inst.service_center"},
	} {
		r := a.Attribute(comment.Doc{Text: test.text}, "", "", evidenceTag("", test.text, "没人管"))
		if r.TownshipCode != test.township || r.DepartmentCode != test.department {
			t.Errorf("%s: %q, %q, want %q, %q", test.text, r.TownshipCode, r.DepartmentCode, test.township, test.department)
		}
	}
}
