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
	rows    func(c *numbered, to *bulk)
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
// certainty stands first, units is what the register calls its units.
func commentTables(rank map[string]int, units map[string]bool) []table {
	return []table{
		{mainCatalog, "comments", []string{
			"comment_id", "source_id", "row_no", "native_id", "received_at", "channel", "title", "text", "kind", "no_opinion", "urgency",
			"township_code", "township_how", "department_code", "department_how", "votes_up", "votes_down", "submitter_key", "parent_id",
			"answered_at", "answered_by", "target_leadership", "restricted", "text_key", "dup_key", "township_written",
			"department_written", "comment_no", "code_text", "touches_winds", "token_text", "n_tokens",
		}, commentRows(rank, units)},
		{mainCatalog, "tags", []string{
			"comment_id", "axis", "wind", "problem", "facet", "score", "evidence", "span_field", "span_start", "span_end", "rule", "comment_no",
		}, tagRows},
		{mainCatalog, "mentions", []string{
			"comment_id", "unit_kind", "unit_code", "how", "span_field", "span_start", "span_end", "comment_no",
		}, mentionRows},
		{restrictedCatalog, "restricted_comments", []string{
			"comment_id", "title", "text", "token_text", "township_written", "department_written", "answered_by",
		}, restrictedCommentRow},
		{restrictedCatalog, "restricted_tags", []string{"comment_id", "problem", "evidence", "rule"}, restrictedTagRows},
	}
}

func commentRows(rank map[string]int, units map[string]bool) func(*numbered, *bulk) {
	return func(c *numbered, to *bulk) {
		written := func(unit string) string { return shownUnit(units, c.Restricted, unit) }
		to.text(c.ID)
		to.text(c.SourceID)
		to.int64(int64(c.Row))
		to.known(c.NativeKey)
		to.moment(c.ReceivedAt)
		to.known(c.Channel)
		if c.Restricted {
			to.null()
			to.null()
		} else {
			to.checked(c.Title)
			to.checked(c.Text)
		}
		to.known(string(c.Kind))
		to.bool(c.NoOpinion)
		to.text(string(cmp.Or(c.Urgency, comment.U0)))
		to.known(c.TownshipCode)
		to.known(c.TownshipHow)
		to.known(c.DepartmentCode)
		to.known(c.DepartmentHow)
		to.number(c.VotesUp)
		to.number(c.VotesDown)
		to.known(c.Submitter)
		to.known(c.ParentID)
		to.moment(c.AnsweredAt)
		to.known(written(c.AnsweredBy))
		to.bool(c.TargetLeadership)
		to.bool(c.Restricted)
		to.text(c.TextKey)
		to.known(c.DupKey)
		to.known(written(c.Township))
		to.known(written(c.Department))
		to.int32(c.no)
		to.known(joinCodes(c.Tags, rank))
		to.bool(touchesWinds(c.Tags))
		if c.Restricted {
			to.null()
			to.null()
		} else {
			to.int32(to.tokens(c.Tokens))
		}
		to.end()
	}
}

// shownUnit gives what a file wrote of a unit, as far as the main file may hold it. People write names and deeds into such a column too: of a
// restricted comment only what the register calls a unit is shown.
func shownUnit(units map[string]bool, restricted bool, written string) string {
	if !restricted || units[strings.TrimPrefix(written, comment.HandledBy)] {
		return written
	}
	return ""
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

func tagRows(c *numbered, to *bulk) {
	for i := range c.Tags {
		t := &c.Tags[i]
		to.text(c.ID)
		to.text(t.Axis)
		to.text(t.Wind)
		to.text(t.Problem)
		to.known(t.Facet)
		to.float64(t.Score)
		unless(to, c.Restricted, t.Evidence)
		span(to, t.Span)
		unless(to, c.Restricted, t.Rule)
		to.int32(c.no)
		to.end()
	}
}

func mentionRows(c *numbered, to *bulk) {
	for i := range c.Mentions {
		m := &c.Mentions[i]
		to.text(c.ID)
		to.text(m.UnitKind)
		to.text(m.UnitCode)
		to.text(m.How)
		span(to, m.Span)
		to.int32(c.no)
		to.end()
	}
}

func restrictedCommentRow(c *numbered, to *bulk) {
	if !c.Restricted {
		return
	}
	to.text(c.ID)
	to.checked(c.Title)
	to.checked(c.Text)
	to.tokens(c.Tokens)
	to.known(c.Township)
	to.known(c.Department)
	to.known(c.AnsweredBy)
	to.end()
}

func restrictedTagRows(c *numbered, to *bulk) {
	if !c.Restricted {
		return
	}
	for i := range c.Tags {
		t := &c.Tags[i]
		to.text(c.ID)
		to.text(t.Problem)
		to.text(t.Evidence)
		to.text(t.Rule)
		to.end()
	}
}

// unless writes a text that is not to be hidden.
func unless(to *bulk, hidden bool, s string) {
	if hidden {
		to.null()
		return
	}
	to.text(s)
}

func span(to *bulk, s comment.Span) {
	if s.Field == "" {
		to.null()
		to.null()
		to.null()
		return
	}
	to.text(s.Field)
	to.int32(int32(s.Start))
	to.int32(int32(s.End))
}

func text(s string) driver.Value {
	if s == "" {
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
