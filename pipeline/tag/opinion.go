package tag

import (
	"strings"
	"unicode"

	"sifeng/dict"
)

// loadNoOpinion reads the whole answers that say nothing, such as 无 or 没有意见, without punctuation.
func loadNoOpinion(d *dict.Dict) (map[string]bool, error) {
	rows, err := dict.ReadTSV(d.FS(), "cues/whole/no_opinion.tsv", "class", "words")
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, r := range rows {
		for w := range strings.FieldsSeq(r.Field["words"]) {
			out[foldString(w)] = true
		}
	}
	return out, nil
}

// noOpinion says whether the comment is blank or consists of nothing but answers without an opinion.
func (t *Tagger) noOpinion(s *scratch) bool {
	var part []rune
	flush := func() bool {
		ok := len(part) == 0 || t.short[string(part)]
		part = part[:0]
		return ok
	}
	letters := 0
	for _, c := range s.char {
		r := rune(c)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			part = append(part, r)
			if letters++; letters > 40 {
				return false
			}
			continue
		}
		if !flush() {
			return false
		}
	}
	return flush()
}
