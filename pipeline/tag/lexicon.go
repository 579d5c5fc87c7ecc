package tag

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
	"sifeng/pipeline/automaton"
	"sifeng/pipeline/comment"
)

// rule is one line of a lexicon: where its pattern stands, the comment may report the problem.
type rule struct {
	pattern string
	source  string // lexiconSource and the pattern
	problem string
	wind    string
	axis    string
	facet   string
	pieces  []piece
	brief
	slot          int // first of its pieces' places in a matcher's memory
	example, trap string
	line          string // file:line, for errors
}

// brief is what is asked of a rule at each of its hits.
type brief struct {
	output int32 // that the rule speaks for, or -1: a topic
	topic  int32 // place in the register of problems
	// weak rules inform the model and never make a tag by themselves; public ones need a public body or cadre near by; a rule with
	// self says something in the negative (没人管), so only an outer negation turns it round.
	// A plain rule has no negative in it, so that one in its gaps turns it round.
	// A rule that is an aside names a place, a body or a trade: it counts for nothing where the text only says where or who by it. A trade is no
	// place: what is called after it has more than one character (教师宿舍楼, but not 护士口).
	weak, public, self, plain, aside, trade bool
	whole                                   bool // of one piece
	retaliates                              bool // restricts the comment
	corrupts                                bool // so does this
}

// lexicon is all rules and cues behind one finder.
type lexicon struct {
	rules   []rule
	briefs  []brief  // rule → what its hits are asked for: the rules themselves would fill the cache
	classes []string // names of the cue classes
	class   map[string]int
	auto    *automaton.Finder
	uses    []uint32 // what the literals stand for, as packUses writes it; the finder gives where
	ruleOf  []int32  // slot → rule

	particles particles
	asides    []aside
}

// lexiconSource begins what a tag says of the rule that fired.
const lexiconSource = "lexicon:"

// sensePrefix begins the names of the classes whose words are senses, not cues.
const sensePrefix = "sense_"

// use says what a literal stands for.
type use struct {
	kind  uint8 // one of the constants below
	first bool  // of a piece: nothing comes before it
	last  bool  // of a piece: nothing comes after it
	gap   uint8 // of a piece: how many characters may stand before it
	id    int32 // rule or class
	slot  int32 // of a piece: its place in a matcher's memory
}

const (
	pieceUse = iota
	cueUse
	senseUse
	exceptUse // where it overlaps the rule's hit, that is none
	forbidUse // the same anywhere in the sentence
	afterUse  // behind an aside: it tells where something is
	selfUse   // before an aside: it tells who somebody is
	tailUse   // between such an aside and the end of its clause
	nearUse   // before an aside: it tells what something is near
)

// loadLexicon reads cues/*.tsv and lexicon/*.tsv.
func loadLexicon(d *dict.Dict) (*lexicon, error) {
	l := &lexicon{class: map[string]int{}}
	var err error
	if l.particles, err = loadParticles(d); err != nil {
		return nil, err
	}
	words := map[string][]string{}
	files, err := tsvFiles(d, "cues")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		rows, err := dict.ReadTSV(d.FS(), file, "class", "words")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			name := r.Field["class"]
			if r.Field["words"] == "" {
				return nil, r.Errorf("no words of class %s", name)
			}
			if _, ok := l.class[name]; !ok {
				l.class[name] = len(l.classes)
				l.classes = append(l.classes, name)
			}
			for w := range strings.FieldsSeq(r.Field["words"]) {
				list, err := alternatives(w)
				if err != nil {
					return nil, r.Errorf("cue %s: %w", w, err)
				}
				words[name] = append(words[name], list...)
			}
		}
	}
	facets := map[string]string{}
	for _, f := range d.Facets {
		facets[f.Code] = f.Problem
	}
	problems := map[string]int{}
	for i, p := range d.Problems {
		problems[p.Code] = i
	}
	if files, err = tsvFiles(d, "lexicon"); err != nil {
		return nil, err
	}
	literals := newLiteralTable()
	for _, name := range l.classes {
		for _, w := range words[name] {
			kind := uint8(cueUse)
			if strings.HasPrefix(name, sensePrefix) {
				kind = senseUse
			}
			literals.add(w, use{kind: kind, id: int32(l.class[name])})
		}
	}
	if l.asides, err = loadAsides(d, literals); err != nil {
		return nil, err
	}
	seen := make(map[[2]string]int, usualRules)
	l.rules = make([]rule, 0, usualRules)
	for _, file := range files {
		rows, err := dict.ReadTSV(d.FS(), file, "pattern", "problem", "facet", "flags", "example", "trap")
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			r := rule{
				pattern: row.Field["pattern"], source: lexiconSource + row.Field["pattern"], problem: row.Field["problem"], facet: row.Field["facet"],
				example: row.Field["example"], trap: row.Field["trap"], line: fmt.Sprintf("%s:%d", row.File, row.Line),
			}
			number, ok := problems[r.problem]
			if !ok {
				return nil, row.Errorf("no problem %q in taxonomy/problems.tsv", r.problem)
			}
			if _, ok := facets[r.facet]; r.facet != "" && !ok {
				return nil, row.Errorf("no facet %q in taxonomy/facets.tsv", r.facet)
			}
			p := &d.Problems[number]
			r.axis, r.wind, r.topic, r.output = p.Axis, p.Wind, int32(number), -1
			r.retaliates = r.facet == retaliation
			key := [2]string{r.pattern, r.problem}
			if same, ok := seen[key]; ok {
				return nil, row.Errorf("%s for %s stands already in %s", r.pattern, r.problem, l.rules[same].line)
			}
			seen[key] = len(l.rules)
			if r.pieces, err = parsePattern(r.pattern, words); err != nil {
				return nil, row.Errorf("%w", err)
			}
			first, _ := utf8.DecodeRuneInString(r.pieces[0].literals[0])
			r.self = strings.ContainsRune(l.particles.negative, first)
			r.plain = true
			for _, part := range r.pieces {
				for _, lit := range part.literals {
					r.plain = r.plain && !strings.ContainsAny(lit, l.particles.within)
				}
			}
			id := int32(len(l.rules))
			for flag := range strings.FieldsSeq(row.Field["flags"]) {
				switch {
				case flag == "weak":
					r.weak = true
				case flag == "pub":
					r.public = true
				case flag == "self":
					r.self = true
				case flag == "aside":
					r.aside = true
				case flag == "trade":
					r.aside, r.trade = true, true
				case strings.HasPrefix(flag, "not="), strings.HasPrefix(flag, "forbid="):
					name, list, _ := strings.Cut(flag, "=")
					kind := uint8(exceptUse)
					if name == "forbid" {
						kind = forbidUse
					}
					for w := range strings.SplitSeq(list, "/") {
						forms, err := alternatives(w)
						if err != nil {
							return nil, row.Errorf("exception %s: %w", w, err)
						}
						for _, lit := range forms {
							literals.add(lit, use{kind: kind, id: id})
						}
					}
				default:
					return nil, row.Errorf("unknown flag %q: want weak, pub, self, aside, trade, not=… or forbid=…", flag)
				}
			}
			if r.aside && r.axis != comment.AxisTopics {
				return nil, row.Errorf("%s is flagged aside or trade, which only topics can be", r.pattern)
			}
			r.whole = len(r.pieces) == 1
			r.corrupts = r.problem == corruption && !r.weak
			r.slot = len(l.ruleOf)
			for i, part := range r.pieces {
				l.ruleOf = append(l.ruleOf, id)
				for _, lit := range part.literals {
					literals.add(lit, use{
						kind: pieceUse, first: i == 0, last: i == len(r.pieces)-1, gap: uint8(part.gap), id: id, slot: int32(r.slot + i),
					})
				}
			}
			l.rules = append(l.rules, r)
		}
	}
	var where []uint32
	if l.uses, where, err = packUses(literals.sorted()); err == nil {
		l.auto, err = automaton.NewFinder(literals.list, where)
	}
	if err != nil {
		return nil, fmt.Errorf("compile the expressions: %w", err)
	}
	return l, nil
}

// Tables are made for so many rules and literals, and grow beyond.
const (
	usualRules    = 1 << 13
	usualLiterals = 1 << 15
)

// literalTable numbers literals and gathers what they stand for.
type literalTable struct {
	index map[string]int32
	list  []string
	uses  []literalUse
}

type literalUse struct {
	literal int32
	use
}

func newLiteralTable() *literalTable {
	return &literalTable{make(map[string]int32, usualLiterals), make([]string, 0, usualLiterals), make([]literalUse, 0, usualLiterals)}
}

func (t *literalTable) add(lit string, u use) {
	id, ok := t.index[lit]
	if !ok {
		id = int32(len(t.list))
		t.index[lit] = id
		t.list = append(t.list, lit)
	}
	t.uses = append(t.uses, literalUse{id, u})
}

// sorted gives the uses literal by literal, each once, in the order in which they were added, and where those of each begin.
func (t *literalTable) sorted() (uses []use, from []int32) {
	next := make([]int32, len(t.list)+1) // literal → place of its next use
	for _, u := range t.uses {
		next[u.literal+1]++
	}
	for i := range t.list {
		next[i+1] += next[i]
	}
	all := make([]use, len(t.uses))
	for _, u := range t.uses {
		all[next[u.literal]] = u.use
		next[u.literal]++
	}
	uses, from = make([]use, 0, len(all)), make([]int32, 0, len(t.list)+1)
	begin := int32(0)
	for _, end := range next[:len(t.list)] {
		from = append(from, int32(len(uses)))
		for i, u := range all[begin:end] {
			if !slices.Contains(all[begin:begin+int32(i)], u) {
				uses = append(uses, u)
			}
		}
		begin = end
	}
	return uses, append(from, int32(len(uses)))
}

// packUses writes the uses of each literal one after the other: how many begin a pattern of several pieces, follow a piece of one, and are exceptions, and how
// many others there are; then those, in this order. What begins is a slot; what follows is a slot, the gap before it and whether it is the last; an
// exception is a rule; the others are a kind and a rule or a class. It gives where those of each literal are, which is not 0.
func packUses(uses []use, from []int32) (packed, where []uint32, err error) {
	const most = 1<<16 - 1
	packed, where = make([]uint32, 1, len(uses)+2*len(from)), make([]uint32, 0, len(from))
	var parts [4][]uint32
	for i := range len(from) - 1 {
		for k := range parts {
			parts[k] = parts[k][:0]
		}
		for _, u := range uses[from[i]:from[i+1]] {
			part, x := 3, uint32(u.kind)<<kindShift|uint32(u.id)
			switch {
			case u.kind == exceptUse:
				part, x = 2, uint32(u.id)
			case u.kind != pieceUse || u.first && u.last:
			case u.first:
				part, x = 0, uint32(u.slot)
			default:
				part, x = 1, uint32(u.slot)<<slotShift|uint32(u.gap)<<1
				if u.last {
					x |= 1
				}
			}
			parts[part] = append(parts[part], x)
		}
		for _, p := range parts {
			if len(p) > most {
				return nil, nil, fmt.Errorf("a word is part of %d patterns, which is too many", len(p))
			}
		}
		where = append(where, uint32(len(packed)))
		packed = append(packed, uint32(len(parts[0])|len(parts[1])<<16), uint32(len(parts[2])|len(parts[3])<<16))
		packed = append(packed, slices.Concat(parts[:]...)...)
	}
	return packed, where, nil
}

const (
	kindShift = 28
	slotShift = 9
)

func tsvFiles(d *dict.Dict, dir string) ([]string, error) {
	entries, err := fs.ReadDir(d.FS(), dir)
	if err != nil {
		return nil, fmt.Errorf("list dictionary directory %s: %w", dir, err)
	}
	var out []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".tsv") {
			out = append(out, path.Join(dir, e.Name()))
		}
	}
	slices.Sort(out)
	return out, nil
}
