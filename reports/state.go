package reports

import (
	"fmt"
	"slices"
	"strings"
)

// brief says in few words how far data and tags can be trusted; the notes at the foot of the page say it in full.
func (p *page) brief(m *Model) string {
	q := p.quality()
	said := p.lacks(q, [][2]string{{"no_township", "未识别乡镇"}, {"no_department", "未识别部门"}})
	if n := q["rows_quarantined"].int("n"); n > 0 {
		said = append(said, "原始文件"+count(n)+"行不能使用")
	}
	if n := q["whole_quarantined"].int("n"); n > 0 {
		said = append(said, count(n)+"个文件或工作表整个没有读")
	}
	text := strings.Join(said, "，")
	if text != "" {
		text += "。"
	}
	if m == nil {
		return text + "问题标签由程序判定，准确率尚未测定，条数宜比大小、看走势。"
	}
	return text + fmt.Sprintf("问题标签由程序判定，标出的约%.0f%%属实，实有的约%.0f%%被标出，条数宜比大小、看走势。", 100*m.Precision, 100*m.Recall)
}

// quality gives the rows of the answer of that name by what they count.
func (p *page) quality() map[string]record {
	q := map[string]record{}
	for _, r := range p.answers["quality"].rows {
		q[r.text("item")] = r
	}
	return q
}

// lacks says how many comments lack something: for each item of quality, its words.
func (p *page) lacks(q map[string]record, items [][2]string) (lacks []string) {
	all := p.summary.int("comments")
	for _, l := range items {
		n := q[l[0]].int("n")
		switch {
		case n == 0:
		case len(lacks) == 0:
			lacks = append(lacks, commentsOf(n, all)+l[1])
		default:
			lacks = append(lacks, shareOrCount(n, all)+l[1])
		}
	}
	return lacks
}

// state says in one sentence how far the data can be trusted.
func (p *page) state() string {
	q := p.quality()
	lacks := p.lacks(q, [][2]string{{"no_township", "未识别乡镇"}, {"no_department", "未识别部门"}, {"untagged", "既无四风标签也无主题"}})
	text := "数据：" + strings.Join(lacks, "，")
	switch {
	case p.summary.int("comments") == 0:
		text += "还没有"
	case len(lacks) == 0:
		text += "意见都识别了乡镇和部门，也都打了标签"
	}
	if n := q["rows_quarantined"].int("n"); n > 0 {
		text += fmt.Sprintf("，%s行不能使用已隔离", count(n))
	}
	if n := q["whole_quarantined"].int("n"); n > 0 {
		text += fmt.Sprintf("，%s个文件或工作表整个没有读", count(n))
	}
	if n := q["gap_weeks"].int("n"); n > 0 {
		text += fmt.Sprintf("，其间%s周没有意见", count(n))
	}
	partial := slices.ContainsFunc(p.answers["weekly"].rows, func(r record) bool { return r.bool("partial") })
	switch {
	case !partial:
	case p.period.unfinished():
		text += "；" + p.period.now() + "数据不全，图中画斜线"
	default:
		text += "；" + p.period.now() + "之后的一" + p.period.unit() + "尚未过完，图中画斜线"
	}
	return text + "。"
}

// balance says in one sentence what became of the rows of all files, and how many comments repeat another: in full, so that it adds up.
func (p *page) balance() string {
	q := p.quality()
	n := func(item string) int64 { return q[item].int("n") }
	whole := ""
	if n("whole_quarantined") > 0 {
		whole = fmt.Sprintf("另有%d个文件或工作表整个没有读，不知有多少行；", n("whole_quarantined"))
	}
	return fmt.Sprintf("各文件共读到%d行：入库%d，重复%d，合并%d，隔离%d；%s入库的行中替换旧意见的%d行；与另一条文字相同的意见%d条，没有时间的%d条。",
		q["rows_loaded"].int("base"), n("rows_loaded"), n("rows_duplicate"), n("rows_merged"), n("rows_quarantined"), whole, n("rows_updated"),
		n("same_text"), n("undated"))
}

// commentsOf says how many comments those are.
func commentsOf(n, base int64) string {
	if base < smallBase {
		return count(n) + "条意见"
	}
	return share(n, base) + "的意见"
}

func shareOrCount(n, base int64) string {
	if base < smallBase {
		return count(n) + "条"
	}
	return share(n, base)
}

// tagError says once what wrong tags mean for a count; chance is said with each interval.
func tagError(m *Model) string {
	if m == nil {
		return "问题标签由程序判定，有错有漏，准确率尚未测定；条数宜比大小、看走势，不宜逐条计较。"
	}
	true100 := 100.0
	if m.Recall > 0 {
		true100 = 100 * m.Precision / m.Recall
	}
	return fmt.Sprintf("问题标签（是推诿扯皮还是别的问题）由程序判定，有错有漏。用%d条人工标注的意见核对：标出的每100个约%.0f个属实，实有的每100个约%.0f个被标出，"+
		"标出100个实际约有%.0f个；这说的是单个问题，不是“涉及四风”与否。条数宜比大小、看走势，不宜逐条计较。", m.Comments, 100*m.Precision, 100*m.Recall, true100)
}
