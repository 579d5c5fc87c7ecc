package serve

import (
	"slices"
	"unicode/utf8"
)

// span is the place of a tag's evidence in a text, in bytes, with the tag's number on the page.
type span struct{ start, end, tag int }

// part is a piece of a text; Tags are the numbers of the tags whose evidence it is, none for what lies between.
type part struct {
	Text string
	Tags []int
	Ends []int // of Tags, those whose evidence ends here
}

// mark cuts a text where evidence begins or ends. A span that does not fit the text, or would cut a character, is passed over: then the text
// is shown without it.
func mark(text string, spans []span) []part {
	fits := func(at int) bool { return at >= 0 && at <= len(text) && (at == len(text) || utf8.RuneStart(text[at])) }
	cuts := []int{0, len(text)}
	var good []span
	for _, s := range spans {
		if s.start < s.end && fits(s.start) && fits(s.end) {
			good = append(good, s)
			cuts = append(cuts, s.start, s.end)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var parts []part
	for i := 1; i < len(cuts); i++ {
		p := part{Text: text[cuts[i-1]:cuts[i]]}
		for _, s := range good {
			if s.start <= cuts[i-1] && cuts[i] <= s.end {
				p.Tags = append(p.Tags, s.tag)
				if s.end == cuts[i] {
					p.Ends = append(p.Ends, s.tag)
				}
			}
		}
		parts = append(parts, p)
	}
	return parts
}
