// Package queries holds all SQL of the project: the schema, the views, what the reports show, and the questions that analysts ask.
//
// Every .sql file starts with a header of comment lines, the Chinese and the English question being required:
//
//	-- 问：哪些乡镇的反映最多？
//	-- Q: Which townships do the comments name most?
//	-- 口径：受限意见计入。                                   how it counts; optional, may be repeated
//	-- param: top INTEGER default 20 最多列几行                name, type, default (an SQL expression), meaning; one a line
//	-- column: township 乡镇                                 name, label with its unit; one a line, in the order of the result
//	-- column: n 条数（条）
//
// and then, after a blank line, one statement (schema and views: several). In it $top stands for the parameter; Query.Bind puts
// the values in, so that what is shown is what was run.
package queries

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
)

//go:embed schema/*.sql restricted/*.sql views/*.sql load/*.sql checks/*.sql charts/*.sql catalog/*/*.sql compute/*.sql serve/*.sql
var files embed.FS

// SchemaVersion is raised when a table or view changes its shape, or a saved question needs a macro that there was not: a database of another
// version is refused.
const SchemaVersion = 7

// Query is one .sql file.
type Query struct {
	Name       string // file name without its extension
	Group      string // folders between the section and the file, such as township; empty: none
	QuestionZH string
	QuestionEN string
	Note       string // how it counts, in Chinese; empty: nothing to say
	Params     []Param
	Columns    []Column
	SQL        string // without the header and the last semicolon
}

// Param is a value that a query asks for.
type Param struct {
	Name    string
	Type    string // one of paramTypes
	Default string // an SQL expression; empty: the value must be given
	Note    string // meaning, in Chinese
}

// Column is one column of the result.
type Column struct {
	Name  string
	Label string // in Chinese, with the unit
}

// Statement is a file of SQL that is run as a whole.
type Statement = Query

// Schema gives the tables of the database, in the order in which they are created.
func Schema() ([]Statement, error) { return section("schema") }

// Restricted gives the tables of the file that holds the texts of restricted comments.
func Restricted() ([]Statement, error) { return section("restricted") }

// Views gives the views and macros, in the order in which they are created.
func Views() ([]Statement, error) { return section("views") }

// Checks gives queries that find what must not be: each must have no row before a database is published.
func Checks() ([]Query, error) { return section("checks") }

// Load gives one statement that fills the database.
func Load(name string) (Statement, error) { return named("load", name) }

// Charts gives the queries that the reports show, ordered by name.
func Charts() ([]Query, error) { return section("charts") }

// Catalog gives the questions for analysts, ordered by group and name.
func Catalog() ([]Query, error) { return section("catalog") }

// Computes gives the queries whose rows the pipeline computes on, ordered by name.
func Computes() ([]Query, error) { return section("compute") }

// Chart gives one query of the reports.
func Chart(name string) (Query, error) { return named("charts", name) }

// Compute gives one query that the pipeline computes on.
func Compute(name string) (Query, error) { return named("compute", name) }

// Serve gives one query of the pages that a browser asks for.
func Serve(name string) (Query, error) { return named("serve", name) }

func named(section, name string) (Query, error) {
	list, err := readSection(files, section)
	if err != nil {
		return Query{}, err
	}
	for _, q := range list {
		if q.Name == name {
			return q, nil
		}
	}
	return Query{}, fmt.Errorf("there is no query %q in %s", name, section)
}

func section(name string) ([]Query, error) { return readSection(files, name) }

func readSection(fsys fs.FS, section string) ([]Query, error) {
	var list []Query
	seen := map[string]string{}
	err := fs.WalkDir(fsys, section, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(p) != ".sql" {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		q, err := Parse(p, string(data))
		if err != nil {
			return err
		}
		if other, ok := seen[q.Name]; ok {
			return fmt.Errorf("%s: the name is taken by %s", p, other)
		}
		seen[q.Name] = p
		q.Group = strings.Trim(strings.TrimPrefix(path.Dir(p), section), "/")
		list = append(list, q)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].Group != list[j].Group {
			return list[i].Group < list[j].Group
		}
		return list[i].Name < list[j].Name
	})
	return list, nil
}

// The types of parameters that are something of the registers: text, its code. Who asks may write a name instead.
const (
	Township   = "TOWNSHIP"
	Department = "DEPARTMENT"
	Unit       = "UNIT" // either
	Problem    = "PROBLEM"
	Kind       = "KIND" // as views name it, such as 建议
)

var paramTypes = []string{"VARCHAR", "DATE", "INTEGER", "DOUBLE", "BOOLEAN", Township, Department, Unit, Problem, Kind}

// IsNamed says that the value is something of the registers.
func (p Param) IsNamed() bool {
	return slices.Contains([]string{Township, Department, Unit, Problem, Kind}, p.Type)
}

// SQLType is the type of the value in a statement.
func (p Param) SQLType() string {
	if p.IsNamed() {
		return "varchar"
	}
	return strings.ToLower(p.Type)
}

// TakesNone says that the value none stands for comments without such a thing.
func (p Param) TakesNone() bool { return strings.Contains(p.Note, "none") }

// Parse reads the header of a file. An error names file and line.
func Parse(file, text string) (Query, error) {
	q := Query{Name: strings.TrimSuffix(path.Base(file), ".sql")}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	body := len(lines)
	for i, line := range lines {
		if !strings.HasPrefix(line, "--") {
			body = i
			break
		}
		if err := q.headerLine(strings.TrimSpace(strings.TrimPrefix(line, "--"))); err != nil {
			return Query{}, fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	if body < len(lines) {
		q.SQL = strings.TrimRight(strings.TrimSpace(strings.Join(lines[body:], "\n")), "; \n")
	}
	if q.QuestionZH == "" {
		return Query{}, fmt.Errorf("%s:1: the header has no line “-- 问：”", file)
	}
	if q.SQL == "" {
		return Query{}, fmt.Errorf("%s:%d: no statement after the header", file, len(lines))
	}
	if err := q.checkParams(); err != nil {
		return Query{}, fmt.Errorf("%s: %w", file, err)
	}
	return q, nil
}

func (q *Query) headerLine(line string) error {
	key, value, ok := cutKey(line)
	if !ok {
		return fmt.Errorf("a header line must start with one of 问： Q: 口径： param: column: and not as %q does", line)
	}
	switch key {
	case "问":
		q.QuestionZH = value
	case "Q":
		q.QuestionEN = value
	case "口径":
		q.Note += value
	case "param":
		p, err := parseParam(value)
		if err != nil {
			return err
		}
		q.Params = append(q.Params, p)
	case "column":
		name, label, _ := strings.Cut(value, " ")
		if name == "" || strings.TrimSpace(label) == "" {
			return fmt.Errorf("a column needs a name and a label")
		}
		q.Columns = append(q.Columns, Column{Name: name, Label: strings.TrimSpace(label)})
	default:
		return fmt.Errorf("unknown header key %q", key)
	}
	return nil
}

// cutKey splits at the first colon, full-width or not.
func cutKey(line string) (key, value string, ok bool) {
	i := strings.IndexAny(line, ":：")
	if i <= 0 {
		return "", "", false
	}
	value = strings.TrimPrefix(strings.TrimPrefix(line[i:], ":"), "：")
	return line[:i], strings.TrimSpace(value), true
}

// parseParam reads “name TYPE [default EXPRESSION] [meaning]”. An expression with a space in it stands in parentheses.
func parseParam(s string) (Param, error) {
	words := strings.Fields(s)
	if len(words) < 2 || !isName(words[0]) {
		return Param{}, fmt.Errorf("a param needs a name and a type")
	}
	p := Param{Name: words[0], Type: words[1]}
	if !slices.Contains(paramTypes, p.Type) {
		return Param{}, fmt.Errorf("param %s: type %q is not one of %s", p.Name, p.Type, strings.Join(paramTypes, ", "))
	}
	rest := strings.TrimSpace(s[strings.Index(s, p.Type)+len(p.Type):])
	if after, ok := strings.CutPrefix(rest, "default "); ok {
		n, err := expressionEnd(after)
		if err != nil {
			return Param{}, fmt.Errorf("param %s: %w", p.Name, err)
		}
		p.Default, rest = after[:n], strings.TrimSpace(after[n:])
	}
	p.Note = rest
	return p, nil
}

// expressionEnd finds where the expression at the start of s ends: at the first space outside quotes and parentheses.
func expressionEnd(s string) (int, error) {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ' ' && depth == 0:
			return i, nil
		}
	}
	if quoted || depth != 0 {
		return 0, fmt.Errorf("the default is not closed")
	}
	return len(s), nil
}

func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '_' && (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
