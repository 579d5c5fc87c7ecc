package ingest

import (
	"errors"
	"strings"

	"sifeng/pipeline/comment"
)

const (
	sampleRows       = 1000 // looked at before the first comment is made
	headerSearchRows = 30
	maxSampleBytes   = 32 << 20 // of text; rows of megabytes are few enough
)

// bufferedRow is a row kept until the layout is known.
type bufferedRow struct {
	cells  []string
	row    int
	broken *comment.Message // why it cannot be used; nil: it can
}

// layout says where the fields of a table stand.
type layout struct {
	header    []string
	headerRow int // 1-based row; 0: the table has none
	columns   []Column
	id        []int
	title     []int
	text      []int
	joinText  bool // all text columns together, not the first that is filled
	asksWinds bool // a column asks about one of the four winds
	time      []int
	channel   []int
	township  []int
	depart    []int
	handler   []int
	votesUp   []int
	votesDown []int
	submitter []int
	phone     []int
	idNumber  []int
	name      []int
	private   []int // every private column
	answered  []int
	answerer  []int
	ignore    map[int]bool
	carry     map[int]bool // blanks repeat the cell above
	heading   string       // what stands above the names; empty: nothing, or no title
	garbled   bool         // a wrong encoding spoilt the names
	dataAt    int          // index of the first data row in the sample
	notes     []*comment.Message
}

// ErrNoComments marks a table that has no column of comments.
var ErrNoComments = comment.Say("没有一列是意见正文", "no column holds comments")

// noteGarbled: what the names were is known or guessed, but the texts below them are likely to be garbled as well.
var noteGarbled = comment.Say("请核对！列名是乱码（存成了另一种编码），正文也是乱码的行会被隔离：请从原系统按 UTF-8 重新导出",
	"Check! The names of the columns are garbled (saved in another encoding), and rows whose texts are too will be quarantined: export the file again from the source system, as UTF-8")

// ErrLedger marks a table of rectifications, which is read by other means and holds no comments.
var ErrLedger = comment.Say("这是整改台账，不是意见文件：请用 --ledger 给出", "this is a ledger of rectifications, not a file of comments: give it with --ledger")

// findLayout finds the header among the first rows and what each column is. needHeader refuses a table without a header.
func findLayout(names *headerNames, m *Mapping, sample []bufferedRow, needHeader, merged bool) (*layout, error) {
	at := -1
	if m.HeaderRow > 0 {
		for i, r := range sample {
			if r.row == m.HeaderRow {
				at = i
			}
		}
		if at < 0 {
			return nil, misfit("对应关系文件说第 %d 行是列名，但没有这一行", "the map says that row %d names the columns, but there is no such row", m.HeaderRow)
		}
	} else {
		if at = m.findHeader(sample); at < 0 {
			at = findHeader(names, sample)
		}
	}
	if at < 0 {
		if garbled, header := names.garbledHeader(sample); garbled >= 0 {
			l := &layout{headerRow: sample[garbled].row, dataAt: garbled + 1, garbled: true}
			if err := l.assign(names, m, header, sample[l.dataAt:], merged); err != nil {
				return nil, err
			}
			l.notes = append([]*comment.Message{noteGarbled}, l.notes...)
			return l, nil
		}
		if reason := garbledTable(sample); reason != nil {
			return nil, errGarbled(reason)
		}
	}
	if at < 0 {
		unknown := -1
		if len(m.Columns) == 0 { // a map by numbers says nothing of names
			unknown = names.unknownHeader(sample)
		}
		if needHeader {
			if unknown >= 0 && names.namedColumn(sample[unknown].cells, FieldText) >= 0 {
				return byContents(names, m, sample, unknown, merged)
			}
			return nil, names.headerlessSheet(m, sample)
		}
		if len(sample) > 1 && garbledRow(sample[0].cells) { // its names say nothing any more, and are no comment
			l, err := headerless(names, m, &bufferedRow{row: sample[0].row, cells: make([]string, len(sample[0].cells))}, false, sample[1:], merged)
			if err == nil {
				l.garbled = true
				l.notes = append([]*comment.Message{noteGarbled}, l.notes...)
			}
			return l, err
		}
		if at = loneHeading(names, m, sample); at >= 0 {
			return headerless(names, m, &sample[at], false, sample[at+1:], merged)
		}
		if unknown >= 0 {
			return byContents(names, m, sample, unknown, merged)
		}
		return headerless(names, m, nil, false, sample, merged)
	}
	header := append([]string(nil), sample[at].cells...)
	l := &layout{headerRow: sample[at].row, dataAt: at + 1, heading: titleOf(sample[:at])}
	if m.HeaderRow == 0 {
		if at > 0 {
			header = fillFrom(header, sample[at-1].cells, names)
		}
		if at+1 < len(sample) {
			below := sample[at+1].cells
			if divided, ok := groupedOpinions(names, header, below); ok {
				header, l.dataAt = divided, at+2
			} else if isSubHeader(names, header, below) {
				header, l.dataAt = mergeHeader(names, header, below), at+2
			}
		}
	}
	if err := l.assign(names, m, header, sample[l.dataAt:], merged); err != nil {
		return nil, err
	}
	return l, nil
}

// assign gives each named column its field.
func (l *layout) assign(names *headerNames, m *Mapping, header []string, data []bufferedRow, merged bool) (err error) {
	l.header = header
	if len(m.Columns) == 0 && names.isLedger(header) {
		return ErrLedger
	}
	if l.columns, err = names.columnsOf(header, m); err != nil {
		return err
	}
	for i := range l.columns {
		if c := &l.columns[i]; c.bare && c.Why != whyMap && !names.isAnswered(i, data) {
			*c = Column{Index: c.Index, Header: c.Header} // numbers, or boxes that were ticked
		}
	}
	l.resolve()
	if len(l.text) == 0 && len(l.title) == 0 {
		unknown := new(UnknownColumnsError)
		if err := names.unknownColumns(l.columns, l.headerRow, data); errors.As(err, &unknown) {
			unknown.comments = unknown.comments && !names.explains(l.heading)
			return err
		}
		return comment.Say("%v：列名有 %s；请在对应关系文件（--map）里写明哪一列是正文", "%v: the columns are %s; say in a map file (--map) which one is the text", ErrNoComments, names.joinHeaders(header))
	}
	if l.sideBySide() {
		return faulty(reasonBeside, "左右并排着几张表：请把它们上下接成一张，只留一行列名", "several tables stand side by side: put them one below the other under one row of names")
	}
	data = l.records(names, data)
	l.noteUnused(data)
	l.chooseID(data)
	l.chooseCarry(m, data, merged)
	return nil
}

// records leaves out what is no record: blank rows, the header again, totals, the foot.
func (l *layout) records(names *headerNames, data []bufferedRow) []bufferedRow {
	var kept []bufferedRow
	for _, r := range data {
		first := firstFilled(r.cells)
		if first >= 0 && !l.repeats(r.cells) && !names.isTotal(r.cells[first]) && !names.isFoot(r.cells[first:]) {
			kept = append(kept, r)
		}
	}
	return kept
}

func (l *layout) resolve() {
	get := func(f Field) []int { return byField(l.columns, f) }
	l.id, l.title, l.text, l.time, l.channel = get(FieldID), get(FieldTitle), get(FieldText), get(FieldTime), get(FieldChannel)
	l.township, l.depart, l.votesUp, l.votesDown = get(FieldTownship), get(FieldDepartment), get(FieldVotesUp), get(FieldVotesDown)
	l.handler = get(FieldHandler)
	l.submitter, l.phone, l.idNumber, l.name = get(FieldSubmitter), get(FieldPhone), get(FieldIDNumber), get(FieldName)
	l.answered, l.answerer = get(FieldAnsweredAt), get(FieldAnsweredBy)
	l.ignore = map[int]bool{}
	l.private = nil
	for i, c := range l.columns {
		if c.Field.isPrivate() {
			l.private = append(l.private, i)
		}
		if c.Field == FieldIgnore {
			l.ignore[i] = true
		}
	}
	l.joinText, l.asksWinds = false, false
	for _, i := range l.text {
		l.asksWinds = l.asksWinds || l.columns[i].Wind
		l.joinText = l.joinText || l.columns[i].About != "" || len(l.text) > 1 && l.columns[i].Why == whyMap
	}
}

// chooseID keeps the first column whose numbers tell the sample's rows apart: mailbox systems number messages by day and start
// again, and a link column can hold the same address in every row.
func (l *layout) chooseID(sample []bufferedRow) {
	for at, i := range l.id {
		seen := map[string]string{} // id to the whole row: a row that stands twice says nothing against its number
		filled, again := 0, 0
		for _, r := range sample {
			if i >= len(r.cells) || isBlank(r.cells[i]) {
				continue
			}
			if _, lossy := plainNumber(r.cells[i]); lossy {
				continue
			}
			filled++
			row := strings.Join(r.cells, "\x00")
			if earlier, ok := seen[r.cells[i]]; ok && earlier != row {
				again++
			}
			seen[r.cells[i]] = row
		}
		if l.columns[i].Why == whyMap || again*20 <= filled {
			for _, other := range l.id {
				if other != i {
					l.columns[other].Why = comment.Say("另有编号列：%s 优先", "another id column: %s comes first", l.columns[i].Header)
				}
			}
			l.id = l.id[at : at+1]
			return
		}
		l.columns[i].Why = whyRepeats
	}
	if len(l.id) > 0 {
		l.notes = append(l.notes, comment.Say("编号列有重复：编号改由渠道、时间和正文生成", "the column of ids repeats itself: ids were made of channel, time and text"))
	}
	l.id = nil
}
