package serve

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// conditions are what a list of comments is filtered by. The keys are those of the dashboard's own addresses.
type conditions struct {
	words, township, department, problem, channel, kind, week, matter string
	byMatch                                                           bool // the most relevant first instead of the newest
	page                                                              int  // from 1
}

// What an address may hold.
const (
	wordsLimit = 100 // characters
	codeLimit  = 100 // bytes
	pageLimit  = 1 << 20
	pageSize   = 25
)

// none is the code of what is not known.
const none = "none"

var kinds = []choice{{Code: "complaint", Name: "投诉求助"}, {Code: "suggestion", Name: "建议"}, {Code: "inquiry", Name: "咨询"}, {Code: "praise", Name: "表扬"}, {Code: none, Name: "无意见"}}

// readConditions takes them from the query of an address. What is not known to be well formed is refused, in words for the reader.
func readConditions(rawQuery string) (c conditions, err error) {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return c, wrong("地址写得不对，请从筛选条件重新查。")
	}
	for _, list := range values {
		for _, v := range list {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return c, wrong("地址里有不能用的字符，请从筛选条件重新查。")
			}
		}
	}
	c.words = strings.Join(strings.Fields(values.Get("q")), " ")
	if utf8.RuneCountInString(c.words) > wordsLimit {
		return c, wrong(fmt.Sprintf("要找的词太长，至多%d个字。", wordsLimit))
	}
	for _, p := range []struct {
		key  string
		into *string
	}{{"t", &c.township}, {"d", &c.department}, {"p", &c.problem}, {"c", &c.channel}, {"k", &c.kind}, {"w", &c.week}, {"m", &c.matter}} {
		if *p.into = values.Get(p.key); len(*p.into) > codeLimit {
			return c, wrong("筛选条件的代码太长。")
		}
	}
	if c.week, err = mondayOf(c.week); err != nil {
		return c, err
	}
	switch sort := values.Get("sort"); sort {
	case "", "new":
	case "match":
		c.byMatch = true
	default:
		return c, wrong("没有这种排序，可以按时间或按相关。")
	}
	c.page = 1
	if p := values.Get("page"); p != "" {
		if c.page, err = strconv.Atoi(p); err != nil || c.page < 1 || c.page > pageLimit {
			return c, wrong("页码要是从1起的整数。")
		}
	}
	return c, nil
}

// mondayOf takes any day for its week.
func mondayOf(day string) (string, error) {
	if day == "" || day == none {
		return day, nil
	}
	if day == "earlier" || day == "later" {
		return "", wrong("意见只能按一周筛选，请选其中一天。")
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", wrong("周要写成其中一天的日期，如2014-05-26。")
	}
	return at.AddDate(0, 0, -(int(at.Weekday())+6)%7).Format(time.DateOnly), nil
}

// address writes the conditions as an address, of another page where one is given.
func (c conditions) address(page int) string {
	values := url.Values{}
	for key, v := range map[string]string{
		"q": c.words, "t": c.township, "d": c.department, "p": c.problem, "c": c.channel, "k": c.kind, "w": c.week, "m": c.matter,
	} {
		if v != "" {
			values.Set(key, v)
		}
	}
	if c.byMatch {
		values.Set("sort", "match")
	}
	if page > 1 {
		values.Set("page", strconv.Itoa(page))
	}
	if len(values) == 0 {
		return CommentsPath
	}
	return CommentsPath + "?" + values.Encode()
}

// values are the parameters of the query of the list.
func (c conditions) values() map[string]any {
	sort := "new"
	if c.byMatch && c.words != "" {
		sort = "match"
	}
	return map[string]any{
		"words": strings.ToLower(c.words), "township": c.township, "department": c.department, "problem": c.problem, "channel": c.channel,
		"kind": c.kind, "week": c.week, "matter": c.matter, "sort": sort, "page_size": int64(pageSize), "skipped": int64(c.page-1) * pageSize,
	}
}

// route gives the dashboard's page for the conditions that it knows too.
func (c conditions) route() string {
	var parts []string
	for _, p := range []struct{ key, code string }{{"t", c.township}, {"d", c.department}, {"p", c.problem}, {"c", c.channel}, {"k", c.kind}} {
		if p.code != "" {
			parts = append(parts, p.key+"="+url.PathEscape(p.code))
		}
	}
	if len(parts) == 0 {
		return "/"
	}
	return "/#/" + strings.Join(parts, "&")
}
