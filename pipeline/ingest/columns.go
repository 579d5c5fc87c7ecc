package ingest

import (
	"fmt"
	"sort"
	"strings"

	"sifeng/pipeline/comment"
)

// Column is one column of a file and what it is taken for.
type Column struct {
	Index  int              // 0-based
	Header string           // as written; of a two-row header, the lower one where it has a name
	Field  Field            // empty: not used
	Why    *comment.Message // how Field was found; nil: it was not
	About  string           // of a form's column for opinions on one body: that body
	Wind   bool             // About is one of the four winds
	Hidden bool             // hidden in the spreadsheet; read all the same
	rank   int
	bare   bool // of a wind: its name alone heads the column
}

// How a column's field was found.
var (
	whyName    = comment.Say("列名", "name")
	whyPart    = comment.Say("列名的一部分", "part of the name")
	whyMap     = comment.Say("对应关系文件", "map")
	whyOther   = comment.Say("对应关系文件指定了另一列", "the map gives another column")
	whyLongest = comment.Say("文字最长", "the longest texts")
	whyRepeats = comment.Say("有重复，不是编号", "repeats itself: not an id")
)

// columnsOf maps the names of a header row. A map names columns by header or by #number (from 1).
func (h *headerNames) columnsOf(header []string, m *Mapping) ([]Column, error) {
	columns := make([]Column, len(header))
	for i, name := range header {
		c := Column{Index: i, Header: strings.TrimSpace(name)}
		if match, ok := h.match(name); ok {
			c.Field, c.rank, c.Why = match.field, match.rank, whyName
			if match.field == FieldText && match.rank == opinionRank {
				c.About = opinionOn(headerKey(name))
				if wind := windOn(headerKey(name)); wind != "" {
					c.About, c.Wind = wind, true
				} else if key := headerKey(name); bareWinds[key] {
					c.About, c.Wind, c.bare = key, true, true
				}
			}
			if !match.exact {
				c.Why = whyPart
			}
		}
		columns[i] = c
	}
	if m == nil {
		return columns, nil
	}
	mapped := map[Field]bool{}
	for position, entry := range m.ordered() {
		found := false
		for i := range columns {
			if entry.column == fmt.Sprintf("#%d", i+1) || headerKey(columns[i].Header) == headerKey(entry.column) && headerKey(entry.column) != "" {
				columns[i].Field, columns[i].rank, columns[i].Why = entry.field, position-len(m.Columns), whyMap
				mapped[entry.field], found = true, true
			}
		}
		if !found {
			columns := comment.Say("没有列名行（请用 header_row 写明哪一行是列名，或用 \"#1\" 这样的列号）", "no row names the columns (say which does with header_row, or name them by number: \"#1\")")
			if all := h.joinHeaders(header); all != "" {
				columns = comment.Say("列名有 %s", "the columns are %s", all)
			}
			return nil, misfit("对应关系文件写了列 %q，表里没有；%v", "the map names a column %q, which is not there; %v", entry.column, columns)
		}
	}
	for i := range columns {
		if c := &columns[i]; c.Why != whyMap && mapped[c.Field] && !c.Field.isPrivate() && c.Field != FieldIgnore {
			c.Field, c.Why = "", whyOther
		}
	}
	return columns, nil
}

// joinHeaders lists the columns for a message: known names as they are, others by number as a map file takes them. What stands in a row that
// was taken for names may be somebody's data.
func (h *headerNames) joinHeaders(header []string) string {
	var names []string
	for i, n := range header {
		if n = strings.TrimSpace(n); n == "" {
			continue
		}
		if _, known := h.match(n); !known || len([]rune(n)) > maxHeaderRunes {
			n = fmt.Sprintf("#%d", i+1)
		}
		names = append(names, n)
	}
	return strings.Join(names, ", ")
}

// byField lists the columns of a field, best first.
func byField(columns []Column, f Field) []int {
	var out []Column
	for _, c := range columns {
		if c.Field == f {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].rank < out[j].rank })
	indexes := make([]int, len(out))
	for i, c := range out {
		indexes[i] = c.Index
	}
	return indexes
}
