package segment

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sort"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/sync/errgroup"
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

const compiledMagic = "sifeng trie 2\n"

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
	var head bytes.Buffer
	head.WriteString(compiledMagic)
	for _, v := range []any{uint32(len(runes)), uint32(len(t.cells)), uint32(len(sorted)), total, sorted, runes} {
		binary.Write(&head, binary.LittleEndian, v) // into memory: cannot fail
	}
	// The members of the cells one after another: each column is alike in itself and compresses well, and they are read side by side.
	var bases, owners, numbers []byte
	for i, c := range t.cells {
		bases = binary.LittleEndian.AppendUint32(bases, uint32(c.base))
		owners = binary.LittleEndian.AppendUint32(owners, uint32(c.owner-int32(i)))
		numbers = binary.LittleEndian.AppendUint32(numbers, uint32(int32(c.log)))
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("compress the compiled dictionary: %w", err)
	}
	defer z.Close()
	var out []byte
	for _, part := range [parts][]byte{head.Bytes(), bases, owners, numbers} {
		frame := z.EncodeAll(part, nil)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(frame)))
		out = append(out, frame...)
	}
	return out, nil
}

// parts is how many frames the file holds, each behind its length: what is known of all words, then the three columns of the cells.
const parts = 4

// decompress gives the parts of the file.
func decompress(file []byte) (out [parts][]byte, err error) {
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(parts))
	if err != nil {
		return out, err
	}
	defer z.Close()
	var group errgroup.Group
	for i := range parts {
		if len(file) < 4 || uint64(len(file)-4) < uint64(binary.LittleEndian.Uint32(file)) {
			return out, errors.Join(errDamaged, group.Wait())
		}
		end := 4 + int(binary.LittleEndian.Uint32(file))
		frame := file[4:end]
		file = file[end:]
		group.Go(func() (err error) {
			out[i], err = z.DecodeAll(frame, nil)
			return err
		})
	}
	return out, group.Wait()
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
	part, err := decompress(file)
	if err != nil {
		return nil, err
	}
	data, ok := bytes.CutPrefix(part[0], []byte(compiledMagic))
	if !ok || len(data) < 20 {
		return nil, errDamaged
	}
	u32 := func(i int) uint32 { return binary.LittleEndian.Uint32(data[4*i:]) }
	runes, cells, freqs := int(u32(0)), int(u32(1)), int(u32(2))
	c := &compiled{alphabet: &alphabet{}, codes: runes, total: math.Float64frombits(binary.LittleEndian.Uint64(data[12:]))}
	data = data[20:]
	bases, owners, numbers := part[1], part[2], part[3]
	if len(data) != 8*freqs+4*runes || len(bases) != 4*cells || len(owners) != 4*cells || len(numbers) != 4*cells {
		return nil, errDamaged
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
	c.trie.cells = make([]cell, cells)
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
