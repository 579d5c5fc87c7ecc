package comment

import "testing"

func TestHasherMakesTheKeysHashes(t *testing.T) {
	k := NewKey([]byte("0123456789abcdef"))
	h := k.Hasher()
	for _, parts := range [][]string{nil, {""}, {"a"}, {"a", "b"}, {"ab", ""}, {"", "ab"}} {
		if got, want := h.Hash("domain", parts...), k.Hash("domain", parts...); got != want {
			t.Errorf("%q: hasher %s, key %s", parts, got, want)
		}
	}
	if k.Hash("d", "a", "b") == k.Hash("d", "ab") || k.Hash("d", "a") == k.Hash("e", "a") {
		t.Error("different parts or domains have the same hash")
	}
	if k.Hash("d", "a") == NewKey([]byte("0123456789abcdeg")).Hash("d", "a") {
		t.Error("different keys make the same hash")
	}
}
