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
