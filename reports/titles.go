package reports

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// titleLimit is the most characters that the title of a chart may have.
const titleLimit = 20

// title gives the first of the candidates that says something in at most titleLimit characters; the last one is the plain name of
// the chart and is cut if it must be.
func title(candidates ...string) string {
	for _, c := range candidates {
		if c != "" && utf8.RuneCountInString(c) <= titleLimit {
			return c
		}
	}
	last := candidates[len(candidates)-1]
	return string([]rune(last)[:titleLimit-1]) + "…"
}

// leaderTitle says who leads a list of counts: rows sorted from the largest, total their base. Ties are said as such.
func leaderTitle(rows []record, nameColumn string, total int64, plain string) string {
	if len(rows) == 0 || rows[0].int("comments") == 0 {
		return title("尚无意见", plain)
	}
	top := rows[0]
	name, n := toldName(top.text(nameColumn)), top.int("comments")
	if len(rows) > 1 && rows[1].int("comments") == n {
		second := toldName(rows[1].text(nameColumn))
		return title(fmt.Sprintf("%s、%s并列最多", name, second), fmt.Sprintf("%s等并列最多", name), plain)
	}
	if total >= smallBase {
		return title(fmt.Sprintf("%s最多，占%s", name, share(n, total)), fmt.Sprintf("%s最多", name), plain)
	}
	return title(fmt.Sprintf("%s最多，%s条", name, count(n)), fmt.Sprintf("%s最多", name), plain)
}

// toldName puts a name that reads as two, such as 办事难、手续繁, into quotation marks.
func toldName(name string) string {
	if strings.Contains(name, "、") {
		return "“" + name + "”"
	}
	return name
}

// listed joins names, some of which hold the mark that words are joined by.
func listed(names []string) string { return strings.Join(names, "；") }

// trendTitle says how a period stands to the one before.
func trendTitle(of period, now, before int64, plain string) string {
	this, last := of.now()+count(now)+"条", of.last()
	switch {
	case of.unfinished():
		return title(fmt.Sprintf("%s，数据只到%s", this, monthDay(of.latest)), plain)
	case now == before:
		return title(fmt.Sprintf("%s，与%s持平", this, last), plain)
	case before < smallBase:
		return title(fmt.Sprintf("%s，%s%s条", this, last, count(before)), plain)
	case now > before:
		return title(fmt.Sprintf("%s，比%s增%s", this, last, percent(100*float64(now-before)/float64(before))), plain)
	}
	return title(fmt.Sprintf("%s，比%s降%s", this, last, percent(100*float64(before-now)/float64(before))), plain)
}

// heatTitle names the cell that stands out most among those whose whole interval lies above 1, if any does.
func heatTitle(rows []record, plain string) string {
	var most record
	flagged := 0
	for _, r := range rows {
		if !r.bool("flagged") {
			continue
		}
		flagged++
		if r.float("ratio_lo") <= 1 {
			continue
		}
		if most == nil || r.float("ratio") > most.float("ratio") {
			most = r
		}
	}
	switch {
	case flagged == 0:
		return title("没有一格明显偏多", plain)
	case most == nil:
		return title(fmt.Sprintf("%d处通过检验，幅度都不确定", flagged), plain)
	}
	return title(
		fmt.Sprintf("%s的%s最突出，%s倍", most.text("short"), toldName(most.text("name")), ratio(most.float("ratio"))),
		fmt.Sprintf("%d处通过检验，%s最突出", flagged, most.text("short")),
		fmt.Sprintf("%d处通过检验", flagged), plain)
}

// moverTitle names the row that moved most in the last period of several series, rows of one name following each other, if one moved
// by at least riserFloor.
func moverTitle(of period, rows []record, nameColumn, plain string) string {
	var name string
	var now, most int64
	for i := 1; i < len(rows); i++ {
		if rows[i].text(nameColumn) != rows[i-1].text(nameColumn) || i+1 < len(rows) && rows[i+1].text(nameColumn) == rows[i].text(nameColumn) {
			continue
		}
		if d := rows[i].int("comments") - rows[i-1].int("comments"); max(d, -d) > max(most, -most) {
			name, now, most = rows[i].text(nameColumn), rows[i].int("comments"), d
		}
	}
	switch {
	case of.unfinished():
		return title(plain)
	case max(most, -most) < riserFloor:
		return title(fmt.Sprintf("%s增减都不到%d条", of.now(), riserFloor), plain)
	case most > 0:
		return title(fmt.Sprintf("%s增加最多，%s%s条", name, of.now(), count(now)), fmt.Sprintf("%s增加最多", name), plain)
	}
	return title(fmt.Sprintf("%s减少最多，%s%s条", name, of.now(), count(now)), fmt.Sprintf("%s减少最多", name), plain)
}

// riserFloor is the number of comments of a period under which a rise is not worth a word.
const riserFloor = 5

// riser gives the problem that rose most, if one with at least riserFloor comments rose.
func riser(rows []record) (record, bool) {
	var most record
	for _, r := range rows {
		if r.int("change") > 0 && r.int("period_comments") >= riserFloor && (most == nil || r.int("change") > most.int("change")) {
			most = r
		}
	}
	return most, most != nil
}

// shareTitle says which unit has the highest share, where its interval clears the level of the whole.
func shareTitle(rows []record, whole float64, word string) string {
	var most record
	above := 0
	for _, r := range rows {
		if r.null("wind_share") || r.null("code") {
			continue
		}
		if r.float("wind_lo") > whole {
			above++
		}
		if most == nil || r.float("wind_share") > most.float("wind_share") {
			most = r
		}
	}
	switch {
	case most == nil:
		return title("意见太少，不算占比")
	case above == 0:
		return title("各" + word + "占比都不明显高于全县")
	case above == 1:
		return title(fmt.Sprintf("%s的四风占比高于全县", most.text("short")), "1个"+word+"的四风占比高于全县")
	}
	return title(fmt.Sprintf("%d个%s的四风占比高于全县", above, word))
}
