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
		{
			"answers with lines, numbers and bodies of their own", "填表时间,形式主义方面,官僚主义方面,对民政局的意见\n" +
				"2014-05-01,\"1、会议多\n每周三次\n2、材料多\",\"对乡里的事推诿\n对形式主义方面：不了解\",\"1.名单不公示\n2.电话没人接\n对交通局：路不平\"\n",
			[]string{"会议多\n每周三次", "材料多", "对乡里的事推诿", "不了解", "对民政局：名单不公示", "对民政局：电话没人接", "对交通局：路不平"},
		},
		{
			"bare names", "单位,形式主义,官僚主义,享乐主义,奢靡之风\n甲,会议开得太多,办事推来推去,无,无\n乙,无,无,无,无\n",
			[]string{"会议开得太多", "办事推来推去", "无"},
		},
		{
			"bare names above numbers and ticks", "单位,形式主义,官僚主义,享乐主义,意见\n甲,3,√,2条,路灯不亮\n",
			[]string{"路灯不亮"},
		},
		{
			"an answer that begins as a list that another goes on", "填表时间,形式主义方面,官僚主义方面\n2014-05-01,\"1、会议多\",\"2、推诿；3、拖拉\"\n",
			[]string{"1、会议多", "2、推诿；3、拖拉"},
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

// A letter that names a wind before a colon keeps its words: no form asked for them.
func TestLetterThatNamesAWind(t *testing.T) {
	const text = "对形式主义方面：会多\n对官僚主义方面：推诿"
	r := readText(t, "来信.csv", "时间,内容\n2014-05-01,\""+text+"\"\n", testOptions(t)).must(t)
	if diff := cmp.Diff([]string{text}, r.texts()); diff != "" {
		t.Error(diff)
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
