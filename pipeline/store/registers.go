package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"sifeng/dict"
)

// fillRegisters writes what the dictionaries know: channels, townships, departments and what they are called, winds, problems with their
// finer forms, and words that say nothing.
func (b *Builder) fillRegisters(ctx context.Context) error {
	winds, err := dict.ReadTSV(b.dict.FS(), "taxonomy/winds.tsv", "axis", "wind", "name_zh", "name_en")
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, w := range winds {
		named[w.Field["wind"]] = true
	}
	for _, p := range b.dict.Problems {
		if !named[p.Wind] {
			return fmt.Errorf("taxonomy/winds.tsv has no name for %s, which the problem %s belongs to", p.Wind, p.Code)
		}
	}
	stop, err := stopWords(b.dict)
	if err != nil {
		return err
	}
	d := b.dict
	names := unitNames(&d.County)
	return b.fill(ctx,
		filling{"channels", len(d.Channels), func(i int, row []driver.Value) []driver.Value {
			c := d.Channels[i]
			return append(row, c.Code, c.Name, c.NameEN, c.Named)
		}},
		filling{"townships", len(d.County.Townships), func(i int, row []driver.Value) []driver.Value {
			t := d.County.Townships[i]
			return append(row, t.Code, t.Name, known(t.Population), known(t.Households), int32(i+1), known(t.MapRow), known(t.MapCol))
		}},
		filling{"departments", len(d.County.Departments), func(i int, row []driver.Value) []driver.Value {
			p := d.County.Departments[i]
			short := p.Short
			if short == "" {
				short = p.Name
			}
			return append(row, p.Code, p.Name, short, p.Category, p.Verified, int32(i+1))
		}},
		filling{"unit_names", len(names), func(i int, row []driver.Value) []driver.Value {
			return append(row, names[i].kind, names[i].code, names[i].name)
		}},
		filling{"stop_words", len(stop), func(i int, row []driver.Value) []driver.Value { return append(row, stop[i]) }},
		filling{"winds", len(winds), func(i int, row []driver.Value) []driver.Value {
			w := winds[i].Field
			return append(row, w["axis"], w["wind"], w["name_zh"], w["name_en"], int32(i+1))
		}},
		filling{"problems", len(d.Problems), func(i int, row []driver.Value) []driver.Value {
			p := d.Problems[i]
			return append(row, p.Axis, p.Wind, p.Code, p.NameZH, p.NameEN, p.Definition, text(p.EightRules), int32(i+1))
		}},
		filling{"facets", len(d.Facets), func(i int, row []driver.Value) []driver.Value {
			f := d.Facets[i]
			return append(row, f.Code, text(f.Problem), f.NameZH, f.NameEN, int32(i+1))
		}},
	)
}

type unitName struct{ kind, code, name string }

// unitNames lists what each unit of the register is called; wrong spellings and mere hints are left out.
func unitNames(c *dict.County) (list []unitName) {
	add := func(kind, code string, names ...string) {
		for _, name := range names {
			if u := (unitName{kind, code, name}); name != "" && !slices.Contains(list, u) {
				list = append(list, u)
			}
		}
	}
	for _, t := range c.Townships {
		add("township", t.Code, append([]string{t.Name}, t.Aliases...)...)
	}
	for _, d := range c.Departments {
		add("department", d.Code, append([]string{d.Name, d.Short}, d.Aliases...)...)
	}
	return list
}

// namesOf gives all that the units of the register are called.
func namesOf(c *dict.County) map[string]bool {
	names := map[string]bool{}
	for _, u := range unitNames(c) {
		names[u.name] = true
	}
	return names
}

// stopWords gives the words that say nothing by themselves, sorted.
func stopWords(d *dict.Dict) (words []string, err error) {
	for _, file := range []string{"segment/function_words.tsv", "segment/stop_words.tsv"} {
		rows, err := dict.ReadTSV(d.FS(), file, "kind", "words")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			words = append(words, strings.Fields(r.Field["words"])...)
		}
	}
	slices.Sort(words)
	return slices.Compact(words), nil
}

// filling is how many rows a table gets, and which.
type filling struct {
	table string
	n     int
	row   func(i int, row []driver.Value) []driver.Value
}

func (b *Builder) fill(ctx context.Context, fillings ...filling) error {
	conn, err := b.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, f := range fillings {
		if err := appendRows(conn, mainCatalog, f.table, f.n, f.row); err != nil {
			return err
		}
	}
	return nil
}

// known gives NULL for 0, which the registers use for what is not known.
func known(n int) driver.Value {
	if n == 0 {
		return nil
	}
	return int64(n)
}
