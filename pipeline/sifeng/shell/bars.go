package shell

import (
	"regexp"
	"strings"
)

// bars names what a statement calls that DuckDB itself does not bar from files as it should; empty where it calls nothing of the kind. With
// a path that may not be written, enable_logging and enable_profiling end the whole process, and what runs SQL that is put together from pieces could
// call them unseen.
func bars(statement string) string {
	lower := strings.ToLower(statement)
	for _, name := range []string{"enable_logging", "enable_profiling", "json_execute_serialized_sql"} {
		if strings.Contains(lower, name) {
			return name
		}
	}
	for _, at := range wordQuery.FindAllStringSubmatchIndex(lower, -1) {
		// What stands in quotes counts too, and so does a comment behind the word: better to refuse too much than to read quotes otherwise than DuckDB.
		rest := strings.TrimLeftFunc(lower[at[3]:], func(r rune) bool { return r == '"' || r <= ' ' || r > '~' }) // DuckDB knows the spaces of Unicode
		if strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "/*") || strings.HasPrefix(rest, "--") {
			return "query()"
		}
	}
	return ""
}

// wordQuery finds the word query, and not as a part of another name, such as query_table.
var wordQuery = regexp.MustCompile(`(?:^|[^a-z0-9_$])(query)`)
