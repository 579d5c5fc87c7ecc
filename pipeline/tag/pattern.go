package tag

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxPiece is the longest literal that a pattern may spell, in characters: rules are expressions, not sentences.
const maxPiece = 8

// defaultGap is how many characters … stands for at most.
const defaultGap = 10

// piece is one part of a pattern: any of its literals, at most gap characters after the end of the piece before.
type piece struct {
	literals []string
	gap      int
}

// parsePattern reads a pattern such as
//
//	(互相|相互)踢皮球      alternatives in brackets, one of which may be empty
//	<多次>…没人管          <class> stands for the words of a class; … for at most ten characters of the same sentence
//	跑了…4趟              …N for at most N
//
// and gives its pieces with every alternative written out and folded.
func parsePattern(s string, classes map[string][]string) ([]piece, error) {
	var pieces []piece
	gap := 0
	for i, part := range strings.Split(s, "…") {
		if i > 0 {
			gap = defaultGap
			digits := 0
			for digits < len(part) && part[digits] >= '0' && part[digits] <= '9' {
				digits++
			}
			if digits > 0 {
				n, err := strconv.Atoi(part[:digits])
				if err != nil || n > 30 {
					return nil, fmt.Errorf("gap …%s: want at most 30 characters", part[:digits])
				}
				gap, part = n, part[digits:]
			}
		}
		for part != "" {
			if part[0] == '<' {
				end := strings.IndexByte(part, '>')
				if end < 0 {
					return nil, fmt.Errorf("pattern %s: < without >", s)
				}
				words, ok := classes[part[1:end]]
				if !ok {
					return nil, fmt.Errorf("pattern %s: no class %s", s, part[1:end])
				}
				pieces = append(pieces, piece{literals: words, gap: gap})
				gap, part = 0, part[end+1:]
				continue
			}
			end := strings.IndexByte(part, '<')
			if end < 0 {
				end = len(part)
			}
			literals, err := alternatives(part[:end])
			if err != nil {
				return nil, fmt.Errorf("pattern %s: %w", s, err)
			}
			pieces = append(pieces, piece{literals: literals, gap: gap})
			gap, part = 0, part[end:]
		}
	}
	if len(pieces) == 0 {
		return nil, fmt.Errorf("empty pattern")
	}
	if len(pieces) > 6 {
		return nil, fmt.Errorf("pattern %s has %d pieces, at most 6 are allowed", s, len(pieces))
	}
	return pieces, nil
}

func alternatives(s string) ([]string, error) {
	out := []string{""}
	for s != "" {
		options, rest := []string{s}, ""
		if open := strings.IndexByte(s, '('); open == 0 {
			end := strings.IndexByte(s, ')')
			if end < 0 {
				return nil, fmt.Errorf("( without )")
			}
			options, rest = strings.Split(s[1:end], "|"), s[end+1:]
		} else if open > 0 {
			options, rest = []string{s[:open]}, s[open:]
		}
		for _, o := range options {
			if n := utf8.RuneCountInString(o); n > maxPiece {
				return nil, fmt.Errorf("%q has %d characters, at most %d are allowed", o, n, maxPiece)
			}
		}
		var grown []string
		for _, head := range out {
			for _, o := range options {
				grown = append(grown, head+foldString(o))
			}
		}
		if len(grown) > 600 {
			return nil, fmt.Errorf("more than 600 alternatives")
		}
		out, s = grown, rest
	}
	for _, lit := range out {
		if lit == "" {
			return nil, fmt.Errorf("a part of the pattern may be empty")
		}
		if !utf8.ValidString(lit) || strings.ContainsFunc(lit, func(r rune) bool { return strings.ContainsRune("()|<>", r) || r < ' ' }) {
			return nil, fmt.Errorf("a part of the pattern holds one of ( ) | < > that nothing opens or closes, or what is no character")
		}
	}
	return out, nil
}
