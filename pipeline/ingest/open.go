package ingest

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"sifeng/pipeline/comment"
)

// format is what a file is by its content; its name decides only between kinds of text.
type format int

const (
	formatCSV format = iota
	formatJSONL
	formatJSON
	formatXLSX
)

// String names a format for people.
func (f format) String() string {
	return [...]string{"csv", "jsonl", "json", "xlsx"}[f]
}

// ErrEmpty marks a file or workbook that holds nothing.
var ErrEmpty = comment.Say("文件是空的", "the file is empty")

// ErrHidden marks a workbook all of whose sheets are hidden, which is the way to say that they hold no comments.
var ErrHidden = comment.Say("工作簿里没有看得见的工作表", "no sheet of the workbook is visible")

// errUnreadable marks a file that is no table of comments, with the way to make it one.
var errUnreadable = comment.Say("这种文件读不了", "this kind of file cannot be read")

// errTemporary marks what a spreadsheet leaves beside a file that is open, or that was when the computer stopped.
var errTemporary = comment.Say("这是 Excel 或 WPS 打开文件时的临时文件，里面没有意见：请给出名字不带“~$”的那个文件",
	"it is a temporary file of Excel, which holds no comments: give the file whose name is without “~$”")

func unreadable(zh, en string, advice *comment.Message) error {
	why := comment.Say("%v：%v；%v", "%v: %v; %v", errUnreadable, comment.Say(zh, en), advice)
	return &UnreadableError{why, whole(why)}
}

var (
	adviceExcel = comment.Say("请用 Excel 或 WPS 打开，另存为 .xlsx（工作簿）或 UTF-8 的 CSV", "open it in Excel or WPS and save it as .xlsx (工作簿) or as CSV UTF-8")
	adviceWord  = comment.Say("请把其中的表复制到 Excel 或 WPS，第一行写列名，一行一条意见，另存为 .xlsx", "copy its table into Excel or WPS, one comment a row below a row of column names, and save it as .xlsx")
	adviceImage = comment.Say("请把文字录入表格，一行一条意见，另存为 .xlsx", "type or scan the text into a spreadsheet, one comment a row, and save it as .xlsx")
)

// sniff tells the format from the first bytes of a file. forced is the encoding that a map file gives.
func sniff(name string, head []byte, forced string) (format, error) {
	has := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case len(head) == 0:
		return 0, ErrEmpty
	case len(bytes.Trim(head, "\x00")) == 0:
		return 0, unreadable("只有零字节，没有文字", "zero bytes and no text", comment.Say("请从原系统重新导出", "export it again from the source system"))
	case has("PK\x03\x04"), has("PK\x05\x06"):
		switch ext {
		case ".docx":
			return 0, unreadable("Word 文档（.docx）", "a Word document (.docx)", adviceWord)
		case ".pptx":
			return 0, unreadable("演示文稿（.pptx）", "a presentation (.pptx)", adviceWord)
		case ".ods":
			return 0, unreadable("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)", adviceExcel)
		}
		return formatXLSX, nil
	case has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return 0, sniffOLE(ext, head)
	case has("%PDF"):
		return 0, unreadable("PDF", "a PDF", adviceWord)
	case has("\xff\xd8\xff"), has("\x89PNG"), has("GIF8"), has("II*\x00"), has("MM\x00*"), has("BM") && bytes.IndexByte(head, 0) >= 0:
		return 0, unreadable("图片", "a picture", adviceImage)
	case has("{\\rtf"):
		return 0, unreadable("RTF 文档", "a Rich Text document", adviceWord)
	case has("\x1f\x8b"), has("Rar!"), has("7z\xbc\xaf"), has("BZh"), has("\xfd7zXZ"):
		return 0, unreadable("压缩包", "a compressed archive", comment.Say("请解压后给出其中的文件", "unpack it and give the files in it"))
	case has("TABLE\r\n0,1"), has("TABLE\n0,1"), has("ID;P"):
		return 0, unreadable("DIF 或 SYLK 表格", "a DIF or SYLK spreadsheet", adviceExcel)
	case has("MIME-Version:"), has("From: <") && bytes.Contains(head[:min(len(head), 1024)], []byte("MIME-Version:")):
		return 0, unreadable("单个文件网页（.mht，有时也叫 .xls）", "a web archive (.mht, sometimes under the name .xls)", adviceExcel)
	case has("SQLite format 3"), has("PAR1"):
		return 0, unreadable("数据库文件", "a database file", comment.Say("请把意见表导出为 UTF-8 的 CSV", "export the table of comments as CSV UTF-8"))
	case ext == ".xls" && (has("\x09\x08") || has("\x09\x04") || has("\x09\x02") || has("\x09\x00")):
		return 0, unreadable("Excel 4 及更早的表格（.xls）", "a spreadsheet of Excel 4 or older (.xls)", adviceExcel)
	}
	return sniffText(ext, textOf(head, forced))
}

// textOf is the beginning of a file as UTF-8.
func textOf(head []byte, forced string) []byte {
	s := survey{encoding: forced}
	if forced == "" {
		wide, bad := countUTF8(head)
		s.encoding = chooseEncoding(head, wide, bad)
	}
	text, _ := io.ReadAll(s.decoder(bytes.NewReader(head))) // what cannot be decoded is for the reader to tell
	return text
}

// sniffText tells the format of a text from its beginning.
func sniffText(ext string, text []byte) (format, error) {
	start := bytes.TrimLeft(text, " \t\r\n")
	lower := bytes.ToLower(start[:min(len(start), 512)])
	isLines := ext == ".jsonl" || ext == ".ndjson"
	inArray := func(first byte) bool {
		return bytes.HasPrefix(bytes.TrimLeft(start[1:], " \t\r\n"), []byte{first})
	}
	switch {
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")), bytes.HasPrefix(lower, []byte("<table")):
		return 0, unreadable("网页（不少系统导出的 .xls 其实是网页）", "a web page (many systems export one under the name .xls)", adviceExcel)
	case bytes.HasPrefix(lower, []byte("<?xml")), bytes.HasPrefix(lower, []byte("<")) && ext == ".xml":
		return 0, unreadable("XML 文档", "an XML document", adviceExcel)
	case bytes.HasPrefix(start, []byte("{")):
		if ext == ".json" && oneObject(text) {
			return formatJSON, nil
		}
		return formatJSONL, nil
	case ext == ".json" && len(start) == 0:
		return formatJSON, nil
	case bytes.HasPrefix(start, []byte("[")) && (ext == ".json" || inArray('{') || isLines && inArray(']')):
		return formatJSON, nil
	case isLines:
		return formatJSONL, nil
	}
	return formatCSV, nil
}

// sniffOLE names what sits in a compound file, the container of Office before 2007 and of encrypted workbooks.
func sniffOLE(ext string, head []byte) error {
	utf16 := func(s string) []byte {
		var b []byte
		for _, c := range []byte(s) {
			b = append(b, c, 0)
		}
		return b
	}
	switch {
	case bytes.Contains(head, utf16("EncryptedPackage")), (ext == ".xlsx" || ext == ".xlsm") && !bytes.Contains(head, utf16("Workbook")) && !bytes.Contains(head, utf16("WordDocument")):
		return unreadable("设了密码的工作簿", "a workbook protected by a password", comment.Say("请用密码在 Excel 或 WPS 里打开，去掉密码后另存为 .xlsx", "open it in Excel or WPS with the password, remove the protection and save it again as .xlsx"))
	case bytes.Contains(head, utf16("WordDocument")) || ext == ".doc":
		return unreadable("旧版 Word 文档（.doc）", "an old Word document (.doc)", adviceWord)
	case bytes.Contains(head, utf16("Workbook")) || bytes.Contains(head, utf16("Book")) || ext == ".xls" || ext == ".et":
		return unreadable("旧版 Excel 表格（.xls）", "an old Excel spreadsheet (.xls)", adviceExcel)
	}
	return unreadable("旧版 Office 文件", "an old Office file", adviceExcel)
}
