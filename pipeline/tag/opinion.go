package tag

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sifeng/dict"
)

// loadNoOpinion reads the whole answers that say nothing, such as 无 or 没有意见, without punctuation.
func loadNoOpinion(d *dict.Dict) (map[string]bool, error) {
	rows, err := dict.ReadTSV(d.FS(), "cues/whole/no_opinion.tsv", "class", "words")
	if err != nil {
		return nil, err
	}
	out, parts := map[string]bool{}, map[string][]string{}
	for _, r := range rows {
		words := strings.Fields(r.Field["words"])
		switch class := r.Field["class"]; class {
		case "negation", "filler", "matter":
			parts[class] = append(parts[class], words...)
		default:
			for _, w := range words {
				out[foldString(w)] = true
			}
		}
	}
	for _, no := range parts["negation"] {
		for _, filler := range append(parts["filler"], "") {
			for _, matter := range parts["matter"] {
				out[foldString(no+filler+matter)] = true
			}
		}
	}
	return out, nil
}

// maxAnswer is how many letters answers without an opinion have at most.
const maxAnswer = 40

// noOpinion says whether the comment is blank, says nothing in letters (123456, 哈哈哈哈), or consists of nothing but answers without an opinion.
func (t *Tagger) noOpinion(s *scratch) bool {
	var room [maxAnswer * utf8.UTFMax]byte
	part := room[:0]
	flush := func() bool {
		ok := len(part) == 0 || t.short[string(part)]
		part = part[:0]
		return ok
	}
	if !s.hasWords() {
		return true
	}
	letters := 0
	for _, c := range s.char {
		r := rune(c)
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			part = utf8.AppendRune(part, r)
			if letters++; letters > maxAnswer {
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

// hasWords says whether a letter stands on the page that is not just one again and again.
func (p *page) hasWords() bool {
	first, n := rune(0), 0
	for _, c := range p.char {
		switch r := rune(c); {
		case !unicode.IsLetter(r):
		case first == 0 || r == first:
			first = r
			n++
		default:
			return true
		}
	}
	return n == 1
}
