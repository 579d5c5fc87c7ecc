package queries_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"sort"
	"strings"
	"syscall"
	"testing"
	"time"

	"sifeng/queries"
)

// TestTimes tells how long every question of the catalog and some searches take on the database that SIFENG_TIME_DB names, the slowest first:
// the least of up to five runs (those begun within two seconds), on the clock and of all processors. SIFENG_TIME_ONLY limits it to names that hold one of the words given.
// It judges nothing: times depend on the machine and on what else it does.
func TestTimes(t *testing.T) {
	path := os.Getenv("SIFENG_TIME_DB")
	if path == "" {
		t.Skip("SIFENG_TIME_DB names no database")
	}
	db, err := sql.Open("duckdb", path+"?access_mode=READ_ONLY")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("set dynamic_or_filter_threshold = 1000"); err != nil { // as store.Open does
		t.Fatal(err)
	}
	statements := map[string]string{}
	list, err := queries.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		if statements[q.Name], err = q.Bind(nil); err != nil {
			t.Fatal(err)
		}
	}
	for _, words := range []string{"低保", "低保 手续 推诿", "问题", "拖欠农民工工资", "水", "路 灯 坏", "nothing"} {
		statements["search "+words] = "from search('" + words + "') limit 20"
	}
	statements["containing, counted"] = "select township, count(*) from containing('低保') group by township"
	var times []timed
	only := strings.Fields(os.Getenv("SIFENG_TIME_ONLY"))
	for name, statement := range statements {
		if !holdsOne(name, only) {
			continue
		}
		least := timed{name: name}
		first := time.Now()
		for i := 0; i < 5 && time.Since(first) < 2*time.Second; i++ {
			begin, processor := time.Now(), processorTime()
			rows, err := drain(db, statement)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			clock, work := time.Since(begin), processorTime()-processor
			if i == 0 || clock < least.clock {
				least.clock = clock
			}
			if i == 0 || work < least.work {
				least.work = work
			}
			least.rows = rows
		}
		times = append(times, least)
	}
	sort.Slice(times, func(i, j int) bool { return times[i].clock > times[j].clock })
	for _, q := range times {
		fmt.Printf("%8.1f ms  %8.1f ms of processor  %7d rows  %s\n", milliseconds(q.clock), milliseconds(q.work), q.rows, q.name)
	}
}

type timed struct {
	name        string
	clock, work time.Duration
	rows        int
}

func holdsOne(name string, words []string) bool {
	for _, word := range words {
		if strings.Contains(name, word) {
			return true
		}
	}
	return len(words) == 0
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// drain reads all rows of a statement.
func drain(db *sql.DB, statement string) (n int, err error) {
	rows, err := db.QueryContext(context.Background(), statement)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
