package dict

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
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
// Departments that the built-in register or attribute/bodies.tsv knows take over code, short name and aliases, also those that
// their bodies had in earlier years, so that results of two counties can be compared. The names that the list gives come first: no
// other unit takes one over. In a city's list the places, such as counties, are of the kind township. A body whose name begins with
// a place is the place's own, with its code before the body's; a place's government is the place itself. What cannot be known stays
// empty: villages, populations, places elsewhere.
func (d *Dict) NewCounty(code, name string, list io.Reader) (map[string][]byte, error) {
	if code == "" || strings.ContainsAny(code, " \t\n") || utf8.RuneCountInString(name) < 2 || strings.ContainsAny(name, " \t\n") {
		return nil, fmt.Errorf("make the register of %q, code %q: both must be given, without white space", name, code)
	}
	rows, err := readUnits(list)
	if err != nil {
		return nil, fmt.Errorf("read the units of %s: %w", name, err)
	}
	bodies, err := d.knownBodies()
	if err != nil {
		return nil, err
	}
	s := scaffold{county: name, code: code, bodies: bodies, codes: map[string]bool{}, names: map[string]string{}, shorts: map[string]bool{}}
	var places []string
	for _, r := range rows {
		if r.kind == kindTownship {
			places = append(places, r.name)
		}
	}
	var departments []unitRow
	for _, r := range rows {
		is, err := r.isTownship(places)
		if err == nil && is {
			err = s.addTownship(r)
		}
		if err != nil {
			return nil, fmt.Errorf("read the units of %s: row %d: %w", name, r.line, err)
		}
		if !is {
			departments = append(departments, r)
		}
	}
	s.claim(departments)
	for _, r := range departments {
		if err := s.addDepartment(r); err != nil {
			return nil, fmt.Errorf("read the units of %s: row %d: %w", name, r.line, err)
		}
	}
	s.finish()
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

// bodies are the departments that are known by name.
type bodies struct {
	byName, byCode map[string]Department
	own            map[string]bool     // names that are a body's full or short name, not one of its parts
	before         map[string][]string // code → codes of the bodies whose work it took over
	level          string              // the last character of the built-in register's name: some of its names begin with it
}

// knownBodies gathers the bodies of the built-in register and of attribute/bodies.tsv. The register's own county is taken off the
// names.
func (d *Dict) knownBodies() (bodies, error) {
	out := bodies{byName: map[string]Department{}, byCode: map[string]Department{}, own: map[string]bool{}, before: map[string][]string{}}
	last, _ := utf8.DecodeLastRuneInString(d.County.Name)
	out.level = string(last)
	add := func(dep Department) {
		out.byCode[dep.Code] = dep
		for _, n := range append(Stripped(dep.Name, d.County.Name), dep.Short) {
			out.own[n] = true
		}
		for _, n := range slices.Concat([]string{dep.Short}, dep.Aliases, Stripped(dep.Name, d.County.Name)) {
			if _, ok := out.byName[n]; !ok {
				out.byName[n] = dep
			}
		}
	}
	for _, dep := range d.County.Departments {
		own := dep
		own.Aliases = slices.DeleteFunc(slices.Clone(dep.Aliases), func(a string) bool { return strings.Contains(a, strings.TrimSuffix(d.County.Name, "县")) })
		add(own)
	}
	rows, err := ReadTSV(d.fsys, "attribute/bodies.tsv", "code", "name", "short", "category", "aliases", "weak", "receiver", "before")
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return bodies{}, err
	}
	for _, r := range rows {
		out.before[r.Field["code"]] = fields(r.Field["before"])
		add(Department{
			Code: r.Field["code"], Name: r.Field["name"], Short: r.Field["short"], Category: r.Field["category"],
			Aliases: fields(r.Field["aliases"]), Weak: fields(r.Field["weak"]), Receiver: r.Field["receiver"] == "yes",
		})
	}
	out.addEndings()
	return out, nil
}

// endings are what the names of bodies of the same work end in, by place and year.
var endings = []string{"委员会", "局", "办公室", "委"}

// addEndings lets a body be known with another ending too, such as 卫生健康局 for 卫生健康委员会, where no other body is called so.
func (b *bodies) addEndings() {
	const shortest = 4 // characters before the ending: 公安局 has no 公安委员会
	for _, code := range slices.Sorted(maps.Keys(b.byCode)) {
		dep := b.byCode[code]
		for _, name := range slices.Sorted(slices.Values(append(slices.Clone(dep.Aliases), strings.TrimPrefix(dep.Name, b.level)))) {
			for _, end := range endings[:3] {
				stem, ok := strings.CutSuffix(name, end)
				if !ok || utf8.RuneCountInString(stem) < shortest {
					continue
				}
				for _, other := range endings {
					if _, taken := b.byName[stem+other]; !taken {
						dep.Aliases = append(slices.Clone(dep.Aliases), stem+other)
						b.byName[stem+other] = dep
					}
				}
			}
		}
		b.byCode[code] = dep
	}
	for name, dep := range b.byName {
		b.byName[name] = b.byCode[dep.Code]
	}
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
		if ok && prefix != "" && !(prefix == stem && strings.HasPrefix(rest, string(last))) && utf8.RuneCountInString(rest) >= 3 && !strings.ContainsAny(firstRune(rest), "委场容") && !slices.Contains(out, rest) {
			out = append(out, rest)
		}
	}
	return out
}

// firstRune gives the first character of s.
func firstRune(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}
