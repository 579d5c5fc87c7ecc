package ingest

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	sampleCSV  = "编号,乡镇,内容\n1,城关镇,村里的路灯坏了三个月没有人来修，请县里派人看看\n2,麦岭镇,办事大厅的人说话不好听，一个证跑了四趟\n"
	big5Sample = "編號,鄉鎮,內容\n1,城關鎮,村裡的路燈壞了三個月沒有人來修，請縣裡派人看看\n2,麥嶺鎮,辦事大廳的人說話不好聽，一個證跑了四趟\n"
	rareRune   = "𠅤" // four bytes in GB18030
)

func encoded(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	out, _, err := transform.String(e.NewEncoder(), s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEncodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) encoding.Encoding {
		return unicode.UTF16(order, mark)
	}
	for _, test := range []struct {
		name, content string
		encoding      string
		first         string
	}{
		{"utf-8", sampleCSV, encUTF8, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"utf-8 with mark", "\ufeff" + sampleCSV, encUTF8, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"gb18030", encoded(t, simplifiedchinese.GB18030, sampleCSV), encGB18030, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"gb18030 of four bytes", encoded(t, simplifiedchinese.GB18030, strings.Replace(sampleCSV, "村里", rareRune, 1)), encGB18030, rareRune + "的路灯坏了三个月没有人来修，请县里派人看看"},
		{"big5", encoded(t, traditionalchinese.Big5, big5Sample), encBig5, "村裡的路燈壞了三個月沒有人來修，請縣裡派人看看"},
		{"utf-16le with mark", encoded(t, utf16(unicode.LittleEndian, unicode.UseBOM), sampleCSV), encUTF16LE, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"utf-16be with mark", encoded(t, utf16(unicode.BigEndian, unicode.UseBOM), sampleCSV), encUTF16BE, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"utf-16le without mark", encoded(t, utf16(unicode.LittleEndian, unicode.IgnoreBOM), sampleCSV), encUTF16LE, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"utf-16be without mark", encoded(t, utf16(unicode.BigEndian, unicode.IgnoreBOM), sampleCSV), encUTF16BE, "村里的路灯坏了三个月没有人来修，请县里派人看看"},
		{"utf-8 cut in a character", strings.Repeat(sampleCSV, 50) + "3,城关镇,路坏\xe4\xba", encUTF8 + " (2 damaged bytes)", "村里的路灯坏了三个月没有人来修，请县里派人看看"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := readText(t, "意见.csv", test.content, testOptions(t)).must(t)
			if got := r.sources[0].Encoding; got != test.encoding {
				t.Errorf("encoding %s, want %s", got, test.encoding)
			}
			if len(r.comments) < 2 || r.comments[0].Text != test.first {
				t.Errorf("first text %q, want %q", r.texts()[:1], test.first)
			}
		})
	}
}

// A character on the border of two reads must not look like damage.
func TestSurveyAcrossReads(t *testing.T) {
	for shift := range 4 {
		content := strings.Repeat("x", shift) + strings.Repeat("县", 1<<16)
		in, err := Open(t.Context(), writeFile(t, "a.csv", content), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close()
		s, err := look(in, "a.csv", "")
		if err != nil {
			t.Fatal(err)
		}
		if s.encoding != encUTF8 || s.damaged != 0 || s.size != int64(len(content)) {
			t.Errorf("shift %d: %s, %d damaged, %d bytes", shift, s.encoding, s.damaged, s.size)
		}
	}
}

func TestDamagedTexts(t *testing.T) {
	// What UTF-8 becomes when it is read as GBK, and what GBK becomes when it is read as UTF-8 and saved.
	twice, _, err := transform.String(simplifiedchinese.GB18030.NewDecoder(), "反映村里的路灯坏了没有人来修")
	if err != nil {
		t.Fatal(err)
	}
	content := "编号,内容\n1," + twice + "\n2,锟斤拷锟斤拷锟斤拷没\n3,好好的一句话\n4,他说锟斤拷这三个字是乱码的样子，其余的字都好好的\n"
	r := readText(t, "意见.csv", content, testOptions(t)).must(t)
	if len(r.comments) != 2 || r.comments[0].Row != 4 || r.comments[1].Row != 5 {
		t.Errorf("kept %q", r.texts())
	}
	if len(r.rejected) != 2 || !strings.Contains(r.rejected[0].Reason.String(), "saved twice") || !strings.Contains(r.rejected[1].Reason.String(), "锟斤拷") {
		t.Errorf("rejected %+v", r.rejected)
	}
	for _, x := range r.rejected {
		if strings.Contains(x.Reason.String(), twice) {
			t.Error("the reason quotes the row")
		}
	}
}

func TestMapGivesTheEncoding(t *testing.T) {
	o := testOptions(t)
	o.Map = &Mapping{Encoding: encBig5}
	r := readText(t, "a.csv", encoded(t, traditionalchinese.Big5, "編號,內容\n1,路\n"), o).must(t)
	if got := r.texts(); len(got) != 1 || got[0] != "路" {
		t.Errorf("%q", got)
	}
}
