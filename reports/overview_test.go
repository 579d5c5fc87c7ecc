package reports

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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

// TestHotspotsAreThoseMarked makes marked cells look as if they had failed: the mark alone decides, in the list, the tile and the heat maps.
func TestHotspotsAreThoseMarked(t *testing.T) {
	db := openFixture(t, whole)
	execute(t, db, `update hotspots set ratio_lo = greatest(ratio_lo, 1.1) where flagged`)
	shown := regexp.MustCompile(`(?s)<ol>.*?</ol>|共\d+处通过检验|，\d+处通过检验。`)
	before := shown.FindAllString(renderOf(t, db), -1)
	if len(before) < 4 {
		t.Fatalf("the page says %q", before)
	}
	execute(t, db, `update hotspots set q_value = 0.5 where flagged`)
	if diff := cmp.Diff(before, shown.FindAllString(renderOf(t, db), -1)); diff != "" {
		t.Errorf("what is listed depends on more than the mark (-before +after):\n%s", diff)
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

var shownTile = regexp.MustCompile(`(?s)<li[^>]*><(?:a|div) class="?box"?.*?</li>`)

// tilesOf gives the tiles of the first screen.
func tilesOf(t *testing.T, db *sql.DB) (tiles []string) {
	t.Helper()
	page := renderOf(t, db)
	_, list, _ := strings.Cut(page, `<ul class="tiles">`)
	list, _, _ = strings.Cut(list, "</ul>")
	tiles = shownTile.FindAllString(list, -1)
	if len(tiles) < 4 || len(tiles) > 6 {
		t.Fatalf("%d tiles, want four to six", len(tiles))
	}
	return tiles
}

// TestTilesSayWhatThereIs takes away, one after the other, what the tiles count: each still says something, and none draws one measure
// for another without saying so.
func TestTilesSayWhatThereIs(t *testing.T) {
	db := openFixture(t, fixture{comments: 1500, issues: true, ledger: true})
	expect := func(at int, wants ...string) {
		t.Helper()
		tile := tilesOf(t, db)[at]
		for _, want := range wants {
			if !strings.Contains(tile, want) {
				t.Errorf("the tile does not say %q: %s", want, tile)
			}
		}
	}
	for i, tile := range tilesOf(t, db)[:4] {
		if !strings.Contains(tile, `class="spark"`) || !strings.Contains(tile, `href="#`) {
			t.Errorf("tile %d has no line or leads nowhere: %s", i, tile)
		}
		if strings.Contains(tile, "同比") {
			t.Errorf("tile %d tells of a year before the data", i)
		}
	}
	expect(3, "；本周突增")
	execute(t, db, `update comments set received_at = received_at - interval 364 day where comment_no % 3 = 0`)
	expect(0, "；同比&#43;")
	execute(t, db, `update comments set received_at = null where comment_no % 6 = 0 and received_at < timestamp '2013-12-01'`)
	execute(t, db, `update comments set received_at = null where received_at >= timestamp '2014-03-31' and received_at < timestamp '2014-04-07'
		and comment_no not in (select comment_no from comments where received_at >= timestamp '2014-03-31' and received_at < timestamp '2014-04-07' order by comment_no limit 29)`)
	expect(1, "本周涉及四风", "上周意见不足30条，不比占比；线为条数", `class="spark"`)
	execute(t, db, `update comments set received_at = null where received_at >= timestamp '2013-04-01' and received_at < timestamp '2013-04-15'`)
	expect(0, "；同比增加")
	execute(t, db, `update comments set received_at = null where received_at >= timestamp '2014-04-07'`)
	expect(1, "涉及四风（累计）", "本周0条；意见不足30条，不算占比")
	execute(t, db, `delete from hotspots`)
	execute(t, db, `delete from surges`)
	execute(t, db, `delete from issue_comments`)
	execute(t, db, `delete from issues`)
	expect(2, "<b title=\"0\">0</b>", "没有归并出事项")
	expect(3, "没有通过检验的；本周突增0个")
}

// TestNothingLackingIsSaidInWords makes data of which every comment has its township, department and tags.
func TestNothingLackingIsSaidInWords(t *testing.T) {
	db := openFixture(t, fixture{comments: 1500, issues: true, ledger: true})
	execute(t, db, `update comments set township_code = coalesce(township_code, '411025100')`)
	page := renderOf(t, db)
	if !strings.Contains(page, "意见都识别了乡镇</h3>") || strings.Contains(page, "0.0%的意见") || !strings.Contains(page, "的意见未识别部门，") {
		t.Error("a share of none is said as if some lacked a township")
	}
	execute(t, db, `update comments set department_code = coalesce(department_code, 'gov.civil')`)
	execute(t, db, `delete from comments where comment_no not in (select comment_no from tags)`)
	if !strings.Contains(renderOf(t, db), "数据：意见都识别了乡镇和部门，也都打了标签") {
		t.Error("the page does not say that nothing is lacking")
	}
}

// TestFooterTellsWhatIsLeftOut makes a page without channels and matters, and reads the footer.
func TestFooterTellsWhatIsLeftOut(t *testing.T) {
	db := openFixture(t, fixture{comments: 900, ledger: true})
	page := renderOf(t, db)
	_, footer, _ := strings.Cut(page, "<footer>\n<h2 id=\"notes\">")
	footer, _, _ = strings.Cut(footer, "</footer>")
	for _, want := range []string{
		"各文件共读到920行：入库900，重复12，合并3，隔离5；入库的行中替换旧意见的1行；", "本页没有：热点问题（没有归并出事项）。", "<li>襄城县；截止2014-04-16；",
	} {
		if !strings.Contains(footer, want) {
			t.Errorf("the footer does not say %q", want)
		}
	}
	if !strings.Contains(page, `id="channels"`) || strings.Contains(footer, "渠道") {
		t.Error("the channels are left out")
	}
	if !strings.Contains(page, "单位：件；来源：整改台账；") || strings.Contains(page, "单位：件；来源：入库意见") {
		t.Error("the source of the ledger is not told")
	}
	execute(t, db, `update comments set channel = null`)
	page = renderOf(t, db)
	if strings.Contains(page, `id="channels"`) || strings.Contains(page, `href="#channels"`) || !strings.Contains(page, "本页没有：来源（意见都没有注明渠道）。") {
		t.Error("a section of channels that no comment tells")
	}
}

// TestSurgingUnitsAreThoseListed compares the number in the tile with the units of the list, week by week and in a month of several weeks,
// where a unit surges twice and others only in total, on another axis or without passing the test.
func TestSurgingUnitsAreThoseListed(t *testing.T) {
	db := openFixture(t, whole)
	execute(t, db, `insert into surges by name select * replace (period_start - 7 as period_start, period_end - 7 as period_end) from surges`)
	for _, other := range []string{"null as problem", "'topics' as axis", "false as flagged", "'population' as basis"} {
		execute(t, db, `insert into surges by name select * replace ('none' as unit_code, `+other+`) from surges where unit_code <> 'none' limit 1`)
	}
	for _, c := range []struct {
		period Grain
		asOf   string
		want   int
	}{{Week, "2014-04-16", 2}, {Week, "2014-04-06", 2}, {Week, "2014-03-30", 0}, {Month, "2014-04-30", 2}} {
		asOf, err := time.Parse(time.DateOnly, c.asOf)
		if err != nil {
			t.Fatal(err)
		}
		p, err := gather(context.Background(), db, Options{Period: c.period, AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		listed := map[string]bool{}
		for _, r := range p.answers["surging"].rows {
			listed[r.text("unit_kind")+r.text("unit_code")] = true
		}
		told := fmt.Sprintf("突增%d个", c.want)
		if len(listed) != c.want || !strings.Contains(p.tiles()[3].Change, told) {
			t.Errorf("%s up to %s: %d units are listed, the tile says %q, want %q", c.period, c.asOf, len(listed), p.tiles()[3].Change, told)
		}
	}
}

// TestFirstScreenTellsOfFilesLeftOut leaves out one file, then all: the first screen and the table of sources say so.
func TestFirstScreenTellsOfFilesLeftOut(t *testing.T) {
	db := openFixture(t, fixture{comments: 20})
	execute(t, db, `update comments set township_code = case when comment_no > 3 then '411025100' end, department_code = 'gov.civil'`)
	execute(t, db, `insert into sources by name select 's2' as source_id, '来信.doc' as file, * exclude (source_id, file) replace (20 as rows_read, 0 as rows_loaded, 0 as rows_updated) from sources`)
	state := regexp.MustCompile(`<p class="state">(.*?)<a `)
	for _, c := range []struct{ left, brief, title string }{
		{"", "3条意见未识别乡镇，原始文件10行不能使用。", "数据来自2个文件或表"},
		{"s2", "3条意见未识别乡镇，原始文件10行不能使用，1个文件或工作表整个没有读。", "数据来自1个文件或表，另有1个整个没有读"},
		{"s1", "3条意见未识别乡镇，原始文件10行不能使用，2个文件或工作表整个没有读。", "2个文件或表都整个没有读"},
	} {
		if c.left != "" {
			execute(t, db, `insert into quarantine by name select ? as source_id, 0 as row_no, '整个文件没有读' as reason`, c.left)
		}
		page := renderOf(t, db)
		if said := state.FindStringSubmatch(page); said == nil || !strings.HasPrefix(said[1], c.brief) {
			t.Errorf("the first screen says %q, want %q", said, c.brief)
		}
		if !strings.Contains(page, ">"+c.title+"</h3>") {
			t.Errorf("the table of sources is not named %q", c.title)
		}
		if strings.Contains(page, "条的意见") {
			t.Error("a count of comments is worded as a share")
		}
	}
}
