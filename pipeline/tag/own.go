package tag

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

// ownFile holds the words that make a shop, a firm or a trader the writer's own.
const ownFile = "cues/own/shops.tsv"

const (
	matterReach = 60 // characters behind the beginning of its clause in which a word of matter must stand
	placeReach  = 8  // characters of a place between who opens a shop and that he does, 在 counted
	amReach     = 10 // characters between who the writer is and the end of his clause
	mostBetween = 6  // words between a shop and what makes it his own
)

// ownClasses are the classes of words in ownFile.
type ownClasses struct {
	shop, firm, trade, person, onlyI, mine, ours, this, who, self, opens, meanwhile, plan, between, am, personEnd, matter, employer []ownWord
}

type ownWord struct {
	text string // folded
	n    int    // characters
}

func loadOwn(d *dict.Dict) (*ownClasses, error) {
	rows, err := dict.ReadTSV(d.FS(), ownFile, "class", "words")
	if err != nil {
		return nil, err
	}
	o := &ownClasses{}
	classes := map[string]*[]ownWord{
		"shop": &o.shop, "firm": &o.firm, "trade": &o.trade, "person": &o.person, "only_i": &o.onlyI, "mine": &o.mine, "ours": &o.ours, "this": &o.this, "who": &o.who,
		"self": &o.self, "opens": &o.opens, "meanwhile": &o.meanwhile, "plan": &o.plan, "between": &o.between, "am": &o.am, "person_end": &o.personEnd, "matter": &o.matter, "employer": &o.employer,
	}
	for _, r := range rows {
		into, ok := classes[r.Field["class"]]
		if !ok {
			return nil, r.Errorf("no class %q of what is the writer's own", r.Field["class"])
		}
		for w := range strings.FieldsSeq(r.Field["words"]) {
			*into = append(*into, ownWord{foldString(w), utf8.RuneCountInString(w)})
		}
	}
	for name, words := range classes {
		if len(*words) == 0 {
			return nil, fmt.Errorf("%s: no words of class %s", ownFile, name)
		}
	}
	return o, nil
}

// claimOwn makes residents of the private actors that are the writer's own shop, firm or trade: 我开小超市，办个证来回折腾 tells of an office that is
// not named, not of the shop. Others in the comment, such as 物业 or 老板, stay what they are, and so does everything where a public actor is named:
// nothing hangs on the shop there.
func (x *cueIndex) claimOwn(s *scratch) {
	if x.own == nil {
		return
	}
	named := false
	for i := range s.cues {
		switch int(s.cues[i].class) {
		case x.public:
			return
		case x.private:
			named = true
		}
	}
	if !named {
		return
	}
	s.asked = span{}
	var claimed span // the last one that is his own
	for i := range s.cues {
		c := &s.cues[i]
		if int(c.class) == x.private && x.own.has(s, c, claimed) {
			c.class, claimed = int32(x.resident), c.span
		}
	}
}

// has says whether what a cue names is the writer's own. claimed is what is known to be, before it: 美容 in 我开美容店 is, and so is 店; and what begins
// a clause with the same word is the same, as 店里 behind 我开饭店.
func (o *ownClasses) has(s *scratch, c *cue, claimed span) bool {
	clause := s.clause[s.inClau[c.start]]
	shop, firm, trade, person := is(s, c, o.shop), is(s, c, o.firm), is(s, c, o.trade), is(s, c, o.person)
	switch {
	case !shop && !firm && !trade && !person && !is(s, c, o.onlyI):
		return false
	case (shop || firm) && claimed.end > 0 && (claimed.end == c.start || c.start == clause.start && s.repeats(claimed, c.span)):
		return true
	}
	from := skipBack(s, clause.start, c.start, o.between)
	if o.isTrader(s, clause, c) || person && o.owned(s, clause, from, o.mine, o.ours) {
		return true
	}
	if shop && o.owned(s, clause, from, o.mine) || (shop || firm) && (o.owned(s, clause, from, o.mine, o.ours) && o.hasMatter(s, clause)) {
		return true
	}
	return o.opened(s, clause, from, c.end)
}

// repeats says whether one range ends with the characters of another.
func (p *page) repeats(a, b span) bool {
	n := b.end - b.start
	return n <= a.end-a.start && slices.Equal(p.char[a.end-n:a.end], p.char[b.start:b.end])
}

// owned says whether words of some classes, or one of this at the beginning of the clause, end at a place or at one of those before it.
func (o *ownClasses) owned(s *scratch, clause span, from [mostBetween + 1]int, classes ...[]ownWord) bool {
	for _, at := range from {
		if at < 0 {
			break
		}
		for _, words := range classes {
			if endAt(s, clause.start, at, words) >= 0 {
				return true
			}
		}
		if endAt(s, clause.start, at, o.this) == clause.start {
			return true
		}
	}
	return false
}

// opened says whether the writer opened what stands at a place.
func (o *ownClasses) opened(s *scratch, clause span, from [mostBetween + 1]int, end int) bool {
	for _, at := range from {
		if at < 0 {
			break
		}
		begin := endAt(s, clause.start, at, o.opens)
		if begin < 0 {
			continue
		}
		if o.whoOpens(s, clause, begin) {
			return true
		}
		back := skipBack(s, clause.start, begin, o.plan)
		for _, b := range back {
			if b == clause.start && (end >= clause.end || s.char[end] != '的') && !s.holds(begin, end, "的") && o.hasMatter(s, clause) {
				return true
			}
		}
	}
	return false
}

// whoOpens says whether the writer or his kin stand before what begins at a place.
func (o *ownClasses) whoOpens(s *scratch, clause span, begin int) bool {
	stands := func(at int) bool {
		for _, b := range skipBack(s, clause.start, at, o.meanwhile) {
			if b < 0 {
				break
			}
			if endAt(s, clause.start, b, o.who) >= 0 || endAt(s, clause.start, b, o.self) == clause.start {
				return true
			}
		}
		return false
	}
	if stands(begin) {
		return true
	}
	for at := begin - 2; at >= max(clause.start, begin-placeReach); at-- {
		if s.char[at] == '在' && stands(at) {
			return true
		}
	}
	return false
}

// isTrader says whether a clause says of the writer that he is a trader, and the cue stands in what it calls him: 我是饭店老板.
func (o *ownClasses) isTrader(s *scratch, clause span, c *cue) bool {
	end := clause.end
	if at := endAt(s, c.end, end, o.personEnd); at >= 0 {
		end = at
	}
	if endAt(s, c.start, end, o.person) < 0 && endAt(s, c.start, end, o.onlyI) < 0 {
		return false
	}
	for at := c.start; at >= max(clause.start, c.start-amReach); at-- {
		if endAt(s, clause.start, at, o.am) >= 0 {
			return !s.holds(at, c.start, notSelf)
		}
	}
	return false
}

// hasMatter says whether a word of matter stands in the sentence, not far behind the beginning of a clause, and none by which an employer is told of. It remembers
// the clause: one may hold many shops.
func (o *ownClasses) hasMatter(s *scratch, clause span) bool {
	if s.asked != clause {
		s.asked, s.matter = clause, o.findMatter(s, clause)
	}
	return s.matter
}

func (o *ownClasses) findMatter(s *scratch, clause span) bool {
	found, sentence := false, s.inSent[clause.start]
	for at := clause.start; at < min(len(s.char), clause.start+matterReach) && s.inSent[at] == sentence; at++ {
		if startAt(s, at, o.employer) {
			return false
		}
		found = found || startAt(s, at, o.matter)
	}
	return found
}

// startAt says whether one of some words begins at a place.
func startAt(s *scratch, at int, words []ownWord) bool {
	for i := range words {
		if s.stands(words[i].text, at) {
			return true
		}
	}
	return false
}

// skipBack gives a place and those before it that nothing but words of a list parts from it, the nearest first; -1 behind the last.
func skipBack(s *scratch, from, at int, words []ownWord) (out [mostBetween + 1]int) {
	n := 0
	for ; n < len(out) && at >= 0; n++ {
		out[n] = at
		at = endAt(s, from, at, words)
	}
	for ; n < len(out); n++ {
		out[n] = -1
	}
	return out
}

// endAt gives where the longest of some words that end at a place begins, not before another place, or -1.
func endAt(s *scratch, from, at int, words []ownWord) int {
	longest := 0
	for i := range words {
		if w := &words[i]; w.n > longest && at-w.n >= from && s.stands(w.text, at-w.n) {
			longest = w.n
		}
	}
	if longest == 0 {
		return -1
	}
	return at - longest
}

// is says whether a cue is one of some words.
func is(s *scratch, c *cue, words []ownWord) bool {
	for i := range words {
		if w := &words[i]; w.n == c.end-c.start && s.stands(w.text, c.start) {
			return true
		}
	}
	return false
}
