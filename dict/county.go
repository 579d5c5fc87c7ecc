package dict

import (
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
}

// Township is one township of the county.
type Township struct {
	Code       string
	Name       string
	Aliases    []string // other right names, longest match wins
	Typos      []string // wrong spellings that are met
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
	Short    string // what people call it, for charts
	Category string
	Aliases  []string
	Verified bool // found in a source; otherwise from the generic set of a county
}

// Village is a village whose township the register knows. A name that stands in two townships is ambiguous.
type Village struct {
	Name     string
	Township string // code
}

func (d *Dict) loadCounty() error {
	rows, err := ReadTSV(d.fsys, "county/county.tsv", "code", "name")
	if err != nil {
		return err
	}
	if len(rows) != 1 {
		return rows[0].Errorf("want one county, got %d", len(rows))
	}
	d.County.Code, d.County.Name = rows[0].Field["code"], rows[0].Field["name"]
	rows, err = ReadTSV(d.fsys, "county/townships.tsv", "code", "name", "aliases", "typos", "weak", "population", "households", "map_row", "map_col")
	if err != nil {
		return err
	}
	byName := map[string]string{}
	for _, r := range rows {
		t := Township{
			Code: r.Field["code"], Name: r.Field["name"], Aliases: fields(r.Field["aliases"]), Typos: fields(r.Field["typos"]),
			Weak: fields(r.Field["weak"]),
		}
		for name, to := range map[string]*int{
			"population": &t.Population, "households": &t.Households, "map_row": &t.MapRow, "map_col": &t.MapCol,
		} {
			if v := r.Field[name]; v != "" {
				if *to, err = strconv.Atoi(v); err != nil {
					return r.Errorf("%s: %w", name, err)
				}
			}
		}
		byName[t.Name] = t.Code
		d.County.Townships = append(d.County.Townships, t)
	}
	rows, err = ReadTSV(d.fsys, "county/departments.tsv", "code", "name", "short", "category", "aliases", "verified")
	if err != nil {
		return err
	}
	for _, r := range rows {
		d.County.Departments = append(d.County.Departments, Department{
			Code: r.Field["code"], Name: r.Field["name"], Short: r.Field["short"], Category: r.Field["category"],
			Aliases: fields(r.Field["aliases"]), Verified: r.Field["verified"] == "yes",
		})
	}
	rows, err = ReadTSV(d.fsys, "county/villages.tsv", "village", "township")
	if err != nil {
		return err
	}
	for _, r := range rows {
		code, ok := byName[r.Field["township"]]
		if !ok {
			return r.Errorf("village %s lies in the unknown township %q", r.Field["village"], r.Field["township"])
		}
		d.County.Villages = append(d.County.Villages, Village{Name: r.Field["village"], Township: code})
	}
	return nil
}

// fields splits a list cell at spaces.
func fields(s string) []string { return strings.Fields(s) }
