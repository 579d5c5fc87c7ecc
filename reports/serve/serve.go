// Package serve shows a published database to browsers of the same computer: the dashboard, and the comments one may read. It changes
// nothing, and what the files withhold it withholds too.
package serve

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// CommentsPath is where the comments are; the dashboard links to it.
const CommentsPath = "/comments"

// Config says what is served.
type Config struct {
	DB string // path of the published database
	// Dashboard writes the dashboard of an open database.
	Dashboard func(ctx context.Context, db *sql.DB, w io.Writer) error
	// Exposed says that other computers may ask, by the address of this one.
	Exposed bool
}

// Times after which a request is given up, so that none holds the database for long.
const (
	answerLimit    = 30 * time.Second
	dashboardLimit = 2 * time.Minute
	drainLimit     = 5 * time.Second
)

// Handler answers the requests of browsers.
func Handler(c Config) (http.Handler, error) {
	pages, err := loadPages()
	if err != nil {
		return nil, err
	}
	s := &server{pages: pages, source: newSource(c.DB)}
	s.dashboard = newDashboard(c.Dashboard)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.showDashboard)
	mux.HandleFunc("GET "+CommentsPath, s.listComments)
	mux.HandleFunc("GET "+CommentsPath+"/{id}", s.showComment)
	mux.HandleFunc("GET "+stylePath, s.showStyle)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { s.fail(w, notFound("没有这个页面。")) })
	return s.guard(c.Exposed, mux), nil
}

// server holds what the pages share.
type server struct {
	pages     *pages
	source    *source
	dashboard *dashboard
}

// Serve answers requests at the listener until the context ends; then it lets those that are being answered end, for a few seconds.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	web := &http.Server{
		Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: dashboardLimit + 10*time.Second,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: log.New(io.Discard, "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainLimit)
	defer cancel()
	if err := web.Shutdown(drain); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop serving: %w", err)
	}
	return web.Close()
}
