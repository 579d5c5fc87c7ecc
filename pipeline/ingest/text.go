package ingest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isInvisible is white space in the widest sense: what no reader of a cell can see.
func isInvisible(r rune) bool {
	switch {
	case r <= ' ', r == 0x7f:
		return true
	case r < 0x80:
		return false
	case r == '\u00a0', r == '\u3000', r >= '\u200b' && r <= '\u200f', r >= '\u2028' && r <= '\u202f', r == '\u2060', r == '\ufeff', r == '\u00ad':
		return true
	}
	return r < '\u3000' && (unicode.IsSpace(r) || unicode.IsControl(r))
}

// tidy takes from a cell what a format left there and no writer meant: spreadsheet escapes, control characters, blank margins.
func tidy(s string) string {
	if isTidy(s) {
		return s
	}
	if strings.Contains(s, "_x00") {
		s = escapes.Replace(s)
	}
	if strings.IndexByte(s, '\r') >= 0 {
		s = lineEnds.Replace(s)
	}
	if strings.ContainsFunc(s, isJunk) {
		s = strings.Map(func(r rune) rune {
			if isJunk(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimFunc(s, isInvisible)
}

// isTidy is a quick look at the bytes: no control characters but line ends, no escapes, no margins.
func isTidy(s string) bool {
	if s == "" {
		return true
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\n', c == 0x7f, c == '_':
			return false
		case c == 0xef && i+1 < len(s) && (s[i+1] == 0xbb || s[i+1] == 0xbf):
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return !isInvisible(first) && !isInvisible(last)
}

// isJunk are characters that are never part of a text, and that databases and pages choke on.
func isJunk(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '\ufeff' || r == '\ufffe'
}

var (
	escapes  = strings.NewReplacer("_x000D_\n", "\n", "_x000d_\n", "\n", "_x000D_", "\n", "_x000d_", "\n", "_x000A_", "\n", "_x0009_", "\t", "_x0000_", "", "_x001F_", "")
	lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")
)

// appendBare appends s without white space and with full-width forms made plain, so that the same text compares equal however an
// office typed or wrapped it.
func appendBare(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c > ' ' && c != 0x7f {
				dst = append(dst, c)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '\uff01' && r <= '\uff5e':
			dst = append(dst, byte(r-'\uff01'+'!'))
		case r >= '\u4e00' && r <= '\u9fff':
			dst = append(dst, s[i:i+size]...)
		case isInvisible(r):
		default:
			dst = append(dst, s[i:i+size]...)
		}
		i += size
	}
	return dst
}

func bare(s string) string { return string(appendBare(nil, s)) }

// readable says that a text holds at least one letter or digit of any script.
func readable(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// isDash knows the strokes, dots and ticks that people put where they have nothing to say: an answer, but no opinion.
func isDash(s string) bool {
	return s != "" && strings.Trim(s, "/／\\-－—–─_＿…。．.·、~～×√✓○〇*＊ \u3000\n") == ""
}

// spreadsheetErrors are what a cell shows when its formula failed.
func isSpreadsheetError(s string) bool {
	switch s {
	case "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!":
		return true
	}
	return false
}

// plainNumber undoes what spreadsheets do to long numbers: 1.3812345678E10 and 188006.0 become digits. lossy is true when digits
// are gone for good (1.38E+10), so that different numbers look alike.
func plainNumber(s string) (digits string, lossy bool) {
	s = strings.TrimSpace(s)
	e := strings.IndexAny(s, "eE")
	if e < 0 {
		if whole, zeros, ok := strings.Cut(s, "."); ok && whole != "" && zeros != "" && allDigits(whole) && strings.Trim(zeros, "0") == "" {
			return whole, false
		}
		return s, false
	}
	whole, part, _ := strings.Cut(s[:e], ".")
	exponent := 0
	power := strings.TrimPrefix(s[e+1:], "+")
	if len(whole) != 1 || !allDigits(whole) || !allDigits(part) && part != "" || power == "" || len(power) > 2 || !allDigits(power) {
		return s, false
	}
	for _, c := range power {
		exponent = exponent*10 + int(c-'0')
	}
	part = strings.TrimRight(part, "0")
	if len(part) > exponent || exponent > 30 {
		return s, false
	}
	return whole + part + strings.Repeat("0", exponent-len(part)), exponent-len(part) > 2 || len(part) <= 5 && exponent > 7
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
