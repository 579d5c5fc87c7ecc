package review

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"sifeng/dict"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/tag"
)

// shownErrors is how many wrong rows an error names.
const shownErrors = 10

// IsSheet says whether a file of labels is a workbook, by its name.
func IsSheet(path string) bool { return strings.EqualFold(filepath.Ext(path), ".xlsx") }

// ReadSheet reads the rows of a workbook made by WriteSheet that a clerk marked as checked. An error names file, sheet and row and what
// to do, for all wrong rows together; it quotes no cell, which may hold a citizen's words.
func ReadSheet(d *dict.Dict, path string) ([]tag.Labelled, error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return nil, comment.Say("打开 %s：%v", "open %s: %v", path, err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			continue // a chart
		}
		merged, err := f.GetMergeCells(sheet)
		if err != nil {
			return nil, comment.Say("读 %s 表“%s”：%v", "read %s, sheet “%s”: %v", path, sheet, err)
		}
		for i, row := range rows {
			if slices.Contains(row, checkedHead) && slices.Contains(row, textHead) {
				if len(merged) > 0 {
					return nil, comment.Say("%s 表“%s”：%s 是合并的单元格，只有左上一格有字；请取消合并，各行分别填", "%s, sheet “%s”: the cells %s are merged, and only the first holds anything: unmerge them and fill each row", path, sheet, merged[0].GetStartAxis()+":"+merged[0].GetEndAxis())
				}
				where := comment.Say("%s 表“%s”", "%s, sheet “%s”", path, sheet)
				unsaved, err := ingest.FormulasWithoutResult(context.Background(), path, sheet)
				if err != nil {
					return nil, comment.Say("读 %s 表“%s”：%v", "read %s, sheet “%s”: %v", path, sheet, err)
				}
				if lost := lostCells(rows, i, unsaved); len(lost) > 0 {
					return nil, comment.Say("读 %s：%v", "read %s: %v", path, ingest.NoResult(sheet, lost))
				}
				return readChecked(d, where, rows, i)
			}
		}
	}
	return nil, comment.Say("%s：没有一张表有“%s”和“%s”两列；请用 sifeng review 写出的表", "%s: no sheet has the columns %[3]s and %[2]s; use a sheet that sifeng review wrote", path, checkedHead, textHead)
}

// lostCells gives the formulas without a result in what is read of a sheet: its columns of rows that are checked, and the marks themselves.
func lostCells(rows [][]string, headings int, unsaved []ingest.Unsaved) (lost []ingest.Unsaved) {
	used, mark := map[int]bool{}, 0
	needed := append(neededHeads(), checkedHead)
	for i, name := range rows[headings] {
		name = squeeze(name)
		used[i+1] = slices.ContainsFunc(needed, func(head string) bool { return squeeze(head) == name })
		if name == squeeze(checkedHead) && mark == 0 {
			mark = i + 1
		}
	}
	markLost := map[int]bool{} // by row
	for _, u := range unsaved {
		markLost[u.Row] = markLost[u.Row] || u.Column == mark
	}
	for _, u := range unsaved {
		if u.Row <= headings+1 || !used[u.Column] {
			continue
		}
		marked := markLost[u.Row]
		if u.Row <= len(rows) && mark <= len(rows[u.Row-1]) {
			marked = marked || strings.TrimSpace(rows[u.Row-1][mark-1]) != ""
		}
		if marked {
			lost = append(lost, u)
		}
	}
	return lost
}

// readChecked reads the rows below the headings.
func readChecked(d *dict.Dict, where *comment.Message, rows [][]string, headings int) ([]tag.Labelled, error) {
	r := rowReader{problems: map[string]string{}, column: map[string]int{}}
	for _, p := range d.Problems {
		if p.Axis == comment.AxisWinds {
			r.problems[squeeze(p.Code)], r.problems[squeeze(p.NameZH)], r.problems[squeeze(p.NameZH+p.Code)] = p.Code, p.Code, p.Code
		}
	}
	for i, name := range rows[headings] {
		if _, ok := r.column[squeeze(name)]; !ok {
			r.column[squeeze(name)] = i
		}
	}
	if missing := r.missing(); len(missing) > 0 {
		return nil, comment.Say("%v：缺列 %s；请用 sifeng review 写出的表，不要删改列名", "%v: the columns %s are missing: use a sheet that sifeng review wrote, with its headings as they were", where, strings.Join(missing, "、"))
	}
	var out []tag.Labelled
	var wrong []error
	for i := headings + 1; i < len(rows); i++ {
		l, ok, err := r.read(rows[i])
		if err != nil {
			wrong = append(wrong, comment.Say("%v第 %d 行：%v", "%v, row %d: %v", where, i+1, err))
		} else if ok {
			out = append(out, l)
		}
	}
	switch {
	case len(wrong) > 0:
		return nil, listed(wrong)
	case len(out) == 0:
		return nil, comment.Say("%v：没有一行在“%s”里填“%s”；看完的行请填上", "%v: no row has %[3]s in the column %[2]s; put it behind the rows that are checked", where, checkedHead, checked)
	}
	return out, nil
}

// listed joins errors line by line, as many as a person wants to read.
func listed(wrong []error) error {
	all := comment.Say("%v", "%v", wrong[0])
	for i, err := range wrong[1:] {
		if i+1 == shownErrors {
			return comment.Say("%v\n……还有 %d 行", "%v\n… and %d more", all, len(wrong)-shownErrors)
		}
		all = comment.Say("%v\n%v", "%v\n%v", all, err)
	}
	return all
}

type rowReader struct {
	problems map[string]string // name or code → code
	column   map[string]int
}

// neededHeads are the headings of what is read.
func neededHeads() []string {
	heads := []string{idHead, titleHead, textHead, kindHead, moreHead}
	for i := 1; i <= maxProblems; i++ {
		heads = append(heads, fmt.Sprint(problemHead, i), fmt.Sprint(evidenceHead, i))
	}
	return heads
}

// missing gives the headings that the sheet should have and has not: what they held would be read as nothing.
func (r *rowReader) missing() (out []string) {
	for _, h := range neededHeads() {
		if _, ok := r.column[squeeze(h)]; !ok {
			out = append(out, h)
		}
	}
	return out
}

func (r *rowReader) cell(row []string, head string) string {
	i, ok := r.column[head]
	if !ok || i >= len(row) {
		return ""
	}
	return plain(strings.ReplaceAll(strings.TrimSpace(row[i]), "\r\n", "\n"))
}

// read reads one row; false: it is not marked as checked.
func (r *rowReader) read(row []string) (l tag.Labelled, ok bool, err error) {
	switch mark := squeeze(r.cell(row, checkedHead)); mark {
	case "", "否", "no", "0":
		return l, false, nil
	case checked, "yes", "y", "√", "✓", "✔", "1", "对", checkedHead:
	default:
		return l, false, comment.Say("“%s”里的字认不得；看完填“%s”，没看空着", "the column %s has another mark than %s: put it behind a row that is checked, else nothing", checkedHead, checked)
	}
	l.Title, l.Text = r.cell(row, titleHead), r.cell(row, textHead)
	if l.Title+l.Text == "" {
		return l, false, comment.Say("没有正文；请从原表恢复这一行，或把“%s”清空", "the row has no text; restore it, or empty the column %s", checkedHead)
	}
	l.Stratum = "unsure"
	if l.ID = r.cell(row, idHead); l.ID == "" {
		l.ID = labelID(l.Title, l.Text)
	}
	if l.Kind, err = readKind(r.cell(row, kindHead)); err != nil {
		return l, false, err
	}
	for i := 1; i <= maxProblems; i++ {
		if err := r.problem(&l, row, i); err != nil {
			return l, false, err
		}
	}
	for _, name := range strings.FieldsFunc(r.cell(row, moreHead), func(c rune) bool { return c == '；' || c == ';' || c == '\n' }) {
		if err := r.add(&l, moreHead, name); err != nil {
			return l, false, err
		}
	}
	return l, true, nil
}

// problem reads the columns of the i-th problem.
func (r *rowReader) problem(l *tag.Labelled, row []string, i int) error {
	head, evidenceColumn := fmt.Sprint(problemHead, i), fmt.Sprint(evidenceHead, i)
	name, evidence := r.cell(row, head), r.cell(row, evidenceColumn)
	if name == "" {
		if evidence != "" {
			return comment.Say("有“%s”而没有“%s”；请补上问题，或把依据清空", "the column %s is filled and %s is not: give the problem, or empty the evidence", evidenceColumn, head)
		}
		return nil
	}
	if err := r.add(l, head, name); err != nil {
		return err
	}
	if evidence != "" {
		found, ok := verbatim(l, evidence)
		if !ok {
			return comment.Say("“%s”里的字不在标题和正文中；请从原文原样复制，拿不准就空着", "what stands in the column %s is not in the title or text: copy it from there, or leave it empty", evidenceColumn)
		}
		evidence = found
	}
	l.Evidence[len(l.Evidence)-1] = evidence
	return nil
}

// add adds the problem that a cell names, without evidence.
func (r *rowReader) add(l *tag.Labelled, head, name string) error {
	code, ok := r.problems[squeeze(name)]
	switch {
	case !ok:
		return comment.Say("“%s”里不是问题；请从下拉列表选，或填表“%s”里的名称或代码", "the column %s has something that is no problem: choose one from the list, or give a name or code of the sheet %s", head, codeSheet)
	case slices.Contains(l.Subs, code):
		return comment.Say("“%s”里的“%s”前面已有；一个问题只填一次", "the column %s has %s once more: give each problem once", head, code)
	}
	l.Subs, l.Evidence = append(l.Subs, code), append(l.Evidence, "")
	return nil
}

func readKind(name string) (comment.Kind, error) {
	if name == "" {
		return "", nil
	}
	var names []string
	for _, k := range kinds {
		if squeeze(name) == k.name || squeeze(name) == string(k.kind) {
			return k.kind, nil
		}
		names = append(names, k.name)
	}
	list := strings.Join(names, "、")
	return "", comment.Say("“%s”里不是类型；请填%s之一，不知道就空着", "the column %s has something that is no kind: give one of %s, or leave it empty", kindHead, list)
}

// verbatim finds evidence in the title or text; white space and quotation marks round it do not count.
func verbatim(l *tag.Labelled, evidence string) (string, bool) {
	for _, e := range []string{evidence, strings.TrimSpace(strings.Trim(evidence, "“”\"「」"))} {
		if e != "" && (strings.Contains(l.Title, e) || strings.Contains(l.Text, e)) {
			return e, true
		}
	}
	return "", false
}

// squeeze gives a name without white space, in lower case.
func squeeze(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
