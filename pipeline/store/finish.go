package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"sifeng/queries"
)

// SetRun writes the run record. It may be called again, as long as the database is not finished, to change it.
func (b *Builder) SetRun(ctx context.Context, r Run) error {
	if b.done {
		return errors.New("write the run record: the database is finished")
	}
	old := b.runID
	b.runID = r.ID
	for _, id := range []string{old, r.ID} {
		if _, err := b.db.ExecContext(ctx, "delete from runs where run_id = ?", id); err != nil {
			return fmt.Errorf("write the run record: %w", err)
		}
	}
	_, err := b.db.ExecContext(ctx, `
		insert into runs (run_id, seq, started_at, code_version, dict_hash, redact_hash, key_check, as_of, county_code, county, notice, schema_version)
		select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
		from runs`,
		r.ID, r.StartedAt.UTC(), r.CodeVersion, b.dict.Hash(), b.dict.RedactHash(), r.KeyCheck, day(r.AsOf), b.dict.County.Code,
		b.dict.County.Name, text(r.Notice), queries.SchemaVersion)
	if err != nil {
		return fmt.Errorf("write the run record: %w", err)
	}
	return nil
}

// Finish checks the database, closes it and publishes it. If it fails, the published database stays as it was and the build is over.
//
// A crash leaves a consistent pair of files: both are whole on disk before a marker says so; then the restricted file is renamed, then
// the main file. A crash in between leaves the old main file, which readers can use, beside the newer restricted file; the next
// Builder finds the marker and renames what is left before it begins.
func (b *Builder) Finish(ctx context.Context) error {
	err := b.finish(ctx)
	if err == nil {
		return nil
	}
	return errors.Join(fmt.Errorf("finish the database: %w", err), b.Abort())
}

func (b *Builder) finish(ctx context.Context) (err error) {
	if b.runID == "" {
		return errors.New("there is no run record")
	}
	if err := b.settle(ctx); err != nil {
		return err
	}
	b.mutex.Lock()
	if err := b.awaitIndexing(ctx); err != nil {
		b.mutex.Unlock()
		return err
	}
	writers := b.writers
	b.writers = nil
	b.mutex.Unlock()
	if err := writers.close(); err != nil {
		return err
	}
	if _, err := b.db.ExecContext(ctx, "insert into restricted.runs values (?, ?)", b.runID, queries.SchemaVersion); err != nil {
		return err
	}
	if err := b.checkAll(ctx); err != nil {
		return err
	}
	catalogs := [...]string{mainCatalog, restrictedCatalog}
	if b.stale {
		if _, err := b.db.ExecContext(ctx, "pragma disable_checkpoint_on_shutdown"); err != nil { // which would write out the old files
			return err
		}
		for i, file := range [...]string{buildFile, restrictedFile} {
			if catalogs[i], err = b.rewrite(ctx, catalogs[i], file); err != nil {
				return fmt.Errorf("leave out old versions: %w", err)
			}
		}
	}
	for _, statement := range []string{
		"alter table " + catalogs[0] + ".comments add primary key (comment_no)", // later than the rows: an Appender with a key is much slower
		"checkpoint " + catalogs[0],
		"checkpoint " + catalogs[1],
	} {
		if _, err := b.db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	if err := b.closeFile(); err != nil {
		return err
	}
	if err := b.takeRewritten(); err != nil {
		return err
	}
	if err := b.seal(); err != nil {
		return err
	}
	if err := publish(b.dir, b.path); err != nil {
		return err
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.done = true
	b.lock.release()
	return nil
}

// freshPrefix stands before the names of files and catalogs that take the place of those without it.
const freshPrefix = "fresh_"

// rewrite copies a catalog to a new file and gives the new catalog: the blocks of the old file hold the deleted versions of comments still, which
// may name whom the new version does not name, or be restricted by now.
func (b *Builder) rewrite(ctx context.Context, catalog, file string) (fresh string, err error) {
	fresh, path := freshPrefix+catalog, filepath.Join(b.dir, freshPrefix+file)
	if _, err := b.db.ExecContext(ctx, attachNew(path, fresh)); err != nil {
		return "", err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return "", err
	}
	_, err = b.db.ExecContext(ctx, "copy from database "+catalog+" to "+fresh)
	return fresh, err
}

// takeRewritten puts the files that were written anew in the place of the others.
func (b *Builder) takeRewritten() error {
	if !b.stale {
		return nil
	}
	for _, file := range []string{buildFile, restrictedFile} {
		if err := os.Rename(filepath.Join(b.dir, freshPrefix+file), filepath.Join(b.dir, file)); err != nil {
			return err
		}
	}
	return nil
}

// checkAll runs queries/checks: what they find must not be published.
func (b *Builder) checkAll(ctx context.Context) error {
	checks, err := queries.Checks()
	if err != nil {
		return err
	}
	broken := make([]error, len(checks))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range checks {
		group.Go(func() error {
			var found int64
			if err := b.db.QueryRowContext(ctx, "select count(*) from ("+q.SQL+")").Scan(&found); err != nil {
				return fmt.Errorf("check %s: %w", q.Name, err)
			}
			if found > 0 {
				broken[i] = fmt.Errorf("check %s found %d rows (%s)", q.Name, found, q.QuestionEN)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return errors.Join(broken...)
}

// closeToOthers takes the new files from everyone but their owner and remembers with which mode new files come.
func (b *Builder) closeToOthers() error {
	for _, name := range []string{restrictedFile, buildFile} {
		path := filepath.Join(b.dir, name)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		b.mode = info.Mode().Perm()
		if err := os.Chmod(path, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// seal makes both files last and marks them as whole.
func (b *Builder) seal() error {
	if info, err := os.Stat(b.path); err == nil {
		b.mode = info.Mode().Perm()
	}
	if err := os.Chmod(filepath.Join(b.dir, buildFile), b.mode); err != nil {
		return err
	}
	for _, name := range []string{buildFile, restrictedFile} {
		path := filepath.Join(b.dir, name)
		if _, err := os.Lstat(path + ".wal"); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s was not written out", name)
		}
		if err := syncFile(path); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(b.dir, readyFile), nil, 0o600); err != nil {
		return err
	}
	return syncDir(b.dir)
}

// publish renames the files of a sealed directory into place and removes it.
func publish(dir, path string) error {
	for _, move := range []struct{ from, to string }{{restrictedFile, RestrictedPath(path)}, {buildFile, path}} {
		from := filepath.Join(dir, move.from)
		if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
			continue // renamed before a crash
		}
		// A log that another program left belongs to the old file and would be played into the new one.
		if err := os.Remove(move.to + ".wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.Rename(from, move.to); err != nil {
			return err
		}
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

// mend ends what crashed runs left: whole files are published, others removed. The lock is held, so no other run is alive.
func mend(path string) error {
	dir := filepath.Dir(path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look for what a crashed run left: %w", err)
	}
	for _, e := range entries {
		left := filepath.Join(dir, e.Name())
		if !e.IsDir() && strings.HasPrefix(e.Name(), filepath.Base(KeyPath(path))+".tmp-") { // half a key, or one that has its name
			if err := os.Remove(left); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("end what a crashed run left in %s: %w", left, err)
			}
			continue
		}
		if !e.IsDir() || !strings.HasPrefix(e.Name(), filepath.Base(path)+".tmp-") {
			continue
		}
		end := os.RemoveAll
		if _, err := os.Lstat(filepath.Join(left, readyFile)); err == nil {
			end = func(left string) error { return publish(left, path) }
		}
		if err := end(left); err != nil {
			return fmt.Errorf("end what a crashed run left in %s: %w", left, err)
		}
	}
	return nil
}
