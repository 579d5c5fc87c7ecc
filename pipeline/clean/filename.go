package clean

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FileName gives the name of a file or sheet as it may be stored. People name them after the complainant: 王小明.xlsx, 王小明反映低保.xlsx.
func (c *Cleaner) FileName(name string) string {
	ext := filepath.Ext(name)
	if strings.ContainsFunc(ext, func(r rune) bool { return r >= utf8.RuneSelf || unicode.IsControl(r) }) { // a dot inside a name
		ext = ""
	}
	stem := c.Redact(strings.TrimSuffix(name, ext))
	var hits []hit
	for i := 0; i < len(stem); {
		if _, n := markAt(stem[i:]); n > 0 {
			i += n
			continue
		}
		char, size := utf8.DecodeRuneInString(stem[i:])
		if han(char) {
			end := i
			for end < len(stem) {
				next, n := utf8.DecodeRuneInString(stem[end:])
				if !han(next) {
					break
				}
				end += n
			}
			if stop := c.ownerOf(stem[i:end]); stop > 0 {
				hits = append(hits, hit{i, i + stop, Name})
			}
			i = end
			continue
		}
		i += size
	}
	return apply(stem, hits) + ext
}

// ownerOf gives the length of the name that a run of Chinese characters is, or begins with before a word for what the person wrote; 0:
// there is none.
func (c *Cleaner) ownerOf(run string) int {
	if _, kind := c.rules.surnameAt(run, 0); kind&classSurname == 0 {
		return 0
	}
	if c.listedName(run, 0) == len(run) {
		return len(run)
	}
	for _, size := range [...]int{9, 6, 12} {
		if len(run) <= size || c.listedName(run[:size], 0) != size {
			continue
		}
		if rest := strings.TrimPrefix(run[size:], "的"); prefixOf(rest, c.rules.written) > 0 || prefixOf(rest, c.rules.deputies) > 0 {
			return size
		}
	}
	return 0
}
