package attribute

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/csv"
	"encoding/hex"
	flags "flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

//go:embed testdata/shangluo_units.csv testdata/shangluo_mapping.tsv testdata/invented_units.csv
var secondCounties embed.FS

var update = flags.Bool("update", false, "write testdata/shangluo_mapping.tsv anew")

// newRegister scaffolds a register from a list of units, as sifeng dict new-county does, and compiles it.
func newRegister(t *testing.T, code, name, units string) *Attributor {
	t.Helper()
	base, err := dict.Load("")
	if err != nil {
		t.Fatal(err)
	}
	list, err := secondCounties.ReadFile(units)
	if err != nil {
		t.Fatal(err)
	}
	files, err := base.NewCounty(code, name, bytes.NewReader(list))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for file, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := dict.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// agency gives the one code that a field with an agency stands for: its department, or its place where it names a place's government.
func agency(a *Attributor, spelling string) string {
	r := a.Attribute(comment.Doc{}, "", spelling, nil)
	if r.DepartmentCode != "" {
		return r.DepartmentCode
	}
	return r.TownshipCode
}

// TestInventedCity: the spellings of one agency have one code and those of different agencies different ones, in a city with places
// that have bodies of their own.
func TestInventedCity(t *testing.T) {
	a := newRegister(t, "519900", "云溪市", "testdata/invented_units.csv")
	for want, spellings := range map[string][]string{
		"gov.police":         {"云溪市公安局", "市公安局", "公安局", "云溪市市公安局", "云西市公安局"},
		"gov.traffic_police": {"云溪市公安局交通警察支队", "云溪市公安局交警支队", "市交警支队", "交警支队"},
		"gov.ecology":        {"云溪市生态环境局", "云溪市环境保护局", "市环保局"},
		"gov.natural_resources": {
			"云溪市自然资源局", "云溪市国土资源局", "市国土局",
		},
		"gov.health_commission": {"云溪市卫生健康委员会", "云溪市卫生健康委委员会", "市卫健委", "云溪市卫生局", "云溪市卫生和计划生育局", "市卫计委"},
		"gov.family_planning":   {"云溪市人口和计划生育局", "市计生委", "市计生局"},
		"gov.housing":           {"云溪市住房和城乡建设局", "市住房与城乡建设局", "市住建局", "市建设局"},
		"gov.education":         {"云溪市教育局", "市教育局"},
		"body.008":              {"云溪市体育局", "市体育局"},
		"gov.data":              {"云溪市信息中心", "市信息办", "市政务信息化办公室", "信息办"},
		"util.power":            {"云溪供电公司", "市供电局", "国网云溪供电公司"},
		"body.012":              {"云溪公路管理局"},
		"gov.transport":         {"云溪市交通运输局", "市交通局", "市交通局 石泉县人民政府办公室"},
		"519901":                {"梅岭区人民政府", "梅岭区政府办", "梅岭区人民政府办公室心", "中共梅岭区委 梅岭区人民政府", "梅岭区"},
		"519902":                {"石泉县人民政府办公室", "石泉人民政府办公室", "石泉县政府", "石泉县人民政府局", "石泉县教育局"},
		"519902.gov.transport":  {"石泉县交通运输局", "石泉县交通局", "石泉交通局"},
		"519902.gov.natural_resources": {
			"石泉县自然资源局", "石泉县国土局", "石泉县国土资源局",
		},
		"519902.body.016":    {"石泉县柳河镇人民政府", "柳河镇人民政府", "石泉县柳河镇政府", "石泉县人民政府柳河镇人民政府"},
		"519901.body.017":    {"梅岭区北关街道办事处", "梅岭区北关办事处", "梅岭区人民政府北关街道办事处"},
		"519901.gov.police":  {"云溪市公安局梅岭分局", "梅岭区公安分局"},
		"519901.gov.ecology": {"云溪市生态环境局梅岭区分局", "梅岭区环保局"},
		"":                   {"王小明", "省交通厅", "东泉县林业局", "-"},
	} {
		for _, s := range spellings {
			if got := agency(a, s); got != want {
				t.Errorf("%s: got %q, want %q", s, got, want)
			}
		}
	}
}

// TestFieldOfSeveralUnits: the first is the comment's department, and all are mentions.
func TestFieldOfSeveralUnits(t *testing.T) {
	a := newRegister(t, "519900", "云溪市", "testdata/invented_units.csv")
	r := a.Attribute(comment.Doc{}, "", "市教育局 市住建局 市教育局 石泉县人民政府", nil)
	var got []string
	for _, m := range r.Mentions {
		got = append(got, m.UnitCode+"/"+m.How)
	}
	if diff := cmp.Diff([]string{"519902/field", "gov.education/field", "gov.housing/field"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTextOfInventedCity: a body of a place is not the city's, and tells of the place.
func TestTextOfInventedCity(t *testing.T) {
	a := newRegister(t, "519900", "云溪市", "testdata/invented_units.csv")
	for _, c := range []struct{ text, township, department string }{
		{"石泉县交通局不作为", "519902", "519902.gov.transport"},
		{"石泉县教育局不作为", "519902", ""},
		{"市教育局不作为", "", "gov.education"},
		{"柳河镇政府不作为", "519902", "519902.body.016"},
		{"梅岭区的路灯不亮", "519901", ""},
	} {
		r := a.Attribute(comment.Doc{Text: c.text}, "", "", nil)
		if r.TownshipCode != c.township || r.DepartmentCode != c.department {
			t.Errorf("%s: got %q %q, want %q %q", c.text, r.TownshipCode, r.DepartmentCode, c.township, c.department)
		}
	}
}

// TestAgenciesOfShangluo reads the agencies of a real mailbox in the directory that SIFENG_REAL_DATA names. The mapping was read by
// eye; it is kept by hashes of the spellings.
func TestAgenciesOfShangluo(t *testing.T) {
	real := os.Getenv("SIFENG_REAL_DATA")
	if real == "" {
		t.Skip("SIFENG_REAL_DATA does not say where real comments are")
	}
	content, err := os.ReadFile(filepath.Join(real, "shangluo_masked.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "reply_agency")
	if column < 0 {
		t.Fatal("shangluo_masked.csv has no column reply_agency")
	}
	a := newRegister(t, "611000", "商洛市", "testdata/shangluo_units.csv")
	codes := map[string]string{}
	for _, row := range rows[1:] {
		hash := sha256.Sum256([]byte(row[column]))
		codes[hex.EncodeToString(hash[:6])] = agency(a, row[column])
	}
	var got []string
	none := 0
	for hash, code := range codes {
		got = append(got, hash+"\t"+code)
		if code == "" {
			none++
		}
	}
	slices.Sort(got)
	if *update {
		content := "# The agencies of a real mailbox: the first bytes of the SHA-256 of a spelling, and the code it must have.\nspelling\tcode\n"
		if err := os.WriteFile("testdata/shangluo_mapping.tsv", []byte(content+strings.Join(got, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	mapping, err := dict.ReadTSV(secondCounties, "testdata/shangluo_mapping.tsv", "spelling", "code")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, r := range mapping {
		want = append(want, r.Field["spelling"]+"\t"+r.Field["code"])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	t.Logf("%d spellings, %d without a code", len(got), none)
}
