package ingest

import (
	"sort"
	"strings"

	"golang.org/x/text/width"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// channelWords finds a channel's code by how files write it.
type channelWords struct {
	codes []string
	list  [2]string // the codes with their names, in Chinese and in English
	whole map[string]string
	words []channelWord     // the longest first
	known map[string]string // cells that were looked up before
}

type channelWord struct{ word, code string }

func newChannelWords(register []dict.Channel) *channelWords {
	w := &channelWords{whole: map[string]string{}, known: map[string]string{}}
	var names [2][]string
	for _, c := range register {
		w.codes = append(w.codes, c.Code)
		names[0], names[1] = append(names[0], c.Code+" "+c.Name), append(names[1], c.Code+" ("+c.NameEN+")")
		w.whole[headerKey(c.Code)] = c.Code
		w.whole[headerKey(strings.TrimPrefix(c.Code, "ch."))] = c.Code
		for _, word := range append([]string{c.Name}, c.Words...) {
			key := headerKey(word)
			if key == "" || strings.HasPrefix(c.Code, "ch.unnamed") {
				continue
			}
			if _, ok := w.whole[key]; !ok {
				w.whole[key] = c.Code
				w.words = append(w.words, channelWord{key, c.Code})
			}
		}
	}
	w.list = [2]string{strings.Join(names[0], "、"), strings.Join(names[1], ", ")}
	sort.SliceStable(w.words, func(i, j int) bool { return len(w.words[i].word) > len(w.words[j].word) })
	return w
}

func (w *channelWords) isCode(code string) bool {
	for _, c := range w.codes {
		if c == code {
			return true
		}
	}
	return false
}

// find gives the code that a cell or a name stands for; empty: none. The longest word that it holds wins: 县长热线 is not 热线.
func (w *channelWords) find(s string) string {
	if s == "" || len(s) > 200 {
		return ""
	}
	code, ok := w.known[s]
	if !ok {
		code = w.look(s)
		if len(w.known) < 1000 {
			w.known[s] = code
		}
	}
	return code
}

func (w *channelWords) look(s string) string {
	key := headerKey(s)
	if code, ok := w.whole[key]; ok {
		return code
	}
	key = bareName(simplified.Replace(width.Fold.String(s)), false)
	for _, word := range w.words {
		if strings.Contains(key, word.word) {
			return word.code
		}
	}
	return ""
}

// ofName guesses a channel from the name of a sheet or file, and says which name told. What names a line is one, whoever's it is:
// 12345热线6月 is no file of an older channel.
func (w *channelWords) ofName(names ...string) (code, name string) {
	for _, n := range names {
		code := w.find(n)
		if code == channelLegacy && namesHotline(n) {
			code = channelHotline
		}
		if code != "" {
			return code, n
		}
	}
	return "", ""
}

const (
	channelHotline = "ch.hotline"
	channelLegacy  = "ch.legacy"
)

func namesHotline(s string) bool {
	return strings.Contains(s, "热线") || strings.Contains(s, "来电")
}

// guessChannel gives the channel of the rows that name none, and how it was found.
func (b *builder) guessChannel(s *sheet) (code string, why *comment.Message) {
	if b.o.Channel != "" {
		return b.o.Channel, comment.Say("由 --channel 或对应关系文件给出", "given by --channel or the map file")
	}
	code, name := b.channels.ofName(s.source.Sheet, b.file, s.title)
	if code != "" && code != channelLegacy {
		return code, whyNamed(s, name)
	}
	if len(s.layout.channel) == 0 {
		for _, c := range s.layout.columns {
			if namesHotline(c.Header) && len([]rune(c.Header)) <= maxHeaderRunes {
				return channelHotline, comment.Say("列名里有“%s”", "a column is called “%s”", c.Header)
			}
		}
	}
	if code == "" {
		return "", nil
	}
	return code, whyNamed(s, name)
}

func whyNamed(s *sheet, name string) *comment.Message {
	switch name {
	case s.source.Sheet:
		return comment.Say("看工作表的名字", "by the name of the sheet")
	case s.title:
		return comment.Say("看标题", "by the title")
	}
	return comment.Say("看文件名", "by the name of the file")
}

// CheckChannel says whether the register holds a channel; the empty code is fine.
func CheckChannel(d *dict.Dict, code string) error {
	return newChannelWords(d.Channels).check(code)
}

func (w *channelWords) check(code string) error {
	if code == "" || w.isCode(code) {
		return nil
	}
	return comment.Say("没有渠道 %[1]q；可用的渠道是 %[2]s", "channel %[1]q: there is no such channel; the channels are %[3]s", code, w.list[0], w.list[1])
}
