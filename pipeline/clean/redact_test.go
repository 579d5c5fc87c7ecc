package clean

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

type snippet struct {
	line                  int
	group, text, expected string
}

func readSnippets(t testing.TB) []snippet {
	t.Helper()
	data, err := os.ReadFile("testdata/redact.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var snippets []snippet
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "group\t") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Fatalf("testdata/redact.tsv:%d: %d fields, want 3", n+1, len(cells))
		}
		s := snippet{line: n + 1, group: cells[0]}
		for i, to := range []*string{&s.text, &s.expected} {
			plain, err := strconv.Unquote(`"` + strings.ReplaceAll(cells[i+1], `"`, `\"`) + `"`)
			if err != nil {
				t.Fatalf("testdata/redact.tsv:%d: %v", n+1, err)
			}
			*to = plain
		}
		snippets = append(snippets, s)
	}
	return snippets
}

// marked is a mark and the place in the plain text that it stands for.
type marked struct {
	mark       Mark
	start, end int
}

// align finds where the marks of out stand in plain: the text between marks is the same in both.
func align(plain, out string) map[marked]bool {
	places := map[marked]bool{}
	at := 0
	pending, open := Mark(0), -1
	for out != "" {
		if m, n := markAt(out); n > 0 {
			if open >= 0 { // two marks side by side: the first has no end of its own
				places[marked{pending, open, -1}] = true
			}
			pending, open = m, at
			out = out[n:]
			continue
		}
		next := len(out)
		for i := 1; i < len(out); i++ {
			if _, n := markAt(out[i:]); n > 0 {
				next = i
				break
			}
		}
		literal := out[:next]
		i := strings.Index(plain[at:], literal)
		if next == len(out) {
			i = strings.LastIndex(plain[at:], literal)
		}
		if i < 0 {
			return places
		}
		if open >= 0 {
			places[marked{pending, open, at + i}] = true
			open = -1
		}
		at += i + len(literal)
		out = out[next:]
	}
	if open >= 0 {
		places[marked{pending, open, len(plain)}] = true
	}
	return places
}

// TestSnippets measures recall and precision over marks in their exact place, and wants every snippet exactly as expected but for the
// few that the thresholds allow.
func TestSnippets(t *testing.T) {
	c := newCleaner(t, Options{})
	snippets := readSnippets(t)
	right, wanted, got, keep, exact := 0, 0, 0, 0, 0
	for _, s := range snippets {
		out, _ := c.Clean(comment.Comment{Text: s.text})
		plain := c.traditional.simplified(normalise(s.text, false))
		want, have := align(plain, s.expected), align(plain, out.Text)
		wanted += len(want)
		got += len(have)
		for place := range have {
			if want[place] {
				right++
			}
		}
		if s.text == s.expected {
			keep++
		}
		if out.Text == s.expected {
			exact++
		} else {
			t.Logf("line %d (%s): %q\n got %q\nwant %q", s.line, s.group, s.text, out.Text, s.expected)
		}
	}
	recall, precision := float64(right)/float64(wanted), float64(right)/float64(got)
	t.Logf("%d snippets (%d to leave alone), %d exactly as expected; %d marks wanted, %d set, %d right: recall %.4f, precision %.4f",
		len(snippets), keep, exact, wanted, got, right, recall, precision)
	if len(snippets) < 400 || keep < 120 {
		t.Errorf("%d snippets, %d to leave alone: want at least 400 and 120", len(snippets), keep)
	}
	if recall < 0.99 || precision < 0.97 {
		t.Errorf("recall %.4f, precision %.4f: want at least 0.99 and 0.97", recall, precision)
	}
}

// TestNicknames wants those of the snippets exactly that tell of nicknames, and of words that look like one.
func TestNicknames(t *testing.T) {
	c := newCleaner(t, Options{})
	for _, s := range readSnippets(t) {
		if s.group != "nickname" {
			continue
		}
		if got := c.Redact(s.text); got != s.expected {
			t.Errorf("line %d: %s became %s, want %s", s.line, s.text, got, s.expected)
		}
	}
}

func TestAlign(t *testing.T) {
	got := align("电话13800000000找王小明", "电话〔手机〕找〔姓名〕")
	want := map[marked]bool{{Mobile, 6, 17}: true, {Name, 20, 29}: true}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(marked{})); diff != "" {
		t.Error(diff)
	}
}
