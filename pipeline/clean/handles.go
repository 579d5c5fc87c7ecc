package clean

import (
	"strings"
	"unicode/utf8"
)

// maxHandle is the longest name on a platform, in characters.
const maxHandle = 30

// maxUnclosed is how many characters are taken for a name where no platform has closed it.
const maxUnclosed = 6

// handleAt finds the name behind an @, by which its bearer can be found on a platform: //@老张头: … Those of offices and media stay.
func (c *Cleaner) handleAt(s string, i, floor int) (hit, bool) {
	j := i + 1
	if j < len(s) && s[j] == ' ' {
		if before := strings.TrimRight(s[:i], " "); strings.HasSuffix(before, "回复") || strings.HasSuffix(before, "//") {
			j++
		}
	}
	end, n, asked := j, 0, 0 // asked: where a sentence goes on
	for end < len(s) && n < maxHandle {
		char, size := utf8.DecodeRuneInString(s[end:])
		if !han(char) && !(char < utf8.RuneSelf && (letter(byte(char)) || char >= '0' && char <= '9')) && char != '_' && char != '-' && char != '·' {
			break
		}
		if n > 1 && asked == 0 && strings.ContainsRune("请您你", char) {
			asked = end
		}
		end += size
		n++
	}
	if n < 2 {
		return hit{}, false
	}
	if i > floor && s[i-1] < utf8.RuneSelf && (letter(s[i-1]) || s[i-1] >= '0' && s[i-1] <= '9') {
		if char, _ := utf8.DecodeRuneInString(s[j:]); !han(char) { // 3@5, wang@home
			return hit{}, false
		}
	}
	if end+1 < len(s) && s[end] == '.' && letter(s[end+1]) { // @qq.com
		return hit{}, false
	}
	if i > 0 && s[i-1] == '\'' && strings.HasPrefix(s[end:], "@'") { // a parameter of a query: '@township@'
		return hit{}, false
	}
	for _, w := range c.rules.public {
		if strings.Contains(strings.ToLower(s[j:end]), w) {
			return hit{}, false
		}
	}
	if c.rules.publicPlace(s[j:end]) {
		return hit{}, false
	}
	closed := end < len(s) && strings.IndexByte(" :/@", s[end]) >= 0 || strings.HasPrefix(s[end:], "：") // where a platform ends a name
	if !closed {
		if asked > 0 {
			end = asked
		}
		if stop, _, ok := c.nameAfter(s, j, strongCue); ok && stop <= end {
			end = stop
		} else if end-j > 3*maxUnclosed && asked == 0 { // a sentence, of which the sign is a bullet
			return hit{}, false
		}
	}
	return hit{j, end, Account}, true
}

// publicPlace tells whether a name on a platform is that of a place, with or without a word before it or a hotline behind it: @襄城, @平安襄城, @襄城12345.
func (r *rules) publicPlace(name string) bool {
	if i := strings.IndexAny(name, "0123456789"); i > 0 && r.services[name[i:]] {
		name = name[:i]
	}
	for _, w := range r.publicPrefixes {
		if rest, ok := strings.CutPrefix(name, w); ok && r.places[rest] {
			return true
		}
	}
	for end := range name { // @襄城人社
		if r.places[name[:end]] && prefixOf(name[end:], r.offices) > 0 {
			return true
		}
	}
	return r.places[name]
}
