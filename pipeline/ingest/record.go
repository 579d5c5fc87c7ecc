package ingest

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"sifeng/pipeline/comment"
)

// comment makes a comment of a row's cells and passes it on, or says why it cannot.
func (b *builder) comment(s *sheet, cells []string, row int) error {
	l := s.layout
	c := comment.Comment{SourceID: s.source.ID, Row: row}
	c.Text = b.cell(s, l.text, cells)
	var answers []answer
	if l.joinText {
		answers = b.answers(s, cells)
		c.Text = joinAnswers(answers, false)
	}
	if answers == nil {
		c.Text = b.names.onlyNothing(c.Text)
	}
	if !l.joinText && len(l.text) > 1 {
		c.Text = b.otherTexts(s, c.Text, cells)
	}
	c.Title = b.cell(s, l.title, cells)
	if (c.Text == "" || l.joinText) && lacksResult(cells, l.text) {
		return b.quarantine(s, row, reasonNoResult)
	}
	if c.Text == "" && c.Title == "" {
		return b.quarantine(s, row, s.whyNoText(cells, row))
	}
	if len(c.Text)+len(c.Title) > maxTextBytes {
		return b.quarantine(s, row, reasonLong)
	}
	seen := c.Text
	if seen == "" {
		seen = c.Title
	}
	if reason := s.damage(seen); reason != nil {
		return b.quarantine(s, row, reason)
	}
	if isPicture(c.Text) {
		return b.quarantine(s, row, reasonPicture)
	}
	if !readable(c.Text) && !readable(c.Title) && !isDash(c.Text) {
		return b.quarantine(s, row, reasonNoLetter)
	}
	c.Channel = s.channel
	if c.Channel == "" && l.asksWinds {
		c.Channel = formChannel
	}
	if written := b.cell(s, l.channel, cells); written != "" {
		if code := b.channels.find(written); code != "" {
			c.Channel = code
		} else {
			s.counts.channels++
		}
	}
	if c.Channel == "ch.social" {
		if c.Text = ownWords(c.Text); c.Text == "" {
			return b.quarantine(s, row, reasonForwarded)
		}
	}
	rawTime := b.cell(s, l.time, cells)
	var read bool
	if c.ReceivedAt, read = s.when(l, cells); !read && rawTime != "" {
		s.source.TimesUnread++
		s.unread.note(s.times, rawTime)
	}
	if c.Township = s.township; c.Township == "" {
		c.Township = b.cell(s, l.township, cells)
	}
	if c.Department = b.cell(s, l.depart, cells); c.Department == "" {
		if handler := b.cell(s, l.handler, cells); handler != "" {
			c.Department = comment.HandledBy + handler
		}
	}
	c.VotesUp = s.votes(l.first(cells, l.votesUp))
	c.VotesDown = s.votes(l.first(cells, l.votesDown))
	if cell := l.first(cells, l.answered); cell != "" {
		c.AnsweredAt, _ = s.times.read(cell)
	}
	c.AnsweredBy = b.cell(s, l.answerer, cells)
	b.person(s, &c, cells)

	native, lossy := plainNumber(bare(b.cell(s, l.id, cells)))
	if lossy {
		s.counts.lossy++
		native = ""
	} else if native != "" && (!readable(native) || b.names.isAnonymous(native)) {
		native = "" // a dash, or 无
	}
	held := record{comment: c, answers: answers, native: native, rawTime: rawTime, last: row}
	if c.Channel == "ch.sms" || c.Channel == "" {
		ready, fragment := s.sms.add(held)
		for _, r := range ready {
			if err := b.split(s, r); err != nil {
				return err
			}
		}
		if fragment {
			return nil
		}
	}
	return b.split(s, held)
}

// lacksResult says that one of the columns holds a formula without its result.
func lacksResult(cells []string, columns []int) bool {
	return slices.ContainsFunc(columns, func(i int) bool { return i < len(cells) && cells[i] == noResult })
}

// whyNoText says why a row has no text, and so what to do.
func (s *sheet) whyNoText(cells []string, row int) *comment.Message {
	for _, columns := range [...][]int{s.layout.text, s.layout.title} {
		for _, i := range columns {
			if i < len(cells) && isSpreadsheetError(cells[i]) {
				return reasonFormula
			}
			if i < len(cells) && cells[i] == noResult {
				return reasonNoResult
			}
			if i < len(cells) && strings.HasPrefix(cells[i], pictureFormula) {
				return reasonPicture
			}
			if s.merges == nil {
				continue
			}
			if above, merged := s.merges.above(i, row); merged && above == noResult {
				return reasonMergedNoResult
			} else if merged {
				return reasonMerged
			}
		}
	}
	if s.delimiter == "" {
		return reasonNoCell
	}
	return reasonNoText
}

// otherTexts adds what further columns of text say that text does not, such as 存在问题 beside 意见建议.
func (b *builder) otherTexts(s *sheet, text string, cells []string) string {
	for _, i := range s.layout.text {
		other := b.cell(s, []int{i}, cells)
		if other == "" || strings.Contains(text, other) || b.names.isNothing(other) {
			continue
		}
		if strings.Contains(other, text) || b.names.isNothing(text) {
			text = other
		} else {
			text += "\n" + other
		}
	}
	return text
}

// pictureFormula is how WPS writes a picture in a cell.
const pictureFormula = "=DISPIMG("

// maxTextBytes is far above the longest letter: a text beyond it is a broken file.
const maxTextBytes = 1 << 20

// record is a comment on its way out, with what its id is made of.
type record struct {
	comment comment.Comment
	answers []answer // of a form with a column for each question; nil: the text is one
	native  string
	rawTime string
	marked  string // of a part: its text with the mark
	last    int    // its row
	merged  int    // rows of other parts that went into it
}

// cell gives the tidied cell of the first filled column; formulas' errors count as blank.
func (b *builder) cell(s *sheet, columns []int, cells []string) string {
	for _, i := range columns {
		if i >= len(cells) || cells[i] == "" {
			continue
		}
		if cells[i][0] == '#' && isSpreadsheetError(cells[i]) {
			s.counts.errors++
			continue
		}
		if cells[i][0] == '=' && strings.HasPrefix(cells[i], pictureFormula) {
			s.counts.pictures++
			continue
		}
		if t := tidy(cells[i]); t != "" {
			return t
		}
	}
	return ""
}

// when reads the row's time: the first column that can be read, with the clock of another where date and clock stand apart.
func (s *sheet) when(l *layout, cells []string) (when time.Time, ok bool) {
	for _, i := range l.time {
		if i < len(cells) && cells[i] != "" {
			if when, ok = s.times.read(cells[i]); ok {
				break
			}
		}
	}
	if !ok || len(l.time) < 2 || when.Hour()+when.Minute()+when.Second() > 0 {
		return when, ok
	}
	for _, i := range l.time {
		if i >= len(cells) || !strings.ContainsAny(cells[i], ":：时点") {
			continue
		}
		const day = "2000-01-01"
		if clock, ok := s.times.read(day + " " + cells[i]); ok && clock.Format(time.DateOnly) == day {
			return when.Add(clock.Sub(clock.Truncate(24 * time.Hour))), true
		}
	}
	return when, ok
}

// mostVotes is the largest number of votes that is believed. A county has fewer people, and a telephone number in the wrong column is larger.
const mostVotes = 999_999

func (s *sheet) votes(cell string) *int64 {
	if cell == "" {
		return nil
	}
	digits, _ := plainNumber(cell)
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) || n < 0 {
		return nil
	}
	if n > mostVotes {
		s.counts.votes++
		return nil
	}
	return &n
}

// person keeps the raw private values for clean to remove, and of the best of them a keyed hash to count distinct submitters by:
// a phone number is the same in every channel, a name is not one person's.
func (b *builder) person(s *sheet, c *comment.Comment, cells []string) {
	l := s.layout
	for _, i := range l.private {
		if i < len(cells) {
			v := tidy(cells[i])
			if digits, lossy := plainNumber(v); !lossy {
				v = digits
			}
			if v != "" && !b.names.isAnonymous(v) {
				c.Private = append(c.Private, v)
			}
		}
	}
	if len(c.Private) == 0 {
		return
	}
	for _, kind := range [...]struct {
		name    string
		columns []int
		number  bool
	}{{"phone", l.phone, true}, {"id", l.idNumber, true}, {"account", l.submitter, false}, {"name", l.name, false}} {
		for _, i := range kind.columns {
			if i >= len(cells) || isBlank(cells[i]) {
				continue
			}
			value := bare(cells[i])
			if kind.number {
				value = numberOf(value)
			} else if b.names.isAnonymous(value) || !readable(value) {
				value = ""
			}
			if value != "" {
				c.Submitter = b.hash.Hash(domainSubmitter, kind.name, value)
				return
			}
		}
	}
}

// numberOf is a phone or ID number without separators and country code; empty if it is too short or lost its digits.
func numberOf(s string) string {
	digits, lossy := plainNumber(s)
	if lossy {
		return ""
	}
	var b strings.Builder
	for _, r := range digits {
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			b.WriteRune(r)
		}
	}
	n := strings.ToUpper(b.String())
	if len(n) == 13 && strings.HasPrefix(n, "861") {
		n = n[2:]
	}
	if len(n) < 7 {
		return ""
	}
	return n
}

// pass gives a comment its keys and emits it.
func (b *builder) pass(r record) error {
	c := r.comment
	c.TextKey = b.textKey(c.Title, c.Text)
	b.identify(&c, r.native, r.rawTime)
	return b.emit(c)
}
