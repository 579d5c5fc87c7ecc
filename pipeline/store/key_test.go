package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sifeng.duckdb.key")
	if _, err := LoadKey(path); err == nil || !strings.Contains(err.Error(), "backup") {
		t.Errorf("no key: %v", err)
	}
	first, err := LoadOrCreateKey(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %04o", info.Mode().Perm())
	}
	again, err := LoadOrCreateKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if first.Hash("x", "y") != again.Hash("x", "y") || KeyCheck(first) != KeyCheck(again) {
		t.Error("the key changed")
	}
	other, err := LoadOrCreateKey(path + "2")
	if err != nil {
		t.Fatal(err)
	}
	if KeyCheck(first) == KeyCheck(other) {
		t.Error("two keys are alike")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadOrCreateKey(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a key that others may read: %v", err)
	}
	if err := os.WriteFile(path+"3", []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadOrCreateKey(path + "3"); err == nil || strings.Contains(err.Error(), "no key\n") {
		t.Errorf("a broken key file: %v", err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 3 {
		t.Errorf("files left: %v", entries)
	}
}
