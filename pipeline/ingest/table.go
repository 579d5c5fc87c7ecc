package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"

	"sifeng/pipeline/comment"
)

// builder turns the rows of one file into comments.
type builder struct {
	ctx      context.Context
	o        Options
	names    *headerNames
	channels *channelWords
	file     string
	sha256   string
	emit     func(comment.Comment) error
	reject   func(comment.Rejected) error
	hash     *comment.Hasher
	scratch  []byte
	begun    bool           // a table was found
	equals   map[string]int // how often a comment without native id occurred in this file
}

// sheet is the state of one table of the file.
type sheet struct {
	source     comment.Source
	layout     *layout
	times      timeReader
	channel    string // of rows that name none
	channelWhy *comment.Message
	title      string // of a text that is one record
	township   string // of all rows, where no column names it
	merges     *merges
	delimiter  string // of a csv file: cells beyond the header come from delimiters inside the text; empty: they have no name and no use
	above      []string
	broken     brokenText
	sms        smsJoiner
	unread     unreadTimes
	long       longTexts
	tail       []bufferedRow // remarks that are the table's foot if no record follows
	counts     struct{ headers, totals, footers, ragged, broken, lossy, errors, pictures, channels, votes int }
}

func (b *builder) newSource(name, encoding string) comment.Source {
	sum := sha256.Sum256([]byte(b.sha256 + "\x00" + name))
	return comment.Source{ID: hex.EncodeToString(sum[:plainIDSize/2]) + b.o.Settings(), File: b.file, Sheet: name, SHA256: b.sha256, Encoding: encoding}
}

func (b *builder) readCSV(in *Input, seen survey) ([]comment.Source, error) {
	f := in.Reader()
	delimiter := b.o.Map.delimiter()
	if delimiter == 0 {
		sample, err := io.ReadAll(io.LimitReader(seen.decoder(strings.NewReader(string(seen.head))), 4*sampleBytes))
		if err != nil && len(sample) == 0 {
			return nil, faulty(reasonDamaged, "按 %s 编码读取：%v", "decode as %s: %v", seen.encoding, err)
		}
		chat, letter := isChat(string(sample)), isLetter(string(sample))
		if (chat || letter) && isTable(string(sample), b.names) { // such words in its cells make a table nothing else
			chat, letter = false, false
		}
		switch {
		case chat:
			return b.readChat(f, seen)
		case letter:
			return b.readLetter(f, seen)
		case seen.size <= sampleBytes && !isTable(string(sample), b.names):
			if m, ok := b.ofMinutes("", string(sample)); ok {
				return b.readMinutes(m, seen)
			}
		}
		delimiter = sniffDelimiter(string(sample), b.names)
	}
	if b.o.inspect != nil {
		b.o.inspect.Delimiter = string(delimiter)
	}
	reader := newCSVReader(seen.decoder(f), delimiter)
	s := &sheet{source: b.newSource("", seen.label()), delimiter: string(delimiter), times: timeReader{year: b.o.Year, date1904: b.o.Map.Date1904 != nil && *b.o.Map.Date1904}}
	if err := b.readTable(s, reader, false); err != nil {
		return nil, err
	}
	if reader.repaired > 0 {
		s.source.Notes = append(s.source.Notes, comment.Say("%d 行有不成对的引号：当作普通字符", "%d rows hold a quote that is never closed: read as a character", reader.repaired))
	}
	if seen.damaged > 0 {
		s.source.Notes = append(s.source.Notes, comment.Say("%d 个字节不是 UTF-8：显示为 \ufffd", "%d bytes are not UTF-8: shown as \ufffd", seen.damaged))
	}
	return []comment.Source{s.source}, nil
}

// readTable finds the layout in the first rows, then makes comments of all of them.
func (b *builder) readTable(s *sheet, t tableReader, needHeader bool) error {
	sample, err := readSample(t)
	ended := errors.Is(err, io.EOF)
	if err != nil && !ended {
		return err
	}
	var data []bufferedRow
	if s.layout, data, err = b.arrange(s, sample, ended, needHeader); err != nil {
		if b.o.inspect != nil {
			b.o.inspect.addUnknown(s, sample, err)
		}
		return err
	}
	if c, ok := t.(*csvReader); ok && s.layout.headerRow > 0 {
		c.width = len(s.layout.header)
	}
	b.begin(s)
	if b.o.inspect != nil {
		b.o.inspect.add(b, s, data)
		return nil
	}
	if err := b.rows(s, data, t, ended); err != nil {
		return err
	}
	return b.finish(s)
}

// rowError says that one row cannot be used; the reader goes on behind it.
type rowError struct{ reason *comment.Message }

func (e rowError) Error() string { return e.reason.Error() }

// rows handles the rows of the sample, then the others.
func (b *builder) rows(s *sheet, sample []bufferedRow, t tableReader, ended bool) error {
	broken := func(row int, reason *comment.Message) error {
		s.source.RowsRead++
		return b.quarantine(s, row, reason)
	}
	for _, r := range sample {
		var err error
		if r.broken != nil {
			err = broken(r.row, r.broken)
		} else {
			err = b.row(s, r.cells, r.row)
		}
		if err != nil {
			return err
		}
	}
	if ended {
		return nil
	}
	if _, ok := t.(growing); !ok { // it changes the layout as it reads
		ahead := newPrefetch(t)
		defer ahead.close()
		t = ahead
	}
	for n := 0; ; n++ {
		if n%1024 == 0 {
			if err := b.ctx.Err(); err != nil {
				return err
			}
		}
		cells, row, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var bad rowError
		switch {
		case errors.As(err, &bad):
			err = broken(row, bad.reason)
		case err != nil:
			err = comment.Say("第 %d 行：%v", "row %d: %v", row, err)
		default:
			err = b.row(s, cells, row)
		}
		if err != nil {
			return err
		}
	}
}

// begin settles what follows from the layout and the names.
func (b *builder) begin(s *sheet) {
	b.begun = true
	if s.title == "" {
		s.title = s.layout.heading
	}
	s.channel, s.channelWhy = b.guessChannel(s)
	s.long = b.names.watchUnused(s.layout.columns)
	s.source.Notes = append(s.source.Notes, s.layout.notes...)
	if len(s.layout.township) == 0 {
		if s.township = townshipOf(b.o.Dict.County.Townships, s.source.Sheet, b.file, s.title); s.township != "" {
			s.source.Notes = append(s.source.Notes, comment.Say("没有乡镇一列：按工作表、文件或标题的名字记为%s", "no column names the township: taken from the name of the sheet or file, or the title, %s", s.township))
		}
	}
}

func readSample(t tableReader) ([]bufferedRow, error) {
	var sample []bufferedRow
	size := 0
	for len(sample) < sampleRows && size < maxSampleBytes {
		cells, row, err := t.next()
		var bad rowError
		if errors.As(err, &bad) {
			sample = append(sample, bufferedRow{row: row, broken: bad.reason})
			continue
		}
		if err != nil {
			return sample, err
		}
		if len(sample) == 0 && blankRow(cells) {
			continue // blank rows above everything are no rows
		}
		sample = append(sample, bufferedRow{cells: append([]string(nil), cells...), row: row})
		size += cellBytes(cells)
	}
	return sample, nil
}

// finish lets go what was held back and writes the notes.
func (b *builder) finish(s *sheet) error {
	for _, r := range s.broken.flush() {
		if err := b.wholeRow(s, r.cells, r.row); err != nil {
			return err
		}
	}
	for _, held := range s.sms.flush() {
		if err := b.split(s, held); err != nil {
			return err
		}
	}
	note := func(n int, zh, en string) {
		if n > 0 {
			s.source.Notes = append(s.source.Notes, comment.Say(zh, en, n))
		}
	}
	note(s.counts.headers, "略去重复的列名 %d 行", "%d repeated headers left out")
	note(s.counts.footers+len(s.tail), "略去表尾（制表人、备注之类）%d 行", "%d rows of the table's foot (who made it, remarks) left out")
	note(s.counts.totals, "略去合计 %d 行", "%d rows of totals left out")
	note(s.counts.ragged, "%d 行的格子多于列名：多出的分隔符算作正文", "%d rows had more cells than the header: the delimiters were taken for part of the text")
	note(s.counts.broken, "%d 行被正文里的换行断开：已接上", "%d rows were broken by a line end inside the text: put together")
	note(s.counts.lossy, "%d 个编号被表格软件截去末位（1.38E+10）：编号改由渠道、时间和正文生成", "%d ids lost their last digits in a spreadsheet (1.38E+10): ids were made of channel, time and text")
	note(s.counts.errors, "%d 个格子是公式错误（#REF! 之类）：当作空白", "%d cells hold a formula's error (#REF! and the like): taken as blank")
	note(s.counts.pictures, "%d 个格子是图片：看不了，当作空白", "%d cells hold a picture: it cannot be read, taken as blank")
	note(s.counts.votes, "%d 个点赞数或反对数大到不可能，像填错列的号码：不存", "%d numbers of votes are larger than can be, as telephone numbers in the wrong column are: not stored")
	note(s.counts.channels, "%d 行的渠道不在渠道名册里", "%d rows name a channel that is not in the register")
	if n := s.source.TimesUnread; n > 0 {
		s.source.Notes = append(s.source.Notes, comment.Say("%d 个时间无法识别：留空%v", "%d times cannot be read: left empty%v", n, s.unread.describe()))
	}
	s.noteLongTexts()
	return nil
}

func (b *builder) quarantine(s *sheet, row int, reason *comment.Message) error {
	s.source.RowsQuarantined++
	return b.reject(comment.Rejected{SourceID: s.source.ID, Row: row, Reason: reason})
}

// row handles one row below the header, or of a broken text one piece.
func (b *builder) row(s *sheet, cells []string, row int) error {
	if s.delimiter == "" || !s.layout.textBreaks() {
		return b.wholeRow(s, cells, row)
	}
	apart, whole, held := s.broken.add(s.layout, s.times, cells, row)
	for _, r := range apart {
		if err := b.wholeRow(s, r.cells, r.row); err != nil {
			return err
		}
	}
	if whole != nil {
		s.counts.broken++
		return b.wholeRow(s, whole.cells, whole.row)
	}
	if held {
		return nil
	}
	return b.wholeRow(s, cells, row)
}

// wholeRow handles one row.
func (b *builder) wholeRow(s *sheet, cells []string, row int) error {
	l := s.layout
	if s.merges != nil {
		cells = s.merges.fill(cells, row, l)
	}
	first, filled := "", 0
	for i, c := range cells {
		if isBlank(c) || i < len(l.columns) && l.ignore[i] && !b.names.isTotal(c) {
			continue
		}
		if filled == 0 {
			first = c
		}
		filled++
	}
	if filled == 0 {
		if lacksResult(cells, l.text) { // and what it stands for may be a comment
			s.source.RowsRead++
			return b.quarantine(s, row, reasonNoResult)
		}
		if b.footOf(s, cells) != noFoot { // in the column of running numbers
			s.counts.footers++
		} else {
			s.source.RowsBlank++
		}
		return nil
	}
	text := l.first(cells, l.text)
	if l.headerRow > 0 && l.repeats(cells) {
		s.counts.headers++
		return nil
	}
	if b.nextTable(s, cells, row, text) {
		return nil
	}
	if b.names.isTotal(first) && (isBlank(text) || isCount(text) || text == first) {
		s.counts.totals++
		return nil
	}
	switch b.footOf(s, cells) {
	case foot:
		s.counts.footers++
		return nil
	case mayBeFoot:
		s.tail = append(s.tail, bufferedRow{cells: append([]string(nil), cells...), row: row})
		return nil
	}
	if err := b.notTheFoot(s); err != nil {
		return err
	}
	return b.recordRow(s, cells, row)
}

// recordRow handles a row that is a record.
func (b *builder) recordRow(s *sheet, cells []string, row int) error {
	l := s.layout
	s.source.RowsRead++
	s.long.see(cells)
	if s.delimiter != "" && l.headerRow > 0 && len(cells) > len(l.header) {
		fixed, ok := l.unragged(cells, s.delimiter, s.times)
		if !ok {
			return b.quarantine(s, row, reasonRagged)
		}
		if len(fixed) != len(cells) {
			s.counts.ragged++
		}
		cells = fixed
	}
	if len(l.carry) > 0 {
		cells = s.carryDown(cells)
	}
	return b.comment(s, cells, row)
}
