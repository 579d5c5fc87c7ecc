package attribute

import (
	"slices"
	"strings"

	"sifeng/dict"
)

// homesOf gives, for each department, the township that its full name begins with, or -1.
func homesOf(c dict.County) []int16 {
	homes := make([]int16, len(c.Departments))
	for i, dep := range c.Departments {
		homes[i] = -1
		longest := 0
		for _, written := range dict.Stripped(dep.Name, c.Name) {
			for k, t := range c.Townships {
				for _, name := range append([]string{t.Name}, t.Aliases...) {
					if len(name) > longest && strings.HasPrefix(written, name) {
						homes[i], longest = int16(k), len(name)
					}
				}
			}
		}
	}
	return homes
}

// governing marks the places of a city's register that have bodies of their own. A county's townships have none: their stations
// belong to the county's departments.
func governing(c dict.County, level string) []bool {
	out := make([]bool, len(c.Townships))
	if slices.Contains([]string{"县", "区", "旗"}, level) {
		return out
	}
	for i, t := range c.Townships {
		out[i] = hasAnySuffix(t.Name, "县", "区", "市", "旗")
	}
	return out
}

// endsInGoverning says whether s ends in the name of a place that has bodies of its own.
func (a *Attributor) endsInGoverning(s string) bool {
	for i, t := range a.county.Townships {
		if a.governs[i] && (strings.HasSuffix(s, t.Name) || hasAnySuffix(s, t.Aliases...)) {
			return true
		}
	}
	return false
}
