package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

func TestHeaderNames(t *testing.T) {
	names := testNames(t)
	for _, test := range []struct {
		header string
		want   Field
	}{
		{"编号", FieldID},
		{"留言编号", FieldID},
		{"工单号", FieldID},
		{"url", FieldID},
		{"URL", FieldID},
		{"序号", FieldIgnore},
		{"序 号", FieldIgnore},
		{"No.", FieldIgnore},
		{"主题", FieldTitle},
		{"标题", FieldTitle},
		{"留言主题", FieldTitle},
		{"title", FieldTitle},
		{"内容", FieldText},
		{"留言详情", FieldText},
		{"意见内容", FieldText},
		{"反映内容", FieldText},
		{"求助内容", FieldText},
		{"query", FieldText},
		{"內容", FieldText},
		{"群众反映的具体内容", FieldText},
		{"对民政局的意见建议", FieldText},
		{"时间", FieldTime},
		{"留言时间", FieldTime},
		{"来信时间", FieldTime},
		{"query_date", FieldTime},
		{"时间（年月日）", FieldTime},
		{"時間", FieldTime},
		{"乡镇", FieldTownship},
		{"所属乡镇", FieldTownship},
		{"【乡镇】", FieldTownship},
		{"单位", FieldDepartment},
		{"被反映单位", FieldDepartment},
		{"责任部门", FieldDepartment},
		{"渠道", FieldChannel},
		{"来源", FieldChannel},
		{"点赞数", FieldVotesUp},
		{"反对数", FieldVotesDown},
		{"答复时间", FieldAnsweredAt},
		{"reply_date", FieldAnsweredAt},
		{"reply_agency", FieldAnsweredBy},
		{"答复单位", FieldAnsweredBy},
		{"答复意见", FieldIgnore},
		{"reply", FieldIgnore},
		{"领导批示内容", FieldIgnore},
		{"姓名", FieldName},
		{"联系电话", FieldPhone},
		{"联系电话*", FieldPhone},
		{"身份证号", FieldIDNumber},
		{"来电号", FieldPhone},
		{"家庭住址", FieldPrivate},
		{"反映人姓名及电话", FieldName},
		{"ＱＱ号", FieldPrivate},
		{"留言用户", FieldSubmitter},
		{"user.phone", FieldPhone},
		{"会议", ""},
		{"", ""},
		{"经办", ""},
	} {
		if m, _ := names.match(test.header); m.field != test.want {
			t.Errorf("%s: %q, want %q", test.header, m.field, test.want)
		}
	}
}

func TestPrivateColumns(t *testing.T) {
	content := "编号,姓名,联系电话,身份证号,家庭住址,留言用户,内容\n" +
		"1,钱某人,138-0000-0000,,麦岭镇东头9号,A1,路坏了\n" +
		"2,匿名,+86 13800000000,,,A2,灯不亮\n" +
		"3,钱某人,,,,,水浑\n" +
		"4,匿名,无,,,匿名,电停了\n" +
		"5,,,,,A1,桥塌了\n"
	r := readText(t, "a.csv", content, testOptions(t)).must(t)
	c := r.comments
	if len(c) != 5 {
		t.Fatalf("%q", r.texts())
	}
	if d := cmp.Diff([]string{"钱某人", "138-0000-0000", "麦岭镇东头9号", "A1"}, c[0].Private); d != "" {
		t.Error(d)
	}
	if c[0].Submitter == "" || c[0].Submitter != c[1].Submitter {
		t.Error("one phone number written in two ways is not one submitter")
	}
	if c[2].Submitter == "" || c[2].Submitter == c[0].Submitter || c[4].Submitter == "" || c[4].Submitter == c[2].Submitter {
		t.Error("a name or an account is not a submitter of its own")
	}
	if c[3].Submitter != "" || len(c[3].Private) != 0 {
		t.Errorf("an anonymous submitter got a key: %+v", c[3])
	}
	for _, x := range c {
		for _, v := range []string{x.Title, x.Text, x.Township, x.Department, x.AnsweredBy, x.Submitter, x.NativeKey, x.ID} {
			if strings.Contains(v, "钱") || strings.Contains(v, "13800000000") || v == "A1" {
				t.Errorf("private value outside Private: %+v", x)
			}
		}
	}
}

func TestIDs(t *testing.T) {
	o := testOptions(t)
	first := readText(t, "a.csv", "编号,时间,内容\n1,2014-03-10,路坏了\n2,2014-03-10,灯不亮\n", o).must(t).comments
	again := readText(t, "改名.csv", "\ufeff内容;编号;时间\n路 坏了;1;2014年3月10日\n灯亮了;2;2014/3/10\n", o).must(t).comments
	if first[0].ID != again[0].ID || first[0].TextKey != again[0].TextKey {
		t.Error("a re-export under another name, order and format has another id or text key")
	}
	if first[1].ID != again[1].ID || first[1].TextKey == again[1].TextKey {
		t.Error("a changed text must keep its id and change its text key")
	}
	if first[0].ID == first[1].ID || first[0].NativeKey == first[1].NativeKey || strings.Contains(first[0].NativeKey, "1\x00") {
		t.Error("ids of different rows are equal")
	}
	o.Channel = "ch.sms"
	if sms := readText(t, "a.csv", "编号,时间,内容\n1,2014-03-10,路坏了\n", o).must(t).comments; sms[0].ID == first[0].ID {
		t.Error("numbers of different channels share an id")
	}
	o = testOptions(t)
	o.Key = comment.NewKey([]byte("another key for tests"))
	if other := readText(t, "a.csv", "编号,时间,内容\n1,2014-03-10,路坏了\n", o).must(t).comments; other[0].ID == first[0].ID || other[0].TextKey == first[0].TextKey {
		t.Error("ids do not depend on the key")
	}
	if ConflictID(o.Key, "a", "b") == ConflictID(o.Key, "a", "c") || ConflictID(o.Key, "a", "b") == "a" {
		t.Error("conflict ids do not depend on the text")
	}
}

// A number is the same however a spreadsheet writes it, and a dash is none.
func TestNativeNumbers(t *testing.T) {
	r := readText(t, "a.csv", "编号,联系电话,内容\n188006,13812345678,路坏了\n188006.0,1.3812345678E10,路坏了\n１８８００６,,路坏了\n-,,灯不亮\n无,,水浑\n", testOptions(t)).must(t)
	c := r.comments
	if c[0].ID != c[1].ID || c[0].ID != c[2].ID || c[0].Submitter != c[1].Submitter {
		t.Error("one number in three forms has several ids")
	}
	if c[3].NativeKey != "" || c[4].NativeKey != "" {
		t.Error("a dash was taken for an id")
	}
	if d := cmp.Diff([]string{"13812345678"}, c[1].Private); d != "" {
		t.Error(d)
	}
}

func TestIDsWithoutNumbers(t *testing.T) {
	content := "序号,时间,内容\n1,2014-03-10,路坏了\n2,2014-03-10,路坏了\n3,2014-03-11,路坏了\n"
	a := readText(t, "a.csv", content, testOptions(t)).must(t).comments
	b := readText(t, "b.csv", "时间,内容\n2014-03-11,路坏了\n2014-03-10,路坏了\n2014-03-10,路坏了\n", testOptions(t)).must(t).comments
	if a[0].NativeKey != "" {
		t.Error("序号 was taken for an id")
	}
	if a[0].ID == a[1].ID || a[1].ID == a[2].ID {
		t.Error("equal comments of one file share an id")
	}
	if a[0].ID != b[1].ID || a[1].ID != b[2].ID || a[2].ID != b[0].ID {
		t.Error("ids depend on the order of the export")
	}
}

func TestChooseID(t *testing.T) {
	var repeated, links strings.Builder
	repeated.WriteString("编号,url,内容\n")
	links.WriteString("编号,url,内容\n")
	for i := range 40 {
		fmt.Fprintf(&repeated, "%d,http://a.example/x?id=%d,第%d条意见\n", i%30, i, i)
		fmt.Fprintf(&links, "%d,http://a.example/,第%d条意见\n", i, i)
	}
	for name, content := range map[string]string{"numbers that start again": repeated.String(), "one link for all": links.String()} {
		r := readText(t, "a.csv", content, testOptions(t)).must(t)
		ids := map[string]bool{}
		for _, c := range r.comments {
			ids[c.NativeKey] = true
		}
		if len(ids) != 40 {
			t.Errorf("%s: %d different ids of 40", name, len(ids))
		}
	}
}

func TestRows(t *testing.T) {
	for _, test := range []struct {
		name, content           string
		texts                   []string
		read, blank, quarantine int
		note                    string
	}{
		{"titles above, totals below", "某县意见汇总\n,,,\n编号,乡镇,时间,内容\n1,城关镇,2014-03-10,路坏了\n合计,,,1\n", []string{"路坏了"}, 1, 0, 0, "1 rows of totals"},
		{"repeated header", "编号,内容\n1,路坏了\n编号,内容\n2,灯不亮\n", []string{"路坏了", "灯不亮"}, 2, 0, 0, "1 repeated headers"},
		{"blank rows and running numbers without content", "序号,内容\n1,路坏了\n\n,\n2,\n　,　\n", []string{"路坏了"}, 1, 4, 0, ""},
		{"no text", "编号,乡镇,内容\n1,城关镇,\n2,城关镇,路坏了\n3,城关镇,？？？\n", []string{"路坏了"}, 3, 0, 2, ""},
		{"title only", "编号,标题,内容\n1,路坏了,\n", []string{""}, 1, 0, 0, ""},
		{"missing cells", "编号,内容,时间\n1,路坏了\n", []string{"路坏了"}, 1, 0, 0, ""},
		{"delimiters inside the text", "编号,时间,内容\n1,2014-03-10,路坏了,灯也不亮,水还浑\n", []string{"路坏了,灯也不亮,水还浑"}, 1, 0, 0, "1 rows had more cells"},
		{"delimiters inside a text before other columns", "编号,内容,时间\n1,路坏了,灯也不亮,2014-03-10\n", []string{"路坏了,灯也不亮"}, 1, 0, 0, "1 rows had more cells"},
		{"line ends inside texts without quotes", "编号,内容,时间\n1,路坏了\n很久了\n\n没人修,2014-03-10\n2,灯不亮,2014-03-10\n", []string{"路坏了\n很久了\n\n没人修", "灯不亮"}, 2, 0, 0, "1 rows were broken"},
		{"rows that lack their time", "编号,内容,时间\n1,路坏了\n2,灯不亮\n3,水浑,2014-03-10\n4,电停了\n", []string{"路坏了", "灯不亮", "水浑", "电停了"}, 4, 0, 0, ""},
		{"delimiters that cannot be placed", "编号,标题,内容,时间\n1,路,坏了,请修,修,2014-03-10,x\n", nil, 1, 0, 1, ""},
		{"no header", "1,路坏了一个月没有人来修\n2,灯不亮已经有三个星期了\n", []string{"路坏了一个月没有人来修", "灯不亮已经有三个星期了"}, 2, 0, 0, "column 2 was taken for the text"},
		{"a comment a line", "路坏了一个月没有人来修\n灯不亮已经有三个星期了\n", []string{"路坏了一个月没有人来修", "灯不亮已经有三个星期了"}, 2, 0, 0, "column 1 was taken"},
		{"one named column", "内容\n路坏了\n", []string{"路坏了"}, 1, 0, 0, ""},
		{"quotes that are not closed", "编号,内容,时间\n1,\"路坏了,2014-03-10\n2,灯不亮,2014-03-10\n", []string{"路坏了", "灯不亮"}, 2, 0, 0, "1 rows hold a quote"},
		{"hostile text", "编号,内容\n1,=cmd|' /C calc'!A0\n2,<script>alert(1)</script>\n3,a\x00b\x01c\n", []string{"=cmd|' /C calc'!A0", "<script>alert(1)</script>", "abc"}, 3, 0, 0, ""},
		{"a text that begins like a total", "编号,内容\n合计,合计三次报修都没有人来\n", []string{"合计三次报修都没有人来"}, 1, 0, 0, ""},
		{"a form's columns", "单位,对县委的意见,对民政局的意见建议\n甲,无,名单贴久一点\n", []string{"对县委：无\n对民政局：名单贴久一点"}, 1, 0, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "a.csv", test.content, testOptions(t)).must(t)
			if d := cmp.Diff(test.texts, r.texts()); d != "" {
				t.Error(d)
			}
			if s := r.sources[0]; s.RowsRead != test.read || s.RowsBlank != test.blank || s.RowsQuarantined != test.quarantine {
				t.Errorf("%+v", s)
			}
			if !strings.Contains(r.notes(), test.note) {
				t.Errorf("no note %q in %q", test.note, r.notes())
			}
		})
	}
}

func TestCarryDown(t *testing.T) {
	townships := func(r result) (out []string) {
		for _, c := range r.comments {
			out = append(out, c.Township)
		}
		return out
	}
	block := "乡镇,内容\n城关镇,路坏了\n,灯不亮\n,水浑\n麦岭镇,桥塌了\n,电停了\n"
	if d := cmp.Diff([]string{"城关镇", "城关镇", "城关镇", "麦岭镇", "麦岭镇"}, townships(readText(t, "a.csv", block, testOptions(t)).must(t))); d != "" {
		t.Error(d)
	}
	unclear := "乡镇,内容\n城关镇,路坏了\n,灯不亮\n麦岭镇,水浑\n城关镇,桥塌了\n,电停了\n"
	if d := cmp.Diff([]string{"城关镇", "", "麦岭镇", "城关镇", ""}, townships(readText(t, "a.csv", unclear, testOptions(t)).must(t))); d != "" {
		t.Errorf("blanks that may mean unknown were filled: %s", d)
	}
	o := testOptions(t)
	o.Map = &Mapping{CarryDown: []string{"乡镇"}}
	if d := cmp.Diff([]string{"城关镇", "城关镇", "麦岭镇", "城关镇", "城关镇"}, townships(readText(t, "a.csv", unclear, o).must(t))); d != "" {
		t.Errorf("the map's carry_down: %s", d)
	}
}

func TestChannels(t *testing.T) {
	content := "来源,内容\n短信,路坏了\n县长热线,灯不亮\n微博,水浑\n12345热线,电停了\n飞鸽,桥塌了\n,井塌了\n"
	r := readText(t, "走访记录.csv", content, testOptions(t)).must(t)
	var got []string
	for _, c := range r.comments {
		got = append(got, c.Channel)
	}
	if d := cmp.Diff([]string{"ch.sms", "ch.legacy", "ch.social", "ch.legacy", "ch.visit", "ch.visit"}, got); d != "" {
		t.Error(d)
	}
	if !strings.Contains(r.notes(), "1 rows name a channel") {
		t.Errorf("notes %q", r.notes())
	}
	o := testOptions(t)
	o.Channel = "ch.pigeon"
	if r := readText(t, "a.csv", content, o); r.err == nil || !strings.Contains(r.err.Error(), "ch.sms") {
		t.Errorf("an unknown channel: %v", r.err)
	}
}

func TestDateAndClockApart(t *testing.T) {
	r := readText(t, "a.csv", "日期,时间,内容\n2014-03-10,09:05,路坏了\n", testOptions(t)).must(t)
	if got := r.seen()[0].Time; got != "2014-03-10 09:05:00" || r.sources[0].TimesUnread != 0 {
		t.Errorf("%s, %d unread", got, r.sources[0].TimesUnread)
	}
}

func TestRejectNeverQuotes(t *testing.T) {
	r := readText(t, "a.jsonl", "{\"内容\":\"路坏了\"}\n{\"内容\": 秘密的话\n[\"秘密的话\"]\n\"秘密的话\"\n", testOptions(t)).must(t)
	if len(r.rejected) != 3 || len(r.comments) != 1 {
		t.Fatalf("%+v", r)
	}
	for i, x := range r.rejected {
		if strings.Contains(x.Reason.String(), "秘密") || x.Row != i+2 || x.SourceID != r.sources[0].ID {
			t.Errorf("%+v", x)
		}
	}
}

func TestErrorsOfTheCaller(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	var b strings.Builder
	b.WriteString("编号,内容\n")
	for i := range 5000 {
		fmt.Fprintf(&b, "%d,第%d条\n", i, i)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	n := 0
	_, err := Read(context.Background(), path, testOptions(t), func(comment.Comment) error {
		if n++; n == 2000 {
			return stop
		}
		return nil
	}, nil)
	if !errors.Is(err, stop) || n != 2000 {
		t.Errorf("%v after %d comments", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, path, testOptions(t), func(comment.Comment) error { return nil }, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// FuzzRead: whatever a text file holds, every row is a comment's, merged, in quarantine or blank, and no text is unusable.
func FuzzRead(f *testing.F) {
	f.Add("编号,时间,姓名,内容\n1,2014-03-10,钱某人,路坏了\n合计,,,1\n", "短信.csv")
	f.Add("编号,内容,时间\n1,路坏了\n很久了,2014-03-10\n2,\"没有关\n3,灯不亮,\n", "座谈会.csv")
	f.Add("接收时间;手机号码;短信内容\n2014-03-10;13800000001;【1/2】井坏了\n2014-03-10;13800000001;【2/2】没人修\n", "短信.txt")
	f.Add("渠道\t内容\n座谈会\t1、会多；2、文多\n微博\t对//@甲:路坏了\n", "a.tsv")
	f.Add("某甲 2014-03-10 09:05:12\n路坏了\n\n某乙 2014-03-10 09:06\n[图片]\n—\n", "微信.txt")
	f.Add("编号,内容\n1,—\n2,？\n", "征求意见表.csv")
	o := testOptions(f)
	o.Year = 2014
	f.Fuzz(func(t *testing.T, in, name string) {
		if strings.ContainsAny(name, "/\x00") || len(name) > 60 || name == "" || name == "." || name == ".." {
			return
		}
		r := readText(t, name, in, o)
		for _, c := range r.comments {
			if c.ID == "" || c.TextKey == "" || c.SourceID == "" || c.Row < 1 || !readable(c.Text) && !readable(c.Title) && !isDash(c.Text) {
				t.Fatalf("unusable comment %+v", c)
			}
		}
	})
}

// A stroke where an answer could stand says that there is none: it is counted, and not put aside.
func TestDashes(t *testing.T) {
	var lines strings.Builder
	lines.WriteString("编号,意见\n")
	dashes := []string{"/", "—", "-", "…", "……", "无。", "√", "×", "。", "——", "／", ".", "*", "～"}
	for i, d := range dashes {
		fmt.Fprintf(&lines, "%d,%s\n", i, d)
	}
	lines.WriteString("90,???\n91,=\n92,!\n")
	r := readText(t, "征求意见表.csv", lines.String(), testOptions(t)).must(t)
	if d := cmp.Diff(dashes, r.texts()); d != "" {
		t.Error(d)
	}
	if len(r.rejected) != 3 || r.rejected[0].Reason != reasonLost || r.rejected[1].Reason != reasonNoLetter {
		t.Errorf("%+v", r.rejected)
	}
}

// TestANumberThatIsNoVoteIsNotStored: a telephone or identity card in the column of votes would stand there for all to read.
func TestANumberThatIsNoVoteIsNotStored(t *testing.T) {
	r := readText(t, "意见.csv", "编号,内容,点赞数,反对数\n1,井坏了没人修,13800000000,7\n2,路灯坏了没人修,12,110101199003070000\n3,渠堵了没人修,3560000,99999999999999999999999\n", testOptions(t)).must(t)
	var got []int64
	for _, c := range r.comments {
		for _, v := range []*int64{c.VotesUp, c.VotesDown} {
			if v == nil {
				got = append(got, -1)
			} else {
				got = append(got, *v)
			}
		}
	}
	if d := cmp.Diff([]int64{-1, 7, 12, -1, -1, -1}, got); d != "" {
		t.Error(d)
	}
	if !strings.Contains(r.notes(), "4 numbers of votes") {
		t.Errorf("notes %q", r.notes())
	}
}
