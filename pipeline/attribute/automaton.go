package attribute

// automaton finds every occurrence of a set of words in one pass over the bytes: Aho–Corasick, unrolled to a table of
// transitions over the classes of bytes that the words use.
type automaton struct {
	class   [256]uint8
	classes int
	next    []int32 // state*classes + class → state
	word    []int32 // state → the longest word that ends there, or -1
	length  []int32 // word → bytes
	shorter []int32 // state → the nearest state at which a shorter word ends, or 0
}

// hit is one occurrence of a word.
type hit struct{ start, end, word int32 }

// newAutomaton compiles the words, none of them empty. A word's index in the slice is its number.
func newAutomaton(words []string) *automaton {
	a := &automaton{classes: 1}
	for _, w := range words {
		for i := 0; i < len(w); i++ {
			if b := w[i]; a.class[b] == 0 {
				a.class[b] = uint8(a.classes)
				a.classes++
			}
		}
	}
	add := func() int32 {
		a.next = append(a.next, make([]int32, a.classes)...)
		a.word = append(a.word, -1)
		return int32(len(a.word) - 1)
	}
	add()
	for n, w := range words {
		state := int32(0)
		for i := 0; i < len(w); i++ {
			at := int(state)*a.classes + int(a.class[w[i]])
			if a.next[at] == 0 {
				to := add()
				a.next[at] = to
			}
			state = a.next[at]
		}
		a.word[state] = int32(n)
		a.length = append(a.length, int32(len(w)))
	}
	a.link()
	return a
}

// link fills in, breadth first, where a state goes on when its word does not: where its longest proper suffix goes.
func (a *automaton) link() {
	fail := make([]int32, len(a.word))
	a.shorter = make([]int32, len(a.word))
	queue := make([]int32, 0, len(a.word))
	for c := 0; c < a.classes; c++ {
		if to := a.next[c]; to != 0 {
			queue = append(queue, to)
		}
	}
	for i := 0; i < len(queue); i++ {
		state := queue[i]
		back := fail[state]
		if a.word[back] >= 0 {
			a.shorter[state] = back
		} else {
			a.shorter[state] = a.shorter[back]
		}
		for c := 0; c < a.classes; c++ {
			at, other := int(state)*a.classes+c, a.next[int(back)*a.classes+c]
			if to := a.next[at]; to != 0 {
				fail[to] = other
				queue = append(queue, to)
			} else {
				a.next[at] = other
			}
		}
	}
}

// scan appends every occurrence in text to into, in the order of their ends, the longest first.
func (a *automaton) scan(text string, into []hit) []hit {
	state := int32(0)
	for i := 0; i < len(text); i++ {
		state = a.next[int(state)*a.classes+int(a.class[text[i]])]
		if a.word[state] < 0 && a.shorter[state] == 0 {
			continue
		}
		for s := state; s != 0; s = a.shorter[s] {
			if w := a.word[s]; w >= 0 {
				into = append(into, hit{start: int32(i+1) - a.length[w], end: int32(i + 1), word: w})
			}
		}
	}
	return into
}
