package attribute

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"sifeng/dict"
)

// flag says what a word of the vocabulary can be. A word can be several things, such as a village and a bare township name.
type flag uint32

const (
	isTownship   flag = 1 << iota // a name of a township that stands for itself
	isBare                        // a township's short name that needs company
	isWeakPlace                   // hints at a township
	isVillage                     // a village that lies in one township
	isAnyVillage                  // a village name that tells no township
	isDepartment
	isWeakWord // a word that means a department only in company
	isLeader   // the county leadership
	isElsewhere
	isActor // another who can be blamed
	isTrap
	isMention // a trap that only lowers the part its unit plays
	isAskBefore
	isAskAfter
	isTell
	isTellTo
	isTo
	isPraise
	isBlame
	isOwnBefore
	isOwnAfter
	isHome
	isPolite
	isUrge
	isClauseEnd
	isSentenceEnd
	isCounty // the county's own name
)

const (
	isUnit   = isTownship | isBare | isWeakPlace | isVillage | isDepartment | isWeakWord | isLeader
	isStrong = isTownship | isDepartment | isLeader | isElsewhere | isTrap
	isCue    = isAskBefore | isAskAfter | isTell | isTellTo | isTo | isPraise | isBlame | isOwnBefore | isOwnAfter | isHome | isPolite | isUrge
)

// word is one entry of the vocabulary.
type word struct {
	is         flag
	township   int16 // index into the register, for a township's name
	village    int16 // index of the township a village lies in
	department int16
	short      bool // a township's name without 乡 or 镇
	digits     bool // begins with a digit: must not stand inside a number
}

// vocabulary gathers the words before they are compiled.
type vocabulary struct {
	texts    []string
	words    []word
	index    map[string]int
	variants [][]string
}

func (v *vocabulary) add(text string, is flag) *word {
	i, ok := v.index[text]
	if !ok {
		i = len(v.texts)
		v.index[text] = i
		v.texts = append(v.texts, text)
		v.words = append(v.words, word{township: -1, village: -1, department: -1, digits: text[0] >= '0' && text[0] <= '9'})
	}
	v.words[i].is |= is
	return &v.words[i]
}

// spellings gives text with each of its variable characters in every way they are written.
func (v *vocabulary) spellings(text string) []string {
	out := []string{text}
	for _, group := range v.variants {
		for _, right := range group {
			if !strings.Contains(text, right) {
				continue
			}
			for _, other := range group {
				if other != right {
					out = append(out, strings.ReplaceAll(text, right, other))
				}
			}
			break
		}
	}
	return out
}

// ends are the marks that end a clause or a sentence. 、 ends neither: it joins units.
var ends = []struct {
	marks string
	is    flag
}{
	{"，,：: ；;（）()“”\"", isClauseEnd},
	{"。！!？?\n…", isClauseEnd | isSentenceEnd},
}

func newVocabulary(d *dict.Dict, rules *rules) (*vocabulary, error) {
	v := &vocabulary{index: map[string]int{}, variants: d.County.Variants}
	if len(d.County.Townships) > 1<<14 || len(d.County.Departments) > 1<<14 {
		return nil, fmt.Errorf("compile the register of %s: more than %d units of one kind", d.County.Name, 1<<14)
	}
	v.addTownships(d.County)
	v.addDepartments(d.County)
	for _, s := range d.County.Leadership {
		v.add(s, isLeader)
	}
	for _, s := range d.County.Elsewhere {
		v.add(s, isElsewhere)
	}
	v.add(d.County.Name, isCounty)
	for _, t := range rules.traps {
		is := isTrap
		if t.mention {
			is |= isMention
		}
		v.add(t.text, is)
	}
	for role, is := range map[string]flag{
		"ask_before": isAskBefore, "ask_after": isAskAfter, "tell": isTell, "tell_to": isTellTo, "to": isTo, "praise": isPraise,
		"blame": isBlame, "own_before": isOwnBefore, "own_after": isOwnAfter, "home": isHome, "polite": isPolite, "urge": isUrge, "actor": isActor,
	} {
		for _, s := range rules.words[role] {
			v.add(s, is)
		}
	}
	for _, e := range ends {
		for _, mark := range e.marks {
			v.add(string(mark), e.is)
		}
	}
	return v, nil
}

func (v *vocabulary) addTownships(c dict.County) {
	for i, t := range c.Townships {
		for _, name := range slices.Concat([]string{t.Name}, t.Aliases, t.Typos) {
			for _, s := range v.spellings(name) {
				w := v.add(s, isTownship)
				w.township, w.short = int16(i), !hasAnySuffix(name, "乡", "镇", "街道", "办事处", "县", "区", "市", "旗")
			}
		}
		for _, name := range t.Bare {
			for _, s := range v.spellings(name) {
				w := v.add(s, isBare)
				w.township, w.short = int16(i), true
			}
		}
		for _, name := range t.Weak {
			v.add(name, isWeakPlace).township = int16(i)
		}
	}
	codes := make(map[string]int, len(c.Townships))
	for i, t := range c.Townships {
		codes[t.Code] = i
	}
	at := map[string]map[int]bool{}
	common := map[string]bool{}
	for _, village := range c.Villages {
		if at[village.Name] == nil {
			at[village.Name] = map[int]bool{}
		}
		at[village.Name][codes[village.Township]] = true
		common[village.Name] = common[village.Name] || village.Common
	}
	names := make([]string, 0, len(at))
	for name := range at {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		for _, s := range v.spellings(name) {
			if common[name] || len(at[name]) > 1 {
				v.add(s, isAnyVillage)
				continue
			}
			for i := range at[name] {
				v.add(s, isVillage).village = int16(i)
			}
		}
	}
}

func (v *vocabulary) addDepartments(c dict.County) {
	for i, dep := range c.Departments {
		for _, name := range slices.Concat(dict.Stripped(dep.Name, c.Name), dep.Aliases, []string{dep.Short}) {
			for _, s := range v.spellings(name) {
				v.add(s, isDepartment).department = int16(i)
			}
		}
		for _, name := range dep.Weak {
			if w := v.add(name, 0); w.is&isDepartment == 0 {
				w.is |= isWeakWord
				w.department = int16(i)
			}
		}
	}
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
