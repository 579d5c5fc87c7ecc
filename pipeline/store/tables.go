package store

import (
	"database/sql/driver"
	"strings"
	"time"

	"sifeng/pipeline/comment"
)

// table is one table that comments are written to: a row of it, several or none for each comment.
type table struct {
	catalog string // main or restricted
	name    string
	columns []string
	rows    func(c *comment.Annotated, row []driver.Value, emit func([]driver.Value) error) error
}

const (
	mainCatalog       = "build"
	restrictedCatalog = "restricted"
)

// commentTables gives what Add fills. Each is written by one goroutine of its own.
func commentTables() []table {
	return []table{
		{mainCatalog, "comments", []string{
			"comment_id", "source_id", "row_no", "native_id", "received_at", "channel", "title", "text", "kind", "no_opinion", "urgency",
			"township_code", "township_how", "department_code", "department_how", "votes_up", "votes_down", "submitter_key", "parent_id",
			"answered_at", "answered_by", "target_leadership", "restricted", "text_key", "dup_key", "township_written",
			"department_written", "token_text",
		}, commentRow},
		{mainCatalog, "tags", []string{
			"comment_id", "axis", "wind", "problem", "facet", "score", "evidence", "span_field", "span_start", "span_end", "rule",
		}, tagRows},
		{mainCatalog, "mentions", []string{
			"comment_id", "unit_kind", "unit_code", "how", "span_field", "span_start", "span_end",
		}, mentionRows},
		{restrictedCatalog, "restricted_comments", []string{"comment_id", "title", "text", "token_text"}, restrictedCommentRow},
		{restrictedCatalog, "restricted_tags", []string{"comment_id", "problem", "evidence", "rule"}, restrictedTagRows},
	}
}

func commentRow(c *comment.Annotated, row []driver.Value, emit func([]driver.Value) error) error {
	row = append(row[:0],
		c.ID, c.SourceID, int64(c.Row), text(c.NativeKey), moment(c.ReceivedAt), text(c.Channel),
		unless(c.Restricted, c.Title), unless(c.Restricted, c.Text), text(string(c.Kind)), c.NoOpinion, urgency(c.Urgency),
		text(c.TownshipCode), text(c.TownshipHow), text(c.DepartmentCode), text(c.DepartmentHow), number(c.VotesUp),
		number(c.VotesDown), text(c.Submitter), text(c.ParentID), moment(c.AnsweredAt), text(c.AnsweredBy), c.TargetLeadership,
		c.Restricted, c.TextKey, text(c.DupKey), text(c.Township), text(c.Department))
	if c.Restricted {
		row = append(row, nil)
	} else {
		row = append(row, joinTokens(c.Tokens))
	}
	return emit(row)
}

func tagRows(c *comment.Annotated, row []driver.Value, emit func([]driver.Value) error) error {
	for i := range c.Tags {
		t := &c.Tags[i]
		row = append(row[:0], c.ID, t.Axis, t.Wind, t.Problem, text(t.Facet), t.Score, unless(c.Restricted, t.Evidence))
		row = append(appendSpan(row, t.Span), unless(c.Restricted, t.Rule))
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}

func mentionRows(c *comment.Annotated, row []driver.Value, emit func([]driver.Value) error) error {
	for i := range c.Mentions {
		m := &c.Mentions[i]
		row = append(row[:0], c.ID, m.UnitKind, m.UnitCode, m.How)
		if err := emit(appendSpan(row, m.Span)); err != nil {
			return err
		}
	}
	return nil
}

func restrictedCommentRow(c *comment.Annotated, row []driver.Value, emit func([]driver.Value) error) error {
	if !c.Restricted {
		return nil
	}
	return emit(append(row[:0], c.ID, c.Title, c.Text, joinTokens(c.Tokens)))
}

func restrictedTagRows(c *comment.Annotated, row []driver.Value, emit func([]driver.Value) error) error {
	if !c.Restricted {
		return nil
	}
	for i := range c.Tags {
		t := &c.Tags[i]
		if err := emit(append(row[:0], c.ID, t.Problem, t.Evidence, t.Rule)); err != nil {
			return err
		}
	}
	return nil
}

func text(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

func unless(hidden bool, s string) driver.Value {
	if hidden {
		return nil
	}
	return s
}

func number(n *int64) driver.Value {
	if n == nil {
		return nil
	}
	return *n
}

func urgency(u comment.Urgency) driver.Value {
	if u == "" {
		return string(comment.U0)
	}
	return string(u)
}

// moment keeps the wall clock that the file showed, whatever the zone it was parsed in.
func moment(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

func day(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func appendSpan(row []driver.Value, s comment.Span) []driver.Value {
	if s.Field == "" {
		return append(row, nil, nil, nil)
	}
	return append(row, s.Field, int32(s.Start), int32(s.End))
}

// joinTokens makes one string that splits into the tokens again. A blank inside a token would split it: it counts as two.
func joinTokens(tokens []string) string {
	size := len(tokens)
	for _, t := range tokens {
		size += len(t)
	}
	var b strings.Builder
	b.Grow(size)
	for _, t := range tokens {
		if strings.ContainsAny(t, " \t\n\r") {
			t = strings.Join(strings.Fields(t), " ")
		}
		if t == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t)
	}
	return b.String()
}
