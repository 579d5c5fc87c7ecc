package shell

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"sifeng/queries"
)

// List writes the names of the saved questions, their parameters and what they answer, by group.
func List(w io.Writer, catalog []queries.Query, say func(zh, en string) string) error {
	group := ""
	for _, q := range catalog {
		if q.Group != group {
			group = q.Group
			if _, err := fmt.Fprintf(w, "%s\n", group); err != nil {
				return err
			}
		}
		name := q.Name
		for _, p := range q.Params {
			name += " " + p.Name
			if p.Default == "" {
				name += "=…"
			}
		}
		if _, err := fmt.Fprintf(w, "  %s %s\n", text.Pad(name, 44, ' '), say(q.QuestionZH, q.QuestionEN)); err != nil {
			return err
		}
	}
	return nil
}

// Explain writes a saved question with its parameters, columns and SQL.
func Explain(w io.Writer, q queries.Query, say func(zh, en string) string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", q.Name, say(q.QuestionZH, q.QuestionEN))
	if q.Note != "" {
		fmt.Fprintf(&b, "%s%s\n", say("口径：", "counted so: "), q.Note)
	}
	for _, p := range q.Params {
		fmt.Fprintf(&b, "  --param %s=… %s", p.Name, p.SQLType())
		if p.Default != "" {
			fmt.Fprintf(&b, " (%s %s)", say("默认", "default"), p.Default)
		}
		fmt.Fprintf(&b, "  %s\n", p.Note)
	}
	for _, c := range q.Columns {
		fmt.Fprintf(&b, "  %s  %s\n", text.Pad(c.Name, 20, ' '), c.Label)
	}
	fmt.Fprintf(&b, "\n%s\n", q.SQL)
	_, err := io.WriteString(w, b.String())
	return err
}
