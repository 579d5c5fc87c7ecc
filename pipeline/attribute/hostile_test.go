package attribute

import (
	"strings"
	"testing"
	"time"

	"sifeng/pipeline/comment"
)

// TestLongTextTakesLinearTime: a text without an end of a clause must not cost the square of its length.
func TestLongTextTakesLinearTime(t *testing.T) {
	a := load(t)
	for _, unit := range []string{"不管", "民政局和", "范湖", "请县长不管", "向民政局反映", "法院判决", "我是", "颍桥派出所不管", "谢谢", "不再"} {
		text := strings.Repeat(unit, 1<<18/len(unit))
		start := time.Now()
		a.Attribute(comment.Doc{Title: text, Text: text}, "", "", nil)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("half a MiB of %s take %v", unit, took)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	a := load(t)
	doc := comment.Doc{Title: "低保", Text: "颍桥民政所不给办，向信访局反映也没人管"}
	want := a.Attribute(doc, "", "", nil)
	done := make(chan bool, 4)
	for range cap(done) {
		go func() {
			same := true
			for range 500 {
				got := a.Attribute(doc, "", "", nil)
				same = same && got.DepartmentCode == want.DepartmentCode && len(got.Mentions) == len(want.Mentions)
			}
			done <- same
		}()
	}
	for range cap(done) {
		if !<-done {
			t.Error("another result when used by several goroutines")
		}
	}
}
