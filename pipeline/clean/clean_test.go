package clean

import (
	"encoding/json"
	"math/rand"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

func TestEveryFieldIsCleaned(t *testing.T) {
	c := newCleaner(t, Options{})
	in := comment.Comment{
		ID: "kept", Channel: "ch.sms", Title: " 王建国镇长\n不管事 ", Text: "请打１３８００００００００", Township: "王洛镇　", Department: "民政局李局长", AnsweredBy: "信访局\u00a0张三主任",
		Private: []string{"赵小敏"},
	}
	got, found := c.Clean(in)
	want := comment.Comment{
		ID: "kept", Channel: "ch.sms", Title: "〔姓名〕镇长 不管事", Text: "请打〔手机〕", Township: "王洛镇", Department: "民政局〔姓〕局长", AnsweredBy: "信访局 〔姓名〕主任",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"姓名": 2, "姓": 1, "手机": 1}, found.ByMark()); diff != "" {
		t.Error(diff)
	}
	if found.Total() != 4 || !found.OfficialNamed {
		t.Errorf("total %d, official named %v: want 4, true", found.Total(), found.OfficialNamed)
	}
}

func TestOfficialNamed(t *testing.T) {
	for text, want := range map[string]bool{
		"张三局长不办事":     true,
		"局长张三不办事":     true,
		"村支书王大山吃低保":   true,
		"〔姓名〕局长不办事":   true, // cleaned before
		"局长〔姓名〕不办事":   true,
		"〔姓名〕副局长不办事":  true,
		"李镇长不办事":      false, // surname and post
		"〔姓〕镇长不办事":    false,
		"张某局长不办事":     false,
		"局长张某某不办事":    false,
		"张三先生不高兴":     false, // no official
		"我叫王小明，找过局长":  false,
		"局长高度重视":      false,
		"〔姓名〕说局长不办事":  false,
		"局长不办事，〔姓名〕说": false,
	} {
		for _, o := range []Options{{}, {ShowOfficials: true}} {
			if _, found := newCleaner(t, o).Clean(comment.Comment{Text: text}); found.OfficialNamed != want {
				t.Errorf("%s (show officials: %v): %v, want %v", text, o.ShowOfficials, found.OfficialNamed, want)
			}
		}
	}
}

func TestShowOfficials(t *testing.T) {
	c := newCleaner(t, Options{ShowOfficials: true})
	for text, want := range map[string]string{
		"李镇长和局长张三都来了，王老师没来":   "李镇长和局长张三都来了，〔姓〕老师没来",
		"张志明局长说不给办。张志明骂人":     "张志明局长说不给办。张志明骂人",
		"我叫王小明，电话13800000000": "我叫〔姓名〕，电话〔手机〕",
	} {
		if got, _ := c.Clean(comment.Comment{Text: text}); got.Text != want {
			t.Errorf("%s: got %s, want %s", text, got.Text, want)
		}
	}
}

func TestPrivateValues(t *testing.T) {
	c := newCleaner(t, Options{})
	for _, test := range []struct {
		name, text, want string
		private          []string
	}{
		{"a name without any cue", "昨天尉犁犁去了三趟", "昨天〔姓名〕去了三趟", []string{"尉犁犁"}},
		{"other spacing", "尉 犁-犁去了", "〔姓名〕去了", []string{"尉犁犁"}},
		{"spacing in the column", "尉犁犁去了", "〔姓名〕去了", []string{" 尉　犁犁"}},
		{"traditional in the column", "张丽华去了", "〔姓名〕去了", []string{"張麗華"}},
		{"traditional in the text", "張麗華說辦事難", "〔姓名〕说办事难", []string{"张丽华"}},
		{"a common word that is the name", "高兴去了", "〔姓名〕去了", []string{"高兴"}},
		{"a short number", "房产证 4 0 0 1 2 3 丢了", "房产证 〔电话〕 丢了", []string{"400123"}},
		{"full width", "号是４００１２３", "号是〔电话〕", []string{"400123"}},
		{"a user name", "我是Uu008154，再问一次", "我是〔姓名〕，再问一次", []string{"UU008154"}},
		{"an address", "住在槐荫里甲七号的老人", "住在〔姓名〕的老人", []string{"槐荫里甲七号"}},
		{"values that name nobody", "匿名的群众说没有水", "匿名的群众说没有水", []string{"匿名", "群众", "", "无", "李", "12"}},
		{"inside a mark nothing is touched", "电话13800000000", "电话〔手机〕", []string{"手机"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, _ := c.Clean(comment.Comment{Text: test.text, Title: test.text, Private: test.private})
			if diff := cmp.Diff(test.want, out.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.want, out.Title); diff != "" {
				t.Error(diff)
			}
			if out.Private != nil {
				t.Error("Private is kept")
			}
		})
	}
}

func TestANameFoundOnceGoesEverywhere(t *testing.T) {
	c := newCleaner(t, Options{})
	out, found := c.Clean(comment.Comment{Title: "再问周志军的事", Text: "举报人周志军。后来有人堵住周志军家门。行李强制开箱。我叫李强。"})
	want := comment.Comment{Title: "再问〔姓名〕的事", Text: "举报人〔姓名〕。后来有人堵住〔姓名〕家门。行李强制开箱。我叫〔姓名〕。"}
	if diff := cmp.Diff(want, out); diff != "" {
		t.Error(diff)
	}
	if got := found.ByMark()["姓名"]; got != 4 {
		t.Errorf("%d names, want 4", got)
	}
}

// TestPlacesStay cleans every name of the county registers in a sentence.
func TestPlacesStay(t *testing.T) {
	c := newCleaner(t, Options{})
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, w := range d.Words {
		if !strings.HasPrefix(w.Pos, "nr") {
			places = append(places, w.Text)
		}
	}
	for _, p := range d.County.Townships {
		places = append(append(append(places, p.Name), p.Aliases...), p.Typos...)
	}
	for _, p := range d.County.Departments {
		places = append(append(places, p.Name, p.Short), p.Aliases...)
	}
	for _, p := range d.County.Villages {
		places = append(places, p.Name, strings.TrimSuffix(p.Name, "村")+"村")
	}
	places = append(append(places, d.County.Elsewhere...), d.County.Leadership...)
	for _, place := range places {
		for _, sentence := range []string{place, "反映" + place + "的路不好", place + "，没人管", "在" + place + "等了三天", "找过" + place + "、没人管"} {
			if got := c.Redact(sentence); got != c.traditional.simplified(sentence) {
				t.Errorf("%s became %s", sentence, got)
			}
		}
	}
}

func TestDupMaterial(t *testing.T) {
	c := newCleaner(t, Options{})
	one := c.DupMaterial("", "我叫〔姓名〕，住3组。村里的路三年没有修，请领导管一管！电话〔手机〕")
	two := c.DupMaterial("第二封", "我叫〔姓名〕 住12组；村里的路3年没有修， 请领导管一管。电话〔电话〕〔手机〕")
	if one == "" || one != two {
		t.Errorf("copies of a letter differ: %q, %q", one, two)
	}
	if strings.ContainsAny(one, "〔〕手机，3三") {
		t.Errorf("material holds marks or numbers: %q", one)
	}
	for _, test := range []struct{ title, text, want string }{
		{"", "没有意见", ""},
		{"", "十一个字不够所以没有呀", ""},
		{"", "村里的路灯全都坏掉没有人管", "村里的路灯全都坏掉没有人管"},
		{"关于村里的路灯", "全坏了ABC，没人管", "关于村里的路灯全坏了abc没人管"},
	} {
		if got := c.DupMaterial(test.title, test.text); got != test.want {
			t.Errorf("%q, %q: got %q, want %q", test.title, test.text, got, test.want)
		}
	}
}

func TestScan(t *testing.T) {
	c := newCleaner(t, Options{})
	text := "〔姓名〕说：打13800000000，车是豫K12345"
	got := c.Scan(text)
	want := []Finding{{Mobile, strings.Index(text, "138")}, {Plate, strings.Index(text, "豫")}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := c.Scan("拨打12345，〔姓名〕已回复"); len(got) != 0 {
		t.Errorf("found %v in a clean text", got)
	}
}

func TestBadDictionaries(t *testing.T) {
	for name, test := range map[string]struct{ file, data, want string }{
		"class":    {"redact/surnames.tsv", "surname\tclass\n王\tfine\n", "redact/surnames.tsv:2"},
		"kind":     {"redact/posts.tsv", "post\tkind\n局长\tboss\n", "redact/posts.tsv:2"},
		"set":      {"redact/characters.tsv", "set\tcharacters\nbehind\t的\n", "redact/characters.tsv:2"},
		"phrase":   {"redact/phrases.tsv", "kind\tphrase\ndeputy\t\n", "redact/phrases.tsv:2"},
		"latin":    {"redact/cues.tsv", "cue\tstrength\nname\tstrong\n", "redact/cues.tsv:2"},
		"nickname": {"redact/nicknames.tsv", "kind\twords\nsurnames\t王\n", "redact/nicknames.tsv:2"},
		"no words": {"redact/nicknames.tsv", "kind\twords\nsurname\t\n", "redact/nicknames.tsv:2"},
		"prefix":   {"redact/nicknames.tsv", "kind\twords\nprefix\told\n", "redact/nicknames.tsv:2"},
		"context":  {"redact/context.tsv", "word\tkind\n电话\tcal\n", "redact/context.tsv:2"},
		"given":    {"redact/given.txt", "建国\n", "redact/given.txt"},
		"empty":    {"redact/guard.txt", "# nothing\n", "redact/guard.txt"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, test.file, test.data)
			d, err := dict.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := New(d, Options{}); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that names %s", err, test.want)
			}
		})
	}
}

func TestConcurrentUse(t *testing.T) {
	c, snippets := newCleaner(t, Options{}), readSnippets(t)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, s := range snippets {
				out, _ := c.Clean(comment.Comment{Text: s.text})
				if again := c.Redact(out.Text); again != strings.ReplaceAll(out.Text, "\n", " ") {
					t.Errorf("line %d is not stable", s.line)
				}
			}
		})
	}
	group.Wait()
}

// survivors looks for private data in a way of its own: mobile numbers and valid ID numbers among the plain digits of a text.
func survivors(text string, private []string) (kinds []string) {
	for i := 0; i < len(text); {
		if text[i] < '0' || text[i] > '9' {
			i++
			continue
		}
		j := i
		for j < len(text) && text[j] >= '0' && text[j] <= '9' {
			j++
		}
		run := text[i:j]
		if len(run) == 11 && run[0] == '1' && run[1] >= '3' {
			kinds = append(kinds, "mobile")
		}
		if len(run) == 17 && j < len(text) && (text[j] == 'X' || text[j] == 'x') {
			run += "X"
		}
		if len(run) == 18 && validID(run) {
			kinds = append(kinds, "ID card")
		}
		i = j
	}
	squeezed := squeeze(text)
	for _, p := range private {
		if p := squeeze(p); utf8.RuneCountInString(p) >= 2 && strings.Contains(squeezed, p) {
			kinds = append(kinds, "private value")
		}
	}
	return kinds
}

func squeeze(s string) string {
	for _, text := range markTexts {
		s = strings.ReplaceAll(s, text, "〔〕")
	}
	return strings.NewReplacer(" ", "", "\n", "", "-", "").Replace(s)
}

func validID(s string) bool {
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	year := s[6:10]
	return "10X98765432"[sum%11] == s[17] && year >= "1900" && year <= "2014" && s[10:12] >= "01" && s[10:12] <= "12" && s[12:14] >= "01" && s[12:14] <= "28" &&
		s[:2] >= "11" && s[:2] <= "15"
}

// generated makes comments of pieces: ordinary words, private data of every snippet, debris.
func generated(random *rand.Rand, snippets []snippet) comment.Comment {
	names := []string{"王小明", "尉犁犁", "欧阳春", "赵六七", "高兴"}
	debris := []string{"", " ", "\n", "，", "。", "　", "\u200b", "&nbsp;", "<br>", "_x000D_", "\x00", "：", "-", "的", "\xff", "1", "〔", "〕", "某", "长"}
	var b strings.Builder
	name := names[random.Intn(len(names))]
	for range random.Intn(8) {
		switch random.Intn(4) {
		case 0:
			b.WriteString(name)
		default:
			b.WriteString(snippets[random.Intn(len(snippets))].text)
		}
		b.WriteString(debris[random.Intn(len(debris))])
	}
	return comment.Comment{Text: b.String(), Title: snippets[random.Intn(len(snippets))].text + name, Private: []string{name}}
}

func checkProperties(t *testing.T, c *Cleaner, in comment.Comment) {
	t.Helper()
	out, _ := c.Clean(in)
	for field, text := range map[string]string{"title": out.Title, "text": out.Text} {
		if !utf8.ValidString(text) {
			t.Errorf("%s is not valid UTF-8: %q", field, in.Text)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == '\u00a0' || r == '\u200b' || r == '\ufeff' }) {
			t.Errorf("%s holds debris: %q", field, in.Text)
		}
		if kinds := survivors(text, in.Private); len(kinds) > 0 {
			t.Errorf("%s still holds %v: %q", field, slices.Compact(kinds), in.Text)
		}
	}
	if strings.Contains(out.Title, "\n") {
		t.Errorf("title has lines: %q", in.Title)
	}
	again, _ := c.Clean(out)
	if diff := cmp.Diff(out, again); diff != "" {
		t.Errorf("cleaning again changes it: %q\n%s", in.Text, diff)
	}
}

func TestPropertiesOfGenerated(t *testing.T) {
	c, snippets := newCleaner(t, Options{}), readSnippets(t)
	random := rand.New(rand.NewSource(2014))
	for range 8000 {
		checkProperties(t, c, generated(random, snippets))
		if t.Failed() {
			return
		}
	}
}

func TestPropertiesOfReal(t *testing.T) {
	c := newCleaner(t, Options{})
	for i, in := range readReal(t) {
		out, _ := c.Clean(in)
		again, _ := c.Clean(out)
		if out.Title != again.Title || out.Text != again.Text {
			t.Errorf("comment %d: cleaning again changes it", i)
		}
		for _, text := range []string{out.Title, out.Text} {
			if kinds := survivors(text, nil); len(kinds) > 0 {
				t.Errorf("comment %d still holds %v", i, kinds)
			}
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range readSnippets(f) {
		f.Add(s.text, "王小明")
	}
	for _, s := range []string{"&amp;amp;lt;p&gt;", "<scr<script>ipt>", "\xff\xfe", "_x00_x000D_0D_", "〔〔姓名〕〕", "1\u20e33\u20e38\u20e3", "𝟏𝟑𝟖", "縣鄉"} {
		f.Add(s, "13800000000")
	}
	c := newCleaner(f, Options{})
	f.Fuzz(func(t *testing.T, text, private string) {
		out, _ := c.Clean(comment.Comment{Text: text, Title: text, Private: []string{private}})
		if !utf8.ValidString(out.Text) || !utf8.ValidString(out.Title) {
			t.Fatal("not valid UTF-8")
		}
		if kinds := survivors(out.Text, nil); len(kinds) > 0 {
			t.Fatalf("still holds %v", kinds)
		}
		if again, _ := c.Clean(out); again.Text != out.Text || again.Title != out.Title {
			t.Fatalf("cleaning again changes it: %q, %q", out.Text, again.Text)
		}
		if _, err := json.Marshal(c.DupMaterial(out.Title, out.Text)); err != nil {
			t.Fatal(err)
		}
	})
}

func TestFileName(t *testing.T) {
	c := newCleaner(t, Options{})
	for in, want := range map[string]string{
		"热线登记.csv":             "热线登记.csv",
		"王小明.xlsx":             "〔姓名〕.xlsx",
		"2014-王小明-低保.xlsx":     "2014-〔姓名〕-低保.xlsx",
		"陈桂兰反映低保问题.xlsx":       "〔姓名〕反映低保问题.xlsx",
		"李娟的来信.txt":            "〔姓名〕的来信.txt",
		"13900000000短信.csv":    "〔手机〕短信.csv",
		"来电人王建国（复件）.xlsx":      "来电人〔姓名〕（复件）.xlsx",
		"王洛镇意见.xlsx":           "王洛镇意见.xlsx",
		"汾陈乡.xlsx":             "汾陈乡.xlsx",
		"高中意见.xlsx":            "高中意见.xlsx",
		"第一批.2014年4月":          "第一批.2014年4月",
		"Sheet1":               "Sheet1",
		"安全生产.csv":             "安全生产.csv",
		"a\nb.csv":             "a b.csv",
		"a.c\nsv":              "a.c sv",
		"wang@163.com 投诉.xlsx": "〔邮箱〕 投诉.xlsx",
	} {
		if got := c.FileName(in); got != want {
			t.Errorf("FileName(%q) = %q, want %q", in, got, want)
		} else if again := c.FileName(got); again != got {
			t.Errorf("FileName(%q) = %q, want it unchanged", got, again)
		}
	}
}
