package serve

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"strconv"
	"time"
)

//go:embed pages/*.html pages/style.css
var files embed.FS

const stylePath = "/style.css"

// pages are the templates.
type pages struct{ byName map[string]*template.Template }

// view is what a template shows: its own Body within the frame that all share.
type view struct {
	Title  string
	Notice string // that of the run, such as that the data are invented
	County string
	Body   any
}

func loadPages() (*pages, error) {
	p := &pages{byName: map[string]*template.Template{}}
	for _, name := range []string{"list", "comment", "error"} {
		t, err := template.New("frame.html").Funcs(template.FuncMap{"day": day, "number": number}).
			ParseFS(files, "pages/frame.html", "pages/"+name+".html")
		if err != nil {
			return nil, err
		}
		p.byName[name] = t
	}
	return p, nil
}

// day writes a day; an unknown one is said to be so.
func day(t time.Time) string {
	if t.IsZero() {
		return "时间不明"
	}
	return t.Format(time.DateOnly)
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// show writes a page whole, or an error in few words where it cannot be made.
func (p *pages) show(w http.ResponseWriter, status int, name string, v view) {
	var page bytes.Buffer
	if err := p.byName[name].Execute(&page, v); err != nil {
		http.Error(w, "本页没有生成出来。", http.StatusInternalServerError)
		return
	}
	write(w, status, page.Bytes())
}

func write(w http.ResponseWriter, status int, page []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	w.Write(page) //nolint:errcheck // the reader has gone
}

func (s *server) showStyle(w http.ResponseWriter, _ *http.Request) {
	style, err := files.ReadFile("pages/style.css")
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Write(style) //nolint:errcheck // the reader has gone
}
