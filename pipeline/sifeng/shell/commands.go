package shell

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sifeng/queries"
	"sifeng/reports/export"
)

// dotCommand is one of the commands that start with a dot.
type dotCommand struct {
	name   string
	args   string
	zh, en string
	run    func(s *Shell, ctx context.Context, args []string) error
}

func dotCommands() []dotCommand {
	return []dotCommand{
		{".help", "", "列出命令", "list the commands", (*Shell).help},
		{".tables", "", "列出表、视图和宏及其含义", "list tables, views and macros with their meaning", (*Shell).tables},
		{".schema", "[NAME]", "给出建表、建视图、建宏的语句", "show how tables, views and macros are made", (*Shell).schema},
		{".describe", "NAME", "列出表、视图或宏的列、类型和含义", "list the columns of a table, view or macro, their types and meaning", (*Shell).describe},
		{".query", "[NAME [k=v…]]", "列出现成的问题，或回答其中一个", "list the saved questions, or answer one", (*Shell).query},
		{".explain", "NAME", "给出一个现成问题的参数、列和 SQL", "show a saved question's parameters, columns and SQL", (*Shell).explain},
		{".export", "NAME [k=v…]|SQL FILE", "把结果写成文件（csv xlsx parquet json md）", "write a result to a file (csv xlsx parquet json md)", (*Shell).export},
		{".format", "table|record|csv|json|markdown", "换一种输出格式", "change the output format", (*Shell).format},
		{".rows", "N|all", "表格最多列几行", "how many rows a table shows at most", (*Shell).rows},
		{".timing", "on|off", "显示每条语句的用时", "tell the time of each statement", (*Shell).timing},
		{".quit", "", "离开", "leave", func(*Shell, context.Context, []string) error { return errQuit }},
	}
}

func commandNames() []string {
	var names []string
	for _, c := range dotCommands() {
		names = append(names, c.name)
	}
	return names
}

// isCommand says whether a line is one of the dot commands.
func isCommand(line string) bool {
	words := strings.Fields(strings.TrimRight(strings.TrimSpace(line), ";"))
	return len(words) > 0 && slices.Contains(commandNames(), words[0])
}

func (s *Shell) command(ctx context.Context, line string) error {
	args := words(strings.TrimRight(strings.TrimSpace(line), "; "))
	if len(args) == 0 {
		return nil
	}
	for _, c := range dotCommands() {
		if c.name == args[0] {
			return c.run(s, ctx, args[1:])
		}
	}
	return fmt.Errorf("%s %s%s", s.Say("没有命令", "there is no command"), args[0], s.didYouMean(args[0], commandNames(), ".help"))
}

// words cuts a line at spaces; quotes keep what they enclose together, and stand in the words still.
func words(line string) []string {
	var out []string
	var word strings.Builder
	var quote rune
	for _, c := range line {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == ' ' || c == '\t':
			if word.Len() > 0 {
				out = append(out, word.String())
			}
			word.Reset()
			continue
		}
		word.WriteRune(c)
	}
	if word.Len() > 0 {
		out = append(out, word.String())
	}
	return out
}

// unquoted takes the quotes off a word, or off the value of name='value'.
func unquoted(word string) string {
	name, value, isParam := strings.Cut(word, "=")
	if isParam && !strings.ContainsAny(name, `'"`) {
		return name + "=" + unquotedValue(value)
	}
	return unquotedValue(word)
}

func unquotedValue(s string) string {
	if len(s) >= 2 && (s[0] == '\'' || s[0] == '"') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

func (s *Shell) help(context.Context, []string) error {
	for _, c := range dotCommands() {
		if _, err := fmt.Fprintf(s.Out, "%-10s %-32s %s\n", c.name, c.args, s.Say(c.zh, c.en)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Shell) query(ctx context.Context, args []string) error {
	if len(args) == 0 {
		var list bytes.Buffer
		if err := List(&list, s.Catalog, s.Say); err != nil {
			return err
		}
		return s.page(&list)
	}
	q, err := s.find(args[0])
	if err != nil {
		return err
	}
	params := make([]string, len(args)-1)
	for i, arg := range args[1:] {
		params[i] = unquoted(arg)
	}
	return s.Answer(ctx, q, params)
}

func (s *Shell) explain(_ context.Context, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s", s.Say("用法：.explain 问题名", "usage: .explain NAME"))
	}
	q, err := s.find(args[0])
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := Explain(&out, q, s.Say); err != nil {
		return err
	}
	return s.page(&out)
}

func (s *Shell) find(name string) (queries.Query, error) {
	return Find(s.Catalog, name, s.Say)
}

// Find gives the saved question of that name; its error tells which names are like it.
func Find(catalog []queries.Query, name string, say func(zh, en string) string) (queries.Query, error) {
	names := make([]string, len(catalog))
	for i, q := range catalog {
		if q.Name == name {
			return q, nil
		}
		names[i] = q.Name
	}
	s := Shell{Say: say}
	return queries.Query{}, fmt.Errorf("%s %q%s", say("没有现成的问题", "there is no saved question"), name, s.didYouMean(name, names, "sifeng query"))
}

// Answer runs a saved question with the given k=v parameters. Under a table it says which defaults were taken.
func (s *Shell) Answer(ctx context.Context, q queries.Query, params []string) error {
	values, err := s.values(ctx, q, params)
	if err != nil {
		return err
	}
	statement, err := q.Bind(values)
	if err != nil {
		return err
	}
	if err := s.show(ctx, statement, export.Result{Title: q.QuestionZH, Labels: labels(q)}); err != nil || s.Format != export.Table {
		return err
	}
	taken, err := s.defaults(ctx, q, values)
	if err != nil || taken == "" {
		return err
	}
	_, err = fmt.Fprintln(s.Out, taken)
	return err
}

func labels(q queries.Query) map[string]string {
	m := map[string]string{}
	for _, c := range q.Columns {
		m[c.Name] = c.Label
	}
	return m
}

func (s *Shell) format(_ context.Context, args []string) error {
	if len(args) == 1 {
		switch f := export.Format(args[0]); f {
		case export.Table, export.Record, export.CSV, export.JSON, export.Markdown:
			s.Format = f
			return nil
		}
	}
	return fmt.Errorf("%s", s.Say("用法：.format table|record|csv|json|markdown；要 xlsx 用 .export", "usage: .format table|record|csv|json|markdown; for xlsx use .export"))
}

func (s *Shell) rows(_ context.Context, args []string) error {
	if len(args) == 1 {
		if args[0] == "all" {
			s.MaxRows = 0
			return nil
		}
		if n, err := strconv.Atoi(args[0]); err == nil && n > 0 {
			s.MaxRows = n
			return nil
		}
	}
	return fmt.Errorf("%s", s.Say("用法：.rows 行数|all", "usage: .rows N|all"))
}

func (s *Shell) timing(_ context.Context, args []string) error {
	if len(args) != 1 || args[0] != "on" && args[0] != "off" {
		return fmt.Errorf("%s", s.Say("用法：.timing on|off", "usage: .timing on|off"))
	}
	s.Timing = args[0] == "on"
	return nil
}
