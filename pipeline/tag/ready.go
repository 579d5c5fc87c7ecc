package tag

import (
	"errors"
	"math"

	"sifeng/pipeline/automaton"
)

// ready is a model in the form in which it is applied: its n-grams in a double array that is walked from their last character to their
// first, its weights in rows that are added at once. Features are numbered as in the model, but from 1; 0 is none. It is read-only once
// made.
type ready struct {
	forms   forms // character → its code in the array
	grams   automaton.Packed
	roots   [ruleGroup]uint32 // bases of the first characters of n-grams of windows, of the title
	rules   map[uint64]uint32 // key of what rules and cues say → feature
	square  []uint16          // feature → square of its idf, in units of 1/squareUnit
	weighty [groups]uint32    // the features of a group below have weights, or at least those from there on have none
	rows    rows
	scales  []float32 // of sums of windows, as verdicts hear them
	merge   mergeWeights
	judged  int // outputs before the kinds
}

// squareUnit is the share of one in which squares of an idf are counted: that of a feature of one example of two million fits into 16 bits.
const squareUnit = 1 << 8

// prepare makes the applied form.
func (m *Model) prepare() (*ready, error) {
	r := &ready{rules: make(map[uint64]uint32, 4096), grams: m.grams, square: make([]uint16, len(m.key)+1), judged: judgedOf(m.outs), merge: newMergeWeights(m.merge)}
	for f, idf := range m.idf {
		r.square[f+1] = uint16(min(math.MaxUint16, math.Round(float64(idf)*float64(idf)*squareUnit)))
		if m.window.start[f] < m.window.start[f+1] || m.whole.start[f] < m.whole.start[f+1] {
			r.weighty[m.group[f]] = uint32(f + 2)
		}
		if m.group[f] == ruleGroup {
			r.rules[m.key[f]] = uint32(f + 1)
		}
	}
	for _, s := range m.grams {
		if int(s.Value()) > len(m.key) {
			return nil, errors.New("damaged: an n-gram of no feature")
		}
	}
	for g := range r.roots {
		r.roots[g] = m.grams.Child(automaton.RootBase, groupCode(uint8(g))).Base()
	}
	code := codesOf(m.letters)
	for c, x := range plainForms() {
		r.forms[c] = code[x]
	}
	r.rows = newRows(len(m.key)+1, r.judged, len(m.outs))
	for f := range m.key {
		for i := m.window.start[f]; i < m.window.start[f+1]; i++ {
			if o := int(m.window.output[i]); o < r.judged {
				r.rows.weight[r.rows.place(uint32(f+1), o)] = m.window.weight[i]
			}
		}
		for i := m.whole.start[f]; i < m.whole.start[f+1]; i++ {
			r.rows.weight[r.rows.place(uint32(f+1), r.judged+int(m.whole.output[i]))] = m.whole.weight[i]
		}
	}
	n := newVerdicts(m.outs).n
	r.scales = make([]float32, 3*n)
	copy(r.scales, m.window.scale[gramGroup][:r.judged])
	for o, scale := range m.window.scale[ruleGroup][:r.judged] {
		r.scales[n+o] = float32(scale * ruleValue)
	}
	copy(r.scales[2*n:], m.window.bias[:r.judged])
	return r, nil
}

// groupSalt is the salt of the keys of n-grams.
var groupSalt = [ruleGroup]uint64{gramGroup: saltGram, titleGroup: saltTitle}

// groupCode is the code that stands before an n-gram of a group in the array.
func groupCode(group uint8) uint16 { return uint16(group) + 1 }

// codesOf gives each plain form its code in the array: letters hold the forms of the codes from 1 on, but those that stand for many
// characters, which are their own codes.
func codesOf(letters []uint16) *forms {
	var code forms
	code[breakForm], code[digitForm], code[letterForm] = breakForm, digitForm, letterForm
	next := uint16(0)
	for _, x := range letters {
		for next++; next == breakForm || next == digitForm || next == letterForm; next++ {
		}
		code[x] = next
	}
	return &code
}

// plant makes the array of the n-grams.
func (m *Model) plant() error {
	if len(m.key) >= mostFeatures {
		return errors.New("too many features")
	}
	seen := forms{breakForm: 1, digitForm: 1, letterForm: 1}
	each := func(with func(feature int, group uint8, plain []uint16)) {
		for f, key := range m.key {
			if g := m.group[f]; g != ruleGroup {
				plain, n := gramOf(key, groupSalt[g])
				with(f, g, plain[:n])
			}
		}
	}
	m.letters = nil
	each(func(_ int, _ uint8, plain []uint16) {
		for _, x := range plain {
			if seen[x] == 0 {
				seen[x] = 1
				m.letters = append(m.letters, x)
			}
		}
	})
	code := codesOf(m.letters)
	var entries []automaton.Entry
	each(func(f int, group uint8, plain []uint16) {
		codes := []uint16{groupCode(group)}
		for _, x := range plain {
			codes = append(codes, code[x])
		}
		entries = append(entries, automaton.Entry{Codes: codes, Value: uint32(f + 1)})
	})
	cells, err := automaton.NewArray(entries, 0)
	if err != nil {
		return err
	}
	m.grams, err = automaton.Pack(cells)
	return err
}
