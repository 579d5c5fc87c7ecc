package review

import "unicode/utf8"

// Limits of an expression that is suggested. An expression that few comments share may be one person's words.
const (
	maxWords    = 4
	maxRunes    = 8
	minComments = 5
)

// breakWord stands in a row of words where an expression must not go on: punctuation, a mark of redaction, what the lexicon covers.
const breakWord = -1

// corpus is the words of sentences by number.
type corpus struct {
	number    map[string]int32
	text      []string // number → word
	sentences [][]int32
}

func newCorpus() *corpus { return &corpus{number: map[string]int32{}} }

func (c *corpus) word(s string) int32 {
	n, ok := c.number[s]
	if !ok {
		n = int32(len(c.text))
		c.number[s] = n
		c.text = append(c.text, s)
	}
	return n
}

// gram is an expression of one or more words and the sentences that hold it, in ascending order, each once.
type gram struct {
	text        string
	first, last int32 // words
	in          []int32
}

// grams lists the expressions that are frequent. It goes from shorter expressions to longer ones: where one is rare, so are those that
// hold it.
func (c *corpus) grams(frequent func(*gram) bool) []gram {
	var out []gram
	level := make([][]int32, len(c.sentences)) // sentence → place → expression of this level that begins there, or breakWord
	for i, words := range c.sentences {
		level[i] = append([]int32(nil), words...)
	}
	all := make([]gram, len(c.text)) // of this level
	for w, text := range c.text {
		all[w] = gram{text: text, first: int32(w), last: int32(w)}
	}
	for n := 1; n <= maxWords; n++ {
		for i := range level {
			for _, e := range level[i] {
				if e < 0 {
					continue
				}
				if g := &all[e]; len(g.in) == 0 || g.in[len(g.in)-1] != int32(i) {
					g.in = append(g.in, int32(i))
				}
			}
		}
		keep := make([]bool, len(all))
		for e := range all {
			if keep[e] = frequent(&all[e]); keep[e] {
				out = append(out, all[e])
			}
		}
		if n < maxWords {
			all = c.longer(level, n, all, keep)
		}
	}
	return out
}

// longer joins each two neighbouring frequent expressions of n words to one of n+1, in place, and gives the new ones.
func (c *corpus) longer(level [][]int32, n int, of []gram, keep []bool) []gram {
	type pair struct{ first, last int32 } // the expression and the word behind it
	index := map[pair]int32{}
	var out []gram
	for s, row := range level {
		for i, e := range row {
			if row[i] = breakWord; e < 0 || !keep[e] || i+1 >= len(row) || row[i+1] < 0 || !keep[row[i+1]] {
				continue
			}
			p := pair{e, c.sentences[s][i+n]}
			id, ok := index[p]
			if !ok {
				id = breakWord
				if text := of[e].text + c.text[p.last]; utf8.RuneCountInString(text) <= maxRunes {
					id = int32(len(out))
					out = append(out, gram{text: text, first: of[e].first, last: p.last})
				}
				index[p] = id
			}
			row[i] = id
		}
	}
	return out
}
