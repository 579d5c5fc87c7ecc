package segment

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sort"
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
	freqs    []float64 // every frequency that occurs, in order
}

const compiledMagic = "sifeng trie 3\n"

// Word is one word of a dictionary to compile.
type Word struct {
	Text string
	Freq float64
}

// Compile makes the compiled form of a dictionary, in which no word stands twice.
func Compile(words []Word) ([]byte, error) {
	use := map[rune]int{}
	freqs := map[float64]bool{}
	total := 0.0
	for _, w := range words {
		if logOf(w.Freq) < 0 {
			return nil, fmt.Errorf("compile %q: frequency %g is below 1", w.Text, w.Freq)
		}
		for _, r := range w.Text {
			use[r]++
		}
		freqs[w.Freq] = true
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
	sorted := make([]float64, 0, len(freqs))
	for f := range freqs {
		sorted = append(sorted, f)
	}
	sort.Float64s(sorted)
	entries := make([]entry, len(words))
	for i, w := range words {
		entries[i].log = logOf(w.Freq)
		for _, r := range w.Text {
			entries[i].codes = append(entries[i].codes, codeOf[r])
		}
	}
	t, err := build(entries)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.WriteString(compiledMagic)
	for _, v := range []any{uint32(len(runes)), uint32(t.n), uint32(len(sorted)), total, sorted, runes, t.cells} {
		binary.Write(&out, binary.LittleEndian, v) // into memory: cannot fail
	}
	return out.Bytes(), nil
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
	if !ok || len(data) < 20 {
		return nil, errDamaged
	}
	u32 := func(i int) uint32 { return binary.LittleEndian.Uint32(data[4*i:]) }
	runes, cells, freqs := int(u32(0)), int(u32(1)), int(u32(2))
	c := &compiled{alphabet: &alphabet{}, codes: runes, total: math.Float64frombits(binary.LittleEndian.Uint64(data[12:]))}
	data = data[20:]
	if uint64(len(data)) != 8*uint64(freqs)+4*uint64(runes)+cellSize*uint64(cells) {
		return nil, errDamaged
	}
	for i := range freqs {
		c.freqs = append(c.freqs, math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])))
	}
	data = data[8*freqs:]
	for i := range runes {
		c.alphabet.set(rune(u32(i)), code(i+1))
	}
	c.trie = trie{cells: data[4*runes:], n: cells}
	return c, nil
}

// frequency gives a frequency whose logarithm, in 32 bits, is log.
func (c *compiled) frequency(log float32) float64 {
	i := sort.Search(len(c.freqs), func(i int) bool { return logOf(c.freqs[i]) >= log })
	if i == len(c.freqs) {
		return 0
	}
	return c.freqs[i]
}
