package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChats(t *testing.T) {
	for name, content := range map[string]string{
		"when and who": "消息记录（此消息记录为文本格式）\n========\n\n2014-03-10 09:05:12 某甲\n路灯坏了半年没人修\n\n打电话也没人接\n\n2014-03-10 9:06 幸福一家人(wxid_abc)\n[图片]\n2014-03-11 10:00:00 某甲\n低保名单不公示\n",
		"who and when": "某甲 2014年3月10日 09:05:12\r\n路灯坏了半年没人修\r\n\r\n打电话也没人接\r\n幸福一家人(wxid_abc)  2014/3/10 9:06\r\n[图片]\r\n某甲 2014/3/11 10:00:00\r\n低保名单不公示",
	} {
		t.Run(name, func(t *testing.T) {
			r := readText(t, "微信群聊天记录.txt", content, testOptions(t)).must(t)
			if d := cmp.Diff([]string{"路灯坏了半年没人修\n\n打电话也没人接", "低保名单不公示"}, r.texts()); d != "" {
				t.Fatal(d)
			}
			a, b := r.comments[0], r.comments[1]
			if a.ReceivedAt.Format("2006-01-02 15:04:05") != "2014-03-10 09:05:12" || a.Submitter == "" || a.Submitter != b.Submitter || a.Channel != "ch.social" {
				t.Errorf("%+v", a)
			}
			if d := cmp.Diff([]string{"某甲"}, a.Private); d != "" {
				t.Error(d)
			}
			if len(r.rejected) != 1 || r.rejected[0].Reason != reasonPicture || !strings.Contains(r.notes(), "read as a chat") {
				t.Errorf("%+v %q", r.rejected, r.notes())
			}
		})
	}
	for name, content := range map[string]string{
		"a table without names": "2014-03-10 09:05:12 路灯坏了半年没人修了啊\n2014-03-11 09:05:12 低保名单不公示没人管\n",
		"a table":               "时间,内容\n2014-03-10 09:05:12,路灯坏了\n2014-03-11 10:00:00,低保名单不公示\n",
		"tabs":                  "时间\t内容\n2014-03-10 09:05:12\t路灯坏了\n2014-03-11 10:00:00\t低保名单不公示\n",
	} {
		if isChat(content) {
			t.Errorf("%s was taken for a chat", name)
		}
	}
}
