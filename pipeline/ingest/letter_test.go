package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// TestLettersInCells: a cell that holds a letter or a piece of a chat does not make the table one.
func TestLettersInCells(t *testing.T) {
	rows := func(heading, cell string) string {
		var b strings.Builder
		b.WriteString(heading)
		for i := 1; i < 100; i++ {
			fmt.Fprintf(&b, "%d,张三%d,1380000%04d,第%d条意见路灯不亮\n", i, i, i, i)
		}
		fmt.Fprintf(&b, "100,李四,13900000000,\"%s\"\n", cell)
		return b.String()
	}
	letter := "请修路灯。\n此致\n敬礼"
	chat := "老王 2014-03-01 10:00\n灯坏了\n老李 2014-03-01 10:05\n没人修"
	heading := "编号,姓名,电话,内容\n"
	for _, test := range []struct {
		name, content string
		want          int
	}{
		{"closing", rows(heading, letter), 100},
		{"semicolons", strings.ReplaceAll(rows(heading, letter), ",", ";"), 100},
		{"chat", rows(heading, chat), 100},
		{"title above", rows("某县意见汇总\n"+heading, letter), 100},
		{"no names", rows("", letter), 100},
		{"one column", "内容\n路灯不亮\n\"" + letter + "\"\n水浑\n", 3},
		{"salutation above", rows("尊敬的各位领导：\n"+heading, "路灯不亮"), 100},
		{"a letter", "尊敬的领导：\n您好,我反映一件事,路灯不亮。\n请派人修。\n此致\n敬礼\n张三\n", 1},
		{"a letter with a list", "关于路灯的来信\n内容,时间\n路灯不亮。\n请派人修。\n谢谢。\n此致\n敬礼\n", 1},
		{"a letter with a quotation", "尊敬的领导：\n他说\"没钱\n修不了\",我不信。\n此致\n敬礼\n", 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "a.csv", test.content, testOptions(t)).must(t)
			if len(r.comments) != test.want {
				t.Errorf("%d comments, want %d: %s", len(r.comments), test.want, r.notes())
			}
			if test.want == 100 {
				for _, c := range r.comments {
					if strings.Contains(c.Text, "1380000") {
						t.Fatal("a private column became text")
					}
				}
			}
		})
	}
}

// The date below a letter says when it was written; one inside it does not.
func TestDateOfLetter(t *testing.T) {
	const letter = "尊敬的领导：\n2014年1月2日\n村里的路修了一半。\n等了三个月。\n请过问。\n此致\n敬礼\n"
	for closing, want := range map[string]string{"一村民\n　　2014年5月11日\n": "2014-05-11", "二〇一四年五月十一日\n某村民": "2014-05-11", "一村民\n": "0001-01-01", "五月十一日\n": "0001-01-01"} {
		r := readText(t, "a.txt", letter+closing, testOptions(t)).must(t)
		if len(r.comments) != 1 || r.comments[0].ReceivedAt.Format("2006-01-02") != want || !strings.Contains(r.comments[0].Text, "请过问") || r.sources[0].TimesUnread > 0 {
			t.Errorf("%q: %+v", closing, r.comments)
		}
	}
}
