package reports

import (
	"context"
	"database/sql"
	"fmt"
	"io"

	"sifeng/queries"
	"sifeng/reports/export"
)

// The names under which offices know the two lists of hot problems.
const (
	IssuesFile        = "热点问题表.xlsx"
	IssueCommentsFile = "热点问题留言明细表.xlsx"
)

// WriteIssues writes the list of hot problems as xlsx: rank, number, heat, span, place and description.
func WriteIssues(ctx context.Context, db *sql.DB, w io.Writer) error {
	return writeList(ctx, db, "list_issues", w)
}

// WriteIssueComments writes the comments of each hot problem as xlsx. Users and comments appear as keyed hashes only, and the texts
// of restricted comments do not appear.
func WriteIssueComments(ctx context.Context, db *sql.DB, w io.Writer) error {
	return writeList(ctx, db, "list_issue_comments", w)
}

// writeList streams the rows of a chart query into one sheet under the labels of its columns.
func writeList(ctx context.Context, db *sql.DB, name string, w io.Writer) error {
	q, err := queries.Chart(name)
	if err != nil {
		return fmt.Errorf("find the query of a list: %w", err)
	}
	statement, err := q.Bind(nil)
	if err != nil {
		return err
	}
	run, err := (asker{db: db}).ask(ctx, "run")
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, statement)
	if err != nil {
		return fmt.Errorf("run the query %s: %w", name, err)
	}
	// An id, a span of days and a sentence are cut by the next column where they have no room.
	widths := map[string]float64{"issue_id": 20, "comment_id": 28, "submitter_key": 28, "span": 26, "place": 30, "title": 60, "text": 100}
	labels := map[string]string{}
	for _, c := range q.Columns {
		labels[c.Name] = c.Label
	}
	if _, err := export.Write(w, export.XLSX, export.Result{Rows: rows, Title: q.QuestionZH, From: cameFrom(run.first()), SQL: statement, Labels: labels, Widths: widths}); err != nil {
		return fmt.Errorf("write the list %s: %w", name, err)
	}
	return nil
}

// cameFrom says which run a list is of.
func cameFrom(run record) string {
	if run == nil {
		return ""
	}
	from := run.text("county") + "群众意见，运行" + run.text("run_id")
	if asOf := run.day("as_of"); !asOf.IsZero() {
		from += "，截止" + isoDay(asOf)
	}
	return from
}
