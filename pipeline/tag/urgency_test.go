package tag

import (
	"testing"

	"sifeng/pipeline/comment"
)

// How a comment speaks of danger, want and waiting decides, not the word alone.
func TestUrgencyOfWhatIsMeant(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]comment.Urgency{
		"昨晚他们持刀把我打伤了":    comment.U3,
		"如果有人跳楼，谁负责？":    comment.U0, // supposed
		"没有殴打任何人，只是吵了几句": comment.U0, // denied
		"工地拖欠农民工工资，过不了年": comment.U2,
		"娃今年没学上，急死人":     comment.U2,
		"三次向镇上投诉，都是一个回答": comment.U1,
		"这条沟我们反映了好几次":    comment.U1,
		"桥坏了，两年了没有解决":    comment.U1,
		"医生多次开错药":        comment.U0, // several times, but nothing was reported
		"每次打电话都有人接，很满意":  comment.U0,
		"请问长期在外，怎么办证？":   comment.U0,
		"关于路灯，第二次留言请求修好": comment.U1,
	} {
		if got := tagger.Tag(comment.Doc{Text: text}).Urgency; got != want {
			t.Errorf("%s: urgency %s, want %s", text, got, want)
		}
	}
}
