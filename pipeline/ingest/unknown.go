package ingest

import (
	"errors"
	"slices"

	"sifeng/pipeline/comment"
)

// UnknownColumnsError says that no column of a table is known for one of comments, and that one whose name is not known may be.
type UnknownColumnsError struct {
	*comment.Message
	headerRow int
	columns   []Column
	names     *comment.Message // what the columns are called
	likely    int              // index of the column that probably holds the comments
	texts     bool             // it holds more than words
	comments  bool             // it reads like them
	nameless  bool             // there is no row of names
	unnamed   bool             // no known row names the columns of the sheet
}

var whyLikely = comment.Say("不认得这个列名；文字最长，多半是正文", "the name is not known; the longest texts, so probably the comments")

// unknownColumns is the error of a table without a known column of comments: it says where they probably stand, and how to say so. What
// stands in a row that was taken for names may be somebody's data, so names that are not known are told by their numbers. nil: no column can
// hold comments.
func (h *headerNames) unknownColumns(columns []Column, headerRow int, data []bufferedRow) error {
	likely, mean := h.longestUnknown(columns, data)
	if likely < 0 {
		return nil
	}
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.Header
	}
	names := comment.Say("没有列名行；请在上面补一行列名（编号、时间、乡镇、内容……）", "no row names the columns; write the names (编号, 时间, 乡镇, 内容 …) above them")
	switch all := h.joinHeaders(header); {
	case headerRow == noHeader:
	case all != "" && headerRow > 0 && !slices.ContainsFunc(header, func(name string) bool { _, ok := h.match(name); return ok }):
		names = comment.Say("第 %d 行的列名不认得（%s）", "the names in row %d are not known (%s)", headerRow, all)
	case all != "":
		names = comment.Say("列名有 %s", "the columns are %s", all)
	}
	e := &UnknownColumnsError{
		headerRow: max(headerRow, 0), columns: append([]Column(nil), columns...), names: names, likely: likely,
		nameless: headerRow == noHeader, texts: mean >= shortestText, comments: h.readsLikeComments(columns, headerRow != noHeader, data),
	}
	e.columns[likely].Why = whyLikely
	e.Message = comment.Say(
		"%[1]v：%[2]v；第 %[3]d 列的文字最长，多半是正文。请用 sifeng inspect 文件 --write-map map.yaml 写出各列的对应关系，改好后加 --map map.yaml 重读；自己写也行，有下面两行就够：\ncolumns:\n  \"#%[3]d\": text",
		"%[1]v: %[2]v; the texts of column %[3]d are the longest, so it probably holds the comments. Let sifeng inspect FILE --write-map map.yaml write what each column is, correct it and read again with --map map.yaml; or write that file yourself, two lines will do:\ncolumns:\n  \"#%[3]d\": text",
		ErrNoComments, names, likely+1)
	return e
}

// headerlessSheet is the error of a sheet beside others in which no row names the columns, but perhaps one.
func (h *headerNames) headerlessSheet(m *Mapping, sample []bufferedRow) error {
	header, row := []string{}, noHeader
	at := loneHeading(h, m, sample)
	if at < 0 && len(m.Columns) == 0 {
		at = h.unknownHeader(sample)
	}
	if at >= 0 {
		header, row, sample = append(header, sample[at].cells...), sample[at].row, sample[at+1:]
	}
	for _, r := range sample {
		for len(header) < len(r.cells) {
			header = append(header, "")
		}
	}
	columns, err := h.columnsOf(header, nil)
	if err != nil {
		return err
	}
	unknown := new(UnknownColumnsError)
	if err := h.unknownColumns(columns, row, sample); errors.As(err, &unknown) && (unknown.comments || unknown.texts) {
		unknown.unnamed = true
		return err
	}
	return ErrNoComments
}

// noHeader stands for the row of names of a table that has none.
const noHeader = -1

// longestUnknown gives the index of the column with the longest Chinese texts among those whose names are not known, or -1, and how many Chinese
// characters they have.
func (h *headerNames) longestUnknown(columns []Column, data []bufferedRow) (best int, longest float64) {
	best = -1
	for i, c := range columns {
		if !h.mayHoldOpinions(c) {
			continue
		}
		runes, filled := 0, 0
		for _, r := range data {
			if i >= len(r.cells) || isBlank(r.cells[i]) {
				continue
			}
			runes += hanCount(r.cells[i])
			filled++
		}
		if mean := float64(runes) / float64(max(filled, 1)); mean > longest {
			best, longest = i, mean
		}
	}
	return best, longest
}

// addUnknown notes the columns of a table none of which is known for one of comments.
func (in *Inspection) addUnknown(s *sheet, sample []bufferedRow, err error) {
	var unknown *UnknownColumnsError
	if !errors.As(err, &unknown) {
		return
	}
	out := SheetInspection{Name: s.source.Sheet, HeaderRow: unknown.headerRow, Columns: unknown.columns}
	for _, r := range sample {
		if len(out.Rows) == inspectedRows {
			break
		}
		if r.row <= unknown.headerRow || blankRow(r.cells) {
			continue
		}
		cells := make([]string, len(out.Columns))
		for i := range cells {
			switch f := out.Columns[i].Field; {
			case i >= len(r.cells) || isBlank(r.cells[i]):
			case f.isPrivate(), f == FieldID:
				cells[i] = Masked
			default:
				cells[i] = tidy(r.cells[i])
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	in.unknown = append(in.unknown, out)
}
