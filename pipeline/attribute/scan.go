package attribute

import (
	"unicode/utf8"

	"sifeng/pipeline/automaton"
)

// hit is one occurrence of a word.
type hit struct{ start, end, word int32 }

// scan appends every occurrence of a word in text to into: by their starts, the longest first.
func scan(words *automaton.Automaton, text string, into []hit) []hit {
	state := uint32(0)
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		code := words.Code(r)
		if code == 0 {
			state = 0
			continue
		}
		state = words.Next(state, code)
		for e := words.Found(state); e != nil; e = words.Shorter(e) {
			h := hit{start: int32(i) - e.Bytes, end: int32(i), word: e.Word}
			k := len(into)
			into = append(into, h)
			for ; k > 0 && (into[k-1].start > h.start || into[k-1].start == h.start && into[k-1].end < h.end); k-- {
				into[k] = into[k-1]
			}
			into[k] = h
		}
	}
	return into
}
