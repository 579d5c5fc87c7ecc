package pipeline

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"sifeng/pipeline/hotspot"
	"sifeng/pipeline/store"
)

// groupPage is how many comments are in memory at once as the driver gives them: it holds a whole result.
const groupPage = 1 << 16

// groupQuery gives what the grouping into matters looks at, by time and id, after the given ones. Restricted texts are joined in: such
// comments are counted with a matter, and nothing of them is shown.
const groupQuery = `
with page as (
    select *
    from comments
    where kind is distinct from 'praise' and not no_opinion
      and (coalesce(received_at, timestamp 'infinity'), comment_id) > (coalesce($after_time::timestamp, timestamp 'infinity'), $after_id::varchar)
    order by received_at nulls last, comment_id
    limit $page
),
problems as (
    select comment_id, list(problem order by score desc, problem) as problems
    from tags
    semi join page using (comment_id)
    group by comment_id
)
select c.comment_id, coalesce(t.title, c.title, ''), coalesce(t.text, c.text, ''), coalesce(t.token_text, c.token_text, ''),
    coalesce(c.township_code, ''), coalesce(c.department_code, ''), coalesce(array_to_string(p.problems, ' '), ''), c.received_at,
    coalesce(c.submitter_key, ''), coalesce(c.votes_up, 0) + coalesce(c.votes_down, 0), coalesce(c.dup_key, ''), c.restricted
from page as c
left join restricted.restricted_comments as t using (comment_id)
left join problems as p using (comment_id)
order by c.received_at nulls last, c.comment_id`

// group fills the tables issues and issue_comments.
func (r *run) group(ctx context.Context) error {
	if !r.config.Matters {
		return nil
	}
	g := hotspot.NewGrouper(hotspot.MatterOptions{AsOf: r.period.asOf, Workers: r.config.Workers, Dict: r.dict})
	if err := r.feed(ctx, g); err != nil {
		return fmt.Errorf("group comments into hot problems: %w", err)
	}
	matters, err := g.Matters(ctx)
	if err != nil {
		return fmt.Errorf("group comments into hot problems: %w", err)
	}
	r.summary.Matters = len(matters)
	var issues []store.Issue
	var members []store.IssueComment
	for _, m := range matters {
		title := m.Title
		if title == "" {
			title = "（涉及受限意见，不显示）"
		}
		issues = append(issues, store.Issue{
			ID: m.ID, Rank: m.Rank, Heat: m.Heat, Title: title, FirstAt: m.FirstAt, LastAt: m.LastAt, NComments: int64(m.Comments),
			NSubmitters: int64(m.Submitters), TownshipCode: m.Township, DepartmentCode: m.Department, Wind: m.Wind, Problem: m.Problem,
			Keywords: slices.DeleteFunc(m.Keywords, func(word string) bool { return len(r.annotator.cleaner.Scan(word)) > 0 }),
		})
		for _, c := range m.Members {
			members = append(members, store.IssueComment{IssueID: m.ID, CommentID: c.ID, Similarity: c.Similarity})
		}
	}
	if err := r.builder.AddIssues(ctx, issues, members); err != nil {
		return fmt.Errorf("store hot problems: %w", err)
	}
	return nil
}

func (r *run) feed(ctx context.Context, g *hotspot.Grouper) error {
	after := hotspot.Submission{ReceivedAt: time.Unix(0, 0).AddDate(-1900, 0, 0)} // before every comment
	for {
		n, err := r.feedPage(ctx, g, &after)
		if err != nil || n < groupPage {
			return err
		}
	}
}

// feedPage gives the comments that follow after to g, and makes after the last of them.
func (r *run) feedPage(ctx context.Context, g *hotspot.Grouper, after *hotspot.Submission) (n int, err error) {
	var afterTime any
	if !after.ReceivedAt.IsZero() {
		afterTime = after.ReceivedAt
	}
	rows, err := r.builder.Query(ctx, groupQuery, sql.Named("after_time", afterTime), sql.Named("after_id", after.ID), sql.Named("page", groupPage))
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var s hotspot.Submission
		var tokens, problems string
		var at sql.NullTime
		err := rows.Scan(&s.ID, &s.Title, &s.Text, &tokens, &s.Township, &s.Department, &problems, &at, &s.Submitter, &s.Votes, &s.DupKey, &s.Restricted)
		if err != nil {
			return n, err
		}
		s.ReceivedAt, s.Problems = at.Time, strings.Fields(problems)
		s.TitleTokens, s.TextTokens = splitTokens(s.Title, strings.Fields(tokens))
		if err := g.Add(s); err != nil {
			return n, err
		}
		*after = s
		n++
	}
	return n, rows.Err()
}

// splitTokens tells the tokens of the title from those of the text: stored tokens are the title's, then the text's, without white space.
func splitTokens(title string, tokens []string) (ofTitle, ofText []string) {
	left := 0
	for _, f := range strings.Fields(title) {
		left += len(f)
	}
	n := 0
	for n < len(tokens) && left > 0 {
		left -= len(tokens[n])
		n++
	}
	return tokens[:n], tokens[n:]
}
