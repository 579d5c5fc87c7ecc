package tag

import (
	"strings"
	"testing"
)

// Words behind a place or before a trade say where or who; behind other words, further away or across a stop they say nothing.
func TestAside(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]bool{
		"医院门口":         true,
		"小学旁边的路":       true,
		"体育馆路":         true,
		"我是县城东关小学的教师":  true,
		"住在老城隍庙后头的派出所": true,
		"医院里没有门口":      false,
		"教师打人":         false,
		"我是来反映的。教师打人":  false, // across a stop
		"我是想替村里的好几十户人家向各位领导反映教师": false, // too far away
		"垃圾门口": false, // no place
		"":     false,
	} {
		if got := tagger.hasAside(text); got != want {
			t.Errorf("%s: aside %t, want %t", text, got, want)
		}
	}
}

func TestAsidesAreChecked(t *testing.T) {
	const head = "where\twords\texample\ttrap\n"
	for row, want := range map[string]string{
		"after\t门口 旁\t医院门口\t医院收费":  "",
		"after\t门口\t医院旁边\t":        "makes no aside in its example",
		"after\t门口\t\t":            "has no example",
		"after\t门口\t医院门口\t学校门口的人":  "makes an aside in its trap",
		"before\t我是\t我是教师\t教师我是认识": "",
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
