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
	if m, n := material(text); n >= minimumMaterial {
		return m
	}
	if m, n := material(title + "\n" + text); n >= minimumMaterial {
		return m
	}
	return ""
}

func material(s string) (string, int) {
	var b strings.Builder
	b.Grow(len(s))
	n := 0
	for i := 0; i < len(s); {
		char, size := utf8.DecodeRuneInString(s[i:])
		if char == '〔' {
			if _, length := markAt(s[i:]); length > 0 {
				size = length
			}
		} else if _, digit := digitValues[char]; !digit && unicode.IsLetter(char) {
			b.WriteRune(unicode.ToLower(char))
			n++
		}
		i += size
	}
	return b.String(), n
}
