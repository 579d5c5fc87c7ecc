package review

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"sifeng/dict"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/staged"
)

// The sheets of a workbook for checking.
const (
	checkSheet = "核对"
	helpSheet  = "填写说明"
	codeSheet  = "问题代码"
)

// The headings of the first sheet. What stands right of checkedHead is the clerk's.
const (
	idHead       = "编号"
	placeHead    = "来源"
	titleHead    = "标题"
	textHead     = "正文"
	guessHead    = "系统判断"
	doubtHead    = "拿不准的地方"
	checkedHead  = "已核对"
	kindHead     = "类型"
	problemHead  = "问题" // and its number
	evidenceHead = "依据" // and its number
	moreHead     = "其余问题"
	noteHead     = "备注"
)

// maxProblems is how many problems of a row have a cell of their own; the others share one.
const maxProblems = 4

// separator stands between problems that share a cell: their names hold 、.
const separator = "；"

// checked is what the clerk writes behind a row that is done.
const checked = "是"

// kinds are the kinds as clerks call them.
var kinds = []struct {
	kind comment.Kind
	name string
}{{comment.Complaint, "投诉求助"}, {comment.Suggestion, "建议"}, {comment.Inquiry, "咨询"}, {comment.Praise, "表扬"}}

var help = []string{
	"这张表里是系统最拿不准的意见。请逐条看正文，把右边黄色各列改对。文字已脱敏，受限意见不在其中。",
	"1. 类型、问题、依据已按系统的判断填好。对的留着，错的改掉，多的删掉，漏的补上；一个问题也没有就把问题和依据都清空。",
	"2. 问题从下拉列表选，也可以填“问题代码”表里的名称或代码。超过四个的写在“其余问题”里，用分号隔开。",
	"3. 依据要从标题或正文里原样复制，能说明这个问题的几个字到一句话；拿不准可以空着。",
	"4. 只有意见真的在反映这个问题才标：说希望不要、严禁、没有发生、别处的事，都不标。公司、物业、邻居的作为不是干部作风问题。",
	"5. 看完一条，在“已核对”里填“是”。没有填“是”的行不会被采用，不看的行不用管。",
	"6. 备注随便写，系统不读。不要改动列名、编号、标题和正文。",
	"7. 存成 xlsx，交回。sifeng eval 这张表.xlsx：看改了多少。sifeng train 原有标注.jsonl 这张表.xlsx -o winds.bin：训练新模型；原有标注是没有挑选过的意见的标注（格式见 sifeng eval --help），至少 50 条，越多越好，只有这样的表训练不出模型。",
}

// tooLong says whether a text does not fit a cell.
func tooLong(s string) bool {
	const maxCell = 32767 // UTF-16 units
	return len(s) > maxCell && len(utf16.Encode([]rune(s))) > maxCell-1
}

// WriteSheet writes the comments of a selection as a workbook in which a clerk corrects what the tagger takes them for.
func (s *Selection) WriteSheet(path string) error {
	f := excelize.NewFile()
	defer f.Close()
	w := &sheetWriter{File: f, dict: s.Dict}
	w.do(func() error { return f.SetSheetName("Sheet1", checkSheet) })
	for _, name := range []string{helpSheet, codeSheet} {
		w.do(func() error { _, err := f.NewSheet(name); return err })
	}
	w.styles()
	w.headings()
	for i := range s.Comments {
		w.comment(i+2, &s.Comments[i])
	}
	codes := w.codes()
	w.lists(len(s.Comments)+1, codes)
	w.help()
	w.do(func() error { return staged.Write(path, 0o644, func(to *os.File) error { return f.Write(to) }) })
	if w.err != nil {
		return fmt.Errorf("write %s: %w", path, w.err)
	}
	return nil
}

// sheetWriter keeps the first error.
type sheetWriter struct {
	*excelize.File
	dict               *dict.Dict
	head, given, clerk int // styles
	err                error
}

func (w *sheetWriter) do(step func() error) {
	if w.err == nil {
		w.err = step()
	}
}

func (w *sheetWriter) styles() {
	border := []excelize.Border{
		{Type: "left", Color: "D0D0D0", Style: 1},
		{Type: "right", Color: "D0D0D0", Style: 1},
		{Type: "top", Color: "D0D0D0", Style: 1},
		{Type: "bottom", Color: "D0D0D0", Style: 1},
	}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	for _, s := range []struct {
		id    *int
		style *excelize.Style
	}{
		{&w.head, &excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Alignment: wrap, Fill: fill("E8EEF4")}},
		{&w.given, &excelize.Style{Border: border, Alignment: wrap}},
		{&w.clerk, &excelize.Style{Border: border, Alignment: wrap, Fill: fill("FFF8DC")}},
	} {
		w.do(func() (err error) { *s.id, err = w.NewStyle(s.style); return err })
	}
}

func fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// columns lists the headings of the first sheet and their widths.
func columns() (names []string, widths []float64) {
	add := func(name string, width float64) { names, widths = append(names, name), append(widths, width) }
	add(idHead, 10)
	add(placeHead, 16)
	add(titleHead, 20)
	add(textHead, 70)
	add(guessHead, 34)
	add(doubtHead, 20)
	add(checkedHead, 8)
	add(kindHead, 10)
	for i := 1; i <= maxProblems; i++ {
		add(fmt.Sprint(problemHead, i), 18)
		add(fmt.Sprint(evidenceHead, i), 24)
	}
	add(moreHead, 18)
	add(noteHead, 20)
	return names, widths
}

// given is how many columns are not the clerk's.
const given = 6

func cell(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil { // both are above 0
		return "A1"
	}
	return name
}

func (w *sheetWriter) headings() {
	names, widths := columns()
	for i, name := range names {
		w.text(checkSheet, i+1, 1, name, w.head)
		letter := strings.TrimRight(cell(i+1, 1), "1")
		w.do(func() error { return w.SetColWidth(checkSheet, letter, letter, widths[i]) })
	}
	last := strings.TrimRight(cell(len(names), 1), "1")
	w.do(func() error { return w.AutoFilter(checkSheet, "A1:"+last+"1", nil) })
	w.do(func() error {
		return w.SetPanes(checkSheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	})
}

func (w *sheetWriter) text(sheet string, column, row int, s string, style int) {
	at := cell(column, row)
	w.do(func() error { return w.SetCellStr(sheet, at, neutral(s)) })
	w.do(func() error { return w.SetCellStyle(sheet, at, at, style) })
}

func (w *sheetWriter) comment(row int, c *Unsure) {
	var guess []string
	problems, evidence := make([]string, maxProblems), make([]string, maxProblems)
	var more []string
	for i, t := range c.Tags {
		guess = append(guess, fmt.Sprintf("%s %s：“%s”", w.name(t.Problem), t.Problem, t.Evidence))
		if i < maxProblems {
			problems[i], evidence[i] = w.name(t.Problem), t.Evidence
		} else {
			more = append(more, w.name(t.Problem))
		}
	}
	kind := kindName(c.Kind)
	if len(guess) == 0 {
		guess = []string{"没有作风问题"}
	}
	nearly := "差一点标："
	if slices.ContainsFunc(c.Tags, func(t comment.Tag) bool { return t.Problem == c.Nearest.Problem }) {
		nearly = "刚够标："
	}
	doubt := nearly + w.name(c.Nearest.Problem)
	cells := []string{c.ID, c.Place.Message().Chinese(), c.Title, c.Text, kind + "\n" + strings.Join(guess, "\n"), doubt, "", kind}
	for i := range maxProblems {
		cells = append(cells, problems[i], evidence[i])
	}
	cells = append(cells, strings.Join(more, separator), "")
	for i, s := range cells {
		style := w.given
		if i >= given {
			style = w.clerk
		}
		w.text(checkSheet, i+1, row, s, style)
	}
}

func (w *sheetWriter) name(code string) string {
	for _, p := range w.dict.Problems {
		if p.Code == code {
			return p.NameZH
		}
	}
	return code
}

func kindName(k comment.Kind) string {
	for _, x := range kinds {
		if x.kind == k {
			return x.name
		}
	}
	return ""
}

// codes writes the sheet of problems and gives its last row.
func (w *sheetWriter) codes() int {
	row := 1
	line := func(style int, cells ...string) {
		for i, s := range cells {
			w.text(codeSheet, i+1, row, s, style)
		}
		row++
	}
	line(w.head, "名称", "代码", "怎样算")
	for _, p := range w.dict.Problems {
		if p.Axis == comment.AxisWinds {
			line(w.given, p.NameZH, p.Code, p.Definition)
		}
	}
	for letter, width := range map[string]float64{"A": 24, "B": 32, "C": 90} {
		w.do(func() error { return w.SetColWidth(codeSheet, letter, letter, width) })
	}
	return row - 1
}

// lists gives the clerk's cells lists to choose from. What is not in a list may be typed: a problem has a code beside its name.
func (w *sheetWriter) lists(last, codes int) {
	if last < 2 {
		return
	}
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	headings, _ := columns()
	for i, head := range headings {
		list := excelize.NewDataValidation(true)
		list.Sqref = cell(i+1, 2) + ":" + cell(i+1, last)
		var err error
		switch {
		case head == checkedHead:
			err = list.SetDropList([]string{checked})
			list.SetError(excelize.DataValidationErrorStyleStop, "已核对", "看完填“是”，没看空着。")
		case head == kindHead:
			err = list.SetDropList(names)
			list.SetError(excelize.DataValidationErrorStyleStop, "类型", "请从下拉列表选。")
		case strings.HasPrefix(head, problemHead):
			list.SetSqrefDropList(fmt.Sprintf("'%s'!$A$2:$A$%d", codeSheet, codes))
			list.SetError(excelize.DataValidationErrorStyleWarning, "问题", "不在列表里。如果填的是“问题代码”表里的代码，可以继续。")
		default:
			continue
		}
		w.do(func() error { return err })
		w.do(func() error { return w.AddDataValidation(checkSheet, list) })
	}
}

func (w *sheetWriter) help() {
	style := 0
	w.do(func() (err error) {
		style, err = w.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
		return err
	})
	for i, line := range help {
		w.text(helpSheet, 1, i+1, line, style)
	}
	w.do(func() error { return w.SetColWidth(helpSheet, "A", "A", 100) })
}

// formulaStarts are the characters with which Excel begins a formula, also where a sheet goes by way of csv.
const formulaStarts = "=+-@＝＋－＠\t"

// neutral keeps a text from being taken for a formula.
func neutral(s string) string {
	if s != "" && strings.ContainsRune(formulaStarts, []rune(s)[0]) {
		return "'" + s
	}
	return s
}

// plain undoes neutral.
func plain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && rest != "" && strings.ContainsRune(formulaStarts, []rune(rest)[0]) {
		return rest
	}
	return s
}
