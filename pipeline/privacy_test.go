package pipeline_test

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sifeng/pipeline"
	"sifeng/pipeline/store"
)

// TestNothingPrivateIsKept plants private data in columns and texts of files of every format and looks for it everywhere a run writes.
func TestNothingPrivateIsKept(t *testing.T) {
	for seed := range int64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			p := &planter{random: rand.New(rand.NewSource(seed + 1))}
			dir := t.TempDir()
			files := []string{
				p.writeCSV(t, filepath.Join(dir, "热线.csv")),
				p.writeXLSX(t, filepath.Join(dir, p.row()["姓名"]+"来信.xlsx")),
				p.writeJSONL(t, filepath.Join(dir, "微信.jsonl")),
			}
			db, out := filepath.Join(dir, "x.duckdb"), filepath.Join(dir, "report")
			_, err := pipeline.Run(context.Background(), pipeline.Config{Inputs: files, DB: db, Out: out, Workers: 2, Matters: true})
			if err != nil {
				t.Fatal(err)
			}
			kept := collect(t, db, out)
			kept.check(t, p.planted)
			if n := len(kept["main comments.text"]); n < 3*plantedRows/2 { // the rest is restricted
				t.Fatalf("only %d texts were looked through", n)
			}
			if _, err := pipeline.Audit(context.Background(), db, []string{out}, "", func(l pipeline.Leak) error {
				return fmt.Errorf("%s %s: %s", l.Where, l.Row, l.Mark)
			}); err != nil {
				t.Error("the audit finds something that is no leak:", err)
			}
		})
	}
}

// TestErrorsNameNobody: whatever is wrong with a file, the error does not quote it.
func TestErrorsNameNobody(t *testing.T) {
	p := &planter{random: rand.New(rand.NewSource(99))}
	var people []string
	for range 30 {
		r := p.row()
		people = append(people, strings.Join([]string{r["姓名"], r["联系电话"], r["家庭住址"]}, ","))
	}
	lines := strings.Join(people, "\n") + "\n"
	for name, content := range map[string]string{
		"columns.csv":   "姓名,联系电话,家庭住址\n" + lines,
		"nothing.jsonl": `{"姓名":"` + strings.ReplaceAll(lines, "\n", `","x":`) + "\n",
		"broken.json":   `[{"内容":"` + lines,
		"broken.xlsx":   "PK\x03\x04" + lines,
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := pipeline.Run(context.Background(), pipeline.Config{Inputs: []string{path}, DB: filepath.Join(dir, "x.duckdb"), Out: filepath.Join(dir, "report"), Workers: 1})
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		found{"error": {err.Error()}}.check(t, p.planted)
		left, _ := filepath.Glob(filepath.Join(dir, "*"))
		if len(left) != 1 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
}

// TestNothingPrivateOfRealInput: the same over real comments, of which only the shape of what is private is known.
func TestNothingPrivateOfRealInput(t *testing.T) {
	real := os.Getenv("SIFENG_REAL_DATA")
	if real == "" {
		t.Skip("SIFENG_REAL_DATA does not say where real comments are")
	}
	var files []string
	for _, name := range []string{"taidi_fj3.xlsx", "taidi_fj4.xlsx", "taidi_fj2_test.xlsx", "shangluo_masked.csv"} {
		if path := filepath.Join(real, name); exists(path) {
			files = append(files, path)
		}
	}
	if len(files) == 0 {
		t.Skip("no real comments in ", real)
	}
	dir := t.TempDir()
	db, out := filepath.Join(dir, "x.duckdb"), filepath.Join(dir, "report")
	if _, err := pipeline.Run(context.Background(), pipeline.Config{Inputs: files, DB: db, Out: out, Workers: 2, Matters: true}); err != nil {
		t.Fatal(err)
	}
	collect(t, db, out).check(t, nil)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// planter makes comments that hold private data and remembers what it planted. It is all invented.
type planter struct {
	random  *rand.Rand
	planted []string
	names   map[string]bool
}

const plantedRows = 60

var plantedColumns = []string{"留言编号", "留言时间", "所属乡镇", "内容", "姓名", "联系电话", "身份证号", "家庭住址", "微信号"}

func (p *planter) pick(list ...string) string { return list[p.random.Intn(len(list))] }

func (p *planter) digits(n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte(byte('0' + p.random.Intn(10)))
	}
	return b.String()
}

func (p *planter) plant(s string) string {
	p.planted = append(p.planted, s)
	return s
}

func (p *planter) phone() string {
	return p.plant(p.pick("138", "139", "152", "187", "176", "199") + p.digits(8))
}

func (p *planter) id() string {
	id := fmt.Sprintf("41102519%02d%02d%02d%s", 40+p.random.Intn(60), 1+p.random.Intn(12), 1+p.random.Intn(28), p.digits(3))
	return p.plant(id + string(checkDigit(id)))
}

// name gives a name that it has given to nobody before.
func (p *planter) name() string {
	if p.names == nil {
		p.names = map[string]bool{}
	}
	for {
		name := p.pick("王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "徐", "孙", "胡", "朱", "郭") + p.pick("建", "秀", "玉", "志", "晓", "德", "春", "桂", "永", "淑") +
			p.pick("芳", "英", "军", "强", "霞", "梅", "涛", "娟", "磊", "敏")
		if !p.names[name] {
			p.names[name] = true
			return p.plant(name)
		}
	}
}

// disguise writes a number as people do who fear machines, or none.
func (p *planter) disguise(n string) string {
	digits := func(forms string) string {
		var b strings.Builder
		for _, c := range n {
			b.WriteString(string([]rune(forms)[c-'0']))
		}
		return b.String()
	}
	switch p.random.Intn(8) {
	case 0:
		return n[:3] + "-" + n[3:7] + "-" + n[7:]
	case 1:
		return n[:3] + " " + n[3:7] + " " + n[7:]
	case 2:
		return digits("０１２３４５６７８９")
	case 3:
		return digits("零幺二三四五六七八九")
	case 4:
		return n[:6] + "\n" + n[6:]
	case 5:
		return "+86 " + n
	}
	return n
}

func (p *planter) text(r map[string]string) string {
	complaint := p.pick("村里的路灯坏了三个月没人修", "办事大厅的人态度冷淡，一个证跑了四趟", "镇里开会太多，干部不下村", "机井没电，报了几次都没有回音", "低保名单没有公示")
	switch p.random.Intn(9) {
	case 0:
		return complaint + "，电话" + p.disguise(p.phone())
	case 1:
		return "我叫" + p.name() + "，" + complaint
	case 2:
		return complaint + "。身份证" + p.id()
	case 3:
		return complaint + "。联系人：" + p.name() + " " + p.phone()
	case 4:
		return complaint + "。请回" + r["姓名"] + "，" + r["联系电话"] + "，" + r["家庭住址"]
	case 5:
		return "来电人" + p.name() + "反映" + complaint
	case 6:
		return complaint + "，加我微信" + r["微信号"]
	case 7:
		return complaint + "。\n" + r["姓名"]
	}
	return complaint
}

func (p *planter) row() map[string]string {
	n := len(p.planted)
	r := map[string]string{
		"留言编号": p.plant(fmt.Sprintf("NATIVE-%06d", n)), "留言时间": fmt.Sprintf("2014-05-%02d 09:30", 1+p.random.Intn(28)), "所属乡镇": p.pick("颍桥镇", "库庄镇", "丁营乡"),
		"姓名": p.name(), "联系电话": p.phone(), "身份证号": p.id(), "家庭住址": p.plant(fmt.Sprintf("颍桥镇甲%d村东街%d号", n, 3+p.random.Intn(90))),
		"微信号": p.plant(fmt.Sprintf("wx_planted%d", n)),
	}
	r["内容"] = p.text(r)
	return r
}

func (p *planter) table() [][]string {
	rows := [][]string{plantedColumns}
	for range plantedRows {
		r := p.row()
		var cells []string
		for _, c := range plantedColumns {
			cells = append(cells, r[c])
		}
		rows = append(rows, cells)
	}
	return rows
}

func (p *planter) writeCSV(t *testing.T, path string) string {
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := csv.NewWriter(f).WriteAll(p.table()); err != nil {
		t.Fatal(err)
	}
	return path
}

func (p *planter) writeXLSX(t *testing.T, path string) string {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range p.table() {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func (p *planter) writeJSONL(t *testing.T, path string) string {
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for range plantedRows {
		if err := json.NewEncoder(f).Encode(p.row()); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// found is every text that a run wrote, by where it stands.
type found map[string][]string

// collect reads every column of every table of both databases, and every file of the report.
func collect(t *testing.T, dbPath, out string) found {
	t.Helper()
	all := found{}
	db, err := store.OpenWith(dbPath, store.OpenOptions{Restricted: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`select database_name, table_name, column_name from duckdb_columns() join duckdb_tables() using (database_name, schema_name, table_name)
where not duckdb_columns.internal and schema_name = 'main'`)
	if err != nil {
		t.Fatal(err)
	}
	var columns [][3]string
	databases := map[string]bool{}
	for rows.Next() {
		var c [3]string
		if err := rows.Scan(&c[0], &c[1], &c[2]); err != nil {
			t.Fatal(err)
		}
		columns = append(columns, c)
		databases[c[0]] = true
	}
	if rows.Err() != nil || rows.Close() != nil || len(databases) != 2 {
		t.Fatalf("the tables of %d databases were found, want 2: %v", len(databases), rows.Err())
	}
	for _, c := range columns {
		where := fmt.Sprintf("%s %s.%s", c[0], c[1], c[2])
		if c[0] != "restricted" {
			where = fmt.Sprintf("main %s.%s", c[1], c[2])
		}
		all[where] = texts(t, db, fmt.Sprintf(`select %q::varchar from %q.%q where %q is not null`, c[2], c[0], c[1], c[2]))
	}
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("no report: ", err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(path) == ".html" {
			_, data, _ := strings.Cut(string(data), "</style>")
			all["report "+filepath.Base(path)] = []string{data}
		}
	}
	return all
}

func texts(t *testing.T, db *sql.DB, query string) (list []string) {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

var (
	digitGaps    = strings.NewReplacer(" ", "", "-", "", "\n", "")
	mobileNumber = regexp.MustCompile(`(?:^|[^0-9A-Za-z.])1[3-9]\d{9}(?:$|[^0-9A-Za-z.])`)
	idNumber     = regexp.MustCompile(`(?:^|[^0-9A-Za-z])([1-9]\d{16}[\dXx])(?:$|[^0-9A-Za-z])`)
	hashColumn   = regexp.MustCompile(`(_id|_key|_hash|native_id|sha256|key_check|dup_group)$`)
)

// check looks for what was planted, and for anything that has the shape of a mobile or a valid ID number.
func (f found) check(t *testing.T, planted []string) {
	t.Helper()
	for where, list := range f {
		all := strings.Join(list, "\x01")
		bare := digitGaps.Replace(all)
		for _, secret := range planted {
			if strings.Contains(all, secret) || len(secret) >= 11 && strings.Contains(bare, secret) {
				t.Errorf("%s holds %q", where, secret)
			}
		}
		if hashColumn.MatchString(where) || strings.HasPrefix(where, "report ") && planted == nil {
			continue // hexadecimal digits, and a page's own coordinates, look like numbers now and then
		}
		if m := mobileNumber.FindStringIndex(all); m != nil {
			t.Errorf("%s holds a mobile number at byte %d", where, m[0])
		}
		for _, m := range idNumber.FindAllStringSubmatch(all, -1) {
			if id := m[1]; strings.EqualFold(string(checkDigit(id[:17])), id[17:]) {
				t.Errorf("%s holds an ID number", where)
			}
		}
	}
}

// checkDigit is the last character of an ID number of 18, by its first 17 (GB 11643).
func checkDigit(id string) byte {
	sum := 0
	for i, weight := range [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(id[i]-'0') * weight
	}
	return "10X98765432"[sum%11]
}
