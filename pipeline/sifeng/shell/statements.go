package shell

import "strings"

// Split cuts SQL text into statements at semicolons outside of quotes and comments, also those of full width that a Chinese input method types.
// rest is what follows the last semicolon, with white space and comments kept; it is a statement that has not been ended yet, or empty.
func Split(text string) (statements []string, rest string) {
	start := 0
	for i := 0; i < len(text); {
		if end := skipQuoted(text, i); end > i {
			i = end
			continue
		}
		n := 0
		for _, semicolon := range []string{";", "；"} {
			if strings.HasPrefix(text[i:], semicolon) {
				n = len(semicolon)
			}
		}
		if n == 0 {
			i++
			continue
		}
		if s := strings.TrimSpace(text[start:i]); s != "" {
			statements = append(statements, s)
		}
		i += n
		start = i
	}
	return statements, text[start:]
}

// skipQuoted gives the place after the quotes or the comment that begin at i; i where none begins.
func skipQuoted(text string, i int) int {
	switch c := text[i]; {
	case c == '\'' || c == '"':
		return skipTo(text, i+1, string(c))
	case strings.HasPrefix(text[i:], "--"):
		return skipTo(text, i, "\n")
	case strings.HasPrefix(text[i:], "/*"):
		return skipTo(text, i+2, "*/")
	case c == '$':
		if tag := dollarTag(text[i:]); tag != "" {
			return skipTo(text, i+len(tag), tag)
		}
	}
	return i
}

// skipTo gives the place after the next end in text from i on, or the text's length.
func skipTo(text string, i int, end string) int {
	at := strings.Index(text[min(i, len(text)):], end)
	if at < 0 {
		return len(text)
	}
	return i + at + len(end)
}

// dollarTag gives the opening of a dollar-quoted string, such as $$ or $x$; empty if s starts with none.
func dollarTag(s string) string {
	for i := 1; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '$':
			return s[:i+1]
		case c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || i > 1 && c >= '0' && c <= '9':
		default:
			return ""
		}
	}
	return ""
}

// Blank says whether text holds nothing but white space and comments.
func Blank(text string) bool {
	for i := 0; i < len(text); {
		switch {
		case strings.HasPrefix(text[i:], "--"):
			i = skipTo(text, i, "\n")
		case strings.HasPrefix(text[i:], "/*"):
			i = skipTo(text, i+2, "*/")
		case strings.TrimSpace(text[i:i+1]) == "":
			i++
		default:
			return false
		}
	}
	return true
}
