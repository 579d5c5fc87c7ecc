package shell

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"sifeng/queries"
	"sifeng/reports/export"
)

func english(_, en string) string { return en }

// open gives a shell on a small database in memory.
func open(t *testing.T) (s *Shell, out *bytes.Buffer) {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	for _, statement := range []string{
		"create table comments (comment_id varchar not null, text varchar, n integer)",
		"comment on table comments is '意见'",
		"comment on column comments.text is '正文'",
		"insert into comments values ('a', '停电', 1), ('b', null, 2)",
		"create view v_comments as select * from comments",
		"create macro twice(x) as x * 2",
		"comment on macro twice is '两倍'",
		"create macro named(word, most := 2) as table select text, n + 1 as more from v_comments where text = word limit most",
		"comment on column v_comments.text is '正文'",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	echo, err := queries.Parse("echo.sql", "-- 问：值是什么？\n-- param: value VARCHAR 值\n-- param: times INTEGER default 1 次数\n-- column: v 值\n\nselect $value as v from range($times)")
	if err != nil {
		t.Fatal(err)
	}
	out = &bytes.Buffer{}
	return &Shell{DB: db, Out: out, Err: out, Format: export.CSV, Say: english, Catalog: []queries.Query{echo}}, out
}

func TestScript(t *testing.T) {
	for _, tc := range []struct{ name, script, want, wantErr string }{
		{name: "statements and commands", script: ".format csv\nselect 1 as a;\nselect\n  2 as b;\n.format json\nselect 3 as c\n", want: "\ufeffa\r\n1\r\n\ufeffb\r\n2\r\n[\n{\"c\":3}\n]\n"},
		{name: "a dot within a statement", script: "select 1\n.5 as a;", wantErr: "syntax error"},
		{name: "temporary tables last", script: "create temp table x as select 7 as n;\nselect n from x;", want: "\ufeffCount\r\n1\r\n\ufeffn\r\n7\r\n"},
		{name: "quit ends it", script: "select 1 as a;\n.quit\nselect 2 as b;", want: "\ufeffa\r\n1\r\n"},
		{name: "the number of a wrong statement", script: "select 1 as a; select nope; select 2", want: "\ufeffa\r\n1\r\n", wantErr: "statement 2: Binder Error"},
		{name: "a single statement has no number", script: "select nope", wantErr: "Binder Error"},
		{name: "a near column", script: "select txt from comments", wantErr: `"text"`},
		{name: "a near table", script: "from comment", wantErr: `Did you mean "comments"`},
		{name: "a near command", script: ".tabels", wantErr: "did you mean .tables"},
		{name: "a near object", script: ".describe coments", wantErr: "did you mean comments?"},
		{name: "a near question", script: ".query ecco", wantErr: "did you mean echo?"},
		{name: "a question with a quoted value", script: ".query echo value='a  b' times=2", want: "\ufeff值\r\na  b\r\na  b\r\n"},
		{name: "a question without its value", script: ".query echo", wantErr: "give a value for value (varchar, 值)"},
		{name: "a parameter given twice", script: ".query echo value=1 value=2", wantErr: "value is given twice"},
		{name: "the schema is whole", script: ".schema twice", want: "create macro twice(x) as (x * 2);\n"},
		{name: "the schema keeps what is quoted", script: "create macro one() as (select 'x from y' from range(1));\n.schema one", want: "\ufeffCount\r\ncreate macro one() as (SELECT 'x from y'\nFROM \"range\"(1));\n"},
		{name: "describe", script: ".describe comments", want: "\ufeffname,type,nullable,comment\r\ncomment_id,VARCHAR,false,\r\ntext,VARCHAR,true,正文\r\nn,INTEGER,true,\r\n"},
		{name: "describe a macro", script: ".describe twice", want: "\ufeffname,type,nullable,comment\r\ntwice(x),macro,,两倍\r\n"},
		{name: "describe a table macro", script: ".describe named", want: "\ufeffname,type,nullable,comment\r\n\"named(word, most)\",table macro,,\r\ntext,VARCHAR,,正文\r\nmore,INTEGER,,\r\n"},
		{name: "tables", script: ".tables", want: "\ufeffname,type,comment\r\ncomments,table,意见\r\nv_comments,view,\r\ntwice(x),macro,两倍\r\n\"named(word, most)\",table macro,\r\n"},
		{name: "rows", script: ".format table\n.rows 1\nselect n from comments order by n", want: "┌───┐\n│ n │\n├───┤\n│ 1 │\n└───┘\n(the first 1 rows; .rows all shows all, .export writes a file)\n"},
		{name: "what would end the process", script: "call Enable_Logging(storage='file')", wantErr: "needs --allow-files"},
		{name: "what runs put together SQL", script: "from query('from en' || 'able_logging(storage=''file'', storage_path=''x'')')", wantErr: "query() may write files: that needs --allow-files"},
		{name: "in quotes and behind a comment", script: "from system.main.\"Query\" /* x */ ('select 1')", wantErr: "query() may write"},
		{name: "behind an escaped quote", script: `select e'\'', * from query('select 1') --'`, wantErr: "query() may write"},
		{name: "behind a wide space", script: "from query\u3000('select 1')", wantErr: "query() may write"},
		{name: "as JSON", script: "from JSON_execute_serialized_sql(json_serialize_sql('select 1'))", wantErr: "json_execute_serialized_sql may write"},
		{name: "other queries", script: "with query as (select 1 as subquery) select count(*) as n from query_table('comments'), query;", want: "\ufeffn\r\n2\r\n"},
		{name: "nothing", script: " \n-- a comment\n", want: ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, out := open(t)
			err := s.Script(context.Background(), tc.script)
			if tc.wantErr == "" && err != nil || tc.wantErr != "" && (err == nil || !strings.Contains(err.Error(), tc.wantErr)) {
				t.Fatalf("error %v, want %q", err, tc.wantErr)
			}
			if tc.name == "a single statement has no number" && strings.Contains(err.Error(), "statement") {
				t.Error(err)
			}
			if diff := cmp.Diff(tc.want, out.String()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestPlansAreDrawn(t *testing.T) {
	s, out := open(t)
	if err := s.Script(context.Background(), ".format table\nexplain select n from comments"); err != nil {
		t.Fatal(err)
	}
	if plan := out.String(); !strings.HasPrefix(plan, "┌─") || strings.Contains(plan, "explain_key") || strings.Count(plan, "\n") < 8 {
		t.Errorf("the plan is\n%s", plan)
	}
}

// hostile holds values that would change a statement into which they were pasted.
var hostile = []string{
	`'`, `''`, `' or 1=1 --`, `x'; drop table comments; --`, `x') from (select 2`, `/*`, `*/`, `--`, `;`, `$$`, `$$; select 2; $$`, `$value`, `$times`, `\`, `\'`, `"`, "a\nb", `E'\x27'`,
	"ʼ or ＇", "停电'；--", `{{.}}`, `%s`,
}

func TestParametersCannotChangeTheStatement(t *testing.T) {
	s, out := open(t)
	s.Format = export.JSON
	for _, value := range hostile {
		out.Reset()
		if err := s.Answer(context.Background(), s.Catalog[0], []string{"value=" + value}); err != nil {
			t.Errorf("%q: %v", value, err)
			continue
		}
		rows, err := s.DB.Query("select $1 as v", value)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if _, err := export.Write(&want, export.JSON, export.Result{Rows: rows}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), out.String()); diff != "" {
			t.Errorf("%q does not come back as it is (-want +got)\n%s", value, diff)
		}
		if err := s.Answer(context.Background(), s.Catalog[0], []string{"value=x", "times=" + value}); err == nil || !strings.Contains(err.Error(), "is not a whole number") {
			t.Errorf("%q as a number gives %v", value, err)
		}
	}
	for _, params := range [][]string{{"value=a\x00b"}, {"value"}, {"value=1", "nope=2"}, {"value=1", "times); drop table comments; --=1"}} {
		if err := s.Answer(context.Background(), s.Catalog[0], params); err == nil {
			t.Errorf("%q is taken", params)
		}
	}
	var n int
	if err := s.DB.QueryRow("select count(*) from comments").Scan(&n); err != nil || n != 2 {
		t.Errorf("%d comments are left, %v", n, err)
	}
}

func TestErrorsHoldNothingThatATerminalActsOn(t *testing.T) {
	s, _ := open(t)
	err := s.Run(context.Background(), "select cast(chr(27) || '[2Jx' as integer)")
	if err == nil || strings.ContainsRune(err.Error(), 27) || !strings.Contains(err.Error(), "[2Jx") {
		t.Errorf("the error is %q", err)
	}
}

func TestHints(t *testing.T) {
	s, _ := open(t)
	const tables = "comments are in the view v_comments, tags in v_tags; .tables lists all, sifeng docs tells what their columns mean"
	for statement, want := range map[string]string{
		"select comment_id，text from comments":   "in SQL ， has to be ,",
		"select count（*) from comments":          "in SQL （ has to be (",
		"select 1 from comments where 1 ＝ 1":     "in SQL ＝ has to be =",
		"select 1 from comments where x = “城关”":  "in SQL “ has to be '",
		`select '（' as "，" from 城关镇 -- ，`:        tables,
		"select * from yijian":                   tables,
		`select 1 from comments where 1 = "城关镇"`: "if it is a text, it has to stand in single quotes: '城关镇'",
		"select 1 from comments where 1 = 城关镇":   "if it is a text, it has to stand in single quotes: '城关镇'",
		"select nosuch from comments":            "",
		"select cast('，' || '（' as integer)":     "",
	} {
		err := s.Run(context.Background(), statement)
		if err == nil {
			t.Errorf("%s: no error", statement)
			continue
		}
		message, hint := err.Error(), ""
		if at := strings.LastIndex(message, "\n"); at >= 0 && !strings.Contains(message[at:], "^") && !strings.Contains(message[at:], "Did you mean") {
			hint = message[at+1:]
		}
		if hint != want {
			t.Errorf("%s: the hint is %q, want %q in\n%s", statement, hint, want, message)
		}
	}
}

func TestNoTablesOfTheSystemAreSuggested(t *testing.T) {
	s, _ := open(t)
	for _, statement := range []string{"select * from tables", "select * from tbl_pg", "select * from pg_tabels"} {
		if err := s.Run(context.Background(), statement); err == nil || strings.Contains(err.Error(), "Did you mean") {
			t.Errorf("%s: the error is %q", statement, err)
		}
	}
}

const endless = "select count(*) from range(1000000000) as a, range(1000000000) as b"

func TestTimeLimit(t *testing.T) {
	s, out := open(t)
	s.Timeout = 100 * time.Millisecond
	if err := s.Run(context.Background(), endless); err == nil || !strings.Contains(err.Error(), "no answer within 100ms") {
		t.Errorf("an endless statement gives %v", err)
	}
	if err := s.Run(context.Background(), "select 1 as a"); err != nil || out.String() != "\ufeffa\r\n1\r\n" {
		t.Errorf("the next statement gives %q, %v", out, err)
	}
}

func TestInterruptedStatementLeavesTheSession(t *testing.T) {
	s, out := open(t)
	if err := s.Run(context.Background(), "create temp table kept as select 5 as n"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	time.AfterFunc(100*time.Millisecond, func() { cancel(errInterrupted) })
	if err := s.Run(ctx, endless); !errors.Is(err, errInterrupted) {
		t.Errorf("an interrupted statement gives %v", err)
	}
	out.Reset()
	if err := s.Run(context.Background(), "select n from kept"); err != nil || out.String() != "\ufeffn\r\n5\r\n" {
		t.Errorf("the next statement gives %q, %v", out, err)
	}
}

func TestTake(t *testing.T) {
	s, out := open(t)
	var history []string
	typed := ""
	for _, line := range []string{"select 1 as a,", "  'x", "y' as b; select", "-- why", ".format json", "2 as c;", "help"} {
		var quit bool
		typed, quit = s.take(context.Background(), typed, line, func(h string) error { history = append(history, h); return nil })
		if quit {
			t.Fatal("it ends")
		}
	}
	want := []string{"select 1 as a, 'x y' as b;", ".format json", "select", "-- why", "2 as c;", ".help"}
	if diff := cmp.Diff(want, history); diff != "" {
		t.Errorf("history (-want +got)\n%s", diff)
	}
	if text := out.String(); !strings.HasPrefix(text, "\ufeffa,b\r\n1,\"x\ny\"\r\n[\n{\"c\":2}\n]\n.help") {
		t.Errorf("the answers are %q", text)
	}
	if _, quit := s.take(context.Background(), "", "exit;", func(string) error { return nil }); !quit {
		t.Error("exit does not end it")
	}
}

func TestCompletion(t *testing.T) {
	s, _ := open(t)
	c, err := newCompleter(context.Background(), s.DB, s.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	for before, want := range map[string][]string{
		"select comm":         {"ent_id", "ents"},
		"from v_":             {"comments"},
		"select v_comments.t": {"ext", "hen", "wice"},
		"select twi":          {"ce"},
		".de":                 {"scribe"},
		".query e":            {"cho"},
		".query echo ":        {"value=", "times="},
		".describe comm":      {"ents"},
		".format j":           {"son"},
		"select 'nothing":     nil,
	} {
		endings, _ := c.Do([]rune(before), len([]rune(before)))
		var got []string
		for _, e := range endings {
			got = append(got, string(e))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", before, diff)
		}
	}
}

func TestExportFile(t *testing.T) {
	s, out := open(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "a b.csv")
	if err := s.Script(context.Background(), `.export echo value='x;y' times=2 "`+file+`"`); err != nil {
		t.Fatal(err)
	}
	if err := s.Script(context.Background(), `.export select 'it''s' as a, "n" from comments order by n `+filepath.Join(dir, "b.json")); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "b.json: 2 rows") {
		t.Errorf("it says %q", out)
	}
	for name, want := range map[string]string{"a b.csv": "\ufeff值\r\nx;y\r\nx;y\r\n", "b.json": "[\n{\"a\":\"it's\",\"n\":1},\n{\"a\":\"it's\",\"n\":2}\n]\n"} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	for _, wrong := range []string{".export echo x.csv", ".export select 1; select 2 " + filepath.Join(dir, "c.csv"), ".export select nope " + filepath.Join(dir, "c.csv"), ".export echo value=1 " + filepath.Join(dir, "c.doc"), ".export"} {
		if err := s.Script(context.Background(), wrong); err == nil {
			t.Errorf("%s is done", wrong)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("the folder holds %v, %v", left, err)
	}
}
