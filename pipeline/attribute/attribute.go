// Package attribute decides which township and which department a comment is about.
package attribute

import (
	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// Result is what a comment is about. A code is empty if it cannot be told.
type Result struct {
	TownshipCode, TownshipHow     string
	DepartmentCode, DepartmentHow string
	TargetLeadership              bool // the county leadership itself is complained of
	Mentions                      []comment.Mention
}

// Attributor holds the compiled register of one county. It is read-only after New and may be shared between goroutines.
type Attributor struct{ townships, departments map[string]string }

// New compiles the county's register.
func New(d *dict.Dict) (*Attributor, error) {
	a := &Attributor{townships: map[string]string{}, departments: map[string]string{}}
	for _, t := range d.County.Townships {
		for _, name := range append([]string{t.Name}, t.Aliases...) {
			a.townships[name] = t.Code
		}
	}
	for _, dep := range d.County.Departments {
		for _, name := range append([]string{dep.Name, dep.Short}, dep.Aliases...) {
			a.departments[name] = dep.Code
		}
	}
	return a, nil
}

// Attribute finds the units a comment names. township and department are the fields of the file, as written.
func (a *Attributor) Attribute(doc comment.Doc, township, department string, tags []comment.Tag) Result {
	var r Result
	if code, ok := a.townships[township]; ok {
		r.TownshipCode, r.TownshipHow = code, "field"
	}
	if code, ok := a.departments[department]; ok {
		r.DepartmentCode, r.DepartmentHow = code, "field"
	}
	return r
}
