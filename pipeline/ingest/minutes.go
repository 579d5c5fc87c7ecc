package ingest

import (
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// minutes is a record of a symposium, or a form, that was saved as text: a title, when and where and with whom, then numbered opinions.
type minutes struct {
	title, when string
	body        string
}

var (
	// numberedLine begins as an item of a list does.
	numberedLine = regexp.MustCompile(`^(?:[（(【\[]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[）)】\]、.．：:]|第[一二三四五六七八九十]{1,3}[，、,：:]|[一二三四五六七八九十]是|[①-⑩⑴-⑽⒈-⒑㈠-㈩])`)
	// minutesLine says when, where and with whom; what it says but the time is not kept.
	minutesLine = regexp.MustCompile(`^(会议|座谈|征求|填表)?(时间|日期|地点|名称|主题|主持人?|记录人?|记录|[参与]会人员|参加人员|参加人|出席人员|列席人员|出席|列席|座谈对象|填表人|单位|填报单位)\s*[：:](.*)$`)
)

// readMinutes takes a text apart if it is minutes: at least two of its lines are numbered, and few are not accounted for.
func readMinutes(text string) (m minutes, ok bool) {
	lines, items := 0, 0
	var body strings.Builder
	for line := range strings.Lines(text) {
		plain := strings.TrimFunc(line, isInvisible)
		if plain == "" {
			continue
		}
		if lines++; lines > maxLetterLines {
			return m, false
		}
		said := minutesLine.FindStringSubmatch(strings.ReplaceAll(strings.ReplaceAll(plain, " ", ""), "\u3000", ""))
		switch {
		case numberedLine.MatchString(plain):
			items++
		case items == 0 && said != nil:
			if said[2] == "时间" || said[2] == "日期" {
				m.when = said[3]
			}
			continue
		case lines == 1 && utf8.RuneCountInString(plain) <= 2*headingRunes && !strings.ContainsAny(plain, "。；;！!？?，,：:"):
			m.title = plain
			continue
		}
		body.WriteString(plain)
		body.WriteByte('\n')
	}
	m.body = body.String()
	return m, items >= 2 && items*3 >= lines
}

// minutesHeader names the columns as headers.yaml does.
var minutesHeader = []string{"时间", "标题", "内容"}

var noteMinutes = comment.Say("读作一份会议记录或征求意见表：编号的各条各为一条意见；开头的时间之外，地点、主持人、参加人员不保存",
	"read as minutes or a form: each numbered item is a comment; of the lines above them only the time is kept, not the place and the people")

// minutesReader gives minutes as the only row of a table.
type minutesReader struct {
	minutes
	rows int
}

func (r *minutesReader) next() ([]string, int, error) {
	switch r.rows++; r.rows {
	case 1:
		return minutesHeader, 1, nil
	case 2:
		return []string{r.when, r.title, r.body}, 1, nil
	}
	return nil, 1, io.EOF
}

// ofMinutes says whether a text is minutes of a channel whose records hold several opinions: others are read line by line.
func (b *builder) ofMinutes(sheet, text string) (minutes, bool) {
	m, ok := readMinutes(text)
	if !ok {
		return m, false
	}
	channel := b.o.Channel
	if channel == "" {
		channel, _ = b.channels.ofName(sheet, b.file, m.title)
	}
	return m, channel == formChannel || channel == symposiumChannel
}

func (b *builder) readMinutes(m minutes, seen survey) ([]comment.Source, error) {
	s := &sheet{source: b.newSource("", seen.label()), title: m.title, times: timeReader{year: b.o.Year}}
	s.source.Notes = append(s.source.Notes, noteMinutes)
	if b.o.inspect != nil {
		b.o.inspect.Format = "minutes"
	}
	if err := b.readTable(s, &minutesReader{minutes: m}, true); err != nil {
		return nil, err
	}
	return []comment.Source{s.source}, nil
}

// asMinutes reads a sheet that is minutes, a line in each row.
func (b *builder) asMinutes(s *sheet, sample []bufferedRow) (*layout, []bufferedRow, bool) {
	if len(sample) > maxLetterLines || b.o.Map.HeaderRow > 0 || len(b.o.Map.Columns) > 0 {
		return nil, nil, false
	}
	var text strings.Builder
	for _, r := range sample {
		if filledCells(r.cells) > 1 || r.broken != nil {
			return nil, nil, false
		}
		text.WriteString(only(r.cells))
		text.WriteByte('\n')
	}
	m, ok := b.ofMinutes(s.source.Sheet, text.String())
	if !ok {
		return nil, nil, false
	}
	l := &layout{headerRow: sample[0].row, heading: m.title}
	data := []bufferedRow{{cells: []string{m.when, m.title, m.body}, row: sample[0].row}}
	if err := l.assign(b.names, b.o.Map, append([]string(nil), minutesHeader...), data, false); err != nil {
		return nil, nil, false
	}
	l.notes = append(l.notes, noteMinutes)
	return l, data, true
}
