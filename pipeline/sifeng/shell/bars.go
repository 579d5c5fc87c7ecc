package shell

import (
	"regexp"
	"strings"
	"unicode"
)

// bars names what a statement calls that DuckDB itself does not bar from files as it should; empty where it calls nothing of the kind.
//
// However much is barred, DuckDB lets a statement reach the files that it has open itself: copy would write over the published database, attach would
// open it for writing, and export and import use the folder for what does not fit the memory. With a path that may not be written, enable_logging and
// enable_profiling end the whole process. What runs SQL that is put together from pieces could call all of them unseen.
//
// What stands in quotes and comments counts too: better to refuse too much than to read quotes otherwise than DuckDB.
func bars(statement string) string {
	lower := strings.ToLower(statement)
	for _, name := range []string{"enable_logging", "enable_profiling", "json_execute_serialized_sql"} {
		if strings.Contains(lower, name) {
			return name
		}
	}
	for _, at := range barredWords.FindAllStringSubmatchIndex(lower, -1) {
		word, rest := lower[at[2]:at[3]], lower[at[3]:]
		switch {
		case word == "query" && calls(rest):
			return "query()"
		case word != "query" && goesOn(rest):
			return word
		}
	}
	return ""
}

// barredWords finds each word, and not as a part of another name, such as query_table.
var barredWords = regexp.MustCompile(`(?:^|[^a-z0-9_$])(query|copy|export|import|attach)`)

// calls says whether what follows a name may make it a call.
func calls(rest string) bool {
	rest = strings.TrimLeftFunc(rest, func(r rune) bool { return r == '"' || r <= ' ' || r > '~' }) // DuckDB knows the spaces of Unicode
	return strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "/*") || strings.HasPrefix(rest, "--")
}

// goesOn says whether what follows a word that begins a statement may be the rest of it: a space, a quote, a bracket or a comment.
func goesOn(rest string) bool {
	for _, r := range rest {
		return r <= ' ' || strings.ContainsRune(`"'$(/-`, r) || r > '~' && !unicode.IsLetter(r)
	}
	return false
}
