package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/duckdb/duckdb-go/v2"
	"github.com/duckdb/duckdb-go/v2/mapping"

	"sifeng/dict"
	"sifeng/pipeline/comment"
	"sifeng/queries"
)

// Builder fills a new database. Add and Query may be called from several goroutines; the order of the rows is the order of the calls. All
// other methods belong to one goroutine. End it with Finish or Abort; either closes everything, and Abort after Finish does nothing.
type Builder struct {
	path string // of the database to publish
	dir  string // temporary directory beside it
	dict *dict.Dict
	mode fs.FileMode // of the database when it is published; while it is built only its owner may read it
	lock *lock
	db   *sql.DB
	raw  mapping.Database // the same, for the writers

	published *Published
	mutex     sync.Mutex
	batch     []numbered
	last      int32 // number of the latest comment
	writers   *writers
	words     *wordWriter
	replaced  replacements
	rejected  []comment.Rejected
	unsettled bool // rows were added or deleted since the last settling
	stale     bool // old versions were deleted, which DuckDB leaves in the file's blocks
	indexing  *indexing
	runID     string
	done      bool
}

const (
	scratchFile    = "scratch.duckdb" // stays empty: DuckDB begins with a file, to which those below are attached
	buildFile      = "build.duckdb"
	restrictedFile = "restricted.duckdb"
	readyFile      = "ready" // exists once both files are whole: from then on a crash is mended by publishing them
)

// storageVersion is the oldest DuckDB that opens the files. An older one would, but could not compress long texts: the file would be
// nearly three times as large.
const storageVersion = "v1.2.0"

// batchSize is how many comments go to the writers at once.
const batchSize = 256

// NewBuilder begins a new database that will be published at dbPath. It takes the lock (a *BusyError if another process has it), ends
// what a crashed run left behind, and creates the tables with the registers of d in them.
func NewBuilder(ctx context.Context, dbPath string, d *dict.Dict) (*Builder, error) {
	path, err := checkPath(dbPath)
	if err != nil {
		return nil, err
	}
	b := &Builder{path: path, dict: d}
	if b.lock, err = acquire(path); err != nil {
		return nil, err
	}
	if err := b.begin(ctx); err != nil {
		return nil, errors.Join(err, b.Abort())
	}
	return b, nil
}

func (b *Builder) begin(ctx context.Context) (err error) {
	if err := mend(b.path); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp(filepath.Dir(b.path), filepath.Base(b.path)+".tmp-*"); err != nil {
		return fmt.Errorf("begin a new database: %w", err)
	}
	if err := b.open(ctx); err != nil {
		return fmt.Errorf("begin a new database: %w", err)
	}
	if err := b.closeToOthers(); err != nil {
		return fmt.Errorf("begin a new database: %w", err)
	}
	if err := b.fillRegisters(ctx); err != nil {
		return fmt.Errorf("fill the registers: %w", err)
	}
	if b.published, err = b.attachPublished(ctx); err != nil {
		return err
	}
	rank := make(map[string]int, len(b.dict.Problems))
	for i, p := range b.dict.Problems {
		rank[p.Code] = i
	}
	b.words = newWordWriter(b.raw)
	all := []writer{b.words}
	for _, t := range commentTables(rank, namesOf(&b.dict.County)) {
		w, err := newTableWriter(b.raw, t)
		if err != nil {
			for _, begun := range all {
				begun.close()
			}
			return err
		}
		all = append(all, w)
	}
	b.writers = startWriters(ctx, all)
	return nil
}

func (b *Builder) open(ctx context.Context) error {
	attach := func(file, name string) string { return attachNew(filepath.Join(b.dir, file), name) }
	path := filepath.Join(b.dir, scratchFile)
	connector, err := duckdb.NewConnector(path, func(conn driver.ExecerContext) error {
		for _, statement := range []string{attach(buildFile, mainCatalog), "use " + mainCatalog} {
			if _, err := conn.ExecContext(context.Background(), statement, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	b.db = sql.OpenDB(connector)
	if b.raw, err = openRaw(path); err != nil {
		return err
	}
	for _, statement := range []string{
		"set memory_limit = '" + writeMemory + "'",
		"set temp_directory = " + quote(filepath.Join(b.dir, "spill")),
		"set autoinstall_known_extensions = false",
		"set autoload_known_extensions = false",
		"set checkpoint_threshold = '1TB'", // Finish checkpoints once
		"set zstd_min_string_length = 256", // mean length from which a text column is compressed by Zstandard
		attach(restrictedFile, restrictedCatalog),
	} {
		if _, err := b.db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := b.setThreads(ctx, halfTheCores()); err != nil {
		return err
	}
	return b.createTables(ctx)
}

// attachNew attaches a new file. A log would hold everything once more for nothing: a build that crashes is thrown away. DuckDB leaves it out
// of attached files only.
func attachNew(path, name string) string {
	return "attach if not exists " + quote(path) + " as " + name + " (storage_version '" + storageVersion + "', recovery_mode 'no_wal_writes')"
}

func (b *Builder) createTables(ctx context.Context) error {
	schema, err := queries.Schema()
	if err != nil {
		return err
	}
	views, err := queries.Views()
	if err != nil {
		return err
	}
	for _, s := range append(schema, views...) {
		if _, err := b.db.ExecContext(ctx, s.SQL); err != nil {
			return fmt.Errorf("%s.sql: %w", s.Name, err)
		}
	}
	restricted, err := queries.Restricted()
	if err != nil {
		return err
	}
	conn, err := b.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "use "+restrictedCatalog); err != nil {
		return err
	}
	for _, s := range restricted {
		if _, err := conn.ExecContext(ctx, s.SQL); err != nil {
			return fmt.Errorf("%s.sql: %w", s.Name, err)
		}
	}
	_, err = conn.ExecContext(ctx, "use "+mainCatalog)
	return err
}

// Add writes a comment with its tags and mentions. c must not be changed afterwards. An error ends the build: call Abort.
func (b *Builder) Add(ctx context.Context, c *comment.Annotated) error {
	if err := check(c); err != nil {
		return err
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.done {
		return errors.New("add a comment: the database is finished")
	}
	if err := b.awaitIndexing(ctx); err != nil {
		return err
	}
	b.unsettled = true
	if b.replaced.defers(c) {
		if b.replaced.full() {
			return b.applyReplaced(ctx)
		}
		return nil
	}
	return b.append(ctx, c)
}

func (b *Builder) append(ctx context.Context, c *comment.Annotated) error {
	if b.last == math.MaxInt32 {
		return errors.New("add a comment: a database holds at most 2,147,483,647")
	}
	b.last++
	b.batch = append(b.batch, numbered{c, b.last})
	if len(b.batch) < batchSize {
		return nil
	}
	return b.send(ctx)
}

func (b *Builder) send(ctx context.Context) error {
	if len(b.batch) == 0 {
		return nil
	}
	batch := b.batch
	b.batch = make([]numbered, 0, batchSize)
	return b.writers.write(ctx, batch)
}

// Query runs a query on what was added so far. Words may not be indexed yet: see DB.
func (b *Builder) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := b.settle(ctx); err != nil {
		return nil, err
	}
	return b.db.QueryContext(ctx, query, args...)
}

// settle brings the tables up to date: everything added is in them, old versions are gone, equal texts are grouped. Indexing the words has
// begun: who needs them calls awaitIndexing.
func (b *Builder) settle(ctx context.Context) error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.done {
		return errors.New("the database is finished")
	}
	if !b.unsettled {
		return nil
	}
	if err := b.awaitIndexing(ctx); err != nil {
		return err
	}
	if err := b.applyReplaced(ctx); err != nil {
		return err
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	if err := b.writeRejected(ctx); err != nil {
		return err
	}
	if err := b.setMemory(ctx, queryMemory); err != nil {
		return err
	}
	if err := b.load(ctx, "dup_groups"); err != nil {
		return err
	}
	b.startIndexing(ctx)
	b.unsettled = false
	return nil
}

func (b *Builder) flush(ctx context.Context) error {
	if err := b.send(ctx); err != nil {
		return err
	}
	return b.writers.flush(ctx)
}

// load runs a statement of queries/load. Its temporary tables live on one connection, so it takes those it needs as rows.
func (b *Builder) load(ctx context.Context, name string, lists ...list) error {
	statement, err := queries.Load(name)
	if err != nil {
		return err
	}
	return withLists(ctx, b.db, lists, func(conn *sql.Conn) error {
		if _, err := conn.ExecContext(ctx, statement.SQL); err != nil {
			return fmt.Errorf("%s.sql: %w", name, err)
		}
		return nil
	})
}

// What DuckDB may hold in memory, however many comments there are: what does not fit goes to the disk. Its queries take more than it counts,
// so those that count and draw get less; ten million comments took no longer with it.
const (
	writeMemory = "640MB"
	queryMemory = "480MB"
)

func (b *Builder) setMemory(ctx context.Context, limit string) error {
	_, err := b.db.ExecContext(ctx, "set memory_limit = '"+limit+"'")
	return err
}

// setThreads says on how many cores DuckDB may work on one query.
func (b *Builder) setThreads(ctx context.Context, n int) error {
	_, err := b.db.ExecContext(ctx, fmt.Sprintf("set threads = %d", n))
	return err
}

// halfTheCores is for the time when other work goes on, or several queries: whoever waits for a query of few comments keeps a core busy with
// asking whether there is something to do.
func halfTheCores() int { return max(1, runtime.GOMAXPROCS(0)/2) }

// openRaw opens the database that the driver has open, for those who fill its vectors themselves. Both must ask for the same settings.
func openRaw(path string) (db mapping.Database, err error) {
	var config mapping.Config
	defer mapping.DestroyConfig(&config)
	if mapping.CreateConfig(&config) == mapping.StateError {
		return db, errors.New("configure the writers")
	}
	if mapping.SetConfig(config, "duckdb_api", "go") == mapping.StateError {
		return db, errors.New("configure the writers")
	}
	var message string
	if mapping.GetOrCreateFromCache(duckdb.GetInstanceCache(), path, &db, config, &message) == mapping.StateError {
		return db, errors.New(message)
	}
	return db, nil
}

// closeFile ends all connections to the new database.
func (b *Builder) closeFile() error {
	if b.raw.Ptr != nil {
		mapping.Close(&b.raw)
	}
	if b.db == nil {
		return nil
	}
	err := b.db.Close()
	b.db = nil
	return err
}

// Abort ends the build and removes what it wrote; the published database stays as it was.
func (b *Builder) Abort() error {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.done {
		return nil
	}
	b.done = true
	defer b.lock.release()
	b.abandonIndexing()
	if b.writers != nil {
		b.writers.abandon()
	}
	err := b.closeFile()
	if b.dir != "" {
		err = errors.Join(err, os.RemoveAll(b.dir))
	}
	if err != nil {
		return fmt.Errorf("abandon the new database: %w", err)
	}
	return nil
}
