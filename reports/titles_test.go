package reports

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func rows(pairs ...any) []record {
	var out []record
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, record{"code": "c", "name": pairs[i], "short": pairs[i], "comments": int64(pairs[i+1].(int))})
	}
	return out
}

func TestTitles(t *testing.T) {
	long := strings.Repeat("长", 30)
	flagged := func(name string, r float64) record {
		return record{"short": name, "name": "推诿扯皮", "flagged": true, "ratio": r, "ratio_lo": r - 0.1}
	}
	estimate := func(name string, share, lo float64) record {
		return record{"code": "c", "short": name, "wind_share": share, "wind_lo": lo}
	}
	for name, c := range map[string]struct{ got, want string }{
		"leader with share":      {leaderTitle(rows("热线电话", 42, "短信", 20), "name", 100, "各渠道"), "热线电话最多，占42.0%"},
		"leader on a small base": {leaderTitle(rows("热线电话", 12, "短信", 2), "name", 14, "各渠道"), "热线电话最多，12条"},
		"tie":                    {leaderTitle(rows("甲", 5, "乙", 5), "name", 100, "各渠道"), "甲、乙并列最多"},
		"tie of two words":       {leaderTitle(rows("办事难、手续繁", 5, "乱作为", 5), "name", 100, "各问题"), "“办事难、手续繁”、乱作为并列最多"},
		"leader of two words":    {leaderTitle(rows("办事难、手续繁", 42, "乱作为", 5), "name", 100, "各问题"), "“办事难、手续繁”最多，占42.0%"},
		"no comments":            {leaderTitle(rows("甲", 0), "name", 0, "各渠道"), "尚无意见"},
		"no rows":                {leaderTitle(nil, "name", 0, "各渠道"), "尚无意见"},
		"name too long":          {leaderTitle(rows(long, 42, "短信", 20), "name", 100, "各渠道"), "各渠道"},
		"rise":                   {trendTitle(period{grain: Week}, 92, 68, "每周"), "本周92条，比上周增35.3%"},
		"fall":                   {trendTitle(period{grain: Week}, 68, 92, "每周"), "本周68条，比上周降26.1%"},
		"same":                   {trendTitle(period{grain: Week}, 68, 68, "每周"), "本周68条，与上周持平"},
		"small base":             {trendTitle(period{grain: Week}, 5, 3, "每周"), "本周5条，上周3条"},
		"from nothing":           {trendTitle(period{grain: Week}, 50, 0, "每周"), "本周50条，上周0条"},
		"rise of a month":        {trendTitle(period{grain: Month}, 92, 68, "各期"), "本月92条，比上月增35.3%"},
		"hottest cell":           {heatTitle([]record{flagged("王洛", 1.5), flagged("颍阳", 2.8)}, "乡镇与问题"), "颍阳的推诿扯皮最突出，2.8倍"},
		"many cells":             {heatTitle([]record{flagged("名字很长很长的单位", 2.8), flagged("乙", 1.2)}, "乡镇与问题"), "2处通过检验，名字很长很长的单位最突出"},
		"size unknown":           {heatTitle([]record{flagged("王洛", 1.05)}, "乡镇与问题"), "1处通过检验，幅度都不确定"},
		"larger but unknown":     {heatTitle([]record{{"short": "甲", "name": "乙", "flagged": true, "ratio": 4.0, "ratio_lo": 0.7}, flagged("王洛", 1.5)}, "乡镇与问题"), "王洛的推诿扯皮最突出，1.5倍"},
		"no cell":                {heatTitle(rows("甲", 9), "乡镇与问题"), "没有一格明显偏多"},
		"one clear unit":         {shareTitle([]record{estimate("王洛", 70, 60), estimate("颍阳", 40, 30)}, 50, "乡镇"), "王洛的四风占比高于全县"},
		"two clear units":        {shareTitle([]record{estimate("王洛", 70, 60), estimate("颍阳", 70, 51)}, 50, "乡镇"), "2个乡镇的四风占比高于全县"},
		"no clear unit":          {shareTitle([]record{estimate("王洛", 70, 40)}, 50, "乡镇"), "各乡镇占比都不明显高于全县"},
		"no share":               {shareTitle(rows("甲", 3), 50, "乡镇"), "意见太少，不算占比"},
		"hottest is the largest": {issuesTitle(rows("甲", 8, "乙", 8, "丙", 2)), "最热的事有8条意见"},
		"another is the largest": {issuesTitle(rows("甲", 4, "乙", 7, "丙", 8)), "所列事项，最热的4条，最多的8条"},
		"cut":                    {title(long), strings.Repeat("长", 19) + "…"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
		if n := utf8.RuneCountInString(c.got); n > titleLimit {
			t.Errorf("%s: %d characters, at most %d", name, n, titleLimit)
		}
	}
}

func TestRiserIsTheLargestRise(t *testing.T) {
	if _, ok := riser([]record{{"name": "甲", "change": int64(0), "period_comments": int64(9)}, {"name": "乙", "change": int64(4), "period_comments": int64(4)}}); ok {
		t.Error("nothing rose")
	}
	if got, ok := riser([]record{{"name": "甲", "change": int64(2), "period_comments": int64(90)}, {"name": "乙", "change": int64(7), "period_comments": int64(8)}}); !ok || got.text("name") != "乙" {
		t.Errorf("got %v", got)
	}
}

// TestStopWordsAreNoHeadline makes the word that stands out most a stop word: it is listed no longer, and the chart is named after another.
func TestStopWordsAreNoHeadline(t *testing.T) {
	db := openFixture(t, whole)
	p, err := gather(context.Background(), db, Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := p.answers["keyness"]
	if len(before.rows) < 2 {
		t.Fatalf("%d words stand out", len(before.rows))
	}
	top := before.rows[0].text("word")
	execute(t, db, "insert into stop_words values (?)", top)
	if p, err = gather(context.Background(), db, Options{}); err != nil {
		t.Fatal(err)
	}
	after := p.answers["keyness"]
	if len(after.rows) == 0 || after.rows[0].text("word") != before.rows[1].text("word") {
		t.Errorf("after leaving out %q: %v", top, after.rows)
	}
	for _, r := range after.rows {
		if r.text("word") == top {
			t.Errorf("%q is listed", top)
		}
	}
}

// TestMoverTitle names what moved most in the last period, and nothing that hardly moved.
func TestMoverTitle(t *testing.T) {
	week := periodOf(time.Date(2014, 4, 13, 0, 0, 0, 0, time.UTC), Week)
	series := func(name string, values ...int64) (rows []record) {
		for _, v := range values {
			rows = append(rows, record{"short": name, "comments": v})
		}
		return rows
	}
	for want, rows := range map[string][]record{
		"乙增加最多，本周9条":      slices.Concat(series("甲", 8, 9, 6), series("乙", 0, 1, 9), series("丙", 9, 0, 0)),
		"丙减少最多，本周1条":      slices.Concat(series("甲", 1, 2, 8), series("丙", 0, 20, 1)),
		"本周增减都不到5条":       slices.Concat(series("甲", 9, 1, 5), series("乙", 0, 4, 0)),
		"各乡镇":             nil,
		"一个很长很长很长的名称增加最多": series("一个很长很长很长的名称", 1, 99),
	} {
		if want == "各乡镇" {
			of := week
			of.latest = of.start
			if got := moverTitle(of, series("甲", 0, 50), "short", want); got != want {
				t.Errorf("of an unfinished week: %q", got)
			}
			continue
		}
		if got := moverTitle(week, rows, "short", "各乡镇"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
