package pipeline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/hotspot"
	"sifeng/pipeline/store"
)

// groupPage is how many rows are looked at for one result, which the driver holds whole.
const groupPage = 1 << 14

// groupCollectAt is by how many percent the heap may grow between two collections of garbage while comments are grouped.
const groupCollectAt = 20

// groupQuery gives what the grouping into matters looks at, of rows from one on and before another; in no order, for the grouping asks
// for none.
const groupQuery = `
select comment_id, coalesce(title, ''), coalesce(text, ''), coalesce(token_text, ''), coalesce(township_code, ''),
    coalesce(department_code, ''), coalesce(code_text, ''), received_at, coalesce(submitter_key, ''),
    coalesce(votes_up, 0) + coalesce(votes_down, 0), coalesce(dup_key, ''), restricted
from comments
where rowid >= $from_row
  and rowid < $to_row
  and kind is distinct from 'praise'
  and not no_opinion
  and not restricted`

// groupRestrictedQuery gives the same of restricted comments, by the rows of their texts: they are counted with a matter, and nothing of
// them is shown. Joined to each page of all comments, the texts cost most of the reading.
const groupRestrictedQuery = `
select comment_id, coalesce(t.title, ''), coalesce(t.text, ''), coalesce(t.token_text, ''), coalesce(c.township_code, ''),
    coalesce(c.department_code, ''), coalesce(c.code_text, ''), c.received_at, coalesce(c.submitter_key, ''),
    coalesce(c.votes_up, 0) + coalesce(c.votes_down, 0), coalesce(c.dup_key, ''), c.restricted
from comments as c
join restricted.restricted_comments as t using (comment_id)
where t.rowid >= $from_row
  and t.rowid < $to_row
  and c.kind is distinct from 'praise'
  and not c.no_opinion
  and c.restricted`

// group fills the tables issues and issue_comments.
func (r *run) group(ctx context.Context) error {
	if !r.config.Matters {
		return nil
	}
	matters, err := r.matters(ctx)
	if err != nil {
		return fmt.Errorf("group comments into hot problems: %w", err)
	}
	r.summary.Matters = len(matters)
	issues := make([]store.Issue, 0, len(matters))
	for _, m := range matters {
		title := m.Title
		switch {
		case title != "":
		case len(m.Representatives) == 0:
			title = "（均为受限意见，不列标题）"
		default:
			title = "（没有可作标题的语句）"
		}
		issues = append(issues, store.Issue{
			ID: m.ID, Rank: m.Rank, Heat: m.Heat, Title: title, FirstAt: m.FirstAt, LastAt: m.LastAt, NComments: int64(m.Comments),
			NSubmitters: int64(m.Submitters), TownshipCode: m.Township, DepartmentCode: m.Department, Wind: m.Wind, Problem: m.Problem,
			Keywords: slices.DeleteFunc(m.Keywords, func(word string) bool { return len(r.annotator.cleaner.Scan(word)) > 0 }),
		})
	}
	err = r.builder.AddIssues(ctx, issues, func(yield func(store.IssueComment) bool) {
		for _, m := range matters {
			for _, c := range m.Members {
				if !yield(store.IssueComment{IssueID: m.ID, CommentID: c.ID, Similarity: c.Similarity}) {
					return
				}
			}
		}
	})
	if err != nil {
		return fmt.Errorf("store hot problems: %w", err)
	}
	return nil
}

// matters groups what is in the database. What that holds has few pointers, so that collecting garbage often costs little; it is given back
// at the end, for it would stay beside what DuckDB takes for the page.
func (r *run) matters(ctx context.Context) ([]hotspot.Matter, error) {
	defer debug.FreeOSMemory()
	defer debug.SetGCPercent(debug.SetGCPercent(groupCollectAt))
	g := hotspot.NewGrouper(hotspot.MatterOptions{AsOf: r.period.asOf, Workers: r.config.Workers, Dict: r.dict})
	if err := r.feed(ctx, g); err != nil {
		return nil, err
	}
	return g.Matters(ctx)
}

// feed gives the comments to g.
func (r *run) feed(ctx context.Context, g *hotspot.Grouper) error {
	f := feeder{grouper: g}
	for _, from := range []struct{ table, query string }{{"comments", groupQuery}, {"restricted.restricted_comments", groupRestrictedQuery}} {
		end, err := r.endOf(ctx, from.table)
		if err != nil {
			return err
		}
		for first := int64(0); first < end; first += groupPage {
			rows, err := r.builder.Query(ctx, from.query, sql.Named("from_row", first), sql.Named("to_row", first+groupPage))
			if err != nil {
				return err
			}
			if err := errors.Join(f.add(rows), rows.Close()); err != nil {
				return err
			}
		}
	}
	return nil
}

// endOf is one more than the highest rowid of a table.
func (r *run) endOf(ctx context.Context, table string) (end int64, err error) {
	rows, err := r.builder.Query(ctx, "select coalesce(max(rowid) + 1, 0) from "+table)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&end); err != nil {
			return 0, err
		}
	}
	return end, rows.Err()
}

// feeder gives rows to a Grouper, with the same lists for each.
type feeder struct {
	grouper          *hotspot.Grouper
	tokens, problems []string
}

func (f *feeder) add(rows *sql.Rows) error {
	for rows.Next() {
		var s hotspot.Submission
		var tokens, problems string
		var at sql.NullTime
		err := rows.Scan(&s.ID, &s.Title, &s.Text, &tokens, &s.Township, &s.Department, &problems, &at, &s.Submitter, &s.Votes, &s.DupKey, &s.Restricted)
		if err != nil {
			return err
		}
		f.tokens = slices.AppendSeq(f.tokens[:0], strings.FieldsSeq(tokens))
		f.problems = slices.AppendSeq(f.problems[:0], strings.FieldsSeq(problems))
		s.ReceivedAt, s.Problems = at.Time, f.problems
		s.TitleTokens, s.TextTokens = comment.SplitTokens(s.Title, f.tokens)
		if err := f.grouper.Add(s); err != nil {
			return err
		}
	}
	return rows.Err()
}
