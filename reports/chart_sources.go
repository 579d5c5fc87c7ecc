package reports

import "fmt"

// sourcesChart lists the files that the data came from.
func sourcesChart(p *page) (*figure, error) {
	a := p.answers["sources"]
	if len(a.rows) == 0 {
		return nil, nil
	}
	read := 0
	for _, r := range a.rows {
		if r.text("state") == "已读" {
			read++
		}
	}
	claim := fmt.Sprintf("数据来自%s个文件或表", count(int64(read)))
	switch left := len(a.rows) - read; {
	case read == 0:
		claim = fmt.Sprintf("%s个文件或表都整个没有读", count(int64(left)))
	case left > 0:
		claim += fmt.Sprintf("，另有%s个整个没有读", count(int64(left)))
	}
	f := p.show(a, title(claim, "数据来源"),
		captionFrom("读入的文件", "行", p.all(), sum(a.rows, "rows_read")))
	f.Open = len(a.rows) <= 12
	f.Aria = fmt.Sprintf("表，%d个来源文件各有多少行入库、重复、合并、隔离。", len(a.rows))
	return &f, nil
}
