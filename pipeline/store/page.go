package store

import (
	"context"
	"errors"
	"fmt"
)

// Page tells which page was written together with a database, and how it was made.
type Page struct {
	Hash string // of the file
	Made string // hash of the program and of what it was asked for
}

// SetPage writes down which page is published together with the database.
func (b *Builder) SetPage(ctx context.Context, p Page) error {
	if b.done {
		return errors.New("note the page: the database is finished")
	}
	if _, err := b.db.ExecContext(ctx, "insert into pages values (?, ?)", p.Hash, p.Made); err != nil {
		return fmt.Errorf("note the page: %w", err)
	}
	return nil
}

// Page gives the page that was written together with the database; the zero Page: none was noted.
func (p *Published) Page(ctx context.Context) (page Page, err error) {
	const noted = "select count(*) from duckdb_tables() where database_name = 'published' and table_name = 'pages'"
	var tables int
	if err := p.db.QueryRowContext(ctx, noted).Scan(&tables); err != nil || tables == 0 { // made before pages were noted
		return page, err
	}
	const one = "select coalesce(max(page_hash), ''), coalesce(max(made_hash), '') from published.pages"
	return page, p.db.QueryRowContext(ctx, one).Scan(&page.Hash, &page.Made)
}
