package pipeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sifeng/dict"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/store"
)

// readLedger reads a rectification ledger. The free texts are cleaned as comments are. An error names the file, the row and what is
// wrong with it: a ledger is the county's own, so nothing of it is quarantined.
func readLedger(path string, d *dict.Dict, a *Annotator) ([]store.Rectification, error) {
	headings, err := synonyms(d, "ledger/headings.tsv", "field", "headings")
	if err != nil {
		return nil, err
	}
	states, err := synonyms(d, "ledger/states.tsv", "state", "words")
	if err != nil {
		return nil, err
	}
	known := make([]string, 0, len(headings))
	for h := range headings {
		known = append(known, h)
	}
	slices.Sort(known)
	cells, err := ingest.Cells(path, known)
	if err != nil {
		return nil, err
	}
	header, columns := ledgerHeader(cells, headings)
	if header < 0 {
		return nil, fmt.Errorf("read %s: no row has the headings 编号, 问题 and 状态 of a ledger", path)
	}
	l := ledgerReader{states: states, units: newUnitNames(d), annotator: a}
	for _, p := range d.Problems {
		l.codes = append(l.codes, p.Code)
	}
	var rows []store.Rectification
	at := map[string]int{}
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
		if field["issue_no"] == "" || strings.HasPrefix(field["issue_no"], "合计") {
			continue
		}
		r, err := l.row(field)
		if err == nil {
			if earlier, twice := at[r.IssueNo]; twice {
				err = fmt.Errorf("编号 %s stands in row %d already", r.IssueNo, earlier)
			}
			at[r.IssueNo] = i + 1
		}
		if err != nil {
			return nil, fmt.Errorf("read %s, row %d: %w", path, i+1, err)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// synonyms reads a dictionary file that lists, for each key, the words that mean it, and gives the key of each word.
func synonyms(d *dict.Dict, file, key, words string) (map[string]string, error) {
	rows, err := dict.ReadTSV(d.FS(), file, key, words)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, r := range rows {
		for _, w := range strings.Fields(r.Field[words]) {
			if of[w] != "" {
				return nil, r.Errorf("%s means %s already", w, of[w])
			}
			of[w] = r.Field[key]
		}
	}
	return of, nil
}

// ledgerHeader finds the row of headings (-1: none) and which column each field is in.
func ledgerHeader(cells [][]string, headings map[string]string) (int, map[int]string) {
	for i, row := range cells[:min(len(cells), 20)] {
		columns, found := map[int]string{}, map[string]bool{}
		for col, cell := range row {
			if name := headings[strings.ReplaceAll(cell, " ", "")]; name != "" && !found[name] {
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
	states    map[string]string
	codes     []string
	units     unitNames
	annotator *Annotator
}

func (l *ledgerReader) row(field map[string]string) (store.Rectification, error) {
	tidy := func(name string) string { return l.annotator.cleaner.Redact(field[name]) }
	r := store.Rectification{
		IssueNo: field["issue_no"], Problem: tidy("problem"), Source: field["source"], Nature: field["nature"], Lead: field["lead"],
		CoLead: field["co_lead"], Responsible: tidy("responsible"), Measures: tidy("measures"), Target: tidy("target"),
		ProgressNote: tidy("progress_note"), Evidence: tidy("evidence"), Verification: tidy("verification"), Satisfaction: field["satisfaction"],
		Approver: tidy("approver"), ReopenReason: tidy("reopen_reason"), LongTerm: tidy("long_term"),
		TownshipCode: l.units.township[field["township"]], LeadCode: l.units.department[field["lead"]],
	}
	if r.Problem == "" {
		return r, fmt.Errorf("问题 is empty")
	}
	if r.Status = l.states[field["status"]]; r.Status == "" {
		return r, fmt.Errorf("状态 is %q, which is no state of a ledger (dict/data/ledger/states.tsv lists them)", field["status"])
	}
	for _, choice := range []struct{ name, value, of string }{
		{"性质", r.Nature, "立行立改 限期整改 长期 不受理"}, {"群众评议", r.Satisfaction, "满意 基本满意 不满意 未联系上"},
	} {
		if choice.value != "" && !slices.Contains(strings.Fields(choice.of), choice.value) {
			return r, fmt.Errorf("%s is %q, want one of %s", choice.name, choice.value, choice.of)
		}
	}
	for _, code := range strings.FieldsFunc(field["codes"], func(c rune) bool { return strings.ContainsRune(" ,;，；、", c) }) {
		if !slices.Contains(l.codes, code) {
			return r, fmt.Errorf("类别 %q is no code of dict/data/taxonomy/problems.tsv", code)
		}
		r.Codes = append(r.Codes, code)
	}
	if v := field["n"]; v != "" {
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil || n < 0 {
			return r, fmt.Errorf("份数 is %q, want a whole number", v)
		}
		r.N = &n
	}
	if v := strings.TrimSuffix(field["progress"], "%"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > 100 {
			return r, fmt.Errorf("进展 is %q, want a percentage from 0 to 100", v)
		}
		r.Progress = &n
	}
	for name, to := range map[string]*time.Time{
		"opened_at": &r.OpenedAt, "published_at": &r.PublishedAt, "deadline": &r.Deadline, "done_at": &r.DoneAt, "closed_at": &r.ClosedAt,
	} {
		day, err := ledgerDay(field[name])
		if err != nil {
			return r, fmt.Errorf("%s: %w", name, err)
		}
		*to = day
	}
	return r, l.check(r)
}

// check holds the ledger to its own rules: what is closed was verified and has something to show for it.
func (l *ledgerReader) check(r store.Rectification) error {
	assigned := slices.Contains([]string{"assigned", "in_progress", "done", "verified", "closed"}, r.Status)
	switch {
	case assigned && r.Deadline.IsZero():
		return fmt.Errorf("an entry in the state %s needs a 时限", r.Status)
	case r.Status == "closed" && r.ClosedAt.IsZero():
		return fmt.Errorf("a closed entry needs a 销号日期")
	case r.Status == "closed" && r.Evidence == "":
		return fmt.Errorf("a closed entry needs its 佐证")
	case r.Status == "reopened" && !r.ClosedAt.IsZero():
		return fmt.Errorf("a reopened entry cannot have a 销号日期")
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
	return time.Time{}, fmt.Errorf("%q is no day, want one such as 2014-06-30", s)
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
