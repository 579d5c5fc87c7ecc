package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestTablesOfOneSheet(t *testing.T) {
	below := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1,
			[]any{"一、对乡镇的意见"}, []any{"序号", "意见内容", "乡镇"}, []any{1, "办事慢", "城关镇"}, []any{},
			[]any{"二、对部门的意见"}, []any{"序号", "单位", "意见内容"}, []any{1, "民政局", "低保不公"}, []any{"序号", "单位", "意见内容"}, []any{2, "公安局", "户口难办"},
		)
	})
	r := readFile(t, below, testOptions(t)).must(t)
	var got [][3]string
	for _, c := range r.comments {
		got = append(got, [3]string{c.Text, c.Township, c.Department})
	}
	if d := cmp.Diff([][3]string{{"办事慢", "城关镇", ""}, {"低保不公", "", "民政局"}, {"户口难办", "", "公安局"}}, got); d != "" {
		t.Error(d)
	}
	if !strings.Contains(r.notes(), "row 6 begins another table") {
		t.Error(r.notes())
	}
	// The second table has more names than the first, whose rows are no title for all that.
	wider := readText(t, "a.csv", "一、热线,,,\n时间,内容,,\n2014-05-01,办事慢,,\n2014-05-02,路不平,,\n二、来信,,,\n乡镇,来信人,来信内容,来信时间\n麦岭镇,某人,没有路灯,2014-05-03\n", testOptions(t)).must(t)
	got = nil
	for _, c := range wider.comments {
		got = append(got, [3]string{c.Text, c.Township, c.ReceivedAt.Format("1-2")})
	}
	if d := cmp.Diff([][3]string{{"办事慢", "", "5-1"}, {"路不平", "", "5-2"}, {"没有路灯", "麦岭镇", "5-3"}}, got); d != "" {
		t.Error(d)
	}
	beside := readText(t, "a.csv", "序号,意见内容,,序号,意见内容\n1,办事慢,,2,路不平\n", testOptions(t))
	if beside.err == nil || !strings.Contains(beside.err.Error(), "side by side") {
		t.Error(beside.err)
	}
}

// A sheet for each person: names of fields beside their values.
func TestSheetsThatAreForms(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		for i, name := range []string{"Sheet1", "表2"} {
			if i > 0 {
				if _, err := f.NewSheet(name); err != nil {
					t.Fatal(err)
				}
			}
			setRows(t, f, name, 1,
				[]any{"某县意见征求表"}, []any{"姓名", "钱某人", "联系电话", "13800000000"}, []any{"所属乡镇", nil, "城关镇"},
				[]any{"对县委班子的意见", "会多文多"}, []any{"其他意见建议"}, []any{"修一修路"},
			)
		}
		if _, err := f.NewSheet("统计"); err != nil {
			t.Fatal(err)
		}
		setRows(t, f, "统计", 1, []any{"意见", 12}, []any{"姓名", "钱某人"})
	})
	r := readFile(t, path, testOptions(t)).must(t)
	if len(r.comments) != 4 || len(r.sources) != 2 {
		t.Fatalf("%q", r.texts())
	}
	if c := r.comments[3]; c.Text != "对县委班子：会多文多" || c.Channel != "ch.form" {
		t.Errorf("%+v", c)
	}
	c := r.comments[2]
	if c.Text != "修一修路" || c.Township != "城关镇" || c.Submitter == "" || c.Row != 2 {
		t.Errorf("%+v", c)
	}
	if d := cmp.Diff([]string{"钱某人", "13800000000"}, c.Private); d != "" {
		t.Error(d)
	}
}

// What stands in a row that was taken for names of columns may be somebody's data: no error and no note quotes it.
func TestNoHeaderIsQuoted(t *testing.T) {
	for _, content := range []string{
		"姓名,钱某人,联系电话,13800000000\n年龄,50,单位,某村\n",
		"姓名,钱某人,联系电话,13800000000,内容\n年龄,50,单位,某村,路坏了没人修\n",
	} {
		r := readText(t, "a.csv", content, testOptions(t))
		told := r.notes()
		if r.err != nil {
			told += r.err.Error()
		}
		if told == "" || strings.Contains(told, "钱某人") || strings.Contains(told, "13800000000") {
			t.Errorf("told: %q", told)
		}
	}
}

func TestLetters(t *testing.T) {
	letter := "尊敬的领导：\n    我村的路灯坏了半年，没人修。\n\n    请派人来看看。\n此致\n敬礼\n村民：某甲\n2014年3月5日\n"
	r := readText(t, "来信.txt", letter, testOptions(t)).must(t)
	if len(r.comments) != 1 || !strings.HasPrefix(r.comments[0].Text, "尊敬的领导：\n") || !strings.HasSuffix(r.comments[0].Text, "2014年3月5日") || r.sources[0].RowsRead != 1 {
		t.Errorf("%q", r.texts())
	}
	for _, text := range []string{
		"尊敬的领导，路灯坏了半年没人修\n低保名单从来没有公示过\n", "编号,内容\n1,\"尊敬的领导：\n路坏了\n此致\n敬礼\"\n2,\"领导：\n灯坏了\n此致\n敬礼\"\n", "路坏了\n灯不亮\n",
	} {
		if isLetter(text) {
			t.Errorf("%q was taken for a letter", text)
		}
	}
}

// One name of a text that stands over the names of several bodies, with or without merged cells.
func TestOpinionsOnSeveralBodies(t *testing.T) {
	for _, content := range []string{
		"各乡镇征求意见汇总表,,,,\n乡镇,收集时间,意见建议,,\n,,对县委班子,对乡镇班子,县直部门\n麦岭镇,2014-05-03,会议太多,没人值班,\n,2014-05-04,,,修路拖了半年\n",
		"乡镇,收集时间,意见建议,,\n,,县委班子,乡镇班子,县直部门\n麦岭镇,2014-05-03,会议太多,没人值班,\n,2014-05-04,,,修路拖了半年\n",
	} {
		r := readText(t, "a.csv", content, testOptions(t)).must(t)
		body := "县直部门"
		if d := cmp.Diff([]string{"对县委班子：会议太多\n对乡镇班子：没人值班", "对" + body + "：修路拖了半年"}, r.texts()); d != "" {
			t.Error(d)
		}
		if len(r.rejected) > 0 || r.comments[0].Township != "麦岭镇" {
			t.Errorf("%+v %+v", r.rejected, r.comments[0])
		}
	}
	// The first record is no row of names, though it fills just the same columns.
	r := readText(t, "a.csv", "时间,意见建议,\n,没人值班,已转\n2014-05-04,修路拖了半年,已办\n", testOptions(t)).must(t)
	if d := cmp.Diff([]string{"没人值班", "修路拖了半年"}, r.texts()); d != "" {
		t.Error(d)
	}
}

func TestFootOfABox(t *testing.T) {
	r := readText(t, "意见箱.csv", "箱号,开箱时间,纸条内容,署名\n1号箱,2014-05-03,没人值班,钱某人\n开箱人：孙某人  监督人：李某人,,,\n", testOptions(t)).must(t)
	if len(r.comments) != 1 || len(r.rejected) > 0 || len(r.comments[0].Private) != 1 || r.comments[0].Submitter == "" {
		t.Errorf("%+v %+v", r.comments, r.rejected)
	}
}

// What each of several bodies says of a wind stands in one row: none of it is lost.
func TestFormOfSeveralBodies(t *testing.T) {
	r := readFile(t, book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1, []any{"四风问题征求意见汇总表"}, []any{"类别", "民政局", "教育局"}, []any{"形式主义", "会议太多太长", "检查评比太多"}, []any{"官僚主义", "办事推来推去", "门难进"})
	}), testOptions(t)).must(t)
	if d := cmp.Diff([]string{"会议太多太长", "检查评比太多", "办事推来推去", "门难进"}, r.texts()); d != "" {
		t.Error(d)
	}
}

// A table without names: the only column of dates is the time, the only one of mobile numbers whose comment it is.
func TestPlainColumns(t *testing.T) {
	r := readText(t, "短信.csv", "13800000000,2014-05-03 08:00:00,领导好俺村路灯坏了半年没人修\n13900000001,2014-05-03 08:05:00,办证跑了三趟没办成\n", testOptions(t)).must(t)
	if len(r.comments) != 2 {
		t.Fatalf("%q", r.texts())
	}
	if c := r.comments[1]; c.ReceivedAt.Format("15:04") != "08:05" || c.Submitter == "" || cmp.Diff([]string{"13900000001"}, c.Private) != "" {
		t.Errorf("%+v", c)
	}
	r = readText(t, "甲.csv", "2014-05-03,领导好俺村路灯坏了半年没人修,2014-05-09\n2014-05-04,办证跑了三趟没办成,2014-05-10\n", testOptions(t)).must(t)
	if c := r.comments[0]; !c.ReceivedAt.IsZero() { // which of the two is it?
		t.Errorf("%+v", c)
	}
}
