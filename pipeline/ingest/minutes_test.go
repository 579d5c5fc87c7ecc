package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Minutes that were saved as text are numbered opinions; who was there enters nothing.
func TestMinutes(t *testing.T) {
	const text = "麦岭镇群众座谈会记录\n时 间：2014年5月3日\n地点：镇政府\n主持人：钱某人\n参加人员：孙某人、李某人\n\n一、形式主义方面\n1.会议太多，一周三次\n2.材料重复报\n二、官僚主义方面\n1.办事推诿，\n跑了三趟\n2.电话没人接\n"
	for _, name := range []string{"座谈会.txt", "记录.txt"} {
		r := readText(t, name, text, testOptions(t)).must(t)
		if d := cmp.Diff([]string{"会议太多，一周三次", "材料重复报", "办事推诿，\n跑了三趟", "电话没人接"}, r.texts()); d != "" {
			t.Error(d)
		}
		c := r.comments[0]
		if c.Channel != "ch.symposium" || c.Township != "麦岭镇" || c.ParentID == "" || c.ReceivedAt.Format("2006-01-02") != "2014-05-03" || c.Title != "麦岭镇群众座谈会记录" || strings.Contains(r.notes(), "某人") {
			t.Errorf("%+v %s", c, r.notes())
		}
	}
	// A list without such a name is read line by line, and so is a table whose texts are numbered.
	if r := readText(t, "意见.txt", "1.路灯坏了半年没有人来修\n2.低保名单从来没有公示过\n", testOptions(t)).must(t); len(r.comments) != 2 || r.comments[0].ParentID != "" {
		t.Errorf("%q", r.texts())
	}
	if r := readText(t, "座谈会.csv", "编号,内容\n1,1.路灯坏了半年没有人来修\n2,2.低保名单从来没有公示过\n", testOptions(t)).must(t); len(r.comments) != 2 || r.comments[1].Row != 3 {
		t.Errorf("%q", r.texts())
	}
}
