package dict

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func newCounty(t *testing.T, list string) (map[string][]byte, error) {
	t.Helper()
	d, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	return d.NewCounty("419999", "清河县", strings.NewReader(list))
}

func TestNewCountyLoads(t *testing.T) {
	files, err := newCounty(t, "name,kind,code,short,aliases\n"+
		"清河县柳林镇,,,,柳林集\n东坡街道办事处,,419999001,,\n石桥回族乡,,,,\n"+
		"清河县公安局,,,,\n县民政局,,,,低保科\n清河县自然资源局,,,,\n清河县河湖事务中心,department,water.lake,河湖中心,\n清河县公安局交警大队,,,,\n")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	var townships, departments []string
	for _, township := range d.County.Townships {
		townships = append(townships, township.Code+" "+township.Name+" "+strings.Join(township.Aliases, "/"))
	}
	for _, dep := range d.County.Departments {
		departments = append(departments, dep.Code+" "+dep.Short)
	}
	if diff := cmp.Diff([]string{
		"419999901 柳林镇 柳林集/柳林/柳林乡", "419999001 东坡街道办事处 东坡", "419999903 石桥回族乡 石桥/石桥镇/石桥乡",
	}, townships); diff != "" {
		t.Errorf("townships (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"gov.police 公安局", "gov.civil 民政局", "gov.natural_resources 自然资源局", "water.lake 河湖中心", "body.005 公安局交警大队",
	}, departments); diff != "" {
		t.Errorf("departments (-want +got):\n%s", diff)
	}
	if d.County.Name != "清河县" || len(d.County.Villages) != 0 || len(d.County.Elsewhere) != 0 {
		t.Errorf("the new county is %q with %d villages and %d places elsewhere", d.County.Name, len(d.County.Villages), len(d.County.Elsewhere))
	}
	for _, dep := range d.County.Departments {
		for _, alias := range dep.Aliases {
			if strings.Contains(alias, "襄城") {
				t.Errorf("%s takes over the alias %s of another county", dep.Code, alias)
			}
		}
	}
}

// TestNewCountyOfCity: names that the list gives are its units' own whatever the order; former bodies' names come after them.
func TestNewCountyOfCity(t *testing.T) {
	d, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	files, err := d.NewCounty("519900", "云溪市", strings.NewReader("name,kind,code,aliases\n"+
		"石泉县教育局,,,\n云溪市体育局,,,\n云溪市教育局,,,\n石泉县,township,519902,\n石泉县人民政府办公室,,,\n"+
		"云溪市生态环境局,,,\n云溪市市场监督管理局,,,\n云溪市工商行政管理局,,,\n云溪市人口和计划生育局,,,\n云溪市法制办,,legal,法制办公室\n"))
	if err != nil {
		t.Fatal(err)
	}
	owner := map[string]string{}
	for _, line := range strings.Split(string(files["county/departments.tsv"]), "\n") {
		if cells := strings.Split(line, "\t"); len(cells) > 4 {
			for _, name := range append(strings.Fields(cells[4]), cells[1], cells[2]) {
				owner[name] = cells[0]
			}
		}
	}
	for name, code := range map[string]string{
		"石泉县教育局": "519902.gov.education", "石泉教委": "519902.gov.education", "石泉教育局": "519902.gov.education",
		"教育局": "gov.education", "教委": "gov.education", "体育局": "body.002", "环保局": "gov.ecology", "环境保护局": "gov.ecology",
		"质监局": "gov.market", "工商局": "vert.industry_commerce", "工商所": "vert.industry_commerce", "计生局": "gov.family_planning",
		"法制办": "legal", "政府办": "", "场监管局": "", "石泉县人民政府办公室": "",
	} {
		if owner[name] != code {
			t.Errorf("%s belongs to %q, want %q", name, owner[name], code)
		}
	}
	if want := "519902\t石泉县\t石泉 石泉县人民政府办公室\t"; !strings.Contains(string(files["county/townships.tsv"]), want) {
		t.Errorf("no %q in the townships:\n%s", want, files["county/townships.tsv"])
	}
}

func TestNewCountyErrors(t *testing.T) {
	for _, c := range []struct{ name, list, want string }{
		{"empty", "", "needs a header"},
		{"no name", "unit\n公安局\n", "no column name"},
		{"no rows", "name\n", "has no rows"},
		{"kind", "name,kind\n公安局,office\n", "row 2: kind is"},
		{"code twice", "name,code\n公安局,x\n民政局,x\n", "row 3: the code x stands twice"},
		{"quote", "name\n\"公安局\n", "quote"},
	} {
		if _, err := newCounty(t, c.list); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want %q in it", c.name, err, c.want)
		}
	}
}

func FuzzNewCounty(f *testing.F) {
	f.Add("name,kind\n清河县柳林镇,\n公安局,department\n")
	f.Add("\ufeffname,code,aliases\n\"a\nb\",1,x y\n民政局,,民政局\n")
	d, err := Load("")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, list string) {
		files, err := d.NewCounty("419999", "清河县", strings.NewReader(list))
		if err != nil {
			return
		}
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "county"), 0o700); err != nil {
			t.Fatal(err)
		}
		for name, data := range files {
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Load(dir); err != nil {
			t.Errorf("the register made of %q does not load: %v", list, err)
		}
	})
}
