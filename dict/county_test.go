package dict

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCountyErrors(t *testing.T) {
	const departments = "code\tname\tshort\tcategory\taliases\tweak\treceiver\tverified\n"
	const townships = "code\tname\taliases\ttypos\tbare\tweak\tpopulation\thouseholds\tmap_row\tmap_col\n"
	for _, c := range []struct{ name, file, content, want string }{
		{"alias twice", "departments.tsv", departments + "a\t甲局\t甲\tx\t公安\t\tno\tno\nb\t乙局\t乙\tx\t公安\t\tno\tno\n", "departments.tsv:3: the name 公安 belongs to a and to b"},
		{"weak alias twice", "departments.tsv", departments + "a\t甲局\t甲\tx\t\t公安\tno\tno\nb\t乙局\t乙\tx\t公安\t\tno\tno\n", "departments.tsv:3: the name 公安"},
		{"short name twice", "departments.tsv", departments + "a\t甲局\t甲\tx\t\t\tno\tno\nb\t乙局\t甲\tx\t\t\tno\tno\n", "departments.tsv:3: short name 甲"},
		{"code twice", "departments.tsv", departments + "a\t甲局\t甲\tx\t\t\tno\tno\na\t乙局\t乙\tx\t\t\tno\tno\n", "departments.tsv:3: department \"a\""},
		{"population", "townships.tsv", townships + "1\t甲镇\t\t\t\t\t-5\t\t\t\n", "townships.tsv:2: population"},
		{"township alias twice", "townships.tsv", townships + "1\t甲镇\t甲\t\t\t\t\t\t\t\n2\t乙镇\t\t甲\t\t\t\t\t\t\n", "townships.tsv:3: the name 甲"},
		{"village of no township", "villages.tsv", "village\ttownship\tcommon\n李庄\t丙乡\tno\n", "villages.tsv:2: village 李庄"},
		{"two counties", "county.tsv", "code\tname\n1\t甲县\n2\t乙县\n", "county.tsv: want one county"},
		{"no county", "county.tsv", "code\tname\n", "county.tsv: want one county"},
	} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "county"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "county", c.file), []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want %q in it", c.name, err, c.want)
		}
	}
}

// TestCountyIsSound guards the built-in register against slips that loading cannot see.
func TestCountyIsSound(t *testing.T) {
	d, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	places := map[[2]int]string{}
	for _, township := range d.County.Townships {
		if !strings.HasPrefix(township.Code, d.County.Code) || len(township.Code) != 9 {
			t.Errorf("%s has the code %s, want nine digits that begin with the county's", township.Name, township.Code)
		}
		at := [2]int{township.MapRow, township.MapCol}
		if other, taken := places[at]; taken || at[0] == 0 {
			t.Errorf("%s lies at %v of the tile grid, as does %q, or nowhere", township.Name, at, other)
		}
		places[at] = township.Name
		if township.Population != 0 {
			t.Errorf("%s has a population: none is known", township.Name)
		}
	}
	categories := map[string]int{}
	for _, dep := range d.County.Departments {
		categories[dep.Category]++
		if n := len([]rune(dep.Short)); n < 2 || n > 6 {
			t.Errorf("the short name %s of %s does not suit a chart: want two to six characters", dep.Short, dep.Code)
		}
	}
	for category, n := range map[string]int{"党委部门": 14, "人大政协法检": 5, "政府组成部门": 30, "直属事业单位": 10, "企业公用": 6, "垂直管理单位": 8, "群团组织": 5} {
		if categories[category] != n {
			t.Errorf("%d departments of the category %s, want %d", categories[category], category, n)
		}
	}
}
