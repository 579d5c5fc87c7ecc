package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// bulkInto gives a bulk of a table made by the columns of create.
func bulkInto(t *testing.T, b *Builder, create string, columns ...string) *bulk {
	t.Helper()
	if _, err := b.db.Exec("create table filled (" + create + ")"); err != nil {
		t.Fatal(err)
	}
	to, err := newBulk(b.raw, table{catalog: mainCatalog, name: "filled", columns: columns})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(to.close)
	if err := to.begin(); err != nil {
		t.Fatal(err)
	}
	return to
}

func TestBulkWritesEveryKindOfValue(t *testing.T) {
	b := newBuilder(t, databasePath(t))
	to := bulkInto(t, b, "a varchar, b varchar, c integer, d bigint, e utinyint, f boolean, g double, h timestamp", "a", "b", "c", "d", "e", "f", "g", "h")
	east := time.FixedZone("", 8*3600)
	for _, s := range []string{"", "十二个字", "十二个字+", strings.Repeat("长", 400_000), "坏\xff"} {
		to.text(s)
		to.known(s)
		to.int32(-1)
		to.number(nil)
		to.uint8(255)
		to.bool(true)
		to.float64(0.5)
		to.moment(time.Date(2014, 3, 10, 9, 5, 0, 0, east))
		to.end()
	}
	for range 7 {
		to.null()
	}
	to.moment(time.Time{})
	to.end()
	if err := to.commit(); err != nil {
		t.Fatal(err)
	}
	rest := "\t-1\t<nil>\t255\ttrue\t0.5\t2014-03-10 09:05:00 +0000 UTC"
	want := []string{
		"\t<nil>" + rest, "十二个字\t十二个字" + rest, "十二个字+\t十二个字+" + rest, "400000 长\t400000 长" + rest, "坏\ufffd\t坏\ufffd" + rest,
		strings.TrimSuffix(strings.Repeat("<nil>\t", 8), "\t"),
	}
	const shorten = "case when length(%[1]s) > 99 and trim(%[1]s, '长') = '' then length(%[1]s) || ' 长' else %[1]s end"
	got := lines(t, b.db, fmt.Sprintf("select "+shorten+", "+strings.ReplaceAll(shorten, "1", "2")+", c, d, e, f, g, h from filled order by rowid", "a", "b"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBulkKeepsRowsOverChunksAndTransactions(t *testing.T) {
	b := newBuilder(t, databasePath(t))
	to := bulkInto(t, b, "n integer, s varchar, given varchar default 'given'", "n", "s")
	for n := range int32(10_000) {
		if err := to.begin(); err != nil {
			t.Fatal(err)
		}
		to.int32(n)
		if n%3 == 0 {
			to.null()
		} else {
			to.checked(strings.Repeat(fmt.Sprint(n, " "), int(n%50)))
		}
		to.end()
		switch {
		case n%4000 == 3999:
			if err := to.commit(); err != nil {
				t.Fatal(err)
			}
		case n%1500 == 0:
			if err := to.flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := to.commit(); err != nil {
		t.Fatal(err)
	}
	const wrong = `select count(*), count(*) filter (n <> rowid or given <> 'given'
		or s is distinct from case when n % 3 <> 0 then repeat(n || ' ', n % 50) end) from filled`
	if got := lines(t, b.db, wrong); got[0] != "10000\t0" {
		t.Errorf("rows and wrong rows: %v", got)
	}
}

func TestBulkRefusesRowsThatDoNotFit(t *testing.T) {
	for name, fill := range map[string]func(to *bulk){
		"too few":      func(to *bulk) { to.int32(1) },
		"too many":     func(to *bulk) { to.int32(1); to.text("a"); to.null() },
		"another kind": func(to *bulk) { to.int64(1); to.text("a") },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBuilder(t, databasePath(t))
			to := bulkInto(t, b, "n integer, s varchar", "n", "s")
			fill(to)
			to.end()
			if err := to.commit(); err == nil {
				t.Error("no error")
			}
			to.close()
			if got := lines(t, b.db, "select count(*) from filled"); got[0] != "0" {
				t.Errorf("rows: %v", got)
			}
		})
	}
}

func TestTokensAreJoinedAndCounted(t *testing.T) {
	b := newBuilder(t, databasePath(t))
	to := bulkInto(t, b, "s varchar, n integer", "s", "n")
	to.int32(to.tokens([]string{"低保", "", "a b", " ", "\n", "手续\u3000难"}))
	to.end()
	to.int32(to.tokens(nil))
	to.end()
	if err := to.commit(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"低保 a b 手续\u3000难\t4", "\t0"}, lines(t, b.db, "select s, n from filled order by rowid")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
