package dict

import (
	"strings"
)

// Problem is one code of the codebook, or one topic of the special governance.
type Problem struct {
	Axis       string // "winds" or "topics"
	Wind       string // what stands before the last dot of Code
	Code       string // full dotted code
	NameZH     string
	NameEN     string
	Definition string // in Chinese
	EightRules string // the rules of 八项规定 it falls under, separated by ；, or empty
}

// Facet is a finer code of the lexicon that belongs to one problem.
type Facet struct {
	Code    string
	Problem string // empty: outside the tags
	NameZH  string
	NameEN  string
}

// Wind gives what stands before the last dot of a problem code: the wind, or the topic group.
func Wind(problem string) string {
	if i := strings.LastIndexByte(problem, '.'); i > 0 {
		return problem[:i]
	}
	return problem
}

func (d *Dict) loadTaxonomy() error {
	rows, err := ReadTSV(d.fsys, "taxonomy/problems.tsv", "axis", "problem", "name_zh", "name_en", "definition", "eight_rules")
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, r := range rows {
		p := Problem{
			Axis: r.Field["axis"], Code: r.Field["problem"], Wind: Wind(r.Field["problem"]), NameZH: r.Field["name_zh"],
			NameEN: r.Field["name_en"], Definition: r.Field["definition"], EightRules: r.Field["eight_rules"],
		}
		if p.Axis != "winds" && p.Axis != "topics" {
			return r.Errorf("axis is %q, want winds or topics", p.Axis)
		}
		if p.Code == "" || p.NameZH == "" || known[p.Code] {
			return r.Errorf("problem %q is empty, has no name or stands twice", p.Code)
		}
		known[p.Code] = true
		d.Problems = append(d.Problems, p)
	}
	rows, err = ReadTSV(d.fsys, "taxonomy/facets.tsv", "facet", "problem", "name_zh", "name_en")
	if err != nil {
		return err
	}
	for _, r := range rows {
		f := Facet{Code: r.Field["facet"], Problem: r.Field["problem"], NameZH: r.Field["name_zh"], NameEN: r.Field["name_en"]}
		if f.Problem != "" && !known[f.Problem] {
			return r.Errorf("facet %s belongs to the unknown problem %q", f.Code, f.Problem)
		}
		d.Facets = append(d.Facets, f)
	}
	return nil
}
