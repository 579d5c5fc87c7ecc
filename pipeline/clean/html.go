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

// tagAt gives the length of the tag that s starts with, and whether it ends a line. Length 0: no tag of HTML.
func tagAt(s string) (n int, block bool) {
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + 3, false
		}
		return 0, false
	}
	end := strings.IndexByte(s, '>')
	if end < 0 || end > 2000 {
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
		rest := s[1:] // &amp;amp;nbsp; was escaped more than once
		for strings.HasPrefix(rest, "amp;") {
			rest = rest[4:]
		}
		if len(rest) < len(s)-1 {
			s = "&" + rest
		}
		if strings.HasPrefix(s, "&nbsp") {
			b.WriteByte(' ')
			s = strings.TrimPrefix(s[5:], ";")
			continue
		}
		n := entityLength(s)
		if n == 0 {
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		b.WriteString(html.UnescapeString(s[:n]))
		s = s[n:]
	}
}

// entityLength is the length of the closed entity that s starts with; 0: none.
func entityLength(s string) int {
	for i := 1; i < len(s) && i < 32; i++ {
		c := s[i]
		switch {
		case c == ';':
			if i < 2 || html.UnescapeString(s[:i+1]) == s[:i+1] {
				return 0
			}
			return i + 1
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '#':
		default:
			return 0
		}
	}
	return 0
}
