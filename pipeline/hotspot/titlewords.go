package hotspot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sifeng/dict"
)

// titleWords are the words of matters/title_words.tsv by role, longest first.
type titleWords map[string][]string

func newTitleWords(d *dict.Dict) (titleWords, error) {
	rows, err := dict.ReadTSV(d.FS(), "matters/title_words.tsv", "role", "words")
	if err != nil {
		return nil, err
	}
	words := titleWords{}
	for _, r := range rows {
		role := r.Field["role"]
		if !slices.Contains([]string{"opening", "about", "opened", "kept", "ending", "greeting"}, role) {
			return nil, r.Errorf("unknown role %q", role)
		}
		list := strings.Fields(r.Field["words"])
		slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
		words[role] = append(words[role], list...)
	}
	return words, nil
}

// cutPrefix takes the longest word of a role off the beginning of s.
func (w titleWords) cutPrefix(s, role string) (string, bool) {
	for _, word := range w[role] {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return rest, true
		}
	}
	return s, false
}

// matter is a title without what its writer put around the matter, such as 咨询…, 关于…的投诉 or a greeting. A title of which
// too little would be left stays as it is.
func (w titleWords) matter(title string) string {
	const enough = 5 // characters
	rest, opened := w.ungreeted(title), false
	for range 3 { // 关于投诉…, 咨询关于…
		after, ok := w.cutPrefix(rest, "opening")
		if _, kept := w.cutPrefix(after, "kept"); ok && kept {
			break
		}
		if !ok {
			if after, ok = w.cutPrefix(rest, "about"); !ok {
				break
			}
		}
		opened = true
		rest = after
		if after, ok = w.cutPrefix(rest, "opened"); ok && !strings.HasPrefix(after, "关于") {
			if _, about := w.cutPrefix(rest, "about"); !about {
				rest = after
			}
		}
	}
	if opened {
		trimmed := strings.TrimRight(rest, "，。！？、；：,.!?;: ")
		for _, end := range w["ending"] {
			if cut, ok := strings.CutSuffix(trimmed, end); ok {
				rest = cut
				break
			}
		}
	}
	if utf8.RuneCountInString(rest) < enough {
		return title
	}
	return rest
}

// ungreeted is a title without the greeting that it begins with.
func (w titleWords) ungreeted(title string) string {
	const longest = 45 // bytes
	at := strings.IndexAny(title, "，,：:！!。")
	if at <= 0 || at > longest {
		return title
	}
	_, size := utf8.DecodeRuneInString(title[at:])
	for _, word := range w["greeting"] {
		if strings.HasPrefix(title, word) || strings.HasSuffix(title[:at], word) {
			return title[at+size:]
		}
	}
	return title
}
