package tag

import (
	"cmp"
	"math"
	"slices"
)

// Groups of features are scaled each for itself.
const (
	gramGroup  = iota // n-grams of the windows
	titleGroup        // n-grams of the title
	ruleGroup         // rules, cues, length
	groups
)

// ruleValue is the value of a feature of ruleGroup; n-grams have their share of a vector of length 1.
const ruleValue = 0.08

// vocabulary numbers the features.
type vocabulary struct {
	index map[uint64]int32
	key   []uint64
	group []uint8
	idf   []float32 // 1 for ruleGroup
}

// seen is one example as the trainer holds it.
type seen struct {
	Labelled
	windows []seenWindow
	counts  []ruleCounts // by output
	named   [actors]uint16
	keys    []uint64 // of all windows, then of the title, then of the whole
	title   int      // keys[title:whole] belong to the title
	whole   int      // keys[whole:] belong to the whole comment only
	fold    int
	offsets []int32 // of the page, to find evidence
	nTitle  int
}

// seenWindow is a window of an example. Its keys are keys[from:to]: n-grams up to rules, then what rules and cues say.
type seenWindow struct {
	span
	from, rules, to int
}

// buildVocabulary keeps the features of at least 5 comments, or of at least 3 invented examples.
func buildVocabulary(all []*seen) *vocabulary {
	type count struct {
		group          uint8
		real, invented int32
		last           int32
	}
	counts := map[uint64]*count{}
	for i, x := range all {
		if x.unread() {
			continue
		}
		each := func(key uint64, group uint8) {
			c := counts[key]
			if c == nil {
				c = &count{group: group, last: -1}
				counts[key] = c
			}
			if c.last == int32(i) {
				return
			}
			c.last = int32(i)
			if x.Invented {
				c.invented++
			} else {
				c.real++
			}
		}
		x.each(each)
	}
	v := &vocabulary{index: map[uint64]int32{}}
	for key, c := range counts {
		if c.real >= 5 || c.invented >= 3 {
			v.key = append(v.key, key)
		}
	}
	slices.SortFunc(v.key, func(a, b uint64) int { return cmp.Compare(a, b) })
	for i, key := range v.key {
		c := counts[key]
		v.index[key] = int32(i)
		v.group = append(v.group, c.group)
		idf := 1.0
		if c.group != ruleGroup {
			idf = math.Log(float64(len(all)+1) / float64(c.real+c.invented+1))
		}
		v.idf = append(v.idf, float32(idf))
	}
	return v
}

// order gives the features by group, then by idf.
func (v *vocabulary) order() []int32 {
	order := make([]int32, len(v.key))
	for f := range order {
		order[f] = int32(f)
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(v.group[a], v.group[b]), cmp.Compare(v.idf[a], v.idf[b]))
	})
	return order
}

// each calls with every key of the example and its group.
func (x *seen) each(with func(key uint64, group uint8)) {
	for _, w := range x.windows {
		for _, k := range x.keys[w.from:w.rules] {
			with(k, gramGroup)
		}
		for _, k := range x.keys[w.rules:w.to] {
			with(k, ruleGroup)
		}
	}
	for _, k := range x.keys[x.title:x.whole] {
		with(k, titleGroup)
	}
	for _, k := range x.keys[x.whole:] {
		with(k, ruleGroup)
	}
}

// row makes the vector of some keys.
func (v *vocabulary) row(keys ...[]uint64) row {
	var at []int32
	for _, list := range keys {
		for _, k := range list {
			if f, ok := v.index[k]; ok {
				at = append(at, f)
			}
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	var norm [groups]float64
	for _, f := range at {
		norm[v.group[f]] += float64(v.idf[f]) * float64(v.idf[f])
	}
	r := row{at: at, value: make([]float32, len(at))}
	for i, f := range at {
		if g := v.group[f]; g == ruleGroup {
			r.value[i] = ruleValue
		} else {
			r.value[i] = float32(float64(v.idf[f]) / math.Sqrt(norm[g]))
		}
	}
	return r
}
