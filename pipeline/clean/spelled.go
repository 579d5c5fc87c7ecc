package clean

import "strings"

var (
	atWords  = []string{"(at)", "（at）", "[at]", "【at】", "<at>", "{at}", " at ", "艾特", "圈a", "(a)", "（a）"}
	dotWords = []string{"(dot)", "（dot）", "[dot]", "【dot】", "<dot>", "{dot}", " dot ", "点", "。", " . ", "."}
)

// spelledMail finds addresses whose @ is written as a word: wang AT qq DOT com, wang艾特qq点com.
func spelledMail(s string) (mails []hit) {
	for at := 0; at < len(s); {
		i, size := spelledAt(s, at)
		if size == 0 {
			return mails
		}
		at = i + size
		start := i
		for i-start < maxLocal && start > 0 && localPart(s[start-1]) {
			start--
		}
		for start > 1 && i-start < maxLocal && s[start-1] == ' ' && letter(s[start-2]) { // lao wang at …
			for start--; start > 0 && localPart(s[start-1]); start-- {
			}
		}
		end := spelledHost(s, at)
		if start == i || end == 0 {
			continue
		}
		mails = append(mails, hit{start, end, Email})
		at = end
	}
	return mails
}

// spelledAt gives where the next word for @ stands and its length; length 0: there is none.
func spelledAt(s string, from int) (at, size int) {
	for i := from; i < len(s); i++ {
		if b := s[i]; b != 'a' && b != 'A' && (b != "艾"[0] || !strings.HasPrefix(s[i:], "艾特")) {
			continue
		}
		for _, w := range atWords {
			// Each word holds its a, or is 艾特; i is at that.
			lead := max(0, strings.IndexByte(w, 'a'))
			if start := i - lead; start >= from && len(s)-start >= len(w) && strings.EqualFold(s[start:start+len(w)], w) {
				return start, len(w)
			}
		}
	}
	return 0, 0
}

// spelledHost gives the end of a host such as qq DOT com at i; 0: there is none.
func spelledHost(s string, i int) int {
	word := func(i int) int {
		for i < len(s) && (letter(s[i]) || s[i] >= '0' && s[i] <= '9' || s[i] == '-') {
			i++
		}
		return i
	}
	end := word(i)
	if end == i {
		return 0
	}
	for dots := 0; ; dots++ {
		next := end
		for _, w := range dotWords {
			if len(s)-end >= len(w) && strings.EqualFold(s[end:end+len(w)], w) {
				next = word(end + len(w))
				if next == end+len(w) || !letter(s[next-1]) {
					next = end
				}
				break
			}
		}
		if next == end {
			if dots == 0 {
				return 0
			}
			return end
		}
		end = next
	}
}
