package ingest

import "sifeng/pipeline/comment"

// Why a row is quarantined. The database holds the Chinese, which the office reads; each stands for one kind of trouble and holds nothing
// that changes from row to row, so that analysts can group by it.
var (
	reasonUnknownColumns = comment.Say("整个文件没有读：没有一列认得出是意见正文；请用 sifeng inspect 文件 --write-map 写出各列的对应关系，改好后用 --map 重读", "the whole file was not read: no column is known for one of comments; let sifeng inspect FILE --write-map write what each column is, correct it and read again with --map")
	reasonUnknownSheet   = comment.Say("整张工作表没有读：没有一列认得出是意见正文；是意见的，请把正文一列的列名写成“内容”，另存后再读；不是意见的，请隐藏这张工作表", "the whole sheet was not read: no column is known for one of comments; if it holds some, name their column “内容”, save the file and read it again; if it holds none, hide the sheet")
	reasonNoText         = comment.Say("没有正文：有意见请补上；正文含换行或分隔符时要加引号", "the row has no text: fill it in if there is a comment; a text that holds line ends or delimiters needs quotes")
	reasonNoCell         = comment.Say("没有正文：有意见请填在正文一列，没有请删去这一行", "the row has no text: fill in the column of texts if there is a comment, or delete the row")
	reasonFormula        = comment.Say("正文是公式错误（#REF!、#N/A 之类）：请在 Excel 或 WPS 里改好公式，或换成文字，另存后再读", "the text is a formula's error (#REF!, #N/A and the like): mend the formula in Excel or WPS, or write the text in its place, save the file and read it again")
	reasonNoResult       = comment.Say("正文是没存下结果的公式：请用 Excel 或 WPS 打开另存后再读", "the text is a formula whose result is not in the file: open it in Excel or WPS, save it and read it again")
	reasonMerged         = comment.Say("正文与上一行合并成一格，这一行没有自己的正文：若另有意见，请取消合并后逐行填写", "the text is one cell with that of the row above, so this row has none of its own: unmerge the cells and fill in each row if there are more comments")
	reasonMergedNoResult = comment.Say("正文与上一行合并成一格，那一格是没存下结果的公式：请用 Excel 或 WPS 打开另存后再读；这一行另有意见的，请先取消合并，逐行填写", "the text is one cell with that of the row above, a formula whose result is not in the file: open it in Excel or WPS, save it and read it again; if this row has a comment of its own, unmerge the cells first and fill in each row")
	reasonNoLetter       = comment.Say("正文没有一个文字或数字：请核对原件，有意见请补上", "the text holds no letter and no digit: look at the original, and fill in the comment if there is one")
	reasonLong           = comment.Say("正文超过 1 MB，不是一条意见：请核对引号和换行，分行后再读", "the text is longer than 1 MB, so it is no single comment: look at its quotes and line ends, and put one comment in a row")
	reasonPicture        = comment.Say("只有图片、语音或表情，没有文字：里面有意见的，请录成文字", "a picture, voice or sticker without words: type the comment if it holds one")
	reasonForwarded      = comment.Say("只有转发，没有本人的话：不算意见，不必处理", "a forwarded post without words of the sender's own: no comment, nothing to be done")
	reasonRagged         = comment.Say("格子比列名多：含分隔符的正文要加引号", "the row has more cells than the header: put quotes around texts that hold the delimiter")
	reasonNoObject       = comment.Say("不是 JSON 对象：每行要写成 {\"编号\": …, \"内容\": …}", "it is not a JSON object: want {\"编号\": …, \"内容\": …} in each line")
	reasonLists          = comment.Say("没有正文，只有对象列表：列表里是意见的，请拆出来，每条意见一个对象", "the object has no text, only lists of objects: if these are comments, take them out of it, one object for each")
	reasonTextInLists    = comment.Say("对象里有列表，列表里的对象也有正文，所以整个对象没有读：列表里是意见的，请拆出来，每条意见一个对象；不是的（如答复），请用 --map 把列表的名字指定为 ignore", "the object holds a list whose objects have texts too, so nothing of it was read: if these are comments, take them out of it, one object for each; if not (answers, say), map the name of the list to ignore with --map")
	reasonBesideArrays   = comment.Say("数组之外的对象里另有正文，没有读：是意见的，请放进数组，每条意见一个对象；不是的，不必处理", "an object beside or around the arrays has a text of its own, which was not read: if it is a comment, put it into the array, one object for each; else nothing is to be done")
	reasonNoSharedText   = comment.Say("单元格引用的文字在工作簿里没有：请修复工作簿后另存", "a cell refers to a text that the workbook does not hold: let Excel or WPS repair the file and save it again")
	reasonLost           = comment.Say("文字在来文件之前已因编码错误丢失（锟斤拷、????）：请从原系统按 UTF-8 重新导出", "the text was lost to a wrong encoding before it reached this file (锟斤拷, ????): export it again from the source system, as UTF-8")
	reasonTwice          = comment.Say("文字被两种编码各存了一次（UTF-8 当成 GBK）：请从原系统按 UTF-8 重新导出", "the text was saved twice in different encodings (UTF-8 read as GBK): export it again from the source system, as UTF-8")
	reasonWestern        = comment.Say("文字被当成西文存了一次（显示为 Â·µÆ、è·¯ 之类）：请从原系统按 UTF-8 重新导出", "the text was read as a Western one and saved so (Â·µÆ, è·¯): export it again from the source system, as UTF-8")
)
