package review

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/tag"
)

// selection is what a clerk might be given; its texts begin and end as texts of citizens do.
func selection(t *testing.T) *Selection {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	inaction := comment.Tag{Problem: "bureaucratism.inaction", Evidence: "没人管"}
	return &Selection{Dict: d, Comments: []Unsure{
		{Place: Place{File: "a.csv", Row: 2}, ID: "checked:1", Title: "路灯", Text: "=路灯坏了\n没人管", Kind: comment.Complaint, Tags: []comment.Tag{inaction}, Nearest: tag.Margin{Problem: inaction.Problem, Margin: 0.1}},
		{Place: Place{File: "a.csv", Row: 3}, ID: "checked:2", Text: "公交几点收班", Kind: comment.Inquiry, Nearest: tag.Margin{Problem: "formalism.image", Margin: -0.2}},
		{Place: Place{File: "a.csv", Row: 4}, ID: "checked:3", Text: "窗口换人了", Kind: comment.Complaint, Nearest: tag.Margin{Problem: "formalism.image", Margin: -0.3}},
	}}
}

// fillIn writes cells of a workbook by the heading of their column.
func fillIn(t *testing.T, path string, row int, cells map[string]string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names, _ := columns()
	for i, name := range names {
		if s, ok := cells[name]; ok {
			if err := f.SetCellStr(checkSheet, cell(i+1, row), s); err != nil {
				t.Fatal(err)
			}
			delete(cells, name)
		}
	}
	if len(cells) > 0 {
		t.Fatalf("no columns %v", cells)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

func TestSheet(t *testing.T) {
	s := selection(t)
	path := filepath.Join(t.TempDir(), "check.xlsx")
	if err := s.WriteSheet(path); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadSheet(s.Dict, path); err == nil || !strings.Contains(comment.InChinese(err), "没有一行") {
		t.Errorf("no row is checked: %v", err)
	}
	fillIn(t, path, 2, map[string]string{"已核对": "是", "问题2": " other.corruption "})
	fillIn(t, path, 3, map[string]string{"其余问题": "形象工程；没有这个", "已核对": "否"})
	fillIn(t, path, 4, map[string]string{"已核对": "√", "类型": "", "问题1": "走过场、做样子", "依据1": "“换人”", "其余问题": "形象工程；bureaucratism.abuse"})
	got, err := ReadSheet(s.Dict, path)
	if err != nil {
		t.Fatal(err)
	}
	want := []tag.Labelled{
		{
			ID: "checked:1", Title: "路灯", Text: "=路灯坏了\n没人管", Kind: comment.Complaint, Stratum: "unsure",
			Subs: []string{"bureaucratism.inaction", "other.corruption"}, Evidence: []string{"没人管", ""},
		},
		{ID: "checked:3", Text: "窗口换人了", Stratum: "unsure", Subs: []string{"formalism.perfunctory", "formalism.image", "bureaucratism.abuse"}, Evidence: []string{"换人", "", ""}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}

// A guess of many problems comes back whole.
func TestSheetManyProblems(t *testing.T) {
	s := selection(t)
	var want []string
	s.Comments[0].Tags = nil
	for _, p := range s.Dict.Problems {
		if p.Axis == comment.AxisWinds {
			s.Comments[0].Tags = append(s.Comments[0].Tags, comment.Tag{Problem: p.Code, Evidence: "没人管"})
			want = append(want, p.Code)
		}
	}
	path := filepath.Join(t.TempDir(), "check.xlsx")
	if err := s.WriteSheet(path); err != nil {
		t.Fatal(err)
	}
	fillIn(t, path, 2, map[string]string{"已核对": "是"})
	got, err := ReadSheet(s.Dict, path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got[0].Subs); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// What is filled in wrongly is named by its row, all rows together; no cell is quoted.
func TestSheetErrors(t *testing.T) {
	for name, c := range map[string]struct {
		cells map[string]string
		want  string
	}{
		"mark":     {map[string]string{"已核对": "看过一半"}, "第 3 行：“已核对”里的字认不得"},
		"kind":     {map[string]string{"已核对": "是", "类型": "投诉还是建议我也说不清楚到底算什么"}, "“类型”里不是类型"},
		"problem":  {map[string]string{"已核对": "是", "问题3": "sg.livelihood.dibao"}, "“问题3”里不是问题"},
		"others":   {map[string]string{"已核对": "是", "其余问题": "形象工程；面子"}, "“其余问题”里不是问题"},
		"twice":    {map[string]string{"已核对": "是", "问题1": "形象工程", "问题2": "formalism.image"}, "前面已有"},
		"evidence": {map[string]string{"已核对": "是", "问题1": "形象工程", "依据1": "大广场"}, "“依据1”里的字不在标题和正文中"},
		"bare":     {map[string]string{"已核对": "是", "依据1": "公交"}, "有“依据1”而没有“问题1”"},
		"no text":  {map[string]string{"已核对": "是", "正文": ""}, "没有正文"},
	} {
		t.Run(name, func(t *testing.T) {
			s := selection(t)
			path := filepath.Join(t.TempDir(), "check.xlsx")
			if err := s.WriteSheet(path); err != nil {
				t.Fatal(err)
			}
			fillIn(t, path, 3, c.cells)
			_, err := ReadSheet(s.Dict, path)
			if err == nil || !strings.Contains(comment.InChinese(err), c.want) || !strings.Contains(comment.InChinese(err), "check.xlsx 表“核对”第 3 行") {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}

func TestSelect(t *testing.T) {
	dir := write(t, map[string]string{
		"a.csv": "编号,内容\n1,路灯坏了半年，跟社区说过两回\n2,路灯坏了半年，跟社区说过两回！\n3,没有意见\n4,物业公司没人管\n5,会计贪污，补偿款进了自己腰包\n6,请问公交车几点收班\n",
	})
	in := pipeline.Reading{Inputs: []string{dir}}
	all, err := Select(context.Background(), in, nil, 200)
	if err != nil {
		t.Fatal(err)
	}
	if all.Read != 6 || all.Restricted != 1 || all.Repeated != 1 || len(all.Comments) != 2 {
		t.Fatalf("%d read, %d restricted, %d repeated, %d to check", all.Read, all.Restricted, all.Repeated, len(all.Comments))
	}
	one, err := Select(context.Background(), in, nil, 1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all.Comments[:1], one.Comments); diff != "" {
		t.Errorf("the least sure (-of all +alone):\n%s", diff)
	}
	rest, err := Select(context.Background(), in, []tag.Labelled{{Text: all.Comments[0].Text}}, 200)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all.Comments[1:], rest.Comments); diff != "" {
		t.Errorf("without the labelled one (-want +got):\n%s", diff)
	}
}

// What a deleted column or a merged cell held would be read as nothing.
func TestSheetWithoutItsColumnsIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(f *excelize.File) error
		want   string
	}{
		"a column is gone":   {func(f *excelize.File) error { return f.RemoveCol(checkSheet, columnOf(t, f, "问题1")) }, "缺列 问题1；"},
		"a heading is other": {func(f *excelize.File) error { return f.SetCellStr(checkSheet, columnOf(t, f, "类型")+"1", "种类") }, "缺列 类型；"},
		"cells are merged": {func(f *excelize.File) error {
			col := columnOf(t, f, "已核对")
			return f.MergeCell(checkSheet, col+"2", col+"4")
		}, "是合并的单元格"},
	} {
		s := selection(t)
		path := filepath.Join(t.TempDir(), "check.xlsx")
		if err := s.WriteSheet(path); err != nil {
			t.Fatal(err)
		}
		fillIn(t, path, 2, map[string]string{"已核对": "是"})
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.damage(f); err != nil {
			t.Fatal(err)
		}
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if _, err := ReadSheet(s.Dict, path); err == nil || !strings.Contains(comment.InChinese(err), c.want) {
			t.Errorf("%s: got the error %v, want %q", name, err, c.want)
		}
	}
}

// columnOf gives the letters of the column with a heading.
func columnOf(t *testing.T, f *excelize.File, head string) string {
	t.Helper()
	cells, err := f.SearchSheet(checkSheet, head)
	if err != nil || len(cells) == 0 {
		t.Fatalf("no heading %s: %v", head, err)
	}
	return strings.TrimRight(cells[0], "0123456789")
}

// A formula whose result was not saved is no empty cell, in a row that is checked or whose mark it is.
func TestSheetFormulasWithoutResult(t *testing.T) {
	for _, tt := range []struct {
		head string // of the formula
		row  int    // 2 is checked, 3 is not
		want string // of the error; empty: the sheet is read
	}{
		{kindHead, 2, "check.xlsx: sheet 核对, H2: a formula whose result is not in the file"},
		{kindHead, 3, ""},
		{checkedHead, 3, "sheet 核对, G3: a formula"},
		{noteHead, 2, ""},
	} {
		s := selection(t)
		path := filepath.Join(t.TempDir(), "check.xlsx")
		if err := s.WriteSheet(path); err != nil {
			t.Fatal(err)
		}
		fillIn(t, path, 2, map[string]string{checkedHead: checked})
		f, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names, _ := columns()
		at := cell(slices.Index(names, tt.head)+1, tt.row)
		if err := errors.Join(f.SetCellValue(checkSheet, at, nil), f.SetCellFormula(checkSheet, at, "A1"), f.Save(), f.Close()); err != nil {
			t.Fatal(err)
		}
		_, err = ReadSheet(s.Dict, path)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s in row %d: %v, want %q", tt.head, tt.row, err, tt.want)
		}
	}
}
