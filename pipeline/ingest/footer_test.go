package ingest

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// Who made a table, and what is remarked below it, is no comment and nobody's name.
func TestFootOfTheTable(t *testing.T) {
	for _, test := range []struct {
		name, content string
		texts         []string
		left          string
	}{
		{"labels and values", "序号,姓名,内容\n1,某甲,路坏了\n制表人：,钱某人,审核人：孙某人\n", []string{"路坏了"}, "1 rows of the table's foot"},
		{"one cell", "序号,姓名,内容\n1,某甲,路坏了\n制表人：钱某人  审核人：孙某人  2014年5月1日,,\n", []string{"路坏了"}, "1 rows"},
		{"in the column of texts", "内容,时间\n路坏了,2014-05-01\n制 表 人：钱某人　填表日期：2014年5月1日,\n审核人（签字）：,\n", []string{"路坏了"}, "2 rows"},
		{"on every page", "序号,内容\n1,路坏了\n填表人：钱某人,\n序号,内容\n2,灯不亮\n填表人：钱某人,联系电话：0000-000000\n", []string{"路坏了", "灯不亮"}, "2 rows"},
		{"bare labels", "序号,姓名,电话,内容\n1,某甲,,路坏了\n审核人,钱某人,填报人,孙某人\n", []string{"路坏了"}, "1 rows"},
		{"a list", "路坏了一个月没有人来修\n灯不亮已经有三个星期了\n填表人：钱某人\n", []string{"路坏了一个月没有人来修", "灯不亮已经有三个星期了"}, "1 rows"},
		{"remarks and totals in words", "序号,内容,时间\n1,路坏了,2014-05-01\n合计：12条，其中城关镇5条、麦岭镇7条,,\n备注：本表统计到五月底。,,\n", []string{"路坏了"}, "2 rows"},
		{"a total in the column of texts", "序号,乡镇,内容\n1,城关镇,路坏了\n合计,,共 8 条\n", []string{"路坏了"}, "1 rows of totals"},
		{"remarks that records follow", "内容,时间\n说明：路灯坏了没人修,\n灯不亮,2014-05-01\n", []string{"说明：路灯坏了没人修", "灯不亮"}, ""},
		{"opinions that begin like a foot", "序号,内容,时间\n1,负责人：电话打不通，门也敲不开，让人白跑了三趟！,2014-05-01\n2,审核人员不在岗,2014-05-02\n3,备注：路灯坏了,2014-05-03\n", []string{"负责人：电话打不通，门也敲不开，让人白跑了三趟！", "审核人员不在岗", "备注：路灯坏了"}, ""},
		{"a place that is called like one", "单位,内容\n审核科,办证太慢\n", []string{"办证太慢"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "a.csv", test.content, testOptions(t)).must(t)
			if d := cmp.Diff(test.texts, r.texts()); d != "" {
				t.Error(d)
			}
			if !strings.Contains(r.notes(), test.left) || test.left == "" && strings.Contains(r.notes(), "foot") || len(r.rejected) > 0 {
				t.Errorf("notes %q, rejected %+v", r.notes(), r.rejected)
			}
			for _, c := range r.comments {
				if strings.Contains(strings.Join(c.Private, " ")+c.Township+c.Department, "某人") {
					t.Errorf("%+v", c)
				}
			}
		})
	}
}

// Why a row of a workbook has no text, and what to do.
func TestReasonsSayWhatToDo(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRows(t, f, "Sheet1", 1,
			[]any{"编号", "乡镇", "内容"}, []any{1, "城关镇", "路灯坏了"}, []any{2, "城关镇"}, []any{3, "城关镇", "#REF!"}, []any{4, "城关镇"},
		)
		if err := f.MergeCell("Sheet1", "C2", "C3"); err != nil {
			t.Fatal(err)
		}
	})
	r := readFile(t, path, testOptions(t)).must(t)
	var got []string
	for _, x := range r.rejected {
		got = append(got, x.Reason.Chinese())
	}
	if d := cmp.Diff([]string{reasonMerged.Chinese(), reasonFormula.Chinese(), reasonNoCell.Chinese()}, got); d != "" {
		t.Error(d)
	}
}

// A merged text that is a formula says so in every row, with what to do; so it does where the row of the formula holds nothing else.
func TestWhyAMergedFormulaHasNoText(t *testing.T) {
	for _, first := range [][]any{{"1", "2014-05-01"}, {nil, nil}} {
		path := book(t, func(f *excelize.File) {
			setRows(t, f, "Sheet1", 1, []any{"编号", "时间", "内容"}, first, []any{"2", "2014-05-02"}, []any{"3", "2014-05-03"}, []any{"4", "2014-05-04", "机井不出水了没人修"})
			if err := errors.Join(f.SetCellFormula("Sheet1", "C2", "A1"), f.MergeCell("Sheet1", "C2", "C3")); err != nil {
				t.Fatal(err)
			}
		})
		var got []string
		for _, x := range readFile(t, path, testOptions(t)).must(t).rejected {
			got = append(got, x.Reason.Chinese())
		}
		if d := cmp.Diff([]string{reasonNoResult.Chinese(), reasonMergedNoResult.Chinese(), reasonNoCell.Chinese()}, got); d != "" {
			t.Error(d)
		}
	}
}
