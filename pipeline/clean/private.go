package clean

import (
	"strings"
	"unicode/utf8"
)

// privateValue is one value of a private column, ready to be looked for: its characters without spaces and dashes, lower case.
type privateValue struct {
	chars []rune
	mark  Mark
	// careful: a name found in the text, which may by chance stand inside other words; values of private columns go in any case.
	careful bool
}

// nameValues makes names found in the text ready to be looked for elsewhere. Hidden ones, and words that only a cue showed to be a
// name, are left out.
func (c *Cleaner) nameValues(names []string) []privateValue {
	var values []privateValue
	for _, name := range names {
		chars := []rune(name)
		if len(chars) < 2 || len(chars) > 4 || c.rules.guard[name] || c.rules.of(chars[0])&classSurname == 0 && len(chars) < 3 ||
			strings.ContainsFunc(name, func(char rune) bool { return !han(char) || char == '某' }) {
			continue
		}
		values = append(values, privateValue{chars: chars, mark: Name, careful: true})
	}
	return values
}

// privateValues makes the values of the private columns ready. Values that name nobody, and those too short to find anybody by, are
// left out.
func (c *Cleaner) privateValues(raw []string) []privateValue {
	var values []privateValue
	for _, v := range raw {
		v = normalise(v, true)
		v = c.traditional.simplified(v)
		if c.rules.nobody[v] || strings.ContainsAny(v, "〔〕") {
			continue
		}
		var chars []rune
		digits, hans := 0, 0
		for _, char := range v {
			if looseSeparator(char) {
				continue
			}
			switch {
			case char >= '0' && char <= '9':
				digits++
			case han(char):
				hans++
			}
			chars = append(chars, lower(char))
		}
		if len(chars) < 2 || hans == 0 && len(chars) < 4 || hans == 1 && len(chars) == 2 && digits == 1 {
			continue
		}
		mark := Name
		switch {
		case hans > 0:
		case digits == 11 && len(chars) == 11 && chars[0] == '1':
			mark = Mobile
		case len(chars) == 18 && digits >= 17 || len(chars) == 15 && digits == 15:
			mark = IDCard
		case digits == len(chars) && digits >= 16:
			mark = BankCard
		case digits == len(chars):
			mark = Landline
		case strings.ContainsRune(v, '@'):
			mark = Email
		}
		values = append(values, privateValue{chars: chars, mark: mark})
	}
	return values
}

func looseSeparator(char rune) bool {
	return char == ' ' || char == '\n' || char == '-' || char == '—' || char == '·' || char == '.' || char == '_' || char == '–'
}

func lower(char rune) rune {
	if char >= 'A' && char <= 'Z' {
		return char + 'a' - 'A'
	}
	return char
}

// removePrivate replaces the values wherever they stand in s, with whatever spaces and dashes between their characters.
func (c *Cleaner) removePrivate(s string, values []privateValue, found *Found) string {
	for _, v := range values {
		var hits []hit
		for i := 0; i < len(s); {
			if s[i] == 0xE3 {
				if _, n := markAt(s[i:]); n > 0 {
					i += n
					continue
				}
			}
			char, size := utf8.DecodeRuneInString(s[i:])
			if lower(char) == v.chars[0] {
				if end := v.matchAt(s, i); end > 0 && !(v.careful && c.rules.insideWord(s, i, end)) {
					hits = append(hits, hit{i, end, v.mark})
					found.Marks[v.mark]++
					i = end
					continue
				}
			}
			i += size
		}
		s = apply(s, hits)
	}
	return s
}

// matchAt gives the end of the value that stands at i; 0: it does not.
func (v privateValue) matchAt(s string, i int) int {
	end := i
	for k := 0; k < len(v.chars); {
		if i >= len(s) {
			return 0
		}
		char, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case lower(char) == v.chars[k]:
			k++
			i += size
			end = i
		case k > 0 && looseSeparator(char):
			i += size
		default:
			return 0
		}
	}
	return end
}

// insideWord tells whether s[start:end] is cut out of longer words: 李强 of 行李强制.
func (r *rules) insideWord(s string, start, end int) bool {
	if _, n := lastHanBefore(s, start, 0); n > 0 && r.lead[s[start-n:start+3]] {
		return true
	}
	_, size := utf8.DecodeRuneInString(s[end:])
	return end-start <= 6 && r.guard[s[end-3:end+size]]
}
