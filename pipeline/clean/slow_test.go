package clean

import (
	"strings"
	"testing"
	"time"

	"sifeng/pipeline/comment"
)

// TestHostileTextTakesNoTimeForEver cleans texts made to be slow. Five seconds for an eighth of a megabyte is far more than any of them needs.
func TestHostileTextTakesNoTimeForEver(t *testing.T) {
	c := newCleaner(t, Options{})
	for _, piece := range []string{
		"<", "<!--", "<script>", "<p", "&", "&amp;", "&amp;lt;", "1", "1 ", "1-", "x", "*", "**", "某", "王", "王某", "〔", "〔姓名〕", "局长", "张局长",
		"我是", "我是的", "@", "a@", "a@b.", "微信", "栋", "1栋", "豫A", "县縣", "\x00", "\xff", "\n", " ", "_x000D_", "13800000000", "138****0000", "高",
		"-", "联系人：", "138\n", "、王", "王小明、", "幺", "O1", "电话", "1380000", "#", "老张", "老张家", "刘姐",
	} {
		text := strings.Repeat(piece, 1+(64<<10)/len(piece))
		start := time.Now()
		c.Clean(comment.Comment{Text: text, Title: text, Private: []string{"王小明", "aaaaaaab", "1111111112"}})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q repeated: %v for %d KB", piece, took, 2*len(text)>>10)
		}
	}
}
