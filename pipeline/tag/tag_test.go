package tag

import (
	"strings"
	"testing"

	"sifeng/pipeline/comment"
)

func TestNoOpinion(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]bool{
		"": true, "无": true, "没有意见。": true, "无，无": true, "/": true, "暂无意见和建议": true, "目前没有其他意见建议。": true, "没有什么问题": true, "没有人管": false, "没有其他办法": false, "都好，满意！": true, "123456789": true, "哈哈哈哈": true, "贵": false, "太贵": false, "暂无": true, " \t\n": true,
		"没有路灯": false, "无人管": false, "好多年没修路": false, "满意度调查是假的": false,
	} {
		r := tagger.Tag(comment.Doc{Text: text})
		if r.NoOpinion != want {
			t.Errorf("%q: no opinion %v, want %v", text, r.NoOpinion, want)
		}
		check(t, comment.Doc{Text: text}, r)
	}
}

func TestUrgency(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]comment.Urgency{
		"楼顶有人要跳楼，快来":        comment.U3,
		"家具跳楼价甩卖，放喇叭扰民":     comment.U0,
		"村口有人聚众赌博":          comment.U0,
		"明天我们几百人去县政府堵路":     comment.U3,
		"停水三天了，没水喝":         comment.U2,
		"老板拖欠工资，等着这笔血汗钱看病":  comment.U2,
		"反映多次，半年了还没解决":      comment.U1,
		"天太热渴死了，请问游泳馆几点开门？": comment.U0,
	} {
		if got := tagger.Tag(comment.Doc{Text: text}).Urgency; got != want {
			t.Errorf("%s: urgency %s, want %s", text, got, want)
		}
	}
}

func TestRestricted(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]bool{
		"村会计贪污补偿款，钱进了自己腰包。":          true,
		"我举报了村主任，他就打击报复，半夜来砸玻璃，请保密。": true,
		"路灯坏了，请修一下。":                 false,
		"严禁打击报复举报人。":                 false,
		"我要举报会计贪污":                   true, // too faint for a tag, and he who tells of it is protected all the same
		"物业公司经理贪污":                   false,
		"会计没有贪污":                     false,
		"严禁贪污":                       false,
	} {
		if got := tagger.Tag(comment.Doc{Text: text}).Restricted; got != want {
			t.Errorf("%s: restricted %v, want %v", text, got, want)
		}
	}
}

// The stance of the strongest expression in a sentence.
func TestStance(t *testing.T) {
	_, tagger := load(t)
	for _, c := range []struct {
		text  string
		want  stance
		actor actor
	}{
		{"镇政府踢皮球", asserted, public},
		{"物业公司踢皮球", asserted, private},
		{"镇政府没有踢皮球", negated, public},
		{"难道镇政府没有踢皮球", asserted, public},
		{"不是没有踢皮球", asserted, nobody},
		{"希望镇政府不要踢皮球", hoped, public},
		{"如果镇政府踢皮球怎么办", supposed, public},
		{"严禁踢皮球、乱收费", slogan, nobody},
		{"学了《不做踢皮球的干部》", slogan, public},
		{"打电话有人接，不是没人管", negated, nobody},
		{"多次反映没人管", asserted, nobody},
		{"以前部门踢皮球，现在好了", improved, public},
		{"天天喊严禁踢皮球，其实还是踢皮球", asserted, nobody},
		{"镇政府以没有电脑为由踢皮球", asserted, public},
		{"镇政府没有给说法，仍在踢皮球", asserted, public},
		{"镇政府从来没有推诿、踢皮球", negated, public},
		{"镇政府管理不善、踢皮球", asserted, public},
		{"镇政府不仅踢皮球还骂人", asserted, public},
		{"镇政府个别干部踢皮球", asserted, public},
		{"消防栓没水，镇政府踢皮球", asserted, public},
		{"以前镇政府就踢皮球，到今天没有好转", asserted, public},
		{"去年镇政府踢皮球，望尽快处理，谢谢", asserted, public},
		{"镇政府对业主踢皮球", asserted, public},
		{"请问为什么镇政府踢皮球", asserted, public},
		{"请问镇政府为什么踢皮球", asserted, public},
		{"请问镇政府有没有踢皮球", questioned, public},
		{"凭什么说镇政府踢皮球", questioned, public},
		{"为什么有人说镇政府踢皮球", questioned, public},
	} {
		s := &scratch{}
		s.read("", c.text)
		tagger.lex.scan(s)
		tagger.lex.judge(s, tagger.index, allHits)
		found := false
		for _, h := range s.hits {
			r := tagger.lex.rules[h.rule]
			if r.weak || r.axis != comment.AxisWinds || !strings.Contains(r.pattern, "踢皮球") && !strings.Contains(r.pattern, "没人管") {
				continue
			}
			found = h.stance == c.want && (c.actor == nobody || h.actor == c.actor) || found
		}
		if !found {
			t.Errorf("%s: no expression is %s by actor %d", c.text, stanceNames[c.want], c.actor)
		}
	}
}

// A private one whom an expression names is no actor where a public one stands before: he is done to.
func TestActorWithinExpression(t *testing.T) {
	_, tagger := load(t)
	for text, want := range map[string]string{"水利局欠饭店饭钱三年不还": "public", "老板欠饭店饭钱三年不还": "private", "欠饭店饭钱三年不还": "private"} {
		found := false
		for _, h := range tagger.Look(comment.Doc{Text: text}).Hits {
			if h.Problem != "extravagance.banquets" {
				continue
			}
			found = true
			if h.Actor != want {
				t.Errorf("%s: %s by actor %q, want %q", text, h.Text, h.Actor, want)
			}
		}
		if !found {
			t.Errorf("%s: no expression of banquets", text)
		}
	}
}

// A long comment must not have evidence longer than allowed, whatever its clauses.
func TestEvidenceOfLongClause(t *testing.T) {
	_, tagger := load(t)
	doc := comment.Doc{Text: strings.Repeat("我们村东头", 40) + "向镇政府多次反映没人管" + strings.Repeat("的那条路", 40)}
	r := tagger.Tag(doc)
	check(t, doc, r)
}
