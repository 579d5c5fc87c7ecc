package tag

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sifeng/dict"
)

func load(t testing.TB) (*dict.Dict, *Tagger) {
	t.Helper()
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return d, tagger
}

// newWith makes a tagger of dictionaries in which a file has another content.
func newWith(t *testing.T, name, content string) (*Tagger, error) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := dict.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return New(d)
}

func TestLexiconExamples(t *testing.T) {
	_, tagger := load(t)
	if err := tagger.CheckExamples(); err != nil {
		t.Error(err)
	}
}

func TestExamplesAreChecked(t *testing.T) {
	for row, want := range map[string]string{
		"从来不下村啊\tbureaucratism.detached\t\t\t书记从来不下村啊\t从来不下村吗": "",
		"从来不下村啊\tbureaucratism.detached\t\t\t别的例子\t":           "does not match its example",
		"从来不下村啊\tbureaucratism.detached\t\t\t\t":               "has no example",
		"从来不下村啊\tbureaucratism.detached":                       "has no example",
		"从来不下村啊\tbureaucratism.detached\t\t\t书记从来不下村啊\t从来不下村啊": "matches its trap",
	} {
		tagger, err := newWith(t, "lexicon/bureaucratism.tsv", "pattern\tproblem\tfacet\tflags\texample\ttrap\n"+row+"\n")
		if err != nil {
			t.Fatal(err)
		}
		err = tagger.CheckExamples()
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), "lexicon/bureaucratism.tsv:2: ") || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got the error %v, want %q", row, err, want)
		}
	}
}
