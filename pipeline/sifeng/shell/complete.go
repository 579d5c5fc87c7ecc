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
	tables  []string
	queries []string
	params  map[string][]string // of each saved question, as name=
}

var sqlWords = strings.Fields(`select from where group by order having limit join left using on as and or not in is null like ilike between
	case when then else end count sum avg min max distinct with union all desc asc describe summarize exists cast date interval`)

func newCompleter(ctx context.Context, db *sql.DB, catalog []queries.Query) (*completer, error) {
	const names = `
		select distinct name, true from (` + objects + `)
		union all
		select distinct column_name, false from duckdb_columns() where not internal`
	rows, err := db.QueryContext(ctx, names)
	if err != nil {
		return nil, fmt.Errorf("read names for completion: %w", err)
	}
	defer rows.Close()
	set := map[string]bool{}
	for _, w := range sqlWords {
		set[w] = true
	}
	c := &completer{params: map[string][]string{}}
	for rows.Next() {
		var name string
		var isObject bool
		if err := rows.Scan(&name, &isObject); err != nil {
			return nil, fmt.Errorf("read names for completion: %w", err)
		}
		set[name] = true
		if isObject {
			c.tables = append(c.tables, name)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read names for completion: %w", err)
	}
	for w := range set {
		c.words = append(c.words, w)
	}
	sort.Strings(c.words)
	sort.Strings(c.tables)
	for _, q := range catalog {
		c.queries = append(c.queries, q.Name)
		for _, p := range q.Params {
			c.params[q.Name] = append(c.params[q.Name], p.Name+"=")
		}
	}
	sort.Strings(c.queries)
	return c, nil
}

// Do gives the endings that complete the word before pos.
func (c *completer) Do(line []rune, pos int) ([][]rune, int) {
	before := strings.TrimLeft(string(line[:pos]), " ")
	from, word := c.offers(before)
	var endings [][]rune
	for _, w := range from {
		if len(w) > len(word) && strings.EqualFold(w[:len(word)], word) {
			endings = append(endings, []rune(w[len(word):]))
		}
	}
	return endings, len([]rune(word))
}

// offers gives the names that may stand at the end of what was typed, and the part of one that is there.
func (c *completer) offers(before string) (from []string, word string) {
	word = before[strings.LastIndexAny(before, " \t(,=<>.\"")+1:]
	if !strings.HasPrefix(before, ".") {
		return c.words, word
	}
	words := strings.Fields(before + "x")
	if len(words) == 1 {
		return commandNames(), before
	}
	switch words[0] {
	case ".query", ".export", ".explain":
		if len(words) == 2 {
			return c.queries, word
		}
		if params := c.params[words[1]]; params != nil && !strings.Contains(words[len(words)-1], "=") {
			return params, word
		}
	case ".describe", ".schema":
		return c.tables, word
	case ".format":
		return []string{"csv", "json", "markdown", "record", "table"}, word
	case ".timing":
		return []string{"off", "on"}, word
	}
	return c.words, word
}
