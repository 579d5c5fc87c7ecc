package segment

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// shared is loaded once: gse's dictionary takes a while.
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

// TestCut gives whole sentences, words parted by spaces.
func TestCut(t *testing.T) {
	s := load(t)
	for _, want := range strings.Split(strings.TrimSpace(sentences), "\n") {
		text := strings.ReplaceAll(want, " ", "")
		if diff := cmp.Diff(strings.Fields(want), words(text, s.Cut(text, nil))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

const sentences = `
颍桥回族镇 民政所 不 给 办 低保
县民政局 踢皮球
襄城县 十里铺镇 的 路灯 没人管
老人 大多 不 识字
村民委员会 不 公开 账目
他 对 工作 不作为 ， 就是 走过场
俺 去 颍桥 派出所 办 户口
`

// TestKeptWhole gives words in a sentence that must come out as they are; TestNotOverMatched words that must not.
func TestKeptWhole(t *testing.T) {
	s := load(t)
	for _, c := range []struct{ text, word string }{
		{"俺去颍桥派出所办户口", "派出所"},
		{"汾陈乡纸房村停水十一天", "汾陈乡"},
		{"汾陈乡纸房村停水十一天", "纸房村"},
		{"十里铺镇的干部天天开会", "十里铺镇"},
		{"山头店乡卫生院没有药", "山头店乡"},
		{"县教体局说没有编制", "县教体局"},
		{"襄城县人力资源和社会保障局不管", "人力资源和社会保障局"},
		{"低保办的人踢皮球", "低保办"},
		{"五保户没人照顾", "五保户"},
		{"新农合报销手续多", "新农合"},
		{"检查评比走过场", "走过场"},
		{"办证就是吃拿卡要", "吃拿卡要"},
		{"对群众冷硬横推", "冷硬横推"},
		{"公车私用没人问", "公车私用"},
		{"村务公开栏几年没换", "村务公开栏"},
		{"产业集聚区管委会占地", "集聚区管委会"},
		{"十个一活动收到意见", "十个一"},
	} {
		if got := words(c.text, s.Cut(c.text, nil)); !contains(got, c.word) && !contains(got, "产业"+c.word) {
			t.Errorf("%s is cut %s, want %s whole", c.text, strings.Join(got, "/"), c.word)
		}
	}
}

func TestNotOverMatched(t *testing.T) {
	s := load(t)
	for _, c := range []struct{ text, word string }{
		{"老人大多不识字", "人大"},
		{"有人大声说话", "人大"},
		{"村民委员会", "民委"},
		{"职工会议室", "工会"},
		{"伤残联系人", "残联"},
		{"教委托管", "委托管"},
		{"人行道坏了", "人行"},
		{"惠农办实事", "农办"},
		{"这次活动办得好", "活动办"},
		{"打开发展局面", "展局"},
		{"县长期没有公交", "县长"},
		{"县城管理混乱", "城管"},
		{"大路边的树", "大路"},
		{"建设局面", "建设局"},
		{"扶贫办法要改", "扶贫办"},
	} {
		if got := words(c.text, s.Cut(c.text, nil)); contains(got, c.word) {
			t.Errorf("%s is cut %s: %s is no word there", c.text, strings.Join(got, "/"), c.word)
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// tiles says whether the tokens cover the text in order, without a gap and without an empty one.
func tiles(text string, tokens []comment.Token) bool {
	at := 0
	for _, tok := range tokens {
		if tok.Start != at || tok.End <= tok.Start {
			return false
		}
		at = tok.End
	}
	return at == len(text)
}

var hostile = []string{
	"", " ", "\x00", "\xff\xfe", "低\xe4保", "ＡＢＣ１２３派出所", "ABCdef İSTANBUL ǅ ß", "〔手机〕打不通", "_x000D_\n\t\t低保", "颍\u200b桥",
	"👨‍👩‍👧民政局", "a\u0301b", strings.Repeat("拆", 3000), "=cmd|' /C calc'!A0", "ⅣⅤ一二", "K\u212A", "\xf0\x9f",
}

func TestTilesHostileText(t *testing.T) {
	s := load(t)
	for _, text := range hostile {
		if !tiles(text, s.Cut(text, nil)) {
			t.Errorf("the tokens of %q do not cover it", text)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	s := load(t)
	text := "去颍桥派出所办户口，窗口的人让回村里开证明。"
	want := s.Cut(text, nil)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			var into []comment.Token
			for range 200 {
				if into = s.Cut(text, into[:0]); !cmp.Equal(want, into) {
					t.Error("another cut when used by several goroutines")
					return
				}
			}
		})
	}
	group.Wait()
}

func TestAppends(t *testing.T) {
	s := load(t)
	first := []comment.Token{{Start: 7, End: 9}}
	if got := s.Cut("低保", first); len(got) != 2 || got[0] != first[0] {
		t.Errorf("tokens %v: what was given is not kept", got)
	}
}

// Words of the project take the place of gse's of the same characters, wherever a run of letters or digits stands in them.
func TestOwnWordsWithRuns(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	own := *d
	for _, text := range []string{"K歌城", "颍K7", "颍K7路", "B超室", "Wifi", "猋", "猋7猋"} {
		own.Words = append(own.Words, dict.Word{Text: text, Freq: 20000})
	}
	own.Words = append(own.Words, dict.Word{Text: "派出所", Freq: 1})
	s, err := New(&own)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"去 k歌城", "坐 颍K7路", "坐 颍k7 车", "B超室 WIFI", "猋 猋7猋 7", "7 颍K7路"} {
		text := strings.ReplaceAll(want, " ", "")
		if diff := cmp.Diff(strings.Fields(want), words(text, s.Cut(text, nil))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	if got := words("派出所办", s.Cut("派出所办", nil)); contains(got, "派出所") {
		t.Errorf("%v: a rare word of the project does not take the place of gse's", got)
	}
}

func TestRejectsWordsThatGseWouldSplit(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	bad := *d
	bad.Words = []dict.Word{{Text: "低 保", Freq: 10}}
	if _, err := New(&bad); err == nil {
		t.Error("a word with a space is accepted")
	}
}

func FuzzCut(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	s, err := shared()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens := s.Cut(text, nil)
		if !tiles(text, tokens) {
			t.Errorf("the tokens of %q do not cover it: %v", text, tokens)
		}
		if utf8.ValidString(text) {
			for _, w := range words(text, tokens) {
				if !utf8.ValidString(w) {
					t.Errorf("%q is cut inside a character", text)
				}
			}
		}
	})
}

func BenchmarkCut(b *testing.B) {
	s := load(b)
	text := strings.Repeat("去颍桥派出所办户口，窗口的人让回村里开证明，村里说不归他管，来回跑了三趟，到现在也没办成。", 3)
	var tokens []comment.Token
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tokens = s.Cut(text, tokens[:0])
	}
}

func TestDamagedDictionaryIsAnError(t *testing.T) {
	if _, err := readCompiled(compiledFile); err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, 3, 4, 40, len(compiledFile) / 2, len(compiledFile) - 1} {
		if _, err := readCompiled(compiledFile[:at]); err == nil {
			t.Errorf("the first %d bytes of the compiled dictionary are taken for the whole", at)
		}
	}
}
