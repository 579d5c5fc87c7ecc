package pipeline

import (
	"crypto/sha256"
	"encoding/hex"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
)

// verdict is what becomes of a comment that was read.
type verdict int

const (
	fresh     verdict = iota // not seen before
	duplicate                // same id, same text; or a file that is read again, whose comment a later file changed
	updated                  // same id and channel in a later file, another text: replaces the earlier one
	conflict                 // same id, another text, nothing that says it is the same system: both are kept
)

// digest is a comment id or text key in half the memory of its hexadecimal form.
type digest [12]byte

func digestOf(s string) digest {
	var d digest
	if n, err := hex.Decode(d[:], []byte(s[:min(len(s), 24)])); err == nil && n == len(d) && len(s) == 24 {
		return d
	}
	sum := sha256.Sum256([]byte(s))
	copy(d[:], sum[:])
	return d
}

// deduper remembers every comment id that the database holds or that this run has read, some forty bytes each.
type deduper struct {
	key      comment.Key
	seen     seenComments
	sources  map[string]int32
	channels map[string]int32
	stored   int32 // sources below this number stand in the published database
	again    bool  // the file at hand is read again: what later files changed in its comments stays
}

func newDeduper(key comment.Key) *deduper {
	return &deduper{key: key, sources: map[string]int32{}, channels: map[string]int32{"": 0}}
}

func number(of map[string]int32, name string) int32 {
	n, ok := of[name]
	if !ok {
		n = int32(len(of))
		of[name] = n
	}
	return n
}

// remember notes a comment without judging it: one that the published database holds.
func (d *deduper) remember(id, textKey, source, channel string) {
	d.seen.put(seenComment{digestOf(id), digestOf(textKey), number(d.sources, source), number(d.channels, channel)})
}

// seal ends what the published database holds.
func (d *deduper) seal() { d.stored = int32(len(d.sources)) }

// judge decides what becomes of c and remembers it. On a conflict it gives c an id into which its text is folded.
func (d *deduper) judge(c *comment.Comment) verdict {
	earlier := d.seen.get(digestOf(c.ID))
	switch {
	case earlier == nil:
		d.remember(c.ID, c.TextKey, c.SourceID, c.Channel)
		return fresh
	case earlier.text == digestOf(c.TextKey):
		return duplicate
	case d.again && c.Channel != "" && earlier.channel == number(d.channels, c.Channel) && earlier.source < d.stored:
		return duplicate
	case c.Channel != "" && earlier.channel == number(d.channels, c.Channel) && earlier.source != number(d.sources, c.SourceID):
		d.remember(c.ID, c.TextKey, c.SourceID, c.Channel)
		return updated
	}
	c.ID = ingest.ConflictID(d.key, c.ID, c.TextKey)
	if d.seen.get(digestOf(c.ID)) != nil {
		return duplicate
	}
	d.remember(c.ID, c.TextKey, c.SourceID, c.Channel)
	return conflict
}

// balance counts what became of the rows of one source. A row that was split into several comments counts once: as loaded if
// any of its comments was.
type balance struct {
	row       int
	rowLoaded bool
	open      bool
	comments  int
	loaded    int
	duplicate int
	updated   int
	conflicts int
}

func (b *balance) count(row int, v verdict) {
	if b.open && row != b.row {
		b.close()
	}
	b.open, b.row = true, row
	b.rowLoaded = b.rowLoaded || v != duplicate
	if v != duplicate {
		b.comments++
	}
	switch v {
	case updated:
		b.updated++
	case conflict:
		b.conflicts++
	}
}

// close ends the last row; call it after the last comment of the source.
func (b *balance) close() {
	if !b.open {
		return
	}
	if b.rowLoaded {
		b.loaded++
	} else {
		b.duplicate++
	}
	b.open, b.rowLoaded = false, false
}

// apply writes the counts into the source's record.
func (b *balance) apply(s *comment.Source) {
	b.close()
	s.Comments = b.comments
	s.RowsLoaded, s.RowsDuplicate, s.RowsUpdated, s.IDConflicts = b.loaded, b.duplicate, b.updated, b.conflicts
}
