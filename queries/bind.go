package queries

import (
	"fmt"
	"slices"
	"strings"

	"sifeng/pipeline/comment"
)

// Bind gives the statement with the values in the place of its parameters, as text that any client can run. A value is always a
// quoted literal cast to the parameter's type, so it cannot change the statement. A missing value takes the default; a name that
// the query does not have, or a missing value without a default, is an error.
func (q Query) Bind(values map[string]string) (string, error) {
	with := make(map[string]string, len(q.Params))
	for _, p := range q.Params {
		switch value, given := values[p.Name]; {
		case given:
			if strings.ContainsRune(value, 0) {
				return "", comment.Say("问题 %s：参数 %s 的值里有零字节", "query %s: the value of %s holds a zero byte", q.Name, p.Name)
			}
			with[p.Name] = "cast('" + strings.ReplaceAll(value, "'", "''") + "' as " + p.SQLType() + ")"
		case p.Default != "":
			with[p.Name] = p.Default
		default:
			return "", comment.Say("问题 %s：要给出参数 %s 的值（%s，%s）", "query %s: give a value for %s (%s, %s)", q.Name, p.Name, p.SQLType(), p.Note)
		}
	}
	for name := range values {
		if _, ok := with[name]; !ok {
			if len(q.Params) == 0 {
				return "", comment.Say("问题 %s 没有参数，给了 %q", "query %s takes no parameters, %q was given", q.Name, name)
			}
			return "", comment.Say("问题 %s 没有参数 %q；它的参数是：%s", "query %s has no parameter %q; it has: %s", q.Name, name, strings.Join(q.paramNames(), ", "))
		}
	}
	var out strings.Builder
	last := 0
	for _, at := range parameters(q.SQL) {
		out.WriteString(q.SQL[last:at.start])
		out.WriteString(with[q.SQL[at.start+1:at.end]])
		last = at.end
	}
	out.WriteString(q.SQL[last:])
	return out.String(), nil
}

func (q Query) paramNames() []string {
	names := make([]string, len(q.Params))
	for i, p := range q.Params {
		names[i] = p.Name
	}
	return names
}

// checkParams finds parameters that are used and not declared, or declared and not used.
func (q Query) checkParams() error {
	declared := q.paramNames()
	used := map[string]bool{}
	for _, at := range parameters(q.SQL) {
		name := q.SQL[at.start+1 : at.end]
		if !slices.Contains(declared, name) {
			return fmt.Errorf("the statement uses $%s, the header has no such param", name)
		}
		used[name] = true
	}
	for i, name := range declared {
		if !used[name] {
			return fmt.Errorf("the header has the param %s, the statement does not use $%s", name, name)
		}
		if slices.Contains(declared[:i], name) {
			return fmt.Errorf("the header has the param %s twice", name)
		}
	}
	return nil
}

type span struct{ start, end int }

// parameters finds each $name of a statement outside of quotes and comments.
func parameters(sql string) []span {
	var found []span
	for i := 0; i < len(sql); {
		switch c := sql[i]; {
		case c == '\'' || c == '"':
			i = skipTo(sql, i+1, string(c))
		case strings.HasPrefix(sql[i:], "--"):
			i = skipTo(sql, i, "\n")
		case strings.HasPrefix(sql[i:], "/*"):
			i = skipTo(sql, i+2, "*/")
		case c == '$':
			end := i + 1
			for end < len(sql) && isName("_"+sql[i+1:end+1]) {
				end++
			}
			if end > i+1 {
				found = append(found, span{i, end})
			}
			i = end
		default:
			i++
		}
	}
	return found
}

// skipTo gives the position after the next end in sql from i on.
func skipTo(sql string, i int, end string) int {
	if n := strings.Index(sql[i:], end); n >= 0 {
		return i + n + len(end)
	}
	return len(sql)
}
