package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// neutral keeps a spreadsheet from running a text as a formula: it puts an apostrophe before one that starts like a formula, in
// full-width form too.
func neutral(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// isText says whether a value holds what people wrote, as against numbers and times that DuckDB made.
func isText(v any) bool {
	switch v.(type) {
	case string, []byte, []any, map[string]any:
		return true
	}
	return false
}

// OneLine makes a text safe to show in a terminal: line ends become spaces, and what a terminal would act on, or what would turn the
// direction of the line, is left out.
func OneLine(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029:
			return ' '
		case acts(c):
			return -1
		}
		return c
	}, s)
}

// Lines does as OneLine, but keeps line ends and tabs.
func Lines(s string) string {
	return strings.Map(func(c rune) rune {
		if c != '\n' && c != '\t' && acts(c) {
			return -1
		}
		return c
	}, s)
}

// acts says whether a terminal would act on a character: a control character, or one that turns the direction of a line.
func acts(c rune) bool {
	return unicode.IsControl(c) || c == 0x200e || c == 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0xfeff
}

var markdownMarks = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "[", `\[`, "`", "\\`")

// markdownText keeps a text from being read as HTML, links or code in Markdown. The bar that ends a cell is the table's to escape.
func markdownText(s string) string { return markdownMarks.Replace(s) }
