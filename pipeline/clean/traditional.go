package clean

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/longbridgeapp/opencc"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// converter turns traditional characters into simplified ones, word by word, and leaves a simplified text alone.
type converter struct {
	words *opencc.OpenCC
	// simple[c-firstHan] is the simplified form of a character that only traditional texts hold; 0 for all others. Characters that both
	// kinds of text hold (乾, 著, 於 in names) are left to the words.
	simple [lastHan - firstHan + 1]rune
}

func newConverter() (*converter, error) {
	words, err := opencc.New("t2s")
	if err != nil {
		return nil, err
	}
	c := &converter{words: words}
	encoder := simplifiedchinese.HZGB2312.NewEncoder()
	var others []string // characters that no simplified text holds
	for char := rune(firstHan); char <= lastHan; char++ {
		if _, err := encoder.String(string(char)); err != nil {
			others = append(others, string(char))
			encoder.Reset()
		}
	}
	converted, err := words.Convert(strings.Join(others, "\n")) // one call: each costs much by itself
	if err != nil {
		return nil, fmt.Errorf("convert characters: %w", err)
	}
	simple := strings.Split(converted, "\n")
	if len(simple) != len(others) {
		return nil, fmt.Errorf("convert characters: %d became %d", len(others), len(simple))
	}
	for i, from := range others {
		if simple[i] != from {
			char, _ := utf8.DecodeRuneInString(from)
			c.simple[char-firstHan], _ = utf8.DecodeRuneInString(simple[i])
		}
	}
	return c, nil
}

// convert gives the text in simplified characters, and whether that changed it. A text that is mostly simplified has only the characters
// replaced that no simplified text holds.
func (c *converter) convert(s string) (string, bool) {
	traditional, han := 0, 0
	for i := 0; i < len(s); {
		if b := s[i]; b < 0xE4 || b > 0xE9 || i+2 >= len(s) {
			i++
			continue
		}
		char := rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F)
		i += 3
		if char < firstHan || char > lastHan {
			continue
		}
		han++
		if c.simple[char-firstHan] != 0 {
			traditional++
		}
	}
	if traditional == 0 {
		return s, false
	}
	if traditional*5 >= han {
		if out, err := c.words.Convert(s); err == nil {
			return out, out != s
		}
	}
	out := []rune(s)
	for i, char := range out {
		if char >= firstHan && char <= lastHan && c.simple[char-firstHan] != 0 {
			out[i] = c.simple[char-firstHan]
		}
	}
	return string(out), true
}

func (c *converter) simplified(s string) string {
	out, _ := c.convert(s)
	return out
}
