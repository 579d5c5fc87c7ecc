package tag

import (
	"strconv"
	"strings"

	"sifeng/pipeline/comment"
)

// shownForms is how many spellings of a part of a pattern are named.
const shownForms = 4

// Readable says in words what a pattern of the lexicon stands for. Of the spellings of its parts it names those that stand in hit, a text
// that the pattern fits; where none does, the first few.
func Readable(pattern, hit string) *comment.Message {
	rest := foldString(hit)
	var out *comment.Message
	for i, part := range strings.Split(pattern, "…") {
		gap := 0
		if i > 0 {
			gap, part = cutGap(part)
		}
		for first := true; part != ""; first = false {
			var words *comment.Message
			if part[0] == '<' {
				name, after, _ := strings.Cut(part[1:], ">")
				words, part = className(name), after
			} else {
				end := strings.IndexByte(part, '<')
				if end < 0 {
					end = len(part)
				}
				words, rest = spelled(part[:end], rest)
				part = part[end:]
			}
			switch {
			case out == nil:
				out = words
			case first:
				out = comment.Say("%v，其后 %d 个字以内有%v", "%v, and within %d characters %v", out, gap, words)
			default:
				out = comment.Say("%v，紧接着是%v", "%v, and right after it %v", out, words)
			}
		}
	}
	return out
}

// cutGap takes the length of a gap from the part of a pattern behind it.
func cutGap(part string) (int, string) {
	digits := len(part) - len(strings.TrimLeft(part, "0123456789"))
	if gap, err := strconv.Atoi(part[:digits]); err == nil {
		return gap, part[digits:]
	}
	return defaultGap, part
}

// spelled names the longest spelling of a part without classes that stands in text, and gives the text behind it; where none does, the
// first few.
func spelled(part, text string) (*comment.Message, string) {
	list, err := alternatives(part)
	if err != nil {
		return quoted([]string{part}), text
	}
	best := ""
	for _, s := range list {
		if len(s) > len(best) && strings.Contains(text, s) {
			best = s
		}
	}
	if best != "" {
		_, after, _ := strings.Cut(text, best)
		return quoted([]string{best}), after
	}
	if len(list) <= shownForms {
		return quoted(list), text
	}
	return comment.Say("%v等 %d 种说法之一", "%v or another of %d expressions", quoted(list[:shownForms]), len(list)), text
}

func quoted(list []string) *comment.Message {
	s := "“" + strings.Join(list, "”/“") + "”"
	return comment.Say("%s", "%s", s)
}

// className says what the words of a class of cues are that patterns use.
func className(name string) *comment.Message {
	switch name {
	case "bodies":
		return comment.Say("一个单位的称呼", "the name of a body")
	case "nothing":
		return comment.Say("“没结果”一类的词", "a word such as “没结果”")
	case "official":
		return comment.Say("“干部”“书记”一类的词", "a word such as “干部”, “书记”")
	case "repeat":
		return comment.Say("“多次”一类的词", "a word such as “多次”")
	case "report":
		return comment.Say("“反映”“投诉”一类的词", "a word such as “反映”, “投诉”")
	}
	return comment.Say("“%s”一类的词", "a word of the class “%s”", name)
}
