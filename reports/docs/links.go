package docs

import (
	"regexp"
	"slices"
)

// Link says that a column holds the key of a row of another table.
type Link struct{ From, Column, To, Key string }

// reference is how a column's comment names the tables that it refers to: 见 townships 或 departments.
var (
	reference = regexp.MustCompile(`见 [a-z_]+(?: 或 [a-z_]+)*`)
	tableName = regexp.MustCompile(`[a-z_]+`)
)

// links finds how the tables hang together from the comments of their columns. The key is the column of the same name, or code.
func links(tables []Table) []Link {
	var found []Link
	for _, t := range tables {
		for _, c := range t.Columns {
			for _, name := range tableName.FindAllString(reference.FindString(c.Comment), -1) {
				at := slices.IndexFunc(tables, func(o Table) bool { return o.Name == name })
				if at < 0 || name == t.Name {
					continue
				}
				for _, key := range []string{c.Name, "code"} {
					if slices.ContainsFunc(tables[at].Columns, func(o Column) bool { return o.Name == key }) {
						found = append(found, Link{From: t.Name, Column: c.Name, To: name, Key: key})
						break
					}
				}
			}
		}
	}
	return found
}

// linked gives the columns of a table that a link leaves or reaches, in the table's order.
func linked(t Table, all []Link) []string {
	var names []string
	for _, c := range t.Columns {
		if slices.ContainsFunc(all, func(l Link) bool {
			return l.From == t.Name && l.Column == c.Name || l.To == t.Name && l.Key == c.Name
		}) {
			names = append(names, c.Name)
		}
	}
	return names
}

// layers puts each table into a layer to the right of all that it refers to, those that refer to none into the first.
func layers(tables []Table, all []Link) [][]Table {
	depth := map[string]int{}
	for range tables { // a chain is at most as long as there are tables, so that a circle ends too
		for _, l := range all {
			depth[l.From] = max(depth[l.From], min(depth[l.To]+1, len(tables)-1))
		}
	}
	var out [][]Table
	for d := range len(tables) {
		var layer []Table
		for _, t := range tables {
			if depth[t.Name] == d {
				layer = append(layer, t)
			}
		}
		if len(layer) > 0 {
			out = append(out, layer)
		}
	}
	return out
}
