package reports

import (
	"html/template"
	"regexp"
	"slices"
	"strings"
	"time"
)

// table is what an HTML table shows of an answer: the same rows in the same order.
type table struct {
	Head   []head
	Rows   [][]tableCell
	Silent []bool // rows that a sentence replaces on paper; nil: none
}

type head struct {
	Label      string
	Number     bool
	Code       bool // for analysts: in the csv, not on the screen
	Drawn      bool // a drawing: on the screen, not in the csv
	Row        bool // stands over what names the rows
	ScreenOnly bool // not printed
}

type tableCell struct {
	Text       string
	Link       string
	Number     bool
	Code       bool
	Graphic    template.HTML
	Row        bool // names the row, which a rank does not
	Whole      bool // a date or a number with hyphens, which is never broken
	Tight      bool // a short name, which is not broken on a screen
	Wide       bool // a sentence
	ScreenOnly bool // not printed
}

// Class names the style of a heading.
func (h head) Class() string {
	class := ""
	switch {
	case h.Code:
		return "k"
	case h.Number:
		class = "n"
	case h.Drawn:
		class = "d"
	case h.Row:
		class = "r"
	}
	return screenOnly(class, h.ScreenOnly)
}

// Class names the style of a cell.
func (c tableCell) Class() string {
	class := ""
	switch {
	case c.Code:
		return "k"
	case c.Number:
		class = "n"
	case c.Graphic != "":
		class = "d"
	case c.Whole:
		class = "day"
	case c.Tight && !c.Row:
		class = "t"
	case c.Wide:
		class = "w"
	}
	return screenOnly(class, c.ScreenOnly)
}

func screenOnly(class string, is bool) string {
	if !is {
		return class
	}
	return strings.TrimSpace(class + " v")
}

// IsSilent says whether a sentence replaces the row on paper.
func (t table) IsSilent(row int) bool { return t.Silent != nil && t.Silent[row] }

// What fits on paper, in px.
const (
	manyRows  = 12 // so many are worth two columns
	halfSheet = 339
	sheet     = 700
	graphic   = 80
)

// Layout says how the table is printed: in two columns where it has many rows, none broader than half a sheet; without breaking a name
// where it fits on one; in small type where it does not.
func (t table) Layout() string {
	switch {
	case t.printedRows() >= manyRows && !t.isDrawn() && t.breadth(8, 4, headOf) <= halfSheet:
		return " pair"
	case t.breadth(8.5, 8, func(string) int { return width("（条）") }) <= sheet:
		return " roomy"
	}
	return " crowded"
}

// printedRows is how many rows are printed.
func (t table) printedRows() int {
	n := 0
	for i := range t.Rows {
		if !t.IsSilent(i) {
			n++
		}
	}
	return n
}

// isDrawn says whether a column holds drawings.
func (t table) isDrawn() bool {
	return slices.ContainsFunc(t.Head, func(h head) bool { return h.Drawn })
}

// headOf is how broad a heading is that is broken only before its unit.
func headOf(label string) int {
	name, unit, _ := strings.Cut(label, "（")
	return max(width(name), width("（"+unit))
}

// breadth guesses how broad the table is when no cell is broken, in type of so many pt with so many px between the columns.
func (t table) breadth(pt, gap float64, head func(label string) int) float64 {
	all := 0.0
	for i, h := range t.Head {
		if h.Code || h.ScreenOnly {
			continue
		}
		most := head(h.Label)
		for n, r := range t.Rows {
			switch {
			case r[i].Graphic != "":
				most = max(most, graphic)
			case !t.IsSilent(n):
				most = max(most, width(r[i].Text))
			}
		}
		all += float64(most)*pt*4/3/13 + gap
	}
	return all
}

// hideEmpty leaves out of the printed table the columns that hold no value in any row, and gives their names.
func (t *table) hideEmpty() []string {
	var names []string
	for i, h := range t.Head {
		if h.Code || h.Drawn || h.ScreenOnly || len(t.Rows) == 0 {
			continue
		}
		empty := true
		for _, r := range t.Rows {
			empty = empty && r[i].Text == noValue
		}
		if empty {
			names = append(names, strings.Split(h.Label, "（")[0])
			t.keepFromPaper(i)
		}
	}
	return names
}

func (t *table) keepFromPaper(column int) {
	t.Head[column].ScreenOnly = true
	for _, r := range t.Rows {
		r[column].ScreenOnly = true
	}
}

// hyphenated is what a line must not be broken in though it holds hyphens: dates, numbers of a ledger.
var hyphenated = regexp.MustCompile(`^[0-9A-Za-z]{1,8}(-[0-9A-Za-z]{1,8}){1,4}$`)

func (p *page) table(a answer) table {
	var t table
	decimals := make([]int, len(a.columns))
	named := map[string]bool{}
	for i, c := range a.columns {
		decimals[i] = decimalsOf(a.rows, c, a.label(c))
		h := head{Label: a.label(c), Code: codeColumns[c]}
		h.Number = strings.HasSuffix(h.Label, "）") // a unit, where no row has a value
		for _, r := range a.rows {
			if r[c] != nil {
				h.Number = numeric(r[c])
				break
			}
		}
		t.Head = append(t.Head, h)
		named[c] = true
	}
	for _, r := range a.rows {
		row := make([]tableCell, len(a.columns))
		named := false
		for i, c := range a.columns {
			row[i] = tableCell{Text: cellTo(decimals[i], r[c]), Number: t.Head[i].Number, Code: t.Head[i].Code}
			row[i].Wide = wideColumns[c]
			_, isDay := r[c].(time.Time)
			row[i].Whole = isDay || hyphenated.MatchString(row[i].Text)
			row[i].Tight = tightColumns[c]
			row[i].Row = !named && !row[i].Code && c != "rank"
			named = named || row[i].Row
			t.Head[i].Row = row[i].Row
		}
		t.Rows = append(t.Rows, row)
	}
	if named["name"] && named["short"] { // a chart says the short one
		for i, c := range a.columns {
			if c == "short" {
				t.keepFromPaper(i)
			}
		}
	}
	return t
}
