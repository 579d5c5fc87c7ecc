package ingest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sifeng/dict"
)

// What a file's name and headings say of its channel, and how that is told.
func TestChannelOfNameAndHeadings(t *testing.T) {
	const call = "来电时间,来电号码,内容\n2014-05-01,13800000000,路灯坏了没人修\n"
	const plain = "时间,内容\n2014-05-01,路灯坏了没人修\n"
	for _, tt := range []struct{ name, content, channel, why string }{
		{"12345热线6月.csv", call, "ch.hotline", "看文件名"},
		{"12345热线6月.csv", plain, "ch.hotline", "看文件名"},
		{"热线6月.csv", plain, "ch.hotline", "看文件名"},
		{"六月.csv", call, "ch.hotline", "列名里有“来电时间”"},
		{"信访登记.csv", call, "ch.hotline", "列名里有“来电时间”"},
		{"信访登记.csv", plain, "ch.legacy", "看文件名"},
		{"短信.csv", call, "ch.sms", "看文件名"},
		{"六月.csv", plain, "", ""},
		{"六月.csv", "渠道,来电时间,内容\n短信,2014-05-01,路灯坏了\n", "", ""},
	} {
		path := writeFile(t, tt.name, tt.content)
		in, err := Inspect(t.Context(), path, testOptions(t))
		if err != nil {
			t.Fatal(err)
		}
		s, why := in.Sheets[0], ""
		if s.ChannelWhy != nil {
			why = s.ChannelWhy.Chinese()
		}
		if s.Channel != tt.channel || why != tt.why {
			t.Errorf("%s, %.12s…: %q because %q, want %q because %q", tt.name, tt.content, s.Channel, why, tt.channel, tt.why)
		}
	}
}

// A month and day in the cells of a workbook are read with the year, unless they may be a number that lost its last 0.
func TestMonthAndDayInSheets(t *testing.T) {
	f := excelize.NewFile()
	want := []string{"", "2014-05-14", "2014-05-14", "2014-06-12", "2014-05-14", "2014-05-01", ""}
	for row, cells := range [][2]string{{"时间", "内容"}, {"05-14", "路灯坏了一盏"}, {"5.14", "路灯坏了两盏"}, {"06-12", "路灯坏了三盏"}, {"5/14", "路灯坏了四盏"}, {"05.1", "路灯坏了五盏"}, {"5.1", "路灯坏了六盏"}} {
		for col, cell := range cells {
			name, _ := excelize.CoordinatesToCellName(col+1, row+1)
			if err := f.SetCellStr("Sheet1", name, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "a.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	o := testOptions(t)
	o.Year = 2014
	r := readFile(t, path, o).must(t)
	for i, c := range r.comments {
		got := ""
		if !c.ReceivedAt.IsZero() {
			got = c.ReceivedAt.Format("2006-01-02")
		}
		if got != want[i+1] {
			t.Errorf("row %d: %q, want %q", i+2, got, want[i+1])
		}
	}
	if !strings.Contains(r.notes(), "1 times cannot be read: left empty (they look like “9.9”, 9 for any digit)") {
		t.Errorf("notes: %s", r.notes())
	}
}

// Times that cannot be read are told by their form, before the run and after it; what stands there is not.
func TestUnreadTimesAreDescribed(t *testing.T) {
	const content = "时间,内容\n05-14,路灯坏了一盏\n9月99日,路灯坏了两盏\n05-15,路灯坏了三盏\n钱多多家,路灯坏了四盏\n2014-05-16,路灯坏了五盏\n"
	const form = "4 个时间无法识别：留空（样子如“99-99”、“9月99日”、“□”，9 代表数字）；其中 2 个只缺年份，用 --year 给出年份就能读"
	path := writeFile(t, "a.csv", content)
	r := readFile(t, path, testOptions(t)).must(t)
	in, err := Inspect(t.Context(), path, testOptions(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.sources[0].Notes[0].Chinese(); got != form {
		t.Errorf("a run says %q", got)
	}
	if got := in.Sheets[0].Notes[0].Chinese(); got != "头 5 行里有 "+form {
		t.Errorf("inspect says %q", got)
	}
	o := testOptions(t)
	o.Year = 2014
	if got := readFile(t, path, o).must(t).sources[0].Notes[0].Chinese(); got != "2 个时间无法识别：留空（样子如“9月99日”、“□”，9 代表数字）" {
		t.Errorf("with the year, a run says %q", got)
	}
}

// One known name is enough where the first row can be nothing but names.
func TestLoneHeading(t *testing.T) {
	r := readText(t, "a.csv", "时间,甲,乙\n2014-05-01,路灯坏了没人修请来修一修,是\n2014-05-02,桥塌了没人管快来看一看,否\n", testOptions(t)).must(t)
	if diff := cmp.Diff([]string{"路灯坏了没人修请来修一修", "桥塌了没人管快来看一看"}, r.texts()); diff != "" {
		t.Error(diff)
	}
	if r.comments[0].ReceivedAt.IsZero() {
		t.Error("the times were not read")
	}
	for _, want := range []string{"column 2, whose texts are the longest", "columns that are not used: 乙"} {
		if !strings.Contains(r.notes(), want) {
			t.Errorf("notes lack %q: %s", want, r.notes())
		}
	}
	// A first row with a long text or a number is a record.
	for _, first := range []string{"时间,时间到了还不开门让人干等着实在过分得很", "时间,1"} {
		r := readText(t, "a.csv", first+"\n来电,路灯坏了没人修请来修一修\n来电,路灯坏了没人修请来修一修二\n", testOptions(t)).must(t)
		if len(r.comments) != 3 {
			t.Errorf("%q was taken for names", first)
		}
	}
}

// A heading may be shown, but not what may be somebody's value.
func TestUnusedColumnsAreNamed(t *testing.T) {
	r := readText(t, "a.csv", "时间,内容,经办,第2次,这一列的名字长得不像是列名\n2014-05-01,路灯坏了,是,是,是\n", testOptions(t)).must(t)
	if got := r.sources[0].Notes[0].Chinese(); got != "没有用到的列：经办, #4, #5" {
		t.Errorf("got %q", got)
	}
}

// Who handles a comment is told from whom it is about.
func TestHandlerIsNoDepartment(t *testing.T) {
	const content = "编号,承办单位,被反映单位,内容\n1,民政局,,路灯坏了一盏\n2,民政局,交通局,路灯坏了两盏\n3,,交通局,路灯坏了三盏\n4,,,路灯坏了四盏\n"
	var got []string
	for _, c := range readText(t, "a.csv", content, testOptions(t)).must(t).comments {
		got = append(got, c.Department)
	}
	if diff := cmp.Diff([]string{"承办单位：民政局", "交通局", "交通局", ""}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTemporaryFileOfExcel(t *testing.T) {
	r := readText(t, "~$六月.xlsx", "\x05lock", testOptions(t))
	if r.err == nil || !strings.Contains(r.err.Error(), "temporary file of Excel") {
		t.Errorf("got %v", r.err)
	}
}

func TestCheckChannel(t *testing.T) {
	d, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckChannel(d, "bogus"); err == nil || !strings.Contains(err.Error(), "ch.hotline") {
		t.Errorf("bogus: %v", err)
	}
	for _, code := range []string{"", "ch.sms"} {
		if err := CheckChannel(d, code); err != nil {
			t.Error(err)
		}
	}
}

// What the people of an office call their columns.
func TestPlainHeadings(t *testing.T) {
	r := readText(t, "a.csv", "流水号,来话日期,哪个乡镇,怎么来的,群众说了啥\n1,2014-05-01,颍桥镇,短信,路灯坏了没人修\n", testOptions(t)).must(t)
	if c := r.comments[0]; len(r.comments) != 1 || c.Text != "路灯坏了没人修" || c.Township != "颍桥镇" || c.Channel != "ch.sms" || c.ReceivedAt.Format("2006-01-02") != "2014-05-01" {
		t.Errorf("%+v", r.comments)
	}
}
