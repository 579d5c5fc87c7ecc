package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// The real files are not part of the repository; SIFENG_REAL_DATA names a directory that holds them.
func TestRealFiles(t *testing.T) {
	dir := os.Getenv("SIFENG_REAL_DATA")
	if dir == "" {
		t.Skip("SIFENG_REAL_DATA is not set")
	}
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		file        string
		read, blank int
		native      bool
	}{
		{"taidi_fj3.xlsx", 4326, 0, true},
		{"taidi_fj4.xlsx", 2816, 0, true},
		{"taidi_fj2_test.xlsx", 2801, 0, true},
		{"taidi_fj2_demo.xlsx", 495, 64707, true},
		{"shangluo_masked.csv", 1179, 0, true},
	} {
		t.Run(test.file, func(t *testing.T) {
			path := filepath.Join(dir, test.file)
			if _, err := os.Stat(path); err != nil {
				t.Skip(err)
			}
			comments, times, ids := 0, 0, map[string]bool{}
			emit := func(c comment.Comment) error {
				comments++
				ids[c.ID] = true
				if !c.ReceivedAt.IsZero() {
					times++
				}
				if c.NativeKey == "" == test.native {
					t.Errorf("row %d: native key %q", c.Row, c.NativeKey)
				}
				return nil
			}
			sources, err := Read(context.Background(), path, Options{Dict: d, Key: comment.NewKey([]byte("0123456789abcdef"))}, emit,
				func(r comment.Rejected) error { t.Logf("row %d rejected: %s", r.Row, r.Reason); return nil })
			if err != nil {
				t.Fatal(err)
			}
			read, blank := 0, 0
			for _, s := range sources {
				read += s.RowsRead
				blank += s.RowsBlank
				t.Logf("%+v", s)
			}
			if read != test.read || blank != test.blank {
				t.Errorf("read %d, blank %d; want %d, %d", read, blank, test.read, test.blank)
			}
			t.Logf("%d comments, %d ids, %d times", comments, len(ids), times)
			if times < comments*99/100 {
				t.Errorf("only %d of %d times were read", times, comments)
			}
		})
	}
}
