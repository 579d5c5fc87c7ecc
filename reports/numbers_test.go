package reports

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBoundsBesideOneDoNotLookLikeOne(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{1.54, 2.08, "1.5—2.1"}, {1.01, 1.36, "1.01—1.36"}, {0.98, 1.53, "0.98—1.53"}, {0.9, 1.04, "0.90—1.04"}, {1, 2.5, "1.0—2.5"},
	} {
		if got := between(c.low, c.high); got != c.want {
			t.Errorf("between(%v, %v) = %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for name, c := range map[string][2]string{
		"in full under 1万":         {count(9999), "9999"},
		"1万":                       {count(10000), "1万"},
		"one decimal from there":   {count(12345), "1.2万"},
		"rounded":                  {count(19999), "2万"},
		"亿":                        {count(123456789), "1.2亿"},
		"negative":                 {count(-12), "−12"},
		"share":                    {share(1, 30), "3.3%"},
		"share of a few":           {share(1, 2001), "不足0.1%"},
		"least share":              {share(1, 2000), "0.1%"},
		"share of none":            {share(0, 2001), "0.0%"},
		"no share of a small base": {share(1, 29), "—"},
		"no share of nothing":      {share(0, 0), "—"},
		"rise":                     {change(60, 40), "▲ 增加20条（+50.0%）"},
		"fall":                     {change(40, 50), "▼ 减少10条（−20.0%）"},
		"no percentage of a small": {change(20, 10), "▲ 增加10条"},
		"no percentage of nothing": {change(20, 0), "▲ 增加20条，上期为0"},
		"the same":                 {change(5, 5), "与上期持平"},
		"rate of nothing":          {rate(5, 0), "—"},
		"rate":                     {rate(45, 30), "+50.0%"},
		"year before":              {yearChange(45, 30), "同比+50.0%"},
		"small year before":        {yearChange(45, 29), "同比增加16条"},
		"less than a year before":  {yearChange(3, 29), "同比减少26条"},
		"as a year before":         {yearChange(3, 3), "同比持平"},
		"points":                   {points(50, 100, 40, 100), "▲ 上升10.0个百分点"},
		"points down":              {points(40, 100, 50, 100), "▼ 下降10.0个百分点"},
		"points of a small base":   {points(4, 10, 50, 100), "—"},
		"points that do not move":  {points(50, 100, 50, 100), "与上期持平"},
		"missing":                  {cell(nil), "—"},
		"zero byte":                {cell("甲\x00乙"), "甲�乙"},
		"very small":               {cell(1.5e-7), "1.5e-07"},
		"date":                     {cell(time.Date(2014, 4, 7, 9, 0, 0, 0, time.UTC)), "2014-04-07"},
		"yes":                      {cell(true), "是"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: got %q, want %q", name, c[0], c[1])
		}
	}
}

// TestColumnsKeepTheirDecimals looks at every table of a page: the numbers of a column have as many decimals, shares one.
func TestColumnsKeepTheirDecimals(t *testing.T) {
	columns := []record{{"share": 67.0, "ratio": 1.25}, {"share": 0.0, "ratio": 2.0}, {"share": nil, "ratio": 1e-7}}
	var got []string
	for _, r := range columns {
		got = append(got, cellTo(decimalsOf(columns, "share", "占比（%）"), r["share"]), cellTo(decimalsOf(columns, "ratio", "倍数"), r["ratio"]))
	}
	if diff := cmp.Diff([]string{"67.0", "1.25", "0.0", "2.00", "—", "1.0e-07"}, got); diff != "" {
		t.Errorf("two columns (-want +got):\n%s", diff)
	}
	page := string(renderWith(t, openFixture(t, whole), Options{}))
	shares := 0
	for _, m := range shownSQL.FindAllStringSubmatch(page, -1) {
		rows := shownRow.FindAllStringSubmatch(m[0], -1)
		heads := cellsOf(rows[0][1])
		for i, head := range heads {
			decimals := map[int]bool{}
			for _, row := range rows[1:] {
				text := cellsOf(row[1])[i]
				if _, after, ok := strings.Cut(text, "."); ok && !strings.ContainsAny(text, "e ") && fraction.MatchString(text) {
					decimals[len(after)] = true
				} else if strings.Contains(head, "（%）") && !strings.Contains(head, "进展") && text != "—" { // how far an item has come is as its unit wrote it
					t.Errorf("%s: a share of %s", m[1], text)
				}
			}
			if len(decimals) > 1 {
				t.Errorf("%s: the numbers of %s have %v decimals", m[1], head, decimals)
			}
			if strings.Contains(head, "（%）") {
				shares++
			}
		}
	}
	if shares < 5 {
		t.Errorf("%d columns of shares", shares)
	}
}

func TestPeriodIsTheLastWholeWeek(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for asOf, want := range map[string]string{
		"2014-04-13": "2014-04-07", // a Sunday ends its week
		"2014-04-14": "2014-04-07",
		"2014-04-19": "2014-04-07",
		"2014-04-20": "2014-04-14",
		"2014-01-01": "2013-12-23",
	} {
		p := periodOf(day(asOf), Week)
		if got := p.start.Format(time.DateOnly); got != want {
			t.Errorf("as of %s the week begins %s, want %s", asOf, got, want)
		}
	}
	for asOf, want := range map[string][4]string{ // start, before, year, as officials write it
		"2014-04-30": {"2014-04-01", "2014-03-01", "2013-04-01", "2014年4月"}, // the last day ends its month
		"2014-05-01": {"2014-04-01", "2014-03-01", "2013-04-01", "2014年4月"},
		"2014-03-30": {"2014-02-01", "2014-01-01", "2013-02-01", "2014年2月"},
		"2014-01-15": {"2013-12-01", "2013-11-01", "2012-12-01", "2013年12月"},
	} {
		p := periodOf(day(asOf), Month)
		got := [4]string{p.start.Format(time.DateOnly), p.before.Format(time.DateOnly), p.year.Format(time.DateOnly), p.String()}
		if got != want {
			t.Errorf("as of %s: got %v, want %v", asOf, got, want)
		}
		if !p.step(p.before, 1).Equal(p.start) || !p.step(p.start, 1).Equal(p.end) || p.index(p.start) != trendPeriods-1 || p.index(p.before) != trendPeriods-2 ||
			p.index(p.step(p.start, -trendPeriods)) >= 0 {
			t.Errorf("as of %s the periods do not follow each other", asOf)
		}
	}
	if got := periodOf(day("2014-04-16"), Week).String(); got != "2014年第15周（4月7日至4月13日）" {
		t.Errorf("got %q", got)
	}
	if periodOf(time.Time{}, Week).known() {
		t.Error("no date has a period")
	}
}
