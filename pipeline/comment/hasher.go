package comment

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"
)

// Hasher makes the same hashes as its Key at a third of the cost, for those who make several for each row. It belongs to one
// goroutine.
type Hasher struct {
	mac hash.Hash
	sum []byte
	buf []byte
}

// Hasher gives a hasher of its own to the caller.
func (k Key) Hasher() *Hasher {
	return &Hasher{mac: hmac.New(sha256.New, k.secret)}
}

// Hash is Key.Hash.
func (h *Hasher) Hash(domain string, parts ...string) string {
	h.buf = append(h.buf[:0], domain...)
	for _, p := range parts {
		h.buf = append(h.buf, 0)
		h.buf = append(h.buf, p...)
	}
	return h.HashBytes(h.buf)
}

// HashBytes hashes the domain and the parts that the caller joined with zero bytes.
func (h *Hasher) HashBytes(joined []byte) string {
	h.mac.Reset()
	h.mac.Write(joined)
	h.sum = h.mac.Sum(h.sum[:0])
	var digits [24]byte
	hex.Encode(digits[:], h.sum[:12])
	return string(digits[:])
}
