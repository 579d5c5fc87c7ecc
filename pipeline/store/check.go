package store

import (
	"fmt"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// check refuses what a stage must never hand on. The error names the comment by its id and quotes nothing.
func check(c *comment.Annotated) error {
	if c.ID == "" || c.SourceID == "" || c.TextKey == "" {
		return fmt.Errorf("add the comment of row %d of source %s: id, source and text key are needed", c.Row, c.SourceID)
	}
	for _, field := range [...]struct{ name, value string }{
		{"title", c.Title}, {"text", c.Text}, {"township", c.Township}, {"department", c.Department}, {"answered_by", c.AnsweredBy},
	} {
		if !utf8.ValidString(field.value) {
			return fmt.Errorf("add comment %s: its %s is not UTF-8", c.ID, field.name)
		}
	}
	for i := range c.Tokens {
		if !utf8.ValidString(c.Tokens[i]) {
			return fmt.Errorf("add comment %s: token %d is not UTF-8", c.ID, i)
		}
	}
	for i := range c.Tags {
		t := &c.Tags[i]
		if shown, ok := spanned(c, t.Span); !ok || shown != t.Evidence {
			return fmt.Errorf("add comment %s: the evidence of %s does not stand where its span says", c.ID, t.Problem)
		}
	}
	for i := range c.Mentions {
		if s := c.Mentions[i].Span; s.Field != "" {
			if _, ok := spanned(c, s); !ok {
				return fmt.Errorf("add comment %s: the span of a mention of %s lies outside of its %s", c.ID, c.Mentions[i].UnitCode, s.Field)
			}
		}
	}
	return nil
}

// spanned gives the bytes of a span; a span without a field has none.
func spanned(c *comment.Annotated, s comment.Span) (string, bool) {
	field := c.Text
	switch s.Field {
	case comment.FieldTitle:
		field = c.Title
	case comment.FieldText:
	case "":
		return "", s == comment.Span{}
	default:
		return "", false
	}
	if s.Start < 0 || s.End < s.Start || s.End > len(field) {
		return "", false
	}
	return field[s.Start:s.End], true
}

// checkSource refuses a source whose rows do not balance.
func checkSource(s comment.Source) error {
	if s.RowsRead != s.RowsLoaded+s.RowsDuplicate+s.RowsMerged+s.RowsQuarantined {
		return fmt.Errorf("%s, sheet %q: %d rows were read, but %d loaded + %d duplicate + %d merged + %d quarantined",
			s.File, s.Sheet, s.RowsRead, s.RowsLoaded, s.RowsDuplicate, s.RowsMerged, s.RowsQuarantined)
	}
	return nil
}
