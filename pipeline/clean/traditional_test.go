package clean

import (
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/longbridgeapp/opencc"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var update = flag.Bool("update", false, "write the table of simplified forms anew")

// The table holds what OpenCC makes of every character that GB 2312 lacks.
func TestSimplifiedForms(t *testing.T) {
	words, err := opencc.New("t2s")
	if err != nil {
		t.Fatal(err)
	}
	var others []string
	encoder := simplifiedchinese.HZGB2312.NewEncoder()
	for char := rune(firstHan); char <= lastHan; char++ {
		if _, err := encoder.String(string(char)); err != nil {
			others = append(others, string(char))
			encoder.Reset()
		}
	}
	converted, err := words.Convert(strings.Join(others, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	n := 0
	for i, simple := range strings.Split(converted, "\n") {
		if simple == others[i] {
			continue
		}
		char, _ := utf8.DecodeRuneInString(simple)
		want.WriteString(others[i] + string(char))
		if n++; n%40 == 0 {
			want.WriteString("\n")
		}
	}
	want.WriteString("\n")
	if *update {
		if err := os.WriteFile("simplified.txt", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want.String(), simplifiedForms); diff != "" {
		t.Errorf("simplified.txt (-OpenCC +file; go test ./pipeline/clean -run SimplifiedForms -update):\n%s", diff)
	}
}
