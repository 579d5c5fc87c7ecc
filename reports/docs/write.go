package docs

import (
	"embed"
	"fmt"
	htmltemplate "html/template"
	"io"
	"strings"
	"text/template"
)

//go:embed page.html page.md
var pages embed.FS

// WriteHTML writes the dictionary as one page that needs nothing else: no script, no style sheet, no network.
func (d Dictionary) WriteHTML(w io.Writer) error {
	t, err := htmltemplate.New("page.html").Funcs(htmltemplate.FuncMap{"anchor": anchor}).ParseFS(pages, "page.html")
	if err != nil {
		return fmt.Errorf("data dictionary: %w", err)
	}
	if err := t.Execute(w, d); err != nil {
		return fmt.Errorf("write the data dictionary as HTML: %w", err)
	}
	return nil
}

// WriteMarkdown writes the dictionary as Markdown, its diagram as Mermaid.
func (d Dictionary) WriteMarkdown(w io.Writer) error {
	t, err := template.New("page.md").Funcs(template.FuncMap{"cell": cell, "fenced": fenced}).ParseFS(pages, "page.md")
	if err != nil {
		return fmt.Errorf("data dictionary: %w", err)
	}
	if err := t.Execute(w, d); err != nil {
		return fmt.Errorf("write the data dictionary as Markdown: %w", err)
	}
	return nil
}

var marks = strings.NewReplacer("\\", "\\\\", "&", "&amp;", "<", "&lt;", ">", "&gt;", "|", `\|`, "`", "\\`", "[", `\[`, "*", `\*`, "_", `\_`, "#", `\#`,
	"\n", " ", "\r", " ")

// cell keeps a text from being read as Markdown or HTML.
func cell(s string) string { return marks.Replace(s) }

// fenced sets code apart by a fence that does not stand in it.
func fenced(lang, code string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + lang + "\n" + strings.TrimRight(code, "\n") + "\n" + fence
}
