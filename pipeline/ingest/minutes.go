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
	turns       []turn // what each speaker said, where lines begin with who speaks; body is empty then
}

// turn is what one speaker said, from the line row on.
type turn struct {
	row  int
	text string
}

var (
	// numberedLine begins as an item of a list does.
	numberedLine = regexp.MustCompile(`^(?:[（(【\[]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[）)】\]、.．：:]|第[一二三四五六七八九十]{1,3}[，、,：:]|[一二三四五六七八九十]是|[①-⑩⑴-⑽⒈-⒑㈠-㈩])`)
	// minutesLine says when, where and with whom; what it says but the time is not kept.
	minutesLine = regexp.MustCompile(`^(会议|座谈|征求|填表)?(时间|日期|地点|名称|主题|主持人?|记录人?|记录|[参与]会人员|参加人员|参加人|出席人员|列席人员|出席|列席|座谈对象|填表人|单位|填报单位)\s*[：:](.*)$`)
)

// spokenLine begins with who speaks: 王大爷：…, 企业代表（二）：…
var spokenLine = regexp.MustCompile(`^[\p{Han}A-Za-z0-9]{1,16}(?:[（(][^（()）]{1,16}[）)])?\s*[：:]`)

// minutesSaid takes a line such as 时间：… apart, in which there may be blanks; nil: it is none such.
func minutesSaid(line string) []string {
	return minutesLine.FindStringSubmatch(strings.ReplaceAll(strings.ReplaceAll(line, " ", ""), "\u3000", ""))
}

// isMinutesTitle says whether a first line may be what the minutes are called.
func isMinutesTitle(line string) bool {
	return utf8.RuneCountInString(line) <= 2*headingRunes && !strings.ContainsAny(line, "。；;！!？?，,：:")
}

// readTurns takes a text apart if it is minutes of who said what: what stands above the first speaker says when, where and with whom.
func readTurns(text string) (m minutes, ok bool) {
	const longestTurn = 4 // lines, on average
	row, lines, told := 0, 0, 0
	for line := range strings.Lines(text) {
		row++
		plain := strings.TrimFunc(line, isInvisible)
		if plain == "" {
			continue
		}
		if lines++; lines > maxLetterLines {
			return m, false
		}
		said := minutesSaid(plain)
		switch {
		case said != nil && (len(m.turns) == 0 || isFooterValue(said[3])):
			told++
			if (said[2] == "时间" || said[2] == "日期") && m.when == "" {
				m.when = said[3]
			}
		case spokenLine.MatchString(plain):
			m.turns = append(m.turns, turn{row, plain})
		case len(m.turns) > 0:
			m.turns[len(m.turns)-1].text += "\n" + plain
		case lines == 1 && isMinutesTitle(plain):
			m.title = plain
		default: // something is said, and nobody says it
			return m, false
		}
	}
	titled := strings.Contains(m.title, "座谈") || strings.Contains(m.title, "记录") || strings.Contains(m.title, "纪要")
	return m, (told > 0 || titled) && len(m.turns) >= 2 && len(m.turns)*longestTurn >= lines-told
}

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
		said := minutesSaid(plain)
		switch {
		case numberedLine.MatchString(plain):
			items++
		case items == 0 && said != nil:
			if said[2] == "时间" || said[2] == "日期" {
				m.when = said[3]
			}
			continue
		case lines == 1 && isMinutesTitle(plain):
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

var noteTurns = comment.Say("读作一份会议记录：一人所说为一条，编号的各条各为一条意见；开头的时间之外，地点、主持人、参加人员不保存",
	"read as minutes: what one person said is a comment, or each numbered item of it; of the lines above them only the time is kept, not the place and the people")

// note says how a text was read.
func (m minutes) note() *comment.Message {
	if len(m.turns) > 0 {
		return noteTurns
	}
	return noteMinutes
}

// rows gives the rows of a table under minutesHeader. first is the row of the text's first line.
func (m minutes) rows(first int) (rows []bufferedRow) {
	if len(m.turns) == 0 {
		return []bufferedRow{{cells: []string{m.when, m.title, m.body}, row: first}}
	}
	for _, t := range m.turns {
		rows = append(rows, bufferedRow{cells: []string{m.when, m.title, t.text}, row: first + t.row - 1})
	}
	return rows
}

// minutesReader gives minutes as the rows of a table.
type minutesReader struct {
	rows  []bufferedRow
	begun bool
}

func (r *minutesReader) next() ([]string, int, error) {
	if !r.begun {
		r.begun = true
		return minutesHeader, 1, nil
	}
	if len(r.rows) == 0 {
		return nil, 1, io.EOF
	}
	row := r.rows[0]
	r.rows = r.rows[1:]
	return row.cells, row.row, nil
}

// ofMinutes says whether a text is minutes of a channel whose records hold several opinions: others are read line by line.
func (b *builder) ofMinutes(sheet, text string) (minutes, bool) {
	m, ok := readMinutes(text)
	if !ok {
		m, ok = readTurns(text)
	}
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
	s.source.Notes = append(s.source.Notes, m.note())
	if b.o.inspect != nil {
		b.o.inspect.Format = "minutes"
	}
	if err := b.readTable(s, &minutesReader{rows: m.rows(1)}, true); err != nil {
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
	data := m.rows(sample[0].row)
	if err := l.assign(b.names, b.o.Map, append([]string(nil), minutesHeader...), data, false); err != nil {
		return nil, nil, false
	}
	l.notes = append(l.notes, m.note())
	return l, data, true
}
