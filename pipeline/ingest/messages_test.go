package ingest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var (
	oneLanguage = regexp.MustCompile(`(errors\.New|fmt\.Errorf)\("`)
	said        = regexp.MustCompile(`comment\.Say\("((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"`)
	verbs       = regexp.MustCompile(`%(\[\d\])?[a-z]`)
)

// Whatever is told about a file is told in both languages, of the same things.
func TestMessagesAreInBothLanguages(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if at := oneLanguage.FindIndex(source); at != nil {
			t.Errorf("%s: an error in one language: %s", file, source[at[0]:min(len(source), at[1]+40)])
		}
		for _, m := range said.FindAllStringSubmatch(string(source), -1) {
			n++
			zh, en := m[1], m[2]
			if strings.ContainsFunc(verbs.ReplaceAllString(en, ""), unicode.IsLetter) && !strings.ContainsFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Errorf("%s: %q is not in Chinese", file, zh)
			}
			if a, b := len(verbs.FindAllString(zh, -1)), len(verbs.FindAllString(en, -1)); a != b && !strings.Contains(zh, "%[") {
				t.Errorf("%s: %q tells %d things, %q %d", file, zh, a, en, b)
			}
		}
	}
	if n < 80 {
		t.Errorf("only %d messages", n)
	}
}
