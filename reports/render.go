package reports

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"
)

//go:embed templates assets/*.js assets/*.css assets/echarts/echarts.min.js assets/echarts/VERSION
var files embed.FS

// dataLimit is the most bytes that the data of a page may take; beyond it the finest margins go first, then examples, and the footer says so.
const dataLimit = 1500 << 10

// Render writes the dashboard as one HTML page that needs nothing else. The same database and options give the same bytes. It
// fails, writing nothing, when a query or a template fails.
func Render(ctx context.Context, db *sql.DB, o Options, w io.Writer) error {
	p, err := gather(ctx, db, o)
	if err != nil {
		return err
	}
	if o.Edition == Public || o.Edition == Unit {
		return p.renderEdition(o, p.editionCounts(), w)
	}
	if err := p.compose(o); err != nil {
		return fmt.Errorf("compose the dashboard: %w", err)
	}
	data, err := p.data()
	if err != nil {
		return fmt.Errorf("write the data of the dashboard: %w", err)
	}
	var out bytes.Buffer
	if err := p.write(&out, data); err != nil {
		return fmt.Errorf("write the dashboard: %w", err)
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return fmt.Errorf("write the dashboard: %w", err)
	}
	return nil
}

// data gives what the script needs, as JSON that can stand in a script element.
func (p *page) data() ([]byte, error) {
	trend, err := p.unitTrend()
	if err != nil {
		return nil, err
	}
	ratios, err := unitIntervals()
	if err != nil {
		return nil, err
	}
	bars, err := filterBars()
	if err != nil {
		return nil, err
	}
	write := func() ([]byte, error) {
		raw, err := json.Marshal(map[string]any{
			"charts": p.drawings, "units": p.units, "named": p.named, "problems": p.problems, "file": p.FilePrefix, "trend": trend, "ratios": ratios, "bars": bars,
			"filters": p.filters, "queries": p.queries, "all": p.summary.int("comments"), "county": p.County, "periods": p.trendLabels(isoDay),
			"words": map[string]string{"now": p.period.now(), "trend": p.period.trend(), "unit": p.period.unit(), "span": p.all()},
		})
		return safeJSON(raw), err
	}
	raw, err := write()
	if err != nil || len(raw) <= dataLimit {
		return raw, err
	}
	var dropped []string
	for p.filters != nil && len(raw) > dataLimit {
		margin := p.filters.finest()
		if margin == "" {
			break
		}
		delete(p.filters.Margins, margin)
		dropped = append(dropped, p.filters.words(margin))
		if raw, err = write(); err != nil {
			return nil, err
		}
	}
	if len(dropped) > 0 {
		p.Unknown = append(p.Unknown, "这些三项组合的筛选数："+strings.Join(dropped, "、")+"（页面数据超过1.5MB，先去掉最细的）")
	}
	if len(raw) <= dataLimit {
		return raw, nil
	}
	for hash, u := range p.units {
		u.Examples = nil
		p.units[hash] = u
	}
	p.Unknown = append(p.Unknown, "各单位原话举例（页面数据超过1.5MB）")
	return write()
}

// write puts the page together. The policy names the exact scripts and styles by their hash.
func (p *page) write(w io.Writer, data []byte) error {
	read := func(name string) (string, error) {
		b, err := files.ReadFile("assets/" + name)
		return strings.ReplaceAll(string(b), "\r\n", "\n"), err
	}
	library, err := read("echarts/echarts.min.js")
	if err != nil {
		return err
	}
	version, err := read("echarts/VERSION")
	if err != nil {
		return err
	}
	var code strings.Builder
	for _, name := range []string{"app.js", "unit.js", "problem.js", "filter.js", "route.js"} {
		part, err := read(name)
		if err != nil {
			return err
		}
		code.WriteString(part)
	}
	style, err := read("page.css")
	if err != nil {
		return err
	}
	printed, err := read("print.css")
	if err != nil {
		return err
	}
	style += printed + pageFoot(p.County, "内部版，不得外传", p.AsOf, p.Run)
	for _, text := range []string{library, code.String()} {
		if strings.Contains(strings.ToLower(text), "</script") {
			return fmt.Errorf("a script of the page would end its own element")
		}
	}
	t, err := template.New("page.html").ParseFS(files, "templates/*.html")
	if err != nil {
		return err
	}
	policy := fmt.Sprintf("default-src 'none'; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'",
		hash(library), hash(code.String()), hash(style))
	return t.Execute(w, struct {
		*page
		Policy         string
		Library, Code  template.JS
		Style          template.CSS
		Data           template.JS
		LibraryVersion string
	}{p, policy, template.JS(library), template.JS(code.String()), template.CSS(style), template.JS(data), strings.Split(version, "\n")[0]})
}

// pageFoot says at the foot of each printed page what it is and which build made it.
func pageFoot(name, kind, asOf string, run record) string {
	words := name + "群众意见·四风监测　"
	if asOf != "" {
		words += "截止" + asOf + "　"
	}
	words += "运行" + run.text("run_id") + "　" + kind
	var content strings.Builder
	for _, r := range words {
		fmt.Fprintf(&content, "\\%06x", r)
	}
	return "@page { @bottom-left { content: \"" + content.String() + "\"; font-size: 8pt; color: #55606e; } }\n"
}

// hash gives the source expression of a policy for an inline script or style.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
