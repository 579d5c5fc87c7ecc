package dict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// ownGovernment is what the government of a place is called after its name. Such a row is the place itself, as a township's
// government is the township.
var ownGovernment = []string{
	"人民政府", "政府", "人民政府办公室", "政府办公室", "政府办", "党委", "委", "委办公室", "管理委员会", "管委会",
}

// bodyClaim is a row's claim to be a known body. Of several rows the one whose name stands first among the body's names has it: of
// 教育局 and 体育局 the former is 教育体育局.
type bodyClaim struct {
	code       string
	known      Department
	by         string // the name it is known by
	rank, line int
}

// claimOf gives the body that a row's code or name makes it, if one is known. A row with a code of another scheme is a known body
// only under the body's own name: the other names can be of its parts.
func (s *scaffold) claimOf(r unitRow) (bodyClaim, bool) {
	place, _ := s.placeOf(r.name)
	prefix := ""
	if place >= 0 {
		prefix = s.townships[place].Code + "."
	}
	if known, ok := s.bodies.byCode[strings.TrimPrefix(r.code, prefix)]; ok {
		return bodyClaim{code: prefix + known.Code, known: known, rank: -2, line: r.line}, true
	}
	for _, n := range s.bare(place, []string{r.name}) {
		if known, ok := s.bodies.byName[n]; ok {
			rank := -1
			if !s.bodies.own[n] {
				rank = slices.Index(known.Aliases, n)
			}
			return bodyClaim{code: prefix + known.Code, known: known, by: n, rank: rank, line: r.line}, r.code == "" || rank < 0
		}
	}
	return bodyClaim{}, false
}

// claim settles which rows are the known bodies.
func (s *scaffold) claim(rows []unitRow) {
	s.claims = map[string]bodyClaim{}
	for _, r := range rows {
		c, ok := s.claimOf(r)
		if !ok {
			continue
		}
		if other, taken := s.claims[c.code]; !taken || c.rank < other.rank {
			s.claims[c.code] = c
		}
	}
}

// longestShort is how many characters a name by which a body is known may have to serve as its short name.
const longestShort = 6

func (s *scaffold) addDepartment(r unitRow) error {
	place, rest := s.placeOf(r.name)
	if place >= 0 && slices.Contains(ownGovernment, rest) {
		t := &s.townships[place]
		t.Aliases = append(t.Aliases, s.free(t.Code, append(strings.Fields(r.aliases), r.name))...)
		return nil
	}
	if s.names[r.name] != "" {
		return nil
	}
	dep := Department{Name: r.name, Code: r.code, Category: r.category}
	o := origin{place: place, short: r.short, full: Stripped(r.name, s.county)}
	prefix := ""
	if place >= 0 {
		prefix = s.townships[place].Code + "."
		o.full = append(o.full, s.within(place, rest)...)
	}
	aliases := fields(r.aliases)
	if claim, ok := s.claimOf(r); ok && s.claims[claim.code].line == r.line {
		o.known, o.called = append(o.known, claim.known), claim.known.Short
		if claim.rank >= 0 && utf8.RuneCountInString(claim.by) <= longestShort {
			o.called = claim.by
		}
	} else if ok && s.claims[claim.code].rank == claim.rank && r.code == "" && s.codes[claim.code] {
		return s.join(claim.code, r, o.full)
	}
	for _, n := range s.bare(place, aliases) {
		known, ok := s.bodies.byName[n]
		_, taken := s.claims[prefix+known.Code]
		if ok && !taken && s.bodies.own[n] && !slices.ContainsFunc(o.known, func(k Department) bool { return k.Code == known.Code }) {
			o.known = append(o.known, known)
		}
	}
	if len(o.known) > 0 {
		o.called = cmp.Or(o.called, o.known[0].Short)
		if dep.Code == "" {
			dep.Code = prefix + o.known[0].Code
		}
		if dep.Category == "" {
			dep.Category = o.known[0].Category
		}
		dep.Receiver = place < 0 && o.known[0].Receiver
	}
	for n := len(s.departments) + 1; dep.Code == "" || s.codes[dep.Code]; n++ {
		if r.code != "" {
			return fmt.Errorf("the code %s stands twice", r.code)
		}
		dep.Code = fmt.Sprintf("%sbody.%03d", prefix, n)
	}
	if dep.Category == "" {
		dep.Category = "其他"
	}
	s.codes[dep.Code], s.names[r.name] = true, dep.Code
	for _, alias := range aliases {
		dep.Aliases = append(dep.Aliases, s.free(dep.Code, Stripped(alias, s.county))...)
	}
	dep.Aliases = append(dep.Aliases, s.free(dep.Code, o.full[1:])...)
	s.departments, s.origins = append(s.departments, dep), append(s.origins, o)
	return nil
}

// placeOf gives the township whose name a body's name begins with, and what follows it, or -1.
func (s *scaffold) placeOf(name string) (int, string) {
	best, rest := -1, ""
	for i, t := range s.townships {
		for _, written := range Stripped(name, s.county) {
			for _, n := range append([]string{t.Name}, t.Aliases...) {
				after, ok := strings.CutPrefix(written, n)
				if ok && after != "" && (best < 0 || len(after) < len(rest)) {
					best, rest = i, after
				}
			}
		}
	}
	return best, rest
}

// within gives a body's name with the place before it, in the ways the place is written, and alone if it is itself a township's.
func (s *scaffold) within(place int, rest string) []string {
	t := s.townships[place]
	forms := []string{rest}
	alone := false
	for _, end := range []string{"人民政府", "街道办事处", "办事处"} {
		if stem, ok := strings.CutSuffix(rest, end); ok && utf8.RuneCountInString(stem) >= 2 {
			alone = true
			if end == "人民政府" {
				forms = append(forms, stem+"政府")
			} else {
				forms = append(forms, strings.TrimSuffix(stem, "街道")+"街道办", strings.TrimSuffix(stem, "街道")+"街道办事处", strings.TrimSuffix(stem, "街道")+"办事处")
			}
		}
	}
	var out []string
	for _, form := range forms {
		for _, n := range append([]string{t.Name}, t.Aliases...) {
			out = append(out, n+form)
			if alone {
				out = append(out, n+"人民政府"+form)
			}
		}
	}
	if alone {
		out = append(out, forms...)
	}
	return out
}

// bare gives names without the county, or without the place they belong to.
func (s *scaffold) bare(place int, names []string) []string {
	var out []string
	for _, n := range names {
		if place < 0 {
			out = append(out, Stripped(n, s.county)...)
		} else if at, rest := s.placeOf(n); at == place {
			out = append(out, rest)
		}
	}
	return out
}

// finish gives every department its short name and the names that are known for it, as far as no row of the list has them.
func (s *scaffold) finish() {
	for i := range s.departments {
		dep, o := &s.departments[i], &s.origins[i]
		candidates := []string{o.short}
		if o.called != "" && o.place < 0 {
			candidates = append(candidates, o.called)
		} else if o.called != "" {
			candidates = append(candidates, stemOf(s.townships[o.place].Name)+o.called)
		}
		if o.place < 0 {
			candidates = append(candidates, slices.MinFunc(o.full, func(a, b string) int { return len(a) - len(b) }))
		}
		for _, short := range append(candidates, dep.Name) {
			if owner := s.names[short]; short != "" && !s.shorts[short] && (owner == "" || owner == dep.Code) {
				dep.Short = short
				break
			}
		}
		s.shorts[dep.Short], s.names[dep.Short] = true, dep.Code
	}
	// The bodies that a department is come before those that it was, so that a successor leaves no name to chance.
	for _, former := range []bool{false, true} {
		for i := range s.departments {
			dep, o := &s.departments[i], &s.origins[i]
			for _, known := range s.lineage(o, former) {
				names := slices.Concat([]string{known.Short}, known.Aliases)
				if o.place < 0 {
					dep.Aliases = append(dep.Aliases, s.free(dep.Code, names)...)
					dep.Weak = append(dep.Weak, s.free(dep.Code, known.Weak)...)
					continue
				}
				for _, n := range names {
					dep.Aliases = append(dep.Aliases, s.free(dep.Code, s.within(o.place, strings.TrimPrefix(n, s.bodies.level)))...)
				}
			}
		}
	}
}

// lineage gives the bodies that a department is, or those it was before, unless the list has one as a department of its own.
func (s *scaffold) lineage(o *origin, former bool) []Department {
	if !former {
		return o.known
	}
	prefix := ""
	if o.place >= 0 {
		prefix = s.townships[o.place].Code + "."
	}
	var out []Department
	for _, known := range o.known {
		for _, code := range s.bodies.before[known.Code] {
			if before, ok := s.bodies.byCode[code]; ok && !s.codes[prefix+code] {
				out = append(out, before)
			}
		}
	}
	return out
}

// stemOf gives the name of a place without its level.
func stemOf(name string) string {
	for _, level := range []string{"县", "区", "市", "旗", "镇", "乡"} {
		if stem, ok := strings.CutSuffix(name, level); ok && utf8.RuneCountInString(stem) >= 2 {
			return stem
		}
	}
	return name
}

// join adds a further name of a department that is there.
func (s *scaffold) join(code string, r unitRow, written []string) error {
	for i := range s.departments {
		if dep := &s.departments[i]; dep.Code == code {
			dep.Aliases = append(dep.Aliases, s.free(code, append(written, fields(r.aliases)...))...)
		}
	}
	return nil
}

// free gives those of the names that no unit has, and takes them for the unit of the code.
func (s *scaffold) free(code string, names []string) []string {
	var out []string
	for _, n := range names {
		if n != "" && s.names[n] == "" {
			s.names[n] = code
			out = append(out, n)
		}
	}
	return out
}
