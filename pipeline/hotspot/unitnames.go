package hotspot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
	"sifeng/pipeline/automaton"
)

// unitNames finds the names of townships, villages and departments of the register in a title.
type unitNames struct {
	find     *automaton.Automaton
	owners   []nameOwner   // of each word of find
	variants map[rune]rune // characters written for one another, to the right one
}

// nameOwner is whom a name belongs to.
type nameOwner struct {
	code     string // of a township or department; of a village, that of its township
	township bool
}

// namedUnit is a name found in a title, by its characters.
type namedUnit struct {
	start, end int
	owner      *nameOwner
}

// newUnitNames takes the names that mean a unit whatever stands around them.
func newUnitNames(c *dict.County) (*unitNames, error) {
	n := &unitNames{variants: map[rune]rune{}}
	for _, group := range c.Variants {
		right, _ := utf8.DecodeRuneInString(group[0])
		for _, other := range group[1:] {
			wrong, _ := utf8.DecodeRuneInString(other)
			n.variants[wrong] = right
		}
	}
	var words []string
	known := map[string]bool{}
	add := func(code string, township bool, names ...string) {
		for _, name := range names {
			name = string(n.fold(name))
			if utf8.RuneCountInString(name) > 1 && !known[name] {
				known[name] = true
				words = append(words, name)
				n.owners = append(n.owners, nameOwner{code, township})
			}
		}
	}
	for _, t := range c.Townships {
		add(t.Code, true, t.Name)
		add(t.Code, true, t.Aliases...)
		add(t.Code, true, t.Typos...)
	}
	for _, d := range c.Departments {
		add(d.Code, false, d.Name, d.Short)
		add(d.Code, false, d.Aliases...)
	}
	for _, v := range c.Villages {
		if !v.Common {
			add(v.Township, true, strings.TrimSuffix(v.Name, "村")+"村")
		}
	}
	var err error
	if n.find, err = automaton.New(words); err != nil {
		return nil, fmt.Errorf("compile the names of units: %w", err)
	}
	return n, nil
}

// fold gives the characters of a text, each as the register writes it.
func (n *unitNames) fold(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		if right, ok := n.variants[r]; ok {
			runes[i] = right
		}
	}
	return runes
}

// in gives the names in a title from left to right, of those that overlap the longest.
func (n *unitNames) in(title []rune) []namedUnit {
	var found []namedUnit
	state := uint32(0)
	for i, r := range title {
		code := n.find.Code(r)
		if code == 0 {
			state = 0
			continue
		}
		state = n.find.Next(state, code)
		e := n.find.Found(state)
		if e == nil {
			continue
		}
		name := namedUnit{i + 1 - int(e.Width), i + 1, &n.owners[e.Word]}
		for len(found) > 0 && found[len(found)-1].end > name.start {
			if last := found[len(found)-1]; last.end-last.start > int(e.Width) {
				name.end = 0
				break
			}
			found = found[:len(found)-1]
		}
		if name.end > 0 {
			found = append(found, name)
		}
	}
	return found
}

// common is what the comments of a matter agree on; empty: they do not.
type common struct {
	township, department string
	problem              string
	townships            int // how many they name
}

// blames says that a name is of another unit than the one that the matter is about.
func (c *common) blames(u namedUnit) bool {
	if u.owner.township {
		return u.owner.code != c.township
	}
	return u.owner.code != c.department
}

// fair says that a title names no unit but the one that the matter is about: of 25 comments on nine departments, one that names an
// office must not accuse it alone.
func (n *unitNames) fair(title string, of *common) bool {
	for _, u := range n.in(n.fold(title)) {
		if of.blames(u) {
			return false
		}
	}
	return true
}

// withoutNames puts words that accuse nobody in the place of the names of units that the matter is not about.
func (n *unitNames) withoutNames(title string, of *common) string {
	runes := []rune(title)
	var out strings.Builder
	last := 0
	names := n.in(n.fold(title))
	for i := 0; i < len(names); {
		if !of.blames(names[i]) {
			i++
			continue
		}
		first := names[i]
		place, body, end := false, false, first.start
		for ; i < len(names) && names[i].start == end && of.blames(names[i]); i++ {
			place, body, end = place || names[i].owner.township, body || !names[i].owner.township, names[i].end
		}
		out.WriteString(string(runes[last:first.start]))
		switch {
		case place && of.townships > 1:
			out.WriteString("多地")
		case place:
			out.WriteString("当地")
		}
		if body {
			out.WriteString("有关单位")
		}
		last = end
	}
	out.WriteString(string(runes[last:]))
	return out.String()
}
