package docs

import (
	"fmt"
	"html"
	"html/template"
	"regexp"
	"strings"
)

// Sizes of the diagram, in pixels.
const (
	boxWidth  = 190
	lineHigh  = 20
	headHigh  = 28
	gapAcross = 130
	gapDown   = 22
	margin    = 12
)

type box struct {
	table   Table
	columns []string
	x, y    int
}

func (b box) height() int { return headHigh + lineHigh*(len(b.columns)+1) }

// columnY is the middle of a column's line.
func (b box) columnY(name string) int {
	for i, c := range b.columns {
		if c == name {
			return b.y + headHigh + lineHigh*i + lineHigh/2
		}
	}
	return b.y + headHigh/2
}

// SVG draws how the tables hang together: a box a table with the columns that link it, and how many columns there are in all.
func (d Dictionary) SVG() template.HTML {
	boxes := map[string]box{}
	var order []string
	width, height := 0, 0
	for i, layer := range layers(d.Tables, d.Links) {
		y := margin
		for _, t := range layer {
			b := box{table: t, columns: linked(t, d.Links), x: margin + i*(boxWidth+gapAcross), y: y}
			boxes[t.Name] = b
			order = append(order, t.Name)
			y += b.height() + gapDown
		}
		width = margin + i*(boxWidth+gapAcross) + boxWidth + margin
		height = max(height, y)
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg class="er" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="表之间的关系">`, width, height, width, height)
	for _, l := range d.Links {
		from, to := boxes[l.From], boxes[l.To]
		x1, y1, x2, y2 := from.x, from.columnY(l.Column), to.x+boxWidth, to.columnY(l.Key)
		bend := max((x1-x2)/2, 30)
		fmt.Fprintf(&out, `<path d="M%d %dC%d %d %d %d %d %d"><title>%s</title></path><circle cx="%d" cy="%d" r="3"/>`,
			x1, y1, x1-bend, y1, x2+bend, y2, x2, y2, html.EscapeString(l.From+"."+l.Column+" → "+l.To+"."+l.Key), x2, y2)
	}
	for _, name := range order {
		b := boxes[name]
		fmt.Fprintf(&out, `<a href="#%s"><rect x="%d" y="%d" width="%d" height="%d" rx="4"/><rect class="head" x="%d" y="%d" width="%d" height="%d" rx="4"/>`,
			html.EscapeString(anchor(name)), b.x, b.y, boxWidth, b.height(), b.x, b.y, boxWidth, headHigh)
		fmt.Fprintf(&out, `<text class="name" x="%d" y="%d">%s</text>`, b.x+10, b.y+19, html.EscapeString(name))
		for i, c := range b.columns {
			fmt.Fprintf(&out, `<text x="%d" y="%d">%s</text>`, b.x+10, b.y+headHigh+lineHigh*i+15, html.EscapeString(c))
		}
		fmt.Fprintf(&out, `<text class="rest" x="%d" y="%d">共 %d 列，%d 行</text></a>`, b.x+10, b.y+headHigh+lineHigh*len(b.columns)+15, len(b.table.Columns), b.table.Rows)
	}
	out.WriteString("</svg>")
	return template.HTML(out.String())
}

var notWord = regexp.MustCompile(`[^A-Za-z0-9_]`)

// Mermaid gives the same as text that Markdown viewers draw.
func (d Dictionary) Mermaid() string {
	word := func(s string) string { return notWord.ReplaceAllString(s, "_") }
	var out strings.Builder
	out.WriteString("erDiagram\n")
	for _, t := range d.Tables {
		fmt.Fprintf(&out, "    %s {\n", word(t.Name))
		for _, name := range linked(t, d.Links) {
			for _, c := range t.Columns {
				if c.Name != name {
					continue
				}
				kind := ""
				if c.Key {
					kind = " PK"
				}
				fmt.Fprintf(&out, "        %s %s%s\n", word(strings.ToLower(c.Type)), word(c.Name), kind)
			}
		}
		out.WriteString("    }\n")
	}
	for _, l := range d.Links {
		fmt.Fprintf(&out, "    %s }o--o| %s : %s\n", word(l.From), word(l.To), word(l.Column))
	}
	return out.String()
}

// anchor is the id of a table's section in the page.
func anchor(name string) string { return "t-" + notWord.ReplaceAllString(name, "-") }
