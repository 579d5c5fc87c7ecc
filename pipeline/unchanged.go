package pipeline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/store"
	"sifeng/reports"
)

// nothingNew says whether the published database is what this run would make: its files are loaded, and what the run was asked for
// is what the database was made with. Dictionaries and code are known to be the same.
func (r *run) nothingNew(ctx context.Context) (bool, error) {
	c := r.config
	if c.Ledger != "" || !c.From.IsZero() || !c.To.IsZero() || !r.onlyKnownUnread() {
		return false, nil
	}
	if c.Strict && len(r.unread)+len(r.leftAlone)+len(r.leftOut)+len(r.summary.Unopened) > 0 { // which is an error
		return false, nil
	}
	none, ok := r.onlyPassedOver(ctx)
	if !ok {
		return false, ctx.Err()
	}
	if c.Strict && len(none.unopened) > 0 {
		return false, nil
	}
	if err := r.refuseUselessMap(); err != nil {
		return false, err
	}
	if err := r.refuseNothing(none.leftOut, append(r.summary.PassedOver, none.passedOver...), append(none.notes, none.unopened...)); err != nil {
		return false, err
	}
	const question = `
		select last, n,
			(select count(*) from published.comments where touches_winds),
			(select count(*) from published.hotspots where flagged and axis = 'winds' and problem is not null),
			(select count(*) from published.issues),
			(select count(*) from published.hotspots where period_start <> first or period_end <> last),
			(select coalesce(notice, '') from published.runs order by seq desc limit 1)
		from (select min(received_at)::date as first, max(received_at)::date as last, count(*) as n from published.comments)`
	rows, err := r.builder.Query(ctx, question)
	if err != nil {
		return false, fmt.Errorf("read what the database holds: %w", err)
	}
	defer rows.Close()
	var last sql.NullTime
	var s Summary
	otherPeriod, notice := 0, ""
	for rows.Next() {
		if err := rows.Scan(&last, &s.Comments, &s.TouchWinds, &s.Flagged, &s.Matters, &otherPeriod, &notice); err != nil {
			return false, fmt.Errorf("read what the database holds: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return false, fmt.Errorf("read what the database holds: %w", err)
	}
	asOf := c.AsOf
	if asOf.IsZero() {
		asOf = last.Time
	}
	was := r.published.Run
	// Without matters it cannot be told whether they were left out or there are none.
	if otherPeriod > 0 || notice != c.Notice || c.Matters != (s.Matters > 0) || !asOf.Equal(was.AsOf) {
		return false, nil
	}
	r.period.asOf = asOf
	to := r.summary
	to.RunID, to.Comments, to.TouchWinds, to.Flagged, to.Matters = was.ID, s.Comments, s.TouchWinds, s.Flagged, s.Matters
	to.PassedOver, to.Notes, to.Unopened = append(to.PassedOver, none.passedOver...), append(to.Notes, none.notes...), append(to.Unopened, none.unopened...)
	for _, s := range none.leftOut {
		to.add(s)
	}
	for _, u := range r.unread {
		to.add(u.source)
	}
	to.tellUnread(r.unread)
	return true, nil
}

// withoutComments are files of directories that give no comments.
type withoutComments struct {
	leftOut         []comment.Source // whole files that may hold some
	passedOver      []string
	notes, unopened []*comment.Message
}

// onlyPassedOver says whether the files that the database does not hold are none of comments, found in a directory. Those that were left out
// before, for their columns or for damage, may be left out again; those that cannot be opened are told again.
func (r *run) onlyPassedOver(ctx context.Context) (none withoutComments, ok bool) {
	found := errors.New("a comment")
	for _, file := range r.files {
		if !r.mayPass(file) || r.rereadFiles[file] {
			return none, false
		}
		sources, err := ingest.Read(ctx, file, r.ingestOptions(file), func(comment.Comment) error { return found }, func(rejected comment.Rejected) error {
			if rejected.Row == 0 && rejected.SourceID == r.leftOut[file] {
				return nil
			}
			return found
		})
		if err == nil && r.leftOut[file] != "" && len(sources) == 1 && sources[0].LeftOut {
			r.noteMap(file, ingest.SettingsOf(sources[0].ID))
			none.leftOut = append(none.leftOut, sources[0])
			continue
		}
		if errors.As(err, new(*ingest.UnopenedError)) {
			none.unopened = append(none.unopened, ingest.SayUnopened(err))
			continue
		}
		if !noCommentFile(err) {
			return none, false
		}
		none.passedOver, none.notes = append(none.passedOver, file), append(none.notes, comment.Say("%v", "%v", err))
	}
	return none, true
}

// renderAgain leaves the published database as it is and writes its dashboard, where that is gone or was made otherwise.
func (r *run) renderAgain(ctx context.Context) error {
	options, err := r.options()
	if err != nil {
		return err
	}
	same, err := r.samePage(ctx, options)
	if err := errors.Join(err, r.builder.Abort()); err != nil || same {
		return err
	}
	r.config.Progress.Step(0, DoingReport)
	db, err := store.OpenWith(r.config.DB, store.OpenOptions{Frugal: true})
	if err != nil {
		return err
	}
	defer db.Close()
	page, err := stage(r.summary.Dashboard, func(w io.Writer) error { return reports.Render(ctx, db, options, w) })
	if err != nil {
		return err
	}
	if err := page.Publish(pageMode); err != nil {
		return fmt.Errorf("publish the dashboard: %w", err)
	}
	return nil
}
