package tag

import (
	"slices"
	"strings"
	"testing"

	"sifeng/pipeline/comment"
)

// Words behind a place or before a trade say where or who; inside other words, further away or across a stop they say nothing. Nor do they where
// the clause goes on behind the place: what somebody met with there is told.
func TestAside(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]bool{
		"医院门口":         true,
		"小学旁边的路":       true,
		"体育馆路":         true,
		"体育馆路有坑":       true,
		"文化路小学":        true,
		"我是县城东关小学的教师":  true,
		"我是中学的学生，住在村里": true,
		"家住老城隍庙后头的派出所": true,
		"砖厂紧靠小学":       true,
		"医院里没有门口":      false,
		"教师打人":         false,
		"我是来反映的。教师打人":  false, // across a stop
		"我是想替村里的好几十户人家向各位领导反映教师": false, // too far away
		"垃圾门口": false, // no place
		"我在城关中学被老师打了一巴掌": false,
		"俺在卫生院等了一下午":     false,
		"我是来反映卫生院的":      false,
		"我是想说说派出所的人":     false,
		"我是被学校的老师骂哭的学生":  false,
		"护士口气不好":         false,
		"客车路上加价":         false,
		"教练路上骂人":         false,
		"煤矿村民":           false,
		"敬老院镇里不管":        false,
		"诊所村里就一家":        false,
		"公交边走边打电话":       false,
		"高铁路过我们县":        false,
		"敬老院那边不让人吃饱":     false,
		"卫生院大门锁着":        false,
		"卫生院大门口有坑":       true,
		"紧靠河边的一所小学":      false,
		"":               false,
	} {
		if got := tagger.hasAside(text); got != want {
			t.Errorf("%s: aside %t, want %t", text, got, want)
		}
	}
}

// No place, body or trade gives a topic where it says only where something else is, nor does a shorter expression inside it.
func TestEveryAside(t *testing.T) {
	_, tagger := load(t)
	about := []string{"sg.livelihood.road", "sg.livelihood.heating_gas"} // a street lamp
	n := 0
	for i := range tagger.lex.rules {
		r := &tagger.lex.rules[i]
		if !r.aside {
			continue
		}
		for _, w := range r.pieces[0].literals {
			n++
			text := w + "对面的路灯坏了"
			for _, code := range topicCodes(tagger.Tag(comment.Doc{Text: text})) {
				if !slices.Contains(about, code) {
					t.Errorf("%s: got %s", text, code)
				}
			}
		}
	}
	if n < 250 {
		t.Errorf("%d literals are asides, want at least 250", n)
	}
}

func TestAsidesAreChecked(t *testing.T) {
	const head = "where\twords\texample\ttrap\n"
	for row, want := range map[string]string{
		"after\t门口 旁\t医院门口\t医院收费": "",
		"after\t门口\t医院旁边\t":       "none of 门口 stands in its example",
		"after\t门口\t门口医院\t":       "门口 makes no aside in 门口医院",
		"after\t门口 口\t医院门口难找\t":   "口 makes no aside in 医院口难找",
		"tail\t职工\t我是医院职工\t":      "职工 makes no aside in 我是医院职工", // nothing says who

		"after\t门口\t\t": "has no example",
		"after\t门口\t医院门口\t学校门口的人": "makes an aside in its trap",
		"self\t我是\t我是教师\t教师我是认识":  "",
	} {
		tagger, err := newWith(t, asidesFile, head+row+"\n")
		if err != nil {
			t.Fatal(err)
		}
		var wrong []string
		tagger.checkAsides(func(line, what string) { wrong = append(wrong, line+": "+what) })
		if got := strings.Join(wrong, "\n"); want == "" && got != "" || !strings.Contains(got, want) || want != "" && !strings.HasPrefix(got, asidesFile+":2: ") {
			t.Errorf("%q: got %q, want %q", row, got, want)
		}
		if want == "" {
			continue
		}
		if err := tagger.CheckExamples(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the check of all examples gives %v", row, err)
		}
	}
	for row, want := range map[string]string{"beside\t门口\t医院门口\t": "where is", "after\t(门口\t医院门口\t": "( without )"} {
		if _, err := newWith(t, asidesFile, head+row+"\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got the error %v, want %q", row, err, want)
		}
	}
	_, err := newWith(t, "lexicon/bureaucratism.tsv", "pattern\tproblem\tfacet\tflags\texample\ttrap\n从来不下村啊\tbureaucratism.detached\t\taside\t书记从来不下村啊\t\n")
	if err == nil || !strings.Contains(err.Error(), "only topics") {
		t.Errorf("an aside on the winds axis: got the error %v", err)
	}
}

// hasAside says whether an expression of a text is taken for an aside.
func (t *Tagger) hasAside(text string) bool {
	s := &scratch{}
	s.read("", text)
	t.lex.gather(s)
	t.lex.dropAsides(s)
	return len(s.asides) > 0
}
