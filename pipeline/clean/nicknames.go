package clean

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

// nicknames is redact/nicknames.tsv.
type nicknames struct {
	surname, doubtful   map[string]bool
	bodies, persons     map[string]bool
	before              map[string]bool
	after, telling      []string
	things, spots       []string
	calls, short, words []string
}

// side tells what one side of a nickname says of it; the larger the surer.
type side int

const (
	noSide     side = iota // nothing, or that it is none
	openSide               // a name may stand there
	personSide             // somebody is meant
)

// loadNicknames comes behind the posts and cues: they are persons too.
func (r *rules) loadNicknames(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/nicknames.tsv", "kind", "words")
	if err != nil {
		return err
	}
	n := &r.nicknames
	sets := map[string]*map[string]bool{"surname": &n.surname, "doubtful": &n.doubtful, "body": &n.bodies, "person": &n.persons, "before": &n.before}
	lists := map[string]*[]string{"after": &n.after, "telling": &n.telling, "thing": &n.things, "spot": &n.spots, "call": &n.calls, "short": &n.short, "word": &n.words}
	for _, set := range sets {
		*set = map[string]bool{}
	}
	for _, row := range rows {
		kind, words := row.Field["kind"], strings.Fields(row.Field["words"])
		set, list := sets[kind], lists[kind]
		if set == nil && list == nil && kind != "prefix" || len(words) == 0 {
			return row.Errorf("kind %q: want prefix, surname, doubtful, body, person, before, after, telling, thing, spot, call, short or word, and words", kind)
		}
		for _, word := range words {
			switch {
			case set != nil:
				(*set)[word] = true
			case kind == "prefix":
				if _, err := r.trigger(row, word, classNick); err != nil {
					return err
				}
			default:
				*list = append(*list, word)
			}
			if kind == "call" || kind == "short" {
				if _, err := r.trigger(row, word, classCall); err != nil {
					return err
				}
			}
		}
	}
	for _, list := range lists { // the longest first
		slices.SortStableFunc(*list, func(a, b string) int { return len(b) - len(a) })
	}
	for _, list := range r.posts.lists {
		for _, p := range list {
			if !p.edge {
				n.persons[p.word] = true
			}
		}
	}
	for _, list := range r.cues.lists {
		for _, q := range list {
			if q.person || q.kin {
				n.persons[q.word] = true
			}
		}
	}
	return nil
}

// nickname finds the surname behind the 老 or 小 at i, where it is sure that somebody is called so: 土地所的老张说, 隔壁老王家.
func (c *Cleaner) nickname(s string, i, floor int) (hit, bool) {
	r := c.rules
	if i < floor {
		return hit{}, false
	}
	at := i + 3
	end, doubtful := at+6, false
	if end > len(s) || !r.nicknames.surname[s[at:end]] {
		end = at + 3
		if end > len(s) {
			return hit{}, false
		}
		doubtful = r.nicknames.doubtful[s[at:end]]
		if !doubtful && !r.nicknames.surname[s[at:end]] {
			return hit{}, false
		}
	}
	left := r.beforeNickname(s, i)
	if left == noSide || left == openSide && r.nicknames.doubtful[s[i:end]] { // 他家小孙
		return hit{}, false
	}
	right := r.afterNickname(s, at, end, left == personSide && !doubtful)
	if right == noSide || doubtful && left+right < openSide+personSide {
		return hit{}, false
	}
	return hit{at, end, Surname}, true
}

// beforeNickname tells what stands before the nickname at i, and before those that it follows at once: 老张老李.
func (r *rules) beforeNickname(s string, i int) side {
	for n := 0; n < 4 && i >= 6 && r.prefixed(s, i-6); n++ {
		i -= 6
	}
	if i == 0 {
		return openSide
	}
	char, size := utf8.DecodeLastRuneInString(s[:i])
	if !han(char) {
		if char == '〕' || char < utf8.RuneSelf && (letter(byte(char)) || char >= '0' && char <= '9') {
			return noSide
		}
		return openSide
	}
	if size != 3 {
		return noSide
	}
	best := noSide
	for n := 3; n <= 12 && n <= i; n += 3 {
		word := s[i-n : i]
		if r.nicknames.persons[word] || r.nicknames.bodies[word] {
			return personSide
		}
		if r.nicknames.before[word] {
			best = openSide
		}
	}
	if char == '的' && i >= 6 { // 土地所的老张
		of := i - 3
		for n := 3; n <= 12 && n <= of; n += 3 {
			if word := s[of-n : of]; r.nicknames.persons[word] || r.nicknames.bodies[word] {
				return personSide
			}
		}
	}
	return best
}

// afterNickname tells what stands behind the nickname whose surname is s[at:end]. sure: what stands before it is a person already.
func (r *rules) afterNickname(s string, at, end int, sure bool) side {
	if end == len(s) {
		return openSide
	}
	char, size := utf8.DecodeRuneInString(s[end:])
	if !han(char) {
		if letter(byte(char)) && char < utf8.RuneSelf || char >= '0' && char <= '9' && !sure {
			return noSide
		}
		return openSide
	}
	next := end + size
	if prefixOf(s[at:], r.nicknames.words) > 0 {
		return noSide
	}
	if r.givenAndPost(s, end) {
		return noSide
	}
	if prefixOf(s[end:], r.nicknames.telling) > 0 {
		return personSide
	}
	if r.prefixed(s, end) { // 老张老李
		return openSide
	}
	if char == '家' {
		if r.madeThing(s, next) {
			return noSide
		}
		return openSide
	}
	if char == '头' {
		last, _ := utf8.DecodeRuneInString(s[next:])
		if r.of(last)&(classOrgan|classTerrain) != 0 || prefixOf(s[end:], r.nicknames.spots) > 0 {
			return noSide
		}
		return openSide
	}
	guarded := r.guard[s[at:next]]
	if n := prefixOf(s[end:], r.nicknames.after); n > 3 || n > 0 && !guarded {
		return openSide
	}
	if _, ok := r.postAt(s, end); ok {
		return openSide
	}
	if sure && !guarded && r.of(char)&(classOrgan|classTerrain|classGiven) == 0 {
		return openSide
	}
	return noSide
}

// prefixed tells that 老 or 小 and a surname stand at i.
func (r *rules) prefixed(s string, i int) bool {
	char, size := utf8.DecodeRuneInString(s[i:])
	return r.of(char)&classNick != 0 && i+size+3 <= len(s) && r.nicknames.surname[s[i+size:i+size+3]]
}

// givenAndPost tells that a given name and an official post stand at i: behind them the post says more, 小李强主任.
func (r *rules) givenAndPost(s string, i int) bool {
	for range 2 {
		char, size := utf8.DecodeRuneInString(s[i:])
		if is := r.of(char); is&classGiven == 0 || is&classBoundary != 0 && is&classEither == 0 {
			return false
		}
		i += size
		if p, ok := r.postAt(s, i); ok && p.official && !p.edge {
			return true
		}
	}
	return false
}

// madeThing tells that what stands behind 老张家 at i makes a shop or a place of it: 老张家牛肉面馆, 老李家沟.
func (r *rules) madeThing(s string, i int) bool {
	if prefixOf(s[i:], r.nicknames.spots) > 0 {
		return true
	}
	for range 6 {
		if prefixOf(s[i:], r.nicknames.things) > 0 {
			return true
		}
		char, size := utf8.DecodeRuneInString(s[i:])
		if !han(char) || r.of(char)&classBoundary != 0 {
			return false
		}
		i += size
	}
	return false
}

// calling finds the surname at i before a form of address: 刘姐收了钱, 张老汉.
func (c *Cleaner) calling(s string, i, floor int) (hit, bool) {
	r := c.rules
	end := i + 3
	if i < floor {
		return hit{}, false
	}
	next, _ := utf8.DecodeRuneInString(s[end:])
	if r.of(next)&classCall == 0 || !r.nicknames.surname[s[i:end]] && !r.nicknames.doubtful[s[i:end]] {
		return hit{}, false
	}
	if r.beforeNickname(s, i) == noSide || i >= 3 && r.lead[s[i-3:end]] {
		return hit{}, false
	}
	if n := prefixOf(s[end:], r.nicknames.calls); n > 0 {
		behind := end + n
		last, _ := utf8.DecodeRuneInString(s[behind:])
		made := r.madeThing(s, behind+prefixOf(s[behind:], []string{"家"}))
		return hit{i, end, Surname}, r.of(last)&(classOrgan|classTerrain) == 0 && !made
	}
	n := prefixOf(s[end:], r.nicknames.short)
	if n == 0 || r.afterNickname(s, end, end+n, false) == noSide {
		return hit{}, false
	}
	return hit{i, end, Surname}, true
}
