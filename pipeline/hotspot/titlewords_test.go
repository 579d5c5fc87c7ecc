package hotspot

import (
	"testing"

	"sifeng/dict"
)

func TestTitleIsTheMatter(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	w, err := newTitleWords(d)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"咨询月牙湖小学招生问题":        "月牙湖小学招生问题",
		"请问：月牙湖小学何时开学":       "月牙湖小学何时开学",
		"关于梧桐里小区停水的投诉":       "梧桐里小区停水",
		"关于咨询梧桐里小区停水问题的咨询":   "梧桐里小区停水问题",
		"咨询关于梧桐里小区停水的问题":     "梧桐里小区停水的问题",
		"我要举报梧桐里物业乱收费":       "梧桐里物业乱收费",
		"再次投诉梧桐里物业乱收费":       "梧桐里物业乱收费",
		"各位领导们，梧桐里小区停水半个月了":  "梧桐里小区停水半个月了",
		"尊敬的领导：梧桐里小区停水半个月了":  "梧桐里小区停水半个月了",
		"您好！反映梧桐里小区停水半个月":    "梧桐里小区停水半个月",
		"投诉电话打不通，没有人管":       "投诉电话打不通，没有人管",
		"举报人的信息被泄露给村里":       "举报人的信息被泄露给村里",
		"反映问题":               "反映问题",
		"咨询低保":               "咨询低保",
		"建议梧桐里小区门口装红绿灯":      "建议梧桐里小区门口装红绿灯",
		"梧桐里小区停水，尊敬的领导请管管":   "梧桐里小区停水，尊敬的领导请管管",
		"梧桐里小区停水的投诉石沉大海":     "梧桐里小区停水的投诉石沉大海",
		"反映多次无果，梧桐里小区还是停水":   "反映多次无果，梧桐里小区还是停水",
		"关于梧桐里小区停水的投诉无人处理":   "梧桐里小区停水的投诉无人处理",
		"领导吃喝成风，群众看在眼里没有人敢说": "领导吃喝成风，群众看在眼里没有人敢说",
	} {
		if got := w.matter(title); got != want {
			t.Errorf("%s: got %s, want %s", title, got, want)
		}
	}
}

// TestTitleNamesWhatTheMatterIsAbout: the most central comment may say 投诉小区物业乱收费, which could be any estate.
func TestTitleNamesWhatTheMatterIsAbout(t *testing.T) {
	g := NewGrouper(MatterOptions{})
	for i, c := range [][2]string{
		{"投诉小区物业乱收费", "栖霞苑物业取暖费每平方米多收一块五，栖霞苑业主都不认账，取暖费要按文件收"},
		{"栖霞苑物业多收取暖费", "栖霞苑物业取暖费每平方米多收一块五，栖霞苑业主都不认账"},
		{"栖霞苑取暖费太贵", "栖霞苑物业收的取暖费比文件高，每平方米多收一块五，业主不认账"},
		{"小区取暖费不合理", "栖霞苑物业取暖费每平方米多收，栖霞苑业主不认账，请按文件收取暖费"},
	} {
		if err := g.Add(submission(string(rune('a'+i)), c[0], c[1], i)); err != nil {
			t.Fatal(err)
		}
	}
	for i, text := range []string{"村里的井坏了没有水吃", "公交车三天没来一趟", "学校食堂的饭菜是凉的", "路灯坏了半年没人修", "卫生院夜里没有大夫", "果园的路太窄车进不去"} {
		if err := g.Add(submission(string(rune('p'+i)), "", text, i)); err != nil {
			t.Fatal(err)
		}
	}
	matters, err := g.Matters(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(matters) != 1 || matters[0].Comments < 3 {
		t.Fatalf("got %+v, want one matter", matters)
	}
	if got := matters[0].Title; got != "栖霞苑物业多收取暖费" && got != "栖霞苑取暖费太贵" {
		t.Errorf("title is %s, keywords %v: want one that names the estate", got, matters[0].Keywords)
	}
}
