package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
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

// errUnreadable marks a file that is no table of comments, with the way to make it one.
var errUnreadable = errors.New("this kind of file cannot be read")

func unreadable(what, advice string) error {
	return fmt.Errorf("%w: %s; %s", errUnreadable, what, advice)
}

const (
	adviceExcel = "open it in Excel or WPS and save it as .xlsx (工作簿) or as CSV UTF-8"
	adviceWord  = "copy its table into Excel or WPS, one comment a row below a row of column names, and save it as .xlsx"
	adviceImage = "type or scan the text into a spreadsheet, one comment a row, and save it as .xlsx"
)

// sniff tells the format from the first bytes of a file.
func sniff(name string, head []byte) (format, error) {
	has := func(prefix string) bool { return bytes.HasPrefix(head, []byte(prefix)) }
	ext := strings.ToLower(filepath.Ext(name))
	switch {
	case len(head) == 0:
		return 0, errors.New("the file is empty")
	case has("PK\x03\x04"), has("PK\x05\x06"):
		switch ext {
		case ".docx":
			return 0, unreadable("a Word document (.docx)", adviceWord)
		case ".pptx":
			return 0, unreadable("a presentation (.pptx)", adviceWord)
		case ".ods":
			return 0, unreadable("an OpenDocument spreadsheet (.ods)", adviceExcel)
		}
		return formatXLSX, nil
	case has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return 0, sniffOLE(ext, head)
	case has("%PDF"):
		return 0, unreadable("a PDF", adviceWord)
	case has("\xff\xd8\xff"), has("\x89PNG"), has("GIF8"), has("II*\x00"), has("MM\x00*"), has("BM") && bytes.IndexByte(head, 0) >= 0:
		return 0, unreadable("a picture", adviceImage)
	case has("{\\rtf"):
		return 0, unreadable("a Rich Text document", adviceWord)
	case has("\x1f\x8b"), has("Rar!"), has("7z\xbc\xaf"), has("BZh"), has("\xfd7zXZ"):
		return 0, unreadable("a compressed archive", "unpack it and give the files in it")
	case has("SQLite format 3"), has("PAR1"):
		return 0, unreadable("a database file", "export the table of comments as CSV UTF-8")
	case ext == ".xls" && (has("\x09\x08") || has("\x09\x04") || has("\x09\x02") || has("\x09\x00")):
		return 0, unreadable("a spreadsheet of Excel 4 or older (.xls)", adviceExcel)
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	lower := bytes.ToLower(start[:min(len(start), 512)])
	switch {
	case bytes.HasPrefix(lower, []byte("<!doctype html")), bytes.HasPrefix(lower, []byte("<html")), bytes.HasPrefix(lower, []byte("<table")):
		return 0, unreadable("a web page (many systems export one under the name .xls)", adviceExcel)
	case bytes.HasPrefix(lower, []byte("<?xml")), bytes.HasPrefix(lower, []byte("<")) && ext == ".xml":
		return 0, unreadable("an XML document", adviceExcel)
	case bytes.HasPrefix(start, []byte("{")):
		if ext == ".json" && oneObject(head) {
			return formatJSON, nil
		}
		return formatJSONL, nil
	case bytes.HasPrefix(start, []byte("[")) && (ext == ".json" || bytes.HasPrefix(bytes.TrimLeft(start[1:], " \t\r\n"), []byte("{"))):
		return formatJSON, nil
	case ext == ".jsonl" || ext == ".ndjson":
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
		return unreadable("a workbook protected by a password", "open it in Excel or WPS with the password, remove the protection and save it again as .xlsx")
	case bytes.Contains(head, utf16("WordDocument")) || ext == ".doc":
		return unreadable("an old Word document (.doc)", adviceWord)
	case bytes.Contains(head, utf16("Workbook")) || bytes.Contains(head, utf16("Book")) || ext == ".xls" || ext == ".et":
		return unreadable("an old Excel spreadsheet (.xls)", adviceExcel)
	}
	return unreadable("an old Office file", adviceExcel)
}

// localCopy gives a path that can be read twice: the file itself, or for "-" a temporary copy of stdin that done removes.
func localCopy(path string, stdin io.Reader) (local string, done func(), err error) {
	if path != "-" {
		info, err := os.Stat(path)
		if err != nil {
			return "", nil, err
		}
		if info.IsDir() {
			return "", nil, errors.New("it is a directory: give the files in it")
		}
		if info.Mode().IsRegular() {
			return path, func() {}, nil
		}
		f, err := os.Open(path)
		if err != nil {
			return "", nil, err
		}
		defer f.Close()
		return spool(f)
	}
	return spool(stdin)
}

// spool copies a stream to a file that only its owner can read: it holds citizens' text.
func spool(r io.Reader) (string, func(), error) {
	f, err := os.CreateTemp("", "sifeng-spool-*")
	if err != nil {
		return "", nil, fmt.Errorf("make a temporary file: %w", err)
	}
	remove := func() { os.Remove(f.Name()) }
	_, err = io.Copy(f, r)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		remove()
		return "", nil, fmt.Errorf("copy the input to a temporary file: %w", err)
	}
	return f.Name(), remove, nil
}
