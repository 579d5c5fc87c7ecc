package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
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

// Minutes of who said what: what a person said is a comment, or each numbered item of it; the lines above and below are none.
func TestMinutesOfSpeakers(t *testing.T) {
	const text = "麦岭镇老党员座谈会记录\n时间：2014年5月8日上午9时\n地点：镇政府\n主持人：钱某人\n参加人员：老党员十人\n\n孙大爷：1、路灯坏了半年没人修；2、机井电价太高。\n李某人：下乡走马观花，\n坐在车上转一圈。\n企业代表（二）：检查太多。\n记录人：钱某人\n"
	want := []string{"孙大爷：路灯坏了半年没人修", "孙大爷：机井电价太高。", "李某人：下乡走马观花，\n坐在车上转一圈。", "企业代表（二）：检查太多。"}
	sheet := book(t, func(f *excelize.File) {
		for i, line := range strings.Split(text, "\n") {
			setRows(t, f, "Sheet1", i+1, []any{line})
		}
	})
	for _, path := range []string{sheet, writeFile(t, "座谈会.txt", text)} {
		r := readFile(t, path, testOptions(t)).must(t)
		if d := cmp.Diff(want, r.texts()); d != "" {
			t.Error(d)
		}
		c := r.comments[0]
		if c.Channel != "ch.symposium" || c.ReceivedAt.Format("2006-01-02 15:04") != "2014-05-08 09:00" || c.Row != 7 || c.ParentID == "" || len(r.rejected) > 0 {
			t.Errorf("%+v", c)
		}
	}
	// Lines with a colon that nobody speaks are read one by one.
	if r := readText(t, "座谈会.txt", "路灯：坏了半年没人修\n机井：电价太高\n", testOptions(t)).must(t); len(r.comments) != 2 || r.comments[0].Row != 1 {
		t.Errorf("%q", r.texts())
	}
}

// What the title of a sheet says: the channel, and the township where no column does; and minutes with a line in each row.
func TestTitlesOfSheets(t *testing.T) {
	minutes := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"群众座谈会记录"}, []any{"时间：2014年5月3日"}, []any{"主持人：钱某人"}, []any{"一、形式主义方面"}, []any{"1.会议太多，一周三次"}, []any{"2.材料重复报"}, []any{"二、官僚主义方面"}, []any{"1.办事推诿"}, []any{"2.电话没人接"})
	})
	r := readFile(t, minutes, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"会议太多，一周三次", "材料重复报", "办事推诿", "电话没人接"}, r.texts()); d != "" {
		t.Error(d)
	}
	if c := r.comments[0]; c.Channel != "ch.symposium" || c.ReceivedAt.IsZero() || strings.Contains(r.notes(), "某人") {
		t.Errorf("%+v %s", c, r.notes())
	}
	r = readText(t, "五月.csv", "麦岭镇意见征求表汇总,,\n序号,时间,意见建议\n1,2014-05-01,1.路不平2.灯不亮\n", testOptions(t)).must(t)
	if d := cmp.Diff([]string{"路不平", "灯不亮"}, r.texts()); d != "" {
		t.Error(d)
	}
	if c := r.comments[0]; c.Channel != "ch.form" || c.Township != "麦岭镇" {
		t.Errorf("%+v", c)
	}
}

// A form for each person with a row for each wind, and a heading of two rows above the winds.
func TestFormsInSheets(t *testing.T) {
	form := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"征求意见表"}, []any{"姓名", "钱某人", "单位", "民政局"}, []any{"形式主义", "会议开得太多\n材料太多"}, []any{"官僚主义", "1.推诿2.拖拉"}, []any{"享乐主义", "无"}, []any{"其他意见建议", "修路"}, []any{"填表日期", "2014年5月3日"})
	})
	r := readFile(t, form, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"修路", "会议开得太多\n材料太多", "推诿", "拖拉"}, r.texts()); d != "" {
		t.Error(d)
	}
	table := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"某县征求意见汇总表"}, []any{"序号", "单位", "四风方面存在的问题", nil, nil, nil, "意见建议"}, []any{nil, nil, "形式主义", "官僚主义", "享乐主义", "奢靡之风"},
			[]any{1, "民政局", "会议开得太多", "办事推来推去", "上班玩手机", "公车私用", "多下乡看看"}, []any{2, "交通局", "无", "无", "无", "无", "无"},
			[]any{"填表人：钱某人", nil, nil, "审核人：孙某人"}, []any{"说明：本表截至五月底"}, []any{"备注", "1.本表由各乡镇填报，每月一次。"})
		for _, m := range [][2]string{{"A2", "A3"}, {"B2", "B3"}, {"C2", "F2"}, {"G2", "G3"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	r = readFile(t, table, testOptions(t)).must(t)
	if d := cmp.Diff([]string{"多下乡看看", "会议开得太多", "办事推来推去", "上班玩手机", "公车私用", "无"}, r.texts()); d != "" {
		t.Error(d)
	}
	if len(r.rejected) > 0 || !strings.Contains(r.notes(), "3 rows of the table's foot") {
		t.Errorf("%+v %s", r.rejected, r.notes())
	}
}
