package reports

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// subjects are the databases that the tests of the page look at: invented ones, and those that SIFENG_DATABASES lists, such as of the demo.
func subjects(t *testing.T) map[string]*sql.DB {
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
