package ingest

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// headerNames is dict's headers.yaml made ready for look-ups.
type headerNames struct {
	whole     map[string]headerMatch
	contains  []containedName
	totals    map[string]bool
	anonymous map[string]bool
	ledger    map[string]bool
	nothing   map[string]bool
	footers   map[string]bool
	remarks   map[string]bool
	opening   map[rune]bool // first characters of footers, remarks and totals
	ends      []string      // of names of columns that hold no text
	office    []string      // what the office wrote about a comment
	bodies    []string      // ends of names of those whom opinions are asked about

	explaining explaining // names of sheets that hold no comments
}

// headerMatch is what a header's name says about its column. Lower ranks come first among columns of one field.
type headerMatch struct {
	field Field
	rank  int
	exact bool
}

type containedName struct {
	name  string
	match headerMatch
}

const containsRank = 1000

// CheckDict tells whether the part of the dictionaries that ingest reads is sound.
func CheckDict(d *dict.Dict) error {
	_, err := loadHeaders(d.FS())
	return err
}

func loadHeaders(fsys fs.FS) (*headerNames, error) {
	const name = "headers.yaml"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, comment.Say("读取列名词典：%v", "read header names: %v", err)
	}
	var file struct {
		Fields map[Field]struct {
			Names    []string `yaml:"names"`
			Contains []string `yaml:"contains"`
			Ends     []string `yaml:"ends"`
		} `yaml:"fields"`
		Office struct {
			Acts   []string `yaml:"acts"`
			Papers []string `yaml:"papers"`
		} `yaml:"office"`
		Bodies    []string `yaml:"bodies"`
		Totals    []string `yaml:"totals"`
		Anonymous []string `yaml:"anonymous"`
		Ledger    []string `yaml:"ledger"`
		Nothing   []string `yaml:"nothing"`
		Footers   []string `yaml:"footers"`
		Remarks   []string `yaml:"remarks"`
	}
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return nil, comment.Say("%s：%s", "%s: %s", name, yamlError(err))
	}
	h := &headerNames{
		whole: map[string]headerMatch{}, totals: keys(file.Totals), anonymous: keys(file.Anonymous), ledger: keys(file.Ledger), nothing: keys(file.Nothing),
		footers: keys(file.Footers), remarks: keys(file.Remarks), ends: file.Fields[FieldIgnore].Ends, bodies: file.Bodies,
	}
	h.opening = map[rune]bool{}
	for _, words := range [...]map[string]bool{h.footers, h.remarks, h.totals} {
		for w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			h.opening[r] = true
		}
	}
	for _, act := range file.Office.Acts {
		for _, paper := range file.Office.Papers {
			h.office = append(h.office, act+paper, act+"的"+paper)
		}
	}
	sheets, err := dict.ReadTSV(fsys, "sheets.tsv", "word")
	if err != nil {
		return nil, err
	}
	var words []string
	for _, row := range sheets {
		words = append(words, row.Field["word"])
	}
	h.explaining = newExplaining(words)
	for f := range file.Fields {
		if !f.known() {
			return nil, comment.Say("%s：没有 %q 这个字段", "%s: no such field %q", name, f)
		}
	}
	for _, f := range fields {
		entry := file.Fields[f]
		for i, n := range entry.Names {
			key := headerKey(n)
			if other, ok := h.whole[key]; ok && other.field != f {
				return nil, comment.Say("%s：%s 同时列在 %s 和 %s 之下", "%s: %s stands under %s and under %s", name, n, other.field, f)
			} else if !ok {
				h.whole[key] = headerMatch{f, i, true}
			}
		}
		for i, n := range entry.Contains {
			h.contains = append(h.contains, containedName{headerKey(n), headerMatch{f, containsRank + i, false}})
		}
	}
	return h, nil
}

func keys(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[headerKey(n)] = true
	}
	return set
}

// maxHeaderRunes is above any column's name and below most comments.
const maxHeaderRunes = 24

// match finds the field of a header; ok is false for a name it does not know.
func (h *headerNames) match(header string) (m headerMatch, ok bool) {
	key := headerKey(header)
	if key == "" {
		return m, false
	}
	if m, ok := h.whole[key]; ok {
		return m, true
	}
	if len([]rune(key)) > maxHeaderRunes {
		return m, false
	}
	if h.isOffice(key) || h.isAttribute(key) {
		return headerMatch{FieldIgnore, containsRank, false}, true
	}
	if opinionOn(key) != "" || windOn(key) != "" || bareWinds[key] {
		return headerMatch{FieldText, opinionRank, false}, true
	}
	for _, c := range h.contains {
		if strings.Contains(key, c.name) {
			return c.match, true
		}
	}
	if at := strings.LastIndexByte(header, '.'); at >= 0 { // a key inside an object of JSON
		return h.inner(header[:at], header[at+1:])
	}
	return m, false
}

// The longest names that say by a part of them that they name no text, in characters: longer ones may be somebody's words.
const (
	maxOfficeRunes    = 12
	maxAttributeRunes = 8
)

// isOffice knows what the office wrote about a comment: 处理结果. An opinion may be asked for on it: 对处理结果的意见.
func (h *headerNames) isOffice(key string) bool {
	if utf8.RuneCountInString(key) > maxOfficeRunes {
		return false
	}
	for _, o := range h.office {
		if strings.Contains(key, o) && (!strings.HasPrefix(key, "对") || strings.HasSuffix(key, o)) {
			return true
		}
	}
	return false
}

// isAttribute knows what sorts or counts comments: 诉求类型.
func (h *headerNames) isAttribute(key string) bool {
	if utf8.RuneCountInString(key) > maxAttributeRunes {
		return false
	}
	return slices.ContainsFunc(h.ends, func(end string) bool { return strings.HasSuffix(key, end) && key != end })
}

// inner gives the field of a key inside an object of JSON: user.phone is a phone, but what area.name names is the area.
func (h *headerNames) inner(object, key string) (headerMatch, bool) {
	m, ok := h.match(key)
	switch headerKey(key) {
	case "name", "title", "code", "id", "no", "label", "value":
	default:
		return m, ok
	}
	of, known := h.match(object)
	switch {
	case known && of.field == FieldID:
		return m, ok
	case known:
		return of, true
	case m.field == FieldName: // the name of something else
		return headerMatch{}, false
	}
	return m, ok
}

func (h *headerNames) isTotal(cell string) bool {
	if len(cell) > 40 {
		return false
	}
	if i := strings.IndexAny(cell, "0123456789"); i > 0 && isCount(cell[i:]) { // 合计：8条
		cell = cell[:i]
	}
	return !strings.ContainsAny(cell, "0123456789") && h.totals[headerKey(cell)]
}

// isCount says that a cell holds how many there are, and nothing else: 8, 8条.
func isCount(cell string) bool {
	cell = strings.TrimRight(strings.TrimSpace(cell), "。")
	for _, all := range [...]string{"以上", "合计", "总计", "共计", "共"} { // 共 8 条
		cell = strings.TrimLeft(strings.TrimPrefix(cell, all), " ：:")
	}
	unit := strings.TrimLeft(cell, "0123456789.,")
	switch strings.TrimSpace(unit) {
	case "", "条", "件", "个", "份", "人", "户", "次", "人次", "条意见":
		return len(unit) < len(cell)
	}
	return false
}

// isNothing knows the answers that say nothing.
func (h *headerNames) isNothing(cell string) bool {
	return len(cell) <= 40 && (h.nothing[headerKey(cell)] || isDash(cell))
}

// isAnonymous knows what stands in a name's or number's place when the person gave none.
func (h *headerNames) isAnonymous(cell string) bool {
	return len(cell) <= 40 && !strings.ContainsAny(cell, "0123456789") && h.anonymous[headerKey(cell)]
}
