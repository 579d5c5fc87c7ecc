package ingest

import (
	"strings"

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
	return comment.Say(
		"请核对！工作表 %s 没有读：%v：%v；第 %d 列的文字最长，多半是正文。是意见的，请把这一列的列名写成“内容”（没有列名行的先补一行），另存后再读；不是意见的，请隐藏这张工作表",
		"Check! Sheet %s was not read: %v: %v; the texts of column %d are the longest, so it probably holds the comments. If it does, name that column “内容” (above a table without names, write a row of them first), save the file and read it again; if the sheet holds none, hide it",
		sheet, ErrNoComments, e.names, e.likely+1)
}

// WhyLeftOut says why a source of the database was left out of a file the rest of which was read.
func WhyLeftOut(s comment.Source) *comment.Message {
	return comment.Say("请核对！工作表 %s：%v", "Check! Sheet %s: %v", s.Sheet, reasonUnknownSheet)
}

// Of how many rows a column of unknown name must read like sentences for its table to be taken for comments. A record has other cells beside its
// text; what is alone in its row may be a remark or a line of instructions, unless there are many.
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
		beside, alone, others := 0, 0, 0
		for _, r := range data {
			switch {
			case i >= len(r.cells) || isBlank(r.cells[i]) || h.isFoot(r.cells[i:]):
			case !isSentence(r.cells[i]):
				others++
			case filledCells(r.cells) == 1:
				alone++
			default:
				beside++
			}
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

// explains knows a sheet that holds no comments by its name or title.
func (h *headerNames) explains(name string) bool {
	const longest = 20 // characters: a comment may hold such words too
	name = strings.ToLower(strings.TrimSpace(name))
	if len([]rune(name)) > longest {
		return false
	}
	for _, word := range h.explaining {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
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

// isSentence tells what somebody says from names of units, codes and things: it holds a sentence's punctuation, or one of the small words that
// hardly any sentence lacks and hardly any name holds.
func isSentence(cell string) bool {
	const shortest = 6 // Chinese characters
	return len(cell) >= 3*shortest && strings.ContainsAny(cell, "，。！？；,!?;了没不要是太很给请被把吗") && hanCount(cell) >= shortest
}
