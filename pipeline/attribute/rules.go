package attribute

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sifeng/dict"
)

// rules is what attribute/ of the dictionary says about the words around a unit.
type rules struct {
	words map[string][]string // role → words, longest first
	traps []trap
}

// trap is an expression that holds a unit's name and means something else.
type trap struct {
	text    string
	mention bool // the unit in it is named all the same
}

// roles are those that cues.tsv must have.
var roles = []string{
	"ask_before", "ask_after", "tell", "tell_to", "to", "praise", "blame", "denial", "own_before", "own_after", "home", "place_after", "actor",
	"weak_before", "weak_after", "weak_sure", "station_gap", "company", "company_before", "village_after", "not_township", "road_of", "verb_after_ban",
	"salutation", "title", "polite", "urge", "again", "unpraise", "question", "thanks", "thanked", "above_all", "in", "its_officials", "of_township", "township_hall", "speaks", "not_speaking", "told_in_vain", "handle", "denial_after",
	"village_end", "village_of", "at_work", "at_work_end",
	"place_before", "away_before", "away_after", "stretch_to", "stretch", "stretch_else", "later", "door", "door_gap", "door_staff", "door_wait", "door_else",
}

func loadRules(fsys fs.FS) (*rules, error) {
	r := &rules{words: map[string][]string{}}
	rows, err := dict.ReadTSV(fsys, "attribute/cues.tsv", "role", "words")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		role := row.Field["role"]
		if !slices.Contains(roles, role) {
			return nil, row.Errorf("unknown role %q", role)
		}
		words := strings.Fields(row.Field["words"])
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
		r.words[role] = append(r.words[role], words...)
	}
	for _, role := range roles {
		if len(r.words[role]) == 0 {
			return nil, fmt.Errorf("attribute/cues.tsv: no words for the role %q", role)
		}
	}
	rows, err = dict.ReadTSV(fsys, "attribute/traps.tsv", "expression", "sense")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		sense := row.Field["sense"]
		if row.Field["expression"] == "" || sense != "none" && sense != "mention" {
			return nil, row.Errorf("want an expression and the sense none or mention, got %q", sense)
		}
		r.traps = append(r.traps, trap{text: row.Field["expression"], mention: sense == "mention"})
	}
	return r, nil
}

// starts says whether s begins with one of the words of a role.
func (r *rules) starts(s, role string) bool {
	for _, w := range r.words[role] {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// after gives s without the word of a role that it begins with.
func (r *rules) after(s, role string) string {
	for _, w := range r.words[role] {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return rest
		}
	}
	return s
}

// ends says whether s ends with one of the words of a role.
func (r *rules) ends(s, role string) bool {
	for _, w := range r.words[role] {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// within says whether s holds one of the words of a role.
func (r *rules) within(s, role string) bool {
	for _, w := range r.words[role] {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// only says whether s is one of the words of a role, or nothing.
func (r *rules) only(s, role string) bool { return s == "" || slices.Contains(r.words[role], s) }
