package reports

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// shared are the databases that several tests look at and none changes.
var shared struct {
	once sync.Once
	list map[string]*sql.DB
}

// subjects are the databases that the tests of the page look at: invented ones, and those that SIFENG_DATABASES lists, such as of the demo.
func subjects(t *testing.T) map[string]*sql.DB {
	t.Helper()
	shared.once.Do(func() { shared.list = openSubjects(lasting{t}) })
	if shared.list == nil {
		t.Fatal("the databases could not be made")
	}
	return shared.list
}

// lasting makes what outlives the test that first asks for it.
type lasting struct{ testing.TB }

var atEnd []func() // is run when all tests are done, the last first

func (l lasting) Cleanup(f func()) { atEnd = append(atEnd, f) }

func (l lasting) TempDir() string {
	l.Helper()
	dir, err := os.MkdirTemp("", "reports")
	if err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func openSubjects(t testing.TB) map[string]*sql.DB {
	t.Helper()
	list := map[string]*sql.DB{
		"invented": openFixture(t, fixture{comments: 3000, ledger: true, issues: true}),
		"hostile":  openFixture(t, fixture{comments: 900, hostile: true, ledger: true, issues: true}),
	}
	execute(t, list["hostile"], `update comments set channel = '"><img src=x> &=''#' where channel = 'ch.letter'`)
	for _, name := range filepath.SplitList(os.Getenv("SIFENG_DATABASES")) {
		db, err := sql.Open("duckdb", name+"?access_mode=read_only")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		list[filepath.Base(filepath.Dir(name))] = db
	}
	return list
}

func renderWith(t testing.TB, db *sql.DB, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Render(context.Background(), db, o, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// quoted writes a value as JavaScript.
func quoted(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
