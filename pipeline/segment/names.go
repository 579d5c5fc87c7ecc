package segment

import (
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

// Frequencies of names, as in gse's dictionary. A name of three characters or more must win over its parts: gse counts a character
// that stands alone as very rare, so that 派出 and 所办 beat 派出所 and 办 where 派出所 is not frequent. Short names of departments are
// left to gse and words.tsv: they are often the end and the beginning of other words, as 人大 in 老人大多.
const (
	place = "ns" // parts of speech
	body  = "nt"

	freqName      = 20000
	freqShortName = 200 // of a place
)

// countyWords gives the names of a county's units as words. Names that mean a unit only in company are left to gse.
func countyWords(c dict.County) []dict.Word {
	var out []dict.Word
	seen := map[string]bool{}
	add := func(pos string, names ...string) {
		for _, name := range names {
			n := utf8.RuneCountInString(name)
			if seen[name] || n < 2 || n == 2 && pos != place || name[0] < utf8.RuneSelf {
				continue
			}
			seen[name] = true
			freq := freqName
			if n == 2 {
				freq = freqShortName
			}
			out = append(out, dict.Word{Text: name, Freq: freq, Pos: pos})
		}
	}
	add(place, c.Name)
	for _, t := range c.Townships {
		add(place, t.Name)
		add(place, t.Aliases...)
		for _, name := range t.Bare {
			add(place, name+"村") // the bare name is a village's too
		}
	}
	for _, v := range c.Villages {
		add(place, v.Name+"村")
	}
	for _, dep := range c.Departments {
		if name, _, _ := strings.Cut(dep.Name, "("); name != "" {
			add(body, name, strings.TrimPrefix(name, "县"))
		}
		add(body, dep.Short)
		add(body, dep.Aliases...)
		for _, alias := range dep.Aliases {
			if strings.HasSuffix(alias, "局") {
				add(body, "县"+alias) // gse holds 县民
			}
		}
	}
	add(body, c.Leadership...)
	return out
}
