package pipeline

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sifeng/pipeline/store"
	"sifeng/reports"
)

// DashboardName is the name of the dashboard in its directory.
const DashboardName = "dashboard.html"

// ledger fills the table rectifications.
func (r *run) ledger(ctx context.Context) error {
	if r.config.Ledger == "" {
		return nil
	}
	rows, err := readLedger(r.config.Ledger, r.dict, r.annotator)
	if err != nil {
		return err
	}
	if err := r.builder.AddRectifications(ctx, rows); err != nil {
		return fmt.Errorf("store the ledger: %w", err)
	}
	return nil
}

// publish renders the dashboard of the new database, then publishes both.
func (r *run) publish(ctx context.Context) error {
	db, err := r.builder.DB(ctx)
	if err != nil {
		return err
	}
	const counts = `select (select count(*) from comments), (select count(distinct comment_id) from tags where axis = 'winds')`
	if err := db.QueryRowContext(ctx, counts).Scan(&r.summary.Comments, &r.summary.TouchWinds); err != nil {
		return fmt.Errorf("count the comments: %w", err)
	}
	if r.summary.Comments == 0 {
		return fmt.Errorf("no comment was found in %d files: see with “sifeng inspect” how they are read", len(r.files))
	}
	r.config.Progress.Step(r.summary.Comments, "report")
	page, err := stage(r.summary.Dashboard, func(w io.Writer) error {
		return reports.Render(ctx, db, r.options(), w)
	})
	if err != nil {
		return err
	}
	defer os.Remove(page)
	if err := r.builder.Finish(ctx); err != nil {
		return err
	}
	if err := os.Rename(page, r.summary.Dashboard); err != nil {
		return fmt.Errorf("publish the dashboard: %w", err)
	}
	return nil
}

func (r *run) options() reports.Options {
	return reports.Options{AsOf: r.period.asOf, Notice: r.config.Notice}
}

// stage writes a file under a temporary name beside its place, so that the old one stays until the new one is whole.
func stage(path string, write func(io.Writer) error) (tmp string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".tmp-*")
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
			err = fmt.Errorf("write %s: %w", path, err)
		}
	}()
	if err := write(f); err != nil {
		return "", err
	}
	if err := f.Chmod(0o644); err != nil {
		return "", err
	}
	if err := f.Sync(); err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// ReportConfig says which database a report is made of, and where it goes.
type ReportConfig struct {
	DB     string
	Out    string // directory
	Notice string
}

// Report renders the dashboard of a published database anew and gives the paths of what it wrote.
func Report(ctx context.Context, c ReportConfig) (written []string, err error) {
	db, err := store.Open(c.DB)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return nil, fmt.Errorf("make the directory to write to: %w", err)
	}
	path := filepath.Join(c.Out, DashboardName)
	if err := writeDashboard(ctx, db, path, reports.Options{Notice: c.Notice}); err != nil {
		return nil, err
	}
	return []string{path}, nil
}

func writeDashboard(ctx context.Context, db *sql.DB, path string, o reports.Options) error {
	tmp, err := stage(path, func(w io.Writer) error { return reports.Render(ctx, db, o, w) })
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("publish the dashboard: %w", err)
	}
	return nil
}
