package ingest

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOpinions(t *testing.T) {
	for _, test := range []struct {
		in   string
		want []string
	}{
		{"老党员代表：1 路灯要修；2 井费太高；3 公开栏几年没换", []string{"老党员代表：路灯要修", "老党员代表：井费太高", "老党员代表：公开栏几年没换"}},
		{"1、会议太多；2、检查太多", []string{"会议太多", "检查太多"}},
		{"1.会议太多。\n2.检查太多。", []string{"会议太多。", "检查太多。"}},
		{"１．会议太多２．检查太多", []string{"会议太多", "检查太多"}},
		{"１．会议太多。２．检查太多", []string{"会议太多。", "检查太多"}},
		{"一是会议太多，二是检查太多，三是文件太多", []string{"会议太多", "检查太多", "文件太多"}},
		{"（一）会议太多。（二）检查太多。", []string{"会议太多。", "检查太多。"}},
		{"①会议太多。②检查太多。", []string{"会议太多。", "检查太多。"}},
		{"第一，会议太多；第二，检查太多", []string{"会议太多", "检查太多"}},
		{"一、会议太多。1、每周三次。2、每次半天。二、检查太多。", []string{"会议太多。1、每周三次。2、每次半天。", "检查太多。"}},
		{
			"近年来县里的变化大家都看在眼里，记在心里，老百姓总体是满意的，也很感谢各级领导。1、会议太多；2、检查太多",
			[]string{"近年来县里的变化大家都看在眼里，记在心里，老百姓总体是满意的，也很感谢各级领导。", "会议太多", "检查太多"},
		},
		{"会上说了三件事，1、路的事没有下文，2、桥的事也没有", []string{"会上说了三件事，路的事没有下文", "桥的事也没有"}},
		{"1、无；2、检查太多", []string{"无", "检查太多"}},
		{"路宽 1.5 米，长 2.5 米", []string{"路宽 1.5 米，长 2.5 米"}},
		{"1.5万元的补贴，2.5万元的欠款", []string{"1.5万元的补贴，2.5万元的欠款"}},
		{"会上说了三件事，1、路的事没有下文", []string{"会上说了三件事，1、路的事没有下文"}},
		{"二是检查太多，三是文件太多", []string{"二是检查太多，三是文件太多"}},
		{"1.少开会 2.多下乡 3.多办实事", []string{"少开会", "多下乡", "多办实事"}},
		{"路宽 2 米，第 1 组到第 2 组", []string{"路宽 2 米，第 1 组到第 2 组"}},
		{"对县委班子：1.少开会；2.多下乡\n对民政局：办事太慢", []string{"对县委班子：少开会", "对县委班子：多下乡", "对民政局：办事太慢"}},
		{"对县委班子意见:无 / 对民政局:低保评议请贴名单", []string{"对县委班子意见:无", "对民政局:低保评议请贴名单"}},
		{"对民政局：名单贴久一点", []string{"对民政局：名单贴久一点"}},
		// Closed up, and in several ways of writing.
		{"1.会议太多2.检查太多3.文件太长", []string{"会议太多", "检查太多", "文件太长"}},
		{"1、会议太多2、检查太多", []string{"会议太多", "检查太多"}},
		{"1)会议太多2)检查太多", []string{"会议太多", "检查太多"}},
		{"一、会议太多二、检查太多", []string{"会议太多", "检查太多"}},
		{"1、会议太多；2.检查太多；3）文件太长", []string{"会议太多", "检查太多", "文件太长"}},
		{"1、会议太多；2、检查太多；3.文件太长", []string{"会议太多", "检查太多", "文件太长"}},
		{"一、会议太多；2、检查太多；（3）文件太长；④说话不算", []string{"会议太多", "检查太多", "文件太长", "说话不算"}},
		{"第一，会议太多；第二、检查太多；第三，文件太长", []string{"会议太多", "检查太多", "文件太长"}},
		{"（1）会议太多(2)检查太多（3)文件太长", []string{"会议太多", "检查太多", "文件太长"}},
		{"⑴会议太多⑵检查太多", []string{"会议太多", "检查太多"}},
		{"⒈会议太多⒉检查太多", []string{"会议太多", "检查太多"}},
		{"建议一：少开会。建议二：多下乡。", []string{"少开会。", "多下乡。"}},
		{"其一，会议太多；其二，检查太多", []string{"会议太多", "检查太多"}},
		// Lists in a list, and one after the other.
		{"一、会风方面：1.会议太多2.会议太长\n二、文风方面：1.文件太多2.文件太长", []string{"会风方面：会议太多", "会风方面：会议太长", "文风方面：文件太多", "文风方面：文件太长"}},
		{"一、形式主义方面\n1.会议太多\n2.检查太多\n二、官僚主义方面\n1.推诿扯皮\n2.电话没人接", []string{"会议太多", "检查太多", "推诿扯皮", "电话没人接"}},
		{"形式主义：\n1.会议太多\n2.检查太多\n官僚主义：\n1.推诿扯皮\n2.电话没人接", []string{"会议太多", "检查太多", "推诿扯皮", "电话没人接"}},
		{"村干部代表：1.会议太多\n2.检查太多\n老党员代表：1.路灯不亮\n2.水渠堵了", []string{"村干部代表：会议太多", "村干部代表：检查太多", "老党员代表：路灯不亮", "老党员代表：水渠堵了"}},
		{"1、会议太多：1)一周三次2)一次半天3)人人要到；2、检查太多", []string{"会议太多：1)一周三次2)一次半天3)人人要到", "检查太多"}},
		// Numbers, dates and ranges in a text are no marks.
		{"1、路2.5公里没修；2、12345热线打不通；3、第3条规定没落实；4、3.15那天没人", []string{"路2.5公里没修", "12345热线打不通", "第3条规定没落实", "3.15那天没人"}},
		{"1.2014.3.5打的电话没人回2.第2次去还是没人", []string{"1.2014.3.5打的电话没人回2.第2次去还是没人"}},
		{"1.去年3.5万元没发2.今年2.5万元也没发", []string{"去年3.5万元没发", "今年2.5万元也没发"}},
		{"1、2、3组的路没修；2、灯不亮", []string{"2、3组的路没修", "灯不亮"}},
		{"1、2、3组的路没修", []string{"1、2、3组的路没修"}},
		{"1、路不平，2、3组没灯；2、会多", []string{"路不平，2、3组没灯", "会多"}},
		{"1 楼的灯坏了。2 楼的水管漏", []string{"1 楼的灯坏了。2 楼的水管漏"}},
		{"周一、二、三都没有人", []string{"周一、二、三都没有人"}},
		{"2014.3.5来的，2014.4.6又来", []string{"2014.3.5来的，2014.4.6又来"}},
		{"1:30去的，2:30还没开门", []string{"1:30去的，2:30还没开门"}},
		{"没有意见", []string{"没有意见"}},
		{"", []string{""}},
	} {
		if d := cmp.Diff(test.want, opinions(test.in)); d != "" {
			t.Errorf("%s: %s", test.in, d)
		}
	}
}

func TestSplitByChannel(t *testing.T) {
	content := "编号,渠道,内容\n1,座谈会,1、会议太多；2、检查太多\n2,征求意见表,一是会议太多；二是检查太多\n3,信函,1、会议太多；2、检查太多\n4,座谈会,会议太多\n"
	r := readText(t, "a.csv", content, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"会议太多", "检查太多", "会议太多", "检查太多", "1、会议太多；2、检查太多", "会议太多"}, r.texts()); d != "" {
		t.Error(d)
	}
	c := r.comments
	if c[0].ParentID == "" || c[0].ParentID != c[1].ParentID || c[0].ID == c[1].ID || c[0].ID == c[0].ParentID || c[0].Row != c[1].Row {
		t.Errorf("parts of one record: %+v %+v", c[0], c[1])
	}
	if c[2].ParentID == c[0].ParentID || c[4].ParentID != "" || c[5].ParentID != "" {
		t.Error("parents are mixed up")
	}
	again := readText(t, "b.csv", content, testOptions(t)).must(t)
	for i := range c {
		if c[i].ID != again.comments[i].ID {
			t.Errorf("comment %d has another id when read again", i)
		}
	}
}

func TestAnswersThatSayNothing(t *testing.T) {
	content := "表号,对县委班子意见,对民政局意见,其他意见\n1,无,名单贴久一点,\n2,,,没有意见\n3,没有意见,,\n4,1.少开会 2.多下乡,,无\n5,,办事太慢,路灯不亮\n"
	r := readText(t, "征求意见表.csv", content, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"无", "对民政局：名单贴久一点", "没有意见", "没有意见", "对县委班子：少开会", "对县委班子：多下乡", "路灯不亮", "对民政局：办事太慢"}, r.texts()); d != "" {
		t.Error(d)
	}
}

// A numbered list that says nothing is one answer that says nothing, in every channel.
func TestListsThatSayNothing(t *testing.T) {
	content := "编号,渠道,内容\n1,征求意见表,1.无 2.无\n2,座谈会,1.无2.无3.没有意见\n3,信函,1、无；2、无\n4,征求意见表,1.无\n5,征求意见表,①无 ②路灯不亮\n6,征求意见表,1.无人值班\n"
	r := readText(t, "a.csv", content, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"无", "无", "无", "无", "无", "路灯不亮", "1.无人值班"}, r.texts()); d != "" {
		t.Error(d)
	}
	if c := r.comments[0]; c.ParentID != "" {
		t.Errorf("%+v", c)
	}
	r = readText(t, "意见征求表.csv", "填表时间,形式主义方面,官僚主义方面\n2014-05-01,1.无2.无,推来推去\n2014-05-02,1.无 2.无,无\n", testOptions(t)).must(t)
	if d := cmp.Diff([]string{"推来推去", "无"}, r.texts()); d != "" {
		t.Error(d)
	}
}

func TestSeveralColumnsOfText(t *testing.T) {
	content := "编号,存在问题,意见建议,内容\n1,路灯不亮,请派人修,路灯不亮\n2,,请派人修,\n3,路灯不亮,无,\n4,灯,,路灯不亮\n"
	r := readText(t, "a.csv", content, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"请派人修\n路灯不亮", "请派人修", "路灯不亮", "路灯不亮"}, r.texts()); d != "" {
		t.Error(d)
	}
}

func TestOwnWords(t *testing.T) {
	content := "编号,来源,内容\n1,微博,说得对//@甲:路坏了//@乙:真的\n2,微博,转发微博//@甲:路坏了\n3,微博,//@甲:路坏了\n4,微博,转发微博\n5,短信,地址是 http://a.example/x 请看//@甲\n"
	r := readText(t, "a.csv", content, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"说得对", "地址是 http://a.example/x 请看//@甲"}, r.texts()); d != "" {
		t.Error(d)
	}
	if len(r.rejected) != 3 {
		t.Errorf("%+v", r.rejected)
	}
}

func TestFragments(t *testing.T) {
	for _, test := range []struct {
		name, content string
		texts         []string
		rows          []int
		merged        int
	}{
		{"in order", "接收时间,手机号码,短信内容\n2014-03-10 09:00,13800000001,【1/2】井坏了没人\n2014-03-10 09:00,13800000001,【2/2】修，请派人\n", []string{"井坏了没人修，请派人"}, []int{2}, 1},
		{
			"out of order, between others", "接收时间,手机号码,短信内容\n2014-03-10 09:00,13800000001,【2/2】修，请派人\n2014-03-10 09:00,13800000002,(1/3)路\n2014-03-10 09:01,13800000003,灯不亮\n" +
				"2014-03-10 09:00,13800000001,【1/2】井坏了没人\n2014-03-10 09:00,13800000002,(3/3)了\n2014-03-10 09:00,13800000002,(2/3)坏\n",
			[]string{"灯不亮", "井坏了没人修，请派人", "路坏了"},
			[]int{4, 5, 3},
			3,
		},
		{"a part is missing", "接收时间,手机号码,短信内容\n2014-03-10 09:00,13800000001,【1/2】井坏了\n2014-03-10 09:00,13800000002,【2/2】路坏了\n", []string{"【1/2】井坏了", "【2/2】路坏了"}, []int{2, 3}, 0},
		{"days apart", "接收时间,手机号码,短信内容\n2014-03-10 09:00,13800000001,【1/2】井坏了\n2014-03-20 09:00,13800000001,【2/2】路坏了\n", []string{"【1/2】井坏了", "【2/2】路坏了"}, []int{2, 3}, 0},
		{"all parts in one cell", "接收时间,短信内容\n2014-03-10 09:00,【1/2】井坏了没人 【2/2】修，请派人\n", []string{"井坏了没人修，请派人"}, []int{2}, 0},
		{
			"without senders only neighbours", "接收时间,短信内容\n2014-03-10 09:00,【1/2】井坏了没人\n2014-03-10 09:00,【2/2】修\n2014-03-10 09:00,【1/2】灯\n2014-03-10 09:00,水浑\n2014-03-10 09:00,【2/2】不亮\n",
			[]string{"井坏了没人修", "【1/2】灯", "水浑", "【2/2】不亮"},
			[]int{2, 4, 5, 6},
			1,
		},
		{
			"sent twice", "接收时间,手机号码,短信内容\n2014-03-10 09:00,13800000001,【1/2】井坏了没人\n2014-03-10 09:00,13800000001,【1/2】井坏了没人\n2014-03-10 09:00,13800000001,【2/2】修\n2014-03-10 09:00,13800000001,【2/2】修\n",
			[]string{"井坏了没人修", "井坏了没人修"},
			[]int{2, 3},
			2,
		},
		{"a date is no mark", "接收时间,短信内容\n2014-03-10 09:00,（3/10）去办事没人\n", []string{"（3/10）去办事没人"}, []int{2}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "短信.csv", test.content, testOptions(t)).must(t)
			if d := cmp.Diff(test.texts, r.texts()); d != "" {
				t.Error(d)
			}
			var rows []int
			for _, c := range r.comments {
				rows = append(rows, c.Row)
			}
			if d := cmp.Diff(test.rows, rows); d != "" {
				t.Error(d)
			}
			if r.sources[0].RowsMerged != test.merged {
				t.Errorf("%d merged, want %d", r.sources[0].RowsMerged, test.merged)
			}
		})
	}
	if r := readText(t, "来信.csv", "时间,内容\n2014-03-10,【1/2】井坏了\n2014-03-10,【2/2】没人修\n", testOptions(t)).must(t); len(r.comments) != 2 || !strings.HasPrefix(r.comments[0].Text, "【1/2】") {
		t.Errorf("letters were joined: %q", r.texts())
	}
}

// However a text is numbered, cutting it loses no word.
func TestOpinionsLoseNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"路灯不亮", "水渠堵了", "电话没人接", "低保不公示", "会开得太久", "2.5公里路", "12345热线", "第3条", "2014.3.5"}
	marks := []string{"1.", "2.", "3.", "1、", "2、", "3、", "一、", "二、", "三、", "（1）", "(2)", "①", "②", "第一，", "第二，", "1）", "2)", "对民政局：", "镇里方面：", "一是", "二是", "1 ", "2 ", "建议一：", "甲代表："}
	ends := []string{"", "。", "；", "，", "\n", " ", "：", "、"}
	for range 20000 {
		var b strings.Builder
		for range random.IntN(9) + 1 {
			if random.IntN(3) > 0 {
				b.WriteString(marks[random.IntN(len(marks))])
			}
			b.WriteString(words[random.IntN(len(words))])
			b.WriteString(ends[random.IntN(len(ends))])
		}
		text := b.String()
		all := strings.Join(opinions(text), "\x00")
		for _, w := range words {
			if strings.Count(all, w) < strings.Count(text, w) {
				t.Fatalf("%q lost %q: %q", text, w, opinions(text))
			}
		}
	}
}
