package serve

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// choice is one value to filter by.
type choice struct {
	Code, Name, Part string
	Chosen           bool
}

// group are choices of one part of a list; the part is empty where a list has none.
type group struct {
	Part    string
	Choices []choice
}

// filter is one list to choose from.
type filter struct {
	Key, Label string
	Groups     []group
}

// entry is one comment in the list.
type entry struct {
	Address, Title, Words, Problems, Channel, Township, Department, Kind string
	Week                                                                 time.Time
}

// listing is what the page of comments shows.
type listing struct {
	Words, Week, Matter, MatterTitle string
	Undated, ByMatch                 bool
	Filters                          []filter
	Chosen                           []string
	Listed, Withheld                 int64
	Searched                         bool
	Entries                          []entry
	Page, Pages                      int64
	Before, After, First, Last       string // addresses; empty: there is no such page
	Report                           string
	Filtered                         bool
}

func (s *server) listComments(w http.ResponseWriter, r *http.Request) {
	c, err := readConditions(r.URL.RawQuery)
	if err != nil {
		s.fail(w, err)
		return
	}
	var v view
	var l *listing
	err = s.read(r.Context(), func(ctx context.Context, db *sql.DB) (err error) {
		if v, err = frame(ctx, db); err != nil {
			return err
		}
		l, err = list(ctx, db, c)
		return err
	})
	if err != nil {
		s.fail(w, err)
		return
	}
	v.Title, v.Body = "意见", l
	s.pages.show(w, http.StatusOK, "list", v)
}

// read gives the newest database to a function, for as long as one answer may take.
func (s *server) read(ctx context.Context, use func(context.Context, *sql.DB) error) error {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	db, _, release, err := s.source.acquire(ctx)
	if err != nil {
		return err
	}
	defer release()
	return use(ctx, db)
}

// frame is what every page says of the data.
func frame(ctx context.Context, db *sql.DB) (v view, err error) {
	rows, err := ask(ctx, db, "run", nil)
	if err != nil || len(rows) == 0 {
		return v, err
	}
	return view{County: rows[0].text("county"), Notice: rows[0].text("notice")}, nil
}

func list(ctx context.Context, db *sql.DB, c conditions) (*listing, error) {
	l := &listing{Words: c.words, Matter: c.matter, ByMatch: c.byMatch, Searched: c.words != "", Report: c.route(), Page: int64(c.page)}
	if l.Undated = c.week == none; !l.Undated {
		l.Week = c.week
	}
	if err := l.addFilters(ctx, db, c); err != nil {
		return nil, err
	}
	if err := l.addMatter(ctx, db, c); err != nil {
		return nil, err
	}
	l.Filtered = len(l.Chosen) > 0 || l.Searched
	rows, err := ask(ctx, db, "comment_list", c.values())
	if err != nil {
		return nil, err
	}
	l.Listed, l.Withheld = rows[0].int("listed"), rows[0].int("withheld")
	l.Pages = max(1, (l.Listed+pageSize-1)/pageSize)
	if l.Page > l.Pages {
		return nil, notFound(fmt.Sprintf("没有第%d页，最后一页是第%d页。", l.Page, l.Pages))
	}
	for _, r := range rows {
		if r.null("comment_id") {
			continue
		}
		l.Entries = append(l.Entries, entry{
			Address: commentAddress(r.text("comment_id")), Title: r.text("title"), Words: r.text("words"), Problems: r.text("problems"),
			Channel: r.text("channel"), Township: r.text("township"), Department: r.text("department"), Kind: r.text("kind"), Week: r.day("week"),
		})
	}
	if c.page > 1 {
		l.First, l.Before = c.address(1), c.address(c.page-1)
	}
	if l.Page < l.Pages {
		l.After, l.Last = c.address(c.page+1), c.address(int(l.Pages))
	}
	return l, nil
}

func commentAddress(id string) string { return CommentsPath + "/" + url.PathEscape(id) }

// addFilters lists what can be chosen and marks what is. A code that is in no list is refused.
func (l *listing) addFilters(ctx context.Context, db *sql.DB, c conditions) error {
	rows, err := ask(ctx, db, "choices", nil)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		key, label, chosen, unknown string
	}{
		{"t", "乡镇", c.township, "未识别"},
		{"d", "部门", c.department, "未识别"},
		{"p", "问题", c.problem, ""},
		{"c", "渠道", c.channel, "未知渠道"},
		{"k", "类型", c.kind, ""},
	} {
		var all []choice
		switch f.key {
		case "k":
			all = append(all, kinds...)
		case "p":
			all = append(all, choice{Code: "winds", Name: "四风合计"})
		}
		for _, r := range rows {
			if r.text("dimension") == f.key {
				all = append(all, choice{Code: r.text("code"), Name: r.text("name"), Part: r.text("part")})
			}
		}
		if f.unknown != "" {
			all = append(all, choice{Code: none, Name: f.unknown})
		}
		out, found := filter{Key: f.key, Label: f.label}, f.chosen == ""
		for _, o := range all {
			if o.Code == f.chosen && o.Code != "" {
				o.Chosen, found = true, true
				l.Chosen = append(l.Chosen, f.label+"："+o.Name)
			}
			if n := len(out.Groups); n == 0 || out.Groups[n-1].Part != o.Part {
				out.Groups = append(out.Groups, group{Part: o.Part})
			}
			at := &out.Groups[len(out.Groups)-1]
			at.Choices = append(at.Choices, o)
		}
		if !found {
			return notFound("没有这个" + f.label + "代码，请从筛选条件重新选。")
		}
		l.Filters = append(l.Filters, out)
	}
	switch {
	case l.Undated:
		l.Chosen = append(l.Chosen, "时间不明")
	case l.Week != "":
		l.Chosen = append(l.Chosen, l.Week+"起的一周")
	}
	return nil
}

func (l *listing) addMatter(ctx context.Context, db *sql.DB, c conditions) error {
	if c.matter == "" {
		return nil
	}
	rows, err := ask(ctx, db, "matter", map[string]any{"id": c.matter})
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return notFound("没有这个事项，数据库可能已经更新，请从意见重新查。")
	}
	l.MatterTitle = rows[0].text("title")
	l.Chosen = append(l.Chosen, "事项："+l.MatterTitle)
	return nil
}

// ChosenWords writes what is chosen in one line.
func (l *listing) ChosenWords() string { return strings.Join(l.Chosen, "；") }
