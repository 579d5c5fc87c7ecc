package comment

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Key makes keyed hashes, so that a value can be recognised but not recovered: who has the database and not the key cannot find
// the person by trying every phone number.
type Key struct{ secret []byte }

// NewKey makes a key of a secret of at least 16 bytes.
func NewKey(secret []byte) Key { return Key{secret: secret} }

// Hash gives 24 hexadecimal digits (96 bits) of HMAC-SHA256 over the domain and the parts. The domain keeps equal values of
// different meaning apart. Empty parts count.
func (k Key) Hash(domain string, parts ...string) string {
	mac := hmac.New(sha256.New, k.secret)
	io.WriteString(mac, domain)
	for _, p := range parts {
		mac.Write([]byte{0})
		io.WriteString(mac, p)
	}
	return hex.EncodeToString(mac.Sum(nil)[:12])
}
