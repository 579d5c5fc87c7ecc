package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
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

// workbookSurvey is what the library does not tell, or tells only by holding a whole sheet in memory.
type workbookSurvey struct {
	sheets   []sheetInfo
	date1904 bool
}

type sheetInfo struct {
	name   string
	hidden bool
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

func (w *workbookSurvey) has(name string) bool {
	for _, s := range w.sheets {
		if s.name == name {
			return true
		}
	}
	return false
}

func (w *workbookSurvey) names() string {
	var names []string
	for _, s := range w.sheets {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}

// surveyWorkbook checks a workbook's parts against the limits and reads its plan: sheets, hidden columns, merged cells.
func surveyWorkbook(file string) (*workbookSurvey, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged (%w): let Excel or WPS repair it and save it again", err)
	}
	defer z.Close()
	parts := map[string]*zip.File{}
	var total uint64
	if len(z.File) > maxParts {
		return nil, fmt.Errorf("the workbook has %d parts, more than any spreadsheet: refused", len(z.File))
	}
	for _, part := range z.File {
		total += part.UncompressedSize64
		if total > maxUnzipped || part.UncompressedSize64 > ratioFrom && part.UncompressedSize64/maxRatio > part.CompressedSize64 {
			return nil, errors.New("the workbook unpacks to far more than its size (a zip bomb, or millions of blank cells): delete its blank rows, or save it as CSV")
		}
		parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(part.Name, "\\", "/"), "/"))] = part
	}
	if parts["xl/workbook.xml"] == nil {
		switch {
		case parts["word/document.xml"] != nil:
			return nil, unreadable("a Word document (.docx)", adviceWord)
		case parts["ppt/presentation.xml"] != nil:
			return nil, unreadable("a presentation (.pptx)", adviceWord)
		case parts["xl/workbook.bin"] != nil:
			return nil, unreadable("a binary workbook (.xlsb)", adviceExcel)
		case parts["content.xml"] != nil:
			return nil, unreadable("an OpenDocument file (.ods)", adviceExcel)
		case parts["encryptedpackage"] != nil:
			return nil, unreadable("a workbook protected by a password", "remove the protection and save it again as .xlsx")
		}
		return nil, unreadable("a zip archive that is no workbook", "unpack it and give the files in it")
	}
	return readPlan(parts)
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

func readPlan(parts map[string]*zip.File) (*workbookSurvey, error) {
	var p plan
	if err := decodePart(parts["xl/workbook.xml"], &p); err != nil {
		return nil, err
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if part := parts["xl/_rels/workbook.xml.rels"]; part != nil {
		if err := decodePart(part, &relations); err != nil {
			return nil, err
		}
	}
	target := map[string]string{}
	for _, r := range relations.List {
		name := r.Target
		if strings.HasPrefix(name, "/") {
			name = strings.TrimPrefix(name, "/")
		} else {
			name = path.Join("xl", name)
		}
		target[r.ID] = strings.ToLower(name)
	}
	w := &workbookSurvey{date1904: p.Properties.Date1904 == "1" || p.Properties.Date1904 == "true"}
	for name, part := range parts {
		if strings.HasSuffix(name, ".xml") && strings.HasPrefix(name, "xl/") {
			if err := refuseEntities(part); err != nil {
				return nil, err
			}
		}
	}
	if part := parts["xl/sharedstrings.xml"]; part != nil {
		if err := drain(part); err != nil {
			return nil, err
		}
	}
	for _, s := range p.Sheets {
		info := sheetInfo{name: s.Name, hidden: s.State == "hidden" || s.State == "veryHidden"}
		for _, a := range s.Attrs {
			if a.Name.Local != "id" || a.Name.Space == "" {
				continue
			}
			part := parts[target[a.Value]]
			if part == nil || !strings.Contains(target[a.Value], "worksheets/") {
				continue
			}
			scan, err := scanSheet(part)
			if err != nil {
				return nil, fmt.Errorf("sheet %s: %w", s.Name, err)
			}
			info.scan = scan
		}
		w.sheets = append(w.sheets, info)
	}
	if len(w.sheets) == 0 {
		return nil, errors.New("the workbook has no sheets")
	}
	return w, nil
}

func damagedPart(part *zip.File, err error) error {
	return fmt.Errorf("the workbook's part %s is damaged (%w): let Excel or WPS repair the file and save it again", part.Name, err)
}

func decodePart(part *zip.File, into any) error {
	if part.UncompressedSize64 > maxSmallParts {
		return fmt.Errorf("the workbook's part %s is too large", part.Name)
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
		return fmt.Errorf("the workbook's part %s defines XML entities, which no spreadsheet does: refused", part.Name)
	}
	return nil
}

// drain reads a part to its end, so that a wrong checksum shows before any row is used.
func drain(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return damagedPart(part, err)
	}
	defer r.Close()
	if _, err := io.Copy(io.Discard, io.LimitReader(r, maxUnzipped)); err != nil {
		return damagedPart(part, err)
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

// scanSheet reads the tags of a sheet as a stream. The merged cells stand behind the rows, so they must be known beforehand.
func scanSheet(part *zip.File) (sheetScan, error) {
	r, err := part.Open()
	if err != nil {
		return sheetScan{}, damagedPart(part, err)
	}
	defer r.Close()
	s, err := scanTags(bufio.NewReaderSize(r, 1<<16))
	if err != nil {
		return s, damagedPart(part, err)
	}
	return s, nil
}

func scanTags(r *bufio.Reader) (s sheetScan, err error) {
	for {
		if err := skipTo(r, '<'); err == io.EOF {
			return s, nil
		} else if err != nil {
			return s, err
		}
		tag, err := r.ReadSlice('>')
		if errors.Is(err, bufio.ErrBufferFull) {
			if err = skipTo(r, '>'); err == nil {
				continue
			}
		}
		if err == io.EOF {
			return s, io.ErrUnexpectedEOF
		}
		if err != nil {
			return s, err
		}
		name := tag[:len(tag)-1]
		if i := bytes.IndexAny(name, " \t\r\n/"); i >= 0 {
			name = name[:i]
		}
		if i := bytes.IndexByte(name, ':'); i >= 0 {
			name = name[i+1:]
		}
		switch string(name) {
		case "row":
			s.rows++
			s.last++
			if n, err := strconv.Atoi(attribute(tag, "r")); err == nil {
				s.last = n
			}
			if isTrue(attribute(tag, "hidden")) {
				s.hiddenRows++
			}
		case "col":
			low, err1 := strconv.Atoi(attribute(tag, "min"))
			high, err2 := strconv.Atoi(attribute(tag, "max"))
			if err1 == nil && err2 == nil && isTrue(attribute(tag, "hidden")) && len(s.hidden) < excelize.MaxColumns {
				s.hidden = append(s.hidden, [2]int{low - 1, high - 1})
			}
		case "mergeCell":
			if m, ok := parseRange(attribute(tag, "ref")); ok && len(s.merges) < maxMerges {
				s.merges = append(s.merges, m)
			}
		}
	}
}

// skipTo reads up to and including the delimiter.
func skipTo(r *bufio.Reader, delimiter byte) error {
	for {
		_, err := r.ReadSlice(delimiter)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

func isTrue(s string) bool { return s == "1" || s == "true" }

// attribute gives an attribute's value from a tag's source.
func attribute(tag []byte, name string) string {
	for at := 0; ; {
		i := bytes.Index(tag[at:], []byte(name+"="))
		if i < 0 {
			return ""
		}
		i += at
		value := tag[i+len(name)+1:]
		if i > 0 && (tag[i-1] == ' ' || tag[i-1] == '\n' || tag[i-1] == '\t' || tag[i-1] == '\r') && len(value) > 0 && (value[0] == '"' || value[0] == '\'') {
			if end := bytes.IndexByte(value[1:], value[0]); end >= 0 {
				return string(value[1 : 1+end])
			}
		}
		at = i + 1
	}
}

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
