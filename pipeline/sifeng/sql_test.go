package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"sifeng/pipeline/comment"
)

// A script in GB18030, as editors on Chinese computers write, must not be taken for statements.
func TestScriptInAnotherEncoding(t *testing.T) {
	a := newApp(strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}, func(string) string { return "" })
	err := a.script(context.Background(), nil, []byte("select '\xd6\xd0\xce\xc4'"), "中文.sql")
	if err == nil || !strings.Contains(err.Error(), "中文.sql is not in UTF-8") || !strings.Contains(comment.InChinese(err), "另存为 UTF-8") {
		t.Errorf("%v", err)
	}
}

func TestHistoryIsClosedToOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing there")
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(dir, "sifeng")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, want := historyFile(), filepath.Join(dir, "history"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v, %v", info.Mode(), err)
	}
}
