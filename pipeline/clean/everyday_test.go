package clean

import (
	"strings"
	"testing"

	"sifeng/dict"
)

// The words that were counted in comments elsewhere name nobody: 陈书记 would be one who is known there.
func TestEverydayWordsNameNobody(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := dict.ReadTSV(d.FS(), "matters/everyday_words.tsv", "one_in", "words")
	if err != nil {
		t.Fatal(err)
	}
	c := newCleaner(t, Options{})
	for _, r := range rows {
		for _, word := range strings.Fields(r.Field["words"]) {
			if got := c.Redact(strings.ReplaceAll(word, "+", "")); strings.Contains(got, "〔") {
				t.Errorf("%s names somebody: %s", word, got)
			}
		}
	}
}
