package store

import (
	"cmp"
	"database/sql/driver"
	"slices"
	"strings"
	"time"

	"sifeng/pipeline/comment"
)

// table is one table that comments are written to: a row of it, several or none for each comment.
type table struct {
	catalog string // main or restricted
	name    string
	columns []string
	rows    func(c *numbered, row []driver.Value, emit func([]driver.Value) error) error
}

// numbered is a comment with the number that its rows share.
type numbered struct {
	*comment.Annotated
	no int32
}

const (
	mainCatalog       = "build"
	restrictedCatalog = "restricted"
)

// commentTables gives what Add fills. Each is written by one goroutine of its own. rank tells which of two problems found with the same
// certainty stands first.
func commentTables(rank map[string]int) []table {
	return []table{
		{mainCatalog, "comments", []string{
			"comment_id", "source_id", "row_no", "native_id", "received_at", "channel", "title", "text", "kind", "no_opinion", "urgency",
			"township_code", "township_how", "department_code", "department_how", "votes_up", "votes_down", "submitter_key", "parent_id",
			"answered_at", "answered_by", "target_leadership", "restricted", "text_key", "dup_key", "township_written",
			"department_written", "comment_no", "code_text", "touches_winds", "token_text", "n_tokens",
		}, commentRows(rank)},
		{mainCatalog, "tags", []string{
			"comment_id", "axis", "wind", "problem", "facet", "score", "evidence", "span_field", "span_start", "span_end", "rule", "comment_no",
		}, tagRows},
		{mainCatalog, "mentions", []string{
			"comment_id", "unit_kind", "unit_code", "how", "span_field", "span_start", "span_end", "comment_no",
		}, mentionRows},
		{restrictedCatalog, "restricted_comments", []string{"comment_id", "title", "text", "token_text"}, restrictedCommentRow},
		{restrictedCatalog, "restricted_tags", []string{"comment_id", "problem", "evidence", "rule"}, restrictedTagRows},
	}
}

func commentRows(rank map[string]int) func(*numbered, []driver.Value, func([]driver.Value) error) error {
	return func(c *numbered, row []driver.Value, emit func([]driver.Value) error) error {
		row = append(row[:0],
			c.ID, c.SourceID, int64(c.Row), text(c.NativeKey), moment(c.ReceivedAt), text(c.Channel),
			unless(c.Restricted, c.Title), unless(c.Restricted, c.Text), text(string(c.Kind)), c.NoOpinion, urgency(c.Urgency),
			text(c.TownshipCode), text(c.TownshipHow), text(c.DepartmentCode), text(c.DepartmentHow), number(c.VotesUp),
			number(c.VotesDown), text(c.Submitter), text(c.ParentID), moment(c.AnsweredAt), text(c.AnsweredBy), c.TargetLeadership,
			c.Restricted, c.TextKey, text(c.DupKey), text(c.Township), text(c.Department), c.no, text(joinCodes(c.Tags, rank)), touchesWinds(c.Tags))
		if c.Restricted {
			row = append(row, nil, nil)
		} else {
			tokens := joinTokens(c.Tokens)
			row = append(row, tokens, countTokens(tokens))
		}
		return emit(row)
	}
}

func touchesWinds(tags []comment.Tag) bool {
	return slices.ContainsFunc(tags, func(t comment.Tag) bool { return t.Axis == comment.AxisWinds && t.Wind != "other" })
}

// joinCodes gives the problems of the tags, the most certain first.
func joinCodes(tags []comment.Tag, rank map[string]int) string {
	switch len(tags) {
	case 0:
		return ""
	case 1:
		return tags[0].Problem
	}
	sorted := slices.Clone(tags)
	slices.SortStableFunc(sorted, func(a, b comment.Tag) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(rank[a.Problem], rank[b.Problem]))
	})
	codes := make([]string, len(sorted))
	for i, t := range sorted {
		codes[i] = t.Problem
	}
	return strings.Join(codes, " ")
}

// countTokens counts the tokens that joinTokens joined.
func countTokens(joined string) int32 {
	if joined == "" {
		return 0
	}
	return int32(strings.Count(joined, " ")) + 1
}

func tagRows(c *numbered, row []driver.Value, emit func([]driver.Value) error) error {
	for i := range c.Tags {
		t := &c.Tags[i]
		row = append(row[:0], c.ID, t.Axis, t.Wind, t.Problem, text(t.Facet), t.Score, unless(c.Restricted, t.Evidence))
		row = append(appendSpan(row, t.Span), unless(c.Restricted, t.Rule), c.no)
		if err := emit(row); err != nil {
			return err
		}
	}
	return nil
}

func mentionRows(c *numbered, row []driver.Value, emit func([]driver.Value) error) error {
	for i := range c.Mentions {
		m := &c.Mentions[i]
		row = append(row[:0], c.ID, m.UnitKind, m.UnitCode, m.How)
		if err := emit(append(appendSpan(row, m.Span), c.no)); err != nil {
			return err
		}
	}
	return nil
}

func restrictedCommentRow(c *numbered, row []driver.Value, emit func([]driver.Value) error) error {
	if !c.Restricted {
		return nil
	}
	return emit(append(row[:0], c.ID, c.Title, c.Text, joinTokens(c.Tokens)))
}

func restrictedTagRows(c *numbered, row []driver.Value, emit func([]driver.Value) error) error {
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
