package shell

import (
	"context"
	"database/sql"
	"fmt"
	"sort"
	"strings"

	"sifeng/queries"
)

// completer offers the names of tables, columns, macros, saved questions and dot commands, and SQL's words.
type completer struct {
	words   []string
	queries []string
}

var sqlWords = strings.Fields(`select from where group by order having limit join left using on as and or not in is null like ilike between
	case when then else end count sum avg min max distinct with union all desc asc describe summarize exists cast date interval`)

func newCompleter(ctx context.Context, db *sql.DB, catalog []queries.Query) (*completer, error) {
	const names = `
		select distinct table_name from information_schema.tables where table_schema = 'main'
		union
		select distinct column_name from information_schema.columns where table_schema = 'main'
		union
		select distinct function_name from duckdb_functions() where not internal`
	rows, err := db.QueryContext(ctx, names)
	if err != nil {
		return nil, fmt.Errorf("read names for completion: %w", err)
	}
	defer rows.Close()
	set := map[string]bool{}
	for _, w := range sqlWords {
		set[w] = true
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("read names for completion: %w", err)
		}
		set[name] = true
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read names for completion: %w", err)
	}
	c := &completer{}
	for w := range set {
		c.words = append(c.words, w)
	}
	sort.Strings(c.words)
	for _, q := range catalog {
		c.queries = append(c.queries, q.Name)
	}
	sort.Strings(c.queries)
	return c, nil
}

// Do gives the endings that complete the word before pos.
func (c *completer) Do(line []rune, pos int) ([][]rune, int) {
	before := string(line[:pos])
	word := before[strings.LastIndexAny(before, " \t(,=<>.\"")+1:]
	from := c.words
	switch trimmed := strings.TrimLeft(before, " "); {
	case strings.HasPrefix(trimmed, ".query ") || strings.HasPrefix(trimmed, ".export "):
		from = c.queries
	case strings.HasPrefix(trimmed, ".") && !strings.Contains(trimmed, " "):
		from, word = commandNames(), trimmed
	}
	var endings [][]rune
	for _, w := range from {
		if len(w) > len(word) && strings.EqualFold(w[:len(word)], word) {
			endings = append(endings, []rune(w[len(word):]))
		}
	}
	return endings, len([]rune(word))
}
