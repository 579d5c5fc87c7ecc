package pipeline

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func (a *auditor) directory(ctx context.Context, dir string) error {
	a.root = dir
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if path != dir {
			if err := a.fileName(path); err != nil {
				return err
			}
		}
		switch {
		case e.IsDir() || slices.ContainsFunc(a.audited, func(known string) bool { return sameFile(known, path) }):
			return nil
		case !e.Type().IsRegular():
			a.passedOver = append(a.passedOver, a.shown(path))
			return nil
		}
		if err := a.file(ctx, path); err != nil {
			return fmt.Errorf("%s: %w", a.shown(path), err)
		}
		return nil
	})
}

func sameFile(a, b string) bool {
	first, err1 := os.Stat(a)
	second, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(first, second)
}

// shown is a path that may be printed: nothing private below the directory that was given, no control characters.
func (a *auditor) shown(path string) string {
	given, rest := "", path
	if r, err := filepath.Rel(a.root, path); a.root != "" && err == nil && filepath.IsLocal(r) {
		given, rest = a.root, r
	}
	parts := strings.Split(filepath.ToSlash(rest), "/")
	for i, p := range parts {
		parts[i] = a.cleaner.FileName(p)
	}
	return filepath.ToSlash(filepath.Join(given, strings.Join(parts, "/")))
}

func (a *auditor) fileName(path string) error {
	name := filepath.Base(path)
	shown := a.cleaner.FileName(name)
	i := strings.Index(shown, "〔")
	end := strings.Index(shown, "〕")
	if i < 0 || end < i || strings.Contains(name, "〔") {
		return nil
	}
	return a.report(Leak{Where: a.shown(path), Mark: shown[i : end+len("〕")], Offset: i})
}

// file looks through a file by what it holds, whatever its name says.
func (a *auditor) file(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return err
	}
	head = head[:n]
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	shown := a.shown(path)
	var text io.Reader = f
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return a.workbook(path)
	case bytes.HasPrefix(head, []byte("PAR1")):
		return a.parquet(ctx, path)
	case bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("%PDF")):
		a.passedOver = append(a.passedOver, shown)
		return nil
	case !validHead(head):
		text = simplifiedchinese.GB18030.NewDecoder().Reader(f)
	}
	if strings.EqualFold(filepath.Ext(path), ".csv") {
		return a.table(shown, text)
	}
	return a.lines(shown, text)
}

// validHead says whether the beginning of a file is UTF-8, but for a character that is cut.
func validHead(head []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut <= len(head); cut++ {
		if utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return false
}

// table looks through the cells of a csv file: a number may run over the lines of one.
func (a *auditor) table(where string, r io.Reader) error {
	reader := csv.NewReader(r)
	reader.FieldsPerRecord, reader.LazyQuotes, reader.ReuseRecord = -1, true, true
	for n := 1; ; n++ {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("record %d: %w", n, err)
		}
		for _, cell := range cells {
			if err := a.cell(where, strconv.Itoa(n), cell); err != nil {
				return err
			}
		}
	}
}

func (a *auditor) cell(where, row, cell string) error {
	if hashLike(cell) {
		return nil
	}
	return a.text(where, row, cell)
}

func (a *auditor) parquet(ctx context.Context, path string) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, "select columns(*)::varchar from read_parquet(?)", path)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	cells := make([]sql.NullString, len(names))
	into := make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	shown := a.shown(path)
	for n := 1; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, cell := range cells {
			if err := a.cell(shown, strconv.Itoa(n), cell.String); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// workbook looks through the cells, and through the parts as text: remarks, headings, names of sheets, who made it.
func (a *auditor) workbook(path string) error {
	shown := a.shown(path)
	z, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer z.Close()
	sheets := false
	for _, part := range z.File {
		xml := strings.HasSuffix(part.Name, ".xml") && (strings.HasPrefix(part.Name, "xl/") || strings.HasPrefix(part.Name, "docProps/"))
		sheets = sheets || part.Name == "xl/workbook.xml"
		if !xml || strings.HasPrefix(part.Name, "xl/theme") || strings.HasPrefix(part.Name, "xl/worksheets/sheet") || part.Name == "xl/styles.xml" {
			continue
		}
		r, err := part.Open()
		if err != nil {
			return fmt.Errorf("%s: %w", part.Name, err)
		}
		err = a.lines(shown+":"+part.Name, r)
		r.Close()
		if err != nil {
			return err
		}
	}
	if !sheets {
		a.passedOver = append(a.passedOver, shown)
		return nil
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			continue // a chart
		}
		for n := 1; rows.Next(); n++ {
			cells, err := rows.Columns()
			if err != nil {
				return err
			}
			for i, cell := range cells {
				at, _ := excelize.CoordinatesToCellName(i+1, n)
				if err := a.cell(shown, a.cleaner.FileName(sheet)+"!"+at, cell); err != nil {
					return err
				}
			}
		}
		if err := errors.Join(rows.Error(), rows.Close()); err != nil {
			return err
		}
	}
	return nil
}

// inlineTag is a tag that may stand in the middle of a number or word and part nothing.
var inlineTag = regexp.MustCompile(`(?i)</?(a|b|big|em|font|i|mark|s|small|span|strong|sub|sup|t|tt|u|wbr)(\s[^<>]*)?/?>|<!--[^>]*-->`)

// policyHash is how a page names the scripts and styles that may run in it. Letters run through one as an account's name does now and then.
var policyHash = regexp.MustCompile(`sha256-[0-9A-Za-z+/]{43}=`)

// lines looks through text line by line, and at tags and quotes, so that a page's scripts and data come in pieces; then through the
// numbers that tags or line ends part.
func (a *auditor) lines(where string, r io.Reader) error {
	reader := bufio.NewReaderSize(r, 1<<20)
	n, code, before := 0, "", "" // code: what ends the script or style that is passed over
	for {
		line, err := reader.ReadString('\n')
		if line != "" {
			n++
			switch { // a script or style of ours; data stand in <script type="application/json">
			case code != "":
			case strings.HasPrefix(line, "<script>"):
				code = "</script>"
			case strings.HasPrefix(line, "<style>"):
				code = "</style>"
			}
			if code != "" {
				if strings.Contains(line, code) {
					code = ""
				}
				continue
			}
			line = policyHash.ReplaceAllStringFunc(unescaped(line), func(hash string) string { return strings.Repeat("_", len(hash)) })
			if err := a.pieces(where, n, line, a.text); err != nil {
				return err
			}
			if inlineTag.MatchString(line) {
				if err := a.pieces(where, n, inlineTag.ReplaceAllString(line, ""), a.numbers); err != nil {
					return err
				}
			}
			if endsInDigit(before) && startsWithDigit(line) {
				both := before[max(0, len(before)-40):] + "\n" + line[:min(len(line), 40)]
				if err := a.numbers(where, strconv.Itoa(n), strings.ToValidUTF8(both, "")); err != nil {
					return err
				}
			}
			before = strings.TrimSpace(line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n+1, err)
		}
	}
}

func (a *auditor) pieces(where string, n int, line string, look func(where, row, text string) error) error {
	for _, piece := range strings.FieldsFunc(line, func(c rune) bool { return c == '<' || c == '>' || c == '"' }) {
		if hashLike(piece) {
			continue
		}
		parts := []string{piece}
		if figures(piece) {
			parts = strings.Fields(piece)
		}
		for _, p := range parts {
			if err := look(where, strconv.Itoa(n), p); err != nil {
				return err
			}
		}
	}
	return nil
}

// figures says whether s is a list of numbers, as charts are drawn from: what looks private in it stands side by side by chance. A telephone or identity card
// written with spaces has fewer groups, or as many as digits.
func figures(s string) bool {
	if strings.Trim(s, "0123456789 .,-") != "" {
		return false
	}
	groups := strings.Fields(s)
	spelled := len(groups) == 11 || len(groups) == 18
	for _, g := range groups {
		spelled = spelled && len(g) == 1
	}
	return len(groups) >= 8 && !spelled
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func startsWithDigit(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// jsonEscape is how JSON writes characters that are not to stand in a page as they are.
var jsonEscape = regexp.MustCompile(`(?i)\\u[0-9a-f]{4}`)

// unescaped undoes what HTML and JSON do to characters.
func unescaped(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, `\u`) {
		s = jsonEscape.ReplaceAllStringFunc(s, func(e string) string {
			n, err := strconv.ParseUint(e[2:], 16, 16)
			if err != nil {
				return e
			}
			return string(rune(n))
		})
	}
	return strings.ReplaceAll(s, `\n`, "\n")
}

// hashLike says whether s is a hexadecimal hash, such as a comment's id.
func hashLike(s string) bool {
	if len(s) != 16 && len(s) != 24 && len(s) != 64 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == "" && strings.ContainsAny(s, "abcdef")
}
