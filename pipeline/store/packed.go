package store

import (
	"encoding/binary"
	"math"
)

// packedPostings holds postings in little more than a byte each, in runs that are sorted by word and comment.
type packedPostings struct {
	runs  []packedRun
	count int
}

// packedRun is, for each word: how much its id is above the one before, how many comments, and for each of these how many comments after
// the one before it stands, times two. One is added, and the times follow, where the word stands in it more than once.
type packedRun struct {
	bytes    []byte
	comments []int32 // their numbers
}

// add adds a run. The words of the runs to come may have any ids, but their comments are later ones.
func (p *packedPostings) add(sorted []posting, comments []int32, id func(word int32) int32) {
	bytes := make([]byte, 0, len(sorted)+len(sorted)/2)
	before := int64(math.MinInt32)
	for len(sorted) > 0 {
		size := 1
		for size < len(sorted) && sorted[size].word == sorted[0].word {
			size++
		}
		now := int64(id(sorted[0].word))
		bytes = binary.AppendUvarint(bytes, uint64(now-before))
		bytes = binary.AppendUvarint(bytes, uint64(size))
		before = now
		latest := int32(0)
		for _, o := range sorted[:size] {
			step := uint64(o.comment-latest) << 1
			latest = o.comment
			if o.n == 1 {
				bytes = binary.AppendUvarint(bytes, step)
				continue
			}
			bytes = append(binary.AppendUvarint(bytes, step|1), o.n)
		}
		p.count += size
		sorted = sorted[size:]
	}
	p.runs = append(p.runs, packedRun{bytes, comments})
}

// each gives all postings by word, and of a word in the order of the comments.
func (p *packedPostings) each(do func(word, comment int32, n uint8) error) error {
	cursors := make([]cursor, len(p.runs))
	for i, run := range p.runs {
		cursors[i] = cursor{packedRun: run, word: math.MinInt32}
		cursors[i].next()
	}
	for {
		word := int64(math.MaxInt64)
		for i := range cursors {
			word = min(word, cursors[i].word)
		}
		if word == math.MaxInt64 {
			return nil
		}
		for i := range cursors {
			if cursors[i].word != word {
				continue
			}
			if err := cursors[i].each(do); err != nil {
				return err
			}
			cursors[i].next()
		}
	}
}

// cursor reads a run.
type cursor struct {
	packedRun       // what is not read yet
	word      int64 // id; the greatest number: none is left
	size      int   // comments of the word
}

// next goes to the next word.
func (c *cursor) next() {
	if len(c.bytes) == 0 {
		c.word = math.MaxInt64
		return
	}
	c.word += int64(c.number())
	c.size = int(c.number())
}

func (c *cursor) number() uint64 {
	if b := c.bytes[0]; b < 0x80 {
		c.bytes = c.bytes[1:]
		return uint64(b)
	}
	n, size := binary.Uvarint(c.bytes)
	c.bytes = c.bytes[size:]
	return n
}

// each gives the postings of the word.
func (c *cursor) each(do func(word, comment int32, n uint8) error) error {
	place := 0
	for range c.size {
		step := c.number()
		place += int(step >> 1)
		n := uint8(1)
		if step&1 > 0 {
			n = c.bytes[0]
			c.bytes = c.bytes[1:]
		}
		if err := do(int32(c.word), c.comments[place], n); err != nil {
			return err
		}
	}
	return nil
}
