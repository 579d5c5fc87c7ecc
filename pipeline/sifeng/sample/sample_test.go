package sample

import (
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestComments(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(files, Ledger); err != nil {
		t.Error(err)
	}
	names, err := Comments()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"座谈会与征求表.xlsx", "微博微信.jsonl", "意见箱与来信.xlsx", "热线登记.csv", "短信.csv", "走访与调研.tsv"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}
