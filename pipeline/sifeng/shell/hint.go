package shell

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hint tells of a statement that changes the database or names no table of it what to do, and of one that DuckDB did not understand what is
// easily typed wrongly in Chinese: marks of full width, and texts that do not stand in single quotes. Empty: nothing of the kind.
func (s *Shell) hint(statement, message string) string {
	switch {
	case strings.Contains(message, "attached in read-only mode"):
		return s.Say("sifeng sql 只读，不改数据库：要改数据，就改原文件再用 sifeng run", "sifeng sql only reads the database: to change the data, change the files and use sifeng run")
	case missingTable.MatchString(message):
		return s.Say("意见在视图 v_comments，标签在 v_tags；.tables 列出全部，sifeng docs 说明各列", "comments are in the view v_comments, tags in v_tags; .tables lists all, sifeng docs tells what their columns mean")
	}
	if !strings.Contains(message, "Parser Error") && !strings.Contains(message, "Binder Error") {
		return ""
	}
	if typed, meant := fullWidth(statement); typed != "" {
		return s.Say("SQL 里的 "+typed+" 要用半角的 "+meant, "in SQL "+typed+" has to be "+meant)
	}
	if m := missingColumn.FindStringSubmatch(message); m != nil && strings.ContainsFunc(m[1], isHan) {
		return s.Say("如果是文字，要放在单引号里：'"+m[1]+"'", "if it is a text, it has to stand in single quotes: '"+m[1]+"'")
	}
	return ""
}

var missingTable = regexp.MustCompile(`Catalog Error: (Table|View) with name .* does not exist`)

// foreignTable is a suggestion of DuckDB that leads away from the tables of the comments.
var foreignTable = regexp.MustCompile(`\nDid you mean "(?:pg_|duckdb_|sqlite_|pragma_|information_schema|(?:system|temp)\.)[^\n]*`)

var missingColumn = regexp.MustCompile(`Referenced column "([^"]+)" not found`)

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// fullWidth gives the first mark of full width outside of quotes and comments, and the one that SQL has for it.
func fullWidth(statement string) (typed, meant string) {
	marks := strings.NewReplacer("，", ",", "（", "(", "）", ")", "＝", "=", "＜", "<", "＞", ">", "％", "%", "＊", "*", "“", "'", "”", "'", "‘", "'", "’", "'", "．", ".", "＇", "'")
	for i := 0; i < len(statement); {
		if end := skipQuoted(statement, i); end > i {
			i = end
			continue
		}
		_, size := utf8.DecodeRuneInString(statement[i:])
		typed = statement[i : i+size]
		if meant = marks.Replace(typed); meant != typed {
			return typed, meant
		}
		i += size
	}
	return "", ""
}
