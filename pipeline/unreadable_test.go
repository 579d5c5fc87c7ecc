package pipeline_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/store"
)

// runFolder runs a directory and gives what the run said.
func runFolder(t *testing.T, folder, db string) (*pipeline.Summary, error) {
	t.Helper()
	return pipeline.Run(t.Context(), pipeline.Config{Inputs: []string{folder}, DB: db, Out: filepath.Dir(db), Workers: 2, Key: &sameKey})
}

func ask(t *testing.T, path, question string) []string {
	t.Helper()
	db, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	return column(t, db, question)
}

// A damaged file of a directory leaves the others what they would be without it, whether it breaks at once or behind a thousand comments that were on
// their way, some of which other files hold too.
func TestDamagedFileOfDirectory(t *testing.T) {
	half := "[" + strings.Repeat(`{"编号":"7","渠道":"热线","时间":"2014-05-01","内容":"去窗口办低保跑了四趟都没有办成。"},`, 5) +
		strings.Repeat(`{"内容":"桥断了没有人修，只有这里这样说。"},`, 1500)
	for _, test := range []struct{ name, file, content string }{
		{"early", "0.xlsx", "%PDF-1.4\n"},
		{"late, before the others", "0.json", half},
		{"late, behind the others", "z.json", half},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder, sound := t.TempDir(), t.TempDir()
			writeComments(t, filepath.Join(folder, "a.csv"), 600)
			writeComments(t, filepath.Join(sound, "a.csv"), 600)
			damaged := filepath.Join(folder, test.file)
			if err := os.WriteFile(damaged, []byte(test.content), 0o600); err != nil {
				t.Fatal(err)
			}
			want, got := filepath.Join(t.TempDir(), "a.duckdb"), filepath.Join(t.TempDir(), "a.duckdb")
			if _, err := runFolder(t, sound, want); err != nil {
				t.Fatal(err)
			}
			s, err := runFolder(t, folder, got)
			if err != nil {
				t.Fatal(err)
			}
			if s.LeftOut() != 1 || s.Quarantined() != 0 {
				t.Errorf("%d left out, %d rows quarantined", s.LeftOut(), s.Quarantined())
			}
			const comments = "select c::varchar from comments as c order by comment_id"
			if diff := cmp.Diff(ask(t, want, comments), ask(t, got, comments)); diff != "" {
				t.Errorf("the other comments (-without +with the damaged file):\n%s", diff)
			}
			const quarantined = "select file || row_no || rows_read from quarantine join sources using (source_id)"
			if diff := cmp.Diff([]string{test.file + "00"}, ask(t, got, quarantined)); diff != "" {
				t.Error(diff)
			}
			// A run of the same finds nothing new, and says the same.
			s, err = runFolder(t, folder, got)
			if err != nil {
				t.Fatal(err)
			}
			if s.LeftOut() != 1 || len(s.Unchanged) != 1 || len(ask(t, got, "select seq::varchar from runs")) != 1 {
				t.Errorf("once more: %+v", s)
			}
			// Named, it is an error.
			_, err = runFolder(t, damaged, got)
			if !errors.As(err, new(*ingest.UnreadableError)) || !strings.Contains(err.Error(), test.file) {
				t.Errorf("named: %v", err)
			}
			// Mended, it is read; the record of the damaged one stays until all is loaded anew.
			mended := `[{"内容":"桥断了没有人修，只有这里这样说。","时间":"2014-05-01"}]`
			if err := os.Remove(damaged); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, "m.json"), []byte(mended), 0o600); err != nil {
				t.Fatal(err)
			}
			if s, err = runFolder(t, folder, got); err != nil || s.LeftOut() != 0 || s.Comments != 601 {
				t.Errorf("mended: %v %+v", err, s)
			}
			if n := len(ask(t, got, quarantined)); n != 1 {
				t.Errorf("%d records", n)
			}
		})
	}
}

// Work that stores nothing reads a file of a directory to its end before it uses a comment of it.
func TestReadingOfDamagedFiles(t *testing.T) {
	folder := t.TempDir()
	for name, content := range map[string]string{
		"a.csv": "编号,内容\n1,路坏了没有人修\n", "b.json": "[" + strings.Repeat(`{"内容":"桥断了没有人修"},`, 1500), "c.doc": "x", "d.md": "x",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var texts, missed, passed []string
	in := pipeline.Reading{Inputs: []string{folder}, PassedOver: func(why *comment.Message, may bool) {
		if may {
			missed = append(missed, why.String())
		} else {
			passed = append(passed, why.String())
		}
	}}
	sources, err := in.Read(context.Background(), func(c comment.Comment) error { texts = append(texts, c.Text); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"路坏了没有人修"}, texts); diff != "" || len(sources) != 2 {
		t.Errorf("%s %+v", diff, sources)
	}
	if len(missed) != 2 || !strings.Contains(missed[0], "c.doc") || !strings.Contains(missed[1], "b.json: the whole file was left out: ") || len(passed) != 1 {
		t.Errorf("missed %q, passed over %q", missed, passed)
	}
}
