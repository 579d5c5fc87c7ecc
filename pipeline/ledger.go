package pipeline

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"sifeng/dict"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/store"
)

// readLedger reads a rectification ledger. Its free texts are cleaned as comments are, numbers of entries and names of units too: clerks
// write persons there. An error names the file, the rows, the column and what may stand there, up to ten, and never repeats a cell: a
// ledger is the county's own, so nothing of it is quarantined, but what a run says is read by others.
func readLedger(path string, d *dict.Dict, a *Annotator) ([]store.Rectification, error) {
	headings, err := synonyms(d, "ledger/headings.tsv", "field", "headings")
	if err != nil {
		return nil, err
	}
	states, err := synonyms(d, "ledger/states.tsv", "state", "words")
	if err != nil {
		return nil, err
	}
	grid, err := ingest.Cells(path, headings.words)
	if err != nil {
		return nil, err
	}
	cells, unsaved := grid.Rows, map[int][]ingest.Unsaved{} // by row
	for _, u := range grid.Unsaved {
		unsaved[u.Row] = append(unsaved[u.Row], u)
	}
	header, columns := ledgerHeader(cells, headings)
	if header < 0 {
		return nil, comment.Say("读取 %s：没有一行写着台账的列名：编号（或序号）、问题、状态", "read %s: no row has the headings 编号 (or 序号), 问题 and 状态 of a ledger", path)
	}
	l := ledgerReader{states: states, units: newUnitNames(d), annotator: a}
	for _, p := range d.Problems {
		l.codes = append(l.codes, p.Code)
	}
	var rows []store.Rectification
	var wrong []error
	var lost []ingest.Unsaved
	at, taken := map[string]int{}, map[string]bool{} // rows by their number as written; numbers as stored
	for i := header + 1; i < len(cells); i++ {
		if cells[i] == nil {
			continue
		}
		field := map[string]string{}
		for col, name := range columns {
			if col < len(cells[i]) {
				field[name] = cells[i][col]
			}
		}
		var without []ingest.Unsaved // formulas without results in what is read
		numbered := field["issue_no"] != ""
		for _, u := range unsaved[i+1] {
			if name, read := columns[u.Column-1]; read {
				without = append(without, u)
				numbered = numbered || name == "issue_no" && field["problem"] != ""
			}
		}
		if !numbered || strings.HasPrefix(field["issue_no"], "合计") {
			continue
		}
		if len(without) > 0 {
			lost = append(lost, without...)
			continue
		}
		r, err := l.row(field)
		if err == nil {
			if earlier, twice := at[field["issue_no"]]; twice {
				err = comment.Say("编号与第 %d 行相同", "编号 stands in row %d already", earlier)
			}
			at[field["issue_no"]] = i + 1
			if taken[r.IssueNo] { // two numbers that differ only in what cleaning removed
				r.IssueNo += "-" + strconv.Itoa(i+1)
			}
			taken[r.IssueNo] = true
		}
		if err != nil {
			wrong = append(wrong, comment.Say("第 %d 行：%v", "row %d: %v", i+1, err))
			continue
		}
		rows = append(rows, r)
	}
	if len(lost) > 0 {
		return nil, comment.Say("读取 %s：%v", "read %s: %v", path, ingest.NoResult(grid.Sheet, lost))
	}
	if len(wrong) > 0 {
		return nil, listWrong(path, wrong)
	}
	return rows, nil
}

// listWrong puts what is wrong with the rows of a ledger into one error.
func listWrong(path string, wrong []error) error {
	const named = 10
	if len(wrong) == 1 {
		return comment.Say("读取 %s，%v", "read %s, %v", path, wrong[0])
	}
	all := comment.Say("读取 %s：有 %d 行要改", "read %s: %d rows must be corrected", path, len(wrong))
	for i, err := range wrong {
		if i == named {
			return comment.Say("%v\n……还有 %d 行", "%v\n… and %d more", all, len(wrong)-named)
		}
		all = comment.Say("%v\n%v", "%v\n%v", all, err)
	}
	return all
}

// vocabulary is what a dictionary file takes for the same: the key of each word, and the words in the order of the file.
type vocabulary struct {
	key   map[string]string
	words []string
}

// synonyms reads a dictionary file that lists, for each key, the words that mean it.
func synonyms(d *dict.Dict, file, key, words string) (vocabulary, error) {
	v := vocabulary{key: map[string]string{}}
	rows, err := dict.ReadTSV(d.FS(), file, key, words)
	if err != nil {
		return v, err
	}
	for _, r := range rows {
		for _, w := range strings.Fields(r.Field[words]) {
			if v.key[w] != "" {
				return v, r.Errorf("%s means %s already", w, v.key[w])
			}
			v.key[w] = r.Field[key]
			v.words = append(v.words, w)
		}
	}
	return v, nil
}

// ledgerHeader finds the row of headings (-1: none) and which column each field is in.
func ledgerHeader(cells [][]string, headings vocabulary) (int, map[int]string) {
	for i, row := range cells[:min(len(cells), 20)] {
		columns, found := map[int]string{}, map[string]bool{}
		for _, heading := range headings.words {
			name := headings.key[heading]
			col := slices.IndexFunc(row, func(cell string) bool { return strings.ReplaceAll(cell, " ", "") == heading })
			if col >= 0 && !found[name] {
				columns[col], found[name] = name, true
			}
		}
		if found["issue_no"] && found["problem"] && found["status"] {
			return i, columns
		}
	}
	return -1, nil
}

type ledgerReader struct {
	states    vocabulary
	codes     []string
	units     unitNames
	annotator *Annotator
}

// tidy cleans a free text. Units are written where persons may be, and their names are in the register.
func (l *ledgerReader) tidy(cell string) string {
	if l.units.township[cell] != "" || l.units.department[cell] != "" {
		return cell
	}
	return l.annotator.cleaner.RedactCell(cell)
}

// number cleans the number of an entry. Its own digits may be many.
func (l *ledgerReader) number(cell string) string {
	if text := l.tidy(cell); !strings.Contains(text, clean.FileNo.String()) {
		return text
	}
	return cell
}

func (l *ledgerReader) row(field map[string]string) (store.Rectification, error) {
	tidy := func(name string) string { return l.tidy(field[name]) }
	r := store.Rectification{
		IssueNo: l.number(field["issue_no"]), Problem: tidy("problem"), Source: tidy("source"), Nature: field["nature"], Lead: tidy("lead"),
		CoLead: tidy("co_lead"), Responsible: tidy("responsible"), Measures: tidy("measures"), Target: tidy("target"),
		ProgressNote: tidy("progress_note"), Evidence: tidy("evidence"), Verification: tidy("verification"), Satisfaction: field["satisfaction"],
		Approver: tidy("approver"), ReopenReason: tidy("reopen_reason"), LongTerm: tidy("long_term"),
		TownshipCode: l.units.township[field["township"]], LeadCode: l.units.department[field["lead"]],
	}
	if r.Problem == "" {
		return r, comment.Say("问题是空的", "问题 is empty")
	}
	if r.Status = l.states.key[field["status"]]; r.Status == "" {
		return r, comment.Say("状态不认识；可以写 %s", "状态 is no state of a ledger; the states are %s", strings.Join(l.states.words, "、"))
	}
	for _, choice := range []struct{ name, value, of string }{
		{"性质", r.Nature, "立行立改 限期整改 长期 不受理"}, {"群众评议", r.Satisfaction, "满意 基本满意 不满意 未联系上"},
	} {
		if choice.value != "" && !slices.Contains(strings.Fields(choice.of), choice.value) {
			return r, comment.Say("%s不认识；可以写 %s", "%s: want one of %s", choice.name, choice.of)
		}
	}
	for _, code := range strings.FieldsFunc(field["codes"], func(c rune) bool { return strings.ContainsRune(" ,;，；、", c) }) {
		if !slices.Contains(l.codes, code) {
			return r, comment.Say("类别里有的不是问题代码；可以写 %s", "类别 holds what is no code of a problem; the codes are %s", strings.Join(l.codes, "、"))
		}
		r.Codes = append(r.Codes, code)
	}
	if v := field["n"]; v != "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n < 0 {
			return r, comment.Say("份数不是整数", "份数: want a whole number")
		}
		r.N = &n
	}
	if v := strings.TrimSuffix(field["progress"], "%"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > 100 {
			return r, comment.Say("进展不是 0 到 100 的百分数", "进展: want a percentage from 0 to 100")
		}
		r.Progress = &n
	}
	for _, day := range []struct {
		field, heading string
		to             *time.Time
	}{
		{"opened_at", "登记日期", &r.OpenedAt},
		{"published_at", "公示日期", &r.PublishedAt},
		{"deadline", "时限", &r.Deadline},
		{"done_at", "自报完成日期", &r.DoneAt},
		{"closed_at", "销号日期", &r.ClosedAt},
	} {
		var err error
		if *day.to, err = ledgerDay(field[day.field]); err != nil {
			return r, comment.Say("%s：%v", "%s: %v", day.heading, err)
		}
	}
	return r, l.check(r)
}

// check holds the ledger to its own rules: what is closed was verified and has something to show for it.
func (l *ledgerReader) check(r store.Rectification) error {
	assigned := slices.Contains([]string{"assigned", "in_progress", "done", "verified", "closed"}, r.Status)
	switch {
	case assigned && r.Deadline.IsZero():
		return comment.Say("这个状态（%s）要有时限", "an entry in the state %s needs a 时限", r.Status)
	case r.Status == "closed" && r.ClosedAt.IsZero():
		return comment.Say("已销号的要有销号日期", "a closed entry needs a 销号日期")
	case r.Status == "closed" && r.Evidence == "":
		return comment.Say("已销号的要有佐证", "a closed entry needs its 佐证")
	case r.Status == "reopened" && !r.ClosedAt.IsZero():
		return comment.Say("复号的不能有销号日期", "a reopened entry cannot have a 销号日期")
	}
	return nil
}

func ledgerDay(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{"2006-01-02", "2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "2006-01-02 15:04:05", "20060102"} {
		if day, err := time.Parse(layout, s); err == nil {
			return day, nil
		}
	}
	return time.Time{}, comment.Say("不是日期，要写成 2014-06-30 的样子", "no day, want one such as 2014-06-30")
}

// unitNames gives the code of every name and alias of the register.
type unitNames struct{ township, department map[string]string }

func newUnitNames(d *dict.Dict) unitNames {
	n := unitNames{map[string]string{}, map[string]string{}}
	for _, t := range d.County.Townships {
		for _, name := range append([]string{t.Name}, t.Aliases...) {
			n.township[name] = t.Code
		}
	}
	for _, u := range d.County.Departments {
		for _, name := range append([]string{u.Name, u.Short}, u.Aliases...) {
			n.department[name], n.department["县"+name] = u.Code, u.Code
		}
	}
	return n
}
