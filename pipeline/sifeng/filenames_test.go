package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The name of a file may hold what a terminal obeys; a run tells of it without.
func TestFileNamesOnTerminal(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	for _, name := range []string{"a\x1b[31m\nb.csv", "名\x1b[31m\n单", "信\x1b[31m\n.doc"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("时间,内容\n2014-05-01,库庄镇的"+filepath.Ext(name)+"路灯坏了没人管\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"a [31m b.csv: 1 rows read", "a [31m b.csv: loaded before"} {
		var said, errs bytes.Buffer
		a := newApp(strings.NewReader(""), &said, &errs, func(string) string { return "" })
		code := a.run(t.Context(), []string{"run", dir, "--no-matters", "--db", filepath.Join(out, "a.duckdb"), "--out", out})
		if code != exitQuarantined {
			t.Fatalf("exit code %d: %s", code, errs.String())
		}
		for _, line := range []string{want, "名 [31m 单: passed over", "信 [31m .doc: put into quarantine"} {
			if !strings.Contains(said.String(), line) {
				t.Errorf("%q is not in %q", line, said.String())
			}
		}
		if strings.Contains(said.String()+errs.String(), "\x1b") {
			t.Errorf("an escape in %q", said.String())
		}
	}
}
