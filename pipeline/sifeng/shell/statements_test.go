package shell

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want []string
		rest string
	}{
		{"select 1; select 2;", []string{"select 1", "select 2"}, ""},
		{"select ';'; select \";\" -- ;\n", []string{"select ';'"}, " select \";\" -- ;\n"},
		{"select 'it''s; so' /* ; */; ", []string{"select 'it''s; so' /* ; */"}, " "},
		{"select $$a;b$$; select $x$;$x$", []string{"select $$a;b$$"}, " select $x$;$x$"},
		{"select $1; x", []string{"select $1"}, " x"},
		{"select '；' as a；select 2； ", []string{"select '；' as a", "select 2"}, " "},
		{";；;", nil, ""},
		{"select '没有结束; ", nil, "select '没有结束; "},
	} {
		got, rest := Split(tc.in)
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%q: %s", tc.in, diff)
		}
		if rest != tc.rest {
			t.Errorf("%q: rest %q, want %q", tc.in, rest, tc.rest)
		}
	}
}

func TestBlank(t *testing.T) {
	for in, want := range map[string]bool{"": true, " \n": true, "-- x\n /* y */ ": true, "-- x\nselect": false, "/": false, "/*": true} {
		if Blank(in) != want {
			t.Errorf("Blank(%q) is %v", in, !want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("select 1; select '$$;' $$;$$ -- x")
	f.Fuzz(func(t *testing.T, in string) {
		statements, rest := Split(in)
		n := len(rest)
		for _, s := range statements {
			n += len(s)
			if strings.TrimSpace(s) == "" {
				t.Error("an empty statement")
			}
		}
		if n > len(in) {
			t.Errorf("%d bytes out of %d", n, len(in))
		}
		Blank(in)
	})
}

func TestBars(t *testing.T) {
	for in, want := range map[string]string{
		"copy (select 1) to 'x'":                      "copy",
		"prepare p as\ncopy(select 1) to 'x'":         "copy",
		"explain analyze/**/COPY/**/t to 'x'":         "copy",
		"select 1;copy\u00a0t to 'x'":                 "copy",
		"export database 'x'":                         "export",
		"import\tdatabase 'x'":                        "import",
		"attach'x' as y":                              "attach",
		"from query('select 1')":                      "query()",
		`from "query" ('select 1')`:                   "query()",
		"set enable_logging = true":                   "enable_logging",
		"select copy, n from t":                       "",
		"from comments where text like '%copy%'":      "",
		"from containing('copy机 attachment')":         "",
		"select copy_of, photocopy from t":            "",
		"from query_words('x'), query_table('t')":     "",
		"select word from words where word = 'query'": "",
	} {
		if got := bars(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
