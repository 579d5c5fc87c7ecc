package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	"sifeng/pipeline/comment"
	"sifeng/queries"
)

// Published is what the database held when the build began.
type Published struct {
	Run     Run // the one that made it
	Sources []comment.Source

	db      *sql.DB
	version int
	rows    int64 // one more than the highest rowid of comments
	texts   bool  // the restricted file is there
}

// Published gives what the database holds, or nil if there is none yet. It is an error if it has another shape than this program
// writes: then only a new database, built from the files, can take its place.
func (b *Builder) Published() (*Published, error) {
	if b.published != nil && b.published.version != queries.SchemaVersion {
		return nil, &SchemaError{Path: b.path, Version: b.published.version}
	}
	return b.published, nil
}

// attachPublished opens the published files for reading, beside the one being built. It refuses to replace a file that is not a
// database of ours.
func (b *Builder) attachPublished(ctx context.Context) (*Published, error) {
	if _, err := os.Lstat(b.path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err := b.attach(ctx, b.path, "published"); err != nil {
		return nil, err
	}
	p := &Published{db: b.db}
	if err := p.read(ctx, b.path); err != nil {
		return nil, err
	}
	restricted := RestrictedPath(b.path)
	if _, err := os.Lstat(restricted); err == nil {
		if err := b.attach(ctx, restricted, "published_restricted"); err != nil {
			return nil, err
		}
		p.texts = true
	}
	return p, nil
}

func (b *Builder) attach(ctx context.Context, path, name string) error {
	if err := checkMagic(path, path); err != nil {
		return err
	}
	if _, err := b.db.ExecContext(ctx, "attach "+quote(path)+" as "+name+" (type duckdb, read_only)"); err != nil {
		return explainOpen(path, err)
	}
	return nil
}

func (p *Published) read(ctx context.Context, path string) error {
	row := p.db.QueryRowContext(ctx, "select schema_version from published.runs order by seq desc limit 1")
	if err := row.Scan(&p.version); err != nil {
		return explainForeign(path, err)
	}
	if p.version != queries.SchemaVersion {
		return nil
	}
	if err := p.readRun(ctx); err != nil {
		return fmt.Errorf("read the run record of %s: %w", path, err)
	}
	if err := p.readSources(ctx); err != nil {
		return fmt.Errorf("read the sources of %s: %w", path, err)
	}
	return nil
}

func (p *Published) readRun(ctx context.Context) error {
	var asOf sql.NullTime
	r := &p.Run
	err := p.db.QueryRowContext(ctx, `
		select run_id, started_at, code_version, as_of, key_check, dict_hash, redact_hash, county_code, county
		from published.runs
		order by seq desc
		limit 1`).
		Scan(&r.ID, &r.StartedAt, &r.CodeVersion, &asOf, &r.KeyCheck, &r.DictHash, &r.RedactHash, &r.CountyCode, &r.County)
	if err != nil {
		return err
	}
	r.AsOf = asOf.Time
	return p.db.QueryRowContext(ctx, "select coalesce(max(rowid) + 1, 0) from published.comments").Scan(&p.rows)
}

func (p *Published) readSources(ctx context.Context) error {
	rows, err := p.db.QueryContext(ctx, `
		select source_id, file, sheet, sha256, encoding, rows_read, rows_loaded, rows_duplicate, rows_merged, rows_quarantined,
			rows_blank, rows_updated, id_conflicts,
			source_id in (select source_id from published.quarantine where row_no = 0)
		from published.sources
		order by rowid`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var s comment.Source
		err := rows.Scan(&s.ID, &s.File, &s.Sheet, &s.SHA256, &s.Encoding, &s.RowsRead, &s.RowsLoaded, &s.RowsDuplicate,
			&s.RowsMerged, &s.RowsQuarantined, &s.RowsBlank, &s.RowsUpdated, &s.IDConflicts, &s.LeftOut)
		if err != nil {
			return err
		}
		p.Sources = append(p.Sources, s)
	}
	return rows.Err()
}

// Known gives every comment's id, text key, source and channel (empty: not known), in the order in which they were stored.
func (p *Published) Known(ctx context.Context, emit func(id, textKey, source, channel string) error) error {
	err := p.pages(ctx, p.db.QueryContext, "published_known", func(rows *sql.Rows) error {
		var id, textKey, source, channel string
		if err := rows.Scan(&id, &textKey, &source, &channel); err != nil {
			return err
		}
		return emit(id, textKey, source, channel)
	})
	if err != nil {
		return fmt.Errorf("read what the database knows: %w", err)
	}
	return nil
}

// Comments gives the comments of the sources that keep accepts, as they were stored, restricted texts joined in, so that they can be
// annotated again. It is a *TextsGoneError if texts are missing.
func (p *Published) Comments(ctx context.Context, keep func(comment.Source) bool, emit func(comment.Comment) error) error {
	if err := p.checkTexts(ctx); err != nil {
		return err
	}
	wanted := list{"wanted_sources", "source_id", p.chosen(keep)}
	err := withLists(ctx, p.db, []list{wanted}, func(conn *sql.Conn) error {
		texts := "from published_restricted.restricted_comments"
		if !p.texts {
			texts = "select comment_id, title, text, township_written, department_written, answered_by from published.comments where false"
		}
		if _, err := conn.ExecContext(ctx, "create or replace temp view published_texts as "+texts); err != nil {
			return err
		}
		defer conn.ExecContext(context.WithoutCancel(ctx), "drop view if exists published_texts")
		return p.pages(ctx, conn.QueryContext, "published_comments", func(rows *sql.Rows) error {
			c, err := scanComment(rows)
			if err != nil {
				return err
			}
			return emit(c)
		})
	})
	if err != nil {
		return fmt.Errorf("read the stored comments: %w", err)
	}
	return nil
}

func scanComment(rows *sql.Rows) (comment.Comment, error) {
	var c comment.Comment
	var received, answered sql.NullTime
	err := rows.Scan(&c.ID, &c.TextKey, &c.SourceID, &c.Row, &c.NativeKey, &received, &c.Channel, &c.Title, &c.Text, &c.Township,
		&c.Department, &c.VotesUp, &c.VotesDown, &c.Submitter, &c.ParentID, &answered, &c.AnsweredBy)
	c.ReceivedAt, c.AnsweredAt = received.Time, answered.Time
	return c, err
}

// pageSize is how many rows are in memory at once: the driver holds a whole result.
const pageSize = 1 << 16

func (p *Published) pages(
	ctx context.Context, query func(context.Context, string, ...any) (*sql.Rows, error), name string, row func(*sql.Rows) error,
) error {
	statement, err := queries.Load(name)
	if err != nil {
		return err
	}
	page := func(from int64) error {
		rows, err := query(ctx, statement.SQL, sql.Named("from_row", from), sql.Named("to_row", from+pageSize))
		if err != nil {
			return fmt.Errorf("%s.sql: %w", name, err)
		}
		defer rows.Close()
		for rows.Next() {
			if err := row(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	for from := int64(0); from < p.rows; from += pageSize {
		if err := page(from); err != nil {
			return err
		}
	}
	return nil
}

func (p *Published) chosen(keep func(comment.Source) bool) []string {
	var ids []string
	for _, s := range p.Sources {
		if keep == nil || keep(s) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

func (p *Published) checkTexts(ctx context.Context) error {
	query := "select count(*) from published.comments where restricted"
	if p.texts {
		query += " and comment_id not in (select comment_id from published_restricted.restricted_comments)"
	}
	var missing int64
	if err := p.db.QueryRowContext(ctx, query).Scan(&missing); err != nil {
		return fmt.Errorf("look for the restricted texts: %w", err)
	}
	if missing > 0 {
		return &TextsGoneError{Missing: missing}
	}
	return nil
}

// Copy says what of the published database stays. Source: which sources, nil for all. Comments: their comments, tags and mentions
// too, because nothing that decides about them has changed; without it only the sources, their quarantine and the run records.
type Copy struct {
	Source   func(comment.Source) bool
	Comments bool
	Ledger   bool // the rectification ledger stays, because no other was given
}

// CopyPublished copies from the published database, before anything is added. It is a *TextsGoneError if comments are copied and
// restricted texts are missing.
func (b *Builder) CopyPublished(ctx context.Context, o Copy) error {
	p, err := b.Published()
	if err != nil || p == nil {
		return err
	}
	if o.Comments {
		if err := p.checkTexts(ctx); err != nil {
			return err
		}
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.unsettled = true
	if err := b.setThreads(ctx, runtime.GOMAXPROCS(0)); err != nil {
		return err
	}
	kept := list{"kept_sources", "source_id", p.chosen(o.Source)}
	steps := []string{"copy_published_sources"}
	if o.Ledger {
		steps = append(steps, "copy_published_ledger")
	}
	if o.Comments {
		b.words.forget()
		steps = append(steps, "copy_published")
		if p.texts {
			steps = append(steps, "copy_published_restricted")
		}
	}
	for _, step := range steps {
		if err := b.load(ctx, step, kept); err != nil {
			return fmt.Errorf("copy what has not changed: %w", err)
		}
	}
	if err := b.db.QueryRowContext(ctx, "select coalesce(max(comment_no), 0) from comments").Scan(&b.last); err != nil {
		return fmt.Errorf("copy what has not changed: %w", err)
	}
	return b.setThreads(ctx, halfTheCores())
}
