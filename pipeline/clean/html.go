package clean

import (
	"html"
	"strings"
)

// unwrap takes out what a web export leaves: tags of HTML (their text stays; scripts, styles and comments go whole) and entities.
func unwrap(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = dropTags(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = entities(s)
	}
	return s
}

// blockTags end a line; inlineTags vanish. Other words in angle brackets are the writer's own.
var (
	blockTags  = wordSet("address article blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section table tbody td tfoot th thead title tr ul")
	inlineTags = wordSet("a abbr b big button cite code del em embed font frame i iframe img input ins label link mark meta noscript object o:p option param q s script select small source span st1 strike strong style sub sup svg svg:svg textarea tt u var video xml wbr w:sdt v:shape")
)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func dropTags(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		n, block := tagAt(s)
		if n == 0 {
			b.WriteByte('<')
			n = 1
		} else if block {
			b.WriteByte('\n')
		}
		s = s[n:]
	}
}

// How far the end of a tag, and of a comment, script or style is looked for, in bytes: text full of < must not take for ever.
const (
	maxTag     = 2000
	maxElement = 8 << 10
)

// tagAt gives the length of the tag that s starts with, and whether it ends a line. Length 0: no tag of HTML.
func tagAt(s string) (n int, block bool) {
	s = s[:min(len(s), maxElement)]
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + 3, false
		}
		return 0, false
	}
	end := strings.IndexByte(s[:min(len(s), maxTag)], '>')
	if end < 0 {
		return 0, false
	}
	if s[1] == '!' || s[1] == '?' {
		return end + 1, false
	}
	i := 1
	if s[i] == '/' {
		i++
	}
	from := i
	for i < end && (s[i] >= 'a' && s[i] <= 'z' || s[i] >= 'A' && s[i] <= 'Z' || s[i] >= '0' && s[i] <= '9' || s[i] == ':') {
		i++
	}
	name := strings.ToLower(s[from:i])
	if i < end && s[i] != ' ' && s[i] != '/' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r' {
		return 0, false
	}
	switch {
	case name == "script" || name == "style":
		if closing := strings.Index(s, "</"+name); closing >= 0 && from == 1 {
			if stop := strings.IndexByte(s[closing:], '>'); stop >= 0 {
				return closing + stop + 1, true
			}
		}
		return end + 1, false
	case blockTags[name]:
		return end + 1, true
	case inlineTags[name]:
		return end + 1, false
	}
	return 0, false
}

// entities replaces &nbsp; &lt; &#12345; and their like. Only closed ones count, so that a link's &copy=1 stays; &nbsp is known open too.
func entities(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		s = s[1:]
		for strings.HasPrefix(s, "amp;") { // &amp;amp;nbsp; was escaped more than once
			s = s[4:]
		}
		if strings.HasPrefix(s, "nbsp") {
			b.WriteByte(' ')
			s = strings.TrimPrefix(s[4:], ";")
			continue
		}
		plain, n := entityAt(s)
		b.WriteString(plain)
		s = s[n:]
	}
}

// entityAt gives what the closed entity stands for whose name s starts with, and the length of that name; an ampersand and 0: there is none.
func entityAt(s string) (plain string, n int) {
	for i := 0; i < len(s) && i < 32; i++ {
		c := s[i]
		switch {
		case c == ';':
			entity := "&" + s[:i+1]
			if plain := html.UnescapeString(entity); plain != entity {
				return plain, i + 1
			}
			return "&", 0
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '#':
		default:
			return "&", 0
		}
	}
	return "&", 0
}
