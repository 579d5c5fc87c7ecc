package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"sifeng/pipeline/comment"
)

// garbledHeader finds a row of names among the first rows that a wrong encoding spoilt with the rest of the file: 鍐呭 is 内容, ÄÚÈÝ too. It gives the
// row's index, -1 if there is none, and the names as they were.
func (h *headerNames) garbledHeader(sample []bufferedRow) (at int, header []string) {
	repaired := make([]bufferedRow, 0, headerSearchRows)
	found := false
	var twice map[string]string
	for _, r := range sample[:min(len(sample), headerSearchRows)] {
		cells := make([]string, len(r.cells))
		for i, c := range r.cells {
			if cells[i] = c; isASCII(c) || utf8.RuneCountInString(c) > 4*maxHeaderRunes {
				continue
			}
			if twice == nil {
				twice = h.savedTwice()
			}
			if name, ok := twice[withoutLost(c)]; ok {
				cells[i], found = name, true
			} else if name := fromWestern(c); name != "" {
				cells[i], found = name, true
			}
		}
		repaired = append(repaired, bufferedRow{cells: cells, row: r.row})
	}
	if !found {
		return -1, nil
	}
	if at = findHeader(h, repaired); at < 0 {
		return -1, nil
	}
	return at, repaired[at].cells
}

// savedTwice gives the known names by how they look when their UTF-8 was read as GBK.
func (h *headerNames) savedTwice() map[string]string {
	names := map[string]string{}
	for name := range h.whole {
		if looks, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil && !isASCII(name) {
			names[withoutLost(looks)] = name
		}
	}
	return names
}

// withoutLost leaves out what stands in a garbled text for bytes that could not be read.
func withoutLost(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '?' || r == utf8.RuneError || isInvisible(r) || unicode.Is(unicode.Co, r) {
			return -1
		}
		return r
	}, s)
}

// fromWestern gives the Chinese text that was read as Western; empty: it was none.
func fromWestern(s string) string {
	if len(s) > 3000 {
		s = s[:3000]
	}
	raw := make([]byte, 0, len(s))
	for _, r := range s {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r > 0xff {
				if unicode.Is(unicode.Han, r) {
					return ""
				}
				r = '?'
			}
			b = byte(r)
		}
		raw = append(raw, b)
	}
	for _, e := range [...]encoding.Encoding{encoding.Nop, simplifiedchinese.GB18030} {
		text, err := e.NewDecoder().Bytes(raw)
		if err != nil {
			continue
		}
		han, others := 0, 0
		for _, r := range string(text) {
			switch {
			case unicode.Is(unicode.Han, r):
				han++
			case r >= utf8.RuneSelf && !unicode.IsPunct(r):
				others++
			}
		}
		if han > 0 && han > 2*others {
			return string(text)
		}
	}
	return ""
}

// looksGarbled is damage for a text of a file of which it is known that a wrong encoding spoilt it: even a few characters are enough.
func looksGarbled(s string) *comment.Message {
	if isASCII(s) {
		if strings.Trim(s, "? \n") == "" && strings.Count(s, "?") > 1 {
			return reasonLost
		}
		return nil
	}
	if han, high := hanOfTwice(s); strings.ContainsFunc(s, isMojibake) || han > 0 && han*2 > high {
		return reasonTwice
	}
	if strings.ContainsFunc(s, isWesternLetter) && fromWestern(s) != "" {
		return reasonWestern
	}
	if strings.ContainsAny(s, "\ufffd锟") {
		return reasonLost
	}
	return nil
}

// isWesternLetter knows the letters and signs that GBK's bytes, and the first of three of UTF-8, become when they are read as Western.
func isWesternLetter(r rune) bool { return r >= 0xa0 && r <= 0xff }

// garbledRow says that a row which could name columns is spoilt: most of its cells are short and garbled.
func garbledRow(cells []string) bool {
	filled, garbled := 0, 0
	for _, c := range cells {
		if isBlank(c) {
			continue
		}
		if filled++; utf8.RuneCountInString(c) > 4*maxHeaderRunes {
			return false
		}
		if looksGarbled(c) != nil {
			garbled++
		}
	}
	return garbled*2 > filled
}

// garbledTable gives what spoilt most cells of the first rows that are no numbers; nil: nothing did.
func garbledTable(sample []bufferedRow) *comment.Message {
	const looked = 50
	words, garbled := 0, 0
	var reason *comment.Message
	if len(sample) > 1 {
		sample = sample[1:] // below the names
	}
	for _, r := range sample[:min(len(sample), looked)] {
		for _, c := range r.cells {
			if !isASCII(c) || strings.Contains(c, "??") {
				words++
				if found := looksGarbled(c); found != nil {
					garbled++
					reason = found
				}
			}
		}
	}
	if garbled*2 <= words {
		return nil
	}
	return reason
}

// damage tells what a wrong encoding did to a text, looking closer where it spoilt the names of the columns.
func (s *sheet) damage(text string) *comment.Message {
	if s.layout.garbled {
		return looksGarbled(text)
	}
	return damage(text)
}
