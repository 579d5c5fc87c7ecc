package ingest

import (
	"strconv"
	"time"

	"sifeng/pipeline/comment"
)

// The domains of the keyed hashes. A change to one changes every id of its kind.
const (
	domainID        = "comment-id"
	domainUnnumeric = "comment-id-of-text"
	domainNative    = "native-id"
	domainText      = "comment-text"
	domainPart      = "comment-part"
	domainConflict  = "comment-id-conflict"
	domainSubmitter = "submitter"
)

// ConflictID is the id of a comment whose own id belongs to another comment with another text, as happens when two files without
// a channel count from 1. It depends on the text, so loading either file again finds it.
func ConflictID(key comment.Key, id, textKey string) string {
	return key.Hash(domainConflict, id, textKey)
}

// textKey is TextKey without its allocations.
func (b *builder) textKey(title, text string) string {
	b.scratch = append(b.scratch[:0], domainText...)
	b.scratch = append(b.scratch, 0)
	b.scratch = appendBare(b.scratch, title)
	b.scratch = append(b.scratch, 0)
	b.scratch = appendBare(b.scratch, text)
	return b.hash.HashBytes(b.scratch)
}

// identify gives a comment its id. With a native id, id is a hash of the channel and that; the native ids of all files without a
// channel share one space, so that re-exports meet under any file name. Without one, it is a hash of channel, time, text and how
// many equal ones came before in the file.
func (b *builder) identify(c *comment.Comment, native, rawTime string) {
	if native != "" {
		c.NativeKey = b.hash.Hash(domainNative, c.Channel, native)
		c.ID = b.hash.Hash(domainID, c.Channel, native)
		return
	}
	when := rawTime
	if !c.ReceivedAt.IsZero() {
		when = c.ReceivedAt.Format(time.RFC3339)
	}
	base := b.hash.Hash(domainUnnumeric, c.Channel, when, c.TextKey)
	n := b.equals[base]
	b.equals[base] = n + 1
	if n == 0 {
		c.ID = base
		return
	}
	c.ID = b.hash.Hash(domainUnnumeric, base, strconv.Itoa(n))
}
