package attribute

import (
	"cmp"
	"slices"

	"sifeng/pipeline/comment"
)

// tagWeight is how many cues of blame the evidence of a tag outweighs.
const tagWeight = 3

// candidate is one unit with the strongest part it plays.
type candidate struct {
	kind     string // comment.UnitTownship or comment.UnitDepartment
	unit     int16
	part     part
	blames   int32
	station  bool
	village  bool
	weak     bool
	receiver bool // takes complaints about others
	span     comment.Span
}

// collect adds the units of a field's events, one candidate for each unit.
func (a *Attributor) collect(s *scratch, field string, events []event) {
	for i := range events {
		e := &events[i]
		c := candidate{part: e.part, blames: e.blames, span: comment.Span{Field: field, Start: int(e.start), End: int(e.end)}}
		if e.loose && c.part != partBlamed {
			continue
		}
		if e.department >= 0 && !e.sure && c.part == partNamed {
			c.part = partMentioned
		}
		switch {
		case e.department >= 0:
			if home := a.homes[e.department]; home >= 0 && e.linked < 0 && c.part != partMentioned {
				place := c
				place.kind, place.unit, place.station = comment.UnitTownship, home, true
				s.merge(place)
			}
			c.kind, c.unit, c.station = comment.UnitDepartment, e.department, e.linked >= 0
			c.receiver = a.county.Departments[e.department].Receiver
		case e.township >= 0:
			c.kind, c.unit, c.station = comment.UnitTownship, e.township, e.linked >= 0
			c.village, c.weak = e.village, e.is&isWeakPlace != 0
		default:
			continue
		}
		s.merge(c)
	}
}

// merge adds a candidate, or what it tells to one that is there.
func (s *scratch) merge(c candidate) {
	for i := range s.candidates {
		old := &s.candidates[i]
		if old.kind != c.kind || old.unit != c.unit {
			continue
		}
		blames := old.blames + c.blames
		if s.saysMore(&c, old) {
			*old = c
		}
		old.blames = blames
		return
	}
	s.candidates = append(s.candidates, c)
}

// saysMore says whether x tells more of its unit than y. Where nobody is blamed, being praised tells more than being named, though a
// township's name ranks above praise.
func (s *scratch) saysMore(x, y *candidate) bool {
	switch {
	case s.content && x.part == partPraised && y.part == partNamed && x.kind == comment.UnitDepartment:
		return true
	case s.content && x.part == partNamed && y.part == partPraised:
		return false
	}
	return x.rank() > y.rank()
}

// rank orders what tells most about whom a comment is about. A place is told by any name; a body by the part it plays.
func (c *candidate) rank() int {
	if c.kind == comment.UnitTownship {
		switch {
		case c.weak:
			return 1
		case c.part == partOwn:
			return 3
		case c.part == partBlamed:
			return 8
		case c.station:
			return 7
		case c.village:
			return 5
		}
		return 6
	}
	if c.station && c.part < partBlamed && c.part != partMentioned {
		return 2*int(partNamed) + 1
	}
	return 2 * int(c.part)
}

// how gives the value that stands in results and mentions.
func (c *candidate) how() string {
	switch {
	case c.weak:
		return HowWeak
	case c.part == partBlamed:
		return HowBlamed
	case c.station && c.part == partNamed:
		return HowStation
	case c.village && c.part != partOwn:
		return HowVillage
	}
	switch c.part {
	case partOwn:
		return HowOwn
	case partTold:
		return HowTold
	case partAsked:
		return HowAsked
	case partPraised:
		return HowPraised
	case partMentioned:
		return HowMentioned
	}
	return HowNamed
}

// choose fills the result with the strongest township and department. Of equals, the one blamed more often wins, then the first.
func (a *Attributor) choose(candidates []candidate, r *Result) {
	if len(candidates) == 0 {
		return
	}
	r.Mentions = make([]comment.Mention, 0, len(candidates)+2)
	var township, department *candidate
	for i := range candidates {
		c := &candidates[i]
		m := comment.Mention{UnitKind: c.kind, How: c.how(), Span: c.span}
		if c.kind == comment.UnitTownship {
			m.UnitCode = a.county.Townships[c.unit].Code
			if township == nil || stronger(c, township) {
				township = c
			}
		} else {
			m.UnitCode = a.county.Departments[c.unit].Code
			if a.about(c) && (department == nil || stronger(c, department)) {
				department = c
			}
		}
		r.Mentions = append(r.Mentions, m)
	}
	if township != nil {
		r.TownshipCode, r.TownshipHow = a.county.Townships[township.unit].Code, township.how()
	}
	if department != nil {
		r.DepartmentCode, r.DepartmentHow = a.county.Departments[department.unit].Code, department.how()
	}
	slices.SortStableFunc(r.Mentions, func(x, y comment.Mention) int { return cmp.Compare(x.UnitKind, y.UnitKind) })
}

// about says whether a comment can be about a department that plays this part. One that takes complaints about others is asked
// and told whatever the comment is about.
func (a *Attributor) about(c *candidate) bool {
	switch c.part {
	case partMentioned:
		return false
	case partTold, partAsked:
		return !a.county.Departments[c.unit].Receiver
	}
	return true
}

// stronger orders candidates of one kind. Of equals, one that takes complaints about others says less than the one complained of.
func stronger(x, y *candidate) bool {
	if x.rank() == y.rank() && x.receiver != y.receiver {
		return y.receiver
	}
	return cmp.Or(cmp.Compare(x.rank(), y.rank()), cmp.Compare(x.blames, y.blames)) > 0
}
