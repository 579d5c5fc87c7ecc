// Package segment cuts cleaned text into words, exactly as gse's Segment does with its dictionary of simplified Chinese and the project's
// own words, but from a compiled form of that dictionary: a double-array trie, one pass of dynamic programming, no allocation.
package segment

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"sifeng/dict"
)

// Segmenter cuts text. It is read-only after New and may be shared between goroutines.
type Segmenter struct {
	general  trie // gse's dictionary
	own      trie // the project's words: they take the place of gse's
	begins   []bool
	alphabet *alphabet
	narrow   *narrow
	logTotal float32 // log2 of the sum of all frequencies
}

// New joins the compiled dictionary with the project's words and the names of the county.
func New(d *dict.Dict) (*Segmenter, error) {
	words := append(d.Words[:len(d.Words):len(d.Words)], countyWords(d.County)...)
	general, err := loadCompiled()
	if err != nil {
		return nil, err
	}
	s := &Segmenter{general: general.trie, alphabet: general.alphabet, narrow: newNarrow()}
	total := general.total
	seen := map[string]bool{}
	var entries []entry
	codes := code(general.codes)
	for _, w := range words {
		if w.Text == "" || strings.ContainsFunc(w.Text, unicode.IsSpace) {
			return nil, fmt.Errorf("add word %q to the segmenter: a word must not be empty or hold white space", w.Text)
		}
		text := lower(w.Text)
		if seen[text] { // the first entry of a word holds
			continue
		}
		seen[text] = true
		e := entry{log: logOf(float64(w.Freq))}
		for _, r := range text {
			c := s.alphabet.of(r)
			if c == 0 {
				codes++
				c = codes
				s.alphabet.set(r, c)
			}
			e.codes = append(e.codes, c)
		}
		total += float64(w.Freq)
		if replaced := s.general.find(e.codes); replaced != noWord {
			total -= general.frequency(replaced)
		}
		entries = append(entries, e)
	}
	own, err := build(entries)
	if err != nil {
		return nil, fmt.Errorf("add the project's words to the segmenter: %w", err)
	}
	s.own = *own
	s.begins = make([]bool, int(codes)+1)
	for _, e := range entries {
		s.begins[e.codes[0]] = true
	}
	s.logTotal = logOf(total)
	return s, nil
}

// logOf is gse's logarithm: computed in 64 bits, kept in 32.
func logOf(frequency float64) float32 { return float32(math.Log2(frequency)) }

// lower makes the capital letters A to Z of runs small, as gse does, and leaves all others.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// find gives the logarithm of a word's frequency, or noWord.
func (t *trie) find(codes []code) float32 {
	state := int32(0)
	for _, c := range codes {
		next, ok := t.step(state, c)
		if !ok {
			return noWord
		}
		state = next
	}
	return t.log(state)
}
