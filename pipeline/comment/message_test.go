package comment

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestMessage(t *testing.T) {
	none := Say("没有一列是意见正文", "no column holds comments")
	nested := Say("读取 %s：%v", "read %s: %v", "甲.csv", fmt.Errorf("sheet %d: %w", 1, Say("第 %d 行：%v", "row %d: %v", 7, none)))
	outer := fmt.Errorf("run: %w", nested)
	missing := Say("打开：%v", "open: %v", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist})
	for _, test := range []struct {
		err    error
		zh, en string
	}{
		{none, "没有一列是意见正文", "no column holds comments"},
		{nested, "读取 甲.csv：sheet 1: 第 7 行：没有一列是意见正文", "read 甲.csv: sheet 1: row 7: no column holds comments"},
		{outer, "run: 读取 甲.csv：sheet 1: 第 7 行：没有一列是意见正文", "run: read 甲.csv: sheet 1: row 7: no column holds comments"},
		{missing, "打开：open x: 没有这个文件或目录", "open: open x: file does not exist"},
		{errors.Join(none, errors.New("other")), "没有一列是意见正文\nother", "no column holds comments\nother"},
	} {
		if zh, en := InChinese(test.err), test.err.Error(); zh != test.zh || en != test.en {
			t.Errorf("%q and %q, want %q and %q", zh, en, test.zh, test.en)
		}
	}
	if !errors.Is(outer, none) || !errors.Is(missing, fs.ErrNotExist) || errors.Is(outer, fs.ErrNotExist) {
		t.Error("what an error wraps is lost")
	}
	if text, err := json.Marshal([]*Message{none}); err != nil || string(text) != `["no column holds comments"]` {
		t.Errorf("%s, %v", text, err)
	}
}

// The name of a file may hold what a terminal obeys.
func TestNamesInMessages(t *testing.T) {
	const name = "a\nb\x1b[31m\u009b\u202ec.csv"
	const shown = "a b [31m  c.csv"
	missing := &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	for _, test := range []struct {
		m    *Message
		want string
	}{
		{Say("%s", "%s", name), shown},
		{Say("%v", "%v", missing), "open " + shown + ": file does not exist"},
		{Say("%v", "%v", Say("一\n%s", "one\n%s", name)), "one\n" + shown},
		{Say("%v", "%v", fmt.Errorf("x: %w", Say("一\n二", "one\ntwo"))), "x: one\ntwo"},
		{Say("%s", "%s", "热线 王小明.csv"), "热线 王小明.csv"},
	} {
		if got := test.m.String(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
