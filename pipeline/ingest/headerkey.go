package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// simplified writes the traditional characters that headers are made of in simplified form.
var simplified = strings.NewReplacer(
	"編", "编", "號", "号", "鄉", "乡", "鎮", "镇", "內", "内", "時", "时", "間", "间", "單", "单", "來", "来", "題", "题", "標", "标",
	"電", "电", "話", "话", "證", "证", "聯", "联", "責", "责", "門", "门", "復", "复", "覆", "复", "點", "点", "贊", "赞", "讚", "赞",
	"對", "对", "數", "数", "見", "见", "訴", "诉", "問", "问", "詳", "详", "應", "应", "縣", "县", "區", "区", "屬", "属", "記", "记",
	"錄", "录", "轉", "转", "辦", "办", "處", "处", "結", "结", "類", "类", "別", "别", "歲", "岁", "職", "职", "業", "业", "務", "务",
	"項", "项", "說", "说", "發", "发", "佈", "布", "達", "达", "訪", "访", "領", "领", "導", "导", "級", "级", "機", "机", "關", "关",
	"係", "系", "繫", "系", "網", "网", "評", "评", "議", "议", "負", "负", "據", "据", "現", "现", "場", "场", "狀", "状", "態", "态",
	"開", "开", "閉", "闭", "稱", "称", "後", "后", "裡", "里", "體", "体", "檔", "档", "蓋", "盖", "簽", "签", "讀", "读", "寫", "写",
	"黨", "党", "員", "员", "戶", "户", "戸", "户", "農", "农", "貧", "贫",
)

// headerKey is a header without what differs from office to office: spaces, width, case, script, punctuation, remarks in brackets.
func headerKey(s string) string {
	s = simplified.Replace(width.Fold.String(s))
	if key := bareName(s, true); key != "" {
		return key
	}
	return bareName(s, false) // the whole name stands in brackets
}

func bareName(s string, dropBrackets bool) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case dropBrackets && strings.ContainsRune("([{【〔《", r):
			depth++
		case strings.ContainsRune(")]}】〕》", r):
			if depth > 0 {
				depth--
			}
		case depth > 0, unicode.IsSpace(r), unicode.IsControl(r), unicode.In(r, unicode.Cf):
		case r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
