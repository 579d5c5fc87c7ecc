package tag

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"sifeng/pipeline/automaton"
)

// Model is what was learnt from labelled comments. It is read-only once made.
type Model struct {
	outs      []output
	merge     [][]float64 // output → weights of the last step and intercept
	threshold []float64   // output → logit from which it is said to hold
	trust     []float64   // output → intercept of how far a tag can be trusted, by the margin of its logit over the threshold; the slope last

	key   []uint64 // feature → key; by group, the frequent ones first
	group []uint8
	idf   []float32

	window, whole layer

	letters []uint16         // plain forms that stand in n-grams, but those of many characters
	grams   automaton.Packed // n-grams from their last character → feature + 1

	ready *ready
}

// layer is a sparse matrix of weights, each times the idf of its feature, one byte each.
type layer struct {
	start  []int32 // feature → first of its weights; one more than features
	output []uint8
	weight []int8
	scale  [groups][]float32 // output → value of a weight of 1
	bias   []float32
}

func newLayer(features, outputs, weights int) layer {
	l := layer{start: make([]int32, features+1), output: make([]uint8, weights), weight: make([]int8, weights), bias: make([]float32, outputs)}
	for g := range l.scale {
		l.scale[g] = make([]float32, outputs)
	}
	return l
}

// makeLayer rounds weights (output → feature of the vocabulary, the intercept last; nil: none) to bytes, in the order of the model's
// features.
func makeLayer(v *vocabulary, weights [][]float64, order []int32) layer {
	features := len(order)
	l := newLayer(features, len(weights), 0)
	least := make([]float64, len(weights))
	for o, w := range weights {
		if w == nil {
			continue
		}
		top, tops := 1e-9, [groups]float64{1e-9, 1e-9, 1e-9}
		for f, x := range w[:features] {
			top = max(top, math.Abs(x))
			tops[v.group[f]] = max(tops[v.group[f]], math.Abs(x*float64(v.idf[f])))
		}
		for g, top := range tops {
			l.scale[g][o] = float32(top / 127)
		}
		least[o] = minWeight * top
		l.bias[o] = float32(w[features])
	}
	for i, f := range order {
		for o, w := range weights {
			if w == nil || math.Abs(w[f]) < least[o] {
				continue
			}
			if q := math.Round(w[f] * float64(v.idf[f]) / float64(l.scale[v.group[f]][o])); q != 0 {
				l.output = append(l.output, uint8(o))
				l.weight = append(l.weight, int8(q))
			}
		}
		l.start[i+1] = int32(len(l.weight))
	}
	return l
}

// minWeight is the smallest weight of an output that is kept, as a share of the largest.
const minWeight = 0.035

// fitAll fits both layers on everything.
func (tr *trainer) fitAll(m *Model) error {
	window, whole := make([][]float64, len(tr.outs)), make([][]float64, len(tr.outs))
	tr.parallel(2*len(tr.outs), func(job int) {
		o := job / 2
		switch {
		case tr.ended():
		case job%2 == 1:
			whole[o] = tr.fitWhole(o, -1)
		case !tr.outs[o].kind:
			window[o] = tr.fitWindows(o, -1)
		}
	})
	n := len(tr.vocab.key)
	order := tr.vocab.order()
	m.key, m.group, m.idf = make([]uint64, n), make([]uint8, n), make([]float32, n)
	for i, f := range order {
		m.key[i], m.group[i], m.idf[i] = tr.vocab.key[f], tr.vocab.group[f], tr.vocab.idf[f]
	}
	m.window, m.whole = makeLayer(tr.vocab, window, order), makeLayer(tr.vocab, whole, order)
	return m.plant()
}

const modelMagic = "sifeng model 7\n"

// Write writes the model in its compact form.
func (m *Model) Write(w io.Writer) error {
	var b bytes.Buffer
	zip, err := gzip.NewWriterLevel(&b, gzip.NoCompression) // unpacking would be a fifth of the time that a command takes to begin
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	put := func(v any) {
		if err == nil {
			err = binary.Write(zip, binary.LittleEndian, v)
		}
	}
	put([]byte(modelMagic))
	put(uint32(len(m.outs)))
	for o, out := range m.outs {
		put(uint8(len(out.code)))
		put([]byte(out.code))
		put(m.threshold[o])
		put(uint8(len(m.merge[o])))
		put(m.merge[o])
	}
	put(m.trust)
	put(uint32(len(m.key)))
	put(m.key)
	put(m.group)
	put(m.idf)
	for _, l := range []*layer{&m.window, &m.whole} {
		put(uint32(len(l.weight)))
		put(l.start)
		put(l.output)
		put(l.weight)
		for _, scale := range l.scale {
			put(scale)
		}
		put(l.bias)
	}
	put(uint32(len(m.letters)))
	put(m.letters)
	put(uint32(len(m.grams)))
	put(m.grams)
	if err == nil {
		err = zip.Close()
	}
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// mostFeatures is below what a cell of the array of n-grams can number.
const mostFeatures = 1 << 20

// maxModel bounds what a damaged model file can make the reader allocate.
const maxModel = 1<<22 - 1

// readModel reads a model that was made for the given outputs.
func readModel(data []byte, outs []output) (*Model, error) {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	get := func(v any) {
		if err == nil {
			err = binary.Read(zip, binary.LittleEndian, v)
		}
	}
	count := func() int {
		var n uint32
		get(&n)
		if err == nil && n > maxModel {
			err = errors.New("damaged: a count is too large")
		}
		if err != nil {
			return 0
		}
		return int(n)
	}
	text := func(n int) string {
		b := make([]byte, n)
		get(b)
		return string(b)
	}
	if text(len(modelMagic)) != modelMagic {
		return nil, errors.New("not a model of this version")
	}
	m := &Model{outs: outs}
	if n := count(); n != len(outs) {
		return nil, fmt.Errorf("made for %d outputs, the taxonomy has %d: train it again", n, len(outs))
	}
	for _, out := range outs {
		var n uint8
		get(&n)
		if code := text(int(n)); err == nil && code != out.code {
			return nil, fmt.Errorf("made for %s where the taxonomy has %s: train it again", code, out.code)
		}
		var at float64
		get(&at)
		m.threshold = append(m.threshold, at)
		get(&n)
		var w []float64
		if n > 0 {
			w = make([]float64, n)
			get(w)
		}
		m.merge = append(m.merge, w)
	}
	m.trust = make([]float64, len(outs)+1)
	get(m.trust)
	n := count()
	if err == nil && n >= mostFeatures {
		err = errors.New("damaged: too many features")
		n = 0
	}
	m.key, m.group, m.idf = make([]uint64, n), make([]uint8, n), make([]float32, n)
	get(m.key)
	get(m.group)
	get(m.idf)
	for _, l := range []*layer{&m.window, &m.whole} {
		k := count()
		*l = newLayer(n, len(outs), k)
		get(l.start)
		get(l.output)
		get(l.weight)
		for _, scale := range l.scale {
			get(scale)
		}
		get(l.bias)
	}
	m.letters = make([]uint16, count())
	get(m.letters)
	m.grams = make(automaton.Packed, count())
	get(m.grams)
	if err != nil {
		return nil, err
	}
	// Only at the end does the reader compare the checksum.
	if n, err := zip.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return nil, errors.New("damaged: the checksum is another, or something stands behind the model")
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if m.ready, err = m.prepare(); err != nil {
		return nil, err
	}
	return m, nil
}

// check makes sure that no index leads outside.
func (m *Model) check() error {
	for o, w := range m.merge {
		if want := mergeSize + 1; len(w) != want {
			return fmt.Errorf("damaged: %d weights for %s, want %d", len(w), m.outs[o].code, want)
		}
	}
	for o := range m.outs {
		numbers := append([]float64{m.threshold[o], float64(m.window.bias[o]), float64(m.whole.bias[o])}, m.merge[o]...)
		for g := range groups {
			numbers = append(numbers, float64(m.window.scale[g][o]), float64(m.whole.scale[g][o]))
		}
		if slices.ContainsFunc(numbers, absurd[float64]) {
			return fmt.Errorf("damaged: a number for %s is too large", m.outs[o].code)
		}
	}
	if slices.ContainsFunc(m.trust, absurd[float64]) {
		return errors.New("damaged: a number of how far tags can be trusted is too large")
	}
	if slices.ContainsFunc(m.idf, absurd[float32]) {
		return errors.New("damaged: a weight of a feature is too large")
	}
	for f, g := range m.group {
		if g >= groups || f > 0 && g < m.group[f-1] {
			return errors.New("damaged: features out of order")
		}
	}
	for _, l := range []*layer{&m.window, &m.whole} {
		for f := range m.key {
			if l.start[f] < 0 || l.start[f+1] < l.start[f] || int(l.start[f+1]) > len(l.weight) {
				return errors.New("damaged: weights out of order")
			}
		}
		for _, o := range l.output {
			if int(o) >= len(m.outs) {
				return errors.New("damaged: a weight of no output")
			}
		}
	}
	return nil
}

// absurd says whether a number is none, or so large that sums of it may be none.
func absurd[T float32 | float64](x T) bool { return !(math.Abs(float64(x)) < 1e6) }
