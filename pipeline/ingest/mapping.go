package ingest

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"sifeng/pipeline/comment"
)

// Mapping overrides what ingest finds out by itself about a file. The zero value overrides nothing.
type Mapping struct {
	Columns   map[string]Field `yaml:"columns"`    // a header, or #3 for the third column, to its field
	HeaderRow int              `yaml:"header_row"` // 1-based row (of a csv file: record) that names the columns; 0: found out
	Channel   string           `yaml:"channel"`    // code of the channel register for rows that name none
	Year      int              `yaml:"year"`       // of dates that have none
	Encoding  string           `yaml:"encoding"`   // utf-8, gb18030, big5, utf-16le or utf-16be
	Delimiter string           `yaml:"delimiter"`  // one character, or tab
	Sheets    []string         `yaml:"sheets"`     // read these sheets, hidden or not, and no others
	Date1904  *bool            `yaml:"date1904"`   // day numbers count from 1904
	CarryDown []string         `yaml:"carry_down"` // columns whose blanks repeat the cell above
}

// LoadMapping reads a map file. Errors name the line and column.
func LoadMapping(path string) (*Mapping, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, comment.Say("读取对应关系文件：%v", "read the map file: %v", err)
	}
	m, err := parseMapping(data)
	if err != nil {
		return nil, comment.Say("对应关系文件 %s：%v", "map file %s: %v", filepath.Base(path), err)
	}
	return m, nil
}

func parseMapping(data []byte) (*Mapping, error) {
	m := &Mapping{}
	if err := yaml.UnmarshalWithOptions(data, m, yaml.Strict()); err != nil {
		if unknown := new(yaml.UnknownFieldError); errors.As(err, &unknown) {
			at := unknown.Token.Position
			return nil, comment.Say("[%d:%d] 没有 %q 这个键；可写的键是 %s；列名要写在 columns: 之下，缩进两格",
				"[%d:%d] no such key: %q; the keys are %s; names of columns stand below “columns:”, indented", at.Line, at.Column, unknown.Token.Value, mapKeys())
		}
		return nil, errors.New(yamlError(err))
	}
	for column, field := range m.Columns {
		if !field.known() {
			return nil, comment.Say("列 %q：没有 %q 这个字段；可用的字段是 %s", "column %q: no such field %q; the fields are %s", column, field, fieldList())
		}
	}
	if m.Encoding != "" && encodingByName(m.Encoding) == nil {
		return nil, comment.Say("编码 %q：要 utf-8、gb18030、big5、utf-16le 或 utf-16be", "encoding %q: want utf-8, gb18030, big5, utf-16le or utf-16be", m.Encoding)
	}
	if m.Delimiter != "" && m.delimiter() == 0 {
		return nil, comment.Say("分隔符 %q：要一个字符，或 tab", "delimiter %q: want one character, or tab", m.Delimiter)
	}
	if m.HeaderRow < 0 || m.Year < 0 {
		return nil, comment.Say("header_row 和 year 不能是负数", "header_row and year cannot be negative")
	}
	return m, nil
}

func (m *Mapping) delimiter() rune {
	if m == nil || m.Delimiter == "" {
		return 0
	}
	if strings.EqualFold(m.Delimiter, "tab") {
		return '\t'
	}
	r, size := utf8.DecodeRuneInString(m.Delimiter)
	if size != len(m.Delimiter) || r == utf8.RuneError || r == '"' || r == '\n' || r == '\r' {
		return 0
	}
	return r
}

// findHeader gives the index of the first row that holds every name of the map, or -1.
func (m *Mapping) findHeader(sample []bufferedRow) int {
	wanted := map[string]bool{}
	for column := range m.Columns {
		if key := headerKey(column); key != "" && !strings.HasPrefix(column, "#") {
			wanted[key] = true
		}
	}
	if len(wanted) == 0 {
		return -1
	}
	for i, r := range sample {
		found := map[string]bool{}
		for _, c := range r.cells {
			if key := headerKey(c); len(c) < 200 && wanted[key] {
				found[key] = true
			}
		}
		if len(found) == len(wanted) {
			return i
		}
	}
	return -1
}

type mapEntry struct {
	column string
	field  Field
}

func (m *Mapping) ordered() []mapEntry {
	var entries []mapEntry
	for c, f := range m.Columns {
		entries = append(entries, mapEntry{c, f})
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].column < entries[j].column })
	return entries
}

// yamlError is the first line of a YAML error, which holds the position, without the excerpt of the file below it.
func yamlError(err error) string {
	line, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
	return line
}

// mapKeys lists what a map file may say.
func mapKeys() string {
	var keys []string
	for t, i := reflect.TypeFor[Mapping](), 0; i < t.NumField(); i++ {
		keys = append(keys, t.Field(i).Tag.Get("yaml"))
	}
	return strings.Join(keys, ", ")
}

func fieldList() string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = string(f)
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}
