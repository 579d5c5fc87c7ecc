package ingest

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"sifeng/pipeline/comment"
)

// appendText appends a token's text with its escapes undone.
func (t xmlToken) appendText(dst []byte) ([]byte, error) {
	raw := t.text
	if bytes.IndexByte(raw, '\r') >= 0 {
		raw = bytes.ReplaceAll(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	if t.plain {
		return append(dst, raw...), nil
	}
	for {
		i := bytes.IndexByte(raw, '&')
		if i < 0 {
			return append(dst, raw...), nil
		}
		dst = append(dst, raw[:i]...)
		raw = raw[i+1:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if end < 0 {
			return dst, comment.Say("%v：有单独的 & 号", "%v: a & by itself", errXML)
		}
		switch name := raw[:end]; {
		case string(name) == "amp":
			dst = append(dst, '&')
		case string(name) == "lt":
			dst = append(dst, '<')
		case string(name) == "gt":
			dst = append(dst, '>')
		case string(name) == "quot":
			dst = append(dst, '"')
		case string(name) == "apos":
			dst = append(dst, '\'')
		case len(name) > 1 && name[0] == '#':
			char, ok := charReference(name[1:])
			if !ok {
				return dst, comment.Say("%v：有不存在的字符", "%v: a character that does not exist", errXML)
			}
			dst = appendUnit(dst, char)
		default:
			return dst, comment.Say("%v：有不认识的实体", "%v: an unknown entity", errXML)
		}
		raw = raw[end+1:]
	}
}

func charReference(digits []byte) (rune, bool) {
	base := 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	return rune(n), err == nil && n > 0 && n <= utf8.MaxRune
}

// appendUnit appends a character. Some writers give characters beyond the basic plane in two halves: the first is kept, in a form that
// is no valid UTF-8, until its second half comes.
func appendUnit(dst []byte, char rune) []byte {
	if char >= 0xDC00 && char < 0xE000 && len(dst) >= 3 {
		if high, ok := halfAt(dst[len(dst)-3:]); ok {
			return utf8.AppendRune(dst[:len(dst)-3], 0x10000+(high-0xD800)<<10+(char-0xDC00))
		}
	}
	if char >= 0xD800 && char < 0xDC00 { // not valid UTF-8: it is mended or replaced before anybody sees it
		return append(dst, 0xE0|byte(char>>12), 0x80|byte(char>>6)&0x3F, 0x80|byte(char)&0x3F)
	}
	return utf8.AppendRune(dst, char)
}

// halfAt reads the first half of such a character.
func halfAt(b []byte) (rune, bool) {
	char := rune(b[0]&0x0F)<<12 | rune(b[1]&0x3F)<<6 | rune(b[2]&0x3F)
	return char, b[0] == 0xED && char >= 0xD800 && char < 0xDC00
}

// appendEscaped undoes how spreadsheets write what XML cannot hold: _x000D_. src may lie right behind dst.
func appendEscaped(dst, src []byte) []byte {
	for {
		i := bytes.Index(src, []byte("_x"))
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(dst, src[:i]...)
		src = src[i:]
		var unit [2]byte
		if len(src) >= 7 && src[6] == '_' {
			if _, err := hex.Decode(unit[:], src[2:6]); err == nil {
				dst = appendUnit(dst, rune(unit[0])<<8|rune(unit[1]))
				src = src[7:]
				continue
			}
		}
		dst = append(dst, "_x"...)
		src = src[2:]
	}
}

// valid makes a text that is not UTF-8 one.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.ToValidUTF8(s, "\ufffd")
}
