package attribute

import (
	"slices"
	"strings"

	"sifeng/pipeline/comment"
)

// readFields lets the file's own columns decide, where they name a unit. Either column may hold either kind, or both, such as
// 丁营乡派出所. Who handles the comment is asked to help, no more.
func (a *Attributor) readFields(s *scratch, township, department string, r *Result) {
	handler, handled := strings.CutPrefix(department, comment.HandledBy)
	if handled {
		department = ""
		defer a.readHandler(s, handler, r)
	}
	inTownship := a.readField(s, township)
	inDepartment := a.readField(s, department)
	place, body := inTownship, inDepartment
	if place.township < 0 {
		place = inDepartment
	}
	if body.department < 0 && !body.leadership {
		body = inTownship
	}
	if place.township >= 0 {
		r.TownshipCode, r.TownshipHow = a.county.Townships[place.township].Code, HowField
		if place.weak {
			r.TownshipHow = HowWeak
		}
		r.Mentions = append(r.Mentions, comment.Mention{UnitKind: comment.UnitTownship, UnitCode: r.TownshipCode, How: r.TownshipHow})
	}
	switch {
	case body.department >= 0:
		r.DepartmentCode, r.DepartmentHow = a.county.Departments[body.department].Code, HowField
		r.Mentions = append(r.Mentions, comment.Mention{UnitKind: comment.UnitDepartment, UnitCode: r.DepartmentCode, How: HowField})
		for _, other := range body.others {
			code := a.county.Departments[other].Code
			r.Mentions = append(r.Mentions, comment.Mention{UnitKind: comment.UnitDepartment, UnitCode: code, How: HowField})
		}
	case body.leadership:
		r.TargetLeadership, r.DepartmentCode, r.DepartmentHow = true, "", ""
	}
}

// readHandler lets the unit that handles a comment stand in where nothing else tells whom it is about.
func (a *Attributor) readHandler(s *scratch, handler string, r *Result) {
	f := a.readField(s, handler)
	mention := func(kind, code string) {
		if !slices.ContainsFunc(r.Mentions, func(m comment.Mention) bool { return m.UnitKind == kind && m.UnitCode == code }) {
			r.Mentions = append(r.Mentions, comment.Mention{UnitKind: kind, UnitCode: code, How: HowAsked})
		}
	}
	if f.township >= 0 {
		code := a.county.Townships[f.township].Code
		mention(comment.UnitTownship, code)
		if r.TownshipCode == "" {
			r.TownshipCode, r.TownshipHow = code, HowAsked
		}
	}
	if f.department >= 0 {
		unit := a.county.Departments[f.department]
		mention(comment.UnitDepartment, unit.Code)
		if r.DepartmentCode == "" && !r.TargetLeadership && !unit.Receiver {
			r.DepartmentCode, r.DepartmentHow = unit.Code, HowAsked
		}
		for _, other := range f.others {
			mention(comment.UnitDepartment, a.county.Departments[other].Code)
		}
	}
}

// fieldUnits is what one column names: the first of each kind, and what other departments it lists.
type fieldUnits struct {
	township, department int16
	others               []int16
	weak, leadership     bool
}

// readField reads a column as written: a code, a name, or a text that holds one.
func (a *Attributor) readField(s *scratch, field string) fieldUnits {
	f := fieldUnits{township: -1, department: -1}
	if field == "" {
		return f
	}
	for i := range a.county.Townships {
		if a.county.Townships[i].Code == field {
			f.township = int16(i)
			return f
		}
	}
	for i := range a.county.Departments {
		if a.county.Departments[i].Code == field {
			f.department, f.township = int16(i), a.homes[i]
			return f
		}
	}
	whole := a.lookUp(field)
	if whole != nil && whole.is&(isBare|isTownship|isWeakPlace) != 0 {
		f.township, f.weak = whole.township, whole.is&(isBare|isTownship) == 0
		return f
	}
	if whole != nil && whole.is&isWeakWord != 0 {
		f.department = whole.department
		return f
	}
	s.hits, s.text = a.find(field, s.hits, s.text)
	for i := range s.text {
		e := &s.text[i]
		switch {
		case e.township >= 0 && (f.township < 0 || f.weak):
			f.township, f.weak = e.township, e.is&isWeakPlace != 0
		case e.department >= 0 && !e.loose:
			f.addDepartment(e.department)
			if home := a.homes[e.department]; home >= 0 && (f.township < 0 || f.weak) {
				f.township, f.weak = home, false
			}
		case e.is&isLeader != 0:
			f.leadership = true
		}
	}
	return f
}

func (f *fieldUnits) addDepartment(department int16) {
	switch {
	case f.department < 0:
		f.department = department
	case f.department != department && !slices.Contains(f.others, department):
		f.others = append(f.others, department)
	}
}

// lookUp gives the entry that is exactly s, or nil.
func (a *Attributor) lookUp(s string) *word {
	if i := a.words.Whole(s); i >= 0 {
		return &a.entries[i]
	}
	return nil
}
