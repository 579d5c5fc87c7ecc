package segment

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sort"
	"unicode/utf8"
)

//go:generate go run ./compile

// compiledFile is gse's dictionary of simplified Chinese, compiled by ./compile. It is under gse's licence, which stands beside it.
//
//go:embed gse-zh_s.trie
var compiledFile []byte

// compiled is the dictionary as it is used.
type compiled struct {
	trie     trie
	alphabet *alphabet
	codes    int       // the highest code
	total    float64   // sum of all frequencies
	freqs    []float64 // value − 1 → frequency
	runs     []code    // what a run comes behind in some word
	widest   int       // the longest word that holds a run, in characters
}

const compiledMagic = "sifeng trie 4\n"

// Word is one word of a dictionary to compile.
type Word struct {
	Text string
	Freq float64
}

// Compile makes the compiled form of a dictionary, in which no word stands twice.
func Compile(words []Word) ([]byte, error) {
	use := map[rune]float64{}
	values := map[float64]uint16{}
	total := 0.0
	for _, w := range words {
		if logOf(w.Freq) < 0 {
			return nil, fmt.Errorf("compile %q: frequency %g is below 1", w.Text, w.Freq)
		}
		for _, r := range w.Text {
			use[r] += w.Freq
		}
		values[w.Freq] = 0
		total += w.Freq
	}
	runes := make([]rune, 0, len(use))
	for r := range use {
		runes = append(runes, r)
	}
	sort.Slice(runes, func(i, j int) bool {
		if use[runes[i]] != use[runes[j]] {
			return use[runes[i]] > use[runes[j]]
		}
		return runes[i] < runes[j]
	})
	codeOf := map[rune]code{}
	for i, r := range runes {
		codeOf[r] = code(i + 1)
	}
	freqs := make([]float64, 0, len(values))
	for f := range values {
		freqs = append(freqs, f)
	}
	sort.Float64s(freqs)
	if len(runes) > maxCode/2 || len(freqs) > maxValue {
		return nil, fmt.Errorf("compile: %d characters and %d frequencies are too many", len(runes), len(freqs))
	}
	for i, f := range freqs {
		values[f] = uint16(i + 1)
	}
	entries := make([]entry, len(words))
	for i, w := range words {
		entries[i].Value = uint32(values[w.Freq])
		for _, r := range w.Text {
			entries[i].Codes = append(entries[i].Codes, codeOf[r])
		}
	}
	t, err := build(entries)
	if err != nil {
		return nil, err
	}
	runs, widest := beforeRuns(words, codeOf)
	var out bytes.Buffer
	out.WriteString(compiledMagic)
	for _, v := range []any{
		uint32(len(runes)), uint32(len(t) / cellSize), uint32(len(freqs)), uint32(len(runs)), uint32(widest), total, freqs, runes, runs, []byte(t),
	} {
		binary.Write(&out, binary.LittleEndian, v) // into memory: cannot fail
	}
	return out.Bytes(), nil
}

// beforeRuns lists the characters that a run comes behind, and gives the length of the longest word that holds a run.
func beforeRuns(words []Word, codeOf map[rune]code) (runs []code, widest int) {
	narrow := newNarrow()
	seen := map[code]bool{}
	for _, w := range words {
		before := rune(-1)
		for _, r := range w.Text {
			if narrow.holds(r) {
				widest = max(widest, utf8.RuneCountInString(w.Text))
				if c := codeOf[before]; c != 0 && !narrow.holds(before) && !seen[c] {
					seen[c] = true
					runs = append(runs, c)
				}
			}
			before = r
		}
	}
	sort.Slice(runs, func(i, j int) bool { return runs[i] < runs[j] })
	return runs, widest
}

var errDamaged = errors.New("it is damaged: run “go generate ./pipeline/segment”")

// loadCompiled reads the embedded file.
func loadCompiled() (*compiled, error) {
	c, err := readCompiled(compiledFile)
	if err != nil {
		return nil, fmt.Errorf("load the compiled dictionary: %w", err)
	}
	return c, nil
}

func readCompiled(file []byte) (*compiled, error) {
	data, ok := bytes.CutPrefix(file, []byte(compiledMagic))
	if !ok || len(data) < 28 {
		return nil, errDamaged
	}
	u32 := func(i int) uint32 { return binary.LittleEndian.Uint32(data[4*i:]) }
	runes, cells, freqs, runs := int(u32(0)), int(u32(1)), int(u32(2)), int(u32(3))
	c := &compiled{alphabet: &alphabet{}, codes: runes, widest: int(u32(4)), total: math.Float64frombits(binary.LittleEndian.Uint64(data[20:]))}
	data = data[28:]
	if uint64(len(data)) != 8*uint64(freqs)+4*uint64(runes)+2*uint64(runs)+cellSize*uint64(cells) || runes > maxCode/2 || freqs > maxValue {
		return nil, errDamaged
	}
	for i := range freqs {
		c.freqs = append(c.freqs, math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])))
	}
	data = data[8*freqs:]
	for i := range runes {
		c.alphabet.set(rune(u32(i)), code(i+1))
	}
	data = data[4*runes:]
	for i := range runs {
		c.runs = append(c.runs, binary.LittleEndian.Uint16(data[2*i:]))
	}
	c.trie = data[2*runs:]
	return c, nil
}
