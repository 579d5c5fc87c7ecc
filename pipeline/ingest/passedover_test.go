package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestSavedAnew puts a file beside an old spreadsheet: only one that may have been made of it is taken for the same.
func TestSavedAnew(t *testing.T) {
	now := time.Now()
	for name, tt := range map[string]struct {
		old, beside, text string
		age               time.Duration // how much older the file beside is
		anew              bool
	}{
		"newer":                {"意见.xls", "意见.xlsx", "x", -time.Hour, true},
		"of the same time":     {"意见.xls", "意见.csv", "x", 0, true},
		"in capitals":          {"意见.xls", "意见.XLSX", "x", 0, true},
		"with another case":    {"June.XLS", "june.csv", "x", 0, true},
		"empty":                {"意见.xls", "意见.xlsx", "", 0, false},
		"older":                {"意见.xls", "意见.csv", "x", time.Hour, false},
		"of another name":      {"意见.xls", "意见2.csv", "x", 0, false},
		"of a longer name":     {"意见.xls", "意见.旧.csv", "x", 0, false},
		"that cannot be read":  {"意见.xls", "意见.et", "x", 0, false},
		"beside a Word letter": {"意见.doc", "意见.xlsx", "x", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			old, beside := filepath.Join(dir, tt.old), filepath.Join(dir, tt.beside)
			for path, text := range map[string]string{old: "x", beside: tt.text} {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for path, when := range map[string]time.Time{old: now, beside: now.Add(-tt.age)} {
				if err := os.Chtimes(path, when, when); err != nil {
					t.Fatal(err)
				}
			}
			if missed := MayHoldComments(old) != nil; missed == tt.anew {
				t.Errorf("missed: %v", missed)
			}
			if said := strings.Contains(PassedOver(old).String(), tt.beside+" of the same name"); said != tt.anew {
				t.Errorf("%v", PassedOver(old))
			}
		})
	}
}
