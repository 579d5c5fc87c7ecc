package store

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sifeng/pipeline/comment"
)

func TestOpenIsReadOnlyAndConfined(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 5, nil)
	out := filepath.Join(t.TempDir(), "out.parquet")
	db, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range []string{
		"delete from comments",
		"create table x (i integer)",
		"select * from read_text('/etc/passwd')",
		"attach '" + RestrictedPath(path) + "' as r (read_only)",
		"copy comments to '" + out + ".csv'",
		"set enable_external_access = true",
		"install fts",
	} {
		if _, err := db.Exec(statement); err == nil {
			t.Errorf("%s: no error", statement)
		}
	}
	var keys string
	if err := db.QueryRow("select current_setting('dynamic_or_filter_threshold')").Scan(&keys); err != nil || keys != "1000" {
		t.Errorf("a join filters by %q keys: %v", keys, err)
	}
	var again *sql.DB
	if again, err = Open(path); err != nil {
		t.Fatalf("open twice: %v", err)
	}
	again.Close()
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text.duckdb")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database ", 500)), 0o644); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.duckdb")
	execute(t, other, "create table x (i integer)")
	old := databasePath(t)
	publishDatabase(t, old, "run1", 1, nil)
	execute(t, old, "update runs set schema_version = 0")
	if _, err := Open(filepath.Join(dir, "none.duckdb")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "sifeng run") {
		t.Errorf("no file: %v", err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "directory") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "what?.duckdb")); err == nil || !strings.Contains(err.Error(), "must not contain") {
		t.Errorf("a question mark: %v", err)
	}
	var notOurs *NotOursError
	for _, path := range []string{text, other} {
		if _, err := Open(path); !errors.As(err, &notOurs) {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	var schema *SchemaError
	if _, err := Open(old); !errors.As(err, &schema) || schema.Version != 0 || !strings.Contains(err.Error(), "an older sifeng (schema version 0") {
		t.Errorf("an older schema: %v", err)
	}
	execute(t, old, "update runs set schema_version = 1000")
	if _, err := Open(old); !errors.As(err, &schema) || schema.Version != 1000 || !strings.Contains(err.Error(), "a newer sifeng (schema version 1000") {
		t.Errorf("a newer schema: %v", err)
	}
	b := newBuilder(t, old)
	if _, err := b.Published(); !errors.As(err, &schema) {
		t.Errorf("a build on another schema: %v", err)
	}
	finish(t, b, "run2")
	if got := ask(t, old, "select count(*) from comments"); got[0] != "0" {
		t.Errorf("the new database replaced the old one, but holds %v", got)
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// TestHeldByAWriter has another process hold the file open for writing.
func TestHeldByAWriter(t *testing.T) {
	if path := os.Getenv("STORE_TEST_HOLD"); path != "" {
		db, err := sql.Open("duckdb", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Ping(); err != nil {
			t.Fatal(err)
		}
		os.WriteFile(os.Getenv("STORE_TEST_HELD"), nil, 0o600)
		time.Sleep(time.Minute)
		return
	}
	path := databasePath(t)
	publishDatabase(t, path, "run1", 1, nil)
	held := filepath.Join(t.TempDir(), "held")
	child := exec.Command(os.Args[0], "-test.run=^TestHeldByAWriter$")
	child.Env = append(os.Environ(), "STORE_TEST_HOLD="+path, "STORE_TEST_HELD="+held)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer child.Wait()
	defer child.Process.Kill()
	for range 200 {
		if _, err := os.Stat(held); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	var heldError *HeldError
	if _, err := Open(path); !errors.As(err, &heldError) {
		t.Errorf("open: %v", err)
	}
	if _, err := NewBuilder(t.Context(), path, testDict(t)); !errors.As(err, &heldError) {
		t.Errorf("build: %v", err)
	}
	if left := others(t, path); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
}

func TestReadersKeepTheOldFile(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 5, nil)
	reader, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	before, err := reader.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".wal", []byte("left by another program"), 0o644); err != nil {
		t.Fatal(err)
	}
	publishDatabase(t, path, "run2", 6, nil)
	if left := others(t, path); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
	if got := ask(t, path, "select count(*) from comments"); got[0] != "6" {
		t.Errorf("the new file holds %v", got)
	}
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if os.SameFile(before, after) {
		t.Error("the published file was changed in place")
	}
	if after.Mode().Perm() != 0o640 {
		t.Errorf("mode %04o, want that of the file before", after.Mode().Perm())
	}
}

// TestBrokenFiles looks at what is said, in both languages, of files that cannot be used.
func TestBrokenFiles(t *testing.T) {
	path := databasePath(t)
	publishDatabase(t, path, "run1", 20, nil)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := databasePath(t)
	publishDatabase(t, other, "run2", 20, nil)
	dir := t.TempDir()
	broken := func(name string, content []byte, texts string) string {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if texts != "" {
			if err := os.Link(texts, RestrictedPath(file)); err != nil {
				t.Fatal(err)
			}
		}
		return file
	}
	changed := slices.Clone(whole)
	for i := 0; i < len(changed); i += 50 {
		changed[i+20] ^= 0xff // past the mark that tells a file of DuckDB
	}
	for _, tc := range []struct {
		path, en, zh string
		restricted   bool
	}{
		{broken("short", whole[:5000], ""), "is damaged", "已损坏", false},
		{broken("half", whole[:len(whole)/2], ""), "is damaged", "已损坏", false},
		{broken("changed", changed, ""), "is damaged", "已损坏", false},
		{broken("empty", nil, ""), "is not a database made by sifeng", "不是 sifeng 的数据库", false},
		{RestrictedPath(path), "open " + path + " with --restricted", "打开主库 " + path, false},
		{broken("pair", whole, RestrictedPath(other)), "was not published together", "不是与", true},
		{broken("no-texts", whole, path), "was not published together", "不是与", true},
	} {
		db, err := OpenWith(tc.path, OpenOptions{Restricted: tc.restricted})
		if err == nil {
			db.Close()
			t.Errorf("%s is opened", filepath.Base(tc.path))
			continue
		}
		if zh := comment.InChinese(err); !strings.Contains(err.Error(), tc.en) || !strings.Contains(zh, tc.zh) {
			t.Errorf("%s: %v / %s", filepath.Base(tc.path), err, zh)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*"+spillName+"*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
