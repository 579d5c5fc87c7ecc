package segment

import "unicode"

// code is the dense number of a character; 0: the dictionary holds no word with it.
type code = uint16

// alphabet gives each character its code in the dictionary.
type alphabet struct {
	basic  [1 << 16]code // of the basic plane
	beyond map[rune]code
}

func (a *alphabet) of(r rune) code {
	if r < 1<<16 {
		return a.basic[r]
	}
	return a.beyond[r]
}

func (a *alphabet) set(r rune, c code) {
	if r < 1<<16 {
		a.basic[r] = c
		return
	}
	if a.beyond == nil {
		a.beyond = map[rune]code{}
	}
	a.beyond[r] = c
}

// narrow tells the letters and digits of at most two bytes: they make runs.
type narrow [0x800]bool

func newNarrow() *narrow {
	var n narrow
	for r := range rune(len(n)) {
		n[r] = unicode.IsLetter(r) || unicode.IsNumber(r)
	}
	return &n
}

func (n *narrow) holds(r rune) bool { return r < rune(len(n)) && n[r] }
