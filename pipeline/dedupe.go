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

// textDigest is a part of a text key: one text is compared with one other only.
type textDigest [8]byte

func textDigestOf(key string) textDigest {
	d := digestOf(key)
	return textDigest(d[:8])
}

// deduper remembers every comment id that the database holds or that this run has read, some thirty bytes each.
type deduper struct {
	key     comment.Key
	seen    seenComments
	sources map[string]int32
	origins []origin
	places  map[origin]int32 // in origins
	stored  int32            // sources below this number stand in the published database
	again   bool             // the file at hand is read again: what later files changed in its comments stays
}

// origin is where a comment comes from: the number of its source and its channel.
type origin struct {
	source  int32
	channel string
}

func newDeduper(key comment.Key) *deduper {
	return &deduper{key: key, sources: map[string]int32{}, places: map[origin]int32{}}
}

// source gives the number of a source, in the order in which they came.
func (d *deduper) source(id string) int32 {
	n, ok := d.sources[id]
	if !ok {
		n = int32(len(d.sources))
		d.sources[id] = n
	}
	return n
}

// remember notes a comment without judging it: one that the published database holds.
func (d *deduper) remember(id, textKey, source, channel string) {
	from := origin{d.source(source), channel}
	place, ok := d.places[from]
	if !ok {
		place = int32(len(d.origins))
		d.origins, d.places[from] = append(d.origins, from), place
	}
	d.seen.put(seenComment{digestOf(id), textDigestOf(textKey), place})
}

// seal ends what the published database holds.
func (d *deduper) seal() { d.stored = int32(len(d.sources)) }

// judge decides what becomes of c and remembers it. On a conflict it gives c an id into which its text is folded.
func (d *deduper) judge(c *comment.Comment) verdict {
	earlier := d.seen.get(digestOf(c.ID))
	if earlier == nil {
		d.remember(c.ID, c.TextKey, c.SourceID, c.Channel)
		return fresh
	}
	from := d.origins[earlier.origin]
	sameChannel := c.Channel != "" && from.channel == c.Channel
	switch {
	case earlier.text == textDigestOf(c.TextKey), d.again && sameChannel && from.source < d.stored:
		return duplicate
	case sameChannel && from.source != d.source(c.SourceID):
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
