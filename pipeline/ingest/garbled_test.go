package ingest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// asGBK and asWestern read UTF-8, or GBK, as what it is not.
func asGBK(t *testing.T, s string) string {
	out, err := simplifiedchinese.GB18030.NewDecoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func asWestern(s string) string {
	var out strings.Builder
	for i := range len(s) {
		r := charmap.Windows1252.DecodeByte(s[i])
		if r == utf8.RuneError { // five bytes mean nothing there and stay as they are
			r = rune(s[i])
		}
		out.WriteRune(r)
	}
	return out.String()
}

// The names of a garbled table are no comment, and its rows are put aside with what to do.
func TestGarbledNames(t *testing.T) {
	const plain = "编号,乡镇名称,反映内容\n1,城关镇,路灯坏了没人修\n2,麦岭镇,水\n3,王洛镇,桥塌了\n"
	for _, test := range []struct {
		name, content string
		reason        string
	}{
		{"UTF-8 read as GBK", asGBK(t, plain), "文字被两种编码各存了一次"},
		{"the same with question marks", strings.ReplaceAll(asGBK(t, plain), "\ufffd", "?"), "文字被两种编码各存了一次"},
		{"UTF-8 read as Western", asWestern(plain), "文字被当成西文存了一次"},
		{"GBK read as Western", asWestern(encoded(t, simplifiedchinese.GB18030, plain)), "文字被当成西文存了一次"},
	} {
		r := readText(t, "a.csv", test.content, testOptions(t)).must(t)
		if len(r.comments) != 0 || len(r.rejected) != 3 || !strings.Contains(r.notes(), "The names of the columns are garbled") {
			t.Fatalf("%s: %q, %d rejected, %s", test.name, r.texts(), len(r.rejected), r.notes())
		}
		for _, x := range r.rejected {
			if !strings.HasPrefix(x.Reason.Chinese(), test.reason) {
				t.Errorf("%s: %v", test.name, x.Reason.Chinese())
			}
		}
	}
	// Names that nobody knows, and texts that are sound.
	r := readText(t, "a.csv", asGBK(t, "甲乙丙丁,市民心里话")+"\n1,路灯坏了没人修好久了\n2,桥塌了也没有人来看一看\n", testOptions(t)).must(t)
	if d := cmp.Diff([]string{"路灯坏了没人修好久了", "桥塌了也没有人来看一看"}, r.texts()); d != "" {
		t.Error(d)
	}
	if r := readText(t, "a.csv", asGBK(t, "甲乙丙丁,市民心里话\n1,路灯坏了没人修好久了\n2,桥塌了也没有人来看一看\n"), testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "the whole table is garbled: the text was saved twice") {
		t.Errorf("%v %q", r.err, r.texts())
	}
	if r := readText(t, "a.csv", "??,????\n1,??????????\n2,????????\n", testOptions(t)); r.err == nil || !strings.Contains(r.err.Error(), "lost to a wrong encoding") {
		t.Errorf("%v %q", r.err, r.texts())
	}
}

func TestWesternIsNoDamage(t *testing.T) {
	for _, text := range []string{"café naïve Ångström", "12°30′ ±5%", "OK", "·", "——……", "“好”", "路灯·坏了"} {
		if r := damage(text); r != nil {
			t.Errorf("%s: %v", text, r)
		}
	}
	if damage(asWestern("路灯坏了没人修")) != reasonWestern {
		t.Error("not seen")
	}
}
