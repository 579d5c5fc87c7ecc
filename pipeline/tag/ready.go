package tag

import (
	"errors"
	"math"
	"slices"

	"sifeng/pipeline/automaton"
)

// ready is a model in the form in which it is applied: its n-grams in a trie that is walked from their last character to their first,
// its weights in rows that are added at once. Features are numbered anew, from 1, the frequent ones of each group first, so that what is
// used much lies close together. It is read-only once made.
type ready struct {
	forms  forms // character → its code in the tries
	grams  *automaton.Trie
	first  [2][]uint32       // of n-grams of windows, of the title: code → feature
	rules  map[uint64]uint32 // key of what rules and cues say → feature
	gist   []gist
	window rows
	whole  rows
	judged int // outputs before the kinds
}

// gist is what is looked at when a feature is met.
type gist struct {
	idf  float32
	kids uint32 // bit code&31 is set for each longer n-gram: most characters that lead nowhere are seen here
}

// prepare makes the applied form.
func (m *Model) prepare() (*ready, error) {
	r := &ready{rules: map[uint64]uint32{}}
	for r.judged < len(m.outs) && !m.outs[r.judged].kind {
		r.judged++
	}
	order := m.order()
	at := make([]uint32, len(m.key)) // feature → number
	for i, f := range order {
		at[f] = uint32(i + 1)
	}
	if err := r.plant(m, order); err != nil {
		return nil, err
	}
	for f, n := range at {
		r.gist[n].idf = m.idf[f]
		if m.group[f] == ruleGroup {
			r.rules[m.key[f]] = n
		}
	}
	features := len(r.gist)
	r.window, r.whole = newRows(&m.window, at, features, len(m.outs)), newRows(&m.whole, at, features, len(m.outs))
	return r, nil
}

// order gives the features by group, then by idf.
func (m *Model) order() []int32 {
	const most = 22 // bits of a feature
	keys := make([]uint64, len(m.key))
	for f := range keys { // an idf is positive, so its bits are in the order of its value
		keys[f] = uint64(m.group[f])<<62 | uint64(math.Float32bits(m.idf[f]))<<most | uint64(f)
	}
	slices.Sort(keys)
	order := make([]int32, len(keys))
	for i, k := range keys {
		order[i] = int32(k & (1<<most - 1))
	}
	return order
}

// longer gives the n-gram that has one more character before it, or 0.
func (r *ready) longer(f uint32, c uint16) uint32 {
	if r.gist[f].kids>>(c&31)&1 == 0 {
		return 0
	}
	return r.grams.Child(f, uint32(c))
}

// groupSalt is the salt of the keys of n-grams.
var groupSalt = [ruleGroup]uint64{gramGroup: saltGram, titleGroup: saltTitle}

// plant builds the tries of the n-grams. N-grams that are no features but the end of some get numbers after the features.
func (r *ready) plant(m *Model, order []int32) error {
	var code forms // plain form → code
	code[breakForm], code[digitForm], code[letterForm] = breakForm, digitForm, letterForm
	codes := uint16(0)
	type gram struct {
		plain   [maxGram]uint16
		feature uint32
		group   uint8
	}
	var by [maxGram + 1][]gram // by length
	for i, f := range order {
		group := m.group[f]
		if group == ruleGroup {
			continue
		}
		plain, n := gramOf(m.key[f], groupSalt[group])
		if n == 0 {
			return errors.New("damaged: an n-gram without characters")
		}
		for _, x := range plain[:n] {
			for code[x] == 0 {
				if codes++; codes != breakForm && codes != digitForm && codes != letterForm {
					code[x] = codes
				}
			}
		}
		by[n] = append(by[n], gram{plain, uint32(i + 1), group})
	}
	r.gist = make([]gist, len(order)+1)
	all := int(max(codes, breakForm)) + 1
	r.grams = automaton.NewTrie(all, len(order))
	for g := range r.first {
		r.first[g] = make([]uint32, all)
	}
	for n, grams := range by {
		for _, g := range grams {
			at := uint32(0)
			for k, x := range g.plain[:n] {
				c := code[x]
				to := r.first[g.group][c]
				if k > 0 {
					to = r.grams.Child(at, uint32(c))
				}
				if to == 0 {
					to = g.feature
					if k < n-1 {
						to = uint32(len(r.gist))
						r.gist = append(r.gist, gist{})
					}
					if k == 0 {
						r.first[g.group][c] = to
					} else {
						r.grams.Insert(at, uint32(c), to)
						r.gist[at].kids |= 1 << (c & 31)
					}
				}
				at = to
			}
			if at != g.feature {
				return errors.New("damaged: an n-gram stands twice")
			}
		}
	}
	if !r.grams.Holds(len(r.gist)) {
		return errors.New("too many n-grams")
	}
	for c, x := range plainForms() {
		r.forms[c] = code[x]
	}
	return nil
}
