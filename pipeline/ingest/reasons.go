package ingest

import "sifeng/pipeline/comment"

// Why a row is quarantined. The database holds the Chinese, which the office reads; each stands for one kind of trouble and holds nothing
// that changes from row to row, so that analysts can group by it.
var (
	reasonNoText       = comment.Say("没有正文（正文含换行或分隔符时要加引号）", "the row has no text (a text that holds line ends or delimiters needs quotes)")
	reasonNoLetter     = comment.Say("正文没有一个文字或数字", "the text holds no letter and no digit")
	reasonLong         = comment.Say("正文超过 1 MB，不是一条意见", "the text is longer than 1 MB: it is no single comment")
	reasonPicture      = comment.Say("只有图片、语音或表情，没有文字", "a picture, voice or sticker without words")
	reasonForwarded    = comment.Say("只有转发，没有本人的话", "a forwarded post without words of the sender's own")
	reasonRagged       = comment.Say("格子比列名多：含分隔符的正文要加引号", "the row has more cells than the header: put quotes around texts that hold the delimiter")
	reasonNoObject     = comment.Say("不是 JSON 对象", "it is not a JSON object")
	reasonNoSharedText = comment.Say("单元格引用的文字在工作簿里没有：请修复工作簿后另存", "a cell refers to a text that the workbook does not hold: let Excel or WPS repair the file and save it again")
	reasonLost         = comment.Say("文字在来文件之前已因编码错误丢失（锟斤拷、????）：请从原系统按 UTF-8 重新导出", "the text was lost to a wrong encoding before it reached this file (锟斤拷, ????): export it again from the source system, as UTF-8")
	reasonTwice        = comment.Say("文字被两种编码各存了一次（UTF-8 当成 GBK）：请从原系统按 UTF-8 重新导出", "the text was saved twice in different encodings (UTF-8 read as GBK): export it again from the source system, as UTF-8")
)
