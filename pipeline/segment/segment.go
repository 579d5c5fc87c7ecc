// Package segment cuts cleaned text into words, exactly as gse's Segment does with its dictionary of simplified Chinese and the project's
// own words, but from a compiled form of that dictionary: a double-array trie, one pass of dynamic programming, no allocation.
package segment

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode"

	"sifeng/dict"
)

// Segmenter cuts text. It is read-only after New and may be shared between goroutines.
type Segmenter struct {
	general  trie      // gse's dictionary
	own      trie      // the project's words: they take the place of gse's
	costs    []float32 // value → cost; of no word it is none
	ownCosts []float32
	first    []first // by code
	run      code    // of a run
	widest   int     // the longest word of gse's that holds a run, in characters
	alphabet *alphabet
	narrow   *narrow
}

// first is what is looked at when a unit may begin a word.
type first struct {
	base uint32  // of its children in gse's dictionary
	cost float32 // of the unit by itself
	own  uint32  // bit code&31 is set for each unit that follows it in a word of the project
	run  bool    // a run follows it in some word of gse's
}

// New joins the compiled dictionary with the project's words and the names of the county.
func New(d *dict.Dict) (*Segmenter, error) {
	general, err := loadCompiled()
	if err != nil {
		return nil, err
	}
	s := &Segmenter{general: general.trie, alphabet: general.alphabet, narrow: newNarrow(), widest: general.widest, run: code(general.codes + 1)}
	total := general.total
	seen := map[string]bool{}
	var entries []entry
	var logs []float32 // by value of the project's words
	valueOf := map[float32]uint16{}
	codes := int(s.run)
	for _, w := range append(d.Words[:len(d.Words):len(d.Words)], countyWords(d.County)...) {
		if w.Text == "" || strings.ContainsFunc(w.Text, unicode.IsSpace) {
			return nil, fmt.Errorf("add word %q to the segmenter: a word must not be empty or hold white space", w.Text)
		}
		text := lower(w.Text)
		if seen[text] { // the first entry of a word holds
			continue
		}
		seen[text] = true
		log := logOf(float64(w.Freq))
		if valueOf[log] == 0 {
			logs = append(logs, log)
			valueOf[log] = uint16(len(logs))
		}
		e := entry{Value: uint32(valueOf[log])}
		for _, r := range text {
			c := s.alphabet.of(r)
			if c == 0 {
				codes++
				c = code(codes)
				s.alphabet.set(r, c)
			}
			e.Codes = append(e.Codes, c)
		}
		if codes > maxCode || len(logs) >= maxValue {
			return nil, errors.New("add the project's words to the segmenter: too many different characters or frequencies")
		}
		total += float64(w.Freq)
		if replaced := s.general.find(e.Codes); replaced != 0 {
			total -= general.freqs[replaced-1]
		}
		entries = append(entries, e)
	}
	own, err := build(entries)
	if err != nil {
		return nil, fmt.Errorf("add the project's words to the segmenter: %w", err)
	}
	s.own = own
	logTotal := logOf(total)
	s.costs = append(s.costs, none)
	for _, f := range general.freqs {
		s.costs = append(s.costs, logTotal-logOf(f))
	}
	s.ownCosts = append(s.ownCosts, none)
	for _, log := range logs {
		s.ownCosts = append(s.ownCosts, logTotal-log)
	}
	s.begin(general, entries, codes)
	return s, nil
}

// begin fills the table of first units.
func (s *Segmenter) begin(general *compiled, entries []entry, codes int) {
	s.first = make([]first, codes+1)
	for c := range s.first {
		f := &s.first[c]
		f.cost = unknownCost
		if c == int(s.run) {
			continue
		}
		x := s.general.child(rootBase, code(c))
		f.base = x.base()
		if x.value() != 0 {
			f.cost = s.costs[x.value()]
		}
	}
	for _, c := range general.runs {
		s.first[c].run = true
	}
	narrow := make([]bool, codes+1)
	for r := range rune(len(s.narrow)) {
		if s.narrow[r] {
			narrow[s.alphabet.of(r)] = true
		}
	}
	for _, e := range entries {
		f := &s.first[e.Codes[0]]
		switch {
		case len(e.Codes) == 1:
			f.cost = s.ownCosts[e.Value]
		case narrow[e.Codes[1]]:
			f.own |= 1 << (s.run & 31)
		default:
			f.own |= 1 << (e.Codes[1] & 31)
		}
	}
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
