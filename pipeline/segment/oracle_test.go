package segment

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"testing"

	"github.com/go-ego/gse"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// oracle is gse itself with the same words: what Cut must agree with.
var oracle = sync.OnceValues(func() (*gse.Segmenter, error) {
	d, err := dict.Load("")
	if err != nil {
		return nil, err
	}
	s := &gse.Segmenter{Dict: gse.NewDict(), NotLoadHMM: true, SkipLog: true}
	s.Init()
	for _, w := range append(d.Words[:len(d.Words):len(d.Words)], countyWords(d.County)...) {
		if err := s.AddToken(w.Text, float64(w.Freq), w.Pos); err != nil {
			return nil, err
		}
	}
	return s, s.LoadDictEmbed("zh_s")
})

var compiledSegmenter = sync.OnceValues(func() (*Segmenter, error) {
	d, err := dict.Load("")
	if err != nil {
		return nil, err
	}
	return New(d)
})

func both(tb testing.TB) (*Segmenter, *gse.Segmenter) {
	tb.Helper()
	s, err := compiledSegmenter()
	if err != nil {
		tb.Fatal(err)
	}
	o, err := oracle()
	if err != nil {
		tb.Fatal(err)
	}
	return s, o
}

// differs gives the byte at which the cuts of a text part; -1: nowhere.
func differs(s *Segmenter, o *gse.Segmenter, text string, into []comment.Token) int {
	got := s.Cut(text, into[:0])
	want := o.Segment([]byte(text))
	for i := range min(len(got), len(want)) {
		if got[i].Start != want[i].Start() || got[i].End != want[i].End() {
			return got[i].Start
		}
	}
	if len(got) != len(want) {
		return len(text)
	}
	return -1
}

func TestCutsAsGSE(t *testing.T) {
	s, o := both(t)
	for _, text := range []string{
		"", "的", "ABC", "a1中b2", "Ａ１全角", "中文English混排123.45元", "颍桥回族镇的机井坏了没人管", "T恤和卡拉OK", "T恤T恤", "é café Ünïcode Дом", "½²③Ⅰ",
		"😀表情👨‍👩‍👧符号", "坏\xff字\xe4\xb8节\xad", "\x00空\x00字符", "。。。！！！", "  空  白\n\t换行", "𠅤𫘨生僻字", "长春市长春药店", "结婚的和尚未结婚的",
		"工信处女干事每月经过下属科室", "研究生命起源", "低保五保新农合踢皮球吃拿卡要",
	} {
		if at := differs(s, o, text, nil); at >= 0 {
			t.Errorf("%q is cut otherwise from byte %d", text, at)
		}
	}
}

// The real comments are not part of the repository; SIFENG_REAL_DATA names a directory that holds them.
func TestCutsRealCommentsAsGSE(t *testing.T) {
	texts := realTexts(t)
	s, o := both(t)
	var tokens []comment.Token
	wrong := 0
	for i, text := range texts {
		if at := differs(s, o, text, tokens); at >= 0 {
			if wrong++; wrong < 10 {
				t.Errorf("text %d is cut otherwise from byte %d", i, at)
			}
		}
	}
	t.Logf("%d texts, %d cut otherwise", len(texts), wrong)
}

func realTexts(tb testing.TB) []string {
	tb.Helper()
	dir := os.Getenv("SIFENG_REAL_DATA")
	if dir == "" {
		tb.Skip("SIFENG_REAL_DATA is not set")
	}
	f, err := os.Open(dir + "/comments.jsonl")
	if err != nil {
		tb.Skip(err)
	}
	defer f.Close()
	var texts []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var c struct{ Title, Text string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, c.Title, c.Text)
	}
	return texts
}

func FuzzCutsAsGSE(f *testing.F) {
	for _, text := range []string{"颍桥回族镇的机井坏了没人管", "a1中b2\xff", "T恤😀é½", "的的的的地地", "Ａｂ\u200b\ufeff"} {
		f.Add(text)
	}
	s, o := both(f)
	f.Fuzz(func(t *testing.T, text string) {
		if at := differs(s, o, text, nil); at >= 0 {
			t.Errorf("%q is cut otherwise from byte %d", text, at)
		}
	})
}

func BenchmarkAgainstGSE(b *testing.B) {
	texts := realTexts(b)
	s, o := both(b)
	bytes := 0
	for _, text := range texts {
		bytes += len(text)
	}
	b.Run("compiled", func(b *testing.B) {
		b.SetBytes(int64(bytes))
		b.ReportAllocs()
		var tokens []comment.Token
		for b.Loop() {
			for _, text := range texts {
				tokens = s.Cut(text, tokens[:0])
			}
		}
	})
	b.Run("gse", func(b *testing.B) {
		b.SetBytes(int64(bytes))
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				o.Segment([]byte(text))
			}
		}
	})
}

func BenchmarkNew(b *testing.B) {
	d, err := dict.Load("")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New(d); err != nil {
			b.Fatal(err)
		}
	}
}
