package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// Limits of a workbook. A county's largest is a few hundred thousand rows; what is beyond these is made to fill a disk.
const (
	maxUnzipped   = 3 << 30 // bytes of all parts
	maxParts      = 10000
	maxRatio      = 300 // of unpacked to packed bytes, for parts above ratioFrom
	ratioFrom     = 32 << 20
	maxMerges     = 500000
	maxSmallParts = 64 << 20 // bytes of a part that is read whole
)

// workbook is an open workbook: its plan, and where its parts are.
type workbook struct {
	sheets   []sheetInfo
	date1904 bool
	texts    *zip.File // the table of shared texts; nil: there is none
}

type sheetInfo struct {
	name   string
	hidden bool
	part   *zip.File // nil: a chart or macro sheet
	scan   sheetScan
}

func (s sheetInfo) chosen(list []string) bool {
	if len(list) == 0 {
		return !s.hidden
	}
	for _, name := range list {
		if name == s.name {
			return true
		}
	}
	return false
}

func (w *workbook) has(name string) bool {
	for _, s := range w.sheets {
		if s.name == name {
			return true
		}
	}
	return false
}

func (w *workbook) names() string {
	var names []string
	for _, s := range w.sheets {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}

// openWorkbook checks a workbook's parts against the limits and reads its plan: sheets, hidden columns, merged cells.
func openWorkbook(in *Input) (*workbook, error) {
	z, err := zip.NewReader(in.Reader(), in.size)
	if err != nil {
		return nil, faulty(reasonDamaged, "工作簿已损坏（%v）：请用 Excel 或 WPS 修复后另存", "the workbook is damaged (%v): let Excel or WPS repair it and save it again", err)
	}
	return planWorkbook(z)
}

func planWorkbook(z *zip.Reader) (*workbook, error) {
	parts := map[string]*zip.File{}
	var total uint64
	if len(z.File) > maxParts {
		return nil, faulty(reasonOddBook, "工作簿有 %d 个部件，多得不正常：拒绝读取", "the workbook has %d parts, more than any spreadsheet: refused", len(z.File))
	}
	for _, part := range z.File {
		total += part.UncompressedSize64
		if total > maxUnzipped || part.UncompressedSize64 > ratioFrom && part.UncompressedSize64/maxRatio > part.CompressedSize64 {
			return nil, faulty(reasonOddBook, "工作簿解压后远大于文件本身（压缩炸弹，或几百万个空单元格）：请删去空行，或另存为 CSV", "the workbook unpacks to far more than its size (a zip bomb, or millions of blank cells): delete its blank rows, or save it as CSV")
		}
		parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(part.Name, "\\", "/"), "/"))] = part
	}
	main := mainPart(parts)
	if parts[main] == nil {
		switch {
		case parts["word/document.xml"] != nil:
			return nil, unreadable("Word 文档（.docx）", "a Word document (.docx)", adviceWord)
		case parts["ppt/presentation.xml"] != nil:
			return nil, unreadable("演示文稿（.pptx）", "a presentation (.pptx)", adviceWord)
		case parts["xl/workbook.bin"] != nil:
			return nil, unreadable("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)", adviceExcel)
		case parts["content.xml"] != nil:
			return nil, unreadable("OpenDocument 文件（.ods）", "an OpenDocument file (.ods)", adviceExcel)
		case parts["encryptedpackage"] != nil:
			return nil, unreadable("设了密码的工作簿", "a workbook protected by a password", comment.Say("请去掉密码后另存为 .xlsx", "remove the protection and save it again as .xlsx"))
		}
		return nil, unreadable("压缩包，不是工作簿", "a zip archive that is no workbook", comment.Say("请解压后给出其中的文件", "unpack it and give the files in it"))
	}
	return readPlan(parts, main)
}

// plan is the part of xl/workbook.xml that matters here.
type plan struct {
	Properties struct {
		Date1904 string `xml:"date1904,attr"`
	} `xml:"workbookPr"`
	Sheets []struct {
		Name  string     `xml:"name,attr"`
		State string     `xml:"state,attr"`
		Attrs []xml.Attr `xml:",any,attr"`
	} `xml:"sheets>sheet"`
}

// relation says that one part of a workbook refers to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relationsOf gives what a part refers to, the targets as names of parts.
func relationsOf(parts map[string]*zip.File, name string) ([]relation, error) {
	var relations struct {
		List []relation `xml:"Relationship"`
	}
	folder, file := path.Split(name)
	part := parts[folder+"_rels/"+file+".rels"]
	if part == nil {
		return nil, nil
	}
	if err := decodePart(part, &relations); err != nil {
		return nil, err
	}
	for i := range relations.List {
		r := &relations.List[i]
		if !strings.HasPrefix(r.Target, "/") {
			r.Target = path.Join(folder, r.Target)
		}
		r.Target = strings.ToLower(strings.TrimPrefix(r.Target, "/"))
	}
	return relations.List, nil
}

// mainPart gives the name of the part that lists the sheets: xl/workbook.xml, unless the archive says otherwise.
func mainPart(parts map[string]*zip.File) string {
	const usual = "xl/workbook.xml"
	if parts[usual] != nil {
		return usual
	}
	relations, _ := relationsOf(parts, "") // damaged: the archive is no workbook either way
	for _, r := range relations {
		if strings.HasSuffix(r.Type, "/officeDocument") && parts[r.Target] != nil && strings.Contains(r.Target, "workbook") && strings.HasSuffix(r.Target, ".xml") {
			return r.Target
		}
	}
	return usual
}

func readPlan(parts map[string]*zip.File, main string) (*workbook, error) {
	var p plan
	if err := decodePart(parts[main], &p); err != nil {
		return nil, err
	}
	relations, err := relationsOf(parts, main)
	if err != nil {
		return nil, err
	}
	w := &workbook{date1904: p.Properties.Date1904 == "1" || p.Properties.Date1904 == "true", texts: parts["xl/sharedstrings.xml"]}
	target := map[string]relation{}
	for _, r := range relations {
		target[r.ID] = r
		if strings.HasSuffix(r.Type, "/sharedStrings") && parts[r.Target] != nil {
			w.texts = parts[r.Target]
		}
	}
	for name, part := range parts {
		if strings.HasSuffix(name, ".xml") && strings.HasPrefix(name, "xl/") {
			if err := refuseEntities(part); err != nil {
				return nil, err
			}
		}
	}
	for _, s := range p.Sheets {
		info := sheetInfo{name: s.Name, hidden: s.State == "hidden" || s.State == "veryHidden"}
		for _, a := range s.Attrs {
			if a.Name.Local != "id" || a.Name.Space == "" {
				continue
			}
			r := target[a.Value]
			if !strings.HasSuffix(r.Type, "/worksheet") && !strings.Contains(r.Target, "worksheets/") {
				continue // a chart
			}
			if info.part = parts[r.Target]; info.part == nil {
				return nil, faulty(reasonDamaged, "工作表 %s：工作簿已损坏（缺这个工作表）：请用 Excel 或 WPS 修复后另存", "sheet %s: the workbook is damaged (the sheet is not in it): let Excel or WPS repair it and save it again", s.Name)
			}
			if info.scan, err = scanSheet(info.part); err != nil {
				return nil, comment.Say("工作表 %s：%v", "sheet %s: %v", s.Name, err)
			}
		}
		w.sheets = append(w.sheets, info)
	}
	if len(w.sheets) == 0 {
		return nil, faulty(reasonOddBook, "工作簿里没有工作表", "the workbook has no sheets")
	}
	return w, nil
}

func damagedPart(part *zip.File, err error) error {
	return faulty(reasonDamaged, "工作簿的部件 %s 已损坏（%v）：请用 Excel 或 WPS 修复后另存", "the workbook's part %s is damaged (%v): let Excel or WPS repair the file and save it again", part.Name, err)
}

func decodePart(part *zip.File, into any) error {
	if part.UncompressedSize64 > maxSmallParts {
		return faulty(reasonOddBook, "工作簿的部件 %s 太大", "the workbook's part %s is too large", part.Name)
	}
	r, err := part.Open()
	if err != nil {
		return damagedPart(part, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxSmallParts))
	if err != nil {
		return damagedPart(part, err)
	}
	if err := xml.Unmarshal(data, into); err != nil {
		return damagedPart(part, err)
	}
	return nil
}

// refuseEntities refuses a document type: no spreadsheet has one, and it is how entities are made to expand without end.
func refuseEntities(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return damagedPart(part, err)
	}
	defer r.Close()
	head := make([]byte, 4096)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return damagedPart(part, err)
	}
	if bytes.Contains(head[:n], []byte("<!DOCTYPE")) || bytes.Contains(head[:n], []byte("<!ENTITY")) {
		return faulty(reasonOddBook, "工作簿的部件 %s 定义了 XML 实体，正常的表格不会这样：拒绝读取", "the workbook's part %s defines XML entities, which no spreadsheet does: refused", part.Name)
	}
	return nil
}

// sheetScan is what a pass over a sheet's tags tells, without its cells.
type sheetScan struct {
	rows       int // row elements
	last       int // number of the last row
	hiddenRows int
	hidden     [][2]int // ranges of hidden columns, 0-based, inclusive
	merges     []mergedRange
}

// mergedRange is a block of merged cells: 1-based rows, 0-based columns, all inclusive.
type mergedRange struct{ top, bottom, left, right int }

func (s sheetScan) hiddenColumn(i int) bool {
	for _, r := range s.hidden {
		if i >= r[0] && i <= r[1] {
			return true
		}
	}
	return false
}

// scanSheet reads the tags of a sheet as a stream. The merged cells stand behind the rows, so they must be known beforehand; and damage
// shows before any row is used.
func scanSheet(part *zip.File) (sheetScan, error) {
	r, err := part.Open()
	if err != nil {
		return sheetScan{}, damagedPart(part, err)
	}
	defer r.Close()
	s, err := scanTags(newXMLReader(r))
	if err != nil {
		return s, damagedBehind(s.last, err)
	}
	return s, nil
}

func damagedBehind(row int, err error) error {
	return faulty(reasonDamaged, "工作表在第 %d 行之后已损坏（%v）：请用 Excel 或 WPS 修复后另存", "the sheet is damaged behind row %d (%v): let Excel or WPS repair the file and save it again", row, err)
}

func scanTags(x *xmlReader) (s sheetScan, err error) {
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return s, err
		}
		if token.kind != xmlStart {
			continue
		}
		switch string(token.name) {
		case "row":
			s.rows++
			s.last++
			if n := smallNumber([]byte(token.attribute("r"))); n > s.last {
				s.last = n
			}
			if isTrue(token.attribute("hidden")) {
				s.hiddenRows++
			}
		case "col":
			low, high := smallNumber([]byte(token.attribute("min"))), smallNumber([]byte(token.attribute("max")))
			if low > 0 && high >= low && isTrue(token.attribute("hidden")) && len(s.hidden) < excelize.MaxColumns {
				s.hidden = append(s.hidden, [2]int{low - 1, high - 1})
			}
		case "mergeCell":
			if m, ok := parseRange(token.attribute("ref")); ok && len(s.merges) < maxMerges {
				s.merges = append(s.merges, m)
			}
		}
	}
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func parseRange(ref string) (mergedRange, bool) {
	from, to, ok := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !ok {
		return mergedRange{}, false
	}
	left, top, err1 := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err1 != nil || err2 != nil || right < left || bottom < top {
		return mergedRange{}, false
	}
	return mergedRange{top, bottom, left - 1, right - 1}, true
}
