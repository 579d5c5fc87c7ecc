package reports

import (
	"bytes"
	"context"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// TestScale times a page of a million comments where SIFENG_SCALE is set: at most 3 MB, and 5 s of each processor, which is what it takes where nothing
// else runs.
func TestScale(t *testing.T) {
	if os.Getenv("SIFENG_SCALE") == "" {
		t.Skip("SIFENG_SCALE is not set")
	}
	db := openFixture(t, fixture{comments: 2000, issues: true, ledger: true})
	execute(t, db, `insert into comments (comment_id, source_id, row_no, received_at, channel, title, text, kind, no_opinion, urgency, township_code,
		department_code, target_leadership, restricted, text_key, token_text, comment_no)
		select comment_id || '_' || n, source_id, row_no, received_at, channel, title, text, kind, no_opinion, urgency, township_code,
			department_code, target_leadership, restricted, text_key, token_text, comment_no + 2000 * (n + 1)
		from comments, range(499) r(n)`)
	execute(t, db, `insert into tags select comment_id || '_' || n, axis, wind, problem, facet, score, evidence, span_field, span_start, span_end, rule, comment_no + 2000 * (n + 1)
		from tags, range(499) r(n)`)
	derive(t, db)
	conn, err := db.Conn(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, name := range questions {
		asked := time.Now()
		if _, err := (asker{db: conn}).ask(context.Background(), name); err != nil {
			t.Fatal(err)
		}
		t.Logf("%-22s %6.2f s", name, time.Since(asked).Seconds())
	}
	var out bytes.Buffer
	begun, worked := time.Now(), processorTime(t)
	if err := Render(context.Background(), db, Options{}, &out); err != nil {
		t.Fatal(err)
	}
	worked = (processorTime(t) - worked) / time.Duration(runtime.NumCPU())
	t.Logf("%d bytes after %.1f s, %.1f s of each processor", out.Len(), time.Since(begun).Seconds(), worked.Seconds())
	if worked > 5*time.Second {
		t.Errorf("%.1f s of each processor, at most 5", worked.Seconds())
	}
	if out.Len() > 3<<20 {
		t.Errorf("%d bytes, at most 3 MB", out.Len())
	}
}

// processorTime is what this process has used of all processors.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
