package clean

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

// class is what a character can begin or be part of. The table of classes lets the scan pass over ordinary text.
type class uint32

const (
	classDigit     class = 1 << iota // a digit other than 0-9
	classPlate                       // the province of a number plate
	classDoor                        // 栋, 单, 号 …
	classCue                         // begins a cue before a name
	classPost                        // begins a post
	classSome                        // 某
	classContact                     // begins 微信, 扣扣 …
	classMark                        // 〔
	classGiven                       // can be in a given name
	classSurname                     // a one-character surname, taken anywhere
	classWord                        // a surname that is often a word
	classRare                        // a surname taken only after a strong cue
	classBoundary                    // can follow a name
	classLead                        // can stand before a name
	classOrgan                       // ends the name of a body or place
	classPlateWord                   // ends 车牌, 牌号, 牌照
	classOwnName                     // 姓
	classJoin                        // can stand before a name that has no other cue
	classTerrain                     // ends the name of a village: 桥, 湾; a given name too
	classSeldom                      // a rare surname that is taken after any cue that a name follows
	classFirst                       // the first of two that are a given name wherever they stand behind a common surname
	classSecond                      // the second of them
	classEither                      // ends given names more often than it follows one: 强, 利
	classNick                        // 老, 小: stands before a surname
	classCall                        // begins a form of address: 姐
)

const (
	anySurname = classSurname | classWord | classRare
	triggers   = classDigit | classPlate | classDoor | classCue | classPost | classSome | classContact | classMark | classSurname | classPlateWord | classOwnName | classNick | classCall
)

type post struct {
	word     string
	official bool
	address  bool // seldom before a name
	edge     bool // so short that it counts only at the end of a word: 王局说
	behind   bool // says that a whole name ends before it, and nothing of a surname alone: 王桂兰老人
}

type cue struct {
	word   string
	strong bool
	person bool // the name of somebody who is talked about may follow: 低保户赵铁柱
	kin    bool // the name of somebody of the writer's own may follow, and a short one too: 我儿子王磊
	source bool // a name follows only if what it wrote is named behind it: 来自…的意见
}

// rules is redact/ of the dictionaries, made ready for the scan.
type rules struct {
	classes                            [1 << 16]class
	posts                              byFirst[post] // by first character, longest first
	cues                               byFirst[cue]
	compound                           map[string]bool // surnames of two characters
	guard                              map[string]bool // words that begin with a surname
	lead                               map[string]bool // words that end with a surname
	noPost                             []string
	deputies, closings, respects       []string            // see redact/phrases.tsv
	numberWords, tails, parts, written []string            // the same
	public, publicPrefixes, offices    []string            // the same
	said, onward                       []string            // the same
	places                             map[string]bool     // the county's places and bodies, and the places around it
	context                            map[string][]string // kind → words before a number, lower case
	anyCase                            map[string]bool     // kinds with words of Latin letters
	contact                            map[rune][]contact
	services                           map[string]bool
	nobody                             map[string]bool
	nicknames                          nicknames
}

// contact is a word before the id of a messenger.
type contact struct {
	word string // lower case
	mark Mark
}

const (
	provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
	doorSigns = "栋幢座单号室房户排"
)

func loadRules(d *dict.Dict) (*rules, error) {
	r := &rules{
		compound: map[string]bool{}, guard: map[string]bool{}, lead: map[string]bool{},
		context: map[string][]string{}, contact: map[rune][]contact{}, anyCase: map[string]bool{}, services: map[string]bool{}, nobody: map[string]bool{},
		places: map[string]bool{},
	}
	for chars, c := range map[string]class{
		provinces: classPlate, doorSigns: classDoor,
		"某": classSome, "〔": classMark, "牌照号码": classPlateWord, "姓": classOwnName,
	} {
		for _, char := range chars {
			r.classes[char] |= c
		}
	}
	for char := range digitValues {
		if char < 1<<16 {
			r.classes[char] |= classDigit
		}
	}
	for _, load := range []func(fs.FS) error{r.loadCharacters, r.loadPhrases, r.loadSurnames, r.loadPosts, r.loadCues, r.loadContext, r.loadLists, r.loadNicknames} {
		if err := load(d.FS()); err != nil {
			return nil, err
		}
	}
	r.guardPlaces(d.County)
	return r, nil
}

// guardPlaces keeps the names of the county's places and bodies from being taken for personal names: 陈刘侯 is a village.
func (r *rules) guardPlaces(county dict.County) {
	add := func(names ...string) {
		for _, name := range names {
			r.guard[name], r.places[name] = true, true
			if short := strings.TrimRight(name, "村镇乡"); utf8.RuneCountInString(short) > 1 {
				r.guard[short], r.places[short] = true, true
			}
			r.places[strings.TrimRight(name, "县市区")] = true
		}
	}
	add(county.Name)
	for _, t := range county.Townships {
		add(t.Name)
		add(t.Aliases...)
		add(t.Typos...)
		add(t.Bare...)
	}
	for _, v := range county.Villages {
		add(v.Name)
	}
	for _, b := range county.Departments {
		add(b.Name, b.Short)
		add(b.Aliases...)
	}
	add(county.Elsewhere...)
}

func (r *rules) loadCharacters(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/characters.tsv", "set", "characters")
	if err != nil {
		return err
	}
	sets := map[string]class{"after": classBoundary, "before": classLead, "join": classJoin, "body": classOrgan, "terrain": classTerrain, "either": classEither, "first": classFirst, "second": classSecond}
	for _, row := range rows {
		set, ok := sets[row.Field["set"]]
		if !ok {
			return row.Errorf("set %q: want after, before, join, body, terrain, either, first or second", row.Field["set"])
		}
		for _, char := range row.Field["characters"] {
			if !han(char) {
				return row.Errorf("%q: want Chinese characters", char)
			}
			r.classes[char] |= set
		}
	}
	return nil
}

func (r *rules) loadPhrases(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/phrases.tsv", "kind", "phrase")
	if err != nil {
		return err
	}
	lists := map[string]*[]string{
		"deputy": &r.deputies, "closing": &r.closings, "respect": &r.respects, "number": &r.numberWords, "tail": &r.tails, "part": &r.parts, "written": &r.written,
		"public": &r.public, "place": &r.publicPrefixes, "said": &r.said, "office": &r.offices, "onward": &r.onward,
	}
	for _, row := range rows {
		list, ok := lists[row.Field["kind"]]
		if !ok || row.Field["phrase"] == "" {
			return row.Errorf("kind %q, phrase %q: want deputy, closing, respect, number, tail, part, written, public, place, office, said or onward, and a phrase", row.Field["kind"], row.Field["phrase"])
		}
		*list = append(*list, row.Field["phrase"])
	}
	for _, list := range lists { // the longest first
		slices.SortStableFunc(*list, func(a, b string) int { return len(b) - len(a) })
	}
	return nil
}

func (r *rules) loadSurnames(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/surnames.tsv", "surname", "class")
	if err != nil {
		return err
	}
	kinds := map[string]class{"common": classSurname, "word": classWord, "rare": classRare, "seldom": classRare | classSeldom}
	for _, row := range rows {
		kind, ok := kinds[row.Field["class"]]
		if !ok {
			return row.Errorf("class %q: want common, word, rare or seldom", row.Field["class"])
		}
		name := row.Field["surname"]
		switch utf8.RuneCountInString(name) {
		case 1:
			char, _ := utf8.DecodeRuneInString(name)
			if char >= 1<<16 {
				return row.Errorf("surname %q lies outside the basic plane", name)
			}
			r.classes[char] |= kind
		case 2:
			r.compound[name] = true
		default:
			return row.Errorf("surname %q: want one or two characters", name)
		}
	}
	return nil
}

func (r *rules) loadPosts(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/posts.tsv", "post", "kind")
	if err != nil {
		return err
	}
	for _, row := range rows {
		kind := row.Field["kind"]
		if kind != "official" && kind != "person" && kind != "address" && kind != "behind" {
			return row.Errorf("kind %q: want official, person, address or behind", kind)
		}
		char, err := r.trigger(row, row.Field["post"], classPost)
		if err != nil {
			return err
		}
		word := row.Field["post"]
		r.posts.add(char, post{
			word: word, official: kind == "official", address: kind == "address", behind: kind == "behind", edge: utf8.RuneCountInString(word) == 1,
		})
	}
	r.posts.sort(func(a, b post) int { return len(b.word) - len(a.word) })
	return nil
}

func (r *rules) loadCues(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/cues.tsv", "cue", "strength")
	if err != nil {
		return err
	}
	for _, row := range rows {
		strength := row.Field["strength"]
		if strength != "strong" && strength != "weak" && strength != "person" && strength != "kin" && strength != "source" {
			return row.Errorf("strength %q: want strong, weak, person, kin or source", strength)
		}
		char, err := r.trigger(row, row.Field["cue"], classCue)
		if err != nil {
			return err
		}
		r.cues.add(char, cue{word: row.Field["cue"], strong: strength == "strong", person: strength == "person", kin: strength == "kin", source: strength == "source"})
	}
	r.cues.sort(func(a, b cue) int { return len(b.word) - len(a.word) })
	return nil
}

// trigger marks the first character of a word as one that the scan stops at.
func (r *rules) trigger(row dict.Row, word string, c class) (rune, error) {
	char, _ := utf8.DecodeRuneInString(word)
	if !han(char) {
		return 0, row.Errorf("%q: want a word that begins with a Chinese character", word)
	}
	r.classes[char] |= c
	return char, nil
}

func (r *rules) loadContext(fsys fs.FS) error {
	rows, err := dict.ReadTSV(fsys, "redact/context.tsv", "word", "kind")
	if err != nil {
		return err
	}
	messengers := map[string]Mark{"wechat": WeChat, "qq": QQ, "account": Account}
	for _, row := range rows {
		word, kind := strings.ToLower(row.Field["word"]), row.Field["kind"]
		if word == "" {
			return row.Errorf("no word")
		}
		switch kind {
		case "call", "case", "phone", "card", "id", "passport", "file", "ip", "version", "coordinates":
			r.context[kind] = append(r.context[kind], word)
			r.anyCase[kind] = r.anyCase[kind] || word[0] < utf8.RuneSelf
		case "wechat", "qq", "account":
			char, _ := utf8.DecodeRuneInString(word)
			r.contact[char] = append(r.contact[char], contact{word: word, mark: messengers[kind]})
			if char >= utf8.RuneSelf {
				r.classes[char] |= classContact
			}
		default:
			return row.Errorf("kind %q: want call, case, phone, card, id, passport, file, ip, version, coordinates, wechat, qq or account", kind)
		}
	}
	return nil
}

func (r *rules) loadLists(fsys fs.FS) error {
	for _, list := range []struct {
		file string
		set  map[string]bool
	}{{"guard.txt", r.guard}, {"lead_guard.txt", r.lead}, {"services.txt", r.services}, {"private_stop.txt", r.nobody}} {
		words, err := readWords(fsys, "redact/"+list.file)
		if err != nil {
			return err
		}
		for _, w := range words {
			list.set[w] = true
		}
	}
	given, err := readWords(fsys, "redact/given.txt")
	if err != nil {
		return err
	}
	for _, w := range given {
		char, size := utf8.DecodeRuneInString(w)
		if size != len(w) || char >= 1<<16 {
			return fmt.Errorf("redact/given.txt: %q: want single characters of the basic plane", w)
		}
		r.classes[char] |= classGiven
	}
	r.noPost, err = readWords(fsys, "redact/post_guard.txt")
	return err
}

// readWords reads words separated by white space; lines starting with # are skipped.
func readWords(fsys fs.FS, name string) ([]string, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("read dictionary file: %w", err)
	}
	var words []string
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	if len(words) == 0 {
		return nil, fmt.Errorf("%s: empty", name)
	}
	return words, nil
}

// of gives the classes of a character.
func (r *rules) of(char rune) class {
	if char < 0 || char >= 1<<16 {
		return 0
	}
	return r.classes[char]
}

// near tells whether a context word of that kind stands in the 36 bytes before i.
func (r *rules) near(s string, i int, kind string) bool {
	window := s[max(0, i-36):i]
	for k := 0; r.anyCase[kind] && k < len(window); k++ {
		if window[k] >= 'A' && window[k] <= 'Z' {
			window = strings.ToLower(window)
		}
	}
	for _, w := range r.context[kind] {
		if strings.Contains(window, w) {
			return true
		}
	}
	return kind == "phone" && r.near(s, i, "call")
}
