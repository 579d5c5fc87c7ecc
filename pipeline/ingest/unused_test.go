package ingest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What county forms call their columns; and what is the office's own and no resident's.
func TestHeadingsOfCountyForms(t *testing.T) {
	names := testNames(t)
	for field, headings := range map[Field]string{
		FieldText:       "群众反映内容 意见建议内容 诉求内容 反映事项 事项描述 工单内容 留言内容 主要诉求 具体内容 建议内容 来信内容 信访事项 问题描述 反映的主要问题 征求到的意见 您的意见和建议 群众反映的情况 对处理结果的意见 对民政局的意见 具体意见建议 困难和问题 您认为干部作风存在哪些问题 您对我县有何意见建议 请求事项",
		FieldTime:       "受理时间 来电时间 反映时间 登记日期 信访时间 填报日期 收件时间 来信登记日期",
		FieldTownship:   "所属乡镇 乡镇（街道） 事发乡镇 镇街 被反映乡镇",
		FieldDepartment: "反映单位 涉及单位 被反映单位 被举报单位 涉事单位 被反映部门名称",
		FieldHandler:    "承办单位 转办部门 归口单位",
		FieldIgnore:     "处理结果 答复内容 答复情况 办理情况 办理过程 回复的内容 处理及答复意见 核查情况 处置措施 领导批示 回访记录 诉求类型 问题分类 意见条数 工单状态 诉求地点 对反映问题的处理意见 整改情况 反馈结果 落实情况 被反映人 承办人 意见建议数",
		FieldAnsweredAt: "答复时间 办结时间",
		FieldChannel:    "诉求来源 收集方式",
		FieldName:       "诉求人 反映人姓名",
		FieldPhone:      "反映人电话 诉求人联系方式",
	} {
		for _, heading := range strings.Fields(headings) {
			if m, _ := names.match(heading); m.field != field {
				t.Errorf("%s: %q, want %q", heading, m.field, field)
			}
		}
	}
}

func TestOfficeColumnsAreNoComments(t *testing.T) {
	r := readText(t, "a.csv", "登记日期,所属乡镇,诉求类型,主要诉求,办理过程,答复情况\n2014-05-01,城关镇,基础设施建设类,路灯坏了半年没有人来修,已派工作人员到现场查看并联系厂家,经核实该路段路灯已于五月修复完毕\n", testOptions(t)).must(t)
	c := r.comments[0]
	if c.Text != "路灯坏了半年没有人来修" || c.Township != "城关镇" || c.ReceivedAt.IsZero() || strings.Contains(r.notes(), "Check!") {
		t.Errorf("%+v %s", c, r.notes())
	}
}

// Long texts in a column that is not used may be the comments: that is said before everything else, and never with what they say.
func TestLongTextsThatAreNotRead(t *testing.T) {
	const long = "办事大厅里三个窗口只开一个排队两个小时"
	content := "时间,内容,经办,补记,备注,处理结果\n2014-05-01,路灯坏了,是," + long + "," + long + "," + long + "\n2014-05-02,桥塌了,否," + long + ",,\n"
	const want = "请核对！这些列没有读，里面却有长文字，可能就是意见（括号里是格数）：补记（2）, 备注（1）；若是"
	path := writeFile(t, "a.csv", content)
	r := readFile(t, path, testOptions(t)).must(t)
	if got := r.sources[0].Notes[0].Chinese(); !strings.HasPrefix(got, want) || strings.Contains(r.notes(), "窗口") {
		t.Errorf("a run says %q", got)
	}
	in, err := Inspect(t.Context(), path, testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := in.Sheets[0].Notes[0].Chinese(); !strings.HasPrefix(got, want) {
		t.Errorf("inspect says %q", got)
	}
	o := testOptions(t)
	o.Map = &Mapping{Columns: map[string]Field{"补记": FieldIgnore, "备注": FieldText}}
	if r := readFile(t, path, o).must(t); strings.Contains(r.notes(), "Check!") {
		t.Errorf("a map says what they are: %s", r.notes())
	}
	// Behind the rows that are looked at beforehand, and below no heading.
	var late strings.Builder
	late.WriteString("时间,内容,\n")
	for range 2 * sampleRows {
		late.WriteString("2014-05-01,路灯坏了,\n")
	}
	late.WriteString("2014-05-01,路灯坏了," + long + "\n")
	if r := readText(t, "a.csv", late.String(), testOptions(t)).must(t); !strings.Contains(r.notes(), "#3（1）") {
		t.Errorf("notes %q", r.notes())
	}
}

func TestUnusedColumnsAreAtMostTen(t *testing.T) {
	header, row := "时间,内容", "2014-05-01,路灯坏了"
	for i := range 14 {
		header += "," + strings.Repeat("甲", i+1)
		row += fmt.Sprint(",", i)
	}
	r := readText(t, "a.csv", header+"\n"+row+"\n", testOptions(t)).must(t)
	want := "没有用到的列：甲, 甲甲, 甲甲甲, 甲甲甲甲, 甲甲甲甲甲, 甲甲甲甲甲甲, 甲甲甲甲甲甲甲, 甲甲甲甲甲甲甲甲, 甲甲甲甲甲甲甲甲甲, 甲甲甲甲甲甲甲甲甲甲 等 14 列"
	if d := cmp.Diff(want, r.sources[0].Notes[0].Chinese()); d != "" {
		t.Error(d)
	}
	if got := r.sources[0].Notes[0].String(); !strings.HasSuffix(got, " and others, 14 in all") {
		t.Errorf("%q", got)
	}
}

// A key that comes only late may hold the comments too.
func TestLongTextsUnderLateKeys(t *testing.T) {
	content := strings.Repeat("{\"内容\":\"路灯坏了\"}\n", sampleRows+1) + "{\"内容\":\"路灯坏了\",\"补记\":\"办事大厅里三个窗口只开一个排队两个小时\"}\n"
	if r := readText(t, "a.jsonl", content, testOptions(t)).must(t); !strings.Contains(r.notes(), "补记（1）") {
		t.Errorf("notes %q", r.notes())
	}
}
