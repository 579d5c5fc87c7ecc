package ingest

import (
	"errors"

	"sifeng/pipeline/comment"
)

// readWorkbook reads the visible sheets of a workbook that hold comments.
func (b *builder) readWorkbook(in *Input) (sources []comment.Source, err error) {
	book, err := openWorkbook(in)
	if err != nil {
		return nil, err
	}
	texts, err := loadTexts(book.texts, textsInMemory)
	if err != nil {
		return nil, err
	}
	defer texts.close()
	date1904 := book.date1904
	if b.o.Map.Date1904 != nil {
		date1904 = *b.o.Map.Date1904
	}
	var notes []*comment.Message
	var tables int
	for _, info := range book.sheets {
		if !info.chosen(b.o.Map.Sheets) {
			if info.hidden && len(b.o.Map.Sheets) == 0 && info.scan.rows > 0 {
				notes = append(notes, comment.Say("工作表 %s 是隐藏的，没有读（%d 行）：要读请取消隐藏，或在对应关系文件里写上它", "sheet %s is hidden and was not read (%d rows): show it, or name it in a map file, to read it", info.name, info.scan.rows))
			}
			continue
		}
		if info.scan.rows == 0 {
			continue
		}
		tables++
	}
	hiddenSheets := len(notes)
	for _, name := range b.o.Map.Sheets {
		if !book.has(name) {
			return nil, misfit("对应关系文件写了工作表 %q，文件里没有；工作表有 %s", "the map names a sheet %q, which is not there; the sheets are %s", name, book.names())
		}
	}
	var refused noText
	var aside []comment.Source // sheets that are not read though they may hold comments, and why
	var why []*UnknownColumnsError
	for _, info := range book.sheets {
		if !info.chosen(b.o.Map.Sheets) || info.scan.rows == 0 {
			continue
		}
		part, err := info.part.Open()
		if err != nil {
			return nil, comment.Say("工作表 %s：%v", "sheet %s: %v", info.name, damagedPart(info.part, err))
		}
		s := &sheet{
			source: b.newSource(info.name, encUTF8), merges: newMerges(info.scan.merges),
			times: timeReader{year: b.o.Year, date1904: date1904, numbers: true},
		}
		rows := newSheetRows(part, texts)
		err = b.readTable(s, rows, tables > 1)
		part.Close()
		if errors.Is(err, ErrNoComments) || errors.Is(err, ErrLedger) {
			unknown := new(UnknownColumnsError)
			isUnknown, explains := errors.As(err, &unknown), b.names.explains(info.name)
			refused.add(info.name, err, explains)
			switch {
			case isUnknown && unknown.comments && !explains:
				aside, why = append(aside, s.source), append(why, unknown)
			case isUnknown:
				notes = append(notes, unknown.doubt(info.name))
			case errors.Is(err, ErrLedger):
				notes = append(notes, comment.Say("工作表 %s 是整改台账：没有读", "sheet %s is a ledger of rectifications: not read", info.name))
			default:
				notes = append(notes, comment.Say("工作表 %s 没有意见正文这一列：没有读", "sheet %s has no column of comments: not read", info.name))
			}
			continue
		}
		if err != nil {
			return nil, comment.Say("工作表 %s：%v", "sheet %s: %v", info.name, err)
		}
		hidden := 0
		for i := range s.layout.columns {
			if c := &s.layout.columns[i]; info.scan.hiddenColumn(i) {
				c.Hidden = true
				hidden++
			}
		}
		if hidden > 0 {
			s.source.Notes = append(s.source.Notes, comment.Say("%d 列是隐藏的：照常读取", "%d columns are hidden: read like the others", hidden))
		}
		if rows.unsaved > 0 {
			s.source.Notes = append(s.source.Notes, comment.Say("%d 个公式没有存下结果：请用 Excel 或 WPS 打开后另存一次，再读入", "%d formulas hold no result: open the file in Excel or WPS, save it again and read that", rows.unsaved))
		}
		if info.scan.hiddenRows > 0 {
			s.source.Notes = append(s.source.Notes, comment.Say("%d 行是隐藏的：照常读取", "%d rows are hidden: read like the others", info.scan.hiddenRows))
		}
		sources = append(sources, s.source)
	}
	if len(sources) == 0 {
		switch {
		case refused.err != nil && hiddenSheets > 0:
			return nil, comment.Say("%v；%v", "%v; %v", refused.error(), joinNotes(notes[:hiddenSheets]))
		case refused.err != nil:
			return nil, refused.error()
		case len(notes) > 0:
			return nil, comment.Say("%v：%v", "%v: %v", ErrHidden, joinNotes(notes))
		}
		return nil, ErrEmpty
	}
	sources[0].Notes = append(sources[0].Notes, notes...)
	for i := range aside {
		left, err := b.leaveOut(aside[i], reasonUnknownSheet, why[i].unknownSheet(aside[i].Sheet))
		if err != nil {
			return nil, err
		}
		sources = append(sources, left)
	}
	return sources, nil
}

func joinNotes(notes []*comment.Message) *comment.Message {
	all := notes[0]
	for _, n := range notes[1:] {
		all = comment.Say("%v；%v", "%v; %v", all, n)
	}
	return all
}

// merges fills cells merged downwards with the value of the uppermost.
type merges struct {
	starting map[int][]mergedRange // by first row
	open     []openMerge
}

type openMerge struct {
	mergedRange
	value string
}

func newMerges(list []mergedRange) *merges {
	m := &merges{starting: map[int][]mergedRange{}}
	for _, r := range list {
		if r.bottom > r.top {
			m.starting[r.top] = append(m.starting[r.top], r)
		}
	}
	if len(m.starting) == 0 {
		return nil
	}
	return m
}

// above gives what a merged cell holds whose lower part a cell is; ok: it is one, and that holds something.
func (m *merges) above(column, row int) (value string, ok bool) {
	for _, o := range m.open {
		if column >= o.left && column <= o.right && row > o.top && row <= o.bottom {
			return o.value, true
		}
	}
	return "", false
}

// begin notes the merged cells that begin in a row and hold something, be it a formula without its result.
func (m *merges) begin(cells []string, row int) {
	for _, r := range m.starting[row] {
		if r.left < len(cells) && (!isBlank(cells[r.left]) || cells[r.left] == noResult) {
			m.open = append(m.open, openMerge{r, cells[r.left]})
		}
	}
}

// fill gives a row the values merged into it from above. A text or id merged over several rows stays that of its first row.
func (m *merges) fill(cells []string, row int, l *layout) []string {
	kept := m.open[:0]
	for _, o := range m.open {
		if row <= o.bottom {
			kept = append(kept, o)
		}
	}
	m.open = kept
	defer m.begin(cells, row)
	if blankRow(cells) {
		return cells
	}
	copied := false
	for _, o := range m.open {
		for c := o.left; c <= o.right && c < len(l.columns); c++ {
			switch l.columns[c].Field {
			case "", FieldText, FieldTitle, FieldID, FieldVotesUp, FieldVotesDown, FieldIgnore:
				continue
			}
			if c < len(cells) && !isBlank(cells[c]) {
				continue
			}
			if !copied {
				cells, copied = append([]string(nil), cells...), true
			}
			for len(cells) <= c {
				cells = append(cells, "")
			}
			if c == o.left {
				cells[c] = o.value
			}
		}
	}
	return cells
}
