package clean

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// Options change what is removed.
type Options struct {
	ShowOfficials bool // leave the names of officials beside their posts; Found.OfficialNamed is set all the same
}

// Cleaner makes comments safe to store. It may be shared between goroutines.
type Cleaner struct {
	options     Options
	rules       *rules
	traditional *converter
}

// New reads redact/ of the dictionaries. An error names file and line.
func New(d *dict.Dict, o Options) (*Cleaner, error) {
	r, err := loadRules(d)
	if err != nil {
		return nil, fmt.Errorf("load redaction rules: %w", err)
	}
	return &Cleaner{options: o, rules: r, traditional: newConverter()}, nil
}

// Clean gives the comment with every field fit to store: normalised, in simplified characters, private data replaced by marks, Private
// dropped. Cleaning a clean comment changes nothing.
func (c *Cleaner) Clean(in comment.Comment) (comment.Comment, Found) {
	var found Found
	private := c.privateValues(in.Private)
	out := in
	out.Private = nil
	fields := [...]*string{&out.Text, &out.Title, &out.Township, &out.Department, &out.AnsweredBy}
	var names []string
	for i, f := range fields {
		*f = c.field(*f, i > 0, private, &found, &names)
	}
	for round := 0; len(names) > 0 && round < maxRounds; round++ { // a name shown to be one somewhere goes everywhere
		again := c.nameValues(names)
		names = nil
		for i, f := range fields {
			if next := c.removePrivate(*f, again, &found); next != *f {
				*f = c.field(next, i > 0, nil, &found, &names)
			}
		}
	}
	return out, found
}

// Redact gives a text that may be shown in a message: one line, private data replaced by marks.
func (c *Cleaner) Redact(s string) string {
	var found Found
	return c.field(s, true, nil, &found, nil)
}

// RedactCell is Redact for the cell of a table, where a name may stand with no word around it that shows it to be one.
func (c *Cleaner) RedactCell(s string) string {
	var b strings.Builder
	s = c.Redact(s)
	for s != "" {
		n := strings.IndexAny(s, "、，,;；/ -:：()（）")
		piece, parting := s, ""
		if n >= 0 {
			_, size := utf8.DecodeRuneInString(s[n:])
			piece, parting = s[:n], s[n:n+size]
		}
		s = s[len(piece)+len(parting):]
		if end, full, ok := c.nameAfter(piece, 0, strongCue); ok && full && end == len(piece) && !c.rules.guard[piece] {
			piece = Name.String()
		}
		b.WriteString(piece)
		b.WriteString(parting)
	}
	return b.String()
}

// maxRounds bounds the repetition in field. Each round that changes something removes characters that are no mark, and texts settle in two.
const maxRounds = 12

// field cleans one field until cleaning changes nothing more. The full names it removes are added to names, unless that is nil.
func (c *Cleaner) field(s string, oneLine bool, private []privateValue, found *Found, names *[]string) string {
	if s == "" {
		return ""
	}
	for range maxRounds {
		next := normalise(s, oneLine)
		if simple, changed := c.traditional.convert(next); changed {
			next = normalise(simple, oneLine)
			found.Converted = true
		}
		next = c.removePrivate(next, private, found)
		private = nil
		next = c.redact(next, found, names)
		if next == s {
			break
		}
		s = next
	}
	return s
}

// redact replaces what find found.
func (c *Cleaner) redact(s string, found *Found, names *[]string) string {
	var space [16]hit
	hits, official := c.find(s, space[:0])
	found.OfficialNamed = found.OfficialNamed || official
	for _, h := range hits {
		found.Marks[h.mark]++
		if h.mark == Name && names != nil {
			*names = append(*names, s[h.start:h.end])
		}
	}
	return apply(s, hits)
}

// Finding says where in a text something looks private, and never what it is.
type Finding struct {
	Mark   Mark
	Offset int // bytes
}

// Scan reports what still looks private in a stored text, for auditing.
func (c *Cleaner) Scan(text string) []Finding {
	hits, _ := c.find(text, nil)
	findings := make([]Finding, len(hits))
	for i, h := range hits {
		findings[i] = Finding{Mark: h.mark, Offset: h.start}
	}
	return findings
}
