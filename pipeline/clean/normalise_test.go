package clean

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestNormalise(t *testing.T) {
	for _, test := range []struct{ name, in, text, line string }{
		{"nothing to do", "路灯坏了，没人管。", "路灯坏了，没人管。", "路灯坏了，没人管。"},
		{"empty", "", "", ""},
		{"only white space", " \n\t\u3000 ", "", ""},
		{"ends", "\n\t\t\t正文 \n", "正文", "正文"},
		{"lines", "一\r\n\r\n二\r三", "一\n二\n三", "一 二 三"},
		{"spaces", "一  二\u3000\u3000三\t四", "一 二 三 四", "一 二 三 四"},
		{"spaces around a line break", "一 \n 二", "一\n二", "一 二"},
		{"width", "ＡＢ１２％＠．－", "AB12%@.-", "AB12%@.-"},
		{"Chinese punctuation stays", "好，吗？（是）：；！", "好，吗？（是）：；！", "好，吗？（是）：；！"},
		{"control characters", "a\x00b\x08c\x7f", "abc", "abc"},
		{"invisible characters", "a\u200bb\u200dc\ufeffd\u00ade", "abcde", "abcde"},
		{"no-break spaces", "a\u00a0b\u2003c", "a b c", "a b c"},
		{"spreadsheet escapes", "一_x000D_\n二_x0009_三", "一\n二\n三", "一 二 三"},
		{"an underscore stays", "a_x_b _xyz", "a_x_b _xyz", "a_x_b _xyz"},
		{"invalid bytes", "a\xffb\xe4\xb8", "ab", "ab"},
		{"replacement character", "a\ufffdb", "ab", "ab"},
		{"radicals and compatibility forms", "⼈⾏\uf9d1", "人行六", "人行六"},
		{"emoji stay", "好👍🏻", "好👍🏻", "好👍🏻"},
		{"tags", "<p>一</p><P class='x'>二<br/>三</p><b>四</b>", "一\n二\n三\n四", "一 二 三 四"},
		{"scripts go whole", "一<script>alert('二')</script>三<style>p{}</style>四", "一\n三\n四", "一 三 四"},
		{"comments", "一<!-- 二 -->三", "一三", "一三"},
		{"other brackets stay", "<紧急>求助 a<b>c 1<2 <PHONE>", "<紧急>求助 ac 1<2 <PHONE>", "<紧急>求助 ac 1<2 <PHONE>"},
		{"entities", "a&lt;1&gt;&amp;&quot;&#20013;&#x6587;&nbsp;c&nbspd", `a<1>&"中文 c d`, `a<1>&"中文 c d`},
		{"an open entity in a link stays", "http://x.cn/?a=1&copy=2", "http://x.cn/?a=1&copy=2", "http://x.cn/?a=1&copy=2"},
		{"escaped twice", "&amp;lt;p&amp;gt;一", "一", "一"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := normalise(test.in, false); got != test.text {
				t.Errorf("text: got %q, want %q", got, test.text)
			}
			if got := normalise(test.in, true); got != test.line {
				t.Errorf("line: got %q, want %q", got, test.line)
			}
		})
	}
}

func TestWhatNeedsNoChangeIsReturnedAsItIs(t *testing.T) {
	c := newCleaner(t, Options{})
	text := strings.Repeat("村里的路灯坏了三个月，一直没有人管。", 50)
	if n := testing.AllocsPerRun(10, func() { c.Redact(text) }); n > 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func TestTraditional(t *testing.T) {
	converter := newConverter()
	for text, want := range map[string]string{
		"襄城縣":           "襄城县",
		"範湖鄉的幹部不幹事":     "范湖乡的干部不干事",
		"范湖乡":           "范湖乡",
		"模範黨員":          "模范党员",
		"後來皇后說":         "后来皇后说",
		"乾淨的乾坤":         "干净的乾坤",
		"只有這隻羊":         "只有这只羊",
		"頭髮發白":          "头发发白",
		"信访局的乾先生著作等身":   "信访局的乾先生著作等身", // simplified, with characters both know
		"县里的路坏了，請县长管一管": "县里的路坏了，请县长管一管",
		"undefined":     "undefined",
	} {
		got, changed := converter.convert(text)
		if got != want || changed != (text != want) {
			t.Errorf("%s: got %s, changed %v; want %s", text, got, changed, want)
		}
		if again, changed := converter.convert(got); changed {
			t.Errorf("%s: converting again gives %s", text, again)
		}
	}
}
