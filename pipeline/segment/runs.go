package segment

// lookAtRuns finds the words of gse's dictionary that hold a run.
func (s *Segmenter) lookAtRuns(text string, m *scratch) {
	for n, r := range m.runs {
		end := len(m.units) - 1
		if n+1 < len(m.runs) {
			end = int(m.runs[n+1]) // words that go on to the next run are found with it
		}
		first := int(r)
		if first > 0 && s.first[m.units[first-1].code].run {
			first = max(0, first-s.widest)
		}
		for i := first; i <= int(r); i++ {
			s.walk(s.general, text, m, i, func(j int, value uint16) {
				if int(r) <= j && j < end {
					m.put(j, j+1-i, s.costs[value])
				}
			})
		}
		m.own = append(m.own, r)
	}
}

// lookForOwn finds the project's words that begin with a unit. They take the place of gse's.
func (s *Segmenter) lookForOwn(text string, m *scratch, i int) {
	s.walk(s.own, text, m, i, func(j int, value uint16) { m.put(j, j+1-i, s.ownCosts[value]) })
}

// walk goes through a trie from a unit on, and calls with the last unit and the value of each word. In runs capital letters count as small ones.
func (s *Segmenter) walk(t trie, text string, m *scratch, i int, with func(j int, value uint16)) {
	c := root
	for j := i; j < len(m.units)-1; j++ {
		u := &m.units[j]
		if u.code != s.run {
			c = t.child(c.base(), u.code)
		} else {
			for _, r := range text[u.start:m.units[j+1].start] {
				if 'A' <= r && r <= 'Z' {
					r += 'a' - 'A'
				}
				if c = t.child(c.base(), s.alphabet.of(r)); c == 0 {
					break
				}
			}
		}
		if c == 0 {
			return
		}
		if c.value() != 0 {
			with(j, c.value())
		}
	}
}

// put makes a word end at a unit, in the place of one of the same length.
func (m *scratch) put(j, length int, cost float32) {
	u := &m.units[j]
	switch length {
	case 1:
		u.one = cost
	case 2:
		u.two = cost
	default:
		at := &u.long
		for *at != 0 && m.words[*at].length > int32(length) {
			at = &m.words[*at].next
		}
		if *at != 0 && m.words[*at].length == int32(length) {
			m.words[*at].cost = cost
			return
		}
		w := word{cost, int32(length), *at}
		*at = int32(len(m.words))
		m.words = append(m.words, w)
	}
}
