package ingest

import (
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/width"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// Field says what a column holds.
type Field string

// The fields a column can be mapped to.
const (
	FieldID         Field = "id" // the number the channel gave the comment
	FieldTitle      Field = "title"
	FieldText       Field = "text"
	FieldTime       Field = "time"
	FieldChannel    Field = "channel"
	FieldTownship   Field = "township"
	FieldDepartment Field = "department"
	FieldHandler    Field = "handler" // who handles the comment, not whom it is about
	FieldVotesUp    Field = "votes_up"
	FieldVotesDown  Field = "votes_down"
	FieldSubmitter  Field = "submitter"
	FieldPhone      Field = "phone"
	FieldIDNumber   Field = "id_number"
	FieldName       Field = "name"
	FieldPrivate    Field = "private" // any other private value
	FieldAnsweredAt Field = "answered_at"
	FieldAnsweredBy Field = "answered_by"
	FieldIgnore     Field = "ignore"
)

// fields lists every field in the order in which a containing name is looked for: what is private or not kept comes first, so
// that 回复内容 is never taken for a comment's 内容.
var fields = []Field{
	FieldIgnore, FieldIDNumber, FieldName, FieldPhone, FieldPrivate, FieldSubmitter, FieldAnsweredAt, FieldAnsweredBy, FieldID,
	FieldTitle, FieldTime, FieldChannel, FieldVotesUp, FieldVotesDown, FieldTownship, FieldHandler, FieldDepartment, FieldText,
}

// isPrivate says that values of the field must never be shown.
func (f Field) isPrivate() bool {
	switch f {
	case FieldPhone, FieldIDNumber, FieldName, FieldPrivate, FieldSubmitter:
		return true
	}
	return false
}

func (f Field) known() bool {
	for _, x := range fields {
		if x == f {
			return true
		}
	}
	return false
}

// headerNames is dict's headers.yaml made ready for look-ups.
type headerNames struct {
	whole     map[string]headerMatch
	contains  []containedName
	totals    map[string]bool
	anonymous map[string]bool
	ledger    map[string]bool
	nothing   map[string]bool
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
		} `yaml:"fields"`
		Totals    []string `yaml:"totals"`
		Anonymous []string `yaml:"anonymous"`
		Ledger    []string `yaml:"ledger"`
		Nothing   []string `yaml:"nothing"`
	}
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return nil, comment.Say("%s：%s", "%s: %s", name, yamlError(err))
	}
	h := &headerNames{whole: map[string]headerMatch{}, totals: map[string]bool{}, anonymous: map[string]bool{}, ledger: map[string]bool{}, nothing: map[string]bool{}}
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
	for _, s := range file.Totals {
		h.totals[headerKey(s)] = true
	}
	for _, s := range file.Anonymous {
		h.anonymous[headerKey(s)] = true
	}
	for _, s := range file.Nothing {
		h.nothing[headerKey(s)] = true
	}
	for _, s := range file.Ledger {
		h.ledger[headerKey(s)] = true
	}
	return h, nil
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
	if opinionOn(key) != "" || windOn(key) != "" {
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

// opinionRank stands between whole names and those that a column only contains.
const opinionRank = 500

// opinionOn gives the body that a form's column asks about: 民政局 of 对民政局的意见建议.
func opinionOn(key string) string {
	body, ok := strings.CutPrefix(key, "对")
	if !ok {
		return ""
	}
	for _, end := range [...]string{"的意见和建议", "的意见建议", "的意见", "的建议", "意见和建议", "意见建议", "意见", "建议"} {
		if b, ok := strings.CutSuffix(body, end); ok && b != "" {
			return b
		}
	}
	return ""
}

// windColumn is the name of a form's column that asks about one of the four winds: 形式主义方面, 官僚主义方面存在的问题. A bare 形式主义 may be a count.
var windColumn = regexp.MustCompile(`^(?:在|存在的?)?((?:形式主义|官僚主义|享乐主义|奢靡之风|奢靡)(?:方面)?)(?:(?:存在|突出|主要|具体)的?)*的?(?:方面|问题|表现|情况|意见和建议|意见建议|意见|建议)*$`)

// windOn gives the wind that a form's column asks about, or nothing.
func windOn(key string) string {
	m := windColumn.FindStringSubmatch(key)
	if m == nil {
		return ""
	}
	switch key {
	case "形式主义", "官僚主义", "享乐主义", "奢靡之风", "奢靡":
		return ""
	}
	return m[1]
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

// simplified writes the traditional characters that headers are made of in simplified form.
var simplified = strings.NewReplacer(
	"編", "编", "號", "号", "鄉", "乡", "鎮", "镇", "內", "内", "時", "时", "間", "间", "單", "单", "來", "来", "題", "题", "標", "标",
	"電", "电", "話", "话", "證", "证", "聯", "联", "責", "责", "門", "门", "復", "复", "覆", "复", "點", "点", "贊", "赞", "讚", "赞",
	"對", "对", "數", "数", "見", "见", "訴", "诉", "問", "问", "詳", "详", "應", "应", "縣", "县", "區", "区", "屬", "属", "記", "记",
	"錄", "录", "轉", "转", "辦", "办", "處", "处", "結", "结", "類", "类", "別", "别", "歲", "岁", "職", "职", "業", "业", "務", "务",
	"項", "项", "說", "说", "發", "发", "佈", "布", "達", "达", "訪", "访", "領", "领", "導", "导", "級", "级", "機", "机", "關", "关",
	"係", "系", "繫", "系", "網", "网", "評", "评", "議", "议", "負", "负", "據", "据", "現", "现", "場", "场", "狀", "状", "態", "态",
	"開", "开", "閉", "闭", "稱", "称", "後", "后", "裡", "里", "體", "体", "檔", "档", "蓋", "盖", "簽", "签", "讀", "读", "寫", "写",
	"黨", "党", "員", "员", "戶", "户", "戸", "户", "農", "农", "貧", "贫",
)

// headerKey is a header without what differs from office to office: spaces, width, case, script, punctuation, remarks in brackets.
func headerKey(s string) string {
	s = simplified.Replace(width.Fold.String(s))
	if key := bareName(s, true); key != "" {
		return key
	}
	return bareName(s, false) // the whole name stands in brackets
}

func bareName(s string, dropBrackets bool) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case dropBrackets && strings.ContainsRune("([{【〔《", r):
			depth++
		case strings.ContainsRune(")]}】〕》", r):
			if depth > 0 {
				depth--
			}
		case depth > 0, unicode.IsSpace(r), unicode.IsControl(r), unicode.In(r, unicode.Cf):
		case r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

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
			return nil, comment.Say("对应关系文件写了列 %q，表里没有；%v", "the map names a column %q, which is not there; %v", entry.column, columns)
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
