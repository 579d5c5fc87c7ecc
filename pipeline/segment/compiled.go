package segment

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/klauspost/compress/zstd"
)

//go:generate go run ./compile

// compiledFile is gse's dictionary of simplified Chinese, compiled by ./compile. It is under gse's licence, which stands beside it.
//
//go:embed gse-zh_s.trie.zst
var compiledFile []byte

// compiled is the dictionary as it is used.
type compiled struct {
	trie     trie
	alphabet *alphabet
	codes    int       // the highest code
	total    float64   // sum of all frequencies
	freqs    []float64 // every frequency that occurs, in order
}

const compiledMagic = "sifeng trie 1\n"

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
		entries[i].log = float32(sort.SearchFloat64s(sorted, w.Freq)) // its number among the frequencies: read again by loadCompiled
		for _, r := range w.Text {
			entries[i].codes = append(entries[i].codes, codeOf[r])
		}
	}
	t, err := build(entries)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z, err := zstd.NewWriter(&out, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("compress the compiled dictionary: %w", err)
	}
	io.WriteString(z, compiledMagic)
	put := func(v ...uint32) {
		for _, x := range v {
			binary.Write(z, binary.LittleEndian, x)
		}
	}
	put(uint32(len(runes)), uint32(len(t.cells)), uint32(len(sorted)))
	binary.Write(z, binary.LittleEndian, total)
	binary.Write(z, binary.LittleEndian, sorted)
	for _, r := range runes {
		put(uint32(r))
	}
	// The members of the cells one after another: each column is alike in itself and compresses well.
	for _, c := range t.cells {
		put(uint32(c.base))
	}
	for i, c := range t.cells {
		put(uint32(c.owner - int32(i)))
	}
	for _, c := range t.cells {
		put(uint32(int32(c.log)))
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("compress the compiled dictionary: %w", err)
	}
	return out.Bytes(), nil
}

// loadCompiled reads the embedded file.
func loadCompiled() (*compiled, error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("load the compiled dictionary: %w", err)
	}
	defer z.Close()
	data, err := z.DecodeAll(compiledFile, nil)
	if err != nil {
		return nil, fmt.Errorf("load the compiled dictionary: %w", err)
	}
	damaged := errors.New("load the compiled dictionary: it is damaged: run “go generate ./pipeline/segment”")
	data, ok := bytes.CutPrefix(data, []byte(compiledMagic))
	if !ok || len(data) < 20 {
		return nil, damaged
	}
	u32 := func(i int) uint32 { return binary.LittleEndian.Uint32(data[4*i:]) }
	runes, cells, freqs := int(u32(0)), int(u32(1)), int(u32(2))
	c := &compiled{alphabet: &alphabet{}, codes: runes, total: math.Float64frombits(binary.LittleEndian.Uint64(data[12:]))}
	data = data[20:]
	if len(data) != 8*freqs+4*runes+12*cells {
		return nil, damaged
	}
	logs := make([]float32, freqs)
	for i := range freqs {
		c.freqs = append(c.freqs, math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])))
		logs[i] = logOf(c.freqs[i])
	}
	data = data[8*freqs:]
	for i := range runes {
		c.alphabet.set(rune(u32(i)), code(i+1))
	}
	data = data[4*runes:]
	c.trie.cells = make([]cell, cells)
	bases, owners, numbers := data[:4*cells], data[4*cells:8*cells], data[8*cells:]
	for i := range c.trie.cells {
		number := int32(binary.LittleEndian.Uint32(numbers[4*i:]))
		c.trie.cells[i] = cell{
			base:  int32(binary.LittleEndian.Uint32(bases[4*i:])),
			owner: int32(binary.LittleEndian.Uint32(owners[4*i:])) + int32(i),
			log:   noWord,
		}
		if number >= 0 && int(number) < freqs {
			c.trie.cells[i].log = logs[number]
		}
	}
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
