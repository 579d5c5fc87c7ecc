package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// normalise gives valid UTF-8 without the debris of spreadsheets and web exports: letters, digits and signs in their ordinary width
// (Chinese punctuation stays), no control or invisible characters, no HTML, white space runs as one space or one line break, none at
// the ends. A text that needs nothing of this is returned as it is.
func normalise(s string, oneLine bool) string {
	if tidy(s, oneLine) {
		return s
	}
	for range maxRounds {
		next := spaces(unwrap(fold(s)), oneLine)
		if next == s || tidy(next, oneLine) {
			return next
		}
		s = next
	}
	return s
}

// tidy tells whether normalise has nothing to do. It may say no too often, never yes.
func tidy(s string, oneLine bool) bool {
	if s == "" {
		return true
	}
	if s[0] <= ' ' || s[len(s)-1] <= ' ' {
		return false
	}
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b >= 0xE3 && b <= 0xE9: // most of Chinese: U+3000 to U+9FFF
			if i+2 >= len(s) || s[i+1]&0xC0 != 0x80 || s[i+2]&0xC0 != 0x80 || b == 0xE3 && s[i+1] == 0x80 && s[i+2] == 0x80 {
				return false
			}
			i += 3
		case b > ' ' && b < 0x7F:
			if b == '<' || b == '&' || b == '_' && strings.HasPrefix(s[i:], "_x") {
				return false
			}
			i++
		case b == ' ':
			if s[i+1] <= ' ' {
				return false
			}
			i++
		case b == '\n':
			if oneLine || s[i+1] <= ' ' {
				return false
			}
			i++
		case b < utf8.RuneSelf:
			return false
		default:
			char, size := utf8.DecodeRuneInString(s[i:])
			if char == utf8.RuneError && size == 1 || foldRune(char) != char || special(char) {
				return false
			}
			i += size
		}
	}
	return true
}

// chinese punctuation keeps its width: it is what the rest of the text is written with.
const keptWidth = "！，：；？（）～"

// foldRune gives the character in its ordinary form; -1 drops it.
func foldRune(char rune) rune {
	switch {
	case char < 0x7F:
		if char < ' ' && char != '\n' && char != '\t' && char != '\r' {
			return -1
		}
		return char
	case char == '\u3000' || char == '\u2028' || char == '\u2029' || char == '\u0085':
		return ' '
	case char >= 0x3001 && char < 0xA000:
		return char
	case char >= 0xFE00 && char <= 0xFE0F || char == '\u20E3' || char == utf8.RuneError:
		return -1
	case char >= 0xFF00 && char <= 0xFFEF:
		if strings.ContainsRune(keptWidth, char) {
			return char
		}
		if folded := width.LookupRune(char).Folded(); folded != 0 {
			return folded
		}
		return char
	case char >= 0x0660 && (char < 0x2000 || char >= 0xA000) && unicode.IsDigit(char): // ٠١٢, ०१२ … of any script
		return plainDigit(char)
	case unicode.Is(unicode.Cc, char) || unicode.Is(unicode.Cf, char) || unicode.Is(unicode.Co, char):
		return -1
	case unicode.IsSpace(char):
		return ' '
	}
	return char
}

// plainDigit gives the digit 0-9 for a digit of another script. Unicode holds the digits of a script in a row, from zero to nine.
func plainDigit(char rune) rune {
	for _, table := range unicode.Nd.R16 {
		if rune(table.Lo) <= char && char <= rune(table.Hi) {
			return '0' + (char-rune(table.Lo))%10
		}
	}
	for _, table := range unicode.Nd.R32 {
		if rune(table.Lo) <= char && char <= rune(table.Hi) {
			return '0' + (char-rune(table.Lo))%10
		}
	}
	return char
}

// special characters become several, or others, by compatibility: radicals, compatibility ideographs, styled letters and digits.
func special(char rune) bool {
	return char >= 0x2E80 && char < 0x2FE0 || char >= 0xF900 && char < 0xFB00 || char >= 0x1D400 && char < 0x1D800 ||
		char >= 0x2F800 && char < 0x2FA20
}

// fold brings every character to its ordinary form and drops the invisible ones.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		char, size := utf8.DecodeRuneInString(s[i:])
		if char == '_' {
			if n := len(spreadsheetEscape(s[i:])); n > 0 {
				b.WriteByte('\n')
				i += n
				continue
			}
		}
		i += size
		if special(char) {
			b.WriteString(norm.NFKC.String(string(char)))
		} else if folded := foldRune(char); folded >= 0 {
			b.WriteRune(folded)
		}
	}
	return b.String()
}

// spreadsheetEscape gives the escaped character that s starts with, as spreadsheets write those that XML cannot hold: _x000D_.
func spreadsheetEscape(s string) string {
	if len(s) < 7 || s[:4] != "_x00" || s[6] != '_' || !hexDigit(s[4]) || !hexDigit(s[5]) {
		return ""
	}
	return s[:7]
}

func hexDigit(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// spaces joins runs of white space to one space, or to one line break if the run holds any.
func spaces(s string, oneLine bool) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\t':
			if gap == 0 {
				gap = ' '
			}
		case '\n', '\r':
			gap = '\n'
		default:
			if gap != 0 && b.Len() > 0 {
				if oneLine {
					gap = ' '
				}
				b.WriteByte(gap)
			}
			gap = 0
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Normalised gives a text as Clean compares it: in plain characters, without invisible ones.
func Normalised(s string) string { return normalise(s, false) }
