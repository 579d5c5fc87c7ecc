package hotspot

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// cut makes tokens of two characters, and of one where a phrase is odd, punctuation apart: enough for invented texts.
func cut(text string) []string {
	var tokens []string
	var held []rune
	flush := func() {
		for i := 0; i < len(held); i += 2 {
			tokens = append(tokens, string(held[i:min(i+2, len(held))]))
		}
		held = held[:0]
	}
	for _, r := range text {
		if strings.ContainsRune("，。！？、", r) {
			flush()
			tokens = append(tokens, string(r))
			continue
		}
		held = append(held, r)
	}
	flush()
	return tokens
}

func submission(id, title, text string, day int) Submission {
	return Submission{
		ID: id, Title: title, Text: text, TitleTokens: cut(title), TextTokens: cut(text), Submitter: "s" + id,
		ReceivedAt: time.Date(2014, 3, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, day),
	}
}

var (
	places   = []string{"柳塘小区", "石桥中学", "北湾大桥", "东岗砖厂", "西坡公园", "南窑水库", "高庙大道", "平湖花园"}
	problems = [][]string{
		{"夜间施工噪音很大，", "打桩声吵到后半夜，", "孩子写作业受影响，", "老人整宿睡不着觉，"},
		{"垃圾堆积臭气熏天，", "保洁几周不来清运，", "蚊蝇到处乱飞乱爬，", "污水顺着路边流淌，"},
		{"公交车总是不按时，", "末班车提前就收了，", "站牌字迹看不清楚，", "上学上班等得着急，"},
		{"自来水发黄有异味，", "一到傍晚就没压力，", "水费反而越收越高，", "烧开后一层水垢，"},
		{"路灯坏了半年没修，", "晚上漆黑常有人摔，", "电线裸露在杆子上，", "走夜路提心吊胆，"},
		{"化工作坊偷排废气，", "刺鼻气味熏得头疼，", "窗户一年不敢打开，", "举报后停两天又开，"},
		{"低保评议暗箱操作，", "有车有房的也评上，", "困难户反而被漏掉，", "名单从来没有公示，"},
		{"违规收取补课费用，", "老师强制报名交钱，", "收据也不开给家长，", "不交就被排到后面，"},
	}
	fillers = []string{"望予核实，", "多次反映无人过问，", "盼早日答复，", "大家意见很大，", "请领导重视，", "拖了很久没有下文，", "每次都说再等等，", "辛苦各位了，"}
)

// invented makes six comments of each of 64 matters: every place with every problem.
func invented() []Submission {
	r := rand.New(rand.NewPCG(1, 2014))
	var all []Submission
	for p, place := range places {
		for q, problem := range problems {
			for k := range 6 {
				lines := slices.Clone(problem)
				r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
				text := "我家，" + place + "，附近" + lines[0] + fillers[r.IntN(len(fillers))] + lines[1] + lines[2] + place + "，" + fillers[r.IntN(len(fillers))]
				all = append(all, submission(fmt.Sprintf("c%d.%d.%d", p, q, k), "反映，"+place+"，"+lines[0], text, r.IntN(150)))
			}
		}
	}
	return all
}

func group(t *testing.T, all []Submission, o MatterOptions) []Matter {
	t.Helper()
	g := NewGrouper(o)
	for _, s := range all {
		if err := g.Add(s); err != nil {
			t.Fatal(err)
		}
	}
	matters, err := g.Matters(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return matters
}

// The place and the problem together make a matter: neither the place alone nor the problem alone does.
func TestMattersAreOnePlaceAndOneProblem(t *testing.T) {
	matters := group(t, invented(), MatterOptions{})
	whole := 0
	for _, m := range matters {
		kinds := map[string]int{}
		for _, member := range m.Members {
			kinds[member.ID[:strings.LastIndexByte(member.ID, '.')]]++
		}
		if len(kinds) > 1 {
			t.Errorf("matter %q joins %v", m.Title, kinds)
		}
		if len(kinds) == 1 && m.Comments == 6 {
			whole++
		}
	}
	if whole < 60 {
		t.Errorf("%d of 64 matters came out whole, in %d groups", whole, len(matters))
	}
}

func TestMattersDoNotDependOnOrderOrWorkers(t *testing.T) {
	all := invented()
	want := group(t, all, MatterOptions{Workers: 1})
	if len(want) == 0 {
		t.Fatal("no matters")
	}
	r := rand.New(rand.NewPCG(3, 3))
	for _, workers := range []int{1, 2, 7} {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if diff := cmp.Diff(want, group(t, all, MatterOptions{Workers: workers})); diff != "" {
			t.Fatalf("%d workers, another order (-want +got):\n%s", workers, diff)
		}
	}
}

// Restricted comments are counted and never shown, whatever their place in the group.
func TestRestrictedTextsAreNotShown(t *testing.T) {
	secret := "秘密线索"
	for _, shown := range []int{0, 1, 3} {
		var all []Submission
		for i, s := range invented()[:6] {
			if i >= shown {
				s.Restricted = true
				s.Title, s.Text = s.Title+secret, s.Text+secret
				s.TitleTokens, s.TextTokens = append(s.TitleTokens, secret), append(s.TextTokens, secret)
			}
			all = append(all, s)
		}
		matters := group(t, append(all, invented()[100:]...), MatterOptions{})
		found := false
		for _, m := range matters {
			for _, member := range m.Members {
				if !strings.HasPrefix(member.ID, "c0.0.") {
					continue
				}
				found = true
				if strings.Contains(m.Title+strings.Join(m.Keywords, " "), secret) {
					t.Errorf("%d shown: restricted words in title %q or keywords %q", shown, m.Title, m.Keywords)
				}
				if shown == 0 && (m.Title != "" || len(m.Keywords) > 0 || len(m.Representatives) > 0) {
					t.Errorf("all restricted, yet title %q, keywords %q, representatives %q", m.Title, m.Keywords, m.Representatives)
				}
				if shown == 3 && (m.Title == "" || m.Comments != 6) {
					t.Errorf("3 of 6 restricted: title %q, %d comments", m.Title, m.Comments)
				}
				for _, id := range m.Representatives {
					if id >= fmt.Sprintf("c0.0.%d", shown) && strings.HasPrefix(id, "c0.0.") {
						t.Errorf("restricted comment %s is shown", id)
					}
				}
				break
			}
		}
		if !found {
			t.Errorf("%d shown: the matter was not found", shown)
		}
	}
}

func TestMassSubmissionIsOneText(t *testing.T) {
	base := invented()[:6]
	all := slices.Clone(base)
	for i := range 500 {
		s := base[0]
		s.ID, s.DupKey, s.Submitter = fmt.Sprintf("m%d", i), "same", fmt.Sprintf("p%d", i%20)
		all = append(all, s)
	}
	matters := group(t, append(all, invented()[100:]...), MatterOptions{})
	m := matters[0]
	if m.Comments != 506 || m.Submitters != 26 {
		t.Errorf("got %d comments of %d submitters, want 506 of 26", m.Comments, m.Submitters)
	}
}

// One text about two townships is two matters.
func TestPlaceOfTheRegisterCounts(t *testing.T) {
	var all []Submission
	for i := range 6 {
		s := submission(fmt.Sprintf("t%d", i), "反映低保评议走过场", "村里低保评议走过场，名单没有公示，望予核实。", i)
		s.DupKey, s.Township = "same", []string{"411025100", "411025101"}[i%2]
		all = append(all, s)
	}
	matters := group(t, append(all, invented()...), MatterOptions{})
	n := 0
	for _, m := range matters {
		if strings.HasPrefix(m.Members[0].ID, "t") {
			n++
			if m.Comments != 3 || m.Township == "" {
				t.Errorf("got %d comments about township %q, want 3 about one", m.Comments, m.Township)
			}
		}
	}
	if n != 2 {
		t.Errorf("got %d matters, want one for each township", n)
	}
}

func TestHeatIsMonotone(t *testing.T) {
	base := func() []float64 { return []float64{5, 4, 10, 20, 30} } // comments, submitters, votes, span, quiet
	heat := func(x []float64) float64 { return Heat(int(x[0]), int(x[1]), int64(x[2]), x[3], x[4]) }
	for i, name := range []string{"comments", "submitters", "votes", "span", "quiet"} {
		last := -1.0
		for step, v := range []float64{0, 1, 2, 5, 20, 1000} {
			x := base()
			x[i] = v
			if name == "quiet" {
				x[i] = 1000 - v // the sooner, the hotter
			}
			got := heat(x)
			if step > 0 && got <= last {
				t.Errorf("%s %v: heat %v, not above %v", name, x[i], got, last)
			}
			last = got
		}
	}
	if Heat(0, 0, -5, -1, -3) != 0 {
		t.Error("heat of nothing is not 0")
	}
}

func TestTitles(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		{" 反映  柳塘小区\n停水 ", "正文", "反映柳塘小区停水"},
		{"", "柳塘小区停水已经三天了。物业说不知道。", "柳塘小区停水已经三天了"},
		{"举报〔姓名〕收费", "", "举报收费"},
		{"", "好。柳塘小区停水三天！", "好。柳塘小区停水三天"},
		{strings.Repeat("停水很久了", 9), "", strings.Repeat("停水很久了", 6)[:29*3] + "…"},
		{strings.Repeat("停水很久了", 4) + "，" + strings.Repeat("没人管", 9), "", strings.Repeat("停水很久了", 4)},
		{"Line 12 bus stop", "", "Line 12 bus stop"},
		{"坏\u0000的\u202e字", "", "坏的字"},
		{"〔没有结尾", "", ""},
		{"", "", ""},
	} {
		if got := trimTitle(titleOf(c.title, c.text)); got != c.want {
			t.Errorf("title of %q, %q: got %q, want %q", c.title, c.text, got, c.want)
		}
	}
}

func TestBadSubmissions(t *testing.T) {
	g := NewGrouper(MatterOptions{})
	if err := g.Add(Submission{}); err == nil {
		t.Error("no id: no error")
	}
	if err := g.Add(Submission{ID: "a"}); err != nil {
		t.Error(err)
	}
	if err := g.Add(Submission{ID: "a"}); err == nil {
		t.Error("same id twice: no error")
	}
	if matters, err := g.Matters(context.Background()); err != nil || len(matters) != 0 {
		t.Errorf("an empty comment: %v, %v", matters, err)
	}
	if matters, err := NewGrouper(MatterOptions{}).Matters(context.Background()); err != nil || len(matters) != 0 {
		t.Errorf("no comments: %v, %v", matters, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	g = NewGrouper(MatterOptions{})
	for _, s := range invented() {
		if err := g.Add(s); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := g.Matters(ctx); err == nil {
		t.Error("a cancelled context: no error")
	}
}

func FuzzTitleOf(f *testing.F) {
	f.Add("举报〔姓名〕", "正文。")
	f.Add("\u0000〕〔", "")
	f.Fuzz(func(t *testing.T, title, text string) {
		got := trimTitle(titleOf(title, text))
		if n := len([]rune(got)); n > maxTitle {
			t.Errorf("%d characters", n)
		}
		if strings.ContainsAny(got, "〔\u0000\n") {
			t.Errorf("mark or control character in %q", got)
		}
	})
}

func TestHeaviest(t *testing.T) {
	v := func() vector { return vector{{1, 3}, {2, 1}, {3, 2}, {4, 2}, {5, 2}, {6, 5}} }
	for n, want := range map[int]vector{
		1: {{6, 5}}, 2: {{1, 3}, {6, 5}}, 3: {{1, 3}, {3, 2}, {6, 5}}, 4: {{1, 3}, {3, 2}, {4, 2}, {6, 5}}, 9: v(),
	} {
		got, rest := new(heavyScratch).heaviest(v(), n)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(term{})); diff != "" {
			t.Errorf("the %d heaviest (-want +got):\n%s", n, diff)
		}
		if whole := dot(v(), v()); math.Abs(dot(got, got)+rest-whole) > 1e-9 {
			t.Errorf("the %d heaviest: squares of kept and rest are %v, want %v", n, dot(got, got)+rest, whole)
		}
	}
}
