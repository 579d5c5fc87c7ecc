package ingest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFormThatAsksAboutTheWinds: each answer is an opinion of its own, what says nothing is none, and the question is no part of it.
func TestFormThatAsksAboutTheWinds(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          []string
	}{
		{
			"four columns", "填表时间,形式主义方面,官僚主义方面,享乐主义方面,奢靡之风方面,对班子的意见和建议\n" +
				"2014-05-01,会议开得太多,办事推来推去,上班打游戏,无,无\n2014-05-02,无,无,无,无,无\n",
			[]string{"会议开得太多", "办事推来推去", "上班打游戏", "无", "无"},
		},
		{
			"longer names", "姓名,形式主义方面存在的问题,官僚主义方面问题,其他意见\n张三,检查走形式,电话没人接,路灯要修\n李四,材料报得太多,没有,没有\n",
			[]string{"路灯要修", "检查走形式", "电话没人接", "材料报得太多"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "意见征求表.csv", test.content, testOptions(t)).must(t)
			var got []string
			for _, c := range r.comments {
				got = append(got, c.Text)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("opinions (-want +got):\n%s\n%s", diff, r.notes())
			}
		})
	}
}

func TestWindOn(t *testing.T) {
	for name, want := range map[string]string{
		"形式主义方面": "形式主义方面", "官僚主义方面存在的问题": "官僚主义方面", "享乐主义表现": "享乐主义", "奢靡之风方面意见": "奢靡之风方面",
		"形式主义": "", "形式主义条数": "", "四风类别": "", "所属四风": "", "是否形式主义": "",
	} {
		if got := windOn(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
