package ingest

import (
	"os"
	"path/filepath"
	"strings"

	"sifeng/pipeline/comment"
)

// advice is what to do with the files that are passed over, by their extensions.
var advice = []struct {
	extensions string
	advice     *comment.Message
}{
	{".xls .et .xlt .xlsb .ods .htm .html .mht .xml .dif .slk .dbf .numbers", adviceExcel},
	{".doc .docx .wps .rtf .odt .pdf .ofd .caj .ppt .pptx .pages", adviceWord},
	{".jpg .jpeg .png .gif .bmp .tif .tiff .heic .webp", adviceImage},
	{".mp3 .wav .amr .m4a .aac .wma .mp4 .avi .mov .wmv .3gp .flv", comment.Say("请把里面说的话录入表格，一行一条意见，另存为 .xlsx", "type what is said into a spreadsheet, one comment a row, and save it as .xlsx")},
	{".zip .rar .7z .gz .tar .tgz .bz2", comment.Say("请解压后再读", "unpack it first")},
	{".eml .msg", comment.Say("请把来信正文复制到表格，一行一条意见，另存为 .xlsx", "copy the letter into a spreadsheet, one comment a row, and save it as .xlsx")},
	{".db .sqlite .mdb .accdb .sql .parquet", comment.Say("请把意见表导出为 UTF-8 的 CSV", "export the table of comments as CSV UTF-8")},
}

// PassedOver tells of a file that ExpandAll found in a directory that it is not read, why, and what to do.
func PassedOver(path string) *comment.Message {
	return comment.Say("%s：略过：%v", "%s: passed over: %v", path, whyPassedOver(path))
}

func whyPassedOver(path string) *comment.Message {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return comment.Say("不是普通文件", "it is no regular file")
	}
	ext := strings.ToLower(filepath.Ext(path))
	if usable[ext] {
		return comment.Say("没有读出意见，原因见下；若有意见，请补上列名（编号、时间、乡镇、内容……）再读", "no comments were found in it, for the reason told below; if it holds any, write names (编号, 时间, 乡镇, 内容 …) above its columns")
	}
	if ext != "" {
		for _, a := range advice {
			if strings.Contains(a.extensions+" ", ext+" ") {
				return a.advice
			}
		}
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
