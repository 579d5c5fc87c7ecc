package ingest

import (
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

// townshipOf gives the township that the first of the names which names any names alone: offices fill a sheet or a file for each.
func townshipOf(register []dict.Township, names ...string) string {
	for _, name := range names {
		found := ""
		for _, t := range register {
			for _, word := range append([]string{t.Name}, t.Aliases...) {
				if utf8.RuneCountInString(word) > 2 && strings.Contains(name, word) {
					if found != "" && found != t.Name {
						return ""
					}
					found = t.Name
				}
			}
		}
		if found != "" {
			return found
		}
	}
	return ""
}
