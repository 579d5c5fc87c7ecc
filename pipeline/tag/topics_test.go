package tag

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// topicCodes gives the topics of a result, the heaviest first.
func topicCodes(r Result) (codes []string) {
	for _, tag := range r.Tags {
		if tag.Axis == comment.AxisTopics {
			codes = append(codes, tag.Problem)
		}
	}
	return codes
}

func TestTopics(t *testing.T) {
	_, tagger := load(t)
	for _, c := range []struct {
		title, text string
		want        []string
	}{
		{"柳河镇卫生院乱收检查费", "老人去看病，先要交一堆单子。", []string{"sg.livelihood.medical", "sg.livelihood.market_price"}}, // no 卫生
		{"请修一下村里的水泥路", "一到下雨就没法走，坑坑洼洼。", []string{"sg.livelihood.road"}},
		{"楼下油烟呛人，垃圾满地", "夜里吵得睡不着，也没有人扫。", []string{"sg.livelihood.sanitation", "sg.livelihood.environment"}},
		{"我想问一下", "今年的养老保险怎么交？", []string{"sg.livelihood.pension"}}, // no 保险
		{"惠民工程几时完工", "请回答。", []string{"sg.livelihood.urban"}},       // no 民工
		{"镇上没有电影院", "希望建一个。", []string{"sg.livelihood.culture"}},    // no 没有电
		{"你好", "祝工作顺利。", nil},
	} {
		got := topicCodes(tagger.Tag(comment.Doc{Title: c.title, Text: c.text}))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.title, diff)
		}
	}
}

// topicLabel is what a reader found in a comment on the axis of topics: the first is the one that it is about.
type topicLabel struct {
	ID          string
	Title, Text string
	Topics      []string
	Urgency     comment.Urgency
	Split       string // teach or measure
}

// TestTopicsOfRealComments measures topics and urgency on the labelled comments whose texts are in the directory that
// SIFENG_REAL_DATA names. Expressions were written with those that teach in view; the others only measure.
func TestTopicsOfRealComments(t *testing.T) {
	dir := os.Getenv("SIFENG_REAL_DATA")
	if dir == "" {
		t.Skip("SIFENG_REAL_DATA does not say where real comments are")
	}
	d, tagger := load(t)
	labels := map[string]topicLabel{}
	file, err := d.FS().Open("model/labels.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	eachLabel(t, file, func(l topicLabel) {
		if len(l.Topics) > 0 {
			labels[l.ID] = l
		}
	})
	if len(labels) == 0 {
		t.Fatal("no label names topics")
	}
	texts, err := os.Open(filepath.Join(dir, "comments.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer texts.Close()
	scores := map[string]*topicScore{"teach": {}, "measure": {}}
	eachLabel(t, texts, func(doc topicLabel) {
		l, labelled := labels[doc.ID]
		score, known := scores[l.Split]
		if labelled && known {
			score.add(l, tagger.Tag(comment.Doc{Title: doc.Title, Text: doc.Text}))
		}
	})
	for split, s := range scores {
		t.Logf("%s: %d comments, topics P %.3f R %.3f F1 %.3f (%d of %d right, %d labelled), main topic found %.3f, urgency right %.3f", split, s.n,
			ratio(s.right, s.tagged), ratio(s.right, s.labelled), s.f1(), s.right, s.tagged, s.labelled, ratio(s.main, s.n), ratio(s.urgency, s.n))
	}
	if m := scores["measure"]; m.f1() < 0.68 || ratio(m.main, m.n) < 0.79 || ratio(m.urgency, m.n) < 0.72 {
		t.Errorf("worse than before: %+v", *m)
	}
}

// topicScore counts agreement with labels.
type topicScore struct{ n, right, tagged, labelled, main, urgency int }

func (s *topicScore) add(l topicLabel, r Result) {
	got := topicCodes(r)
	s.n++
	s.tagged += len(got)
	s.labelled += len(l.Topics)
	for _, code := range l.Topics {
		if slices.Contains(got, code) {
			s.right++
		}
	}
	if slices.Contains(got, l.Topics[0]) {
		s.main++
	}
	if r.Urgency == l.Urgency {
		s.urgency++
	}
}

func (s *topicScore) f1() float64 { return ratio(2*s.right, s.tagged+s.labelled) }

func eachLabel(t *testing.T, in io.Reader, use func(topicLabel)) {
	t.Helper()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var l topicLabel
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		use(l)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
