package ingest

import (
	"sort"
	"strings"

	"golang.org/x/text/width"

	"sifeng/dict"
)

// channelWords finds a channel's code by how files write it.
type channelWords struct {
	codes []string
	whole map[string]string
	words []channelWord     // the longest first
	known map[string]string // cells that were looked up before
}

type channelWord struct{ word, code string }

func newChannelWords(register []dict.Channel) *channelWords {
	w := &channelWords{whole: map[string]string{}, known: map[string]string{}}
	for _, c := range register {
		w.codes = append(w.codes, c.Code)
		w.whole[headerKey(c.Code)] = c.Code
		w.whole[headerKey(strings.TrimPrefix(c.Code, "ch."))] = c.Code
		for _, word := range append([]string{c.Name}, c.Words...) {
			key := headerKey(word)
			if key == "" || strings.HasPrefix(c.Code, "ch.unnamed") {
				continue
			}
			if _, ok := w.whole[key]; !ok {
				w.whole[key] = c.Code
				w.words = append(w.words, channelWord{key, c.Code})
			}
		}
	}
	sort.SliceStable(w.words, func(i, j int) bool { return len(w.words[i].word) > len(w.words[j].word) })
	return w
}

func (w *channelWords) isCode(code string) bool {
	for _, c := range w.codes {
		if c == code {
			return true
		}
	}
	return false
}

func (w *channelWords) list() string { return strings.Join(w.codes, ", ") }

// find gives the code that a cell or a name stands for; empty: none. The longest word that it holds wins: 县长热线 is not 热线.
func (w *channelWords) find(s string) string {
	if s == "" || len(s) > 200 {
		return ""
	}
	code, ok := w.known[s]
	if !ok {
		code = w.look(s)
		if len(w.known) < 1000 {
			w.known[s] = code
		}
	}
	return code
}

func (w *channelWords) look(s string) string {
	key := headerKey(s)
	if code, ok := w.whole[key]; ok {
		return code
	}
	key = bareName(simplified.Replace(width.Fold.String(s)), false)
	for _, word := range w.words {
		if strings.Contains(key, word.word) {
			return word.code
		}
	}
	return ""
}

// ofName guesses a channel from the name of a sheet or file.
func (w *channelWords) ofName(names ...string) string {
	for _, n := range names {
		if code := w.find(n); code != "" {
			return code
		}
	}
	return ""
}
