package staged

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "page[1].html")
	if err := os.WriteFile(place, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("failed")
	if err := Write(place, 0o644, func(f *os.File) error { return failed }); !errors.Is(err, failed) {
		t.Error(err)
	}
	if got, _ := os.ReadFile(place); string(got) != "old" || len(names(t, dir)) != 1 {
		t.Errorf("%q %v", got, names(t, dir))
	}
	err := Write(place, 0o644, func(f *os.File) error {
		info, err := f.Stat()
		if err == nil && info.Mode().Perm() != 0o600 {
			t.Errorf("written with mode %v", info.Mode())
		}
		_, err = f.WriteString("new")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(place)
	if err != nil || info.Mode().Perm() != 0o644 || info.Size() != 3 || len(names(t, dir)) != 1 {
		t.Errorf("%v %v", info, names(t, dir))
	}
}

// What a killed process left goes; what a living one writes, and what is called otherwise, stays.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "page.html")
	alive, err := Create(place)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".page.html.tmp-123", ".other.html.tmp-1", "page.html.tmp-2"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("left"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := Write(place, 0o600, func(*os.File) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, ".page.html.tmp-123")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the leftover stays: %v", err)
	}
	if got := names(t, dir); len(got) != 4 {
		t.Errorf("%v", got)
	}
	if err := alive.Publish(0o600); err != nil {
		t.Error(err)
	}
}
