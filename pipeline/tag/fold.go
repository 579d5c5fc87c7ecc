package tag

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// page is a comment as the rules see it: title and text in one row of folded characters, each with its place in the field it came
// from. It is scratch space, reused from comment to comment.
type page struct {
	char   []uint16 // folded
	off    []int32  // byte offset in its own field; one more than characters
	title  int      // characters of the title; the next one is the break between the fields
	clause []span   // runs of characters without punctuation
	inClau []int32  // character → index of its clause (punctuation: the clause before)
	inSent []int32  // character → number of its sentence
	sent   []span
	forms  *forms // of characters in n-grams
	masked []bool // character is part of an expression that is not asserted
}

// span is a half-open range of characters of a page.
type span struct{ start, end int }

// fold gives the one form of a character that rules are written in: half width, lower case, outside the basic plane one mark.
func fold(r rune) uint16 {
	switch {
	case r >= 0x3400 && r < 0xFE00:
		switch r {
		case '沒':
			return '没'
		case '無':
			return '无'
		case '為':
			return '为'
		case '們':
			return '们'
		}
		return uint16(r)
	case r >= 'A' && r <= 'Z':
		return uint16(r + 'a' - 'A')
	case r < 128:
		return uint16(r)
	case r >= 0xFF01 && r <= 0xFF5E:
		return fold(r - 0xFEE0)
	case r == 0x3000:
		return ' '
	case r >= 1<<16:
		return noChar
	}
	switch r {
	case '﹑', '､':
		return '、'
	case '｡':
		return '。'
	case '“', '”', '„', '〝', '〞', '「', '」', '『', '』':
		return '"'
	case '‘', '’':
		return '\''
	}
	return uint16(r)
}

// foldString folds a literal of a rule.
func foldString(s string) string {
	for _, r := range s {
		if rune(fold(r)) != r {
			return strings.Map(func(r rune) rune { return rune(fold(r)) }, s)
		}
	}
	return s
}

const (
	notBreak = iota
	clauseBreak
	sentenceBreak
)

func breakKind(c uint16) int {
	switch c {
	case '。', '!', '?', ';', '\n', '\r', '…':
		return sentenceBreak
	case ',', ':', ' ', '\t', '~', '—':
		return clauseBreak
	}
	return notBreak
}

// read fills the page with a title and a text.
func (p *page) read(title, text string) {
	p.char, p.off = p.char[:0], p.off[:0]
	p.add(title)
	p.title = len(p.char)
	p.char = append(p.char, '\n')
	p.off = append(p.off, int32(len(title)))
	p.add(text)
	p.off = append(p.off, int32(len(text)))
	p.hideMarks()
	p.split()
}

// hideMarks blanks what stands in the marks that cleaning leaves in the place of private data, such as 〔门牌〕: they are no words of the writer's.
func (p *page) hideMarks() {
	for i, c := range p.char {
		if c != markOpens {
			continue
		}
		for k := i + 1; k <= i+maxMark+1 && k < len(p.char); k++ {
			if p.char[k] == markCloses {
				for j := i + 1; j < k; j++ {
					p.char[j] = noChar
				}
				break
			}
			if p.char[k] < 0x80 && (p.char[k] < 'a' || p.char[k] > 'z') {
				break // 〔2014〕 is the year of a document
			}
		}
	}
}

const (
	markOpens, markCloses = '〔', '〕'
	maxMark               = 3 // characters
	noChar                = 0xFFFD
)

func (p *page) add(s string) {
	n := len(p.char)
	p.char, p.off = slices.Grow(p.char, len(s))[:n+len(s)], slices.Grow(p.off, len(s)+1)[:n+len(s)]
	for i := 0; i < len(s); n++ {
		p.off[n] = int32(i)
		b := s[i]
		if b >= 0xE4 && b <= 0xE9 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 { // U+4000 to U+9FFF
			c := uint16(b&0x0F)<<12 | uint16(s[i+1]&0x3F)<<6 | uint16(s[i+2]&0x3F)
			if c == '沒' || c == '無' || c == '為' || c == '們' {
				c = fold(rune(c))
			}
			p.char[n] = c
			i += 3
			continue
		}
		r, size := rune(b), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		p.char[n] = fold(r)
		i += size
	}
	p.char, p.off = p.char[:n], p.off[:n]
}

// maxSentence is how many characters a sentence has at most, to its next clause, or twice as many where none ends: in what goes on without a mark,
// each hit would be held against every cue.
const maxSentence = 1000

func (p *page) split() {
	p.clause, p.sent = p.clause[:0], p.sent[:0]
	n := len(p.char)
	if cap(p.inClau) < n {
		p.inClau, p.inSent = make([]int32, n, n+n/2), make([]int32, n, n+n/2)
	}
	p.inClau, p.inSent = p.inClau[:n], p.inSent[:n]
	clauseStart, sentStart := 0, 0
	for i, c := range p.char {
		p.inClau[i], p.inSent[i] = int32(len(p.clause)), int32(len(p.sent))
		kind := breakKind(c)
		if kind == notBreak {
			if i-sentStart < 2*maxSentence {
				continue
			}
			kind = sentenceBreak
		}
		if kind == clauseBreak && i-sentStart >= maxSentence {
			kind = sentenceBreak
		}
		if i > clauseStart {
			p.clause = append(p.clause, span{clauseStart, i})
		}
		clauseStart = i + 1
		if kind == sentenceBreak {
			if i > sentStart {
				p.sent = append(p.sent, span{sentStart, i})
			}
			sentStart = i + 1
		}
	}
	if n > clauseStart {
		p.clause = append(p.clause, span{clauseStart, n})
	}
	if n > sentStart {
		p.sent = append(p.sent, span{sentStart, n})
	}
}

// place gives the field and bytes of a range of characters, which must not cross the break between title and text.
func (p *page) place(s span) (field string, start, end int) {
	if s.start < p.title {
		if s.end > p.title {
			s.end = p.title
		}
		return "title", int(p.off[s.start]), int(p.off[s.end])
	}
	return "text", int(p.off[s.start]), int(p.off[s.end])
}
