package tag

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"sifeng/dict"
)

// asidesFile holds the words that make a mention of a place, a body or a trade an aside.
const asidesFile = "topics/asides.tsv"

// selfReach is how many characters may stand between a word that says who somebody is and the trade or the place.
const selfReach = 16

// aside is a line of asidesFile.
type aside struct {
	words         string
	forms         []string // of the words
	example, trap string
	line          string // file:line, for errors
}

// loadAsides reads the words that stand behind an aside (医院门口, 学校路) or before it (我是教师) and adds them to the literals.
func loadAsides(d *dict.Dict, literals *literalTable) ([]aside, error) {
	rows, err := dict.ReadTSV(d.FS(), asidesFile, "where", "words", "example", "trap")
	if err != nil {
		return nil, err
	}
	out := make([]aside, 0, len(rows))
	for _, row := range rows {
		kind := uint8(afterUse)
		switch row.Field["where"] {
		case "after":
		case "before":
			kind = beforeUse
		default:
			return nil, row.Errorf("where is %q, want after or before", row.Field["where"])
		}
		a := aside{words: row.Field["words"], example: row.Field["example"], trap: row.Field["trap"], line: fmt.Sprintf("%s:%d", row.File, row.Line)}
		for w := range strings.FieldsSeq(a.words) {
			forms, err := alternatives(w)
			if err != nil {
				return nil, row.Errorf("%s: %w", w, err)
			}
			for _, lit := range forms {
				literals.add(lit, use{kind: kind})
			}
			a.forms = append(a.forms, forms...)
		}
		out = append(out, a)
	}
	return out, nil
}

// dropAsides takes away the hits of asides by which the text only says where something is, or who somebody is.
func (l *lexicon) dropAsides(s *scratch) {
	if len(s.after)+len(s.before) == 0 {
		return
	}
	s.hits = slices.DeleteFunc(s.hits, func(h hit) bool { return l.briefs[h.rule].aside && l.isAside(s, h.span) })
}

// isAside says whether one of the words that make an aside stands at a range. Both lists are in the order of their ends.
func (l *lexicon) isAside(s *scratch, at span) bool {
	for i := endingFrom(s.after, at.end+1); i < len(s.after) && s.after[i].end <= at.end+l.auto.Widest(); i++ {
		if s.after[i].start == at.end {
			return true
		}
	}
	for i := endingFrom(s.before, at.start-selfReach); i < len(s.before) && s.before[i].end <= at.start; i++ {
		if s.inClau[s.before[i].start] == s.inClau[at.start] {
			return true
		}
	}
	return false
}

// endingFrom gives the first of the ranges that ends at a place or behind it.
func endingFrom(ranges []span, place int) int {
	return sort.Search(len(ranges), func(i int) bool { return ranges[i].end >= place })
}

// checkAsides says for which lines of asidesFile the example holds no aside, or the trap one.
func (t *Tagger) checkAsides(note func(line, what string)) {
	for _, a := range t.lex.asides {
		switch {
		case a.example == "":
			note(a.line, a.words+" has no example")
		case !t.hasAside(a.example) || !slices.ContainsFunc(a.forms, func(w string) bool { return strings.Contains(a.example, w) }):
			note(a.line, a.words+" makes no aside in its example "+a.example)
		case a.trap != "" && t.hasAside(a.trap):
			note(a.line, a.words+" makes an aside in its trap "+a.trap)
		}
	}
}

// hasAside says whether an expression of a text is taken for an aside.
func (t *Tagger) hasAside(text string) bool {
	s := &scratch{}
	s.read("", text)
	t.lex.gather(s)
	return slices.ContainsFunc(s.hits, func(h hit) bool { return t.lex.briefs[h.rule].aside && t.lex.isAside(s, h.span) })
}
