package attribute

import (
	"embed"
	"os"
	"path/filepath"
	"testing"
)

//go:embed testdata/places.tsv
var testdata embed.FS

// overlay makes a dictionary directory with one file in it.
func overlay(t *testing.T, name, content string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}
