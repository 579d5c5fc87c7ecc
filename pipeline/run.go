package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"sifeng/dict"
	"sifeng/pipeline/clean"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/store"
)

// Run reads the inputs, annotates their comments, publishes the database and writes the dashboard. On an error nothing that was
// published before has changed, and nothing is left behind.
//
// Should a file of a directory turn out to be damaged when comments of it are on their way, what was built is given up, and all is done once more with
// every such file read to its end before its first comment is used. So all of its rows are stored or none, and sound files are read once where nothing breaks late.
func Run(ctx context.Context, c Config) (*Summary, error) {
	if c.Progress == nil {
		c.Progress = silent{}
	}
	defer c.Progress.Done()
	streams := map[string]*ingest.Input{}
	defer closeStreams(streams)
	summary, err := runOnce(ctx, c, streams, false)
	if late := new(lateDamage); errors.As(err, &late) {
		return runOnce(ctx, c, streams, true)
	}
	return summary, err
}

// lateDamage says that a file of a directory cannot be read to its end, and that comments of it are on their way.
type lateDamage struct{ error }

func (d *lateDamage) Unwrap() error { return d.error }

// runOnce makes and publishes everything, or nothing.
func runOnce(ctx context.Context, c Config, streams map[string]*ingest.Input, careful bool) (summary *Summary, err error) {
	r := &run{config: c, streams: streams, careful: careful, summary: &Summary{DB: c.DB, Dashboard: filepath.Join(c.Out, DashboardName)}}
	if err := r.prepare(); err != nil {
		return nil, err
	}
	if err := r.setAside(ctx); err != nil {
		return nil, err
	}
	var made []string
	defer func() {
		if err != nil {
			for i := len(made) - 1; i >= 0; i-- {
				os.Remove(made[i]) // a directory that is no longer empty stays
			}
		}
	}()
	if made, err = r.makePlaces(); err != nil {
		return nil, err
	}
	if r.builder, err = store.NewBuilder(ctx, c.DB, r.dict); err != nil {
		return nil, err
	}
	defer func() {
		if abort := r.builder.Abort(); err != nil {
			err = errors.Join(err, abort)
		}
	}()
	if err := r.loadKey(); err != nil {
		return nil, err
	}
	if r.newKey {
		made = append(made, store.KeyPath(c.DB))
	}
	if r.annotator, err = NewAnnotator(r.dict, r.key, clean.Options{ShowOfficials: c.ShowOfficials}); err != nil {
		return nil, err
	}
	for _, step := range []struct {
		doing string
		do    func(context.Context) error
	}{
		{DoingCopy, r.keepPublished},
		{DoingAnnotate, r.load},
		{DoingStore, r.record},
		{DoingHotspots, r.standOut},
		{DoingMatters, r.group},
		{DoingLedger, r.ledger},
		{DoingReport, r.publish},
	} {
		c.Progress.Step(r.annotated, step.doing)
		if err := step.do(ctx); err != nil {
			return nil, err
		}
		if r.upToDate {
			return r.summary, r.renderAgain(ctx)
		}
	}
	return r.summary, nil
}

// What a run tells its Progress that it is doing.
const (
	DoingCopy     = "copy"
	DoingAnnotate = "annotate"
	DoingStore    = "store"
	DoingHotspots = "hotspots"
	DoingMatters  = "matters"
	DoingLedger   = "ledger"
	DoingReport   = "report"
	DoingPublish  = "publish"
)

// run is the state of one Run.
type run struct {
	config      Config
	summary     *Summary
	dict        *dict.Dict
	mapping     *ingest.Mapping
	files       []string
	streams     map[string]*ingest.Input // by path: inputs that can be opened only once, and were
	key         comment.Key
	newKey      bool
	annotator   *Annotator
	builder     *store.Builder
	published   *store.Published
	dedupe      *deduper
	again       bool // what the published database holds is annotated again
	period      dataPeriod
	annotated   int               // comments
	reread      map[string]bool   // by SHA-256: files that are read again because their settings changed
	rereadFiles map[string]bool   // the same by path
	leftOut     map[string]string // by path: the source of a file that was left out of the published database
	leftAlone   []comment.Source  // sheets that are left out of files the rest of which the published database holds
	unread      []unreadFile      // files of directories that cannot be read and may hold comments
	several     bool              // there are several inputs
	careful     bool              // files of directories are read to their end before a comment of them is used
	mapFits     bool              // the map is used for an input
	mapUnfit    bool              // an input lacks what the map names
	upToDate    bool              // the published database is what this run would make
	unusable    *comment.Message  // where the first row is that cannot be used, and why
}

// prepare checks everything that can be wrong before anything is written.
func (r *run) prepare() (err error) {
	c := r.config
	if r.dict, err = dict.Load(c.DictDir); err != nil {
		return err
	}
	if err := ingest.CheckChannel(r.dict, c.Channel); err != nil {
		return err
	}
	if c.MapFile != "" {
		if r.mapping, err = ingest.LoadMapping(c.MapFile); err != nil {
			return err
		}
	}
	if r.files, r.summary.PassedOver, r.summary.Unopened, err = ingest.ExpandAll(c.Inputs); err != nil {
		return err
	}
	r.several = len(r.files) > 1
	if c.Ledger != "" {
		if _, err := os.Stat(c.Ledger); err != nil {
			return comment.Say("打开台账：%v", "open the ledger: %v", err)
		}
	}
	return nil
}

// makePlaces makes the directories that are written to, and gives those that were not there.
func (r *run) makePlaces() (made []string, err error) {
	for _, dir := range []string{filepath.Dir(r.config.DB), r.config.Out} {
		var missing []string
		for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
			if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
				break
			}
			missing = append(missing, d)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return made, fmt.Errorf("make the directory to write to: %w", err)
		}
		slices.Reverse(missing)
		made = append(made, missing...)
	}
	return made, nil
}

func (r *run) loadKey() error {
	if r.config.Key != nil {
		r.key = *r.config.Key
		return nil
	}
	path := store.KeyPath(r.config.DB)
	var err error
	if r.published, err = r.builder.Published(); err == nil && r.published != nil && !r.config.Replace {
		r.key, err = store.LoadKey(path)
		return err
	}
	if _, statErr := os.Lstat(path); statErr != nil {
		r.newKey = true
	}
	r.key, err = store.LoadOrCreateKey(path)
	return err
}

// keepPublished decides what of the published database stays: everything as it is where neither dictionaries nor code have changed;
// else its comments are annotated again, from the stored text.
func (r *run) keepPublished(ctx context.Context) (err error) {
	r.dedupe = newDeduper(r.key)
	if err := r.dropCopies(ctx); err != nil {
		return err
	}
	if r.config.Replace {
		return nil
	}
	if r.published, err = r.builder.Published(); err != nil || r.published == nil {
		return err
	}
	was := r.published.Run
	switch {
	case was.KeyCheck != store.KeyCheck(r.key):
		return comment.Say("%s 是用另一个密钥生成的，不是 %s：从备份放回原来的密钥文件，或用 --replace",
			"%s was made with another key than %s: put the key file back from the backup, or use --replace", r.config.DB, store.KeyPath(r.config.DB))
	case was.CountyCode != r.dict.County.Code:
		return comment.Say("%s 里是 %s 的意见，词典却是 %s 的：另给 --db，或用 --replace",
			"%s holds the comments of %s, the dictionaries are those of %s: give another --db, or use --replace", r.config.DB, was.County, r.dict.County.Name)
	case was.RedactHash != r.dict.RedactHash() && !r.config.FromStored:
		return comment.Say("%s 生成之后脱敏规则变了：用 --replace 重新读全部来源文件；要留用库里的文字，用 --from-stored，但其中可能还有新规则会去掉的内容",
			"the redaction rules have changed since %s was made: read all its sources again with --replace, or keep the stored text, which may hold what "+
				"the new rules would remove, with --from-stored", r.config.DB)
	}
	if err := r.skipKnownFiles(ctx); err != nil {
		return err
	}
	unchanged := r.sameRules()
	if unchanged {
		if r.upToDate, err = r.nothingNew(ctx); err != nil || r.upToDate {
			return err
		}
	}
	if err := r.builder.CopyPublished(ctx, store.Copy{Source: r.kept, Comments: unchanged, Ledger: r.config.Ledger == ""}); err != nil {
		return err
	}
	if unchanged {
		stays := map[string]bool{}
		for _, s := range r.published.Sources {
			stays[s.ID] = r.kept(s)
		}
		err := r.published.Known(ctx, func(id, textKey, source, channel string) error {
			if stays[source] {
				r.dedupe.remember(id, textKey, source, channel)
			}
			return nil
		})
		r.dedupe.seal()
		return err
	}
	r.again = true
	return nil
}

// item is one comment on its way, and whether it takes the place of an earlier version.
type item struct {
	comment comment.Comment
	stored  bool // it was cleaned in an earlier run
	replace bool
}

// load annotates the comments that are to be annotated again, then those of the inputs, and adds them in this order.
func (r *run) load(ctx context.Context) error {
	collector := debug.SetGCPercent(collectAt(0))
	defer debug.SetGCPercent(collector)
	sources := &sourceRecords{builder: r.builder, cleaner: r.annotator.cleaner, summary: r.summary}
	err := Ordered(ctx, r.config.Workers, func(ctx context.Context, emit func(item) error) error {
		if r.again {
			err := r.published.Comments(ctx, r.kept, func(c comment.Comment) error {
				r.dedupe.remember(c.ID, c.TextKey, c.SourceID, c.Channel)
				return emit(item{comment: c, stored: true})
			})
			if err != nil {
				return err
			}
			r.dedupe.seal()
		}
		for _, file := range r.files {
			if err := r.readFile(ctx, file, sources, emit); err != nil {
				return err
			}
		}
		if err := r.refuseNothing(sources.sources, r.summary.PassedOver, r.summary.Notes); err != nil {
			return err
		}
		sources.leaveOut(r.unread)
		return r.refuseUselessMap()
	}, r.annotate, func(out annotatedItem) error {
		if out.replace {
			r.builder.Replace(out.ID)
		}
		if r.annotated++; r.annotated%batchSize == 0 {
			r.config.Progress.Step(r.annotated, DoingAnnotate)
		}
		if r.annotated%million == 0 {
			debug.SetGCPercent(collectAt(r.annotated))
		}
		return r.builder.Add(ctx, &out.Annotated)
	})
	r.dedupe = nil // of ten million comments, 300 MB, which DuckDB can use now
	if r.annotated >= million {
		debug.FreeOSMemory()
	}
	if err != nil {
		return err
	}
	if err := r.refuseQuarantined(sources); err != nil {
		return err
	}
	return sources.write(ctx)
}

const million = 1_000_000

// collectAt says by how many percent the heap may grow between two collections of garbage when so many comments were read. What is
// remembered of each has no pointers and costs a collection nothing, so that of many millions the heap need not be twice what it holds.
func collectAt(comments int) int { return max(25, 100-10*comments/million) }

type annotatedItem struct {
	comment.Annotated
	replace bool
}

func (r *run) annotate(in []item) []annotatedItem {
	comments := make([]comment.Comment, len(in))
	for i := range in {
		comments[i] = in[i].comment
	}
	out := make([]annotatedItem, len(in))
	for i, c := range r.annotator.AnnotateAll(comments) {
		out[i] = annotatedItem{c, in[i].replace}
	}
	return out
}

// record writes the run record. A run's id is the hash of its sources, dictionaries and code.
func (r *run) record(ctx context.Context) error {
	rows, err := r.builder.Query(ctx, "select source_id from sources order by source_id")
	if err != nil {
		return fmt.Errorf("read the sources: %w", err)
	}
	defer rows.Close()
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", Version, r.dict.Hash())
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return fmt.Errorf("read the sources: %w", err)
		}
		fmt.Fprintln(h, id)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the sources: %w", err)
	}
	if err := r.period.read(ctx, r.builder, r.config); err != nil {
		return err
	}
	r.summary.RunID = hex.EncodeToString(h.Sum(nil))[:16]
	return r.builder.SetRun(ctx, store.Run{
		ID: r.summary.RunID, StartedAt: time.Now(), CodeVersion: Version, AsOf: r.period.asOf, KeyCheck: store.KeyCheck(r.key),
		Notice: r.config.Notice,
	})
}
