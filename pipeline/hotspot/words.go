package hotspot

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The part of a comment that is compared: what it is about stands early, and a rant of thousands of words is about everything.
const (
	maxTitleTokens = 60
	maxTextTokens  = 400
)

// Numbers that are no words.
const (
	wordBreak  = 0              // stands where a phrase ends
	partOfMark = math.MaxUint32 // a token with a bracket of a mark of removed data; never stored
)

// tokenList is the tokens of a comment.
type tokenList struct {
	words    []uint32
	titleEnd int // so many, with the break after them, are the title's
}

// pack appends the list in few bytes: the most frequent words come early and have small numbers.
func (t *tokenList) pack(into []byte) []byte {
	into = binary.AppendUvarint(into, uint64(t.titleEnd))
	for _, w := range t.words {
		into = binary.AppendUvarint(into, uint64(w))
	}
	return into
}

func (t *tokenList) unpack(packed []byte) {
	end, n := binary.Uvarint(packed)
	packed = packed[n:]
	t.titleEnd, t.words = int(end), t.words[:0]
	for len(packed) > 0 {
		w, n := uint64(packed[0]), 1
		if w >= 1<<7 {
			w, n = binary.Uvarint(packed)
		}
		t.words = append(t.words, uint32(w))
		packed = packed[n:]
	}
}

// word is one entry of the lexicon.
type word struct {
	text   string
	hash   uint64 // of text alone, so that nothing depends on the order of numbering
	length int    // characters
	ending int    // so many of them, at its end, say that it is the end of a name; see findNames
	single bool   // one character, or a bare number: too little to say what a comment is about, but part of a pair
}

// lexicon numbers words from 1.
type lexicon struct {
	number map[string]uint32
	words  []word
}

func newLexicon() lexicon {
	return lexicon{number: map[string]uint32{}, words: make([]word, 1)}
}

// append numbers the first limit tokens and appends them to into, a break for punctuation, white space and marks of removed data.
// A break closes the list.
func (l *lexicon) append(into []uint32, tokens []string, limit int) []uint32 {
	if len(tokens) > limit {
		tokens = tokens[:limit]
	}
	inMark := false
	for _, t := range tokens {
		n, ok := l.number[t]
		if !ok && !inMark {
			n = l.add(t)
		}
		// A mark such as 〔手机〕 may come as one token or as several.
		if n == partOfMark || inMark {
			open, shut := strings.LastIndex(t, "〔"), strings.LastIndex(t, "〕")
			inMark = open > shut || (inMark && shut < 0)
			n = wordBreak
		}
		if n == wordBreak {
			into = appendBreak(into)
		} else {
			into = append(into, n)
		}
	}
	return appendBreak(into)
}

func appendBreak(into []uint32) []uint32 {
	if len(into) == 0 || into[len(into)-1] == wordBreak {
		return into
	}
	return append(into, wordBreak)
}

// add numbers a token seen for the first time.
func (l *lexicon) add(token string) uint32 {
	if strings.ContainsAny(token, "〔〕") {
		l.number[strings.Clone(token)] = partOfMark
		return partOfMark
	}
	text := strings.ToLower(strings.TrimSpace(strings.Clone(token)))
	letters, digits, all := 0, 0, 0
	for _, r := range text {
		all++
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	n := uint32(wordBreak)
	if letters+digits > 0 {
		if same, ok := l.number[text]; ok {
			n = same
		} else {
			n = uint32(len(l.words))
			l.words = append(l.words, word{text: text, hash: hashText(text), length: all, single: all < 2 || letters == 0})
			l.number[text] = n
		}
	}
	l.number[strings.Clone(token)] = n
	return n
}

// findNames notes which words end a name of a place or body, such as 小区 or 公司.
func (l *lexicon) findNames(endings []string) {
	for i := range l.words {
		w := &l.words[i]
		for _, e := range endings {
			if strings.HasSuffix(w.text, e) {
				w.ending = max(w.ending, utf8.RuneCountInString(e))
			}
		}
	}
}

// name says that the word is a name of its own, such as 阳光之城, and not only the end of one.
func (w *word) name() bool { return w.ending > 0 && w.ending < w.length }

// hashText is FNV-1a with a final mix: the same in every run, unlike package maphash.
func hashText[T string | []byte](s T) uint64 { return mix(hashMore(hashBasis, s)) }

const hashBasis = 14695981039346656037

// hashMore goes on with a hash begun from hashBasis.
func hashMore[T string | []byte](h uint64, s T) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of SplitMix64.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
