package serve

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"sifeng/pipeline/comment"
)

// tag is one tag of a comment with its evidence.
type tag struct {
	Number                         int
	Name, Wind, Score              string
	Evidence, Rule, Report, Others string // Report and Others are addresses; Report is empty where the dashboard has no page
	Placed                         bool   // its evidence is marked in the text
}

// link is a word with its place in the dashboard and in the list of comments; an empty address is no link.
type link struct{ Name, Report, Others string }

type matter struct {
	Title, Address string
	Rank, Comments int64
}

// twin is another comment with the same text.
type twin struct {
	Address, Channel, Township string
	Week                       time.Time
}

// shown is what the page of one comment shows.
type shown struct {
	ID, Kind, Urgency             string
	Week                          time.Time
	WeekAddress                   string
	Channel, Township, Department link
	Answered                      bool
	Title, Text                   []part
	Tags                          []tag
	Matters                       []matter
	Twins                         []twin
	TwinsListed, TwinsWithheld    int64
}

var urgencies = map[string]string{"u0": "一般", "u1": "较急", "u2": "紧急", "u3": "危及生命或聚集"}

func (s *server) showComment(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if len(id) > codeLimit {
		s.fail(w, notFound("没有这条意见。"))
		return
	}
	var v view
	var c *shown
	err := s.read(r.Context(), func(ctx context.Context, db *sql.DB) (err error) {
		if v, err = frame(ctx, db); err != nil {
			return err
		}
		c, err = one(ctx, db, id)
		return err
	})
	if err != nil {
		s.fail(w, err)
		return
	}
	v.Title, v.Body = "一条意见", c
	s.pages.show(w, http.StatusOK, "comment", v)
}

func one(ctx context.Context, db *sql.DB, id string) (*shown, error) {
	byID := map[string]any{"id": id}
	rows, err := ask(ctx, db, "comment_page", byID)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, notFound("没有这条意见，数据库可能已经更新。")
	}
	r := rows[0]
	if r.bool("withheld") {
		return nil, &problem{http.StatusForbidden, "这是受限意见：各处都计数，任何页面都不显示。"}
	}
	c := &shown{ID: id, Kind: r.text("kind"), Urgency: urgencies[r.text("urgency")], Week: r.day("week"), Answered: r.bool("answered")}
	if !c.Week.IsZero() {
		c.WeekAddress = conditions{week: c.Week.Format(time.DateOnly)}.address(1)
	}
	c.Channel = unit(r.text("channel"), conditions{channel: r.text("channel_code")})
	c.Township = unit(r.text("township"), conditions{township: r.text("township_code")})
	c.Department = unit(r.text("department"), conditions{department: r.text("department_code")})
	spans, err := c.addTags(ctx, db, byID)
	if err != nil {
		return nil, err
	}
	c.Title, c.Text = mark(r.text("title"), spans[comment.FieldTitle]), mark(r.text("text"), spans[comment.FieldText])
	c.place()
	if err := c.addMatters(ctx, db, byID); err != nil {
		return nil, err
	}
	return c, c.addTwins(ctx, db, byID)
}

// unit links a name to the pages about it; without a name there is nothing to link.
func unit(name string, c conditions) link {
	if name == "" {
		return link{}
	}
	return link{Name: name, Report: c.route(), Others: c.address(1)}
}

// addTags lists the tags and gives the places of their evidence by field.
func (c *shown) addTags(ctx context.Context, db *sql.DB, byID map[string]any) (map[string][]span, error) {
	rows, err := ask(ctx, db, "comment_tags", byID)
	if err != nil {
		return nil, err
	}
	spans := map[string][]span{}
	for i, r := range rows {
		t := tag{
			Number: i + 1, Name: r.text("name"), Wind: r.text("wind_name"), Score: fmt.Sprintf("%.2f", r.float("score")),
			Evidence: r.text("evidence"), Rule: r.text("rule"), Others: conditions{problem: r.text("problem")}.address(1),
		}
		if r.text("axis") == comment.AxisWinds {
			t.Report = "/#/p=" + url.PathEscape(r.text("problem"))
		}
		if field := r.text("span_field"); field != "" {
			spans[field] = append(spans[field], span{int(r.int("span_start")), int(r.int("span_end")), i + 1})
		}
		c.Tags = append(c.Tags, t)
	}
	return spans, nil
}

// place notes which tags have their evidence marked.
func (c *shown) place() {
	for _, parts := range [][]part{c.Title, c.Text} {
		for _, p := range parts {
			for _, n := range p.Ends {
				c.Tags[n-1].Placed = true
			}
		}
	}
}

func (c *shown) addMatters(ctx context.Context, db *sql.DB, byID map[string]any) error {
	rows, err := ask(ctx, db, "comment_matters", byID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		c.Matters = append(c.Matters, matter{
			Title: r.text("title"), Rank: r.int("rank"), Comments: r.int("comments"), Address: conditions{matter: r.text("issue_id")}.address(1),
		})
	}
	return nil
}

func (c *shown) addTwins(ctx context.Context, db *sql.DB, byID map[string]any) error {
	rows, err := ask(ctx, db, "comment_twins", byID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		c.TwinsListed, c.TwinsWithheld = r.int("listed"), r.int("withheld")
		if !r.null("comment_id") {
			c.Twins = append(c.Twins, twin{
				Address: commentAddress(r.text("comment_id")), Channel: r.text("channel"), Township: r.text("township"), Week: r.day("week"),
			})
		}
	}
	return nil
}
