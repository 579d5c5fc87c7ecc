package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"sifeng/pipeline/comment"
)

// Inspection is what ingest finds out about a file before it loads anything.
type Inspection struct {
	File      string
	Format    string // csv, chat, letter, minutes, jsonl, json or xlsx
	Encoding  string // empty for xlsx, which says so itself
	Delimiter string // of a csv file
	Sheets    []SheetInspection
	Notes     []*comment.Message

	unknown []SheetInspection // tables none of whose columns is known for one of comments
	none    bool              // there are no others: Sheets are those
}

// SheetInspection is one table of the file.
type SheetInspection struct {
	Name       string           // empty for a file that is one table
	HeaderRow  int              // 1-based; 0: no row names the columns
	Channel    string           // of rows that name none; empty: not known
	ChannelWhy *comment.Message // how Channel was found
	Columns    []Column
	Rows       [][]string // the first rows; cells of private columns are Masked
	Notes      []*comment.Message
}

// Masked stands in an inspection for a private cell.
const Masked = "〔…〕"

// inspectedRows is how many rows an inspection shows.
const inspectedRows = 5

// Inspect finds out how a file would be read, and reads none of it into comments. The texts it shows are as written: clean them
// before they are shown. With an UnknownColumnsError it gives what can be said of the columns all the same.
func Inspect(ctx context.Context, path string, o Options) (*Inspection, error) {
	in := &Inspection{File: baseName(path)}
	o.inspect = in
	sources, err := Read(ctx, path, o, func(comment.Comment) error { return nil }, func(comment.Rejected) error { return nil })
	if unknown := new(UnknownColumnsError); errors.As(err, &unknown) && len(in.unknown) > 0 {
		in.Sheets, in.none = in.unknown, true
		return in, err
	}
	if err != nil {
		return nil, err
	}
	for i, s := range sources {
		switch {
		case s.LeftOut: // they stand behind the others
			in.Notes = append(in.Notes, s.Notes...)
		case i < len(in.Sheets):
			in.Sheets[i].Notes = s.Notes
		}
	}
	return in, nil
}

// Unknown says that in no table a column is known for one of comments.
func (in *Inspection) Unknown() bool { return in.none }

func (in *Inspection) add(b *builder, s *sheet, data []bufferedRow) {
	l := s.layout
	out := SheetInspection{Name: s.source.Sheet, HeaderRow: l.headerRow, Channel: s.channel, ChannelWhy: s.channelWhy, Columns: l.columns}
	for _, r := range l.records(b.names, data) {
		if len(out.Rows) == inspectedRows {
			break
		}
		cells := make([]string, len(l.columns))
		for i := range cells {
			switch {
			case i >= len(r.cells) || isBlank(r.cells[i]):
			case l.columns[i].Field.isPrivate(), l.columns[i].Field == FieldID: // who has the source system finds the person by the number
				cells[i] = Masked
			case l.columns[i].Field == FieldTime, l.columns[i].Field == FieldAnsweredAt:
				cells[i] = tidy(r.cells[i])
				if when, ok := s.times.read(r.cells[i]); ok {
					cells[i] = strings.TrimSuffix(when.Format(time.DateTime), " 00:00:00")
				}
			default:
				cells[i] = tidy(r.cells[i])
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	in.Sheets = append(in.Sheets, out)
	for _, r := range l.records(b.names, data) {
		s.long.see(r.cells)
	}
	s.noteLongTexts()
	s.noteDamage(data)
	s.noteUnread(l.records(b.names, data))
}

// noteDamage tells of texts among the first rows that a wrong encoding spoilt: those rows will be put aside.
func (s *sheet) noteDamage(sample []bufferedRow) {
	for _, reason := range [...]*comment.Message{reasonLost, reasonTwice, reasonWestern} {
		n := 0
		for _, r := range sample {
			if s.damage(s.layout.first(r.cells, s.layout.text)) == reason {
				n++
			}
		}
		if n > 0 {
			s.source.Notes = append(s.source.Notes, comment.Say("头 %d 行里有 %d 行会被隔离：%v", "of the first %d rows, %d will be quarantined: %v", len(sample), n, reason))
		}
	}
}

// noteUnread tells of times among the first rows that cannot be read.
func (s *sheet) noteUnread(sample []bufferedRow) {
	n := 0
	for _, r := range sample {
		raw := s.layout.first(r.cells, s.layout.time)
		if raw == "" {
			continue
		}
		if _, ok := s.when(s.layout, r.cells); !ok {
			n++
			s.unread.note(s.times, raw)
		}
	}
	if n > 0 {
		s.source.Notes = append(s.source.Notes, comment.Say("头 %d 行里有 %d 个时间无法识别：留空%v", "of the first %d rows, %d times cannot be read: left empty%v",
			len(sample), n, s.unread.describe()))
	}
}

// MapFile is a map file (YAML) that says what was found out, to be corrected and given back with --map; its remarks are in Chinese or
// in English.
func (in *Inspection) MapFile(chinese bool) []byte {
	var b strings.Builder
	say := func(zh, en string, args ...any) {
		if chinese {
			en = zh
		}
		fmt.Fprintf(&b, en, args...)
	}
	say("# 怎样读 %s。改好各列的字段后用 --map 交回。\n# 字段：%s\n", "# How to read %s. Correct the fields and give this file with --map.\n# Fields: %s\n", in.File, fieldList())
	b.WriteString("columns:\n")
	listed := map[string]bool{}
	for _, s := range in.Sheets {
		for _, c := range s.Columns {
			name := c.Header
			if name == "" || len([]rune(name)) > maxHeaderRunes {
				name = fmt.Sprintf("#%d", c.Index+1)
			}
			if listed[name] || c.Header == "" && c.Field == "" && c.Why != whyLikely {
				continue
			}
			listed[name] = true
			field := c.Field
			switch {
			case c.Why == whyLikely:
				say("  %q: text # %v：请核对\n", "  %q: text # %v: check this\n", name, sayIn(chinese, c.Why))
				continue
			case field == "":
				field = FieldIgnore
			}
			fmt.Fprintf(&b, "  %q: %s\n", name, field)
		}
	}
	for _, s := range in.Sheets {
		if len(in.Sheets) == 1 && s.Channel != "" {
			fmt.Fprintf(&b, "channel: %s\n", s.Channel)
		}
	}
	say("# channel: ch.sms      # 没有写渠道的行属于哪个渠道\n# year: 2014           # 只写月日的日期属于哪一年\n# header_row: 3        # 第几行是列名\n# carry_down: [乡镇]    # 空白沿用上一格的列\n",
		"# channel: ch.sms      # of rows that name none\n# year: 2014           # of dates without a year\n# header_row: 3        # the row that names the columns\n# carry_down: [乡镇]    # columns whose blanks repeat the cell above\n")
	return []byte(b.String())
}

func sayIn(chinese bool, m *comment.Message) string {
	if chinese {
		return m.Chinese()
	}
	return m.String()
}
