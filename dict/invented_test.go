package dict

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"unicode"
)

// The invented examples must carry known codes, stand once each, and hold enough that has no problem at all.
func TestInventedExamples(t *testing.T) {
	d, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, p := range d.Problems {
		if p.Axis == "winds" {
			known[p.Code] = true
		}
	}
	kinds := map[string]bool{"": true, "complaint": true, "suggestion": true, "inquiry": true, "praise": true}
	files, err := fs.Glob(d.FS(), "model/invented/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	where := make(map[string]string)
	held := make(map[string]int)
	examples, plain := 0, 0
	for _, name := range files {
		content, err := fs.ReadFile(d.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(strings.TrimSpace(string(content)), "\n") {
			var e struct {
				Text, Title, Kind, Note string
				Subs                    []string
			}
			if err := json.Unmarshal([]byte(line), &e); err != nil {
				t.Errorf("%s:%d: %v", name, i+1, err)
				continue
			}
			at := fmt.Sprintf("%s:%d", path.Base(name), i+1)
			examples++
			if len(e.Subs) == 0 {
				plain++
			}
			if e.Text == "" || !kinds[e.Kind] || e.Note != "invented" {
				t.Errorf("%s:%d: no text, kind %q or note %q", name, i+1, e.Kind, e.Note)
			}
			if e.Kind == "" && len(e.Subs) > 0 {
				t.Errorf("%s:%d: no opinion, yet problems", name, i+1)
			}
			for _, code := range e.Subs {
				if !known[code] {
					t.Errorf("%s:%d: unknown problem %q", name, i+1, code)
				}
				held[code]++
			}
			key := strings.Map(func(r rune) rune {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					return r
				}
				return -1
			}, e.Title+e.Text)
			if first, ok := where[key]; ok {
				t.Errorf("%s:%d: stands in %s already", name, i+1, first)
			}
			where[key] = at
		}
	}
	if plain*100 < examples*35 {
		t.Errorf("%d of %d examples have no problem; a tagger would learn that everything has one", plain, examples)
	}
	for code := range known {
		if held[code] < 50 {
			t.Errorf("%s has %d examples", code, held[code])
		}
	}
}
