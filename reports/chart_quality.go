package reports

import "fmt"

// qualityItems are the names of the rows of the data-quality table.
var qualityItems = map[string]string{
	"rows_loaded": "入库的行", "rows_duplicate": "重复的行", "rows_merged": "合并的行（长短信后几段）", "rows_quarantined": "不能使用而隔离的行",
	"whole_quarantined": "整个没有读的文件或工作表", "rows_updated": "替换旧意见的行", "id_conflicts": "编号相同而内容不同的行", "undated": "没有时间的意见", "no_channel": "没有渠道的意见",
	"no_township": "未识别乡镇的意见", "no_department": "未识别部门的意见", "untagged": "有内容而既无四风标签也无主题的意见", "no_opinion": "没有意见（“无”“都好”）",
	"same_text": "与另一条文字相同的意见", "restricted": "受限意见（只计数）", "gap_weeks": "其间没有意见的周", "unverified_departments": "名录中未核实的部门",
}

// qualityChart says how complete the data are.
func qualityChart(p *page) (*figure, error) {
	a := p.answers["quality"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	f := p.show(a, "数据全不全", p.caption("条、行、个或周", p.all(), p.summary.int("comments")))
	for _, r := range a.rows {
		if r.text("item") == "no_township" && r.int("base") >= smallBase {
			if f.Title = "意见都识别了乡镇"; r.int("n") > 0 {
				f.Title = title(fmt.Sprintf("%s的意见未识别乡镇", share(r.int("n"), r.int("base"))), "数据全不全")
			}
		}
	}
	f.translate(a, "item", "项目", qualityItems)
	f.Open = true
	f.Aria = "表，数据质量各项的数量和占比。"
	return &f, nil
}
