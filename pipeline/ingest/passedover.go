package ingest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sifeng/pipeline/comment"
)

// otherKind is a kind of files that are not read.
type otherKind struct {
	extensions string
	advice     *comment.Message // what to do with them
	table      bool             // they are spreadsheets, and often saved anew beside the old file
}

var otherKinds = []otherKind{
	{".xls .et .ett .xlt .xltx .xltm .xlsb .ods .htm .html .mht .xml .dif .slk .dbf .numbers", adviceExcel, true},
	{".doc .docx .docm .dot .dotx .wps .wpt .rtf .odt .pdf .ofd .caj .ppt .pptx .pptm .dps .pages", adviceWord, false},
	{".jpg .jpeg .jfif .png .gif .bmp .tif .tiff .heic .heif .webp", adviceImage, false},
	{".mp3 .wav .amr .m4a .aac .wma .mp4 .avi .mov .wmv .3gp .flv", comment.Say("请把里面说的话录入表格，一行一条意见，另存为 .xlsx", "type what is said into a spreadsheet, one comment a row, and save it as .xlsx"), false},
	{".zip .rar .7z .gz .tar .tgz .bz2 .xz .txz", comment.Say("请解压后再读", "unpack it first"), false},
	{".eml .msg", comment.Say("请把来信正文复制到表格，一行一条意见，另存为 .xlsx", "copy the letter into a spreadsheet, one comment a row, and save it as .xlsx"), false},
	{".db .sqlite .mdb .accdb .sql .parquet", comment.Say("请把意见表导出为 UTF-8 的 CSV", "export the table of comments as CSV UTF-8"), false},
}

// reasonsOther are why files of such kinds stand in quarantine, one for each kind.
var reasonsOther = func() (reasons []*comment.Message) {
	for _, k := range otherKinds {
		reasons = append(reasons, comment.Say("整个文件没有读：这种文件读不了，里面可能有意见：%v；已录成表格或没有意见的，请移出这个文件夹，并用 --replace 重新载入，这条记录才去掉",
			"the whole file was not read: this kind cannot be, and it may hold comments: %v; if they were typed or it holds none, move it out of the folder, and load again with --replace to clear this record", k.advice))
	}
	return reasons
}()

// kindOf gives the index of a file's kind in otherKinds by its extension, or -1.
func kindOf(path string) int {
	ext := strings.ToLower(filepath.Ext(path))
	if ext == "" {
		return -1
	}
	return slices.IndexFunc(otherKinds, func(k otherKind) bool { return slices.Contains(strings.Fields(k.extensions), ext) })
}

// MayHoldComments says of a file that ExpandAll passed over why it is missed: it is of a kind that people write comments in, and cannot be read.
// nil: it holds none that anybody could miss. A page that sifeng made holds none, and so does an empty file; a spreadsheet beside which one of the
// same name stands that can be read, and is neither empty nor older, was saved anew.
func MayHoldComments(path string) *comment.Message {
	kind := kindOf(path)
	info, err := os.Stat(path)
	if kind >= 0 && err != nil && !errors.Is(err, fs.ErrNotExist) { // in a folder whose files cannot be opened
		return reasonsOther[kind]
	}
	if kind < 0 || err != nil || !info.Mode().IsRegular() || info.Size() == 0 || isOwnPage(path) || savedAnew(path) != "" {
		return nil
	}
	return reasonsOther[kind]
}

// LeaveOut gives the source of a file that is not read, and what stands of it in quarantine: MayHoldComments said why.
func LeaveOut(ctx context.Context, path string, why *comment.Message) (comment.Source, comment.Rejected, error) {
	in, err := Open(ctx, path, nil)
	if err != nil {
		return comment.Source{}, comment.Rejected{}, comment.Say("读取 %s：%v", "read %s: %v", path, cleanPathError(err))
	}
	defer in.Close()
	sum, err := in.Sum()
	if err != nil {
		return comment.Source{}, comment.Rejected{}, comment.Say("读取 %s：%v", "read %s: %v", path, cleanPathError(err))
	}
	b := &builder{file: baseName(path), sha256: sum}
	s := b.newSource("", "")
	s.LeftOut = true
	return s, comment.Rejected{SourceID: s.ID, Row: 0, Reason: why}, nil
}

// savedAnew gives the name of a file beside a spreadsheet that has its name and can be read; empty: there is none. One that is empty or older than the
// spreadsheet was not made of it.
func savedAnew(path string) string {
	if kind := kindOf(path); kind < 0 || !otherKinds[kind].table {
		return ""
	}
	old, err := os.Stat(path)
	beside, err2 := os.ReadDir(filepath.Dir(path))
	if err != nil || err2 != nil {
		return ""
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	for _, e := range beside {
		ext := filepath.Ext(e.Name())
		if !strings.EqualFold(strings.TrimSuffix(e.Name(), ext), stem) || !slices.Contains([]string{".xlsx", ".xlsm", ".csv", ".tsv"}, strings.ToLower(ext)) {
			continue
		}
		info, err := os.Stat(filepath.Join(filepath.Dir(path), e.Name()))
		if err == nil && info.Mode().IsRegular() && info.Size() > 0 && !info.ModTime().Before(old.ModTime()) {
			return e.Name()
		}
	}
	return ""
}

// isOwnPage knows the pages that sifeng writes, and the PDF that it prints of one beside it.
func isOwnPage(path string) bool {
	switch ext := filepath.Ext(path); strings.ToLower(ext) {
	case ".html", ".htm":
	case ".pdf":
		path = strings.TrimSuffix(path, ext) + ".html"
	default:
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 1<<16))
	before, _, titled := bytes.Cut(head, []byte("</title>"))
	return err == nil && titled && bytes.Contains(before, []byte("群众意见：四风监测")) && bytes.Contains(before, []byte("Content-Security-Policy"))
}

// PassedOver tells of a file that ExpandAll found in a directory that it is not read, why, and what to do.
func PassedOver(path string) *comment.Message {
	return comment.Say("%s：略过：%v", "%s: passed over: %v", path, whyPassedOver(path))
}

func whyPassedOver(path string) *comment.Message {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return comment.Say("目录里没有文件", "the directory holds no files")
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return comment.Say("不是普通文件", "it is no regular file")
	}
	if usable[strings.ToLower(filepath.Ext(path))] {
		return comment.Say("没有读出意见，原因见下；若有意见，请补上列名（编号、时间、乡镇、内容……）再读", "no comments were found in it, for the reason told below; if it holds any, write names (编号, 时间, 乡镇, 内容 …) above its columns")
	}
	if isOwnPage(path) {
		return comment.Say("这是 sifeng 生成的页面", "it is a page that sifeng made")
	}
	if other := savedAnew(path); other != "" {
		return comment.Say("旁边有同名的 %s，当作已经另存", "%s of the same name stands beside it, so it was saved anew", other)
	}
	if kind := kindOf(path); kind >= 0 {
		if info, err := os.Stat(path); err == nil && info.Size() == 0 {
			return ErrEmpty
		}
		return otherKinds[kind].advice
	}
	return comment.Say("看名字不是意见表；若是，请写明这个文件再读，或另存为 .xlsx", "by its name it is no table of comments; if it is one, name the file itself, or save it as .xlsx")
}

// ListPassedOver tells of files that were passed over, each in a line of its own.
func ListPassedOver(paths []string) *comment.Message {
	const shown = 20
	all := comment.Say("", "")
	for i, p := range paths {
		if i == shown {
			return comment.Say("%v\n……还有 %d 个", "%v\n… and %d more", all, len(paths)-shown)
		}
		all = comment.Say("%v\n%s：略过：%v", "%v\n%s: passed over: %v", all, p, whyPassedOver(p))
	}
	return all
}
