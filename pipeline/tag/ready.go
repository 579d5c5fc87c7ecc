package tag

import (
	"cmp"
	"errors"
	"slices"
)

// ready is a model in the form in which it is applied: its n-grams in a trie that is walked from their last character to their first,
// its weights in rows that are added at once. Features are numbered anew, from 1, the frequent ones of each group first, so that what is
// used much lies close together. It is read-only once made.
type ready struct {
	forms  forms // character → its code in the tries
	grams  *trie
	first  [2][]uint32       // of n-grams of windows, of the title: code → feature
	rules  map[uint64]uint32 // key of what rules and cues say → feature
	idf    []float32
	window rows
	whole  rows
	judged int // outputs before the kinds
}

// prepare makes the applied form.
func (m *Model) prepare() (*ready, error) {
	r := &ready{rules: map[uint64]uint32{}}
	for r.judged < len(m.outs) && !m.outs[r.judged].kind {
		r.judged++
	}
	order := make([]int32, len(m.key)) // features by number
	for f := range order {
		order[f] = int32(f)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(m.group[a], m.group[b]), cmp.Compare(m.idf[a], m.idf[b]), cmp.Compare(a, b))
	})
	at := make([]uint32, len(m.key)) // feature → number
	for i, f := range order {
		at[f] = uint32(i + 1)
	}
	features, err := r.plant(m, order)
	if err != nil {
		return nil, err
	}
	r.idf = make([]float32, features)
	for f, n := range at {
		r.idf[n] = m.idf[f]
		if m.group[f] == ruleGroup {
			r.rules[m.key[f]] = n
		}
	}
	r.window, r.whole = newRows(&m.window, at, features, len(m.outs)), newRows(&m.whole, at, features, len(m.outs))
	return r, nil
}

// groupSalt is the salt of the keys of n-grams.
var groupSalt = [ruleGroup]uint64{gramGroup: saltGram, titleGroup: saltTitle}

// plant builds the tries of the n-grams and gives the number of features, with those that stand only for the end of others.
func (r *ready) plant(m *Model, order []int32) (int, error) {
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
			return 0, errors.New("damaged: an n-gram without characters")
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
	features := len(order) + 1
	all := int(max(codes, breakForm)) + 1
	r.grams = newTrie(all, len(order))
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
					to = r.grams.step(at, uint32(c))
				}
				if to == 0 {
					to = g.feature
					if k < n-1 {
						to = uint32(features)
						features++
					}
					if k == 0 {
						r.first[g.group][c] = to
					} else {
						r.grams.insert(at, uint32(c), to)
					}
				}
				at = to
			}
			if at != g.feature {
				return 0, errors.New("damaged: an n-gram stands twice")
			}
		}
	}
	if !r.grams.holds(features) {
		return 0, errors.New("too many n-grams")
	}
	for c, x := range plainForms() {
		r.forms[c] = code[x]
	}
	return features, nil
}
