package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"strings"

	"sifeng/pipeline/comment"
)

// rejectedAtOnce bounds how many quarantined rows wait in memory.
const rejectedAtOnce = 8192

// AddSource writes down a file or sheet that was read. It is an error if its rows do not balance or it is there already.
func (b *Builder) AddSource(ctx context.Context, s comment.Source) error {
	if err := checkSource(s); err != nil {
		return err
	}
	return b.fill(ctx, filling{"sources", 1, func(_ int, row []driver.Value) []driver.Value {
		return append(row, s.ID, s.File, s.Sheet, s.SHA256, s.Encoding, int64(s.RowsRead), int64(s.RowsLoaded), int64(s.RowsDuplicate),
			int64(s.RowsMerged), int64(s.RowsQuarantined), int64(s.RowsBlank), int64(s.RowsUpdated), int64(s.IDConflicts))
	}})
}

// AddRejected puts a row into quarantine.
func (b *Builder) AddRejected(ctx context.Context, r comment.Rejected) error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.done {
		return errors.New("quarantine a row: the database is finished")
	}
	b.rejected = append(b.rejected, r)
	b.unsettled = true
	if len(b.rejected) < rejectedAtOnce {
		return nil
	}
	return b.writeRejected(ctx)
}

func (b *Builder) writeRejected(ctx context.Context) error {
	rejected := b.rejected
	b.rejected = nil
	return b.fill(ctx, filling{"quarantine", len(rejected), func(i int, row []driver.Value) []driver.Value {
		return append(row, rejected[i].SourceID, int64(rejected[i].Row), rejected[i].Reason.Chinese())
	}})
}

// AddHotspots writes rows of the table hotspots.
func (b *Builder) AddHotspots(ctx context.Context, rows []Hotspot) error {
	return b.addHotspots(ctx, "hotspots", rows)
}

// AddSurges writes rows of the table surges.
func (b *Builder) AddSurges(ctx context.Context, rows []Hotspot) error {
	return b.addHotspots(ctx, "surges", rows)
}

func (b *Builder) addHotspots(ctx context.Context, table string, rows []Hotspot) error {
	return b.fill(ctx, filling{table, len(rows), func(i int, row []driver.Value) []driver.Value {
		h := &rows[i]
		return append(row, h.UnitKind, h.UnitCode, h.Basis, h.Axis, h.Wind, text(h.Problem), day(h.PeriodStart), day(h.PeriodEnd), h.N,
			h.Expected, value(h.Ratio), value(h.RatioLo), value(h.RatioHi), value(h.PValue), value(h.QValue), h.Flagged)
	}})
}

// AddIssues writes matters and which comments belong to them.
func (b *Builder) AddIssues(ctx context.Context, issues []Issue, members iter.Seq[IssueComment]) error {
	err := b.fill(ctx, filling{"issues", len(issues), func(i int, row []driver.Value) []driver.Value {
		m := &issues[i]
		return append(row, m.ID, int32(m.Rank), m.Heat, m.Title, moment(m.FirstAt), moment(m.LastAt), m.NComments,
			known(int(m.NSubmitters)), text(m.TownshipCode), text(m.DepartmentCode), text(m.Wind), text(m.Problem),
			strings.Join(m.Keywords, "、"))
	}})
	if err != nil {
		return err
	}
	to, err := newBulk(b.raw, table{catalog: mainCatalog, name: "issue_comments", columns: []string{"issue_id", "comment_id", "similarity"}})
	if err != nil {
		return err
	}
	defer to.close()
	if err := to.begin(); err != nil {
		return fmt.Errorf("write issue_comments: %w", err)
	}
	for m := range members {
		to.text(m.IssueID)
		to.text(m.CommentID)
		to.float64(m.Similarity)
		to.end()
	}
	if err := to.commit(); err != nil {
		return fmt.Errorf("write issue_comments: %w", err)
	}
	return nil
}

// AddRectifications writes lines of the ledger. It is an error if a number stands twice or a state is unknown.
func (b *Builder) AddRectifications(ctx context.Context, rows []Rectification) error {
	return b.fill(ctx, filling{"rectifications", len(rows), func(i int, row []driver.Value) []driver.Value {
		r := &rows[i]
		codes := r.Codes
		if codes == nil {
			codes = []string{}
		}
		var progress driver.Value
		if r.Progress != nil {
			progress = int32(*r.Progress)
		}
		return append(row, r.IssueNo, r.Problem, text(r.Source), number(r.N), text(r.TownshipCode), codes, text(r.Nature), r.Status,
			text(r.Lead), text(r.LeadCode), text(r.CoLead), text(r.Responsible), text(r.Measures), text(r.Target), day(r.OpenedAt),
			day(r.PublishedAt), day(r.Deadline), progress, text(r.ProgressNote), text(r.Evidence), text(r.Verification),
			text(r.Satisfaction), day(r.DoneAt), day(r.ClosedAt), text(r.Approver), text(r.ReopenReason), text(r.LongTerm))
	}})
}

func value(f *float64) driver.Value {
	if f == nil {
		return nil
	}
	return *f
}
