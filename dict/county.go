package dict

import (
	"fmt"
	"strconv"
	"strings"
)

// County is the register of one county: whom a comment can be about.
type County struct {
	Name        string // such as 襄城县
	Code        string // six digits
	Townships   []Township
	Departments []Department
	Villages    []Village
	Leadership  []string   // what the county leadership is called: its members and its leading groups
	Elsewhere   []string   // places outside the county that comments name or that are mixed up with it
	Variants    [][]string // characters written for one another in names; the first of each group is the right one
}

// Township is one township of the county.
type Township struct {
	Code       string
	Name       string
	Aliases    []string // other right names, longest match wins
	Typos      []string // wrong spellings that are met
	Bare       []string // short names that villages, streets or people bear too: they count only in company
	Weak       []string // cues that only hint at it, such as 县城
	Population int      // residents; 0: not known
	Households int      // 0: not known
	MapRow     int      // row in the tile grid, from 1; 0: not placed
	MapCol     int      // column in the tile grid, from 1
}

// Department is one department of the county, or a body that answers to it.
type Department struct {
	Code     string
	Name     string
	Short    string // what people call it, for charts; no two departments share one
	Category string
	Aliases  []string
	Weak     []string // words that mean it only where they stand like a body, such as 移动 or 环保
	Receiver bool     // takes complaints about others: being asked or told does not make a comment one about it
	Verified bool     // found in a source; otherwise from the generic set of a county
}

// Village is a village whose township the register knows. A name that stands in two townships is ambiguous.
type Village struct {
	Name     string
	Township string // code
	Common   bool   // so common a name that it tells nothing, even if it is listed once
}

func (d *Dict) loadCounty() error {
	rows, err := ReadTSV(d.fsys, "county/county.tsv", "code", "name")
	if err != nil {
		return err
	}
	if len(rows) != 1 {
		return fmt.Errorf("county/county.tsv: want one county, got %d", len(rows))
	}
	d.County.Code, d.County.Name = rows[0].Field["code"], rows[0].Field["name"]
	for _, load := range []func() error{d.loadTownships, d.loadDepartments, d.loadVillages, d.loadCountyWords} {
		if err := load(); err != nil {
			return err
		}
	}
	return nil
}

func (d *Dict) loadTownships() error {
	rows, err := ReadTSV(d.fsys, "county/townships.tsv",
		"code", "name", "aliases", "typos", "bare", "weak", "population", "households", "map_row", "map_col")
	if err != nil {
		return err
	}
	known, owner := map[string]bool{}, map[string]string{}
	for _, r := range rows {
		t := Township{
			Code: r.Field["code"], Name: r.Field["name"], Aliases: fields(r.Field["aliases"]), Typos: fields(r.Field["typos"]),
			Bare: fields(r.Field["bare"]), Weak: fields(r.Field["weak"]),
		}
		if t.Code == "" || t.Name == "" || known[t.Code] {
			return r.Errorf("township %q has no code or name, or its code stands twice", t.Code)
		}
		known[t.Code] = true
		for name, to := range map[string]*int{
			"population": &t.Population, "households": &t.Households, "map_row": &t.MapRow, "map_col": &t.MapCol,
		} {
			if v := r.Field[name]; v != "" {
				if *to, err = strconv.Atoi(v); err != nil || *to < 0 {
					return r.Errorf("%s is %q, want a whole number or nothing", name, v)
				}
			}
		}
		if err := claim(owner, t.Code, r, []string{t.Name}, t.Aliases, t.Typos, t.Bare, t.Weak); err != nil {
			return err
		}
		d.County.Townships = append(d.County.Townships, t)
	}
	return nil
}

func (d *Dict) loadDepartments() error {
	rows, err := ReadTSV(d.fsys, "county/departments.tsv",
		"code", "name", "short", "category", "aliases", "weak", "receiver", "verified")
	if err != nil {
		return err
	}
	known, owner, shorts := map[string]bool{}, map[string]string{}, map[string]string{}
	for _, r := range rows {
		dep := Department{
			Code: r.Field["code"], Name: r.Field["name"], Short: r.Field["short"], Category: r.Field["category"],
			Aliases: fields(r.Field["aliases"]), Weak: fields(r.Field["weak"]),
			Receiver: r.Field["receiver"] == "yes", Verified: r.Field["verified"] == "yes",
		}
		if dep.Code == "" || dep.Name == "" || known[dep.Code] {
			return r.Errorf("department %q has no code or name, or its code stands twice", dep.Code)
		}
		known[dep.Code] = true
		if dep.Short == "" {
			dep.Short = dep.Name
		}
		if other, taken := shorts[dep.Short]; taken {
			return r.Errorf("short name %s belongs to %s and to %s", dep.Short, other, dep.Code)
		}
		shorts[dep.Short] = dep.Code
		if err := claim(owner, dep.Code, r, []string{dep.Name, dep.Short}, dep.Aliases, dep.Weak); err != nil {
			return err
		}
		d.County.Departments = append(d.County.Departments, dep)
	}
	return nil
}

// claim notes that the names belong to code, and fails if one belongs to another already.
func claim(owner map[string]string, code string, r Row, lists ...[]string) error {
	for _, names := range lists {
		for _, name := range names {
			if other, taken := owner[name]; taken && other != code {
				return r.Errorf("the name %s belongs to %s and to %s: leave it out, or out of one of them", name, other, code)
			}
			owner[name] = code
		}
	}
	return nil
}

func (d *Dict) loadVillages() error {
	rows, err := ReadTSV(d.fsys, "county/villages.tsv", "village", "township", "common")
	if err != nil {
		return err
	}
	byName := map[string]string{}
	for _, t := range d.County.Townships {
		byName[t.Name] = t.Code
	}
	for _, r := range rows {
		code, ok := byName[r.Field["township"]]
		if !ok {
			return r.Errorf("village %s lies in the unknown township %q", r.Field["village"], r.Field["township"])
		}
		d.County.Villages = append(d.County.Villages, Village{
			Name: r.Field["village"], Township: code, Common: r.Field["common"] == "yes",
		})
	}
	return nil
}

func (d *Dict) loadCountyWords() error {
	for _, list := range []struct {
		file, column string
		add          func(string)
	}{
		{"county/leadership.tsv", "word", func(s string) { d.County.Leadership = append(d.County.Leadership, s) }},
		{"county/elsewhere.tsv", "place", func(s string) { d.County.Elsewhere = append(d.County.Elsewhere, fields(s)...) }},
		{"county/variants.tsv", "characters", func(s string) { d.County.Variants = append(d.County.Variants, fields(s)) }},
	} {
		rows, err := ReadTSV(d.fsys, list.file, list.column)
		if err != nil {
			return err
		}
		for _, r := range rows {
			list.add(r.Field[list.column])
		}
	}
	return nil
}

// fields splits a list cell at spaces.
func fields(s string) []string { return strings.Fields(s) }
