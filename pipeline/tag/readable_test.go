package tag

import "testing"

func TestReadable(t *testing.T) {
	for _, c := range []struct{ pattern, hit, zh, en string }{
		{"踢皮球", "踢皮球", "“踢皮球”", "“踢皮球”"},
		{"(互相|相互|)踢皮球", "相互踢皮球", "“相互踢皮球”", "“相互踢皮球”"},
		{"跑了…4(趟|次)…没", "跑了十几次都没", "“跑了”，其后 4 个字以内有“次”，其后 10 个字以内有“没”", "“跑了”, and within 4 characters “次”, and within 10 characters “没”"},
		{"<多次>没人管", "三番五次没人管", "“多次”一类的词，紧接着是“没人管”", "a word of the class “多次”, and right after it “没人管”"},
		{"(甲|乙|丙|丁|戊)…9己", "", "“甲”/“乙”/“丙”/“丁”等 5 种说法之一，其后 9 个字以内有“己”", "“甲”/“乙”/“丙”/“丁” or another of 5 expressions, and within 9 characters “己”"},
		{"ＶＩＰ室", "ＶＩＰ室", "“vip室”", "“vip室”"},
	} {
		got := Readable(c.pattern, c.hit)
		if got.Chinese() != c.zh || got.Error() != c.en {
			t.Errorf("%s: %q, %q; want %q, %q", c.pattern, got.Chinese(), got.Error(), c.zh, c.en)
		}
	}
}

// Every pattern of the lexicon can be read out.
func TestReadableLexicon(t *testing.T) {
	_, tagger := load(t)
	for _, r := range tagger.lex.rules {
		if m := Readable(r.pattern, r.example); m == nil || m.Chinese() == "" {
			t.Errorf("%s: %s cannot be read out", r.line, r.pattern)
		}
	}
}
