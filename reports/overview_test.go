package reports

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestAttentionListsOnlyCertainSizes makes one cell that passed the test uncertain in its size: it leaves the list, is counted in the line
// below, and stays in the tile and the table.
func TestAttentionListsOnlyCertainSizes(t *testing.T) {
	db := openFixture(t, whole)
	execute(t, db, `update hotspots set ratio_lo = greatest(ratio_lo, 1.1) where flagged`)
	var passed int
	if err := db.QueryRow(`select count(*) from hotspots where flagged and axis = 'winds' and basis = 'comments' and problem is not null`).Scan(&passed); err != nil {
		t.Fatal(err)
	}
	if passed < 4 {
		t.Fatalf("%d cells passed, want at least 4", passed)
	}
	list := regexp.MustCompile(`(?s)<div id="attention".*?</div>`)
	items := func(page string) int {
		_, list, _ := strings.Cut(list.FindString(page), "<ol>")
		list, _, _ = strings.Cut(list, "</ol>")
		return strings.Count(list, "<li")
	}
	before := renderOf(t, db)
	if strings.Contains(before, `class="uncertain"`) || items(before) != passed {
		t.Fatalf("%d of %d cells are listed", items(before), passed)
	}
	execute(t, db, `update hotspots set ratio_lo = 0.7 where flagged and unit_kind = 'township' and (unit_code, problem) =
		(select (unit_code, problem) from hotspots where flagged and unit_kind = 'township' and axis = 'winds' order by n desc, unit_code limit 1)`)
	execute(t, db, `update surges set ratio_lo = 1.001`)
	after := renderOf(t, db)
	if got := items(after); got != passed-1 {
		t.Errorf("%d cells are listed, want %d", got, passed-1)
	}
	for _, want := range []string{
		`另有1处也通过检验，但区间含1，多出多少说不准：见<a href="#township_problem-figure">乡镇与问题</a>1处。`,
		fmt.Sprintf("共%d处通过检验，%d处幅度确定", passed, passed-1), "本周另有2处突增也通过检验", `id="township_problem-figure"`,
	} {
		if !strings.Contains(after, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	execute(t, db, `update hotspots set ratio_lo = 0.9 where flagged`)
	if none := renderOf(t, db); !strings.Contains(none, "没有单位的四风问题既通过检验、幅度又确定") || items(none) != 0 {
		t.Error("cells of uncertain size are listed")
	}
}

// TestTimesExplainThemselves divides the comments by the expected ones as a reader does, and says why the estimate is another number.
func TestTimesExplainThemselves(t *testing.T) {
	for _, c := range []struct {
		observed any
		shrunk   float64
		want     string
	}{
		{3.3, 3.04, "，即3.3倍；考虑到条数少，稳妥估计为3.0倍（95%区间1.3—5.4倍）"},
		{2.0, 2.01, "，即2.0倍；稳妥估计也是2.0倍（95%区间1.3—5.4倍）"},
		{nil, 2.01, "；考虑到条数少，稳妥估计为2.0倍（95%区间1.3—5.4倍）"},
	} {
		r := record{"observed": c.observed, "ratio": c.shrunk, "ratio_lo": 1.31, "ratio_hi": 5.42}
		if got := observedTimes(r) + "；" + estimatedTimes(r); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	page := renderOf(t, openFixture(t, whole))
	list := regexp.MustCompile(`的(\d+)条，(?:若与全县一样|按以往)约([\d.]+)条，即([\d.]+)倍；`).FindAllStringSubmatch(page, -1)
	if len(list) < 3 {
		t.Fatalf("%d sentences", len(list))
	}
	for _, m := range list {
		n, _ := strconv.ParseFloat(m[1], 64)
		expected, _ := strconv.ParseFloat(m[2], 64)
		if got := fmt.Sprintf("%.1f", n/expected); got != m[3] && fmt.Sprintf("%.1f", n/expected+0.001) != m[3] {
			t.Errorf("%s: %s÷%s is %s", m[0], m[1], m[2], got)
		}
	}
	if !strings.Contains(page, "收缩后的倍数") {
		t.Error("the column is not named")
	}
}
