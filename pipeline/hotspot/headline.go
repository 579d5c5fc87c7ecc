package hotspot

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTitle           = 30 // characters
	minTitle           = 8  // a shorter one seldom says what the matter is
	storedTitle        = 60 // characters kept of each comment until one is chosen
	titlesLooked       = 12 // so many of the most central comments may give the title
	fairLooked         = 99 // and so many where all of those name a unit that the matter is not about
	maxRepresentatives = 3
	maxKeywords        = 6
	maxPhrase          = 5   // words
	maxPhraseLength    = 8   // characters
	keywordTexts       = 60  // so many of the most central comments give the keywords
	keywordShare       = 0.3 // and so many of these must hold it
)

// titleOf is what a comment offers as a title: its own, or the first sentence of its text; without marks of removed data, control
// characters and white space.
func titleOf(title, text string) string {
	if t := plain(title, false); t != "" {
		return t
	}
	return plain(text, true)
}

// plain copies s up to storedTitle characters, or up to the end of its first sentence of some length.
func plain(s string, firstSentence bool) string {
	var b strings.Builder
	depth, length := 0, 0
	for _, r := range s {
		switch {
		case r == '〔':
			depth++
		case r == '〕':
			depth = max(depth-1, 0)
		case depth > 0 || unicode.IsSpace(r) && !isWordSpace(b.String()) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
		case firstSentence && length >= minTitle && strings.ContainsRune("。！？!?；;\n", r):
			return b.String()
		default:
			b.WriteRune(r)
			if length++; length == storedTitle {
				return b.String()
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// isWordSpace says that a space after s may part two Latin words.
func isWordSpace(s string) bool {
	return s != "" && s[len(s)-1] < unicode.MaxASCII && (unicode.IsLetter(rune(s[len(s)-1])) || unicode.IsDigit(rune(s[len(s)-1])))
}

// trimTitle cuts t to maxTitle characters, at a mark of punctuation if one stands late enough.
func trimTitle(t string) string {
	runes := []rune(strings.TrimRight(t, "，。！？、；：,.!?;: "))
	if len(runes) <= maxTitle {
		return string(runes)
	}
	for at := maxTitle; at >= maxTitle/2; at-- {
		if strings.ContainsRune("，。！？、；：,!?;:", runes[at]) {
			return string(runes[:at])
		}
	}
	return string(runes[:maxTitle-1]) + "…"
}

// headline picks the title and the ids of the representative comments, none of them restricted. members is sorted by similarity. The
// title names no unit but the one that the matter is about, and comes from a comment on its problem where one offers such a title; where
// none at all does, the names are replaced.
func (g *Grouper) headline(members []Member, docs []int32, of *common, keywords []string) (title string, representatives []string) {
	looked, central, best, worth := 0, "", "", 0
	for i := range members {
		d := &g.docs[docs[i]]
		if d.restricted {
			continue
		}
		if looked++; looked > titlesLooked && (central == "" || worth > 0) || looked > fairLooked {
			break
		}
		title := g.wording.matter(string(g.titles.get(d.title)))
		if title == "" {
			continue
		}
		if central == "" {
			central = title
		}
		if w := g.titleWorth(d, title, of, keywords); w > worth {
			best, worth = trimTitle(title), w
		}
		if worth == bestTitle {
			break
		}
	}
	if worth == 0 {
		best = trimTitle(g.units.withoutNames(central, of))
	}
	return best, g.representatives(members, docs)
}

// bestTitle is the worth of a title that leaves nothing to wish for.
const bestTitle = 6

// titleWorth says how well a title suits a matter; 0: not at all. What the matter is about weighs more than a handy length: a word of
// praise among complaints is not their title, and a title that holds what marks the matter out, such as the estate, says more than one
// that could be of any.
func (g *Grouper) titleWorth(d *doc, title string, of *common, keywords []string) int {
	if !g.units.fair(trimTitle(title), of) {
		return 0
	}
	worth := 1
	if of.problem == "" || g.about(d, of.problem) {
		worth += 2
	}
	low := strings.ToLower(title)
	if slices.ContainsFunc(keywords, func(k string) bool { return overlap(low, k) }) {
		worth += 2
	}
	if n := utf8.RuneCountInString(title); n >= minTitle && n <= maxTitle {
		worth++
	}
	return worth
}

// about says that a comment is on a problem.
func (g *Grouper) about(d *doc, problem string) bool {
	for _, p := range g.problems(d) {
		if string(p) == problem {
			return true
		}
	}
	return false
}

func (g *Grouper) representatives(members []Member, docs []int32) []string {
	var ids []string
	for i := range members {
		if len(ids) < maxRepresentatives && !g.docs[docs[i]].restricted {
			ids = append(ids, members[i].ID)
		}
	}
	return ids
}

// keywords gives the phrases that most of the group's texts share and few others have, the best first. docs is sorted by similarity.
// Restricted comments give none, and a phrase must stand in two texts at least.
func (g *Grouper) keywords(scratch *describeScratch, docs []int32, s *space) []string {
	found := &scratch.phrases
	found.begin()
	seen := map[int32]struct{}{}
	for _, i := range docs {
		d := &g.docs[i]
		if _, again := seen[s.textOf[i]]; again || d.restricted {
			continue
		}
		seen[s.textOf[i]] = struct{}{}
		g.notePhrases(scratch, d, s)
		if len(seen) == keywordTexts {
			break
		}
	}
	type scored struct {
		text  string
		score float64
	}
	least := max(2, int(math.Ceil(keywordShare*float64(len(seen)))))
	var all []scored
	for i := range found.list {
		if p := &found.list[i]; p.texts >= least {
			text, score := g.weighPhrase(p, s)
			all = append(all, scored{text, score * float64(p.texts)})
		}
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.text, b.text)) })
	var chosen []string
	for _, p := range all {
		if len(chosen) == maxKeywords {
			break
		}
		overlaps := func(other string) bool { return overlap(p.text, other) }
		if !slices.ContainsFunc(chosen, overlaps) {
			chosen = append(chosen, p.text)
		}
	}
	return chosen
}

// overlap says that two phrases share three characters in a row, or one of them holds the other.
func overlap(a, b string) bool {
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return true
	}
	runes := []rune(a)
	for i := 0; i+3 <= len(runes); i++ {
		if strings.Contains(b, string(runes[i:i+3])) {
			return true
		}
	}
	return false
}
