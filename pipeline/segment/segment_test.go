package segment

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// shared is loaded once: gse's dictionary takes seconds.
var shared = sync.OnceValues(func() (*Segmenter, error) {
	d, err := dict.Load("")
	if err != nil {
		return nil, err
	}
	return New(d)
})

func load(t testing.TB) *Segmenter {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func words(text string, tokens []comment.Token) []string {
	var out []string
	for _, tok := range tokens {
		out = append(out, text[tok.Start:tok.End])
	}
	return out
}

func TestCut(t *testing.T) {
	s := load(t)
	for _, text := range []string{"颍桥回族镇民政所不给办低保", "县民政局踢皮球", "ABC派出所１２３"} {
		t.Log(strings.Join(words(text, s.Cut(text, nil)), "|"))
	}
	if diff := cmp.Diff([]string{"十里铺镇", "的", "路"}, words("十里铺镇的路", s.Cut("十里铺镇的路", nil))); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkCut(b *testing.B) {
	s := load(b)
	text := strings.Repeat("去颍桥派出所办户口，窗口的人让回村里开证明，村里说不归他管，来回跑了三趟，到现在也没办成。", 3)
	var tokens []comment.Token
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		tokens = s.Cut(text, tokens[:0])
	}
}
