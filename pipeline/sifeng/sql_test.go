package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"sifeng/pipeline/comment"
)

// A script in GB18030, as editors on Chinese computers write, must not be taken for statements.
func TestScriptInAnotherEncoding(t *testing.T) {
	a := newApp(strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}, func(string) string { return "" })
	err := a.script(context.Background(), nil, []byte("select '\xd6\xd0\xce\xc4'"), "中文.sql")
	if err == nil || !strings.Contains(err.Error(), "中文.sql is not in UTF-8") || !strings.Contains(comment.InChinese(err), "另存为 UTF-8") {
		t.Errorf("%v", err)
	}
}
