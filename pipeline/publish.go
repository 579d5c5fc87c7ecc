package pipeline

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"sifeng/dict"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/staged"
	"sifeng/pipeline/store"
	"sifeng/reports"
	"sifeng/reports/serve"
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
	const counts = `select (select count(*) from comments),
		(select count(*) from comments where touches_winds)`
	if err := db.QueryRowContext(ctx, counts).Scan(&r.summary.Comments, &r.summary.TouchWinds); err != nil {
		return fmt.Errorf("count the comments: %w", err)
	}
	if r.summary.Comments == 0 {
		none := comment.Say("在 %s 里没有找到一条意见：请用 sifeng inspect 看文件是怎样读的", "no comment was found in %s: see with “sifeng inspect” how the files are read", strings.Join(r.config.Inputs, ", "))
		if r.unusable != nil {
			none = comment.Say("%v\n无法使用的行，第一行是 %v", "%v\nthe first row that cannot be used is %v", none, r.unusable)
		}
		return none
	}
	options, err := r.options()
	if err != nil {
		return err
	}
	page, err := stage(r.summary.Dashboard, func(w io.Writer) error {
		return reports.Render(ctx, db, options, w)
	})
	if err != nil {
		return err
	}
	defer page.Discard()
	if err := r.notePage(ctx, page.Name(), options); err != nil {
		return err
	}
	r.config.Progress.Step(r.annotated, DoingPublish)
	if err := r.builder.Finish(ctx); err != nil {
		return err
	}
	if err := page.Publish(pageMode); err != nil {
		return fmt.Errorf("publish the dashboard: %w", err)
	}
	return nil
}

// measuredFile says in the dictionaries how well their tags are found.
const measuredFile = "model/measured.tsv"

// measured gives how well the tags of these dictionaries were found when that was measured; nil: it was not.
func measured(d *dict.Dict) (*reports.Model, error) {
	rows, err := dict.ReadTSV(d.FS(), measuredFile, "comments", "precision", "recall")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m := &reports.Model{}
	for _, r := range rows {
		if m.Comments, err = strconv.Atoi(r.Field["comments"]); err != nil {
			return nil, r.Errorf("comments: %w", err)
		}
		if m.Precision, err = strconv.ParseFloat(r.Field["precision"], 64); err != nil {
			return nil, r.Errorf("precision: %w", err)
		}
		if m.Recall, err = strconv.ParseFloat(r.Field["recall"], 64); err != nil {
			return nil, r.Errorf("recall: %w", err)
		}
	}
	return m, nil
}

// options says how the page of this run is made. Dictionaries that override the embedded ones are measured only if they say so themselves.
func (r *run) options() (reports.Options, error) {
	o := reports.Options{AsOf: r.period.asOf, Period: r.config.Period, Notice: r.config.Notice}
	if dir := r.config.DictDir; dir != "" {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(measuredFile))); err != nil {
			return o, nil
		}
	}
	var err error
	o.Model, err = measured(r.dict)
	return o, err
}

// stage writes a file beside its place, where the old one stays until the new one is whole.
func stage(path string, write func(io.Writer) error) (f *staged.File, err error) {
	if f, err = staged.Create(path); err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	if err := write(f); err != nil {
		f.Discard()
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return f, nil
}

// pageMode lets whoever may enter the directory read what is published in it.
const pageMode = 0o644

// ReportConfig says which database a report is made of, for whom, and where it goes.
type ReportConfig struct {
	DB     string
	Out    string        // directory
	AsOf   time.Time     // the day that counts as today; zero: that of the last run
	Period reports.Grain // what the page is about: the last whole week or month; empty: week
	Notice string        // at the top of every page; empty: what the run said
	Public bool          // the edition for everyone instead of the internal one
	Unit   string        // code, name or alias of the township or department whose edition is made instead; not with Public
	PDF    bool          // print the page with a browser of this computer too
}

// Report renders a page of a published database anew and gives the paths of what it wrote: the dashboard and the lists of hot problems, or one
// edition for outside the office, without lists.
func Report(ctx context.Context, c ReportConfig) (written []string, err error) {
	if c.Public && c.Unit != "" {
		return nil, fmt.Errorf("make a report: an edition is either public or for one unit")
	}
	browser := ""
	if c.PDF {
		if browser, err = findBrowser(); err != nil {
			return nil, err
		}
	}
	db, err := store.OpenWith(c.DB, store.OpenOptions{Frugal: true})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	options, err := c.options(ctx, db)
	if err != nil {
		return nil, err
	}
	if c.Unit != "" {
		if c.Unit, err = unitCode(ctx, db, c.Unit); err != nil {
			return nil, err
		}
	}
	name := DashboardName
	switch {
	case c.Public:
		name, options.Edition = "public.html", reports.Public
	case c.Unit != "":
		name, options.Edition, options.Unit = "unit-"+c.Unit+".html", reports.Unit, c.Unit
	}
	var page bytes.Buffer
	if err := reports.Render(ctx, db, options, &page); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return nil, fmt.Errorf("make the directory to write to: %w", err)
	}
	type file struct {
		path  string
		write func(io.Writer) error
	}
	path := filepath.Join(c.Out, name)
	files := []file{{path, func(w io.Writer) error {
		_, err := w.Write(page.Bytes())
		return err
	}}}
	if options.Edition == "" {
		files = append(files,
			file{filepath.Join(c.Out, "热点问题表.xlsx"), func(w io.Writer) error { return reports.WriteIssues(ctx, db, w) }},
			file{filepath.Join(c.Out, "热点问题留言明细表.xlsx"), func(w io.Writer) error { return reports.WriteIssueComments(ctx, db, w) }})
	}
	for _, f := range files {
		if err := publishFile(f.path, f.write); err != nil {
			return written, err
		}
		written = append(written, f.path)
	}
	if c.PDF {
		pdf := strings.TrimSuffix(path, ".html") + ".pdf"
		if err := printPDF(ctx, browser, path, pdf); err != nil {
			return written, err
		}
		written = append(written, pdf)
	}
	return written, nil
}

// options says how the page is made: with the notice of the run where none is given.
func (c ReportConfig) options(ctx context.Context, db *sql.DB) (o reports.Options, err error) {
	o = reports.Options{AsOf: c.AsOf, Period: c.Period, Notice: c.Notice}
	if o.Model, err = measuredFor(ctx, db); err != nil || o.Notice != "" {
		return o, err
	}
	const notice = "select coalesce(notice, '') from runs order by seq desc limit 1"
	if err := db.QueryRowContext(ctx, notice).Scan(&o.Notice); err != nil {
		return o, fmt.Errorf("read the run record: %w", err)
	}
	return o, nil
}

// ServedDashboard writes the dashboard of an open database, with a link to the comments that are served beside it.
func ServedDashboard(ctx context.Context, db *sql.DB, w io.Writer) error {
	o, err := ReportConfig{}.options(ctx, db)
	if err != nil {
		return err
	}
	o.Comments = serve.CommentsPath
	return reports.Render(ctx, db, o, w)
}

// publishFile writes a file whole or not at all.
func publishFile(path string, write func(io.Writer) error) error {
	if err := staged.Write(path, pageMode, func(f *os.File) error { return write(f) }); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}

// measuredFor gives the figures of the embedded dictionaries if the database was made with them.
func measuredFor(ctx context.Context, db *sql.DB) (*reports.Model, error) {
	d, err := dict.Load("")
	if err != nil {
		return nil, err
	}
	var hash string
	if err := db.QueryRowContext(ctx, "select dict_hash from runs order by seq desc limit 1").Scan(&hash); err != nil {
		return nil, fmt.Errorf("read the run record: %w", err)
	}
	if hash != d.Hash() {
		return nil, nil
	}
	return measured(d)
}
