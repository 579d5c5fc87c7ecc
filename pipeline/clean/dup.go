package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minimumMaterial is the length below which equal texts say nothing about a common sender, in characters.
const minimumMaterial = 12

// DupMaterial gives what two copies of one letter share, of a cleaned comment: its text (with the title, if the text alone is too short)
// without marks, numbers, punctuation and white space, in lower case. It is empty if fewer than 12 characters remain.
func (c *Cleaner) DupMaterial(title, text string) string {
	if m, n := c.rules.material(text); n >= minimumMaterial {
		return m
	}
	if m, n := c.rules.material(title + "\n" + text); n >= minimumMaterial {
		return m
	}
	return ""
}

func (r *rules) material(s string) (string, int) {
	var b strings.Builder
	b.Grow(len(s))
	n := 0
	for i := 0; i < len(s); {
		if lead := s[i]; lead >= 0xE5 && lead <= 0xE8 && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 { // U+5000 to U+8FFF: letters
			if char := rune(lead&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F); r.classes[char]&classDigit == 0 {
				b.WriteString(s[i : i+3])
				n++
			}
			i += 3
			continue
		}
		char, size := utf8.DecodeRuneInString(s[i:])
		if char == '〔' {
			if _, length := markAt(s[i:]); length > 0 {
				size = length
			}
		} else if r.of(char)&classDigit == 0 && unicode.IsLetter(char) {
			b.WriteRune(unicode.ToLower(char))
			n++
		}
		i += size
	}
	return b.String(), n
}
