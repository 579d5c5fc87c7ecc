package automaton

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// found gives what an automaton finds, as word@end in characters.
func found(a *Automaton, text string) (out []string) {
	state, n := uint32(0), 0
	for _, r := range text {
		n++
		c := a.Code(r)
		if c == 0 {
			state = 0
			continue
		}
		state = a.Next(state, c)
		for e := a.Found(state); e != nil; e = a.Shorter(e) {
			out = append(out, fmt.Sprintf("%d@%d/%d/%d", e.Word, n, e.Width, e.Bytes))
		}
	}
	return out
}

// wanted looks for every word at every place.
func wanted(words []string, text string) (out []string) {
	n := 0
	for i, r := range text {
		n++
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			continue // what is broken is in no word
		}
		var at []int
		for w, word := range words {
			if strings.HasSuffix(text[:end], word) {
				at = append(at, w)
			}
		}
		slices.SortFunc(at, func(a, b int) int { return len(words[b]) - len(words[a]) })
		for _, w := range at {
			out = append(out, fmt.Sprintf("%d@%d/%d/%d", w, n, utf8.RuneCountInString(words[w]), len(words[w])))
		}
	}
	return out
}

var words = []string{"踢皮球", "皮球", "球", "互相踢皮", "没人管", "人管", "abc", "bcd", "𠀀路", "路"}

func TestFindsEveryWord(t *testing.T) {
	a, err := New(words)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "互相踢皮球", "踢踢皮球没没人管球", "abcd", "𠀀路𠀀𠀀路路", "皮\x80球", "没有人管人管"} {
		if diff := cmp.Diff(wanted(words, text), found(a, text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for i, word := range words {
		if got := a.Whole(word); got != i {
			t.Errorf("%s is word %d, want %d", word, got, i)
		}
	}
	for _, s := range []string{"", "踢", "踢皮球x", "x"} {
		if got := a.Whole(s); got != -1 {
			t.Errorf("%q is word %d", s, got)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for _, list := range [][]string{{"a", ""}, {"一", "二", "一"}} {
		if _, err := New(list); err == nil {
			t.Errorf("%q: no error", list)
		}
	}
}

func FuzzFound(f *testing.F) {
	for _, s := range []string{"踢皮球|皮球|球|踢", "a|ab|abc|bc|c", "没|没没|没没没"} {
		f.Add(s, strings.ReplaceAll(s, "|", ""))
	}
	f.Fuzz(func(t *testing.T, list, text string) {
		if !utf8.ValidString(list) {
			return
		}
		words := strings.Split(list, "|")
		a, err := New(words)
		if err != nil {
			return
		}
		if strings.ContainsRune(list, utf8.RuneError) {
			return
		}
		if diff := cmp.Diff(wanted(words, text), found(a, text)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestTrieGrows(t *testing.T) {
	x := NewTrie(100, 0)
	for n := uint32(1); n < 2000; n++ {
		x.Insert(n, n%99+1, n+5)
	}
	for n := uint32(1); n < 2000; n++ {
		if got := x.Child(n, n%99+1); got != n+5 {
			t.Fatalf("child of %d: %d", n, got)
		}
		if got := x.Child(n, (n+1)%99+1); got != 0 {
			t.Fatalf("%d has a child that nobody put there: %d", n, got)
		}
	}
}

// numbers gives words numbers from 1 on.
func numbers(words []string) []uint32 {
	out := make([]uint32, len(words))
	for i := range out {
		out[i] = uint32(i + 1)
	}
	return out
}

// foundBy gives what a finder finds, as found does for an automaton.
func foundBy(f *Finder, text string) (out []string) {
	var m Matches
	var chars []uint16
	var bytes []int
	for _, r := range text {
		chars = append(chars, uint16(min(r, utf8.RuneError))) // stands for all beyond the basic plane
		bytes = append(bytes, utf8.RuneLen(rune(chars[len(chars)-1])))
	}
	for range 2 { // what was there before does not matter
		f.Find(chars, &m)
	}
	for i, at := range m.Last {
		for ; at != 0; at = m.List[at].Next {
			x, size := m.List[at], 0
			for _, b := range bytes[i+1-int(x.Width) : i+1] {
				size += b
			}
			out = append(out, fmt.Sprintf("%d@%d/%d/%d", x.Value-1, i+1, x.Width, size))
		}
	}
	return out
}

// basic drops what stands outside the basic plane.
func basic(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 1<<16 || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

func FuzzFinder(f *testing.F) {
	for _, s := range []string{"踢皮球|皮球|球|踢", "a|ab|abc|bc|c", "没|没没|没没没", strings.Join(words[:8], "|")} {
		f.Add(s, strings.ReplaceAll(s, "|", ""))
	}
	f.Add("没人管", "没人")
	f.Fuzz(func(t *testing.T, list, text string) {
		words, text := strings.Split(basic(list), "|"), basic(text)
		finder, err := NewFinder(words, numbers(words))
		if err != nil {
			return
		}
		if diff := cmp.Diff(wanted(words, text), foundBy(finder, text)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestNewFinderRefuses(t *testing.T) {
	for _, list := range [][]string{{"a", ""}, {"一", "二", "一"}, {"𠀀"}} {
		if _, err := NewFinder(list, numbers(list)); err == nil {
			t.Errorf("%q: no error", list)
		}
	}
}
