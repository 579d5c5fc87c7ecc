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

const (
	selfReach = 16 // characters between a word that says who somebody is and the trade or the place
	nearReach = 6  // the same of one that says what something is near
)

const (
	afterOne = "的有上口旁段和与到至往两东西南北" // one of these follows a word of one character behind a place: else it may be part of another (口气, 路过)
	notSelf  = "来想要为替被听因去从"       // none of these follows a word that says who somebody is: 我是来举报的
)

// aside is a line of asidesFile.
type aside struct {
	words         string
	kind          uint8    // afterUse, selfUse, nearUse or tailUse
	forms         []string // of the words
	example, trap string
	line          string // file:line, for errors
}

// asideKinds are the kinds of words by their names in asidesFile.
var asideKinds = map[string]uint8{
	"after": afterUse, // 医院门口, 学校路
	"self":  selfUse,  // 我是教师
	"tail":  tailUse,  // 我是医院职工: may stand between that and the end of the clause
	"near":  nearUse,  // 距离医院
}

// loadAsides reads the words that make an aside and adds them to the literals.
func loadAsides(d *dict.Dict, literals *literalTable) ([]aside, error) {
	rows, err := dict.ReadTSV(d.FS(), asidesFile, "where", "words", "example", "trap")
	if err != nil {
		return nil, err
	}
	out := make([]aside, 0, len(rows))
	for _, row := range rows {
		kind, ok := asideKinds[row.Field["where"]]
		if !ok {
			return nil, row.Errorf("where is %q, want after, self, tail or near", row.Field["where"])
		}
		a := aside{words: row.Field["words"], kind: kind, example: row.Field["example"], trap: row.Field["trap"], line: fmt.Sprintf("%s:%d", row.File, row.Line)}
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

// dropAsides takes away the hits of topics by which the text only says where something is, or who somebody is, and those within them: 教育 in
// 教育局家属院. All lists are in the order of their ends.
func (l *lexicon) dropAsides(s *scratch) {
	s.asides = s.asides[:0]
	if len(s.after)+len(s.self)+len(s.near) == 0 {
		return
	}
	for _, h := range s.hits {
		if l.briefs[h.rule].aside && l.isAside(s, h) {
			s.asides = append(s.asides, h.span)
		}
	}
	if len(s.asides) == 0 {
		return
	}
	widest := l.auto.Widest()
	s.hits = slices.DeleteFunc(s.hits, func(h hit) bool {
		if l.briefs[h.rule].output >= 0 {
			return false
		}
		for i := endingFrom(s.asides, h.end); i < len(s.asides) && s.asides[i].end <= h.start+widest; i++ {
			if s.asides[i].start <= h.start {
				return true
			}
		}
		return false
	})
}

// isAside says whether one of the words that make an aside stands at a hit.
func (l *lexicon) isAside(s *scratch, h hit) bool {
	place := !l.briefs[h.rule].trade
	clause := s.inClau[h.start]
	last := s.clause[clause].end
	for i := endingFrom(s.after, h.end+1); i < len(s.after) && s.after[i].end <= h.end+l.auto.Widest(); i++ {
		at := s.after[i]
		if at.start == h.end && (at.end-at.start > 1 || place && (at.end >= last || isOneOf(s.char[at.end], afterOne))) {
			return true
		}
	}
	for i := endingFrom(s.near, h.start-nearReach); i < len(s.near) && s.near[i].end <= h.start; i++ {
		if at := s.near[i]; s.inClau[at.start] == clause && !slices.Contains(s.char[at.end:h.start], '的') {
			return true
		}
	}
	if !l.endsClause(s, h.end, last) {
		return false
	}
	for i := endingFrom(s.self, h.start-selfReach); i < len(s.self) && s.self[i].end <= h.start; i++ {
		if at := s.self[i]; s.inClau[at.start] == clause && !isOneOf(s.char[at.end], notSelf) {
			return true
		}
	}
	return false
}

// endsClause says whether nothing but words of tails stands between a place and the end of its clause.
func (l *lexicon) endsClause(s *scratch, at, end int) bool {
	for at < end {
		next := at
		for i := endingFrom(s.tail, at+1); i < len(s.tail) && s.tail[i].end <= at+l.auto.Widest(); i++ {
			if s.tail[i].start == at {
				next = s.tail[i].end
			}
		}
		if next == at {
			return false
		}
		at = next
	}
	return true
}

func isOneOf(c uint16, list string) bool { return strings.ContainsRune(list, rune(c)) }

// endingFrom gives the first of the ranges that ends at a place or behind it.
func endingFrom(ranges []span, place int) int {
	return sort.Search(len(ranges), func(i int) bool { return ranges[i].end >= place })
}

// checkAsides says which words of asidesFile make no aside in the example of their line, in the place of its own word there, and which lines make
// one in their trap.
func (t *Tagger) checkAsides(note func(line, what string)) {
	for i := range t.lex.asides {
		a := &t.lex.asides[i]
		own := ""
		for _, w := range a.forms {
			if len(w) > len(own) && strings.Contains(a.example, w) {
				own = w
			}
		}
		switch {
		case a.example == "":
			note(a.line, a.words+" has no example")
		case own == "":
			note(a.line, "none of "+a.words+" stands in its example "+a.example)
		case a.trap != "" && t.makesAside(a, a.forms, a.trap):
			note(a.line, a.words+" makes an aside in its trap "+a.trap)
		default:
			for _, w := range a.forms {
				if text := strings.Replace(a.example, own, w, 1); !t.makesAside(a, []string{w}, text) {
					note(a.line, w+" makes no aside in "+text)
				}
			}
		}
	}
}

// makesAside says whether words of a line make an expression of a text an aside; those of other lines do not count.
func (t *Tagger) makesAside(a *aside, words []string, text string) bool {
	s := &scratch{}
	s.read("", text)
	t.lex.gather(s)
	for kind, list := range map[uint8]*[]span{afterUse: &s.after, selfUse: &s.self, tailUse: &s.tail, nearUse: &s.near} {
		switch {
		case kind == a.kind:
			*list = slices.DeleteFunc(*list, func(at span) bool { return !slices.Contains(words, s.folded(at)) })
		case a.kind != tailUse || kind != selfUse:
			*list = nil
		}
	}
	count := func() (n int) {
		for _, h := range s.hits {
			if t.lex.briefs[h.rule].aside && t.lex.isAside(s, h) {
				n++
			}
		}
		return n
	}
	made := count()
	if a.kind == tailUse { // beside those at the end of the clause
		s.tail = nil
		made -= count()
	}
	return made > 0
}

// folded gives the characters of a range as they were read.
func (s *scratch) folded(at span) string {
	var b strings.Builder
	for _, c := range s.char[at.start:at.end] {
		b.WriteRune(rune(c))
	}
	return b.String()
}
