package hotspot

import (
	"strconv"
	"strings"

	"sifeng/dict"
)

// elsewhere is so many texts of any comments whatever, of which matters/everyday_words.tsv says how often words are met in them. They
// count beside the texts at hand: of a hundred short comments nearly all words are in two or three, and 一个人 would tell as much as 新农合.
// Beside a hundred thousand they hardly count.
const elsewhere = 1000

// everydayTexts is in how many of those texts a word is an everyday one, which by itself does not say what a comment is about.
const everydayTexts = elsewhere / 50

// everyday is how many of the texts elsewhere hold a word, or two beside each other, by their numbers in the lexicon.
type everyday struct {
	words []uint32 // by number
	pairs map[uint64]uint32
}

// readEveryday reads matters/everyday_words.tsv for the words that the lexicon has.
func readEveryday(d *dict.Dict, words *lexicon) (everyday, error) {
	e := everyday{make([]uint32, len(words.words)), map[uint64]uint32{}}
	rows, err := dict.ReadTSV(d.FS(), "matters/everyday_words.tsv", "one_in", "words")
	if err != nil {
		return e, err
	}
	for _, r := range rows {
		oneIn, err := strconv.Atoi(r.Field["one_in"])
		if err != nil || oneIn < 1 {
			return e, r.Errorf("one_in is %q, want a whole number from 1 on", r.Field["one_in"])
		}
		texts := uint32(elsewhere / oneIn)
		for _, listed := range strings.Fields(r.Field["words"]) {
			first, second, pair := strings.Cut(listed, "+")
			a, b := words.number[first], words.number[second]
			switch {
			case a == wordBreak || a == partOfMark || pair && (b == wordBreak || b == partOfMark):
			case pair:
				e.pairs[pairKey(a, b)] = texts
			default:
				e.words[a] = texts
			}
		}
	}
	return e, nil
}

// ofWord is in how many of the texts elsewhere a word is.
func (e *everyday) ofWord(n uint32) uint32 {
	if int(n) < len(e.words) {
		return e.words[n]
	}
	return 0
}

func (e *everyday) ofPair(a, b uint32) uint32 { return e.pairs[pairKey(a, b)] }

func pairKey(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }
