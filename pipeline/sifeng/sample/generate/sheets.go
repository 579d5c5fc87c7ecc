package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// sheetTime stands in for the clock wherever a workbook would record it.
var sheetTime = time.Date(2014, 9, 30, 0, 0, 0, 0, time.UTC)

// boxAndLetters: a sheet of slips with merged townships and mixed dates, a sheet of letters.
func boxAndLetters(box, letters []row) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", "意见箱"); err != nil {
		return nil, err
	}
	sheet := &page{book: book, name: "意见箱"}
	sheet.title("征求意见箱开箱登记（虚构示例数据）", 6)
	sheet.line("序号", "乡镇", "开箱时间", "箱体位置", "涉及单位", "意见内容")
	start := 0
	for i, r := range box {
		township := r.Township
		if i > start && box[i-1].Township == township {
			township = ""
		} else {
			start = i
		}
		sheet.line(i+1, township, mixedDate(r, i), r.Place, r.Department, r.Text)
		if i > start && (i+1 == len(box) || box[i+1].Township != r.Township) {
			sheet.mergeColumn("B", start+3, i+3)
		}
	}
	if _, err := book.NewSheet("来信"); err != nil {
		return nil, err
	}
	sheet.finishDates("C")
	second := &page{book: book, name: "来信"}
	second.line("序号", "来信编号", "来信时间", "来信人", "联系电话", "乡镇", "反映单位", "标题", "来信内容")
	for i, r := range letters {
		second.line(i+1, fmt.Sprintf("LX%03d", i+1), mixedDate(r, i+1), r.Name, writePhone(r.Phone, i), r.Township, r.Department, r.Title, r.Text)
	}
	second.finishDates("C")
	return workbook(book, sheet, second)
}

// symposiaAndForms: a sheet of minutes with several opinions in a record, a sheet of returned forms.
func symposiaAndForms(opinions, forms []row) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", "座谈会"); err != nil {
		return nil, err
	}
	sheet := &page{book: book, name: "座谈会"}
	sheet.title("座谈会意见记录（虚构示例数据）", 7)
	sheet.line("序号", "来源", "会议时间", "会议", "地点", "乡镇", "发言内容")
	var records [][]row
	for i, r := range opinions {
		if i == 0 || opinions[i-1].Record != r.Record {
			records = append(records, nil)
		}
		records[len(records)-1] = append(records[len(records)-1], r)
	}
	for i, record := range records {
		meeting, place, _ := strings.Cut(record[0].Place, "｜")
		sheet.line(i+1, "座谈会", writeDate(record[0].Received, i), meeting, place, record[0].Township, minutes(record, i))
	}
	if _, err := book.NewSheet("征求表"); err != nil {
		return nil, err
	}
	second := &page{book: book, name: "征求表"}
	second.line("编号", "来源", "填表日期", "乡镇", "填表人类别", "对象单位", "意见内容")
	for i, r := range forms {
		second.line(fmt.Sprintf("ZQ%03d", i+1), "征求意见表", mixedDate(r, i), r.Township, r.Role, r.Department, r.Text)
	}
	second.finishDates("C")
	return workbook(book, sheet, second)
}

// minutes joins the opinions of one record, numbered in one of the ways that minute takers use.
func minutes(record []row, turn int) string {
	_, opening, _ := strings.Cut(record[0].Record, "｜")
	var text strings.Builder
	text.WriteString(opening)
	for i, r := range record {
		switch turn % 4 {
		case 0:
			fmt.Fprintf(&text, "%d、%s；", i+1, r.Text)
		case 1:
			fmt.Fprintf(&text, "\n%d.%s。", i+1, r.Text)
		case 2:
			fmt.Fprintf(&text, "%s是%s；", chineseNumber(i+1), r.Text)
		default:
			fmt.Fprintf(&text, "（%s）%s。", chineseNumber(i+1), r.Text)
		}
	}
	return strings.TrimSpace(text.String())
}

// mixedDate writes a date as a real date cell, a bare serial number or one of several strings.
func mixedDate(r row, turn int) any {
	switch turn % 3 {
	case 0:
		return r.Received
	case 1:
		return writeDate(r.Received, turn)
	default:
		return excelSerial(r.Received)
	}
}

// page writes a sheet line by line and keeps the first error.
type page struct {
	book  *excelize.File
	name  string
	lines int
	dates []string // cells with a real date
	err   error
}

func (p *page) note(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *page) line(cells ...any) {
	p.lines++
	for i, value := range cells {
		cell, err := excelize.CoordinatesToCellName(i+1, p.lines)
		p.note(err)
		if value == "" {
			continue
		}
		if moment, ok := value.(time.Time); ok {
			value = excelSerial(moment)
			p.dates = append(p.dates, cell)
		}
		p.note(p.book.SetCellValue(p.name, cell, value))
	}
}

func (p *page) title(text string, width int) {
	p.line(text)
	last, err := excelize.CoordinatesToCellName(width, 1)
	p.note(err)
	p.note(p.book.MergeCell(p.name, "A1", last))
}

func (p *page) mergeColumn(column string, from, to int) {
	p.note(p.book.MergeCell(p.name, column+strconv.Itoa(from), column+strconv.Itoa(to)))
}

// finishDates shows the real dates as dates and widens their column.
func (p *page) finishDates(column string) {
	style, err := p.book.NewStyle(&excelize.Style{NumFmt: 14})
	p.note(err)
	for _, cell := range p.dates {
		p.note(p.book.SetCellStyle(p.name, cell, cell, style))
	}
	p.note(p.book.SetColWidth(p.name, column, column, 14))
}

// workbook returns the book's bytes, without anything of the clock.
func workbook(book *excelize.File, pages ...*page) ([]byte, error) {
	for _, p := range pages {
		if p.err != nil {
			return nil, fmt.Errorf("sheet %s: %w", p.name, p.err)
		}
	}
	stamp := sheetTime.Format(time.RFC3339)
	err := book.SetDocProps(&excelize.DocProperties{Title: "虚构示例数据", Creator: "sifeng", Created: stamp, Modified: stamp})
	if err != nil {
		return nil, err
	}
	written, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return repack(written.Bytes())
}

// repack writes a zip anew: entries by name, all with the same time.
func repack(archive []byte) ([]byte, error) {
	reader, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	sort.Slice(reader.File, func(i, j int) bool { return reader.File[i].Name < reader.File[j].Name })
	var out bytes.Buffer
	writer := zip.NewWriter(&out)
	for _, entry := range reader.File {
		content, err := entry.Open()
		if err != nil {
			return nil, err
		}
		target, err := writer.CreateHeader(&zip.FileHeader{Name: entry.Name, Method: zip.Deflate, Modified: sheetTime})
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(target, content); err != nil {
			return nil, err
		}
		if err := content.Close(); err != nil {
			return nil, err
		}
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
