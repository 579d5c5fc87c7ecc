package ingest

import (
	"errors"
	"fmt"
	"strings"

	"sifeng/pipeline/comment"
)

// readWorkbook reads the visible sheets of a workbook that hold comments.
func (b *builder) readWorkbook(path string) (sources []comment.Source, err error) {
	book, err := openWorkbook(path)
	if err != nil {
		return nil, err
	}
	defer book.close()
	texts, err := loadTexts(book.texts, textsInMemory)
	if err != nil {
		return nil, err
	}
	defer texts.close()
	date1904 := book.date1904
	if b.o.Map.Date1904 != nil {
		date1904 = *b.o.Map.Date1904
	}
	var notes []string
	var tables int
	for _, info := range book.sheets {
		if !info.chosen(b.o.Map.Sheets) {
			if info.hidden && len(b.o.Map.Sheets) == 0 && info.scan.rows > 0 {
				notes = append(notes, fmt.Sprintf("sheet %s is hidden and was not read (%d rows): show it, or name it in a map file, to read it", info.name, info.scan.rows))
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
			return nil, fmt.Errorf("the map names a sheet %q, which is not there; the sheets are %s", name, book.names())
		}
	}
	var noText error
	for _, info := range book.sheets {
		if !info.chosen(b.o.Map.Sheets) || info.scan.rows == 0 {
			continue
		}
		part, err := info.part.Open()
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", info.name, damagedPart(info.part, err))
		}
		s := &sheet{
			source: b.newSource(info.name, encUTF8), merges: newMerges(info.scan.merges),
			times: timeReader{year: b.o.Year, date1904: date1904, numbers: true},
		}
		err = b.readTable(s, newSheetRows(part, texts), tables > 1)
		part.Close()
		if errors.Is(err, ErrNoComments) || errors.Is(err, ErrLedger) {
			noText = err
			what := "has no column of comments"
			if errors.Is(err, ErrLedger) {
				what = "is a ledger of rectifications"
			}
			notes = append(notes, fmt.Sprintf("sheet %s %s: not read", info.name, what))
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", info.name, err)
		}
		hidden := 0
		for i := range s.layout.columns {
			if c := &s.layout.columns[i]; info.scan.hiddenColumn(i) {
				c.Hidden = true
				hidden++
			}
		}
		if hidden > 0 {
			s.source.Notes = append(s.source.Notes, fmt.Sprintf("%d columns are hidden: read like the others", hidden))
		}
		if info.scan.hiddenRows > 0 {
			s.source.Notes = append(s.source.Notes, fmt.Sprintf("%d rows are hidden: read like the others", info.scan.hiddenRows))
		}
		sources = append(sources, s.source)
	}
	if len(sources) == 0 {
		switch {
		case noText != nil && hiddenSheets > 0:
			return nil, fmt.Errorf("%w; %s", noText, strings.Join(notes[:hiddenSheets], "; "))
		case noText != nil:
			return nil, noText
		case len(notes) > 0:
			return nil, errors.New(strings.Join(notes, "; "))
		}
		return nil, errors.New("the workbook is empty")
	}
	sources[0].Notes = append(sources[0].Notes, notes...)
	return sources, nil
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

// fill gives a row the values merged into it from above. A text or id merged over several rows stays that of its first row.
func (m *merges) fill(cells []string, row int, l *layout) []string {
	kept := m.open[:0]
	for _, o := range m.open {
		if row <= o.bottom {
			kept = append(kept, o)
		}
	}
	m.open = kept
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
	for _, r := range m.starting[row] {
		if r.left < len(cells) && !isBlank(cells[r.left]) {
			m.open = append(m.open, openMerge{r, cells[r.left]})
		}
	}
	return cells
}
