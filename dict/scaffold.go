package dict

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// scaffold gathers the units of a new county.
type scaffold struct {
	county, code  string
	bodies        bodies
	townships     []Township
	departments   []Department
	origins       []origin // of departments, by index
	claims        map[string]bodyClaim
	codes, shorts map[string]bool
	names         map[string]string // every name and alias that is taken → the code of its unit
}

// origin is what a department's further names are made from, once the names that the list itself gives are taken.
type origin struct {
	known  []Department // the bodies that it is, or that it was before
	place  int          // index of the township that it belongs to, or -1
	short  string       // as the list gives it
	called string       // what a known body like it is called
	full   []string     // its full name in the ways it is written
}

// townshipEnds are what the names of townships end in, the longest first; what stands before is the short name.
var townshipEnds = []string{
	"回族镇", "回族乡", "满族镇", "满族乡", "蒙古族乡", "苗族乡", "侗族乡", "街道办事处", "办事处", "街道", "镇", "乡", "苏木", "农场", "林场",
}

// bodyWords make a name that ends like a township one of a department, such as 某某街道办事处信访办公室 never does.
var bodyWords = []string{"局", "委员会", "公司", "法院", "检察院"}

func isTownshipName(name string) bool {
	name = strings.TrimSuffix(name, "人民政府")
	for _, end := range townshipEnds {
		if strings.HasSuffix(name, end) {
			return !slices.ContainsFunc(bodyWords, func(w string) bool { return strings.Contains(name, w) })
		}
	}
	return false
}

// isTownship tells the rows of townships from those of departments.
func (r unitRow) isTownship(places []string) (bool, error) {
	if strings.ContainsAny(r.name+r.code+r.short, "\t\n") {
		return false, fmt.Errorf("a name, code or short name holds a tab or a line end")
	}
	switch r.kind {
	case kindTownship:
		return true, nil
	case kindDepartment:
		return false, nil
	case "":
		within := slices.ContainsFunc(places, func(place string) bool { return place != r.name && strings.HasPrefix(r.name, place) })
		return isTownshipName(r.name) && !within, nil
	}
	return false, fmt.Errorf("kind is %q, want township or department", r.kind)
}

func (s *scaffold) addTownship(r unitRow) error {
	name := strings.TrimSuffix(strings.TrimPrefix(r.name, s.county), "人民政府")
	if s.names[name] != "" {
		return nil
	}
	code := r.code
	for n := len(s.townships) + 1; code == "" || s.codes[code]; n++ {
		if code == r.code && code != "" {
			return fmt.Errorf("the code %s stands twice", code)
		}
		code = fmt.Sprintf("%s%03d", s.code, 900+n) // no real code begins so
	}
	stem := name
	for _, end := range append(townshipEnds, "县", "区", "市") {
		if rest, ok := strings.CutSuffix(name, end); ok && utf8.RuneCountInString(rest) >= 2 {
			stem = rest
			break
		}
	}
	t := Township{Code: code, Name: name}
	s.codes[code], s.names[name] = true, code
	candidates := fields(r.aliases)
	if stem != name {
		candidates = append(candidates, stem)
		if strings.HasSuffix(name, "镇") || strings.HasSuffix(name, "乡") {
			candidates = append(candidates, stem+"镇", stem+"乡")
		}
	}
	t.Aliases = s.free(code, candidates)
	s.townships = append(s.townships, t)
	return nil
}

func (s *scaffold) files() map[string][]byte {
	tsv := func(lines ...[]string) []byte {
		var b bytes.Buffer
		for _, cells := range lines {
			b.WriteString(strings.Join(cells, "\t") + "\n")
		}
		return b.Bytes()
	}
	townships := [][]string{{"code", "name", "aliases", "typos", "bare", "weak", "population", "households", "map_row", "map_col"}}
	for _, t := range s.townships {
		townships = append(townships, []string{t.Code, t.Name, strings.Join(t.Aliases, " "), "", "", "", "", "", "", ""})
	}
	departments := [][]string{{"code", "name", "short", "category", "aliases", "weak", "receiver", "verified"}}
	for _, dep := range s.departments {
		receiver := "no"
		if dep.Receiver {
			receiver = "yes"
		}
		departments = append(departments, []string{
			dep.Code, dep.Name, dep.Short, dep.Category, strings.Join(dep.Aliases, " "), strings.Join(dep.Weak, " "), receiver, "yes",
		})
	}
	last, _ := utf8.DecodeLastRuneInString(s.county)
	level := string(last)
	leadership := [][]string{{"word"}}
	for _, w := range []string{
		"委", "政府", "委书记", "委副书记", "委常委", "委领导", "委班子", "委领导班子", "委常委班子", "长", "政府领导", "政府班子", "政府领导班子", "领导",
		"委" + level + "政府", "委、" + level + "政府", "人民政府",
	} {
		leadership = append(leadership, []string{level + w})
	}
	leadership = append(leadership, []string{"副" + level + "长"}, []string{"四大班子"}, []string{"四套班子"})
	return map[string][]byte{
		"county/county.tsv":      tsv([]string{"code", "name"}, []string{s.code, s.county}),
		"county/townships.tsv":   tsv(townships...),
		"county/departments.tsv": tsv(departments...),
		"county/villages.tsv":    tsv([]string{"village", "township", "common"}),
		"county/leadership.tsv":  tsv(leadership...),
		"county/elsewhere.tsv":   tsv([]string{"place"}),
		"county/variants.tsv":    tsv([]string{"characters"}, []string{"和 与"}),
	}
}
