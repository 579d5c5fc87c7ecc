package clean

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/longbridgeapp/opencc"
)

const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// simplifiedForms holds the characters that no simplified text holds, each before its simplified form. It is OpenCC's single
// characters (t2s) without those that GB 2312 has; a test makes it anew.
//
//go:embed simplified.txt
var simplifiedForms string

// converter turns traditional characters into simplified ones, word by word, and leaves a simplified text alone.
type converter struct {
	// words reads its dictionaries, which takes longer than all else that cleaning prepares, when the first traditional text comes.
	words func() (*opencc.OpenCC, error)
	// simple[c-firstHan] is the simplified form of a character that only traditional texts hold; 0 for all others. Characters that both
	// kinds of text hold (乾, 著, 於 in names) are left to the words.
	simple [lastHan - firstHan + 1]rune
}

func newConverter() *converter {
	c := &converter{words: sync.OnceValues(func() (*opencc.OpenCC, error) { return opencc.New("t2s") })}
	for line := range strings.Lines(simplifiedForms) {
		from := rune(0)
		for _, char := range strings.TrimSuffix(line, "\n") {
			if from == 0 {
				from = char
			} else {
				c.simple[from-firstHan], from = char, 0
			}
		}
	}
	return c
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
		if words, err := c.words(); err == nil {
			if out, err := words.Convert(s); err == nil {
				return out, out != s
			}
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
