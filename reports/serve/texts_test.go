package serve

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sifeng/pipeline/store"
	"sifeng/queries"
)

// step is one step of how DuckDB answered a query.
type step struct {
	Name  string `json:"operator_name"`
	Rows  int    `json:"operator_cardinality"`
	Extra struct {
		Table       string `json:"Table"`
		Projections any    `json:"Projections"`
	} `json:"extra_info"`
	Children []step `json:"children"`
}

// textsRead counts the rows of comments of which the step and those under it read the text.
func (s step) textsRead() (n int) {
	columns, _ := s.Extra.Projections.([]any)
	if strings.Contains(s.Extra.Table, "comments") && slices.Contains(columns, any("text")) {
		n = s.Rows
	}
	for _, child := range s.Children {
		n += child.textsRead()
	}
	return n
}

// TestListReadsTheTextsItShows looks at how DuckDB answers: to read the texts of all comments takes longer than all else.
func TestListReadsTheTextsItShows(t *testing.T) {
	db, err := store.Open(published(t, 3000, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	q, err := queries.Serve("comment_list")
	if err != nil {
		t.Fatal(err)
	}
	for _, asked := range []string{"", "q=窗口", "t=411025100", "p=winds&page=2"} {
		c, err := readConditions(asked)
		if err != nil {
			t.Fatal(err)
		}
		var args []any
		for _, p := range q.Params {
			args = append(args, sql.Named(p.Name, c.values()[p.Name]))
		}
		var key, plan string
		if err := db.QueryRowContext(context.Background(), "explain (analyze, format json) "+q.SQL, args...).Scan(&key, &plan); err != nil {
			t.Fatal(err)
		}
		var whole step
		if err := json.Unmarshal([]byte(plan), &whole); err != nil {
			t.Fatal(err)
		}
		if n := whole.textsRead(); n == 0 || n > pageSize {
			t.Errorf("%q: the texts of %d comments were read to show %d", asked, n, pageSize)
		}
	}
}
