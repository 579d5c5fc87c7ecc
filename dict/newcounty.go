package dict

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// Kinds of a row that NewCounty reads.
const (
	kindTownship   = "township"
	kindDepartment = "department"
)

// NewCounty makes the register of another county from a list of its units, as files to be written below a directory that --dict
// names: path → contents. The list is CSV with a header that has name and may have code, kind (township or department), short,
// category and aliases (parted by spaces). Without a kind, a name that ends like a township is one, and any other a department.
// Departments that the built-in register or attribute/bodies.tsv knows take over code, short name and aliases, so that results of
// two counties can be compared. What cannot be known stays empty: villages, populations, places elsewhere.
func (d *Dict) NewCounty(code, name string, list io.Reader) (map[string][]byte, error) {
	if code == "" || strings.ContainsAny(code, " \t\n") || utf8.RuneCountInString(name) < 2 || strings.ContainsAny(name, " \t\n") {
		return nil, fmt.Errorf("make the register of %q, code %q: both must be given, without white space", name, code)
	}
	rows, err := readUnits(list)
	if err != nil {
		return nil, fmt.Errorf("read the units of %s: %w", name, err)
	}
	bodies, err := d.knownBodies(name)
	if err != nil {
		return nil, err
	}
	s := scaffold{county: name, code: code, bodies: bodies, codes: map[string]bool{}, names: map[string]bool{}, shorts: map[string]bool{}}
	for _, r := range rows {
		if err := s.add(r); err != nil {
			return nil, fmt.Errorf("read the units of %s: row %d: %w", name, r.line, err)
		}
	}
	if len(s.townships) == 0 && len(s.departments) == 0 {
		return nil, fmt.Errorf("read the units of %s: the list has no rows", name)
	}
	return s.files(), nil
}

type unitRow struct {
	line                                       int
	code, name, kind, short, category, aliases string
}

func readUnits(list io.Reader) ([]unitRow, error) {
	r := csv.NewReader(list)
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the list is empty; it needs a header with the column name")
	}
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, h := range header {
		at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))] = i
	}
	if _, ok := at["name"]; !ok {
		return nil, fmt.Errorf("the header has no column name; it has %s", strings.Join(header, ", "))
	}
	var out []unitRow
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		get := func(column string) string {
			if i, ok := at[column]; ok && i < len(record) {
				return strings.Join(strings.Fields(record[i]), " ")
			}
			return ""
		}
		line, _ := r.FieldPos(0)
		u := unitRow{
			line: line, code: get("code"), name: strings.ReplaceAll(get("name"), " ", ""), kind: get("kind"), short: get("short"),
			category: get("category"), aliases: get("aliases"),
		}
		if u.name != "" {
			out = append(out, u)
		}
	}
}

// knownBodies gives the departments that are known by name, under every name that is known for them. The register's own county is
// taken off the names.
func (d *Dict) knownBodies(county string) (map[string]Department, error) {
	out := map[string]Department{}
	add := func(dep Department) {
		for _, n := range slices.Concat([]string{dep.Short}, dep.Aliases, Stripped(dep.Name, d.County.Name)) {
			if _, ok := out[n]; !ok {
				out[n] = dep
			}
		}
	}
	for _, dep := range d.County.Departments {
		own := dep
		own.Aliases = slices.DeleteFunc(slices.Clone(dep.Aliases), func(a string) bool { return strings.Contains(a, strings.TrimSuffix(d.County.Name, "县")) })
		add(own)
	}
	rows, err := ReadTSV(d.fsys, "attribute/bodies.tsv", "code", "name", "short", "category", "aliases", "weak", "receiver")
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		add(Department{
			Code: r.Field["code"], Name: r.Field["name"], Short: r.Field["short"], Category: r.Field["category"],
			Aliases: fields(r.Field["aliases"]), Weak: fields(r.Field["weak"]), Receiver: r.Field["receiver"] == "yes",
		})
	}
	return out, nil
}

// Stripped gives the ways a body's full name is written: without what stands in brackets at its end, and without the county before it.
func Stripped(name, county string) []string {
	if i := strings.IndexAny(name, "(（"); i > 0 && (strings.HasSuffix(name, ")") || strings.HasSuffix(name, "）")) {
		name = name[:i]
	}
	out := []string{name}
	last, size := utf8.DecodeLastRuneInString(county)
	stem := county[:len(county)-size]
	for _, prefix := range []string{"中共" + county, "中国共产党" + county, county, stem, string(last), "县", "市", "区"} {
		rest, ok := strings.CutPrefix(name, prefix)
		if ok && prefix != "" && utf8.RuneCountInString(rest) >= 3 && !strings.HasPrefix(rest, "委") && !slices.Contains(out, rest) {
			out = append(out, rest)
		}
	}
	return out
}
