package ingest

import (
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"sifeng/pipeline/comment"
)

// Whether a table without a known column of comments may hold some, and where it says they are. What stands in an unknown heading is not told.
func TestUnknownColumns(t *testing.T) {
	for _, tt := range []struct {
		name, file, content string
		want                string // of the error; empty: the table holds no words under unknown names
	}{
		{"known names beside unknown ones", "a.csv", "流水号,甲,哪个乡镇,乙\n1,电话,颍桥镇,路灯坏了三个月没人修\n", `columns are 流水号, #2, 哪个乡镇, #4; the texts of column 4 are`},
		{"a value where a name should be", "a.csv", "姓名,钱多多,电话,13800000000\n性别,男的,地址,在某某村西头\n", "columns are 姓名, #2, 电话, #4; the texts of column 4 are"},
		{"objects", "a.jsonl", `{"编号":"1","甲":"路灯坏了三个月没人修","乡镇":"颍桥镇"}` + "\n", "the texts of column 2 are"},
		{"short words, no known names", "a.csv", "甲,乙\n1,路坏了\n2,灯不亮\n", "no row names the columns; write the names (编号, 时间, 乡镇, 内容 …) above them; the texts of column 2 are"},
		{"all names known", "a.csv", "乡镇,单位,数量\n城关镇,民政局,3\n", ""},
		{"unknown names above numbers", "a.csv", "乡镇,单位,甲\n城关镇,民政局,3\n", ""},
		{"unknown names alone above numbers", "a.csv", "年份,件数\n2013,5\n", ""},
		{"private columns", "a.csv", "姓名,电话,住址\n钱多多,13800000000,某某村西头第三家\n", ""},
		{"a list of short words", "a.txt", "甲\n乙\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := writeFile(t, tt.file, tt.content)
			r := readFile(t, path, testOptions(t))
			unknown := new(UnknownColumnsError)
			if !errors.Is(r.err, ErrNoComments) || errors.As(r.err, &unknown) != (tt.want != "") || !strings.Contains(r.err.Error(), tt.want) {
				t.Fatalf("got %v, want %q", r.err, tt.want)
			}
			for _, private := range []string{"钱多多", "13800000000", "西头"} {
				if strings.Contains(r.err.Error(), private) {
					t.Errorf("the error tells %s", private)
				}
			}
			o := testOptions(t)
			o.Found = true
			r = readFile(t, path, o)
			if tt.want == "" {
				if !errors.Is(r.err, ErrNoComments) {
					t.Errorf("in a directory: %v", r.err)
				}
				return
			}
			s := r.must(t).sources[0]
			if !s.LeftOut || s.RowsRead != 0 || s.RowsQuarantined != 0 || len(r.rejected) != 1 || r.rejected[0].Row != 0 || r.rejected[0].Reason != reasonUnknownColumns || len(s.Notes) != 1 {
				t.Errorf("in a directory: %+v, %+v", s, r.rejected)
			}
			// The two lines of the error are a map that works.
			_, yaml, _ := strings.Cut(s.Notes[0].String(), ":\ncolumns:")
			m, err := parseMapping([]byte("columns:" + yaml))
			if err != nil {
				t.Fatal(err)
			}
			o.Map = m
			if r := readFile(t, path, o).must(t); len(r.comments) == 0 {
				t.Error("with the map of the error nothing was read")
			}
		})
	}
}

// A workbook none of whose sheets can be read tells of the one whose columns are not known, whatever stands behind it.
func TestUnknownColumnsOfSheet(t *testing.T) {
	sheets := map[string][][]string{
		"Sheet1": {{"流水号", "哪个乡镇", "甲"}, {"1", "颍桥镇", "路灯坏了三个月没人修"}},
		"统计":     {{"乡镇", "单位", "数量"}, {"城关镇", "民政局", "3"}},
	}
	path := writeSheets(t, sheets)
	o := testOptions(t)
	o.Found = true
	if r := readFile(t, path, o).must(t); len(r.sources) != 1 || !r.sources[0].LeftOut {
		t.Errorf("%+v", r.sources)
	}
	// Beside a sheet that can be read, it is put aside by itself.
	sheets["统计"][0][2] = "内容"
	path = writeSheets(t, sheets)
	r := readFile(t, path, o).must(t)
	want := "Check! Sheet Sheet1 was not read: no column holds comments: the columns are 流水号, 哪个乡镇, #3; the texts of column 3"
	if len(r.comments) != 1 || len(r.sources) != 2 || !r.sources[1].LeftOut || r.sources[1].Sheet != "Sheet1" || !strings.HasPrefix(r.sources[1].Notes[0].String(), want) {
		t.Errorf("%+v", r.sources)
	}
	if d := cmp.Diff([]comment.Rejected{{SourceID: r.sources[1].ID, Reason: reasonUnknownSheet}}, r.rejected, cmp.AllowUnexported(comment.Message{})); d != "" {
		t.Error(d)
	}
}

// Which sheets beside one that is read are put aside: those that may hold comments.
func TestSheetsBeside(t *testing.T) {
	units := [][]string{{"编码", "名称"}}
	for i, u := range []string{"城关镇人民政府", "颍桥镇人民政府", "县人力资源和社会保障局", "县不动产登记中心", "县不动产交易中心", "县食品药品监督管理局", "县住房和城乡建设局", "县交通运输局", "县农业农村局", "县水利局", "县教体局"} {
		units = append(units, []string{strconv.Itoa(i), u})
	}
	help := [][]string{{"填表说明"}}
	comments := [][]string{}
	for range 9 {
		help = append(help, []string{"请按实际情况填写，不要留空"})
		comments = append(comments, []string{"路灯坏了没人修，打电话推来推去"})
	}
	told := [][]string{{"1", "路灯坏了三个月没人修"}, {"2", "机井不出水了，没人管"}}
	remarks := [][]string{}
	for range 8 {
		remarks = append(remarks, []string{"2014-05-01", "某某", "路灯坏了三个月没人修"})
	}
	for _, tt := range []struct {
		what, name string
		rows       [][]string
		aside      bool
	}{
		{"names of columns that are not known", "六月", [][]string{{"甲子", "乙丑"}, {"1", "路灯坏了三个月没人修"}, {"2", "机井不出水了，没人管"}}, true},
		{"one known name, one record", "六月", [][]string{{"哪个乡镇", "乙丑"}, {"颍桥镇", "路灯坏了三个月没人修"}}, true},
		{"no names", "续表", [][]string{{"1", "2014-05-01", "路灯坏了三个月没人修"}, {"2", "2014-05-02", "机井不出水了，没人管"}}, true},
		{"one column without a name", "Sheet2", comments, true},
		{"instructions by the sheet's name", "填表说明", help[1:], false},
		{"instructions by the title", "Sheet2", help, false},
		{"two records under the name of a code list", "问题代码", [][]string{{"1", "不给好处不办事，乱收费"}, {"2", "上班打牌，没人管"}}, false},
		{"units", "Sheet2", units, false},
		{"counts", "汇总", [][]string{{"行标签", "计数项"}, {"城关镇", "12"}, {"总计", "12"}}, false},
		{"a few remarks", "Sheet2", [][]string{{"本表由信访局提供，没有核对"}, {"有问题请打电话"}}, false},
		{"nothing", "Sheet2", nil, false},
		{"wishes", "群众要求", told, true},
		{"what was told", "情况说明", told, true},
		{"a form for opinions", "意见征集模板", told, true},
		{"calls by the title", "Sheet2", append([][]string{{"六月份群众来电登记要求"}}, told...), true},
		{"instructions by a numbered name", "填写说明（必读）2", told, false},
		{"rules of marks", "评分标准", told, false},
		{"meanings", "指标解释", told, false},
		{"a log of changes", "更新记录", told, false},
		{"duties with one remark", "Sheet2", [][]string{{"日期", "姓名", "电话", "备注"}, {"2014-05-01", "某某", "13800000000", "当天有事没来，请人代班了"}}, false},
		{"duties by the title", "Sheet2", [][]string{{"六月值班安排表"}, {"日期", "姓名", "电话", "事项"}, {"2014-05-01", "某某", "13800000000", "当天有事没来，请人代班了"}}, false},
		{"many remarks", "Sheet2", append([][]string{{"日期", "姓名", "备注"}}, remarks...), true},
		{"lists of units", "Sheet2", [][]string{{"乡镇", "谁管"}, {"城关镇", "县财政局，县人社局"}, {"颍桥镇", "县不动产登记中心，县住建局"}}, false},
		{"one small word that no name holds", "Sheet2", [][]string{{"1", "上班打牌没人管"}, {"2", "收费太多了"}, {"3", "下乡吃喝很浪费"}}, true},
		{"two signs", "Sheet2", [][]string{{"1", "办事要送礼，乱收费"}, {"2", "不给好处，拖着办"}}, true},
		{"one sentence, and one that may be", "Sheet2", [][]string{{"1", "村干部办低保要人来送礼"}, {"2", "上班打牌没人管"}}, true},
		{"small words in names", "Sheet2", [][]string{{"1", "最低生活保障申请"}, {"2", "被征地农民养老保险"}, {"3", "城市给排水工程"}, {"4", "不动产登记，过户"}, {"5", "没收违法所得"}}, false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			path := writeSheets(t, map[string][][]string{"Sheet1": {{"编号", "内容"}, {"1", "干部上班打牌"}}, tt.name: tt.rows})
			r := readFile(t, path, testOptions(t)).must(t)
			if aside := len(r.sources) == 2 && r.sources[1].LeftOut; aside != tt.aside || len(r.rejected) > 0 != tt.aside || len(r.comments) != 1 {
				t.Errorf("put aside: %v, want %v; %+v", aside, tt.aside, r.sources)
			}
			for _, cells := range tt.rows {
				if last := cells[len(cells)-1]; len(last) > 20 && strings.Contains(r.notes(), last) {
					t.Errorf("the notes tell %s", last)
				}
			}
		})
	}
}

// Sheets that are passed over though they hold words under unknown names are told of with their column; lists of short words and counts are not.
func TestDoubtfulSheets(t *testing.T) {
	for _, tt := range []struct {
		what, name string
		rows       [][]string
		want       string
	}{
		{"comments without a small word", "六月", [][]string{{"2014-05-01", "低保评议优亲厚友"}, {"2014-05-02", "街道垃圾成堆"}, {"2014-05-03", "村干部吃喝公款"}}, "Check! Sheet 六月 has no column of comments: not read; the texts of column 2"},
		{"the same, under a known name", "六月", [][]string{{"日期", "乙丑"}, {"2014-05-01", "低保评议优亲厚友"}}, "Check! Sheet 六月 has no column of comments: not read; the texts of column 2"},
		{"instructions", "填表说明", [][]string{{"1", "路灯坏了三个月没人修"}, {"2", "机井不出水了，没人管"}}, "Check! Sheet 填表说明 has no column of comments: not read; the texts of column 2"},
		{"counts", "汇总", [][]string{{"行标签", "计数项"}, {"城关镇", "12"}}, "sheet 汇总 has no column of comments: not read"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			r := readFile(t, writeSheets(t, map[string][][]string{"Sheet1": {{"编号", "内容"}, {"1", "干部上班打牌"}}, tt.name: tt.rows}), testOptions(t)).must(t)
			if len(r.sources) != 1 || len(r.rejected) != 0 || !strings.Contains(r.notes(), tt.want) {
				t.Errorf("%q, want %q", r.notes(), tt.want)
			}
		})
	}
}

// A sheet that is put aside is told of by its names where it has some, known or not, and once that it has none; an inspection of the workbook knows
// that its other sheet can be read.
func TestNamesOfSheetAside(t *testing.T) {
	told := [][]string{{"1", "路灯坏了三个月没人修"}, {"2", "机井不出水了，没人管"}}
	for _, tt := range []struct {
		what string
		rows [][]string
		want string
	}{
		{"names that are not known", append([][]string{{"甲子", "乙丑"}}, told...), "no column holds comments: the names in row 1 are not known (#1, #2); the texts of column 2"},
		{"no names", told, "no column holds comments: no row names the columns; the texts of column 2"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			path := writeSheets(t, map[string][][]string{"Sheet1": {{"编号", "内容"}, {"1", "干部上班打牌"}}, "六月": tt.rows})
			if r := readFile(t, path, testOptions(t)).must(t); !strings.Contains(r.notes(), tt.want) {
				t.Errorf("%q, want %q", r.notes(), tt.want)
			}
			in, err := Inspect(t.Context(), path, testOptions(t))
			if err != nil || in.Unknown() || len(in.Sheets) != 1 {
				t.Errorf("inspection: %+v, %v", in, err)
			}
		})
	}
}

// Of a workbook without comments, a sheet that explains the others says nothing: a ledger is told of by its name, and neither it nor statistics are
// put into quarantine, wherever that sheet stands.
func TestWorkbookWithInstructions(t *testing.T) {
	help := [][]string{{"1", "请按实际情况填写，不要留空"}, {"2", "没有的不填，填了的要核对。"}}
	ledger := [][]string{{"编号", "整改措施", "整改时限", "状态"}, {"1", "换灯", "2014-06-30", "整改中"}}
	counts := [][]string{{"乡镇", "单位", "数量"}, {"城关镇", "民政局", "3"}}
	told := [][]string{{"哪个乡镇", "乙丑"}, {"颍桥镇", "路灯坏了三个月没人修"}}
	for _, tt := range []struct {
		what    string
		sheets  map[string][][]string
		want    string
		leftOut bool // in a directory
	}{
		{"a ledger before", map[string][][]string{"Sheet1": ledger, "填表说明": help}, "give it with --ledger", false},
		{"a ledger behind", map[string][][]string{"Sheet1": help, "填表说明": help, "台账": ledger}, "", true},
		{"a ledger behind instructions", map[string][][]string{"填表说明": help, "台账": ledger}, "give it with --ledger", false},
		{"statistics", map[string][][]string{"Sheet1": counts, "填表说明": help}, "the columns are 乡镇, 单位, #3", false},
		{"instructions alone", map[string][][]string{"填表说明": help, "填报说明": help}, "no column holds comments", false},
		{"comments", map[string][][]string{"Sheet1": told, "填表说明": help, "台账": ledger}, "the texts of column 2", true},
		{"short words", map[string][][]string{"Sheet1": counts, "六月": {{"2014-05-01", "低保评议优亲厚友"}, {"2014-05-02", "街道垃圾成堆成山"}}}, "; Check! Sheet 六月", false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			path := writeSheets(t, tt.sheets)
			if r := readFile(t, path, testOptions(t)); !errors.Is(r.err, ErrNoComments) && !errors.Is(r.err, ErrLedger) || !strings.Contains(r.err.Error(), tt.want) {
				t.Errorf("%v, want %q", r.err, tt.want)
			}
			o := testOptions(t)
			o.Found = true
			if r := readFile(t, path, o); (len(r.sources) == 1 && r.sources[0].LeftOut) != tt.leftOut {
				t.Errorf("in a directory: %+v, %v", r.sources, r.err)
			}
		})
	}
}

// writeSheets writes a workbook of which Sheet1, if there is one, comes first.
func writeSheets(t *testing.T, sheets map[string][][]string) (path string) {
	t.Helper()
	f := excelize.NewFile()
	for sheet, rows := range sheets {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			at, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(sheet, at, &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	path = filepath.Join(t.TempDir(), "a.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}
