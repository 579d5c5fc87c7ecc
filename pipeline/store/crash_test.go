package store

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestCrash kills a child at several instants and looks at what is left.
func TestCrash(t *testing.T) {
	if path := os.Getenv("STORE_TEST_CRASH"); path != "" {
		crashingChild(t, path)
		return
	}
	for _, instant := range []string{"adding", "sealed", "between"} {
		t.Run(instant, func(t *testing.T) {
			path := databasePath(t)
			publishDatabase(t, path, "run1", 10, nil)
			child := exec.Command(os.Args[0], "-test.run=^TestCrash$")
			child.Env = append(os.Environ(), "STORE_TEST_CRASH="+path, "STORE_TEST_INSTANT="+instant)
			if out, err := child.CombinedOutput(); err == nil {
				t.Fatalf("the child lived: %s", out)
			}
			if got := ask(t, path, "select run_id, count(*) from v_run, comments group by 1"); got[0] != "run1\t10" {
				t.Errorf("after the crash the database holds %v", got)
			}
			if len(others(t, path)) == 0 {
				t.Error("the child left nothing: the test does not test")
			}
			b := newBuilder(t, path)
			want := map[string]string{"adding": "run1", "sealed": "run2", "between": "run2"}[instant]
			p, err := b.Published()
			if err != nil {
				t.Fatal(err)
			}
			if p.Run.ID != want {
				t.Errorf("the next run finds %s, want %s", p.Run.ID, want)
			}
			if err := p.checkTexts(t.Context()); err != nil {
				t.Error(err)
			}
			if err := b.Abort(); err != nil {
				t.Fatal(err)
			}
			if left := others(t, path); len(left) > 0 {
				t.Errorf("files left: %v", left)
			}
		})
	}
}

func crashingChild(t *testing.T, path string) {
	b, err := NewBuilder(context.Background(), path, testDict(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for i := range 300 {
		add(t, b, testComment(b.dict, "source2", i))
	}
	die := func() {
		process, _ := os.FindProcess(os.Getpid())
		process.Kill()
		time.Sleep(time.Minute)
	}
	if os.Getenv("STORE_TEST_INSTANT") == "adding" {
		die()
	}
	if err := b.AddSource(ctx, testSource(2, 300)); err != nil {
		t.Fatal(err)
	}
	if err := b.SetRun(ctx, testRun("run2")); err != nil {
		t.Fatal(err)
	}
	if err := b.settle(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.awaitIndexing(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.writers.close(); err != nil {
		t.Fatal(err)
	}
	b.db.Exec("insert into restricted.runs values ('run2', 1)")
	b.db.Exec("checkpoint build")
	b.db.Exec("checkpoint restricted")
	b.db.Close()
	if err := b.seal(); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("STORE_TEST_INSTANT") == "between" {
		if err := os.Rename(filepath.Join(b.dir, restrictedFile), RestrictedPath(path)); err != nil {
			t.Fatal(err)
		}
	}
	die()
}
