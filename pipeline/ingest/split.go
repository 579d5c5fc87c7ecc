package ingest

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// split passes a record on: of a symposium's minutes or an opinion form one comment for each opinion, of other channels the record
// as it is.
func (b *builder) split(s *sheet, r record) error {
	s.source.RowsMerged += r.merged
	if r.comment.Channel != symposiumChannel && r.comment.Channel != formChannel {
		return b.pass(r)
	}
	parts := b.opinionsOf(r)
	if len(parts) == 0 {
		return b.pass(r)
	}
	if len(parts) == 1 {
		r.comment.Text = parts[0]
		return b.pass(r)
	}
	parent := r.comment
	if r.answers != nil {
		parent.Text = joinAnswers(r.answers, true)
	}
	parent.TextKey = b.textKey(parent.Title, parent.Text)
	b.identify(&parent, r.native, r.rawTime)
	for i, text := range parts {
		c := parent
		c.Text = text
		c.ParentID = parent.ID
		c.ID = b.hash.Hash(domainPart, parent.ID, strconv.Itoa(i+1))
		c.TextKey = b.textKey(c.Title, c.Text)
		if err := b.emit(c); err != nil {
			return err
		}
	}
	return nil
}

// opinions cuts a record into its opinions, those on several bodies first, or gives it back whole.
func opinions(text string) []string {
	var parts []string
	for _, part := range targets(text) {
		parts = append(parts, numberedOpinions(part)...)
	}
	return parts
}

// targetMark opens an opinion on one body in a form: 对民政局：
var targetMark = regexp.MustCompile(`(?:^|[\n/／；;。]\s*)(对[^：:/／；;。，,\n]{2,16}[：:])`)

// targets cuts a form that holds an opinion on each of several bodies.
func targets(text string) []string {
	found := targetMark.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		return []string{text}
	}
	var parts []string
	if opening := text[:found[0][2]]; strings.HasSuffix(opening, "\n") { // an opinion on nobody in particular
		parts = append(parts, strings.TrimSpace(opening))
	} else if len(found) < 2 || opening != "" {
		return []string{text}
	}
	for i, m := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][2]
		}
		part := strings.TrimRightFunc(text[m[2]:end], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("/／；;", r) })
		if m[3] < m[2]+len(part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// ownWords cuts the chain of forwarded posts (//@…) behind what the sender wrote.
func ownWords(text string) string {
	own, _, forwarded := strings.Cut(text, "//@")
	if forwarded {
		own = strings.TrimSpace(own)
	}
	switch strings.Trim(bare(own), "。.!，,") {
	case "", "转发微博", "转发", "转", "Repost", "repost":
		return ""
	}
	return own
}
