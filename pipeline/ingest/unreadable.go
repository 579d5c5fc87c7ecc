package ingest

import (
	"context"
	"errors"
	"os"

	"sifeng/pipeline/comment"
)

// UnreadableError says that a file cannot be read and is itself to blame: it is damaged, it is not what its name says, or a password protects it.
type UnreadableError struct {
	*comment.Message                  // what is wrong with this file, and what to do
	reason           *comment.Message // the same without what changes from file to file: what stands in quarantine
}

// UnopenedError says that a file cannot be opened, or its bytes not be read from the disk, so that nothing is known of it, not even whether it was
// met before.
type UnopenedError struct{ *comment.Message }

// scratchError says that a temporary file failed. Whatever was read at the time, it is not to blame.
type scratchError struct{ *comment.Message }

func temporaryFailed(zh, en string, err error) error { return &scratchError{comment.Say(zh, en, err)} }

// faulty makes an UnreadableError for a kind of trouble, in the words of one file. If one of args is a failure of a temporary file, it gives that.
func faulty(reason *comment.Message, zh, en string, args ...any) error {
	for _, a := range args {
		failed := new(scratchError)
		if err, ok := a.(error); ok && errors.As(err, &failed) {
			return failed
		}
	}
	return &UnreadableError{comment.Say(zh, en, args...), reason}
}

// unopened marks an error of opening or reading a file. Others, such as those of copying a stream, are given back.
func unopened(err error) error {
	if _, ok := err.(*os.PathError); !ok {
		return err
	}
	return &UnopenedError{comment.Say("%v", "%v", cleanPathError(err))}
}

// whole is a reason to quarantine a whole file that is found in a directory.
func whole(trouble *comment.Message) *comment.Message {
	return comment.Say("整个文件没有读：%v；改好或移出这个文件夹之后，用 --replace 重新载入，这条记录才去掉",
		"the whole file was not read: %v; once it is mended or out of the folder, load again with --replace to clear this record", trouble)
}

// Why a file is quarantined that cannot be read and is to blame; those of another kind have a reason for each, which unreadable makes.
var (
	reasonDamaged    = whole(comment.Say("文件已损坏或不完整：请用 Excel 或 WPS 修复后另存，或从原系统重新导出", "the file is damaged or ends too soon: let Excel or WPS repair it and save it again, or export it again from the source system"))
	reasonOddBook    = whole(comment.Say("工作簿的结构不正常（大小、部件数、XML 实体，或没有工作表），拒绝读取：请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV", "the workbook is not made as spreadsheets are (size, number of parts, XML entities, or no sheets) and was refused: open it in Excel or WPS and save it as .xlsx or CSV"))
	reasonLongLine   = whole(comment.Say("有一行长得不像意见表：要一行一条意见", "a line is too long for a table of comments: want one comment a line"))
	reasonBrokenJSON = whole(comment.Say("JSON 有错或不完整：请从原系统重新导出", "the JSON is broken or ends too soon: export it again from the source system"))
	reasonNoObjects  = whole(comment.Say("没有 JSON 对象：要每行一个对象（{\"编号\": …, \"内容\": …}），或一个对象数组", "it holds no JSON objects: want one object a line ({\"编号\": …, \"内容\": …}), or an array of objects"))
	reasonInLists    = whole(comment.Say("正文在 JSON 对象里的列表里：请拆出来，每条意见一个对象", "the texts stand in lists within the JSON objects: take them out, one object for each comment"))
	reasonBeside     = whole(comment.Say("左右并排着几张表：请把它们上下接成一张，只留一行列名", "several tables stand side by side: put them one below the other under one row of names"))
	reasonsGarbled   = map[*comment.Message]*comment.Message{
		reasonLost: whole(garbledWhole(reasonLost)), reasonTwice: whole(garbledWhole(reasonTwice)), reasonWestern: whole(garbledWhole(reasonWestern)),
	}
)

func garbledWhole(why *comment.Message) *comment.Message {
	return comment.Say("整张表是乱码：%v", "the whole table is garbled: %v", why)
}

// errGarbled says that a wrong encoding spoilt the whole table.
func errGarbled(why *comment.Message) error {
	return &UnreadableError{garbledWhole(why), reasonsGarbled[why]}
}

// readOrLeaveOut reads a file, and leaves out one that was found in a directory and cannot be read: it gives a source without rows and rejects the
// file as row 0. If comments or rows of it were handed on before that showed, it is an UnreadableError all the same.
func readOrLeaveOut(ctx context.Context, path string, o Options, emit func(comment.Comment) error, reject func(comment.Rejected) error) ([]comment.Source, error) {
	if !o.Found || o.inspect != nil {
		return read(ctx, path, o, emit, reject)
	}
	if o.Input == nil {
		in, err := Open(ctx, path, o.Stdin)
		if err != nil {
			return nil, unopened(err)
		}
		defer in.Close()
		o.Input = in
	}
	unreadable := new(UnreadableError)
	if o.CheckFirst {
		_, err := read(ctx, path, o, func(comment.Comment) error { return nil }, func(comment.Rejected) error { return nil })
		if errors.As(err, &unreadable) {
			return leaveOutUnreadable(path, o.Input, unreadable, err, reject)
		}
	}
	handedOn := false
	sources, err := read(ctx, path, o,
		func(c comment.Comment) error { handedOn = true; return emit(c) },
		func(r comment.Rejected) error { handedOn = true; return reject(r) })
	if handedOn || !errors.As(err, &unreadable) {
		return sources, err
	}
	return leaveOutUnreadable(path, o.Input, unreadable, err, reject)
}

// leaveOutUnreadable is the source of a file that cannot be read. However it would have been read, its id is the same.
func leaveOutUnreadable(path string, in *Input, unreadable *UnreadableError, why error, reject func(comment.Rejected) error) ([]comment.Source, error) {
	sum, err := in.Sum()
	if err != nil {
		return nil, unopened(err)
	}
	b := &builder{file: baseName(path), sha256: sum, reject: reject}
	s, err := b.leaveOut(b.newSource("", ""), unreadable.reason, comment.Say("%v", "%v", why))
	if err != nil {
		return nil, err
	}
	return []comment.Source{s}, nil
}
