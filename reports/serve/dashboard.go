package serve

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"regexp"
)

// dashboard keeps the page of the newest database.
type dashboard struct {
	render func(ctx context.Context, db *sql.DB, w io.Writer) error
	turn   chan *made // holds the page; who takes it out may make a newer one, and puts one back
}

// made is a page and the file it was made of; the zero value is none.
type made struct {
	file   os.FileInfo
	page   []byte
	policy string
}

func newDashboard(render func(ctx context.Context, db *sql.DB, w io.Writer) error) *dashboard {
	d := &dashboard{render: render, turn: make(chan *made, 1)}
	d.turn <- &made{}
	return d
}

// newest gives the page of the newest database, made anew only where another was published.
func (d *dashboard) newest(ctx context.Context, s *source) (page *made, err error) {
	select {
	case page = <-d.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { d.turn <- page }()
	if now, err := os.Stat(s.path); err == nil && same(now, page.file) {
		return page, nil
	}
	db, file, release, err := s.acquire(ctx)
	if err != nil {
		return page, err
	}
	defer release()
	newer, err := d.make(ctx, db)
	if err != nil {
		return page, err
	}
	newer.file, page = file, newer
	return page, nil
}

// declaredPolicy finds the policy that the page itself declares: it names the page's scripts by their hashes.
var declaredPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

func (d *dashboard) make(ctx context.Context, db *sql.DB) (*made, error) {
	var page bytes.Buffer
	if err := d.render(ctx, db, &page); err != nil {
		return nil, fmt.Errorf("render the dashboard: %w", err)
	}
	m := declaredPolicy.FindSubmatch(page.Bytes())
	if m == nil {
		return nil, errors.New("render the dashboard: it declares no policy")
	}
	return &made{page: page.Bytes(), policy: html.UnescapeString(string(m[1])) + "; frame-ancestors 'none'"}, nil
}

func (s *server) showDashboard(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), dashboardLimit)
	defer cancel()
	page, err := s.dashboard.newest(ctx, s.source)
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Security-Policy", page.policy)
	write(w, http.StatusOK, page.page)
}
