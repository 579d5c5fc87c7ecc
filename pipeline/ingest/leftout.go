package ingest

import (
	"slices"
	"strings"
	"unicode"

	"sifeng/pipeline/comment"
)

// leaveOut gives the source of a file or sheet that is not read though it may hold comments: it counts no rows, and goes to quarantine as row 0.
func (b *builder) leaveOut(s comment.Source, reason, why *comment.Message) (comment.Source, error) {
	s.LeftOut, s.Notes = true, []*comment.Message{why}
	return s, b.reject(comment.Rejected{SourceID: s.ID, Row: 0, Reason: reason})
}

// putAside is the source of a file that was found in a directory and whose columns are not known.
func (b *builder) putAside(seen survey, kind format, why *UnknownColumnsError) ([]comment.Source, error) {
	encoding := encUTF8
	if kind != formatXLSX {
		encoding = seen.label()
	}
	s, err := b.leaveOut(b.newSource("", encoding), reasonUnknownColumns, why.Message)
	if err != nil {
		return nil, err
	}
	return []comment.Source{s}, nil
}

// unknownSheet says why a sheet beside others was not read, and what to do. A map by numbers, which serves a file of one table, would be used
// for the other sheets too.
func (e *UnknownColumnsError) unknownSheet(sheet string) *comment.Message {
	names := e.names
	if e.nameless { // what to do about that is said below
		names = comment.Say("没有列名行", "no row names the columns")
	}
	return comment.Say(
		"请核对！工作表 %s 没有读：%v：%v；第 %d 列的文字最长，多半是正文。是意见的，请把这一列的列名写成“内容”（没有列名行的先补一行），另存后再读；不是意见的，请隐藏这张工作表",
		"Check! Sheet %s was not read: %v: %v; the texts of column %d are the longest, so it probably holds the comments. If it does, name that column “内容” (above a table without names, write a row of them first), save the file and read it again; if the sheet holds none, hide it",
		sheet, ErrNoComments, names, e.likely+1)
}

// doubt tells of a sheet that is passed over, though its longest texts may be comments: they do not read like some, or its name says that it explains
// the others.
func (e *UnknownColumnsError) doubt(sheet string) *comment.Message {
	return comment.Say(
		"请核对！工作表 %s 没有意见正文这一列：没有读；第 %d 列的文字最长，若是意见，请把这一列的列名写成“内容”（没有列名行的先补一行），另存后再读",
		"Check! Sheet %s has no column of comments: not read; the texts of column %d are the longest: if they are comments, name that column “内容” (above a table without names, write a row of them first), save the file and read it again",
		sheet, e.likely+1)
}

// WhyLeftOut says why a source of the database was left out of a file the rest of which was read.
func WhyLeftOut(s comment.Source) *comment.Message {
	return comment.Say("请核对！工作表 %s：%v", "Check! Sheet %s: %v", s.Sheet, reasonUnknownSheet)
}

// Of how many rows a column of unknown name must read like sentences for its table to be taken for comments. A record has other cells beside its
// text; what is alone in its row, or in a column of remarks, may be a remark or a line of instructions, unless there are many.
const (
	fewSentences  = 2
	manySentences = 8
	oneIn         = 5 // of the column's cells at least one in so many: 不动产登记中心 stands among the names of units
)

// readsLikeComments says whether a table whose columns are not known may hold comments: one of those with unknown names holds sentences. Lists of
// units and codes, counts and pivot tables hold none. Below known names one record will do.
func (h *headerNames) readsLikeComments(columns []Column, named bool, data []bufferedRow) bool {
	if !named && h.explains(titleAbove(data)) {
		return false
	}
	for i, c := range columns {
		if !h.mayHoldOpinions(c) {
			continue
		}
		certain, beside, alone, others := 0, 0, 0, 0
		for _, r := range data {
			if i >= len(r.cells) || isBlank(r.cells[i]) || h.isFoot(r.cells[i:]) {
				continue
			}
			signs := h.signsOfSpeech(r.cells[i])
			certain += signs / enoughSigns
			switch {
			case signs == 0:
				others++
			case filledCells(r.cells) == 1, h.remarks[headerKey(c.Header)]:
				alone++
			default:
				beside++
			}
		}
		if certain == 0 { // 最低生活保障申请 has one sign too
			continue
		}
		if others > (oneIn-1)*(beside+alone) {
			continue
		}
		if beside >= fewSentences || named && beside > 0 || beside+alone >= manySentences {
			return true
		}
	}
	return false
}

// explaining are the words by which explains knows a sheet.
type explaining struct {
	whole map[string]bool
	ends  []string // of names
	never []string // a name that holds one of them is of a sheet of comments
}

// newExplaining makes them of the words of sheets.tsv, of which = marks a whole name and ! what such a name never holds.
func newExplaining(words []string) (e explaining) {
	e.whole = map[string]bool{}
	for _, word := range words {
		switch key := headerKey(word); {
		case strings.HasPrefix(word, "="):
			e.whole[key] = true
		case strings.HasPrefix(word, "!"):
			e.never = append(e.never, key)
		default:
			e.ends = append(e.ends, key)
		}
	}
	return e
}

// explains knows a sheet that holds no comments by its name or title. A number behind that says nothing.
func (h *headerNames) explains(name string) bool {
	const longest = 20 // characters: a comment may end in such words too
	key := strings.TrimRightFunc(headerKey(name), unicode.IsDigit)
	if len([]rune(name)) > longest || slices.ContainsFunc(h.explaining.never, func(word string) bool { return strings.Contains(key, word) }) {
		return false
	}
	return h.explaining.whole[key] || slices.ContainsFunc(h.explaining.ends, func(word string) bool { return strings.HasSuffix(key, word) })
}

// titleAbove gives the first filled cell of a table without names, if it is alone in its row.
func titleAbove(data []bufferedRow) string {
	for _, r := range data {
		if filledCells(r.cells) > 0 {
			return only(r.cells)
		}
	}
	return ""
}

// notSaid are words of names that hold a small word.
var notSaid = strings.NewReplacer("没收", "", "了解", "", "不动产", "", "不锈钢", "")

// enoughSigns of speech make a sentence.
const enoughSigns = 2

// signsOfSpeech tells what somebody says from names of units, codes and things: 2 for what ends as a sentence does, holds one of the small words that
// no name holds, or two signs of a sentence, which are other small words and a comma. One alone stands in 最低生活保障申请, 被征地农民,
// 给排水 too, and in a sentence beside others; a comma in a list of units.
func (h *headerNames) signsOfSpeech(cell string) (signs int) {
	const shortest = 6 // Chinese characters
	if len(cell) < 3*shortest || hanCount(cell) < shortest {
		return 0
	}
	said := notSaid.Replace(cell)
	if strings.ContainsAny(said, "。！？!?了没很吗") {
		return enoughSigns
	}
	for _, word := range "不要是太给请被把" {
		if strings.ContainsRune(said, word) {
			signs++
		}
	}
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("，；,;", r) })
	if len(parts) > 1 && slices.ContainsFunc(parts, func(part string) bool { return !h.isBody(strings.TrimSpace(part)) }) {
		signs++
	}
	return min(signs, enoughSigns)
}
